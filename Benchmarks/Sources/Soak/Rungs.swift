import Models
import Enclosures
import Numbers

/// The rungs above the doubles: intervals, exact numbers, recurrences.
enum RungSoak {
  static let operations = ["add", "sub", "mul", "div", "min", "max", "abs", "cube"]
  static let functions = ["sqrt", "exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "silu"]

  static func apply<E: RealEnclosure>(_ name: String, _ x: E, _ y: E) -> E {
    switch name {
    case "add": x + y
    case "sub": x - y
    case "mul": x * y
    case "div": x / y
    case "min": E.minimum(x, y)
    case "max": E.maximum(x, y)
    case "abs": x.magnitude
    case "cube": x.power(3)
    case "sqrt": x.squareRoot()
    case "exp": x.exp()
    case "log": x.log()
    case "sin": x.sin()
    case "cos": x.cos()
    case "tanh": x.tanh()
    case "sigmoid": x.sigmoid()
    case "softplus": x.softplus()
    default: x.silu()
    }
  }

  private static func exact(_ name: String, _ p: Rational, _ q: Rational) -> Rational? {
    switch name {
    case "add": p + q
    case "sub": p - q
    case "mul": p * q
    case "div": q == 0 ? nil : p / q
    case "min": min(p, q)
    case "max": max(p, q)
    case "abs": p.magnitude
    case "cube": p * p * p
    default: nil
    }
  }

  /// An interval that contains the point: itself, or with room on one or both sides.
  private static func enclose<E: RealEnclosure>(_ p: Rational, _ bits: Int, _ operands: inout Operands) -> E {
    let room = p.magnitude * Rational(2).power(-operands.below(80)) + Rational(2).power(-operands.below(300))
    switch operands.below(4) {
    case 0: return E(from: p - room, to: p, precision: bits)
    case 1: return E(from: p, to: p + room, precision: bits)
    default: return E(p, precision: bits)
    }
  }

  /// Arithmetic against exact rationals.
  static func arithmetic<E: RealEnclosure>(
    _ type: E.Type, _ name: String, bits: Int, _ count: Int, _ operands: inout Operands, _ tally: Tally
  ) {
    for _ in 0..<count {
      let (p, q) = (operands.rational(bits: bits), operands.rational(bits: bits))
      let (x, y): (E, E) = (enclose(p, bits, &operands), enclose(q, bits, &operands))
      guard let value = exact(name, p, q) else { continue }
      if !apply(name, x, y).contains(value) {
        tally.fail("\(type) \(name) at \(bits) bits misses the value at \(p), \(q)")
      }
    }
  }

  /// Functions against intervals of four times the precision.
  static func functions<E: RealEnclosure>(
    _ type: E.Type, _ name: String, bits: Int, _ count: Int, _ operands: inout Operands, _ tally: Tally
  ) {
    for _ in 0..<count {
      let p = Rational(operands.below(1 << 40) - (1 << 39), 1 + operands.below(1 << 36))
      if name == "log" && p.signum <= 0 || name == "sqrt" && p.signum < 0 || p.magnitude > 10_000 { continue }
      let x: E = enclose(p, bits, &operands)
      let y = apply(name, x, x)
      let reference = apply(name, Interval(p, precision: 4 * bits), Interval(p, precision: 4 * bits))
      if let low = y.lower, let top = reference.upper, top < low {
        tally.fail("\(type) \(name) at \(bits) bits lies above the value at \(p)")
      }
      if let high = y.upper, let bottom = reference.lower, bottom > high {
        tally.fail("\(type) \(name) at \(bits) bits lies below the value at \(p)")
      }
    }
  }

  /// Recurrences of all kinds against exact ones; counts one operation for each step and channel.
  static func recurrences(_ count: Int, _ operands: inout Operands, _ tally: Tally) {
    var left = count
    while left > 0 {
      let (channels, steps) = (1 + operands.below(19), 1 + operands.below(24))
      let isWild = operands.below(4) == 0
      func number() -> Double {
        if isWild { return operands.double() }
        return Double(operands.below(1 << 53)) * 0x1p-53 * (operands.below(2) == 0 ? 1 : -1)
      }
      let gates = (0..<channels * steps).map { _ in number() }
      let scales = (0..<steps).map { _ in number() }
      let inputs = (0..<channels * steps).map { _ in number() }
      RecurrenceBlock.withBlock(channels: channels, gates: gates, scales: scales, inputs: inputs) { block in
        let exact = ExactRecurrence(channels: channels)
        guard exact.advance(block) else { return }
        var balls = BallRecurrence(channels: channels)
        balls.advance(block)
        var pairs = DoubleDoubleRecurrence(channels: channels)
        pairs.advance(block)
        var fixed = [128, 256, 512].map { FixedPointRecurrence(channels: channels, precision: $0) }
        for k in fixed.indices { fixed[k].advance(block) }
        for n in 0..<channels {
          if !balls[n].contains(exact[n]) {
            tally.fail("ball recurrence misses channel \(n) of \(gates) \(scales) \(inputs)")
          }
          if !pairs[n].contains(exact[n]) {
            tally.fail("double-double recurrence misses channel \(n) of \(gates) \(scales) \(inputs)")
          }
          for recurrence in fixed where !recurrence[n].contains(exact[n]) {
            tally.fail(
              "fixed recurrence at \(recurrence.precision) bits misses channel \(n) of \(gates) \(scales) \(inputs)"
            )
          }
        }
      }
      left -= 5 * channels * steps
    }
  }
}
