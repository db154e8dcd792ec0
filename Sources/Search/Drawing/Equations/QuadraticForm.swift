import Claims
import Numbers

/// c + Σ aᵢ·xᵢ + Σ bᵢⱼ·xᵢ·xⱼ in some coordinates, i ≤ j.
struct QuadraticForm: Hashable {
  struct Term: Hashable {
    var i: Int
    /// Nil in a linear term.
    var j: Int?
    var factor: Rational
    let approximation: Double

    init(_ i: Int, _ j: Int?, _ factor: Rational) {
      (self.i, self.j, self.factor) = (i, j, factor)
      approximation = factor.approximation
    }
  }
  var constant: Rational
  private(set) var terms: [Term]
  var isAffine: Bool { terms.allSatisfy { $0.j == nil } }

  /// The form of least height among its multiples.
  private var normalised: QuadraticForm {
    guard let first = terms.first?.factor else { return self }
    return QuadraticForm(
      constant: constant / first, terms: terms.map { Term($0.i, $0.j, $0.factor / first) })
  }

  private init(constant: Rational, terms: [Term]) {
    (self.constant, self.terms) = (constant, terms)
  }

  /// What an equation of the hypotheses says is 0, or the difference of its sides' squares, which says the same of
  /// moduli; nil where neither is of second degree. Found from values, and held against values elsewhere.
  init?(_ evaluator: HypothesisEvaluator, _ k: Int) {
    for isSquared in [false, true] {
      let values = isSquared ? evaluator.differenceOfSquares : evaluator.difference
      if let form = Self.interpolated(
        evaluator.constraints[k].support, evaluator.ground.inputs.count, { values(k, $0) })
      {
        self = form.normalised
        return
      }
    }
    return nil
  }

  private static func interpolated(
    _ support: [Int], _ count: Int, _ value: ([Rational]) -> Rational?
  ) -> QuadraticForm? {
    guard support.count <= DrawTuning.mostFormInputs else { return nil }
    var point = Array(repeating: Rational.zero, count: count)
    func at(_ moved: [(Int, Rational)]) -> Rational? {
      for (input, x) in moved { point[input] = x }
      defer { for (input, _) in moved { point[input] = 0 } }
      return value(point)
    }
    guard let origin = at([]) else { return nil }
    var form = QuadraticForm(constant: origin, terms: [])
    var above: [Rational] = []
    for input in support {
      guard let up = at([(input, 1)]), let down = at([(input, -1)]) else { return nil }
      above.append(up - origin)
      let square = (up + down) * Rational(1, 2) - origin
      let linear = (up - down) * Rational(1, 2)
      if !linear.isZero { form.terms.append(Term(input, nil, linear)) }
      if !square.isZero { form.terms.append(Term(input, input, square)) }
    }
    func isExact() -> Bool {
      (1...3).allSatisfy { n in
        let moved = support.enumerated().map { k, input in
          (input, Rational((k * 7 * n + 3 * n * n) % 11 - 5, n + 1))
        }
        guard let x = at(moved) else { return false }
        for (input, y) in moved { point[input] = y }
        defer { for (input, _) in moved { point[input] = 0 } }
        return x == form.value(point)
      }
    }
    if isExact() { return form }
    guard support.count <= DrawTuning.mostProductInputs else { return nil }
    for (p, a) in support.enumerated() {
      for (q, b) in support.enumerated() where q > p {
        guard let both = at([(a, 1), (b, 1)]) else { return nil }
        let product = both - origin - above[p] - above[q]
        if !product.isZero { form.terms.append(Term(a, b, product)) }
      }
    }
    return isExact() ? form : nil
  }

  /// The same in other coordinates.
  func renamed(_ place: [Int: Int]) -> QuadraticForm? {
    var result = QuadraticForm(constant: constant, terms: [])
    for term in terms {
      guard let i = place[term.i] else { return nil }
      var j: Int?
      if let other = term.j {
        guard let found = place[other] else { return nil }
        j = found
      }
      result.terms.append(Term(i, j, term.factor))
    }
    return result
  }

  func value(_ x: [Rational]) -> Rational {
    terms.reduce(constant) { sum, term in
      guard let j = term.j else { return sum + term.factor * x[term.i] }
      return x[term.i].isZero || x[j].isZero ? sum : sum + term.factor * x[term.i] * x[j]
    }
  }

  func value(_ x: [Double]) -> Double {
    terms.reduce(constant.approximation) { sum, term in
      sum + term.approximation * x[term.i] * (term.j.map { x[$0] } ?? 1)
    }
  }

  /// The terms of second degree at a direction: half the second derivative along it.
  func curvature(_ d: [Rational]) -> Rational {
    terms.reduce(0) { sum, term in
      guard let j = term.j, !d[term.i].isZero, !d[j].isZero else { return sum }
      return sum + term.factor * d[term.i] * d[j]
    }
  }

  /// The derivative at a point along a direction.
  func slope(_ x: [Rational], _ d: [Rational]) -> Rational {
    terms.reduce(0) { sum, term in
      guard let j = term.j else { return sum + term.factor * d[term.i] }
      return sum + term.factor * (x[term.i] * d[j] + d[term.i] * x[j])
    }
  }

  func gradient(_ x: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: x.count)
    for term in terms {
      if let j = term.j {
        result[term.i] += term.approximation * x[j]
        result[j] += term.approximation * x[term.i]
      } else {
        result[term.i] += term.approximation
      }
    }
    return result
  }

  /// The factor of a coordinate's square.
  func square(of i: Int) -> Rational { terms.first { $0.i == i && $0.j == i }?.factor ?? 0 }
}
