import Numbers
import ProofKernel

extension ProofExport {
  /// A hypothesis that says what a reference says, in normal form.
  mutating func cite(_ reference: Reference, _ scope: Scope) throws -> CitedFact {
    let literal = try checker.instance(reference, scope.context)
    switch reference {
    case .local(let name): return CitedFact(name: scope.names[name] ?? name, literal: literal)
    case .index(let term):
      let own = CitedFact(name: text.hypothesis(), literal: literal)
      write(try script.citeIndex(own, term, text))
      return own
    case .same(let a, let b):
      let own = CitedFact(name: text.hypothesis(), literal: literal)
      write(try script.citeSame(own, a, b, text))
      return own
    case .fact(let name, let indices, let given):
      guard let fact = checker.theory.facts[name] else {
        throw ExportError(description: "there is no fact '\(name)'")
      }
      var premises: [CitedFact] = []
      for premise in given { premises.append(try cite(premise, scope)) }
      let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, indices))
      var instance = FactInstance(
        name: lemma(named: text[.fact(name)]), fact: fact, indices: indices, premises: premises,
        replacements: [])
      instance.replacements = try text.replacements(instance.polynomials, values)
      let own = CitedFact(name: text.hypothesis(), literal: literal)
      write(try script.cite(own, instance, text))
      return own
    }
  }

  /// Equations that say what heads are.
  mutating func heads(_ rewrites: [Rewrite], _ scope: Scope) throws -> [RewriteHead] {
    var heads: [RewriteHead] = []
    for rewrite in rewrites {
      // One that has nothing to replace may say anything.
      guard let literal = try? checker.instance(rewrite.equation, scope.context), literal.relation == .zero,
        literal.polynomial[Monomial(rewrite.head)] == 1
      else { continue }
      let rest = RealPolynomial(rewrite.head) - literal.polynomial
      guard !rest.contains(rewrite.head) else { continue }
      let equation = try cite(rewrite.equation, scope)
      heads.append(
        RewriteHead(own: text.hypothesis(), equation: equation, atom: rewrite.head, rest: rest))
      write(try script.head(heads[heads.count - 1], text))
    }
    return heads
  }

  /// Facts are multiplied and added up, after rewriting; the script says how the sum becomes the goal's polynomial.
  mutating func write(_ goal: Literal, _ combination: Proof.Combination, _ scope: Scope) throws {
    var sum = ScriptSum()
    sum.isAbsurd = combination.isAbsurd
    sum.heads = try heads(combination.rewrites, scope)
    var known: [Reference: CitedFact] = [:]
    for term in combination.terms where !term.coefficient.isZero {
      if term.factors.isEmpty {
        sum.constant += term.coefficient
      } else {
        sum.terms.append((term.coefficient, try product(term.factors, sum.heads, scope, &known)))
      }
    }
    for equation in combination.equations {
      let fact = try cite(equation.equation, rewrittenBy: sum.heads, scope)
      let own = text.hypothesis()
      sum.equations.append(ScriptSum.Equation(multiplier: equation.multiplier, fact: fact, own: own))
      write(try script.equation(sum.equations[sum.equations.count - 1], as: own, text))
    }
    write(try script.close(goal, by: sum, text))
  }

  /// A fact after rewriting.
  private mutating func cite(
    _ reference: Reference, rewrittenBy heads: [RewriteHead], _ scope: Scope
  ) throws -> CitedFact {
    let fact = try cite(reference, scope)
    if heads.isEmpty { return fact }
    var isLocal = false
    if case .local = reference { isLocal = true }
    let rewritten = script.rewritten(fact, isLocal: isLocal, heads, text)
    write(rewritten.lines)
    return rewritten.fact
  }

  /// That a product of facts after rewriting, and of squares, is at least 0, or above it; there is a factor.
  mutating func product(
    _ factors: [Proof.Combination.Factor], _ heads: [RewriteHead], _ scope: Scope,
    _ known: inout [Reference: CitedFact]
  ) throws -> ScriptFactor {
    var product: ScriptFactor?
    for factor in factors {
      var next: ScriptFactor
      switch factor {
      case .square(let root):
        next = ScriptFactor(name: text.hypothesis(), isStrict: false, polynomial: root * root)
        write(try script.square(next.name, root, text))
      case .fact(let reference):
        let fact = try known[reference] ?? cite(reference, rewrittenBy: heads, scope)
        known[reference] = fact
        next = ScriptFactor(
          name: fact.name, isStrict: fact.literal.relation == .positive, polynomial: fact.literal.polynomial)
      }
      if let before = product {
        let own = text.hypothesis()
        write(script.product(own, before, next))
        next = ScriptFactor(
          name: own, isStrict: before.isStrict && next.isStrict,
          polynomial: before.polynomial * next.polynomial)
      }
      product = next
    }
    guard let product else { throw ExportError(description: "a product of nothing") }
    return product
  }
}

extension [RewriteHead] {
  /// By what each equation, head = rest, has to be multiplied so that the products add up to a polynomial that rewriting makes 0;
  /// nil where rewriting leaves something.
  func multipliers(of polynomial: RealPolynomial) -> [RealPolynomial]? {
    var left = polynomial
    var found: [RealPolynomial] = []
    for head in self {
      // h^n - r^n = (h - r)·(h^(n-1) + h^(n-2)·r + … + r^(n-1))
      let atom = RealPolynomial(head.atom)
      var multiplier = RealPolynomial.zero
      for term in left.terms {
        let exponent = term.monomial.powers.first { $0.variable == head.atom }?.exponent ?? 0
        guard exponent > 0, let other = term.monomial.dividing(by: Monomial(head.atom, exponent)) else {
          continue
        }
        var geometric = RealPolynomial.zero
        for k in 0..<exponent {
          geometric = geometric + atom.power(exponent - 1 - k) * head.rest.power(k)
        }
        multiplier = multiplier + RealPolynomial([(other, term.coefficient)]) * geometric
      }
      found.append(multiplier)
      left = left.substituting { $0 == head.atom ? .polynomial(head.rest) : .atom($0) }
    }
    return left.isZero ? found : nil
  }
}
