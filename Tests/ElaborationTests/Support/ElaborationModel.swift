import Claims
import Elaboration
import ExactReals
import Numbers
import ProofKernel

/// What was not told of a number or a fact.
enum Untold: Error {
  /// A comparison that exact numbers leave open.
  case comparison
  /// Too much work for a test.
  case work
  /// A fault: what is said of an element is not one number.
  case fault(String)
}

/// An elaboration's families as numbers at one instance: from the instance, the equations and the definitions, exactly.
///
/// The kernel's functions are total: 1/0, the root of a negative number and the greatest of nothing are some number each,
/// an element that no equation covers is one of its own.
final class ElaborationModel {
  struct Element: Hashable {
    var name: String
    var indices: [Int]
  }

  let elaboration: Elaboration
  let sizes: [String: Int]
  /// The values of names of `forall real`, without primes.
  let reals: [String: Rational]
  /// Whether the greatest or least of nothing was asked for.
  private(set) var metEmptyExtremum = false
  private let salt: UInt64
  private var inputs: [Element: Rational] = [:]
  private var known: [Element: ExactReal] = [:]
  private var inProgress: Set<Element> = []
  private var work = 0

  init(
    _ elaboration: Elaboration, _ theorem: Theorem, _ instance: Instance, reals: [String: Rational] = [:],
    salt: UInt64 = 0
  ) throws {
    self.elaboration = elaboration
    (self.reals, self.salt) = (reals, salt)
    sizes = Dictionary(uniqueKeysWithValues: zip(theorem.sizes.map(\.name), instance.sizes))
    for (variable, values) in zip(theorem.variables, instance.values) {
      var rest = values.makeIterator()
      var slots = [Int](repeating: 0, count: theorem.indexSlotCount)
      try variable.forEachElement(sizes: instance.sizes, slots: &slots) { slots in
        guard let value = rest.next() else { return }
        let indices = variable.indices.map { slots[$0.slot] }
        if variable.isComplex {
          inputs[Element(name: "\(variable.name).re", indices: indices)] = value.re
          inputs[Element(name: "\(variable.name).im", indices: indices)] = value.im
        } else {
          inputs[Element(name: variable.name, indices: indices)] = value.re
        }
      }
    }
  }

  func number(_ value: Rational) -> ExactReal { ExactReal(value, precision: 256) }

  /// Some number for what has no meaning: the same wherever it is asked for.
  private func arbitrary(_ what: String) -> ExactReal {
    var random = SplitMix64(seed: salt, purpose: what)
    return number(random.pick([0, 1, -1, 2, Rational(17, 13), Rational(-5, 7)]))
  }

  private func spend() throws {
    work += 1
    if work > 200_000 { throw Untold.work }
  }

  // MARK: Indices

  func index(_ term: IndexTerm, _ values: [String: Int]) throws -> Int {
    try term.parts.reduce(term.constant) { sum, part in
      guard let value = values[part.name] ?? sizes[part.name] else {
        throw Untold.fault("the index \(part.name) of \(term) has no value")
      }
      return sum + part.factor * value
    }
  }

  /// All values of names where the guards hold.
  func assignments(
    _ names: [String], _ guards: [IndexTerm], _ values: [String: Int] = [:],
    _ body: ([String: Int]) throws -> Void
  ) throws {
    let isKnown = { (name: String) in values[name] != nil || self.sizes[name] != nil }
    for guarding in guards where guarding.names.allSatisfy(isKnown) {
      if try index(guarding, values) < 0 { return }
    }
    // The name with an end on both sides from what has a value is next.
    var next: (name: String, low: Int, high: Int)?
    for name in names where values[name] == nil {
      var (low, high) = (Int.min, Int.max)
      for guarding in guards {
        let factor = guarding.factor(of: name)
        guard factor != 0, guarding.names.allSatisfy({ $0 == name || isKnown($0) }) else { continue }
        let rest = try index(guarding, values.merging([name: 0]) { $1 })
        if factor > 0 {
          low = max(low, Int((-Double(rest) / Double(factor)).rounded(.up)))
        } else {
          high = min(high, Int((Double(rest) / Double(-factor)).rounded(.down)))
        }
      }
      if low != .min, high != .max {
        next = (name, low, high)
        break
      }
      // What has no end is looked at close to 0.
      if next == nil { next = (name, max(low, -1), min(high, 4)) }
    }
    guard let next else {
      guard names.allSatisfy({ values[$0] != nil }) else { return }
      return try body(values)
    }
    guard next.low <= next.high else { return }
    for value in next.low...next.high {
      try spend()
      try assignments(names, guards, values.merging([next.name: value]) { $1 }, body)
    }
  }

  // MARK: Numbers

  func value(_ polynomial: RealPolynomial, _ values: [String: Int]) throws -> ExactReal {
    var sum = number(0)
    for (monomial, coefficient) in polynomial.terms {
      var product = number(coefficient)
      for power in monomial.powers {
        product = product * (try value(power.variable, values)).power(power.exponent)
      }
      sum = sum + product
    }
    return sum
  }

  func value(_ atom: Atom, _ values: [String: Int]) throws -> ExactReal {
    let indices = try atom.indices.map { try index($0, values) }
    if atom.name == Atom.realName { return number(Rational(indices[0])) }
    return try value(Element(name: atom.name, indices: indices))
  }

