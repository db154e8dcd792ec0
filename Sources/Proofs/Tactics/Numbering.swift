import Algebra
import ProofKernel

/// Atoms as numbers, which are faster to compare and to hash.
typealias NumberedPolynomial = SparsePolynomial<Int>

struct Numbering {
  private var numbers: [Atom: Int] = [:]
  private(set) var atoms: [Atom] = []

  mutating func number(_ polynomial: RealPolynomial) -> NumberedPolynomial {
    for atom in polynomial.variables.sorted() where numbers[atom] == nil {
      numbers[atom] = atoms.count
      atoms.append(atom)
    }
    return NumberedPolynomial(
      polynomial.terms.map { term in
        (term.monomial.map { numbers[$0] ?? 0 }, term.coefficient)
      })
  }

  func polynomial(_ monomial: Monomial<Int>) -> RealPolynomial {
    RealPolynomial([(monomial.map { atoms[$0] }, 1)])
  }
}
