import Numbers

/// How a fact is used: at which indices, and by what its premises hold.
package indirect enum Reference: Hashable, Sendable {
  /// A fact of the theory, its variables in order, its premises in order.
  case fact(String, [IndexTerm], [Reference])
  /// What was assumed, or proved on the way.
  case local(String)
  /// An index term that the guards say is at least 0, as a real number.
  case index(IndexTerm)
  /// That two elements of a family are equal whose indices the guards say are equal: a - b = 0.
  case same(Atom, Atom)
}

/// An equation that is used from left to right: the head stands in it alone, with factor 1, and is replaced by the rest.
package struct Rewrite: Hashable, Sendable {
  package var equation: Reference
  package var head: Atom
  package init(_ equation: Reference, _ head: Atom) { (self.equation, self.head) = (equation, head) }
}

/// A proof of a literal, to be checked; see Documentation/proofs.md for the rules and their side conditions.
package indirect enum Proof: Hashable, Sendable {
  /// p = Σ c·(product of facts) + Σ q·(equation), after rewriting.
  case combination(Combination)
  /// Literals on the way, each under a name from then on.
  case steps([Step], then: Proof)
  /// Where the term is at least 0, and where it is at most -1.
  case indexCases(IndexTerm, yes: Proof, no: Proof)
  /// Where the polynomial is at least 0, and where its negative is above 0, under a name.
  case signCases(RealPolynomial, name: String, yes: Proof, no: Proof)
  /// A bound of a maximum or minimum from one of its body at fresh names. The witness meets the guards.
  case bound(Atom, witness: [IndexTerm], names: [String], Proof)
  /// A bound of the greatest or least of a few numbers, or of a real modulus, from one for each.
  case bounds(Atom, [Proof])
  /// A maximum or minimum is the body at fresh names: an equation under a name.
  case attained(Atom, witness: [IndexTerm], names: [String], equation: String, Proof)
  /// |Σ c·w·Π z| ≤ Σ |c|·w·Π |z| for weights w ≥ 0, where real and imaginary parts agree after rewriting.
  case modulus(Atom, [ComplexTerm], rewrites: [Rewrite])
  /// exp(a + b + …) = exp a · exp b · …, where the arguments agree after rewriting.
  case exponentials(Atom, [Atom], rewrites: [Rewrite])
  /// exp(log x) = x where x > 0.
  case exponentialOfLogarithm(Atom, positive: Reference)
  /// exp x beside Σ xᵏ/k! for k from 0 to the degree: at least that where the degree is odd; where it is even, at least that for
  /// x ≥ 0, and at most that for x ≤ 0, which the proof of the argument's sign shows.
  case series(Atom, degree: Int, argument: Proof?)
  /// x ≤ y from 0 ≤ y and x² ≤ y².
  case root(RealPolynomial, RealPolynomial, nonnegative: Proof, squares: Proof)
  /// p = 0 from p ≥ 0 and -p ≥ 0.
  case both(Proof, Proof)
  /// p ≠ 0 from p > 0, or from -p > 0.
  case apart(isNegative: Bool, Proof)

  package struct Combination: Hashable, Sendable {
    package enum Factor: Hashable, Sendable {
      case fact(Reference)
      /// A square of a polynomial is at least 0.
      case square(RealPolynomial)
    }
    package struct Term: Hashable, Sendable {
      package var coefficient: Rational
      package var factors: [Factor]
      package init(_ coefficient: Rational, _ factors: [Factor]) {
        (self.coefficient, self.factors) = (coefficient, factors)
      }
    }
    package struct Equation: Hashable, Sendable {
      package var multiplier: RealPolynomial
      package var equation: Reference
      package init(_ multiplier: RealPolynomial, _ equation: Reference) {
        (self.multiplier, self.equation) = (multiplier, equation)
      }
    }
    package var terms: [Term] = []
    package var equations: [Equation] = []
    package var rewrites: [Rewrite] = []
    /// Whether the sum is a contradiction, from which everything follows.
    package var isAbsurd = false
    package init() {}
  }

  package struct Step: Hashable, Sendable {
    package var name: String
    package var literal: Literal
    package var proof: Proof
    package init(_ name: String, _ literal: Literal, _ proof: Proof) {
      (self.name, self.literal, self.proof) = (name, literal, proof)
    }
  }

  package struct ComplexTerm: Hashable, Sendable {
    package var coefficient: Rational
    /// Real factors, each at least 0 as a combination says.
    package var weight: [Combination.Factor]
    /// Moduli of the complex factors.
    package var factors: [Atom]
    package init(_ coefficient: Rational, weight: [Combination.Factor] = [], _ factors: [Atom]) {
      (self.coefficient, self.weight, self.factors) = (coefficient, weight, factors)
    }
  }
}

/// A fact with its proof.
package struct Lemma: Hashable, Sendable {
  package enum Way: Hashable, Sendable {
    case direct(Proof)
    /// From `low` on, which the variable's guards say it is at least: at `low`, and at v + 1 from `IH` at v.
    case induction(on: String, from: IndexTerm, base: Proof, step: Proof)
  }
  package var name: String
  package var fact: Fact
  /// Of each premise the name under which the proof has it.
  package var premiseNames: [String]
  package var way: Way
  /// What is shown by the same induction: each step may use all hypotheses.
  package var also: [Companion]

  /// A literal under the lemma's variables, guards and premises, a fact of its own.
  package struct Companion: Hashable, Sendable {
    package var name: String
    package var literal: Literal
    package var base: Proof
    package var step: Proof
    package init(_ name: String, _ literal: Literal, base: Proof, step: Proof) {
      (self.name, self.literal, self.base, self.step) = (name, literal, base, step)
    }
  }

  package init(_ name: String, _ fact: Fact, premiseNames: [String] = [], _ way: Way, also: [Companion] = [])
  {
    (self.name, self.fact, self.premiseNames, self.way, self.also) = (name, fact, premiseNames, way, also)
  }

  /// The facts that it shows.
  package var facts: [(name: String, fact: Fact)] {
    [(name, fact)]
      + also.map {
        ($0.name, Fact(for: fact.variables, where: fact.guards, given: fact.premises, $0.literal))
      }
  }

  /// The name of the induction hypothesis, of the lemma itself and of those that are shown with it: IH, IH2, ...
  package static func hypothesisName(_ k: Int = 0) -> String { k == 0 ? "IH" : "IH\(k + 1)" }
}