  func value(_ element: Element) throws -> ExactReal {
    if let value = known[element] { return value }
    try spend()
    guard inProgress.insert(element).inserted else { throw Untold.fault("\(element) rests on itself") }
    defer { inProgress.remove(element) }
    let value: ExactReal
    switch elaboration.origins[element.name] {
    case .free?: value = free(element)
    case .equations(let list)?: value = try byEquations(element, list)
    case .wave(let names, let x)?:
      let x = try self.value(x, Dictionary(uniqueKeysWithValues: zip(names, element.indices)))
      value = element.name.hasPrefix("sin") ? x.sin() : x.cos()
    case .operation?: value = try byDefinition(element)
    case nil: throw Untold.fault("nothing is known of \(element)")
    }
    known[element] = value
    return value
  }

  private func free(_ element: Element) -> ExactReal {
    if let input = inputs[element] { return number(input) }
    if element.name == "pi" { return number(0).constantPi() }
    let name = element.name.filter { $0 != "'" }
    return reals[name].map(number) ?? arbitrary("\(element)")
  }

  private func byEquations(_ element: Element, _ list: [(head: Atom, fact: Fact)]) throws -> ExactReal {
    var found: ExactReal?
    for (head, fact) in list {
      guard let values = match(head.indices, element.indices) else { continue }
      guard values.count == fact.variables.count else {
        throw Untold.fault("\(head) does not say what the variables of its equation are")
      }
      guard try fact.guards.allSatisfy({ try index($0, values) >= 0 }) else { continue }
      guard try holds(fact.premises, values) else { continue }
      let value = try self.value(RealPolynomial(head) - fact.literal.polynomial, values)
      if let found, value.isEqual(to: found) == .no {
        throw Untold.fault("two equations say different things of \(element)")
      }
      found = value
    }
    return found ?? arbitrary("\(element)")
  }

  /// The variables at which index terms have given values.
  private func match(_ terms: [IndexTerm], _ wanted: [Int]) -> [String: Int]? {
    var values: [String: Int] = [:]
    for (term, wanted) in zip(terms, wanted) {
      let open = term.parts.filter { values[$0.name] == nil && sizes[$0.name] == nil }
      let rest = term.parts.reduce(term.constant) {
        $0 + $1.factor * (values[$1.name] ?? sizes[$1.name] ?? 0)
      }
      guard let part = open.first else {
        if rest != wanted { return nil }
        continue
      }
      guard open.count == 1, (wanted - rest) % part.factor == 0 else { return nil }
      values[part.name] = (wanted - rest) / part.factor
    }
    return values
  }

  private func byDefinition(_ element: Element) throws -> ExactReal {
    guard let definition = elaboration.theory.definitions[element.name] else {
      throw Untold.fault("\(element) has no definition")
    }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, element.indices))
    func at(_ body: RealPolynomial) throws -> ExactReal { try value(body, values) }
    func extremum(_ list: [ExactReal], isMaximum: Bool) -> ExactReal {
      guard let first = list.first else {
        metEmptyExtremum = true
        return arbitrary("extremum")
      }
      return list.dropFirst().reduce(first) { isMaximum ? .maximum($0, $1) : .minimum($0, $1) }
    }
    func all(_ names: [String], _ guards: [IndexTerm], _ body: RealPolynomial) throws -> [ExactReal] {
      var list: [ExactReal] = []
      try assignments(names, guards, values) { list.append(try value(body, $0)) }
      return list
    }
    func run(_ name: String, _ body: RealPolynomial) throws -> [ExactReal] {
      let ends = element.indices.suffix(2)
      guard let low = ends.first, let high = ends.last, low <= high else { return [] }
      return try (low...high).map { try value(body, values.merging([name: $0]) { $1 }) }
    }
    switch definition.kind {
    case .sum(let name, let body): return try run(name, body).reduce(number(0)) { $0 + $1 }
    case .product(let name, let body): return try run(name, body).reduce(number(1)) { $0 * $1 }
    case .maximum(let names, let guards, let body):
      return extremum(try all(names, guards, body), isMaximum: true)
    case .minimum(let names, let guards, let body):
      return extremum(try all(names, guards, body), isMaximum: false)
    case .greatest(let list): return extremum(try list.map(at), isMaximum: true)
    case .least(let list): return extremum(try list.map(at), isMaximum: false)
    case .modulus(let re, let im):
      let (re, im) = (try at(re), try at(im))
      return (re * re + im * im).squareRoot()
    case .inverse(let x):
      let x = try at(x)
      return try told(x.isZero) ? arbitrary("inverse") : number(1) / x
    case .squareRoot(let x):
      let x = try at(x)
      return try told(x.isNegative) ? arbitrary("root").magnitude : x.squareRoot()
    case .exponential(let x): return try at(x).exp()
    case .logarithm(let x):
      let x = try at(x)
      return try told(x.isPositive) ? x.log() : arbitrary("logarithm")
    }
  }

  // MARK: Facts

  private func told(_ answer: Trilean) throws -> Bool {
    if answer == .unknown { throw Untold.comparison }
    return answer == .yes
  }

  func holds(_ literal: Literal, _ values: [String: Int]) throws -> Bool {
    let x = try value(literal.polynomial, values)
    return switch literal.relation {
    case .nonnegative: try told(x.isNonnegative)
    case .positive: try told(x.isPositive)
    case .zero: try told(x.isZero)
    case .nonzero: try !told(x.isZero)
    }
  }

  func holds(_ literals: [Literal], _ values: [String: Int]) throws -> Bool {
    try literals.allSatisfy { try holds($0, values) }
  }

  func holds(_ fact: Fact) throws -> Bool {
    struct Found: Error {}
    do {
      try assignments(fact.variables, fact.guards) { values in
        if try holds(fact.premises, values), try !holds(fact.literal, values) { throw Found() }
      }
    } catch is Found { return false }
    return true
  }
}
