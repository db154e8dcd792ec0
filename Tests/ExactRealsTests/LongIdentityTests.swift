import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// Sums and products of up to 60 numbers, equal term by term or factor by factor, written in two ways and in two
/// orders: decided, and decided the other way where one is off by 10^−30 of itself.
@Suite("Long sums and products")
struct LongIdentityTests {
  private typealias Way = @Sendable (ExactReal) -> ExactReal

  private static let off = Rational(1) + Rational(10).power(-30)

  /// Two ways to write a number, by a real between −4 and 4 that is not 0.
  private static let transcendental: [(Way, Way)] = [
    ({ (-$0.softplus()).exp() }, { $0.constant(1) - $0.sigmoid() }),
    ({ $0.sigmoid() }, { $0.constant(1) / ($0.constant(1) + (-$0).exp()) }),
    ({ $0.constant(1) + $0.exp() }, { $0.softplus().exp() }),
    ({ $0.tanh() }, { $0.constant(2) * ($0 + $0).sigmoid() - $0.constant(1) }),
    ({ $0.silu() }, { $0 * $0.sigmoid() }),
    (
      { $0.constant(1) - $0.tanh().power(2) },
      { $0.constant(4) * ($0 + $0).sigmoid() * (-$0 - $0).sigmoid() }
    ),
    ({ $0.exp() }, { $0.sigmoid() / ($0.constant(1) - $0.sigmoid()) }),
    ({ ($0 + $0).sin() }, { $0.constant(2) * $0.sin() * $0.cos() }),
    ({ $0.softplus() }, { $0 + (-$0).softplus() }),
    ({ $0.sigmoid().squareRoot() }, { ($0.sigmoid().log() / $0.constant(2)).exp() }),
  ]

  /// The same with roots alone.
  private static let algebraic: [(Way, Way)] = [
    (
      { $0.magnitude.squareRoot() },
      { ($0 * $0.constant(9_012_004)).magnitude.squareRoot() / $0.constant(3002) }
    ),
    ({ ($0.power(2) + $0.constant(1)).squareRoot() }, { Complex($0.constant(1), -$0).magnitude }),
    (
      { Complex($0 * $0, $0).magnitude },
      { $0.magnitude * ($0 * $0 + $0.constant(1)).squareRoot() }
    ),
    (
      { $0.magnitude.power($0.constant(Rational(1, 3))) },
      { ($0.power(4)).power($0.constant(Rational(1, 12))) }
    ),
    (
      { ($0.constant(2) + $0.magnitude.squareRoot()).squareRoot() },
      { ($0.constant(8) + ($0.constant(16) * $0.magnitude).squareRoot()).squareRoot() / $0.constant(2) }
    ),
  ]

  private func number(_ random: inout SplitMix64) -> ExactReal {
    let digits = Int.random(in: 1...12, using: &random)
    let bottom = (0..<digits).reduce(1) { x, _ in x * 10 }
    let top = Int.random(in: 1...4 * bottom, using: &random)
    return ExactReal(Rational(Bool.random(using: &random) ? top : -top, bottom), precision: 256)
  }

  private func check(_ ways: [(Way, Way)], isProduct: Bool, _ seed: UInt64, most: Int = 60) {
    var random = SplitMix64(seed: seed)
    for trial in 0..<max(12, TestScale.count / 40) {
      let count = trial < 3 ? most : Int.random(in: 1...most, using: &random)
      let terms = (0..<count).map { _ in
        let k = Int.random(in: ways.indices, using: &random)
        return (number(&random), ways[k], k)
      }
      func whole(_ parts: [ExactReal]) -> ExactReal {
        parts.dropFirst().reduce(parts[0]) { isProduct ? $0 * $1 : $0 + $1 }
      }
      let left = whole(terms.map { x, way, _ in way.0(x) })
      let shuffled = terms.shuffled(using: &random)
      var parts = shuffled.map { x, way, _ in way.1(x) }
      let right = whole(parts)
      #expect(
        left.isEqual(to: right) == .yes && left.isLessOrEqual(to: right) == .yes
          && right.isLess(than: left) == .no,
        "\(trial): \(count) numbers, ways \(terms.map(\.2)): \(shuffled.map(\.0))")
      let k = Int.random(in: 0..<count, using: &random)
      parts[k] = parts[k] * parts[k].constant(Self.off)
      let other = whole(parts)
      #expect(left.isEqual(to: other) == .no && left.isLess(than: other).isKnown, "\(trial), perturbed")
    }
  }

  @Test func sumsOfRoots() { check(Self.algebraic, isProduct: false, 1) }
  @Test func productsOfRoots() { check(Self.algebraic, isProduct: true, 2, most: 12) }
  @Test func sumsOfFunctions() { check(Self.transcendental, isProduct: false, 3) }
  @Test func productsOfFunctions() { check(Self.transcendental, isProduct: true, 4) }
  @Test func sumsOfBoth() { check(Self.algebraic + Self.transcendental, isProduct: false, 5) }

  @Test func fractionsOfFewSums() {
    let one = ExactReal(1, precision: 256)
    let (a, b) = (one.constant(Rational(3, 7)), one.constant(Rational(-5, 3)))
    let (x, y) = (one / (one + a.exp()), one / (one.constant(2) + a.exp()))
    #expect((x * y).isEqual(to: x - y) == .yes)
    let (s, t) = (a.sigmoid(), b.sigmoid())
    #expect((s * (one - t) + t * (one - s)).isEqual(to: s + t - one.constant(2) * s * t) == .yes)
    let long = (1...6).reduce(one.constant(0)) { $0 + (one.constant(Rational($1, 5)).sigmoid()) }
    #expect(
      (long * s / s).isEqual(to: long) == .yes && (long - long * t).isEqual(to: long * (one - t)) == .yes)
  }
}

extension Trilean {
  fileprivate var isKnown: Bool { self != .unknown }
}
