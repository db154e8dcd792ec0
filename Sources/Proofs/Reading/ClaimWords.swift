import Elaboration
import Numbers
import ProofKernel

/// Literals in the claim's own words: the kernel's families written as the operations that define them.
package struct ClaimWords {
  let theory: Theory
  let elaboration: Elaboration

  /// How deep operations are written out.
  private static let depth = 6

  /// - Parameter theory: The elaboration's, and what was added to it.
  package init(_ theory: Theory, _ elaboration: Elaboration) {
    (self.theory, self.elaboration) = (theory, elaboration)
  }

  package func text(_ atom: Atom) -> String { text(atom, Self.depth) }

  /// `in the case s < t and x >= 0`; nothing for no cases.
  package func text(_ cases: [ProofCase]) -> String {
    if cases.isEmpty { return "" }
    let list = cases.map { inside in
      switch inside {
      case .index(let term): text(condition: term)
      case .literal(let literal): text(literal)
      }
    }
    return "in the case " + list.joined(separator: " and ")
  }

  /// `s + 1 <= t` for t - s - 1.
  func text(condition: IndexTerm) -> String {
    func sum(_ sign: Int) -> String {
      let parts = condition.parts.filter { $0.factor.signum() == sign }
      let all = parts.reduce(IndexTerm(condition.constant.signum() == sign ? sign * condition.constant : 0)) {
        (try? $0.adding(IndexTerm($1.name), times: sign * $1.factor)) ?? $0
      }
      return all.description
    }
    return "\(sum(-1)) <= \(sum(1))"
  }

  /// Conditions on indices, two that say that some are the same as one: `s = t`.
  func texts(_ conditions: [IndexTerm]) -> [String] {
    var (open, found) = (conditions[...], [String]())
    while let condition = open.popFirst() {
      let text = text(condition: condition)
      if let k = open.firstIndex(where: { (try? $0.adding(condition)) == IndexTerm(0) }) {
        open.remove(at: k)
        found.append(text.replacing(" <= ", with: " = "))
      } else {
        found.append(text)
      }
    }
    return found
  }

  /// `abs(h[t] - h[s]) <= (1 - prod(u in s+1..t: A[u]))*W` for a literal of differences.
  package func text(_ literal: Literal) -> String {
    let (plus, minus) = split(literal.polynomial)
    switch literal.relation {
    case .zero: return "\(sum(minus)) = \(sum(plus))"
    case .nonzero: return minus.isEmpty ? "\(sum(plus)) /= 0" : "\(sum(minus)) /= \(sum(plus))"
    case .nonnegative, .positive:
      let strict = literal.relation == .positive
      return minus.isEmpty
        ? "\(sum(plus)) \(strict ? ">" : ">=") 0" : "\(sum(minus)) \(strict ? "<" : "<=") \(sum(plus))"
    }
  }

  private typealias Terms = [(monomial: Monomial, coefficient: Rational)]

  /// The terms with positive coefficients, and the others with the sign turned.
  private func split(_ polynomial: RealPolynomial) -> (Terms, Terms) {
    let terms = polynomial.terms
    return (
      terms.filter { $0.coefficient.signum > 0 },
      terms.filter { $0.coefficient.signum < 0 }.map { ($0.monomial, -$0.coefficient) }
    )
  }

  private func sum(_ terms: Terms, _ depth: Int = Self.depth) -> String {
    if terms.isEmpty { return "0" }
    var text = ""
    for (monomial, coefficient) in terms {
      let size = coefficient.magnitude
      var factors = monomial.powers.map { power in
        let text = self.text(power.variable, depth)
        return power.exponent > 1 ? "\(Self.asBase(text))^\(power.exponent)" : text
      }
      if size != 1 || factors.isEmpty { factors.insert("\(size)", at: 0) }
      text += coefficient.signum < 0 ? (text.isEmpty ? "-" : " - ") : text.isEmpty ? "" : " + "
      text += factors.joined(separator: "*")
    }
    return text
  }

  func text(_ polynomial: RealPolynomial, _ depth: Int) -> String { sum(polynomial.terms, depth) }

  func text(_ atom: Atom, _ depth: Int) -> String {
    if atom.name == Atom.realName { return atom.indices[0].description }
    guard let definition = theory.definitions[atom.name] else { return family(atom, depth) }
    if depth == 0 { return definition.kind.shortened }
    var values = definition.values(at: atom)
    let (names, guards, bodies) = definition.kind.parts
    // A bound name that the indices have too would stand for both.
    let taken = atom.indices.flatMap(\.names)
    let bound = names.fresh(besides: Set(taken))
    for (name, other) in zip(names, bound) where name != other { values[name] = IndexTerm(other) }
    let parts = bodies.map { ((try? $0.substituting(values)) ?? $0) }
    let texts = parts.map { text($0, depth - 1) }
    switch definition.kind {
    case .sum, .product:
      let ends = atom.indices.suffix(2).map(\.description)
      // A power, where the name does not stand in the body.
      if case .product = definition.kind, !parts[0].indexNames.contains(bound[0]), ends[0] == "1" {
        return
          "\(Self.asBase(texts[0]))^\(ends[1].contains { "+-*".contains($0) } ? "(\(ends[1]))" : ends[1])"
      }
      let word = definition.kind.word == "sum" ? "sum" : "prod"
      return "\(word)(\(bound[0]) in \(ends[0])..\(ends[1]): \(texts[0]))"
    case .maximum, .minimum:
      let ranges = bound.map { name in
        let ends = guards.map { (try? $0.substituting(values)) ?? $0 }.filter {
          abs($0.factor(of: name)) == 1
        }
        let low = ends.first { $0.factor(of: name) == 1 }.flatMap { try? IndexTerm(name).subtracting($0) }
        let high = ends.first { $0.factor(of: name) == -1 }.flatMap { try? IndexTerm(name).adding($0) }
        guard let low, let high else { return name }
        return "\(name) in \(low)..\(high)"
      }
      let word = definition.kind.word == "maximum" ? "max" : "min"
      return "\(word)(\(ranges.joined(separator: ", ")): \(texts[0]))"
    case .greatest: return "max(\(texts.joined(separator: ", ")))"
    case .least: return "min(\(texts.joined(separator: ", ")))"
    case .modulus:
      return "abs(\(complex(parts, texts)))"
    case .inverse:
      let isSingle = parts[0].termCount == 1 && parts[0].degree == 1 && parts[0].variables.count == 1
      return isSingle && !texts[0].contains { "*/".contains($0) } ? "1/\(texts[0])" : "1/(\(texts[0]))"
    case .squareRoot: return "sqrt(\(texts[0]))"
    case .exponential: return "exp(\(texts[0]))"
    case .logarithm: return "log(\(texts[0]))"
    }
  }

  /// A complex number by its parts: `z[t]`, `x + i*y`.
  func complex(_ parts: [RealPolynomial], _ texts: [String]) -> String {
    if parts[1].isZero { return texts[0] }
    let atoms = parts.compactMap(\.variables.first)
    guard atoms.count == 2, zip(parts, atoms).allSatisfy({ $0 == RealPolynomial($1) }),
      atoms[0].indices == atoms[1].indices, atoms[0].name.hasSuffix(".re"),
      atoms[1].name == atoms[0].name.dropLast(3) + ".im"
    else { return parts[0].isZero ? "i*(\(texts[1]))" : "\(texts[0]) + i*(\(texts[1]))" }
    return family(Atom(String(atoms[0].name.dropLast(3)), atoms[0].indices), Self.depth)
  }

  /// A text that a power may be taken of: in brackets where an operation stands outside of all brackets, as 2/5^t is 2/(5^t).
  private static func asBase(_ text: String) -> String {
    var depth = 0
    for character in text {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "+", "-", "*", "/", "^": if depth == 0 { return "(\(text))" }
      default: break
      }
    }
    return text
  }
}

extension FamilyDefinition.Kind {
  /// Where operations are nested too deep to be written out.
  fileprivate var shortened: String {
    switch self {
    case .sum: "sum(...)"
    case .product: "prod(...)"
    case .maximum, .greatest: "max(...)"
    case .minimum, .least: "min(...)"
    case .modulus: "abs(...)"
    case .inverse: "1/(...)"
    case .squareRoot: "sqrt(...)"
    case .exponential: "exp(...)"
    case .logarithm: "log(...)"
    }
  }
}
