import Claims
import Enclosures
import ExactReals
import Numbers

/// Numbers that know what work with them costs, in tens of nanoseconds.
protocol ReplayNumber: RealEnclosure { var workload: Int { get } }
extension ExactReal: ReplayNumber {}
extension Interval: ReplayNumber { var workload: Int { 30 } }

/// One walk over a theorem at an instance, on one kind of number.
final class Walk<Number: ReplayNumber> {
  typealias Real = OneSidedJet<Number>
  typealias Value = RealOrComplex<Real>

  /// What a `diff` differentiates by, and from which side the instance is looked at.
  struct Side: Hashable {
    enum Target: Hashable {
      case element(variable: Int, indices: [Int])
      case slot(Int)
    }
    var tag: Int
    var target: Target
    /// 1 from the right, −1 from the left.
    var direction: Int
  }

  /// An element of a family, or of a variable, on these sides of the instance.
  struct Element: Hashable {
    var owner: Int
    var indices: [Int]
    var sides: [Side] = []
  }

  /// What was found, and the tags of the `diff`s for which it may be otherwise on the other side.
  struct Found {
    var result: Result<Value, NoValue>
    var ties: Set<Int>
  }

  /// What the name of a number stands for: a number, or an argument at the place of the call, put in where it is used,
  /// so that `diff` by a variable sees through calls.
  final class Binding {
    let term: Term?
    let scope: Scope
    let isComplex: Bool
    var found: [[Side]: Found] = [:]
    let number: Real?
    init(_ term: Term, _ scope: Scope, isComplex: Bool) {
      (self.term, self.scope, self.isComplex, number) = (term, scope, isComplex, nil)
    }
    init(_ number: Real) { (term, scope, isComplex, self.number) = (nil, Scope(slots: []), false, number) }
  }

  /// The values of the index names, by their slots, and of the names of numbers.
  struct Scope {
    var slots: [Int]
    var bindings: [Int: Binding] = [:]
  }

  let replay: Replay
  let precision: Int
  var theorem: Theorem { replay.theorem }
  /// The sides looked at, by the `diff`s around; outermost first.
  var sides: [Side] = []
  /// The tags of the `diff`s whose other side may be otherwise: equal numbers were compared there.
  var ties: Set<Int> = []
  private var inputs: [Element: ExactComplex] = [:]
  private var elements: [Element: Found] = [:]
  private var inProgress: Set<Element> = []
  private var (work, attempts) = (0, 0)

  /// What one walk may cost, in tens of nanoseconds, and how deep it may recurse before it begins at the bottom.
  private static var largestWork: Int { 400_000_000 }
  private static var deepestRecursion: Int { 300 }
  private struct BeginsDeeper: Error { var element: Element }

  init(_ replay: Replay, precision: Int) { (self.replay, self.precision) = (replay, precision) }

  // MARK: Numbers and indices

  func number(_ value: Rational) -> Real { .plain(Number(value, precision: precision)) }

  /// Counts the work; throws where it is too much or no longer wanted.
  func spend(_ units: Int) throws {
    work += units
    if work > Self.largestWork || (work & 0xFFF < units && replay.isCancelled()) { throw NoValue.limit }
  }

  func index(_ term: Term, _ scope: Scope) throws -> Int {
    do { return try term.evaluateIndex(sizes: replay.instance.sizes, slots: scope.slots) } catch {
      throw NoValue.undefined("\(error)")
    }
  }

  var outside: Scope { Scope(slots: Array(repeating: 0, count: theorem.indexSlotCount)) }

  /// Runs `body` for every combination of the bindings' values, outermost first.
  func forEach(_ bindings: [IndexBinding], _ scope: Scope, _ body: (Scope) throws -> Void) throws {
    guard let first = bindings.first else { return try body(scope) }
    let (lower, upper) = (try index(first.range.lower, scope), try index(first.range.upper, scope))
    guard lower <= upper else { return }
    var inner = scope
    for value in lower...upper {
      try spend(10)
      inner.slots[first.slot] = value
      try forEach(Array(bindings.dropFirst()), inner, body)
    }
  }

