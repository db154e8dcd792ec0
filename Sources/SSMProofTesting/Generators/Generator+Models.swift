import Claims
import Foundation
import Inputs
import Numbers
import Programs
import SSMProof
import Sampling

extension Generator where Value == Model {
  /// Models of a theorem: its sizes, small ones first, and a value for each element of its variables.
  ///
  ///     let models = Generator.models(of: theorem, sizes: ["T": 1...200], bits: 24)
  ///
  /// An element lies in its variable's domain, as far as that can be computed by exact arithmetic when it is drawn. One that has a
  /// distribution after `~` is drawn by it, and made simple only by numbers that it can draw.
  /// Numbers have at most `bits` bits: those of a `Double` with 53, of a `Float` with 24; values of `choice` are exact. Hypotheses are not asked: `check` throws
  /// models away that do not meet them.
  ///
  /// - Parameter sizes: Ranges of sizes by name; of others the declared range, from its least value on, up to 16 more.
  public static func models(
    of theorem: Theorem, sizes: [String: ClosedRange<Int>] = [:], bits: Int = 53
  ) -> Generator {
    let drawing = ModelDrawing(theorem, sizes, bits: bits)
    return Generator { draw in try drawing.model(&draw) }
  }

  /// Models of the only theorem of a file that has the name, or of a family by itself: of what the family declares.
  public static func models(
    ofFamily name: String, inFile path: String, sizes: [String: ClosedRange<Int>] = [:], bits: Int = 53
  ) throws -> Generator {
    // A theorem that says nothing more.
    let text = "import \"\(path)\"\ntheorem models_of_\(name)\n  use \(name)\n  conclude 0 = 0\nend\n"
    guard let theorem = try Theorem.parse(text, file: path + " (models)").first else {
      throw InputError(file: path, message: "no family '\(name)'")
    }
    return models(of: theorem, sizes: sizes, bits: bits)
  }
}

/// Draws the models of a theorem.
final class ModelDrawing: Sendable {
  let theorem: Theorem
  private let sizes: [String: ClosedRange<Int>]
  private let bits: Int
  /// The variables in an order in which domains speak of earlier ones, as far as there is one.
  private let order: [Int]
  private let samplers = SamplerBox()

  /// How far an element without an end goes, mostly and now and then.
  private static let usualReach = 4.0
  private static let longReach = 0x1p20

  init(_ theorem: Theorem, _ sizes: [String: ClosedRange<Int>], bits: Int) {
    (self.theorem, self.sizes, self.bits) = (theorem, sizes, bits)
    var order: [Int] = []
    var rest = Array(theorem.variables.indices)
    while !rest.isEmpty {
      let next = rest.first { v in
        theorem.variables[v].mentioned.allSatisfy { $0 == v || !rest.contains($0) }
      }
      let v = next ?? rest[0]
      order.append(v)
      rest.removeAll { $0 == v }
    }
    self.order = order
  }

  func model(_ draw: inout Draws) throws -> Model {
    guard (2...53).contains(bits) else {
      throw GeneratorError.malformed("numbers of \(bits) bits: from 2 to 53 are drawn, 24 for a Float")
    }
    let names = theorem.sizes.map(\.name)
    for name in sizes.keys.sorted() where !names.contains(name) {
      let known = names.isEmpty ? "there are none" : "known: \(names.joined(separator: ", "))"
      throw GeneratorError.malformed("'\(name)' is no size of theorem '\(theorem.name)'; \(known)")
    }
    var chosen: [Int] = []
    for size in theorem.sizes {
      let usual = size.minimum...min(size.maximum ?? Int.max, size.minimum + 16)
      let range = sizes[size.name] ?? usual
      guard range.lowerBound >= size.minimum, range.upperBound <= size.maximum ?? 1_000_000 else {
        throw GeneratorError.malformed(
          "the sizes \(size.name) = \(range) reach outside the declared range: \(size)")
      }
      chosen.append(try draw(.size(in: range)))
    }
    var state = State(theorem, chosen)
    if theorem.variables.contains(where: { $0.distribution != nil }) {
      let number = try draw.choose(upTo: UInt64.max >> 1)
      state.drawn = try samplers.drawn(number, theorem, chosen)
    }
    for v in order { try elements(of: v, &state, &draw) }
    let values = state.values
    return try Model(Instance(sizes: chosen, values: values), of: theorem)
  }

