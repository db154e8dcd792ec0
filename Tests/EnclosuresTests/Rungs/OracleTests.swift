import Foundation
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// Certified values of python-flint (Arb) at exact inputs: every rung's enclosure meets them, and the
/// multi-precision ones are as tight as their precision promises.
@Suite("Oracle")
struct OracleTests {
  struct Row: Sendable {
    let name: String
    let inputs: [Rational]
    let lower: Rational
    let upper: Rational
  }

  static func rows() throws -> [Row] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/oracle.tsv")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t")
      try #require(parts.count == 4)
      return Row(
        name: String(parts[0]),
        inputs: try parts[1].split(separator: " ").map { try #require(Rational(String($0))) },
        lower: try #require(Rational(String(parts[2]))), upper: try #require(Rational(String(parts[3]))))
    }
  }

  static func value<E: RealEnclosure>(_ name: String, _ x: [E]) -> E? {
    switch name {
    case "exp": return x[0].exp()
    case "log": return x[0].log()
    case "sin": return x[0].sin()
    case "cos": return x[0].cos()
    case "tanh": return x[0].tanh()
    case "sigmoid": return x[0].sigmoid()
    case "softplus": return x[0].softplus()
    case "silu": return x[0].silu()
    case "sqrt": return x[0].squareRoot()
    case "atan2": return E.atan2(y: x[0], x: x[1])
    case "power": return x[0].power(x[1])
    default:
      let parts = name.split(separator: ".")
      guard parts.count == 3, let value = complexValue(String(parts[2]), Complex(x[0], x[1])) else {
        return nil
      }
      return parts[1] == "re" ? value.re : value.im
    }
  }

  static func complexValue<E: RealEnclosure>(_ name: String, _ z: Complex<E>) -> Complex<E>? {
    switch name {
    case "exp": z.exp()
    case "log": z.log()
    case "sqrt": z.squareRoot()
    case "sin": z.sin()
    case "cos": z.cos()
    case "square": z.power(2)
    case "reciprocal": z.constant(1) / z
    case "cube": z.power(3)
    case "inverseCube": z.power(-3)
    default: nil
    }
  }

  private func check<E: RealEnclosure>(_ type: E.Type, precision: Int) throws {
    let rows = try Self.rows()
    #expect(rows.count > 600)
    for row in rows {
      let inputs = row.inputs.map { E($0, precision: precision) }
      let result = try #require(Self.value(row.name, inputs), "\(row.name) is unknown")
      let meets = (result.lower ?? row.upper) <= row.upper && (result.upper ?? row.lower) >= row.lower
      #expect(meets, "\(row.name)(\(row.inputs)) = \(result)")
    }
  }

  @Test func ball() throws { try check(Ball.self, precision: 53) }
  @Test func interval() throws { try check(Interval.self, precision: 192) }
  @Test func exactReal() throws { try check(ExactReal.self, precision: 192) }

  /// At exact inputs a multi-precision enclosure loses at most two bits, a ball at most seven.
  @Test func tightness() throws {
    for row in try Self.rows() where !row.name.hasPrefix("complex") {
      for precision in [53, 128, 400] {
        let inputs = row.inputs.map { Interval($0, precision: precision) }
        guard inputs.allSatisfy({ $0.exactValue != nil }) else { continue }
        let result = try #require(Self.value(row.name, inputs))
        let (low, high) = (try #require(result.lower), try #require(result.upper))
        let unit = Rational(1, Integer(1).shifted(by: precision - 2))
        #expect(high - low <= high.magnitude * unit, "\(row.name)(\(row.inputs)) = \(result) is too wide")
        guard precision == 53, low.magnitude > Rational(1, Integer(1).shifted(by: 900)),
          high.magnitude < Rational(Integer(1).shifted(by: 900))
        else { continue }
        let ball = try #require(Self.value(row.name, row.inputs.map { Ball($0) }))
        let (a, b) = (try #require(ball.lower), try #require(ball.upper))
        #expect(b - a <= high.magnitude * unit * 32, "\(row.name)(\(row.inputs)) = \(ball) is too wide")
      }
    }
  }
}
