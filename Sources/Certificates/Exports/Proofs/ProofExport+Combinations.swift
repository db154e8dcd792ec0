import Numbers
import ProofKernel

/// A hypothesis and what it says.
struct CitedFact {
  var name: String
  var literal: Literal
}

extension ProofExport {
  /// A hypothesis that says what a reference says, in normal form.
  mutating func cite(_ reference: Reference, _ scope: Scope) throws -> CitedFact {
    let literal = try checker.instance(reference, scope.context)
    switch reference {
    case .local(let name): return CitedFact(name: scope.names[name] ?? name, literal: literal)
    case .index(let term):
      let own = text.hypothesis()
      write(
        "assert (\(own) : \(try text.normal(literal))).",
        "{ assert (X : (0 <= \(try text.index(term)))%Z) by lia. apply IZR_le in X. push_reals X. lra. }")
      return CitedFact(name: own, literal: literal)
    case .same(let a, let b):
      let own = text.hypothesis()
      let push = a.name == Atom.realName ? "push_reals X. " : ""
      write(
        "assert (\(own) : \(try text.normal(literal))).",
        "{ assert (X : \(try text.atom(a)) = \(try text.atom(b))) by (f_equal; lia). \(push)lra. }")
      return CitedFact(name: own, literal: literal)
    case .fact(let name, let indices, let given):
      guard let fact = checker.theory.facts[name] else {
        throw ExportError(description: "there is no fact '\(name)'")
      }
      var premises: [String] = []
      for premise in given { premises.append(try cite(premise, scope).name) }
      let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, indices))
      let polynomials = (fact.premises + [fact.literal]).map(\.polynomial)
      let arguments = try indices.map { try text.argument($0) } + fact.guards.map { _ in "ltac:(lia)" }
      let replacing = try text.replacements(polynomials, values).map {
        "replace (\($0))%Z with (\($1))%Z in X by lia. "
      }
      let push =
        polynomials.flatMap(\.variables).contains { $0.name == Atom.realName } ? "push_reals X. " : ""
      let own = text.hypothesis()
      write(
        "assert (\(own) : \(try text.normal(literal))).",
        """
        { pose proof (\(([text[.fact(name)]] + arguments).joined(separator: " "))) as X. \(replacing.joined())\(push)\
        \(premises.map { "specialize (X ltac:(weaken \($0))). " }.joined())weaken X. }
        """)
      return CitedFact(name: own, literal: literal)
    }
  }

  /// Equations that say what heads are, for `rewrite`.
  mutating func heads(_ rewrites: [Rewrite], _ scope: Scope) throws -> [String] {
    var names: [String] = []
    for rewrite in rewrites {
      // One that has nothing to replace may say anything.
      guard let literal = try? checker.instance(rewrite.equation, scope.context), literal.relation == .zero,
        literal.polynomial[Monomial(rewrite.head)] == 1
      else { continue }
      let rest = RealPolynomial(rewrite.head) - literal.polynomial
      guard !rest.contains(rewrite.head) else { continue }
      let equation = try cite(rewrite.equation, scope)
      let own = text.hypothesis()
      write(
        "assert (\(own) : \(try text.atom(rewrite.head)) = \(try text.polynomial(rest))) by (clear - \(equation.name); lra)."
      )
      names.append(own)
    }
    return names
  }

  /// Facts are rewritten, multiplied, and added up; that the sum is the goal's polynomial is left to linear arithmetic
  /// whose unknowns are monomials.
  mutating func write(_ goal: Literal, _ combination: Proof.Combination, _ scope: Scope) throws {
    let heads = try heads(combination.rewrites, scope)
    let rewrite = heads.map { "?" + $0 }.joined(separator: ", ")
    var known: [Reference: CitedFact] = [:]
    var used: [String] = []
    for term in combination.terms where !term.coefficient.isZero && !term.factors.isEmpty {
      used.append(try product(term.factors, heads, scope, &known).name)
    }
    for equation in combination.equations {
      let fact = try cite(equation.equation, rewrittenBy: heads, scope)
      let own = text.hypothesis()
      write(
        "pose proof (f_equal (Rmult (\(try text.polynomial(equation.multiplier)))) \(fact.name)) as \(own).")
      used.append(own)
    }
    if combination.isAbsurd {
      write("exfalso.")
    } else if !heads.isEmpty {
      write("rewrite \(rewrite).")
    }
    write(used.isEmpty ? "lra." : "clear - \(used.joined(separator: " ")). lra.")
  }

  /// A fact after rewriting.
  private mutating func cite(
    _ reference: Reference, rewrittenBy heads: [String], _ scope: Scope
  ) throws -> CitedFact {
    var fact = try cite(reference, scope)
    if heads.isEmpty { return fact }
    if case .local = reference {
      let own = text.hypothesis()
      write("pose proof \(fact.name) as \(own).")
      fact.name = own
    }
    write("rewrite \(heads.map { "?" + $0 }.joined(separator: ", ")) in \(fact.name).")
    return fact
  }

  /// That a product of facts after rewriting, and of squares, is at least 0, or above it; there is a factor.
  mutating func product(
    _ factors: [Proof.Combination.Factor], _ heads: [String], _ scope: Scope,
    _ known: inout [Reference: CitedFact]
  ) throws -> (name: String, isStrict: Bool) {
    var product: (name: String, isStrict: Bool)?
    for factor in factors {
      var next: (name: String, isStrict: Bool)
      switch factor {
      case .square(let root):
        let own = text.hypothesis()
        write("pose proof (Rle_0_sqr (\(try text.polynomial(root)))) as \(own). unfold Rsqr in \(own).")
        next = (own, false)
      case .fact(let reference):
        let fact = try known[reference] ?? cite(reference, rewrittenBy: heads, scope)
        known[reference] = fact
        next = (fact.name, fact.literal.relation == .positive)
      }
      if let before = product {
        let own = text.hypothesis()
        if before.isStrict && next.isStrict {
          write("pose proof (Rmult_lt_0_compat _ _ \(before.name) \(next.name)) as \(own).")
          next = (own, true)
        } else {
          let factors = [before, next].map { $0.isStrict ? "(Rlt_le _ _ \($0.name))" : $0.name }
          write("pose proof (Rmult_le_pos _ _ \(factors[0]) \(factors[1])) as \(own).")
          next = (own, false)
        }
      }
      product = next
    }
    guard let product else { throw ExportError(description: "a product of nothing") }
    return product
  }
}
