import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// x·Wᵀ for intervals against exact rationals, and against the sum term by term.
@Suite struct IntervalProductTests {
  private func rational(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }

  private func draw(_ random: inout SplitMix64, _ range: Int) -> Double {
    if random.next() % 9 == 0 { return 0 }
    let exponent = Int(random.next() % UInt64(2 * range + 1)) - range
    return Double(sign: .plus, exponent: exponent, significand: Double.random(in: -1..<1, using: &random))
  }

  @Test(arguments: [(0, 64), (2, 128), (30, 128), (200, 256), (600, 256), (2, 1000)])
  func containsTheExactProduct(range: Int, precision: Int) {
    var random = SplitMix64(seed: UInt64(range + precision))
    for round in 0..<max(6, TestScale.count / 166) {
      let (rows, outputs) = (1 + round % 8, 1 + Int(random.next() % 20))
      let inputs = 1 + Int(random.next() % 50)
      let columns = inputs + round % 2
      // Numbers of a float, as weights have them, and of a double.
      let weights = (0..<outputs).map { _ in
        (0..<inputs).map { _ in
          let w = draw(&random, range)
          return round % 2 == 0 && range < 100 ? Double(Float(w)) : w
        }
      }
      var x: [Interval] = []
      var inside: [Rational] = []
      for _ in 0..<rows * columns {
        // More digits than a double's, and now and then a width.
        let point = rational(draw(&random, range)) / 3
        let width = random.next() % 3 == 0 ? .zero : rational(abs(draw(&random, range))) * rational(0x1p-100)
        x.append(Interval(from: point - width, to: point + width, precision: precision))
        inside.append(point + width * Rational(Int(random.next() % 3) - 1))
      }
      let result = x.withUnsafeBufferPointer {
        Interval.product(
          $0, columns: columns, outputs: outputs, inputs: inputs, precision: precision
        ) { row, target in for (k, value) in weights[row].enumerated() { target[k] = value } }
      }
      for t in 0..<rows {
        for n in 0..<outputs {
          let value = result[t * outputs + n]
          let exact = (0..<inputs).reduce(Rational.zero) {
            $0 + rational(weights[n][$1]) * inside[t * columns + $1]
          }
          #expect(value.contains(exact), "\(range), \(precision): \(t), \(n) in round \(round)")
          guard range <= 2 else { continue }
          let plain = weights[n].withUnsafeBufferPointer { weights in
            x.withUnsafeBufferPointer {
              Interval.dot(
                weights, UnsafeBufferPointer(rebasing: $0[t * columns..<t * columns + inputs]),
                precision: precision)
            }
          }
          guard let a = value.lower, let b = value.upper, let c = plain.lower, let d = plain.upper else {
            continue
          }
          // Hardly wider than term by term.
          let unit = Rational(2).power(-precision) * Rational(64 * inputs)
          #expect(b - a <= (d - c) * rational(1.001) + unit)
        }
      }
    }
  }

  @Test func unboundedRowsStayUnbounded() {
    let x = [Interval(from: nil, to: 1, precision: 128), Interval(1, precision: 128)]
    let result = x.withUnsafeBufferPointer {
      Interval.product($0, columns: 2, outputs: 1, inputs: 2, precision: 128) { _, target in
        target[0] = 1
        target[1] = 2
      }
    }
    #expect(result[0].lower == nil && result[0].upper == 3)
    let zero = [Interval(0, precision: 128)].withUnsafeBufferPointer {
      Interval.product($0, columns: 1, outputs: 1, inputs: 1, precision: 128) { $1[0] = 5 }
    }
    #expect(zero[0].isZero == .yes)
  }
}
