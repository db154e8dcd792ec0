import Claims
import Enclosures

/// One walk over a theorem at an instance, on one kind of number.
final class Walk<Number: ReplayNumber> {
  typealias Real = Dual<Number>

  struct Element: Hashable {
    var owner: Int
    var indices: [Int]
  }

  /// From which side what is differentiated is looked at; at the instance itself outside of `diff`.
  struct Side {
    var target: Target
    /// 1 from the right, −1 from the left.
    var direction: Int
  }
  enum Target: Hashable {
    case element(Element)
    case slot(Int)
  }
  struct Spot: Hashable {
    var target: Target?
    var direction: Int
  }

  /// What a parameter stands for: its argument at the place of the call, and why it has no value where it has none.
  struct Argument {
    var term: Term
    var slots: [Int]
    var values: [Real?]
    var arguments: [Int: Argument]
    var lack: Lack?
  }

  let replay: Replay
  let precision: Int
  var theorem: Theorem { replay.theorem }
  /// Current values of the integer slots and of the value slots.
  var slots: [Int]
  var values: [Real?]
  var arguments: [Int: Argument] = [:]
  var side: Side?
  /// Set where the two sides may differ: equal numbers were compared there.
  var hasMetTie = false
  private var inputs: [Element: ExactComplex] = [:]
  private var elements: [Spot: [Element: Result<Real, Lack>]] = [:]
  private var inProgress: Set<Element> = []
  private var work = 0

  /// What one walk may cost, in tens of nanoseconds, and how deep it may recurse before it begins at the bottom.
  private static var largestWork: Int { 400_000_000 }
  private static var deepestRecursion: Int { 300 }
  private struct BeginsDeeper: Error {
    var element: Element
    var side: Side?
  }

  init(_ replay: Replay, precision: Int) {
    (self.replay, self.precision) = (replay, precision)
    slots = Array(repeating: 0, count: replay.theorem.indexSlotCount)
    values = Array(repeating: nil, count: replay.theorem.valueSlotCount)
  }

  // MARK: The verdict

  func verdict() -> Replay.Verdict {
    do {
      try declareInputs()
      var hypotheses: [Truth] = []
      for (v, variable) in theorem.variables.enumerated() {
        guard let domain = variable.domain else { continue }
        try forEach(variable.indices) {
          let x = Real(Complex(number(try input(v, current(variable.indices)).re)), isComplex: false)
          hypotheses.append(try attempt { try self.within(domain, x) })
        }
      }
      for claim in theorem.hypotheses {
        try forEach(claim.free) { hypotheses.append(try attempt { try self.truth(claim.statement) }) }
      }
      switch Truth.all(hypotheses) {
      case .no: return .vacuous
      case .open(let lack): return Self.verdict(lack)
      case .yes: break
      }
      var conclusions: [Truth] = []
      for claim in theorem.conclusions {
        try forEach(claim.free) { conclusions.append(try attempt { try self.truth(claim.statement) }) }
      }
      switch Truth.all(conclusions, isQuantified: true) {
      case .yes: return .holds
      case .no: return .violated
      case .open(let lack): return Self.verdict(lack)
      }
    } catch let lack as Lack {
      return Self.verdict(lack)
    } catch {
      return .undecided("\(error)")
    }
  }

  private static func verdict(_ lack: Lack) -> Replay.Verdict {
    switch lack {
    case .undefined(let reason): .undefined(reason)
    case .vacuous: .vacuous
    case .undecided(let reason, _): .undecided(reason)
    }
  }

  func failures(of conclusion: Int, _ body: (Replay.Failure) -> Bool) {
    do {
      try declareInputs()
      let claim = theorem.conclusions[conclusion - 1]
      var isWanted = true
      try forEach(claim.free) {
        guard isWanted else { return }
        let start = Replay.Failure(conclusion: conclusion, indices: self.named(claim.free), reals: [])
        isWanted = try attempt {
          guard case .no = try self.truth(claim.statement) else { return true }
          return try body(start) && self.forEachFailure(claim.statement, start, body)
        }
      }
    } catch {
      // What cannot be told fails nowhere that is known.
    }
  }

  func named(_ bindings: [IndexBinding]) -> [(name: String, value: Int)] {
    bindings.map { ($0.name, slots[$0.slot]) }
  }

  // MARK: Numbers and indices

  func number(_ value: Rational) -> Number { Number(value, precision: precision) }

  /// Counts the work; throws where it is too much or no longer wanted.
  func spend(_ units: Int) throws {
    work += units
    if work > Self.largestWork || (work & 0xFFF < units && replay.isCancelled()) { throw Lack.limit }
  }

  func index(_ term: Term) throws -> Int {
    do {
      return try term.evaluateIndex(sizes: replay.instance.sizes, slots: slots)
    } catch {
      throw Lack.undefined("\(error)")
    }
  }

