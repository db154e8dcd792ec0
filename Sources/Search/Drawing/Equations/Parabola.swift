import Numbers

/// c + b·s + a·s²: what an equation's two sides differ by along a line, found from values.
struct Parabola<Number> {
  var a, b, c: Number
}

extension Parabola<Rational> {
  /// The one through (0, c) and two more points.
  init(_ c: Rational, _ first: (s: Rational, value: Rational), _ second: (s: Rational, value: Rational)) {
    let slopes = [first, second].map { ($0.value - c) / $0.s }
    a = (slopes[1] - slopes[0]) / (second.s - first.s)
    b = slopes[0] - a * first.s
    self.c = c
  }

  private var discriminant: Rational { b * b - 4 * a * c }

  /// Where it is 0: the rational places, as far as there are two of them or it is a straight line.
  var roots: [Rational] {
    guard !a.isZero else { return b.isZero ? [] : [-c / b] }
    return discriminant.exactRoot(2).map(roots(atRoot:)) ?? []
  }

  /// The same, and numbers near to roots that are not rational.
  var roughRoots: [Rational] {
    let exact = roots
    guard exact.isEmpty, !a.isZero, discriminant.signum > 0,
      let near = Rational(exactly: discriminant.approximation.squareRoot())
    else { return exact }
    return roots(atRoot: near)
  }

  /// The other root of one that is 0 at 0; nil for a straight line.
  var rootBesideZero: Rational? { a.isZero ? nil : -b / a }

  private func roots(atRoot root: Rational) -> [Rational] {
    [(root - b) / (2 * a), -(root + b) / (2 * a)]
  }
}

extension Parabola<Double> {
  /// The one through (0, c), (1/2, middle) and (1, end).
  init(_ c: Double, middle: Double, end: Double) {
    self.init(a: 2 * end - 4 * middle + 2 * c, b: 4 * middle - end - 3 * c, c: c)
  }

  /// Where it is 0; not a number where it is nowhere.
  var roots: [Double] {
    if a == 0 { return [-c / b] }
    let root = (b * b - 4 * a * c).squareRoot()
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
  }
}
