import Models
import CSoak
import Certificates
import Enclosures

/// The double rung, one ball at a time and eight side by side.
enum DoubleSoak {
  struct Operation: Sendable {
    let name: String
    let code: soak_operation
    let ball: @Sendable (Ball, Ball) -> Ball
    let lanes: @Sendable (BallLanes, BallLanes) -> BallLanes
  }

  static let arithmetic: [Operation] = [
    Operation(name: "add", code: SOAK_ADD, ball: { $0 + $1 }, lanes: { $0 + $1 }),
    Operation(name: "sub", code: SOAK_SUB, ball: { $0 - $1 }, lanes: { $0 - $1 }),
    Operation(name: "mul", code: SOAK_MUL, ball: { $0 * $1 }, lanes: { $0 * $1 }),
    Operation(name: "div", code: SOAK_DIV, ball: { $0 / $1 }, lanes: { $0 / $1 }),
    Operation(
      name: "min", code: SOAK_MIN, ball: { Ball.minimum($0, $1) }, lanes: { BallLanes.minimum($0, $1) }),
    Operation(
      name: "max", code: SOAK_MAX, ball: { Ball.maximum($0, $1) }, lanes: { BallLanes.maximum($0, $1) }),
    Operation(name: "abs", code: SOAK_ABS, ball: { x, _ in x.magnitude }, lanes: { x, _ in x.magnitude }),
    Operation(name: "cube", code: SOAK_CUBE, ball: { x, _ in x.power(3) }, lanes: { x, _ in x.power(3) }),
  ]

  static let functions: [Operation] = [
    Operation(
      name: "sqrt", code: SOAK_SQRT, ball: { x, _ in x.squareRoot() }, lanes: { x, _ in x.squareRoot() }),
    Operation(name: "exp", code: SOAK_EXP, ball: { x, _ in x.exp() }, lanes: { x, _ in x.exp() }),
    Operation(name: "log", code: SOAK_LOG, ball: { x, _ in x.log() }, lanes: { x, _ in x.log() }),
    Operation(name: "sin", code: SOAK_SIN, ball: { x, _ in x.sin() }, lanes: { x, _ in x.sin() }),
    Operation(name: "cos", code: SOAK_COS, ball: { x, _ in x.cos() }, lanes: { x, _ in x.cos() }),
    Operation(name: "tanh", code: SOAK_TANH, ball: { x, _ in x.tanh() }, lanes: { x, _ in x.tanh() }),
    Operation(
      name: "sigmoid", code: SOAK_SIGMOID, ball: { x, _ in x.sigmoid() }, lanes: { x, _ in x.sigmoid() }),
    Operation(
      name: "softplus", code: SOAK_SOFTPLUS, ball: { x, _ in x.softplus() }, lanes: { x, _ in x.softplus() }),
    Operation(name: "silu", code: SOAK_SILU, ball: { x, _ in x.silu() }, lanes: { x, _ in x.silu() }),
  ]

  /// Runs `count` operations, and reports those whose result misses the true value.
  static func balls(_ operation: Operation, _ count: Int, _ operands: inout Operands, _ tally: Tally) {
    for _ in 0..<count {
      let p = operands.double()
      let q = operands.partner(of: p)
      let (x, y) = (operands.enclosed(p), operands.enclosed(q))
      let z = operation.ball(x, y)
      if soak_contains(operation.code, p, q, z.midpoint, z.radius) == 0 {
        tally.fail("ball \(operation.name): \(z) misses the value at \(p), \(q) from \(x), \(y)")
      }
    }
  }

  static func lanes(_ operation: Operation, _ count: Int, _ operands: inout Operands, _ tally: Tally) {
    var (x, y) = (BallLanes(repeating: Ball(0)), BallLanes(repeating: Ball(0)))
    var (p, q) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
    for _ in 0..<(count / BallLanes.count) {
      for lane in 0..<BallLanes.count {
        p[lane] = operands.double()
        q[lane] = operands.partner(of: p[lane])
        x[lane] = operands.enclosed(p[lane])
        y[lane] = operands.enclosed(q[lane])
      }
      let z = operation.lanes(x, y)
      for lane in 0..<BallLanes.count
      where soak_contains(operation.code, p[lane], q[lane], z.midpoint[lane], z.radius[lane]) == 0 {
        tally.fail(
          "lanes \(operation.name): \(z[lane]) misses the value at \(p[lane]), \(q[lane]) from \(x[lane]), \(y[lane])"
        )
      }
    }
  }

  /// Comparisons: a decided answer is the points'.
  static func comparisons(_ count: Int, _ operands: inout Operands, _ tally: Tally) {
    var (x, y) = (BallLanes(repeating: Ball(0)), BallLanes(repeating: Ball(0)))
    var (p, q) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
    for _ in 0..<(count / (6 * BallLanes.count)) {
      for lane in 0..<BallLanes.count {
        p[lane] = operands.double()
        q[lane] = operands.partner(of: p[lane])
        x[lane] = operands.enclosed(p[lane])
        y[lane] = operands.enclosed(q[lane])
      }
      let answers = [x.isLess(than: y), x.isLessOrEqual(to: y), x.isEqual(to: y)]
      for lane in 0..<BallLanes.count {
        let (a, b) = (p[lane], q[lane])
        let truths = [a < b, a <= b, a == b]
        let (u, v) = (x[lane], y[lane])
        let balls = [u.isLess(than: v), u.isLessOrEqual(to: v), u.isEqual(to: v)]
        for k in 0..<3 {
          let isWrong =
            answers[k].yes[lane] && !truths[k] || answers[k].no[lane] && truths[k]
            || balls[k] == .yes && !truths[k] || balls[k] == .no && truths[k]
          if isWrong { tally.fail("comparison \(k) of \(u) and \(v) at \(a), \(b)") }
        }
      }
    }
  }
}