  // MARK: Elements

  private func elements(of v: Int, _ state: inout State, _ draw: inout Draws) throws {
    let variable = theorem.variables[v]
    try row(v, variable.indices[...], [], &state, &draw)
  }

  /// Elements of the indices that are left, noted as lists, so that a step of a sequence can be left out of all of them.
  private func row(
    _ v: Int, _ indices: ArraySlice<IndexBinding>, _ fixed: [Int], _ state: inout State, _ draw: inout Draws
  ) throws {
    guard let index = indices.first else {
      let value = try element(v, fixed, state, &draw)
      state.add(value, v, fixed)
      return
    }
    let (low, high) = try index.range.bounds(sizes: state.sizes, slots: state.slots)
    var list = Draws.List()
    if low <= high {
      for value in low...high {
        state.slots[index.slot] = value
        let start = draw.made.count
        try row(v, indices.dropFirst(), fixed + [value], &state, &draw)
        list.elements.append(start..<draw.made.count)
      }
    }
    draw.noteList(list)
  }

  private func element(
    _ v: Int, _ indices: [Int], _ state: State, _ draw: inout Draws
  ) throws -> ExactComplex {
    let variable = theorem.variables[v]
    if let law = variable.distribution {
      let drawn = state.drawn[Element(v, indices)] ?? 0
      guard !variable.isComplex else { return drawn }
      return ExactComplex(re: try shrinkable(drawn.re, law, domain(variable, state), state, &draw))
    }
    if variable.isComplex {
      let reach = -Self.usualReach...Self.usualReach
      return ExactComplex(re: try real(reach, &draw), im: try real(reach, &draw))
    }
    let ends = domain(variable, state)
    if let low = ends.lower, let high = ends.upper, low.value == high.value, low.isClosed, high.isClosed {
      return ExactComplex(re: low.value)
    }
    let isFar = ends.lower == nil || ends.upper == nil ? try draw.choose(upTo: 9) == 9 : false
    let reach = isFar ? Self.longReach : Self.usualReach
    let low = ends.lower.map { double(atLeast: $0) } ?? min((ends.upper?.value.approximation ?? 0), 0) - reach
    let high = ends.upper.map { double(atMost: $0) } ?? max((ends.lower?.value.approximation ?? 0), 0) + reach
    guard low <= high else {
      throw GivenUp(what: "models with a number of \(bits) bits in the domain of '\(variable.name)'")
    }
    return ExactComplex(re: try real(low...high, &draw))
  }

  /// What a distribution drew, as a choice that holds the number itself, so that it goes along when other elements are left
  /// out; simpler numbers that the distribution can draw are smaller choices.
  private func shrinkable(
    _ drawn: Rational, _ law: Distribution, _ ends: Ends, _ state: State, _ draw: inout Draws
  ) throws -> Rational {
    switch law.support(state) {
    case .unknown: return rounded(drawn, within: ends)
    case .values(let values):
      guard let place = values.firstIndex(of: drawn) else { return rounded(drawn, within: ends) }
      return values[Int(try draw.choose(upTo: UInt64(values.count - 1)) { _ in UInt64(place) })]
    case .interval(let support):
      let simple = [0, 1, -1, Rational(1, 2), Rational(-1, 2)]
      let first = UInt64(simple.count)
      // Ordered by magnitude; the sign is the last digit.
      let greatest = Double.greatestFiniteMagnitude.bitPattern << 1 | 1
      let number = rounded(drawn, within: ends).approximation
      let choice = try draw.choose(upTo: first + greatest) { _ in
        first + (number.magnitude.bitPattern << 1 | (number < 0 ? 1 : 0))
      }
      var value = Rational.zero
      if choice < first {
        value = simple[Int(choice)]
      } else {
        let magnitude = Double(bitPattern: (choice - first) >> 1)
        value = Rational(exactly: (choice - first).isMultiple(of: 2) ? magnitude : -magnitude) ?? value
      }
      // What it cannot draw is no model; neither is one outside of the domain, which is a hypothesis.
      guard isInside(value, support), isInside(value, ends) else {
        throw GivenUp(what: "models with numbers in their domains")
      }
      return rounded(value, within: ends)
    }
  }

