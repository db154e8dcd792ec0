import Enclosures

extension GradientMachine {
  /// Through the double rung's midpoints, which are the same on every machine; a system's library of
  /// functions is not.
  static func midpoints(_ x: Lanes, _ body: (BallLanes) -> BallLanes) -> Lanes {
    let y = body(BallLanes(x))
    return y.midpoint.replacing(with: .nan, where: .!(y.radius .< Lanes(repeating: .infinity)))
  }

  private func function(_ n: Instruction, _ body: (BallLanes) -> BallLanes) {
    values[Int(n.target)] = Self.midpoints(values[Int(n.a)], body)
  }

  func forward(_ n: Instruction) {
    let (a, b, c, target) = (Int(n.a), Int(n.b), Int(n.c), Int(n.target))
    let zero = Lanes(repeating: 0)
    switch n.opcode {
    case .input: values[target] = coordinates[a]
    case .constant: values[target] = Lanes(repeating: program.constants[a].approximation)
    case .pi: values[target] = Lanes(repeating: .pi)
    case .bound: break
    case .failure, .indeterminate, .gaussian, .isUndecided: values[target] = Lanes(repeating: .nan)
    case .add: values[target] = values[a] + values[b]
    case .sub: values[target] = values[a] - values[b]
    case .mul: values[target] = values[a] * values[b]
    case .div: values[target] = values[a] / values[b]
    case .neg: values[target] = -values[a]
    case .abs: values[target] = Self.larger(values[a], -values[a])
    case .min: values[target] = Self.lesser(values[a], values[b])
    case .max: values[target] = Self.larger(values[a], values[b])
    case .zeroIfDefined: values[target] = zero
    case .alias: values[target] = values[a]
    case .powInt: values[target] = Self.power(values[a], Int(n.b))
    case .pow: powers(n)
    case .sqrt: values[target] = values[a].squareRoot()
    case .exp: function(n) { $0.exp() }
    case .log:
      let x = values[a]
      function(n) { $0.log() }
      values[target] = values[target].replacing(with: .nan, where: .!(x .> zero))
    case .sin: function(n) { $0.sin() }
    case .cos: function(n) { $0.cos() }
    case .tanh: function(n) { $0.tanh() }
    case .sigmoid: function(n) { $0.sigmoid() }
    case .softplus: function(n) { $0.softplus() }
    case .silu: function(n) { $0.silu() }
    case .atan2:
      var result = zero
      for lane in 0..<Lanes.scalarCount {
        result[lane] = Ball.atan2(y: Self.ball(values[a][lane]), x: Self.ball(values[b][lane])).midpoint
      }
      values[target] = result
    case .withSign:
      let size = Self.larger(values[a], -values[a])
      values[target] = size.replacing(with: -size, where: values[b] .< zero)
    case .select: values[target] = values[c].replacing(with: values[b], where: values[a] .>= zero)
    case .agree: values[target] = values[a]
    case .derivativeSwitch:
      let o = (0..<Instruction.pooledCount).map { Int(program.operands[a + $0]) }
      values[target] = values[o[5]].replacing(with: values[o[4]], where: values[o[1]] .>= zero)
    case .isTrue: values[target] = Lanes(repeating: .greatestFiniteMagnitude)
    case .isFalse: values[target] = Lanes(repeating: -.greatestFiniteMagnitude)
    // Equal sides are not less.
    case .less:
      let slack = robustness(target, values[a], values[b])
      values[target] = slack.replacing(with: -.leastNonzeroMagnitude, where: slack .== zero)
    case .lessOrEqual: values[target] = robustness(target, values[a], values[b])
    case .equal:
      let slack = robustness(target, values[a], values[b])
      values[target] = Self.lesser(slack, -slack)
    case .not:
      let slack = -values[a]
      values[target] = slack.replacing(with: -.leastNonzeroMagnitude, where: slack .== zero)
    case .and: values[target] = Self.lesser(values[a], values[b])
    case .or: values[target] = Self.larger(values[a], values[b])
    case .forallReal: values[target] = quantified(program.blocks[a])
    }
  }

  static func ball(_ x: Double) -> Ball { x.isFinite ? Ball(lower: x, upper: x) : .wholeLine }

  /// y − x, relative to |x| + |y| where the comparison is part of a conclusion.
  private func robustness(_ target: Int, _ x: Lanes, _ y: Lanes) -> Lanes {
    guard isRelative && isInConclusion[target] else { return y - x }
    let size = Self.larger(x, -x) + Self.larger(y, -y)
    return ((y - x) / size).replacing(with: 0, where: size .== Lanes(repeating: 0))
  }

  /// The body where the real is in the domain and meets the filter.
  private func quantified(_ block: Program.Block) -> Lanes {
    var outside = Lanes(repeating: -.infinity)
    let w = values[Int(block.parameter)]
    if let lower = block.lower { outside = Self.larger(outside, values[Int(lower.register)] - w) }
    if let upper = block.upper { outside = Self.larger(outside, w - values[Int(upper.register)]) }
    if let filter = block.filter { outside = Self.larger(outside, -values[Int(filter)]) }
    let body = values[Int(block.body)]
    return body.replacing(with: Self.larger(outside, body), where: outside .> Lanes(repeating: 0))
  }

  static func power(_ x: Lanes, _ n: Int) -> Lanes {
    var (result, square, rest) = (Lanes(repeating: 1), x, n.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return n < 0 ? 1 / result : result
  }

  private func powers(_ n: Instruction) {
    var result = Lanes(repeating: .nan)
    for lane in 0..<Lanes.scalarCount {
      let (x, y) = (values[Int(n.a)][lane], values[Int(n.b)][lane])
      if let k = Int(exactly: y), k.magnitude < 1 << 20 {
        result[lane] = Self.power(Lanes(repeating: x), k)[0]
      } else if x > 0, x.isFinite, y.isFinite {
        let power = Self.ball(x).power(Self.ball(y))
        if power.radius < .infinity { result[lane] = power.midpoint }
      } else if x == 0, y > 0 {
        result[lane] = 0
      }
    }
    values[Int(n.target)] = result
  }
}
