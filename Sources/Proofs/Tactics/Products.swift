import Algebra
import Numbers
import ProofKernel

/// Products of facts and squares, each at least 0.
struct Products {
  struct Product {
    var factors: [Proof.Combination.Factor]
    var polynomial: RealPolynomial
    /// Whether it is above 0.
    var isStrict: Bool
    fileprivate var last: Int
  }

  private(set) var list: [Product] = [
    Product(factors: [], polynomial: RealPolynomial(1), isStrict: true, last: 0)
  ]
  /// Products of a higher degree are left out.
  private let degree: Int

  init(degree: Int) { self.degree = degree }

  /// Products of up to so many facts.
  mutating func add(_ known: [(reference: Reference, literal: Literal)], upTo count: Int) {
    var layer = list
    for _ in 0..<count {
      var next: [Product] = []
      for product in layer {
        for k in product.last..<max(known.count, product.last) {
          let literal = known[k].literal
          guard product.polynomial.degree + literal.polynomial.degree <= degree,
            list.count + next.count < ProofTuning.mostProducts
          else { continue }
          next.append(
            Product(
              factors: product.factors + [.fact(known[k].reference)],
              polynomial: product.polynomial * literal.polynomial,
              isStrict: product.isStrict && literal.relation == .positive, last: k))
        }
      }
      list += next
      layer = next
    }
  }

  /// Squares, by themselves and times a fact.
  mutating func add(squares roots: [RealPolynomial], times known: [(reference: Reference, literal: Literal)]) {
    for root in roots {
      let square = root * root
      guard square.degree <= max(degree, 2) else { continue }
      list.append(Product(factors: [.square(root)], polynomial: square, isStrict: false, last: 0))
      for (reference, literal) in known
      where square.degree + literal.polynomial.degree <= degree && list.count < ProofTuning.mostProducts {
        list.append(
          Product(
            factors: [.square(root), .fact(reference)], polynomial: square * literal.polynomial, isStrict: false, last: 0))
      }
    }
  }
}
