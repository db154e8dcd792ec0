import Claims
import Numbers

/// Derivatives: the function, and a proof that the number stated is the limit of its difference quotients.
///
/// Of each number that depends on the variable there is a function of it, a lemma that the function has the number as
/// its value, and one that it has the slope; each follows from its operands' by a rule of the preamble.
extension RealExport {
  struct Differentiated {
    var lemmas: [String]
    /// `derivable_pt_lim f x d`, and the lemma that shows it.
    var statement: String
    var lemma: String
  }

  /// The numbers below `x` that depend on the target, `x` perhaps among them, in ascending order.
  func dependents(on target: NodeID, below x: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = []
    var stack = [x]
    while let next = stack.popLast() {
      guard seen.insert(next).inserted else { continue }
      stack += operands(next)
    }
    var depends: Set<NodeID> = []
    for next in seen.sorted() where next == target || operands(next).contains(where: depends.contains) {
      depends.insert(next)
    }
    return depends.sorted()
  }

  /// What the function of a number is made of: its operands, and what a condition compares with the other branch.
  private func operands(_ x: NodeID) -> [NodeID] {
    let node = claim.nodes[x]
    return node.operands + (node.alternative.map { [$0.left, $0.right, $0.other] } ?? [])
  }

  mutating func derivative(_ derivative: Node.Derivative) throws -> Differentiated {
    let target = derivative.target
    let place = try real(target)
    var lemmas: [String] = []
    for x in dependents(on: target, below: derivative.function) where functions[target]?[x] == nil {
      lemmas += try differentiate(x, target, place)
    }
    let lemma = names.unique("derivative_\(derivative.slope)")
    let slope = try real(derivative.slope)
    let (function, proof): (String, String)
    if let known = functions[target]?[derivative.function] {
      (function, proof) = (known, "exact \(known)_slope.")
    } else {
      function = "(fun _ => \(try real(derivative.function)))"
      proof = "exact (d_const \(try real(derivative.function)) \(place))."
    }
    let statement = "derivable_pt_lim \(function) \(place) \(slope)"
    lemmas.append("Lemma \(lemma) : \(statement).\nProof. \(proof) Qed.")
    return Differentiated(lemmas: lemmas, statement: statement, lemma: lemma)
  }

  /// The function of one number, its value and its slope.
  private mutating func differentiate(_ x: NodeID, _ target: NodeID, _ place: String) throws -> [String] {
    let node = claim.nodes[x]
    let name = names.unique("of_\(try real(target))_\(try real(x))")
    functions[target, default: [:]][x] = name
    if x == target {
      return [
        "Definition \(name) (u : R) : R := u.",
        "Lemma \(name)_at : \(name) \(place) = \(place).\nProof. reflexivity. Qed.",
        "Lemma \(name)_slope : derivable_pt_lim \(name) \(place) 1.\nProof. exact (d_id \(place)). Qed.",
      ]
    }
    func at(_ y: NodeID) throws -> String {
      try functions[target]?[y].map { "(\($0) u)" } ?? real(y)
    }
    let isSwitch = node.alternative.map {
      functions[target]?[$0.left] != nil || functions[target]?[$0.right] != nil
    }
    let inner = operands(x).compactMap { functions[target]?[$0] }
    let text: String
    if isSwitch == true, let alternative = node.alternative {
      text = try self.choice(alternative, taken: node.operands[0], at)
    } else {
      text = try CoqReals.text(node.operation, try node.operands.map(at), node.value)
    }
    var lines = ["Definition \(name) (u : R) : R := \(text)."]
    let values = Set(inner).sorted().map { "rewrite ?\($0)_at. " }.joined()
    var evaluation = "unfold \(name), \(try real(x)). \(values)"
    if isSwitch == true, let alternative = node.alternative {
      let side = alternative.isThen ? "then" : "else"
      evaluation += "rewrite if_\(relation(alternative).word)_\(side) by (\(try holds(alternative))). "
    }
    lines.append(
      "Lemma \(name)_at : \(name) \(place) = \(try real(x)).\nProof. \(evaluation)reflexivity. Qed.")
    guard let slope = try slopeText(x, target) else { return lines }
    let rule =
      isSwitch == true && node.alternative != nil
      ? try switchRule(node, target, place) : try self.rule(node, target, place)
    lines.append(
      "Lemma \(name)_slope : derivable_pt_lim \(name) \(place) \(slope).\nProof. \(rule) Qed.")
    return lines
  }

  // MARK: Rules

  private func slopeText(_ x: NodeID, _ target: NodeID) throws -> String? {
    guard let slope = claim.slopes[target]?[x] else { return nil }
    return try real(slope)
  }

  /// The lemma that a number's function has it as its value, and the one that it has its slope.
  private func lemmas(_ x: NodeID, _ target: NodeID, _ place: String) throws -> (at: String, slope: String) {
    if let name = functions[target]?[x] { return ("\(name)_at", "\(name)_slope") }
    return ("(eq_refl _)", "(d_const \(try real(x)) \(place))")
  }

