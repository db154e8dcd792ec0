import CRivals
import Enclosures
import Numbers

/// The rows `exp-53` … `softplus-1024`: the time for each of 512 random doubles.
///
/// At 53 bits they are balls, eight in the lanes of a call, as the engine runs them; above, intervals one by
/// one. The rival is called once for each at all precisions: it has no lanes.
struct FunctionBench {
  static let names = ["exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "softplus", "silu"]
  static let hasTarget: Set<String> = ["exp", "log", "softplus"]

  let name: String
  let points: [Double]

  init(_ name: String) {
    self.name = name
    var random = Seeded()
    points = (0..<512).map { _ in
      let x = Double.random(in: -8..<8, using: &random)
      return name == "log" || name == "sqrt" ? x.magnitude + 0.001 : x
    }
  }

  static func intervals(_ name: String) -> (Interval) -> Interval {
    switch name {
    case "exp": { $0.exp() }
    case "log": { $0.log() }
    case "sqrt": { $0.squareRoot() }
    case "sin": { $0.sin() }
    case "cos": { $0.cos() }
    case "tanh": { $0.tanh() }
    case "sigmoid": { $0.sigmoid() }
    case "softplus": { $0.softplus() }
    default: { $0.silu() }
    }
  }

  static func lanes(_ name: String) -> (BallLanes) -> BallLanes {
    switch name {
    case "exp": { $0.exp() }
    case "log": { $0.log() }
    case "sqrt": { $0.squareRoot() }
    case "sin": { $0.sin() }
    case "cos": { $0.cos() }
    case "tanh": { $0.tanh() }
    case "sigmoid": { $0.sigmoid() }
    case "softplus": { $0.softplus() }
    default: { $0.silu() }
    }
  }

  func run(_ bits: Int) -> [Row] { bits == 53 ? runLanes() : runIntervals(bits) }

  private func runLanes() -> [Row] {
    let operands = stride(from: 0, to: points.count, by: BallLanes.count).map { first in
      var lanes = BallLanes(repeating: Ball(midpoint: points[first]))
      for lane in 1..<BallLanes.count { lanes[lane] = Ball(midpoint: points[first + lane]) }
      return lanes
    }
    var results = operands
    let function = Self.lanes(name)
    let times = compare(
      7, { for (i, x) in operands.enumerated() { results[i] = function(x) } },
      [{ rival_function(name, points, points.count, 53) }])
    let balls = results.flatMap { lanes in (0..<BallLanes.count).map { lanes[$0] } }
    return rows(53, times, balls, target: Self.hasTarget.contains(name) ? 15 : nil)
  }

  private func runIntervals(_ bits: Int) -> [Row] {
    let operands = points.map { Interval(Rational(exactly: $0) ?? 0, precision: bits) }
    var results = operands
    let function = Self.intervals(name)
    let times = compare(
      7, { for (i, x) in operands.enumerated() { results[i] = function(x) } },
      [{ rival_function(name, points, points.count, bits) }])
    return rows(bits, times, results, target: nil)
  }

  private func rows<E: RealEnclosure>(
    _ bits: Int, _ times: (ours: Double, peers: [Double]), _ results: [E], target: Double?
  ) -> [Row] {
    for (x, y) in zip(points, results) {
      guard let lower = y.lower, let upper = y.upper,
        function_contained(name, x, lower.description, upper.description) != 0
      else {
        complain("\(name)-\(bits): \(y) does not contain \(name)(\(x))")
        return []
      }
    }
    let each = 1e9 / Double(points.count)
    return [
      Row(
        "\(name)-\(bits)", bits: bits, ours: times.ours * each, peer: "arb", peerTime: times.peers[0] * each,
        target: target)
    ]
  }
}
