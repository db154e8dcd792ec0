import Claims
import Numbers

/// The hypotheses that are tried as repairs.
struct RepairGrammar {
  let theorem: Theorem
  /// Whether the counterexample's sides are equal. Elsewhere leaving out an end alone excludes nothing that matters:
  /// what is violated at the end is violated near it.
  var isEquality = false

  /// A real variable, or a family of equations over plain index names that does not rest on itself.
  private struct Family {
    var name: String
    /// `A[t,n]`
    var element: Syntax.Expression
    var indices: [String]
    /// Whether it is a variable.
    var isVariable: Bool
    /// The ends of the domain that are numbers.
    var lower: Rational?
    var upper: Rational?

    /// Whether a bound leaves one value at most, or excludes nothing.
    func isPinned(by bound: Bound) -> Bool {
      let end = Rational(bound.end)
      if bound.relation == .less || bound.relation == .lessOrEqual {
        return lower.map { $0 >= end } ?? false || upper.map { $0 < end } ?? false
      }
      return upper.map { $0 <= end } ?? false || lower.map { $0 > end } ?? false
    }
  }

  private typealias Bound = (relation: Relation, end: Int)

  /// What a variable may be bounded by; what a family can be is not known here: a bound from the wrong side might leave
  /// it one value.
  private static let variableBounds: [Bound] = [
    (.greaterOrEqual, 0), (.lessOrEqual, 0), (.lessOrEqual, 1), (.greaterOrEqual, -1), (.greaterOrEqual, 1),
  ]
  private static let familyBounds: [Bound] = [(.greaterOrEqual, 0), (.lessOrEqual, 1)]
  private static let strictBounds: [Bound] = [(.greater, 0), (.less, 1)]

  /// Inequalities; what they exclude is measured, not guessed.
  func inequalities() -> [Syntax.Formula] {
    var result: [Syntax.Formula] = []
    func modulus(_ x: Syntax.Expression) -> Syntax.Expression { .builtIn(.abs, [x], .none) }
    func sum(_ x: Syntax.Expression, _ y: Syntax.Expression) -> Syntax.Expression {
      .sum([x, y].map { .init(isNegated: false, $0) }, .none)
    }
    for family in families {
      let x = family.element
      let bounds =
        (family.isVariable ? Self.variableBounds : Self.familyBounds) + (isEquality ? Self.strictBounds : [])
      for bound in bounds where !family.isPinned(by: bound) {
        result.append(Syntax.Formula(x, bound.relation, Syntax.Expression(bound.end)))
      }
      // Both ends of a gate's range.
      if family.lower.map({ $0 < 0 }) ?? true, family.upper.map({ $0 > 1 }) ?? true {
        result.append(
          .comparison(
            Syntax.Expression(0), [.init(.lessOrEqual, x), .init(.lessOrEqual, Syntax.Expression(1))], .none))
      }
      if family.lower == nil, family.upper == nil {
        result.append(Syntax.Formula(modulus(x), .lessOrEqual, Syntax.Expression(1)))
      }
    }
    for (a, b) in pairs {
      for whole in [sum(a.element, b.element), sum(modulus(a.element), modulus(b.element))] {
        result.append(Syntax.Formula(whole, .lessOrEqual, Syntax.Expression(1)))
      }
    }
    for (input, states) in inputs {
      let time = Syntax.Binders([.init(Syntax.Name(input.time))])
      let ends = [Aggregate.min, .max].map { Syntax.Expression.aggregate($0, time, input.element, .none) }
      for value in [Syntax.Expression(0)] + states {
        result.append(
          .comparison(ends[0], [.init(.lessOrEqual, value), .init(.lessOrEqual, ends[1])], .none))
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
          !value.names.contains(name.text)
        else { continue }
        result.append(
          Family(
            name: name.text, element: .element(name, patterns), indices: names,
            isVariable: false))
      default: break
      }
    }
    return Array(result.prefix(RepairTuning.mostFamilies))
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
      let inside = value.names
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
    var element: Syntax.Expression
    /// The index that the recurrence runs along.
    var time: String
  }

  /// The inputs of the recurrences, and the first states that belong to each.
  private var inputs: [(Input, [Syntax.Expression])] {
    var result: [(Input, [Syntax.Expression])] = []
    for item in theorem.syntax.items {
      guard case .equation(let name, let patterns, let value) = item,
        theorem.definitions.first(where: { $0.name == name.text })?.isComplex == false,
        patterns.count <= RepairTuning.mostIndices, case .sum(let summands, _) = value
      else { continue }
      let parts = summands.map(\.value.names)
      guard parts.contains(where: { $0.contains(name.text) }) else { continue }
      let names = patterns.compactMap { if case .name(let index) = $0 { index.text } else { nil } }
      guard names.count == patterns.count, let time = names.first else { continue }
      let gates = Set(parts.filter { $0.contains(name.text) }.joined())
      for part in parts where !part.contains(name.text) {
        // Of a gate and the input that it lets in, the input is written last.
        let input = families.last { family in
          family.indices.contains(time) && !gates.contains(family.name)
            && Set(family.indices).isSubset(of: names)
            && part.last { theorem.isFamily($0) } == family.name
        }
        guard let input else { continue }
        let rest = names.dropFirst()
        let firsts = [1, 0].map { first in
          Syntax.Expression.element(
            Syntax.Name(name.text),
            [Syntax.Expression(first)] + rest.map { .name(Syntax.Name($0)) })
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
