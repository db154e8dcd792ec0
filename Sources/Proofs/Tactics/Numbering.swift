import Numbers
import ProofKernel

/// A polynomial whose monomials are numbers in a table: its nonzero terms in the order of these.
struct NumberedPolynomial: Hashable {
  struct Term: Hashable {
    var monomial: Int
    var coefficient: Rational
  }
  var terms: [Term]

  static let one = NumberedPolynomial(terms: [Term(monomial: MonomialTable.one, coefficient: 1)])

  var isZero: Bool { terms.isEmpty }

  /// self + factor·other
  func adding(_ other: Self, times factor: Rational) -> Self {
    var sum: [Term] = []
    sum.reserveCapacity(terms.count + other.terms.count)
    var (i, j) = (0, 0)
    while i < terms.count || j < other.terms.count {
      if j == other.terms.count || i < terms.count && terms[i].monomial < other.terms[j].monomial {
        sum.append(terms[i])
        i += 1
        continue
      }
      let isShared = i < terms.count && terms[i].monomial == other.terms[j].monomial
      let value = (isShared ? terms[i].coefficient : 0) + factor * other.terms[j].coefficient
      if !value.isZero { sum.append(Term(monomial: other.terms[j].monomial, coefficient: value)) }
      (i, j) = (isShared ? i + 1 : i, j + 1)
    }
    return Self(terms: sum)
  }
}

/// Monomials of atoms as numbers, which are fast to compare, to multiply and to divide.
final class MonomialTable {
  static let one = 0

  private var numbers: [Atom: UInt16] = [:]
  private(set) var atoms: [Atom] = []
  /// For each monomial its variables in order, each as often as its exponent says.
  private var factors: [[UInt16]] = [[]]
  private var masks: [UInt64] = [0]
  private var index: [[UInt16]: Int] = [[]: 0]
  private var products = WordTable()
  /// Below 0 where there is none.
  private var quotients = WordTable()

  var count: Int { factors.count }

  func degree(_ monomial: Int) -> Int { factors[monomial].count }

  func degree(_ polynomial: NumberedPolynomial) -> Int {
    polynomial.terms.reduce(0) { max($0, degree($1.monomial)) }
  }

  func number(_ polynomial: RealPolynomial) -> NumberedPolynomial {
    var terms: [NumberedPolynomial.Term] = []
    for (monomial, coefficient) in polynomial.terms {
      var list: [UInt16] = []
      for power in monomial.powers {
        let number: UInt16
        if let known = numbers[power.variable] {
          number = known
        } else {
          number = UInt16(truncatingIfNeeded: atoms.count)
          numbers[power.variable] = number
          atoms.append(power.variable)
        }
        list += [UInt16](repeating: number, count: power.exponent)
      }
      list.sort()
      terms.append(NumberedPolynomial.Term(monomial: intern(list), coefficient: coefficient))
    }
    terms.sort { $0.monomial < $1.monomial }
    return NumberedPolynomial(terms: terms)
  }

  func polynomial(_ monomial: Int) -> RealPolynomial {
    factors[monomial].reduce(RealPolynomial(1)) { $0 * RealPolynomial(atoms[Int($1)]) }
  }

  /// The atoms of a monomial as monomials, each as often as its exponent says.
  func atoms(of monomial: Int) -> [Int] { factors[monomial].map { intern([$0]) } }

  private func intern(_ list: [UInt16]) -> Int {
    if let known = index[list] { return known }
    index[list] = factors.count
    factors.append(list)
    masks.append(list.reduce(0) { $0 | 1 << UInt64($1 & 63) })
    return factors.count - 1
  }

  private static func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(a) << 32 | UInt64(b) }

  func product(_ a: Int, _ b: Int) -> Int {
    if a == Self.one { return b }
    if b == Self.one { return a }
    let key = Self.key(min(a, b), max(a, b))
    if let known = products[key] { return known }
    let (x, y) = (factors[a], factors[b])
    var list: [UInt16] = []
    list.reserveCapacity(x.count + y.count)
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      if j == y.count || i < x.count && x[i] <= y[j] {
        list.append(x[i])
        i += 1
      } else {
        list.append(y[j])
        j += 1
      }
    }
    let result = intern(list)
    products.set(key, result)
    return result
  }

  /// A bit for each variable of a monomial, which some share: what lacks one of another's is no multiple of it.
  func mask(of monomial: Int) -> UInt64 { masks[monomial] }

  /// The monomial that gives `a` with `b`; nil where there is none.
  func quotient(_ a: Int, _ b: Int) -> Int? {
    if b == Self.one { return a }
    if a == b { return Self.one }
    if masks[b] & ~masks[a] != 0 || factors[b].count >= factors[a].count { return nil }
    let key = Self.key(a, b)
    if let known = quotients[key] { return known < 0 ? nil : known }
    let (x, y) = (factors[a], factors[b])
    var list: [UInt16] = []
    var j = 0
    for factor in x {
      if j < y.count && y[j] == factor { j += 1 } else { list.append(factor) }
    }
    let result = j == y.count ? intern(list) : -1
    quotients.set(key, result)
    return result < 0 ? nil : result
  }

  func product(_ a: NumberedPolynomial, _ b: NumberedPolynomial) -> NumberedPolynomial {
    if a == .one { return b }
    var terms: [NumberedPolynomial.Term] = []
    terms.reserveCapacity(a.terms.count * b.terms.count)
    for x in a.terms {
      for y in b.terms {
        terms.append(
          .init(monomial: product(x.monomial, y.monomial), coefficient: x.coefficient * y.coefficient))
      }
    }
    terms.sort { $0.monomial < $1.monomial }
    // A term times others has no monomial twice.
    if a.terms.count == 1 || b.terms.count == 1 { return NumberedPolynomial(terms: terms) }
    var sum: [NumberedPolynomial.Term] = []
    sum.reserveCapacity(terms.count)
    for term in terms {
      if let last = sum.last, last.monomial == term.monomial {
        sum[sum.count - 1].coefficient = last.coefficient + term.coefficient
      } else {
        if sum.last?.coefficient.isZero ?? false { sum.removeLast() }
        sum.append(term)
      }
    }
    if sum.last?.coefficient.isZero ?? false { sum.removeLast() }
    return NumberedPolynomial(terms: sum)
  }
}
