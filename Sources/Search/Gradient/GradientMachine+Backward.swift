import Enclosures
import Programs

extension GradientMachine {
  /// Adds what the target's slope means for the operands.
  @inline(__always)
  func backward(_ n: Instruction, isRelative: Bool) {
    let (a, b, target) = (Int(n.a), Int(n.b), Int(n.target))
    switch n.opcode {
    case .input: gradient[a] += slopes[target]
    case .add: passSum(a, b, target)
    case .sub: passDifference(a, b, target)
    case .mul: passProduct(a, b, target)
    case .min, .max, .and, .or: passChoice(a, b, target)
    case .less, .lessOrEqual:
      passComparison(a, b, slopes[target], isScaled: isRelative && isInConclusion[target])
    default: backwardRare(n, isRelative: isRelative)
    }
  }

  @inline(never)
  private func passSum(_ a: Int, _ b: Int, _ target: Int) {
    let slope = slopes[target]
    slopes[a] += slope
    slopes[b] += slope
  }

  @inline(never)
  private func passDifference(_ a: Int, _ b: Int, _ target: Int) {
    let slope = slopes[target]
    slopes[a] += slope
    slopes[b] -= slope
  }

  @inline(never)
  private func passProduct(_ a: Int, _ b: Int, _ target: Int) {
    let slope = slopes[target]
    let (u, v) = (values[a], values[b])
    slopes[a] += slope * v
    slopes[b] += slope * u
  }

  /// To the operand that is the result.
  @inline(never)
  private func passChoice(_ a: Int, _ b: Int, _ target: Int) {
    let slope = slopes[target]
    let isFirst = values[target] .== values[a]
    slopes[a] += Lanes(repeating: 0).replacing(with: slope, where: isFirst)
    slopes[b] += slope.replacing(with: 0, where: isFirst)
  }

  private func backwardRare(_ n: Instruction, isRelative: Bool) {
    let (a, b, c, target) = (Int(n.a), Int(n.b), Int(n.c), Int(n.target))
    let slope = slopes[target]
    let zero = Lanes(repeating: 0)
    let one = Lanes(repeating: 1)
    let y = values[target]
    switch n.opcode {
    case .input, .add, .sub, .mul, .min, .max, .and, .or, .less, .lessOrEqual:
      preconditionFailure("has a function of its own")
    case .constant, .pi, .bound, .failure, .indeterminate, .gaussian, .isUndecided, .zeroIfDefined, .isTrue,
      .isFalse:
      break
    case .div:
      let part = slope / values[b]
      slopes[a] += part
      slopes[b] -= part * y
    case .neg: slopes[a] -= slope
    case .abs: slopes[a] += slope.replacing(with: -slope, where: values[a] .< zero)
    case .alias, .agree, .unlessVacuous: slopes[a] += slope
    case .powInt:
      let k = Int(n.b)
      if k != 0 { slopes[a] += slope * Double(k) * Self.power(values[a], k - 1) }
    case .pow:
      let (u, v) = (values[a], values[b])
      slopes[a] += slope * v * (y / u)
      slopes[b] += (slope * y * each(a) { $0.log() }).replacing(with: 0, where: .!(u .> zero))
    case .sqrt: slopes[a] += slope * 0.5 / y
    case .exp: slopes[a] += slope * y
    case .log: slopes[a] += slope / values[a]
    case .sin: slopes[a] += slope * each(a) { $0.cos() }
    case .cos: slopes[a] -= slope * each(a) { $0.sin() }
    case .tanh: slopes[a] += slope * (one - y * y)
    case .sigmoid: slopes[a] += slope * y * (one - y)
    case .softplus: slopes[a] += slope * each(a) { $0.sigmoid() }
    case .silu:
      let gate = each(a) { $0.sigmoid() }
      slopes[a] += slope * (gate + y * (one - gate))
    case .atan2:
      let (u, v) = (values[a], values[b])
      let size = u * u + v * v
      slopes[a] += slope * v / size
      slopes[b] -= slope * u / size
    case .withSign:
      let isTurned = (values[a] .< zero) .^ (values[b] .< zero)
      slopes[a] += slope.replacing(with: -slope, where: isTurned)
    case .select:
      let isThen = values[a] .>= zero
      slopes[b] += zero.replacing(with: slope, where: isThen)
      slopes[c] += slope.replacing(with: 0, where: isThen)
    case .derivativeSwitch:
      let o = (0..<Instruction.pooledCount).map { Int(program.operands[a + $0]) }
      let isThen = values[o[1]] .>= zero
      slopes[o[4]] += zero.replacing(with: slope, where: isThen)
      slopes[o[5]] += slope.replacing(with: 0, where: isThen)
    case .equal:
      let isBelow = values[b] .< values[a]
      passComparison(
        a, b, (-slope).replacing(with: slope, where: isBelow), isScaled: isRelative && isInConclusion[target])
    case .not: slopes[a] -= slope
    case .forallReal: quantify(program.blocks[a], y, slope)
    }
  }

  private func each(_ a: Int, _ body: (BallLanes) -> BallLanes) -> Lanes { Self.midpoints(values[a], body) }

  /// The slopes of y − x, or of (y − x)/(|x| + |y|).
  @inline(never)
  private func passComparison(_ a: Int, _ b: Int, _ slope: Lanes, isScaled: Bool) {
    guard isScaled else {
      slopes[a] -= slope
      slopes[b] += slope
      return
    }
    let zero = Lanes(repeating: 0)
    let (x, y) = (values[a], values[b])
    let size = Self.larger(x, -x) + Self.larger(y, -y)
    let ratio = (y - x) / size
    let one = Lanes(repeating: 1)
    let signX = one.replacing(with: -1, where: x .< zero)
    let signY = one.replacing(with: -1, where: y .< zero)
    let isNothing = size .== zero
    slopes[a] += (slope * (-one - ratio * signX) / size).replacing(with: 0, where: isNothing)
    slopes[b] += (slope * (one - ratio * signY) / size).replacing(with: 0, where: isNothing)
  }

  private func quantify(_ block: Program.Block, _ y: Lanes, _ slope: Lanes) {
    let zero = Lanes(repeating: 0)
    let body = values[Int(block.body)]
    let isBody = y .== body
    slopes[Int(block.body)] += zero.replacing(with: slope, where: isBody)
    let rest = slope.replacing(with: 0, where: isBody)
    let w = Int(block.parameter)
    if let lower = block.lower {
      let isHere = y .== values[Int(lower.register)] - values[w]
      let part = zero.replacing(with: rest, where: isHere)
      slopes[w] -= part
      slopes[Int(lower.register)] += part
    }
    if let upper = block.upper {
      let isHere = y .== values[w] - values[Int(upper.register)]
      let part = zero.replacing(with: rest, where: isHere)
      slopes[w] += part
      slopes[Int(upper.register)] -= part
    }
    if let filter = block.filter {
      let isHere = y .== -values[Int(filter)]
      slopes[Int(filter)] -= zero.replacing(with: rest, where: isHere)
    }
  }
}
