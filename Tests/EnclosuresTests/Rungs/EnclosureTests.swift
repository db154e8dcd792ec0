import Numbers
import TestSupport
import Testing

@testable import Enclosures

/// The enclosures that code of one's own runs on.
@Suite struct EnclosureTests {
  /// A random computation: the same steps in any type of number.
  private func compute<R: FieldNumber>(_ inputs: [R], _ steps: [Int]) -> [R] {
    var values = inputs
    for step in steps {
      let (x, y) = (values[(step / 8) % values.count], values[(step / 1024) % values.count])
      switch step % 8 {
      case 0: values.append(x + y)
      case 1: values.append(x - y)
      case 2: values.append(x * y)
      case 3: values.append(x / (y.magnitude + 1))
      case 4: values.append(R.maximum(x, y))
      case 5: values.append(R.minimum(x, -y))
      case 6: values.append(x.magnitude / 3)
      default: values.append(x * R(Rational(1, 10)))
      }
    }
    return values
  }

  @Test func everyValueOfExactArithmeticIsEnclosed() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<(TestScale.isLarge ? 20_000 : 200) {
      let inputs = (0..<3).map { _ in Rational(random.int(-50...50), random.int(1...9)) }
      let steps = (0..<12).map { _ in random.below(1 << 20) }
      let exact = compute(inputs, steps)
      let enclosed = Enclosure.$bits.withValue(64) { compute(inputs.map { Enclosure($0) }, steps) }
      for (value, enclosure) in zip(exact, enclosed) {
        #expect(enclosure.standing == .defined && enclosure.interval.contains(value))
        #expect(enclosure.lower.map { $0 <= value } == true && enclosure.upper.map { value <= $0 } == true)
      }
    }
  }

  /// Each function at 64 bits contains its enclosure at 256, at exact and at wide operands.
  @Test func functionsContainWhatFinerOnesGive() {
    var random = SplitMix64(seed: 12)
    for _ in 0..<400 {
      let x = Rational(random.int(-4000...4000), random.int(1...2000))
      let tiny = x / Rational(2).power(random.below(200))
      for function in ElementaryFunction.allCases {
        for operand in [x, tiny] {
          let coarse = Enclosure.$bits.withValue(64) { Enclosure.value(of: function, at: Enclosure(operand)) }
          let fine = Enclosure.$bits.withValue(256) { Enclosure.value(of: function, at: Enclosure(operand)) }
          guard case .defined = fine.standing else {
            #expect(coarse.standing != .defined, "\(function)(\(operand))")
            continue
          }
          guard case .defined = coarse.standing, let low = coarse.lower, let high = coarse.upper,
            let a = fine.lower, let b = fine.upper
          else { continue }
          #expect(low <= a && b <= high, "\(function)(\(operand))")
        }
      }
    }
  }

  /// Without cancellation, and the same numbers as the functions that they are named by.
  @Test func functionsNearZeroKeepTheirDigits() throws {
    var random = SplitMix64(seed: 13)
    for _ in 0..<200 {
      let x = Rational(random.int(-999...999), 1000) / Rational(2).power(random.below(80))
      let wide = Interval(x, precision: 400)
      for (value, plain) in [
        (Interval(x, precision: 64).exponentialMinusOne(), wide.exp() - Interval(1, precision: 400)),
        (Interval(x, precision: 64).logarithmOfOnePlus(), (wide + Interval(1, precision: 400)).log()),
      ] {
        let (low, high) = (try #require(value.lower), try #require(value.upper))
        let (a, b) = (try #require(plain.lower), try #require(plain.upper))
        #expect(low <= b && a <= high, "\(x)")
        // The operand's own width is a unit of 2^-63 of it.
        #expect(high - low <= max(low.magnitude, high.magnitude) / Rational(2).power(50), "\(x)")
      }
    }
    let wide = Interval(from: -2, to: 1, precision: 64).logarithmOfOnePlus()
    #expect(wide.lower == nil && wide.contains(Rational(693, 1000)))
    #expect(Interval(-1, precision: 64).logarithmOfOnePlus().upper == nil)
  }

  // MARK: What has no value

  private func between(_ low: Rational, _ high: Rational) -> Enclosure {
    Enclosure(Interval(from: low, to: high, precision: 64), .defined)
  }

  @Test func whatHasNoValueSaysSo() {
    let (zero, one): (Enclosure, Enclosure) = (0, 1)
    let undefined = [
      one / zero, zero / zero, log(zero), log(-one), (-one).squareRoot(), log1p(-one), log1p(-one - one),
      Enclosure(Double.nan), Enclosure(Double.infinity), Enclosure(-Float.infinity), one / (one - one),
    ]
    for value in undefined {
      guard case .undefined = value.standing else {
        Issue.record("\(value)")
        continue
      }
      #expect(value.lower == nil && value.upper == nil)
      // Nothing makes it a number again.
      for next in [
        value * 0, value + 1, 1 / value, exp(value), .maximum(value, 1), .minimum(0, value), -value,
      ] {
        #expect(next.standing == value.standing)
      }
    }
    #expect("\(log(-one))" == "no value: the logarithm of a number that is not positive")
    #expect("\(Enclosure(Double.nan))" == "no value: an input that is nan")
    #expect(zero.squareRoot().interval.exactValue == 0 && log(one).interval.exactValue == 0)
  }

  @Test func whatIsOpenStaysOpen() {
    let x = between(-1, 1)
    for value in [1 / x, log(x), x.squareRoot(), log1p(x - 1), 1 / x.magnitude, 1 / Enclosure.maximum(x, 0)] {
      guard case .open = value.standing else {
        Issue.record("\(value)")
        continue
      }
      #expect(value.lower == nil && value.upper == nil)
      guard case .open = (value + 1).standing, case .undefined = (value * (1 / (0 as Enclosure))).standing
      else {
        Issue.record("\(value)")
        continue
      }
    }
    #expect((1 / between(1, 2)).standing == .defined && between(0, 1).squareRoot().standing == .defined)
    #expect("\(log(between(0, 1)))".contains("whether the logarithm is of a positive number"))
  }

  @Test func openChoicesEncloseBoth() throws {
    let (x, y) = (between(0, 2), between(1, 3))
    let (most, least) = (Enclosure.maximum(x, y), Enclosure.minimum(x, y))
    #expect(most.lower == 1 && most.upper == 3 && least.lower == 0 && least.upper == 2)
    #expect(between(-2, 1).magnitude.lower == 0 && between(-2, 1).magnitude.upper == 2)
  }
}
