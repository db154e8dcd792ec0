import Numbers
import ProofKernel
import ProofSupport
import Testing

@Suite struct RealPolynomialTests {
  /// A polynomial in the place of an atom: the same as by replacing every atom in turn, powers, sums that vanish and the atom's own
  /// return included.
  @Test func oneAtomIsReplacedAsAllAre() {
    var random = SystemSeed(state: 1)
    func below(_ n: Int) -> Int { random.int(0...(n - 1)) }
    let atoms = [Atom("x"), Atom("y"), Atom("z", [IndexTerm("t")]), Atom("z", [IndexTerm(1)])]
    func polynomial() -> RealPolynomial {
      var sum = RealPolynomial(Rational(below(3)))
      for _ in 0...below(4) {
        var term = RealPolynomial(Rational(below(7) - 3))
        for _ in 0..<below(4) { term = term * RealPolynomial(atoms[below(4)]) }
        sum = sum + term
      }
      return sum
    }
    var (changed, vanished) = (0, 0)
    for _ in 0..<1000 {
      let (p, q, atom) = (polynomial(), polynomial(), atoms[below(4)])
      let result = p.replacing(atom, by: q)
      #expect(result == p.substituting { $0 == atom ? .polynomial(q) : .atom($0) })
      if result != p { changed += 1 }
      if result.isZero && !p.isZero { vanished += 1 }
    }
    #expect(changed > 300 && vanished > 0)
  }
}
