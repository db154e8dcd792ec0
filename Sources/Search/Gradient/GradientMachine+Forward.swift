import Enclosures
import Programs

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

  /// - Parameter isRelative: The machine's own, which is read once a pass.
  @inline(__always)
  func forward(_ n: Instruction, isRelative: Bool) {
    let (a, b, target) = (Int(n.a), Int(n.b), Int(n.target))
    // As in `LaneMachine`, what is frequent has functions of its own.
    switch n.opcode {
    case .input: values[target] = coordinates[a]
    case .add: add(a, b, target)
    case .sub: subtract(a, b, target)
    case .mul: multiply(a, b, target)
    case .min, .and: takeLesser(a, b, target)
    case .max, .or: takeLarger(a, b, target)
    case .abs: takeMagnitude(a, target)
    case .lessOrEqual: compare(a, b, target, isScaled: isRelative && isInConclusion[target])
    default: forwardRare(n, isRelative: isRelative)
    }
  }

  @inline(never)
  private func add(_ a: Int, _ b: Int, _ target: Int) { values[target] = values[a] + values[b] }

  @inline(never)
  private func subtract(_ a: Int, _ b: Int, _ target: Int) { values[target] = values[a] - values[b] }

  @inline(never)
  private func multiply(_ a: Int, _ b: Int, _ target: Int) { values[target] = values[a] * values[b] }

  @inline(never)
  private func takeLesser(_ a: Int, _ b: Int, _ target: Int) {
    values[target] = Self.lesser(values[a], values[b])
  }

  @inline(never)
  private func takeLarger(_ a: Int, _ b: Int, _ target: Int) {
    values[target] = Self.larger(values[a], values[b])
  }

  @inline(never)
  private func takeMagnitude(_ a: Int, _ target: Int) {
    values[target] = Self.larger(values[a], -values[a])
  }

  @inline(never)
  private func compare(_ a: Int, _ b: Int, _ target: Int, isScaled: Bool) {
    values[target] = Self.robustness(values[a], values[b], isScaled: isScaled)
  }

  /// The other operations, and those that depend on nothing.
  func forwardRare(_ n: Instruction, isRelative: Bool) {
    let (a, b, c, target) = (Int(n.a), Int(n.b), Int(n.c), Int(n.target))
    let zero = Lanes(repeating: 0)
    var robustness: Lanes {
      Self.robustness(values[a], values[b], isScaled: isRelative && isInConclusion[target])
    }
    switch n.opcode {
    case .input, .add, .sub, .mul, .min, .and, .max, .or, .abs, .lessOrEqual:
      preconditionFailure("has a function of its own")
    case .constant: values[target] = Lanes(repeating: program.constants[a].approximation)
    case .pi: values[target] = Lanes(repeating: .pi)
    case .bound: break
    case .failure, .indeterminate, .gaussian, .isUndecided: values[target] = Lanes(repeating: .nan)
    case .div: values[target] = values[a] / values[b]
    case .neg: values[target] = -values[a]
    case .zeroIfDefined: values[target] = zero
    case .alias, .unlessVacuous: values[target] = values[a]
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
    case .atan2: values[target] = Self.angle(values[a], values[b])
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
      let slack = robustness
      values[target] = slack.replacing(with: -.leastNonzeroMagnitude, where: slack .== zero)
    case .equal:
      let slack = robustness
      values[target] = Self.lesser(slack, -slack)
    case .not:
      let slack = -values[a]
      values[target] = slack.replacing(with: -.leastNonzeroMagnitude, where: slack .== zero)
    case .forallReal: values[target] = quantified(program.blocks[a])
    }
  }

  /// y − x, or (y − x)/(|x| + |y|).
  @inline(__always)
  private static func robustness(_ x: Lanes, _ y: Lanes, isScaled: Bool) -> Lanes {
    guard isScaled else { return y - x }
    let size = larger(x, -x) + larger(y, -y)
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

  /// x^y by its sign and exp(y·log |x|): a climb costs what its count of instructions says, which powers by MPFR
  /// exceed a thousandfold.
  private func powers(_ n: Instruction) {
    let (x, y) = (values[Int(n.a)], values[Int(n.b)])
    let size = Self.larger(x, -x)
    var result = Self.midpoints(y * Self.midpoints(size) { $0.log() }) { $0.exp() }
    for lane in 0..<Lanes.scalarCount {
      let (x, y) = (x[lane], y[lane])
      if let k = Int(exactly: y), k.magnitude < ClimbTuning.longestProduct {
        result[lane] = Self.power(Lanes(repeating: x), k)[0]
      } else if y == 0.5, x > 0 {
        result[lane] = x.squareRoot()
      } else if x == 0, y > 0 {
        result[lane] = 0
      } else if x < 0, y == y.rounded() {
        // Every double beyond 2^53 is even.
        if y.truncatingRemainder(dividingBy: 2) != 0 { result[lane].negate() }
      } else if !(x > 0) {
        result[lane] = .nan
      }
    }
    values[Int(n.target)] = result
  }

  /// The angle of x + i·y: a rational function within 0.02, then Newton's steps by sine and cosine of the rest.
  private static func angle(_ y: Lanes, _ x: Lanes) -> Lanes {
    let (one, zero) = (Lanes(repeating: 1), Lanes(repeating: 0))
    let (width, height) = (larger(x, -x), larger(y, -y))
    let (short, long) = (lesser(width, height), larger(width, height))
    let ratio = short / long
    var angle = ratio / (one + 0.28 * ratio * ratio)
    for _ in 0..<2 {
      let (sine, cosine) = (midpoints(angle) { $0.sin() }, midpoints(angle) { $0.cos() })
      // The sine of what is missing, and from it the rest.
      let rest = (ratio * cosine - sine) / (one + ratio * ratio).squareRoot()
      angle += rest + rest * rest * rest / 6
    }
    angle.replace(with: .pi / 2 - angle, where: height .> width)
    angle.replace(with: .pi - angle, where: x .< zero)
    angle.replace(with: -angle, where: y .< zero)
    return angle.replacing(with: zero, where: long .== zero)
  }
}