  private mutating func rule(_ node: Node, _ target: NodeID, _ place: String) throws -> String {
    let parts = try node.operands.map { try lemmas($0, target, place) }
    func apply(_ rule: String, _ holes: Int, _ arguments: [String]) -> String {
      "refine (\(rule)\(String(repeating: " _", count: holes)) \(arguments.joined(separator: " ")))."
    }
    func of(_ rule: String) -> String { apply(rule, 4, [parts[0].at, parts[0].slope]) }
    let (a, b) = (node.operands[0], node.operands.last ?? node.operands[0])
    switch node.operation {
    case .add: return apply("d_add", 5, parts.map(\.slope))
    case .subtract: return apply("d_sub", 5, parts.map(\.slope))
    case .negate: return apply("d_neg", 3, parts.map(\.slope))
    case .multiply: return apply("d_mul", 7, parts.map(\.at) + parts.map(\.slope))
    case .divide:
      return apply("d_div", 7, parts.map(\.at) + parts.map(\.slope) + ["_"])
        + " \(try sign(b, .notEqual))"
    case .power(0): return "exact (d_const 1 \(place))."
    case .power(let n):
      return apply("d_pow", 4, [parts[0].at, parts[0].slope, "\(n - 1)", "\(n)", "_"])
        + " rewrite INR_IZR_INZ. reflexivity."
    case .exp: return of("d_exp")
    case .sin: return of("d_sin")
    case .cos: return of("d_cos")
    case .tanh: return of("d_tanh")
    case .sigmoid: return of("d_sigmoid")
    case .softplus: return of("d_softplus")
    case .silu: return of("d_silu")
    case .log: return apply("d_ln", 4, [parts[0].at, parts[0].slope, "_"]) + " \(try sign(a, .greater))"
    case .squareRoot:
      return apply("d_sqrt", 4, [parts[0].at, parts[0].slope, "_"]) + " \(try sign(a, .greater))"
    case .realPower:
      return apply("d_Rpower", 7, parts.map(\.at) + ["_"] + parts.map(\.slope)) + " \(try sign(a, .greater))"
    case .magnitude:
      let isRight = claim.nodes[a].value.isPositive == .yes
      return apply(isRight ? "d_abs_right" : "d_abs_left", 3, [parts[0].slope, "_"])
        + " \(try at(parts.map(\.at)))\(try sign(a, isRight ? .greater : .less))"
    case .maximum, .minimum:
      let isMaximum = node.operation == .maximum
      let isRightGreater = claim.nodes[a].value.isLess(than: claim.nodes[b].value) == .yes
      let isLeft = isMaximum != isRightGreater
      let name = "d_\(isMaximum ? "max" : "min")_\(isLeft ? "left" : "right")"
      return apply(name, 5, parts.map(\.slope) + ["_"])
        + " \(try at(parts.map(\.at)))\(try strict(isRightGreater ? (a, b) : (b, a)))"
    case .same: return "exact \(parts[0].slope)."
    case .number, .input, .point, .pi, .arctangent:
      throw ExportError(description: "a derivative of '\(node.operation)' is not stated")
    }
  }

  private func at(_ lemmas: [String]) throws -> String {
    let names = lemmas.filter { !$0.hasPrefix("(") }
    return "cbv beta. " + (names.isEmpty ? "" : "rewrite \(names.map { "?\($0)" }.joined(separator: ", ")). ")
  }

  /// A proof that a number stands in a relation to 0.
  private mutating func sign(_ x: NodeID, _ relation: Relation) throws -> String {
    let value = claim.nodes[x].value
    let isNegative = value.isNegative == .yes
    switch relation {
    case .notEqual:
      return (isNegative ? "apply Rlt_not_eq. " : "apply Rgt_not_eq. ") + (try comparedWithZero(x))
    default: return try comparedWithZero(x)
    }
  }

  // MARK: Switches

  private func relation(_ alternative: Node.Alternative) -> (word: String, isSwapped: Bool) {
    switch alternative.relation {
    case .less: ("lt", false)
    case .greater: ("lt", true)
    case .greaterOrEqual: ("le", true)
    default: ("le", false)
    }
  }

  private func sides(_ alternative: Node.Alternative) -> (left: NodeID, right: NodeID) {
    relation(alternative).isSwapped
      ? (alternative.right, alternative.left) : (alternative.left, alternative.right)
  }

  private func choice(
    _ alternative: Node.Alternative, taken: NodeID, _ at: (NodeID) throws -> String
  ) throws -> String {
    let (left, right) = sides(alternative)
    let (then, otherwise) = alternative.isThen ? (taken, alternative.other) : (alternative.other, taken)
    let decision = relation(alternative).word == "lt" ? "Rlt_dec" : "Rle_dec"
    return
      "(if \(decision) \(try at(left)) \(try at(right)) then \(try at(then)) else \(try at(otherwise)))"
  }

  /// The strict comparison of the sides that decides which branch is taken at the instance and beside it.
  private mutating func holds(_ alternative: Node.Alternative) throws -> String {
    let (left, right) = sides(alternative)
    return try strict(alternative.isThen ? (left, right) : (right, left), isTerm: true)
  }

  private mutating func switchRule(_ node: Node, _ target: NodeID, _ place: String) throws -> String {
    guard let alternative = node.alternative else { return "" }
    let (left, right) = sides(alternative)
    let (l, r) = (try lemmas(left, target, place), try lemmas(right, target, place))
    let taken = try lemmas(node.operands[0], target, place)
    let name = "d_if_\(relation(alternative).word)_\(alternative.isThen ? "then" : "else")"
    return
      "refine (\(name) _ _ _ _ _ _ _ _ \(l.slope) \(r.slope) _ \(taken.slope)). \(try at([l.at, r.at]))"
      + (try strict(alternative.isThen ? (left, right) : (right, left)))
  }

  private mutating func strict(_ sides: (NodeID, NodeID), isTerm: Bool = false) throws -> String {
    let text = try proof(of: Formula(.comparison(.less, sides.0, sides.1), isTrue: true))
    return isTerm ? String(text.dropLast()).replacing(". ", with: "; ") : text
  }

}
