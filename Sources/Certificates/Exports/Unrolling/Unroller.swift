import Claims
import ExactReals
import Numbers

/// Writes out a theorem at an instance: a walk over the checked theorem's tree that makes one node for each operation it
/// meets, with its value in exact arithmetic (an enclosure where a number is not algebraic).
///
/// It is a road of its own, so that what is exported does not rest on the programs that the search evaluates.
final class Unroller {
  /// A number of the claim; complex by its form where it has an imaginary part.
  struct Parts {
    var re: NodeID
    var im: NodeID?
  }

  struct Element: Hashable {
    var owner: Int
    var indices: [Int]
  }

  let theorem: Theorem
  let instance: Instance
  let points: [String: Rational]
  var claim = UnrolledClaim()
  /// Current values of the integer slots and of the value slots.
  var slots: [Int]
  var values: [Parts?]
  private var inputs: [Element: Parts] = [:]
  private var elements: [Element: Result<Parts, NoValue>] = [:]
  private var inProgress: Set<Element> = []
  /// Above 0 inside `diff`, where the branches that are not taken are needed too.
  var differentiationDepth = 0
  /// By target: the slope of each number, nil where it does not depend on the target.
  var slopes: [NodeID: [NodeID: NodeID?]] = [:]

  static let bits = 512
  private static let largestNodeCount = 200_000

  private init(_ theorem: Theorem, _ instance: Instance, _ points: [String: Rational]) {
    self.theorem = theorem
    self.instance = instance
    self.points = points
    slots = Array(repeating: 0, count: theorem.indexSlotCount)
    values = Array(repeating: nil, count: theorem.valueSlotCount)
  }

