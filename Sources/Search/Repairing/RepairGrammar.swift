import Claims
import Numbers

/// The hypotheses that are tried as repairs, as text of the claim language.
struct RepairGrammar {
  let theorem: Theorem
  /// Whether the counterexample's sides are equal. Elsewhere leaving out an end alone excludes nothing that matters:
  /// what is violated at the end is violated near it.
  var isEquality = false

  /// Of variables and families, so many are combined with each other.
  private static let familyLimit = 8

  /// A real variable, or a family of equations over plain index names that does not rest on itself.
  private struct Family {
    var name: String
    /// `A[t,n]`
    var element: String
    var indices: [String]
    /// Whether it is a variable.
    var isVariable: Bool
    /// The ends of the domain that are numbers.
    var lower: Rational?
    var upper: Rational?

    /// Whether a bound leaves one value at most, or excludes nothing.
    func isPinned(by bound: String) -> Bool {
      let parts = bound.split(separator: " ")
      guard parts.count == 2, let end = Rational(String(parts[1])) else { return true }
      if parts[0].hasPrefix("<") {
        return lower.map { $0 >= end } ?? false || upper.map { $0 < end } ?? false
      }
      return upper.map { $0 <= end } ?? false || lower.map { $0 > end } ?? false
    }
  }

  /// Inequalities; what they exclude is measured, not guessed.
  func inequalities() -> [String] {
    var result: [String] = []
    for family in families {
      let x = family.element
      // What a family can be is not known here: a bound from the wrong side might leave it one value.
      let bounds =
        (family.isVariable ? [">= 0", "<= 0", "<= 1", ">= -1", ">= 1"] : [">= 0", "<= 1"])
        + (isEquality ? ["> 0", "< 1"] : [])
      for bound in bounds where !family.isPinned(by: bound) { result.append("\(x) \(bound)") }
      if family.lower == nil, family.upper == nil { result.append("abs(\(x)) <= 1") }
    }
    for (a, b) in pairs {
      result += ["\(a.element) + \(b.element) <= 1", "abs(\(a.element)) + abs(\(b.element)) <= 1"]
    }
    for (input, states) in inputs {
      result.append("min(\(input.time): \(input.element)) <= 0 <= max(\(input.time): \(input.element))")
      for state in states {
        result.append(
          "min(\(input.time): \(input.element)) <= \(state) <= max(\(input.time): \(input.element))")
      }
    }
    return result
  }

  // MARK: What the hypotheses speak of

  private var families: [Family] {
    var result: [Family] = []
    for item in theorem.syntax.items {
      switch item {
      case .variables(isComplex: false, let variables):
        for variable in variables {
          result.append(
            Family(
              name: variable.name.text, element: variable.element, indices: variable.indices.map(\.text),
              isVariable: true, lower: Self.end(variable.domain, isLower: true),
              upper: Self.end(variable.domain, isLower: false)))
        }
      case .equation(let name, let patterns, let value) where !patterns.isEmpty:
        let names = patterns.compactMap { if case .name(let name) = $0 { name.text } else { nil } }
        let declarations = theorem.syntax.items.count { other in
          if case .equation(let owner, _, _) = other { owner == name } else { false }
        }
        guard names.count == patterns.count, declarations == 1,
          theorem.definitions.first(where: { $0.name == name.text })?.isComplex == false,
          !namesInText(CanonicalPrinter().text(value)).contains(name.text)
        else { continue }
        result.append(
          Family(
            name: name.text, element: CanonicalPrinter().text(.element(name, patterns)), indices: names,
            isVariable: false))
      default: break
      }
    }
    return Array(result.prefix(Self.familyLimit))
  }

  private static func end(_ domain: Syntax.Domain?, isLower: Bool) -> Rational? {
    let end: Syntax.Expression
    switch domain {
    case .interval(let lower, _, let upper, _, _)?: end = isLower ? lower : upper
    case .half(let relation, let value, _)?:
      guard isLower == (relation == .greater || relation == .greaterOrEqual) else { return nil }
      end = value
    case nil: return nil
    }
    return Rational(CanonicalPrinter().text(end))
  }

  /// Gates over the same indices: families that a recurrence mentions and that are not its inputs.
  private var pairs: [(Family, Family)] {
    let inputs = Set(inputs.map(\.0.element))
    let mentioned = theorem.syntax.items.reduce(into: Set<String>()) { names, item in
      guard case .equation(let name, _, let value) = item else { return }
      let inside = namesInText(CanonicalPrinter().text(value))
      if inside.contains(name.text) { names.formUnion(inside) }
    }
    let families = families.filter {
      !$0.indices.isEmpty && mentioned.contains($0.name) && !inputs.contains($0.element)
    }
    var result: [(Family, Family)] = []
    for (k, a) in families.enumerated() {
      for b in families[(k + 1)...] where a.indices == b.indices { result.append((a, b)) }
    }
    // Gates that are variables first.
    return result.filter { $0.isVariable || $1.isVariable }
      + result.filter { !$0.isVariable && !$1.isVariable }
  }

  private struct Input {
    var element: String
    /// The index that the recurrence runs along.
    var time: String
  }

  /// The inputs of the recurrences, and the first states that belong to each.
  private var inputs: [(Input, [String])] {
    var result: [(Input, [String])] = []
    for item in theorem.syntax.items {
      guard case .equation(let name, let patterns, let value) = item,
        theorem.definitions.first(where: { $0.name == name.text })?.isComplex == false,
        patterns.count <= 3, case .sum(let summands, _) = value
      else { continue }
      let texts = summands.map { CanonicalPrinter().text($0.value) }
      guard texts.contains(where: { namesInText($0).contains(name.text) }) else { continue }
      let names = patterns.compactMap { if case .name(let index) = $0 { index.text } else { nil } }
      guard names.count == patterns.count, let time = names.first else { continue }
      let gates = Set(texts.filter { namesInText($0).contains(name.text) }.flatMap(namesInText))
      for text in texts where !namesInText(text).contains(name.text) {
        // Of a gate and the input that it lets in, the input is written last.
        let input = families.last { family in
          family.indices.contains(time) && !gates.contains(family.name)
            && Set(family.indices).isSubset(of: names)
            && namesInText(text).last { theorem.isFamily($0) } == family.name
        }
        guard let input else { continue }
        let rest = names.dropFirst()
        let firsts = ["1", "0"].map { first in
          CanonicalPrinter().text(name: name.text, indices: [first] + rest)
        }
        result.append((Input(element: input.element, time: time), firsts))
      }
    }
    return result
  }
}

extension Theorem {
  fileprivate func isFamily(_ name: String) -> Bool {
    variables.contains { $0.name == name && !$0.indices.isEmpty } || definitions.contains { $0.name == name }
  }
}

extension CanonicalPrinter {
  fileprivate func text(name: String, indices: [String]) -> String {
    "\(name)[\(indices.joined(separator: ","))]"
  }
}
