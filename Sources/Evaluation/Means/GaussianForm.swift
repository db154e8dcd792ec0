import Claims
import Numbers

/// A function of x as Σ c·xⁿ·exp(k·x + q·x²)·cos(ω·x) or …·sin(ω·x), each on the line or where x > t alone, but for single
/// points. Its mean over a standard normal x has a closed form (see `GaussianForm+Mean`), so that fast oscillation
/// costs nothing, and equality with another closed form is decided by exact arithmetic. Kinks and jumps are
/// differences of half lines: abs(x − t) = 2·(x − t)·[x > t] − (x − t).
struct GaussianForm<Number: MeanCoefficient> {
  /// The half line x > point.
  struct Cut {
    var point: Number
    /// What switches there.
    var origin: FormChoices.Place
  }

  struct Term {
    var coefficient: Number
    var degree = 0
    var rate: Number
    var frequency: Number
    var isSine = false
    /// q; nil is 0.
    var square: Number?
    var cut: Cut?
  }

  var terms: [Term]

  private static var largestTermCount: Int { 64 }
  private static var largestDegree: Int { 64 }

  init(_ terms: [Term]) { self.terms = terms }

  init(constant x: Number) {
    terms = x.exactValue == 0 ? [] : [Term(coefficient: x, rate: x.constant(0), frequency: x.constant(0))]
  }

  /// x itself, numbers being like `x`.
  static func parameter(like x: Number) -> Self {
    Self([Term(coefficient: x.constant(1), degree: 1, rate: x.constant(0), frequency: x.constant(0))])
  }

  // MARK: Arithmetic

  /// Whether it does not depend on x.
  var isConstant: Bool { terms.allSatisfy(isConstant) }

  private func isConstant(_ term: Term) -> Bool {
    term.degree == 0 && term.rate.exactValue == 0 && term.frequency.exactValue == 0 && term.square == nil
      && term.cut == nil
  }

  func scaled(by c: Number) -> Self {
    Self(
      terms.map {
        var term = $0
        term.coefficient = term.coefficient * c
        return term
      })
  }

  /// Terms with the same factor are put together where that is certain; nil for too many terms.
  private static func collected(_ terms: [Term]) -> Self? {
    var result: [Term] = []
    next: for term in terms {
      for k in result.indices
      where result[k].degree == term.degree && result[k].isSine == term.isSine
        && result[k].cut?.origin == term.cut?.origin
        && areSame(result[k].square, term.square)
        && areSame(result[k].rate, term.rate) && areSame(result[k].frequency, term.frequency)
      {
        result[k].coefficient = result[k].coefficient + term.coefficient
        continue next
      }
      result.append(term)
    }
    result.removeAll { $0.coefficient.exactValue == 0 }
    return result.count <= largestTermCount ? Self(result) : nil
  }

  private static func areSame(_ x: Number?, _ y: Number?) -> Bool {
    guard let x, let y else { return x == nil && y == nil }
    guard let a = x.exactValue, let b = y.exactValue else { return false }
    return a == b
  }

  static func sum(_ x: Self, _ y: Self) -> Self? { collected(x.terms + y.terms) }

  static func product(_ x: Self, _ y: Self, _ choices: FormChoices) -> Self? {
    guard x.terms.count * y.terms.count <= 4 * largestTermCount else { return nil }
    var result: [Term] = []
    for a in x.terms {
      for b in y.terms {
        guard let terms = product(a, b, choices) else { return nil }
        result += terms
      }
    }
    return collected(result)
  }

  /// The products of cosines and sines become sums.
  private static func product(_ a: Term, _ b: Term, _ choices: FormChoices) -> [Term]? {
    var term = a
    term.coefficient = a.coefficient * b.coefficient
    term.degree = a.degree + b.degree
    term.rate = a.rate + b.rate
    term.square = a.square.flatMap { q in b.square.map { q + $0 } ?? q } ?? b.square
    guard term.degree <= largestDegree else { return nil }
    if let s = a.cut, let t = b.cut, s.origin != t.origin {
      // x > s and x > t where x is beyond the greater.
      let isFirst = choices.choose(.order(s.origin, t.origin)) {
        (s.point - t.point).isNonnegative == .yes
          ? true : (t.point - s.point).isNonnegative == .yes ? false : nil
      }
      guard let isFirst else { return nil }
      term.cut = isFirst ? s : t
    } else {
      term.cut = a.cut ?? b.cut
    }
    if a.frequency.exactValue == 0, !a.isSine {
      (term.frequency, term.isSine) = (b.frequency, b.isSine)
      return [term]
    }
    if b.frequency.exactValue == 0, !b.isSine { return [term] }
    term.coefficient = term.coefficient * term.coefficient.constant(Rational(1, 2))
    var other = term
    term.frequency = a.frequency - b.frequency
    other.frequency = a.frequency + b.frequency
    term.isSine = a.isSine != b.isSine
    other.isSine = term.isSine
    // sin a·sin b = (cos(a − b) − cos(a + b))/2, cos a·sin b = (sin(a + b) − sin(a − b))/2.
    if a.isSine && b.isSine { other.coefficient = -other.coefficient }
    if !a.isSine && b.isSine { term.coefficient = -term.coefficient }
    if term.isSine, term.frequency.exactValue == 0 { return [other] }
    return [term, other]
  }

  func power(_ n: Int, _ choices: FormChoices) -> Self? {
    guard let one = terms.first?.coefficient.constant(1) else { return n > 0 ? self : nil }
    guard n <= Self.largestDegree else { return nil }
    var result = Self(constant: one)
    for _ in 0..<n {
      guard let next = Self.product(result, self, choices) else { return nil }
      result = next
    }
    return result
  }

  /// a and b of a + b·x.
  var linear: (Number?, Number?)? { quadratic.flatMap { $0.2 == nil ? ($0.0, $0.1) : nil } }

  /// a, b and c of a + b·x + c·x².
  var quadratic: (Number?, Number?, Number?)? {
    var (constant, slope, square): (Number?, Number?, Number?) = (nil, nil, nil)
    for term in terms {
      guard term.rate.exactValue == 0, term.frequency.exactValue == 0, !term.isSine, term.square == nil,
        term.cut == nil
      else { return nil }
      switch term.degree {
      case 0: constant = constant.map { $0 + term.coefficient } ?? term.coefficient
      case 1: slope = slope.map { $0 + term.coefficient } ?? term.coefficient
      case 2: square = square.map { $0 + term.coefficient } ?? term.coefficient
      default: return nil
      }
    }
    return (constant, slope, square)
  }
}
