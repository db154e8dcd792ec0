import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Rational")
struct RationalTests {
  static let edges: [Rational] = {
    let words = IntegerTests.edges
    return words.flatMap { n in words.filter { $0 != 0 }.map { Rational(n, $0) } }
  }()

  @Test func wholeNumbersAreHalved() {
    for whole in [0, 1, -1, 6, -96, Int.max, Int.min, 1 << 62, -(1 << 62), 12345] {
      for halvings in [-200, -63, -1, 0, 1, 5, 61, 62, 63, 64, 300] {
        let power = Rational(2).power(halvings.magnitude > 0 ? abs(halvings) : 0)
        let expected = halvings >= 0 ? Rational(whole) / power : Rational(whole) * power
        #expect(Rational(whole, halvings: halvings) == expected)
      }
    }
  }

  @Test func fieldLawsAtTheWordEdges() {
    let values = Self.edges.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    for x in values {
      #expect(x.denominator.signum > 0 && Integer.gcd(x.numerator, x.denominator) == 1)
      #expect(x - x == 0 && x + (-x) == 0 && x.magnitude.signum >= 0)
      #expect(Rational(x.description) == x)
      for y in values {
        // Numerators and denominators multiplied out.
        let (a, b, c, d) = (x.numerator, x.denominator, y.numerator, y.denominator)
        #expect(x + y == Rational(a * d + c * b, b * d) && x - y == Rational(a * d - c * b, b * d))
        #expect(x * y == Rational(a * c, b * d))
        if !y.isZero { #expect(x / y == Rational(a * d, b * c)) }
        #expect((x < y) == (a * d < c * b) && (x == y) == (a * d == c * b))
        if x == y { #expect(x.hashValue == y.hashValue) }
      }
    }
  }

  @Test func floorsPowersRoots() {
    for x in Self.edges {
      #expect(Rational(x.floor) <= x && x < Rational(x.floor + 1))
      #expect(Rational(x.ceiling) >= x && x > Rational(x.ceiling - 1))
      #expect(x.power(2) == x * x && x.power(0) == 1)
      #expect(x.power(2).exactRoot(2) == x.magnitude)
      if !x.isZero { #expect(x.power(-3) * x.power(3) == 1) }
    }
    #expect(Rational(2).exactRoot(2) == nil && Rational(-4).exactRoot(2) == nil)
  }

  /// Doubles come in exactly and go out to the nearest one on the stated side.
  @Test func doubles() throws {
    var random = SplitMix64(seed: 9)
    for _ in 0..<TestScale.count {
      let x = random.double()
      let exact = try #require(Rational(exactly: x))
      #expect(exact.double(rounding: .down) == x && exact.double(rounding: .up) == x, "\(x)")
      #expect(exact.approximation == x, "\(x)")
      let offset = exact + Rational(1, Integer(1).shifted(by: 1200))
      #expect(offset.double(rounding: .down) == x && offset.double(rounding: .up) == x.nextUp, "\(x)")
      let ball = Ball(offset)
      #expect(ball.contains(offset))
      if x == .greatestFiniteMagnitude { continue }
      #expect(ball.radius <= max(x.ulp, .leastNormalMagnitude) * 2, "\(x)")
    }
    let least = try #require(Rational(exactly: Double.leastNonzeroMagnitude))
    #expect(least == Rational(1, Integer(1).shifted(by: 1074)))
    #expect(
      (least / 2).double(rounding: .up) == .leastNonzeroMagnitude && (least / 2).double(rounding: .down) == 0)
    #expect((-least / 2).double(rounding: .down) == -.leastNonzeroMagnitude)
    let huge = Rational(Integer(1).shifted(by: 1024))
    #expect(
      huge.double(rounding: .up) == .infinity && huge.double(rounding: .down) == .greatestFiniteMagnitude)
    #expect((-huge).double(rounding: .down) == -.infinity)
    #expect(Rational(exactly: .nan) == nil && Rational(exactly: .infinity) == nil)
    #expect(Rational(exactly: -0.0) == 0)
  }

  @Test func reading() {
    let good: [(String, Rational)] = [
      ("3", 3), ("-3/5", Rational(-3, 5)), ("+3/6", Rational(1, 2)), ("0.6", Rational(3, 5)),
      ("1e-3", Rational(1, 1000)), ("-1.25E+2", -125), ("0x1.8p-1", Rational(3, 4)), ("0x10", 16),
      ("-0x1.8p-1", Rational(-3, 4)), ("0XA.8P2", 42), ("0.0", 0), ("-0", 0), ("00012", 12),
      ("-9223372036854775808", Rational(Int.min)), ("9223372036854775808", -Rational(Int.min)),
      ("1e30", Rational(Integer(10).power(30))), ("0.1e1", 1), ("1e0", 1), ("1e-0", 1),
      ("123456789012345678901234567890/10", Rational(Integer(decimal: "12345678901234567890123456789") ?? 0)),
    ]
    for (text, value) in good { #expect(Rational(text) == value, "\(text)") }
    for bad in [
      "", "-", "+", ".", ".5", "2.", "1/0", "1/", "/2", "1/-2", "1//2", "1/2/3", "e5", "1e", "1e+", "1e1.5",
      "0x", "0xp1", "0x1p", "0x1.p1", "0x1e5g", "1p5", "--1", "+-1", "1 2", " 1", "inf", "nan", "1e10001",
      "1e-10001", "0x1p40001", "1e99999999999999999999", "١", "1_000", "1,5", "0.5/2", "1e+-5",
    ] {
      #expect(Rational(bad) == nil, "\(bad)")
    }
  }

  @Test func writing() {
    let cases: [(Rational, Int, String, String)] = [
      (0, 5, "0", "0"), (1, 3, "1", "1"), (Rational(1, 3), 3, "0.333", "0.334"),
      (Rational(-1, 3), 3, "-0.334", "-0.333"), (Rational(2, 3), 1, "0.6", "0.7"),
      (Rational(999_999), 3, "9.99e5", "1e6"), (Rational(9999, 10), 3, "999", "1e3"),
      (100, 3, "100", "100"), (100, 2, "1e2", "1e2"), (Rational(1, 100_000), 2, "0.00001", "0.00001"),
      (Rational(1, 1_000_000), 2, "1e-6", "1e-6"), (Rational(5, 4), 2, "1.2", "1.3"),
      (Rational(Integer(10).power(40)), 5, "1e40", "1e40"), (Rational(123456), 4, "1.234e5", "1.235e5"),
      (Rational(-999, 1000), 2, "-1", "-0.99"), (10, 1, "1e1", "1e1"), (9, 1, "9", "9"),
    ]
    for (value, digits, down, up) in cases {
      #expect(value.decimal(digits: digits, rounding: .down) == down, "\(value) \(digits)")
      #expect(value.decimal(digits: digits, rounding: .up) == up, "\(value) \(digits)")
    }
    var random = SplitMix64(seed: 3)
    for _ in 0..<TestScale.count / 2 {
      let value = (Rational(exactly: random.double()) ?? 0) / Rational(Int.random(in: 1...99, using: &random))
      let digits = Int.random(in: 1...25, using: &random)
      let down = Rational(value.decimal(digits: digits, rounding: .down))
      let up = Rational(value.decimal(digits: digits, rounding: .up))
      guard let down, let up else {
        Issue.record("\(value) is not read back")
        continue
      }
      #expect(down <= value && value <= up && up - down <= value.magnitude * Rational(10).power(1 - digits))
    }
  }
}
