import Evaluation
import Foundation
import Inputs
import Numbers
import Programs
import SSMProof

/// How far a computed number is from the certified one, in units in the last place of the number's type at
/// the certified value: 2^(e − p + 1) for 2^e ≤ |value| < 2^(e+1) and p bits of precision, and the distance
/// of subnormal numbers below.
///
/// A correctly rounded result has at most 1/2.
public struct UlpError: Hashable, Sendable, CustomStringConvertible {
  /// A lower bound; nil is infinity: what was computed is no finite number.
  public var lower: Rational?
  /// An upper bound; nil is infinity.
  public var upper: Rational?

  /// The error in decimals, rounded up; as a power of two where it is large.
  public var description: String {
    guard let upper else { return "infinitely many ulps" }
    let text =
      upper > Rational(1_000_000)
      ? "2^\(Self.exponent(upper) + 1)" : upper.decimal(digits: 4, rounding: .up)
    return "\(upper > Rational(1_000_000) ? "less than " : "")\(text) ulps"
  }

  /// The upper bound as a double, truncated: to print and to compare by.
  public var approximation: Double { upper.map { $0.approximation } ?? .infinity }

  init<Number: BinaryFloatingPoint>(of computed: Number, from value: CertifiedValue) {
    guard computed.isFinite, let y = Rational(exactly: Double(computed)), let low = value.lower,
      let high = value.upper
    else {
      (lower, upper) = (computed.isFinite ? 0 : nil, nil)
      return
    }
    let least = low.signum * high.signum <= 0 ? Rational.zero : min(low.magnitude, high.magnitude)
    let greatest = max(low.magnitude, high.magnitude)
    let distances = [(y - low).magnitude, (y - high).magnitude]
    let isInside = low <= y && y <= high
    let nearest = isInside ? Rational.zero : min(distances[0], distances[1])
    lower = nearest / Self.ulp(greatest, Number.self)
    upper = max(distances[0], distances[1]) / Self.ulp(least, Number.self)
  }

  /// The unit in the last place at a magnitude.
  private static func ulp<Number: BinaryFloatingPoint>(_ magnitude: Rational, _: Number.Type) -> Rational {
    let smallest = Int(Number.leastNormalMagnitude.exponent)
    let e = magnitude.isZero ? smallest : max(exponent(magnitude), smallest)
    return Rational(2).power(e - Number.significandBitCount)
  }

  /// e with 2^e ≤ x < 2^(e+1), for x > 0.
  private static func exponent(_ x: Rational) -> Int {
    var e = x.numerator.bitCount - x.denominator.bitCount
    if Rational(2).power(e) > x { e -= 1 }
    return e
  }

  /// Whether the error is certainly at most, or certainly more than, a number of ulps; nil where neither is
  /// known.
  func isWithin(_ ulps: Rational) -> Bool? {
    if let upper, upper <= ulps { return true }
    guard let lower else { return false }
    return lower > ulps ? false : nil
  }
}

/// A computed number beside the certified one.
public struct ComparedNumber<Number: BinaryFloatingPoint & Sendable>: Sendable {
  /// The values of the index names that stand free in the expression; of what code gave its place, `element`,
  /// from 0 on.
  public var indices: [IndexValue]
  /// What the implementation gave.
  public var computed: Number
  /// What the expression's value is.
  public var certified: CertifiedValue
  /// How far apart they are.
  public var error: UlpError

  /// In a few lines; `reference` is what the number should be.
  func lines(_ reference: String) -> [String] {
    let place = indices.map(\.description).joined(separator: ", ")
    return [
      "\(reference)\(place.isEmpty ? "" : " at \(place)"): the error is \(error)",
      "  computed  = \(computed)", "  certified = \(certified.exactOrDecimal)",
    ]
  }
}

extension CertifiedValue {
  /// The fraction where it is short, with its decimals; else decimals.
  fileprivate var exactOrDecimal: String {
    guard let exact else { return text(digits: 20) }
    let whole = exact.description
    let low = exact.decimal(digits: 20, rounding: .down)
    if whole.count > 40 { return CertifiedValue(from: exact, to: exact).exact == nil ? whole : "\(low)..." }
    return exact.isInteger ? whole : "\(whole) = \(low)\(Rational(low) == exact ? "" : "...")"
  }
}
