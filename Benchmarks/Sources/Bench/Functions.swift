import CRivals
import Enclosures

/// The rows `exp-53` … `softplus-1024`: one call at random doubles, balls at 53 bits and intervals above.
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

  static func apply<E: RealEnclosure>(_ name: String, _ x: E) -> E {
    switch name {
    case "exp": x.exp()
    case "log": x.log()
    case "sqrt": x.squareRoot()
    case "sin": x.sin()
    case "cos": x.cos()
    case "tanh": x.tanh()
    case "sigmoid": x.sigmoid()
    case "softplus": x.softplus()
    default: x.silu()
    }
  }

  func run(_ bits: Int) -> [Row] {
    if bits == 53 { return run(bits, Ball.self, target: Self.hasTarget.contains(name) ? 15 : nil) }
    return run(bits, Interval.self, target: nil)
  }

  private func run<E: RealEnclosure>(_ bits: Int, _ type: E.Type, target: Double?) -> [Row] {
    let operands = points.map { E(Rational(exactly: $0) ?? 0, precision: bits) }
    var results = operands
    let times = compare(
      7, { for (i, x) in operands.enumerated() { results[i] = Self.apply(name, x) } },
      [{ rival_function(name, points, points.count, bits) }])
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