  // MARK: Variables and definitions

  func declareInputs() throws {
    for (v, variable) in theorem.variables.enumerated() {
      var values = replay.instance.values[v].makeIterator()
      try forEach(variable.indices, outside) { scope in
        inputs[Element(owner: v, indices: variable.indices.map { scope.slots[$0.slot] })] = values.next()
      }
    }
  }

  func variable(_ v: Int, _ indices: [Int]) throws -> Value {
    guard let input = inputs[Element(owner: v, indices: indices)] else {
      throw NoValue.undefined("'\(theorem.variables[v].name)' outside its range")
    }
    guard !theorem.variables[v].isComplex else { return Value(number(input.re), number(input.im)) }
    var x = number(input.re)
    for side in sides where side.target == .element(variable: v, indices: indices) {
      x = .beside(side.tag, limit: x, slope: number(1))
    }
    return Value(x)
  }

  /// The sides that matter to what knows nothing of parameters: definitions and arguments.
  private var outerSides: [Side] {
    sides.filter { if case .element = $0.target { true } else { false } }
  }

  /// Runs `body`, or uses what is known of it from before.
  private func remembered(_ known: Found?, _ store: (Found) -> Void, _ body: () throws -> Value) throws
    -> Value
  {
    if let known {
      ties.formUnion(known.ties)
      return try known.result.get()
    }
    let saved = ties
    ties = []
    defer { ties.formUnion(saved) }
    do {
      let value = try body()
      store(Found(result: .success(value), ties: ties))
      return value
    } catch let absence as NoValue {
      store(Found(result: .failure(absence), ties: ties))
      throw absence
    }
  }

  /// Runs `body`; elements that it finds too deep below are walked first.
  func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    while true {
      do { return try body() } catch let deeper as BeginsDeeper {
        attempts += 1
        defer { attempts -= 1 }
        // So many elements rest on one another only in a circle.
        if attempts > 20_000 { work = Self.largestWork + 1 }
        let saved = sides
        defer { sides = saved }
        sides = deeper.element.sides
        // Why it has no value is kept with the element.
        do { _ = try attempt { try element(deeper.element.owner, deeper.element.indices) } } catch is NoValue
        {}
        try spend(1)
      }
    }
  }

  func element(_ d: Int, _ indices: [Int]) throws -> Value {
    let key = Element(owner: d, indices: indices, sides: outerSides)
    let known = elements[key]
    if known == nil {
      guard inProgress.count < Self.deepestRecursion else { throw BeginsDeeper(element: key) }
      guard inProgress.insert(key).inserted else { throw NoValue.untold("a definition that rests on itself") }
    }
    defer { if known == nil { inProgress.remove(key) } }
    return try remembered(known, { elements[key] = $0 }) {
      let definition = theorem.definitions[d]
      var scope = outside
      let covering: Definition.Covering?
      do {
        covering = try definition.covering(
          indices, sizes: replay.instance.sizes, slotCount: theorem.indexSlotCount)
      } catch { throw NoValue.undefined("\(error)") }
      guard let covering else {
        throw NoValue.undefined("an element of '\(definition.name)' that no equation gives")
      }
      for bound in covering.bound { scope.slots[bound.slot] = bound.value }
      return try value(covering.equation.value, scope).complexIf(definition.isComplex)
    }
  }

  /// What the name of a number stands for.
  func value(of binding: Binding?) throws -> Value {
    guard let binding else { throw NoValue.untold("a name outside its scope") }
    guard let term = binding.term else { return Value(binding.number ?? number(0)) }
    let key = outerSides
    return try remembered(binding.found[key], { binding.found[key] = $0 }) {
      try value(term, binding.scope).complexIf(binding.isComplex)
    }
  }
}