  private func real(_ range: ClosedRange<Double>, _ draw: inout Draws) throws -> Rational {
    Rational(exactly: try draw.dyadic(range, bits: bits)) ?? 0
  }

  // MARK: Ends

  typealias End = (value: Rational, isClosed: Bool)
  typealias Ends = (lower: End?, upper: End?)

  private func domain(_ variable: Variable, _ state: State) -> (lower: End?, upper: End?) {
    func end(_ end: Domain.End?) -> End? {
      end.flatMap { end in state.value(end.value).map { (value: $0, isClosed: end.isClosed) } }
    }
    return (end(variable.domain?.lower), end(variable.domain?.upper))
  }

  private func isInside(_ x: Rational, _ ends: (lower: End?, upper: End?)) -> Bool {
    (ends.lower.map { x > $0.value || (x == $0.value && $0.isClosed) } ?? true)
      && (ends.upper.map { x < $0.value || (x == $0.value && $0.isClosed) } ?? true)
  }

  /// The greatest number of the asked precision that is not above x, and for an open end below it.
  private func below(_ x: Rational, isClosed: Bool) -> Double {
    let magnitude = x.magnitude
    let finest = bits <= 24 ? 149 : 1074
    var k = finest
    if !x.isZero {
      // 2^(e−1) < |x| < 2^(e+1): at most `bits` digits before the point.
      let e = magnitude.numerator.bitCount - magnitude.denominator.bitCount
      k = min(bits - 1 - e, finest)
    }
    let scale = Rational(2).power(k)
    let scaled = x * scale
    var whole = Rational(scaled.floor)
    if !isClosed, whole == scaled { whole -= 1 }
    return (whole / scale).approximation
  }

  private func double(atMost end: End) -> Double { below(end.value, isClosed: end.isClosed) }

  private func double(atLeast end: End) -> Double { -below(-end.value, isClosed: end.isClosed) }

  /// A number that was drawn with 53 bits, with as many as are asked for.
  private func rounded(_ x: Rational, within ends: (lower: End?, upper: End?)) -> Rational {
    guard bits < 53 else { return x }
    var value = below(x, isClosed: true)
    if let lower = ends.lower { value = max(value, double(atLeast: lower)) }
    if let upper = ends.upper { value = min(value, double(atMost: upper)) }
    return Rational(exactly: value) ?? x
  }
}

/// An element of a variable.
struct Element: Hashable {
  var variable: Int
  var indices: [Int]
  init(_ variable: Int, _ indices: [Int]) { (self.variable, self.indices) = (variable, indices) }
}

extension ModelDrawing {
  /// What is drawn so far of a model.
  struct State {
    let sizes: [Int]
    var slots: [Int]
    private(set) var values: [[ExactComplex]]
    private var byElement: [Element: ExactComplex] = [:]
    /// What the distributions gave.
    var drawn: [Element: ExactComplex] = [:]

    init(_ theorem: Theorem, _ sizes: [Int]) {
      self.sizes = sizes
      slots = Array(repeating: 0, count: theorem.indexSlotCount)
      values = theorem.variables.map { _ in [] }
    }

    mutating func add(_ value: ExactComplex, _ v: Int, _ indices: [Int]) {
      values[v].append(value)
      byElement[Element(v, indices)] = value
    }