  /// The claim of a certificate at its instance.
  ///
  /// - Throws: an `ExportError` where a hypothesis, or every conclusion that fails, cannot be stated.
  static func unroll(_ certificate: RefutationCertificate) throws -> UnrolledClaim {
    let points = Dictionary(certificate.failing.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let unroller = Unroller(certificate.theorem, certificate.instance, points)
    do {
      return try unroller.run()
    } catch let absence as NoValue {
      throw ExportError(description: absence.reason)
    }
  }

  private func run() throws -> UnrolledClaim {
    try declareInputs()
    for (v, variable) in theorem.variables.enumerated() {
      guard let domain = variable.domain else { continue }
      try forEach(variable.indices) {
        let x = try input(v, variable.indices.map { slots[$0.slot] }).re
        claim.domains.append(
          try certain(try within(domain, x), place(variable.indices), "a domain"))
      }
    }
    for hypothesis in theorem.hypotheses {
      try forEach(hypothesis.free) {
        claim.assumptions.append(
          try certain(statement(hypothesis.statement, isUp: false), place(hypothesis.free), "an assumption"))
      }
    }
    var absence: NoValue?
    for conclusion in theorem.conclusions {
      try forEach(conclusion.free) {
        switch try statement(conclusion.statement, isUp: true) {
        case .success(let formula):
          claim.conclusions.append(.init(formula: formula, place: place(conclusion.free)))
        case .failure(.vacuous(let reason)): throw ExportError(description: reason)
        case .failure(let reason):
          claim.isPartial = true
          absence = absence ?? reason
        }
      }
    }
    guard claim.conclusions.contains(where: { !$0.formula.isTrue }) else {
      throw ExportError(description: absence?.reason ?? "no conclusion fails at the instance")
    }
    return claim
  }

  private func certain(
    _ outcome: Result<Formula, NoValue>, _ place: String, _ what: String
  ) throws -> UnrolledClaim.Stated {
    let formula = try outcome.get()
    guard formula.isTrue else { throw ExportError(description: "\(what) fails at the instance") }
    return .init(formula: formula, place: place)
  }

  private func place(_ bindings: [IndexBinding]) -> String {
    bindings.map { "\($0.name) = \(slots[$0.slot])" }.joined(separator: ", ")
  }

  // MARK: Nodes

  func node(
    _ operation: Operation, _ operands: [NodeID] = [], _ value: ExactReal, label: String? = nil,
    conditions: [Formula] = [], requirements: [NodeID] = []
  ) throws -> NodeID {
    guard claim.nodes.count < Self.largestNodeCount else {
      throw ExportError(description: "more than \(Self.largestNodeCount) numbers")
    }
    // That 4 is not 0 goes without saying.
    claim.nodes.append(
      Node(
        operation: operation, operands: operands, value: value, label: label,
        conditions: conditions.filter { !isNumeral($0) }, requirements: requirements))
    return claim.nodes.count - 1
  }

  private func isNumeral(_ formula: Formula) -> Bool {
    guard case .comparison(_, let x, let y) = formula.kind else { return false }
    return claim.nodes[x].operation == .number && claim.nodes[y].operation == .number
  }

  func number(_ value: Rational) throws -> NodeID {
    try node(.number, [], ExactReal(value, precision: Self.bits))
  }

  func value(_ x: NodeID) -> ExactReal { claim.nodes[x].value }

  /// The operand under conditions, or with other numbers that must have a value; itself where there are none.
  func same(_ x: NodeID, conditions: [Formula] = [], requirements: [NodeID] = []) throws -> NodeID {
    conditions.isEmpty && requirements.isEmpty
      ? x : try node(.same, [x], value(x), conditions: conditions, requirements: requirements)
  }

  // MARK: Indices

  func index(_ term: Term) throws -> Int {
    do {
      return try term.evaluateIndex(sizes: instance.sizes, slots: slots)
    } catch {
      throw NoValue.undefined("\(error)")
    }
  }

  func forEach(_ bindings: [IndexBinding], _ body: () throws -> Void) throws {
    guard let first = bindings.first else { return try body() }
    let (lower, upper) = (try index(first.range.lower), try index(first.range.upper))
    guard lower <= upper else { return }
    let saved = slots[first.slot]
    defer { slots[first.slot] = saved }
    for value in lower...upper {
      slots[first.slot] = value
      try forEach(Array(bindings.dropFirst()), body)
    }
  }

  // MARK: Variables and definitions

  private func declareInputs() throws {
    for (v, variable) in theorem.variables.enumerated() {
      var count = 0
      try forEach(variable.indices) {
        let indices = variable.indices.map { slots[$0.slot] }
        let value = instance.values[v][count]
        let name = Self.name(variable.name, indices)
        func part(_ number: Rational, _ label: String) throws -> NodeID {
          try node(.input, [], ExactReal(number, precision: Self.bits), label: label)
        }
        inputs[Element(owner: v, indices: indices)] = Parts(
          re: try part(value.re, variable.isComplex ? "re " + name : name),
          im: variable.isComplex ? try part(value.im, "im " + name) : nil)
        count += 1
      }
    }
  }

  func input(_ v: Int, _ indices: [Int]) throws -> Parts {
    guard let parts = inputs[Element(owner: v, indices: indices)] else {
      throw NoValue.undefined("\(Self.name(theorem.variables[v].name, indices)) lies outside its range")
    }
    return parts
  }

  static func name(_ name: String, _ indices: [Int]) -> String {
    indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ","))]"
  }

  func element(_ d: Int, _ indices: [Int]) throws -> Parts {
    let key = Element(owner: d, indices: indices)
    // Inside `diff` elements are written out anew: with the branches that are not taken.
    if differentiationDepth == 0, let known = elements[key] { return try known.get() }
    if let known = differentiated[key], differentiationDepth > 0 { return known }
    guard inProgress.insert(key).inserted else {
      throw ExportError(description: "a definition refers back to itself")
    }
    defer { inProgress.remove(key) }
    do {
      let parts = try unrolled(key)
      if differentiationDepth > 0 { differentiated[key] = parts } else { elements[key] = .success(parts) }
      return parts
    } catch let absence as NoValue {
      if differentiationDepth == 0 { elements[key] = .failure(absence) }
      throw absence
    }
  }

  private var differentiated: [Element: Parts] = [:]

  private func unrolled(_ key: Element) throws -> Parts {
    let definition = theorem.definitions[key.owner]
    let name = Self.name(definition.name, key.indices)
    let covering: Definition.Covering?
    do {
      covering = try definition.covering(key.indices, sizes: instance.sizes, slotCount: slots.count)
    } catch {
      throw NoValue.undefined("\(error)")
    }
    guard let covering else { throw NoValue.undefined("\(name) is given by no equation") }
    let saved = covering.bound.map { slots[$0.slot] }
    defer { for (old, bound) in zip(saved, covering.bound) { slots[bound.slot] = old } }
    for bound in covering.bound { slots[bound.slot] = bound.value }
    let parts = try value(covering.equation.value)
    func named(_ x: NodeID, _ label: String) throws -> NodeID { try node(.same, [x], value(x), label: label) }
    guard definition.isComplex else { return Parts(re: try named(parts.re, name)) }
    return Parts(
      re: try named(parts.re, "re " + name), im: try named(try parts.im ?? number(0), "im " + name))
  }
}