  func forEach(_ bindings: [IndexBinding], _ body: () throws -> Void) throws {
    guard let first = bindings.first else { return try body() }
    let (lower, upper) = (try index(first.range.lower), try index(first.range.upper))
    guard lower <= upper else { return }
    let saved = slots[first.slot]
    defer { slots[first.slot] = saved }
    for value in lower...upper {
      try spend(10)
      slots[first.slot] = value
      try forEach(Array(bindings.dropFirst()), body)
    }
  }

  private func current(_ bindings: [IndexBinding]) -> [Int] { bindings.map { slots[$0.slot] } }

  // MARK: Variables and definitions

  private func declareInputs() throws {
    for (v, variable) in theorem.variables.enumerated() {
      var count = 0
      try forEach(variable.indices) {
        inputs[Element(owner: v, indices: current(variable.indices))] = replay.instance.values[v][count]
        count += 1
      }
    }
  }

  private func input(_ v: Int, _ indices: [Int]) throws -> ExactComplex {
    guard let value = inputs[Element(owner: v, indices: indices)] else {
      throw Lack.undefined("'\(theorem.variables[v].name)' outside its range")
    }
    return value
  }

  func variable(_ v: Int, _ indices: [Int]) throws -> Real {
    let value = try input(v, indices)
    let isTarget = side.map { $0.target == .element(Element(owner: v, indices: indices)) } ?? false
    let z = Complex(number(value.re), number(value.im))
    return Real(
      z, isComplex: theorem.variables[v].isComplex, slope: isTarget ? .known(z.constant(1)) : .constant)
  }

  /// Runs `body`; elements that it finds too deep below are walked first.
  private func attempt<Value>(_ body: () throws -> Value) throws -> Value {
    while true {
      do {
        return try body()
      } catch let deeper as BeginsDeeper {
        var waiting = [deeper]
        while let next = waiting.popLast() {
          let saved = side
          defer { side = saved }
          side = next.side
          do {
            _ = try element(next.element.owner, next.element.indices)
          } catch let deeper as BeginsDeeper {
            guard !waiting.contains(where: { $0.element == deeper.element }), waiting.count < 1_000_000 else {
              throw Lack.untold("a definition that rests on itself")
            }
            waiting += [next, deeper]
          } catch is Lack {
            // Kept with the element: it is met again where the element is needed.
          }
        }
      }
    }
  }

  func element(_ d: Int, _ indices: [Int]) throws -> Real {
    let key = Element(owner: d, indices: indices)
    let saved = side
    defer { side = saved }
    // A definition knows nothing of parameters.
    if case .slot? = side?.target { side = nil }
    let spot = Spot(target: side?.target, direction: side?.direction ?? 0)
    if let known = elements[spot]?[key] { return try known.get() }
    guard inProgress.count < Self.deepestRecursion else { throw BeginsDeeper(element: key, side: side) }
    guard inProgress.insert(key).inserted else { throw Lack.untold("a definition that rests on itself") }
    defer { inProgress.remove(key) }
    do {
      let value = try walked(key)
      elements[spot, default: [:]][key] = .success(value)
      return value
    } catch let lack as Lack {
      elements[spot, default: [:]][key] = .failure(lack)
      throw lack
    }
  }

  private func walked(_ key: Element) throws -> Real {
    let definition = theorem.definitions[key.owner]
    guard case .family(let equations) = definition.kind else {
      throw Lack.untold("a function without arguments")
    }
    // Where two equations cover the element, the one with more numbers holds.
    var best: (equation: Equation, bound: [(slot: Int, value: Int)])?
    for equation in equations where best.map({ $0.equation.constantCount < equation.constantCount }) ?? true {
      if let bound = try match(equation, key.indices) { best = (equation, bound) }
    }
    guard let best else { throw Lack.undefined("an element of '\(definition.name)' that no equation gives") }
    let saved = best.bound.map { slots[$0.slot] }
    defer { for (old, bound) in zip(saved, best.bound) { slots[bound.slot] = old } }
    for bound in best.bound { slots[bound.slot] = bound.value }
    var value = try value(best.equation.value)
    value.isComplex = definition.isComplex
    return value
  }

  /// The slots that an equation binds to cover these indices, or nil where it does not cover them.
  private func match(_ equation: Equation, _ indices: [Int]) throws -> [(slot: Int, value: Int)]? {
    let saved = slots
    defer { slots = saved }
    var bound: [(slot: Int, value: Int)] = []
    for (pattern, wanted) in zip(equation.patterns, indices) {
      switch pattern {
      case .constant(let term): if try index(term) != wanted { return nil }
      case .index(let binding, let offset):
        let value = wanted - (try index(offset))
        guard try index(binding.range.lower) <= value, try value <= index(binding.range.upper) else {
          return nil
        }
        bound.append((binding.slot, value))
        slots[binding.slot] = value
      }
    }
    return bound
  }
}