    /// The value of an end of a domain by exact arithmetic on what is drawn; nil where it rests on anything else.
    func value(_ term: Term) -> Rational? {
      switch term {
      case .number(let number): return number
      case .size(let k): return Rational(sizes[k])
      case .index(let slot): return Rational(slots[slot])
      case .variable(let v, let indices, _):
        var place: [Int] = []
        for index in indices {
          guard let value = try? index.evaluateIndex(sizes: sizes, slots: slots) else { return nil }
          place.append(value)
        }
        guard let value = byElement[Element(v, place)], value.im.isZero else { return nil }
        return value.re
      case .sum(let summands):
        var total = Rational.zero
        for summand in summands {
          guard let value = value(summand.term) else { return nil }
          total += summand.isNegated ? -value : value
        }
        return total
      case .product(let factors):
        var total = Rational.one
        for factor in factors {
          guard let value = value(factor.term), !(factor.isDivisor && value.isZero) else { return nil }
          total = factor.isDivisor ? total / value : total * value
        }
        return total
      case .negation(let inner): return value(inner).map { -$0 }
      case .power(let base, let exponent, _):
        guard let x = value(base), let n = value(exponent)?.word, n.magnitude <= 64, n >= 0 || !x.isZero
        else { return nil }
        return x.power(n)
      case .extremum(let kind, let operands):
        let list = operands.compactMap { value($0) }
        guard list.count == operands.count else { return nil }
        return kind == .max ? list.max() : list.min()
      case .function(.abs, let inner, _): return value(inner)?.magnitude
      default: return nil
      }
    }
  }
}

extension Variable {
  /// The variables of which its domain speaks.
  fileprivate var mentioned: Set<Int> {
    var found: Set<Int> = []
    for end in [domain?.lower, domain?.upper] { end?.value.collectVariables(&found) }
    return found
  }
}

extension Term {
  /// The variables in the part that `ModelDrawing` computes.
  fileprivate func collectVariables(_ found: inout Set<Int>) {
    switch self {
    case .variable(let v, _, _): found.insert(v)
    case .sum(let summands): for summand in summands { summand.term.collectVariables(&found) }
    case .product(let factors): for factor in factors { factor.term.collectVariables(&found) }
    case .negation(let inner), .function(_, let inner, _): inner.collectVariables(&found)
    case .power(let base, let exponent, _):
      base.collectVariables(&found)
      exponent.collectVariables(&found)
    case .extremum(_, let operands): for operand in operands { operand.collectVariables(&found) }
    default: break
    }
  }
}

/// What a distribution can draw.
private enum Support {
  case interval(ModelDrawing.Ends)
  case values([Rational])
  case unknown
}

extension Distribution {
  /// The numbers that it draws, as far as its parameters can be computed by exact arithmetic.
  fileprivate func support(_ state: ModelDrawing.State) -> Support {
    guard case .simple(let kind, let terms, _) = self else { return .unknown }
    if kind == .normal || kind == .student { return .interval((nil, nil)) }
    let parameters = terms.compactMap { state.value($0) }
    guard parameters.count == terms.count, let a = parameters.first, let b = parameters.last else {
      return .unknown
    }
    switch kind {
    case .normal, .student: return .interval((nil, nil))
    case .lognormal, .exponential: return .interval(((0, false), nil))
    case .uniform, .loguniform: return .interval(((a, true), (b, true)))
    case .point, .choice: return .values(parameters)
    case .bernoulli: return .values([0, 1])
    case .integers:
      guard let low = Rational(a.ceiling).word, let high = Rational(b.floor).word, low <= high,
        high - low < 1000
      else { return .unknown }
      return .values((low...high).map { Rational($0) })
    }
  }
}

/// Draws by distributions, prepared once for each combination of sizes.
private final class SamplerBox: @unchecked Sendable {
  private let lock = NSLock()
  private var samplers: [[Int]: (sampler: Sampler, plan: DrawPlan)] = [:]

  func drawn(_ number: UInt64, _ theorem: Theorem, _ sizes: [Int]) throws(InputError) -> [Element:
    ExactComplex]
  {
    lock.lock()
    defer { lock.unlock() }
    if samplers.count > 64 { samplers = [:] }
    if samplers[sizes] == nil {
      let plan = try DrawPlan.lower(theorem, sizes: sizes)
      samplers[sizes] = (Sampler(plan, seed: 1, purpose: "models of \(theorem.name)"), plan)
    }
    guard let (sampler, plan) = samplers[sizes] else { return [:] }
    let inputs = try sampler.inputs(number, of: theorem, sizes: sizes)
    var drawn: [Element: ExactComplex] = [:]
    for step in plan.steps where inputs.indices.contains(step.input) {
      let im = step.isComplex ? inputs[step.input + 1] : .zero
      drawn[Element(step.variable, step.indices)] = ExactComplex(re: inputs[step.input], im: im)
    }
    return drawn
  }
}
