import Enclosures
import Numbers
import Programs

/// Gauss–Legendre rules on panels (see `GaussianMean`).
extension GaussianQuadrature {
  /// ρ and about log ρ: what the choice of a rule goes by.
  private static let ellipses: [(Rational, Double)] = [
    (12, 2.4849), (7, 1.9459), (Rational(9, 2), 1.5041), (3, 1.0986), (Rational(9, 4), 0.8109),
    (Rational(7, 4), 0.5596),
  ]

  /// The rule on a panel that has just been run; nil where it is not certainly accurate enough.
  func gauss(_ p: Rational, _ q: Rational) -> Interval? {
    let (c, r) = ((p + q) * Rational(1, 2), (q - p) * Rational(1, 2))
    guard let (count, error) = bestRule(c, r) else { return nil }
    let rule = LegendreRule.rule(count, bits: machine.precision)
    let (center, radius) = (number(c), number(r))
    var sum = number(0)
    for (index, (node, weight)) in rule.half.enumerated() {
      let offset = radius * node
      let isCenter = rule.isOdd && index == rule.half.count - 1
      for x in isCenter ? [center] : [center + offset, center - offset] {
        machine.run(block: blockIndex, at: x)
        nodeCount += 1
        guard machine.statuses[Int(block.body)].isDefined else { return nil }
        let density = (-x.power(2) / x.constant(2)).exp()
        sum = sum + weight * density * machine.reals[Int(block.body)]
      }
    }
    return sum * radius * density + error
  }

  /// The least number of points that suffices, with the error's enclosure.
  private func bestRule(_ c: Rational, _ r: Rational) -> (Int, Interval)? {
    let bits = machine.precision
    let limit = aim / 2 + 24
    var best: (Int, Interval)?
    for (rho, logarithm) in Self.ellipses {
      let (a, b) = (r * (rho + Rational(1) / rho) / 2, r * (rho - Rational(1) / rho) / 2)
      let box = Complex(
        Interval(from: c - a, to: c + a, precision: bits), Interval(from: -b, to: b, precision: bits))
      guard let body = machine.body(complex, block: blockIndex, on: box) else { continue }
      let least = max(c.magnitude - a, 0)
      let weight = Interval((b * b - least * least) / 2, precision: bits).exp()
      let scale = body.magnitude * weight * Interval(r * Rational(64, 15), precision: bits)
      let ratio = Interval(Rational(1) - Rational(1) / (rho * rho), precision: bits)
      guard let size = (scale / ratio).upper else { continue }
      if size.signum <= 0 { return (LegendreRule.counts[0], Interval(0, precision: bits)) }
      let need = (Interval(size / tolerance, precision: bits).log().upper?.approximation ?? .infinity)
      let step = 2 * logarithm
      guard need < step * Double(limit) * 2 else { continue }
      let wanted = max(Int((need / step).rounded(.up)), 2)
      guard let count = LegendreRule.counts.first(where: { $0 >= wanted }), count <= limit else { continue }
      if let best, best.0 <= count { break }
      let error =
        Interval(size, precision: bits) * Interval(Rational(1) / rho, precision: bits).power(2 * count)
      best = (count, error.hull(-error))
    }
    return best
  }
}
