import Enclosures

/// A value with its first two derivatives by the bound real, enclosed over a box.
struct Jet {
  var value: Interval
  var first: Interval
  var second: Interval

  init(_ value: Interval, _ first: Interval, _ second: Interval) {
    (self.value, self.first, self.second) = (value, first, second)
  }

  init(constant x: Interval) { self.init(x, x.constant(0), x.constant(0)) }

  static func + (x: Jet, y: Jet) -> Jet {
    Jet(x.value + y.value, x.first + y.first, x.second + y.second)
  }
  static func - (x: Jet, y: Jet) -> Jet {
    Jet(x.value - y.value, x.first - y.first, x.second - y.second)
  }
  static prefix func - (x: Jet) -> Jet { Jet(-x.value, -x.first, -x.second) }
  static func * (x: Jet, y: Jet) -> Jet {
    let cross = x.first * y.first
    return Jet(
      x.value * y.value, x.first * y.value + x.value * y.first,
      x.second * y.value + cross + cross + x.value * y.second)
  }

  /// f(x) from f, f′ and f″ at the value.
  func composed(_ f: Interval, _ slope: Interval, _ curvature: Interval) -> Jet {
    Jet(f, slope * first, curvature * first.power(2) + slope * second)
  }
}

/// Runs a block over a box with derivatives, where every operation is twice differentiable there.
struct JetEvaluation {
  let program: Program
  let block: Program.Block
  let external: (Int32) -> (Interval, Status)
  let externalTruth: (Int32) -> Truth
  private var jets: [Int32: Jet] = [:]
  private var truths: [Int32: Truth] = [:]

  init(
    _ program: Program, block: Program.Block, external: @escaping (Int32) -> (Interval, Status),
    externalTruth: @escaping (Int32) -> Truth
  ) {
    self.program = program
    self.block = block
    self.external = external
    self.externalTruth = externalTruth
  }

  /// The truth of the body, or of `with` implies body, over the box. Comparisons are decided by
  /// Taylor's formula of the second order about each of the points, all of which lie in the box.
  mutating func truth(on box: Interval, points: [Rational]) -> Truth {
    let pointwise = points.map { point in
      var other = JetEvaluation(program, block: block, external: external, externalTruth: externalTruth)
      let x = Interval(point, precision: box.precision)
      other.run(on: x)
      return (x, other)
    }
    run(on: box) { [external] n, here in
      for (x, other) in pointwise {
        func register(_ r: Int32, _ jets: [Int32: Jet], _ isLocal: Bool) -> Jet? {
          if isLocal || jets[r] != nil { return jets[r] }
          let (value, status) = external(r)
          return status.isDefined ? Jet(constant: value) : nil
        }
        let own = here.local
        guard let a = register(n.a, here.jets, own.contains(n.a)),
          let b = register(n.b, here.jets, own.contains(n.b)),
          let pa = register(n.a, other.jets, own.contains(n.a)),
          let pb = register(n.b, other.jets, own.contains(n.b))
        else { return .indeterminate }
        let (difference, at, step) = (b - a, pb - pa, box - x)
        let half = x.constant(Rational(1, 2))
        for range in [
          difference.value, at.value + difference.first * step,
          at.value + at.first * step + half * difference.second * step.power(2),
        ] {
          let truth: Trilean =
            switch n.opcode {
            case .less: range.isPositive
            case .lessOrEqual: range.isNonnegative
            default: range.isZero
            }
          if truth != .unknown { return Truth(truth) }
        }
      }
      return .unknown
    }
    let body = truth(block.body)
    guard let filter = block.filter else { return body }
    return !truth(filter) || body
  }

  private var local: Set<Int32> {
    var result: Set<Int32> = [block.parameter]
    for n in block.instructions { result.insert(n.target) }
    return result
  }

  private func truth(_ register: Int32) -> Truth { truths[register] ?? externalTruth(register) }

  private mutating func run(
    on box: Interval, compare: ((Instruction, JetEvaluation) -> Truth)? = nil
  ) {
    let local = local
    jets = [block.parameter: Jet(box, box.constant(1), box.constant(0))]
    for n in block.instructions where n.opcode != .bound {
      switch n.opcode {
      case .less, .lessOrEqual, .equal: truths[n.target] = compare?(n, self) ?? .indeterminate
      case .isTrue: truths[n.target] = .yes
      case .isFalse: truths[n.target] = .no
      case .not: truths[n.target] = !truth(n.a)
      case .and: truths[n.target] = truth(n.a) && truth(n.b)
      case .or: truths[n.target] = truth(n.a) || truth(n.b)
      case .isUndecided, .forallReal: truths[n.target] = .indeterminate
      default: jets[n.target] = evaluate(n, local, box)
      }
    }
  }

  private func jet(_ register: Int32, _ local: Set<Int32>) -> Jet? {
    if let known = jets[register] { return known }
    if local.contains(register) { return nil }
    let (value, status) = external(register)
    return status.isDefined ? Jet(constant: value) : nil
  }

  private func evaluate(_ n: Instruction, _ local: Set<Int32>, _ box: Interval) -> Jet? {
    if n.opcode == .constant { return Jet(constant: box.constant(program.constants[Int(n.a)])) }
    if n.opcode == .pi { return Jet(constant: box.constantPi()) }
    guard let x = jet(n.a, local) else { return nil }
    let (v, one) = (x.value, x.value.constant(1))
    switch n.opcode {
    case .neg: return -x
    case .alias: return x
    case .zeroIfDefined: return Jet(constant: v.constant(0))
    case .abs: return v.isNonnegative == .yes ? x : v.isNonpositive == .yes ? -x : nil
    case .powInt:
      let k = Int(n.b)
      if k == 0 { return Jet(constant: one) }
      guard k > 0 || v.isZero == .no else { return nil }
      let slope = v.constant(Rational(k)) * v.power(k - 1)
      let curvature = k == 1 ? v.constant(0) : v.constant(Rational(k) * Rational(k - 1)) * v.power(k - 2)
      return x.composed(v.power(k), slope, curvature)
    case .sqrt:
      guard v.isPositive == .yes else { return nil }
      let root = v.squareRoot()
      let slope = one / (root + root)
      return x.composed(root, slope, -slope / (v + v))
    case .exp:
      let e = v.exp()
      return x.composed(e, e, e)
    case .log:
      guard v.isPositive == .yes else { return nil }
      return x.composed(v.log(), one / v, -(one / v.power(2)))
    case .sin: return x.composed(v.sin(), v.cos(), -v.sin())
    case .cos: return x.composed(v.cos(), -v.sin(), -v.cos())
    case .tanh:
      let t = v.tanh()
      let slope = one - t.power(2)
      return x.composed(t, slope, -(t + t) * slope)
    case .sigmoid, .softplus, .silu:
      let s = v.sigmoid()
      let slope = s * (one - s)
      let curvature = slope * (one - s - s)
      if n.opcode == .sigmoid { return x.composed(s, slope, curvature) }
      if n.opcode == .softplus { return x.composed(v.softplus(), s, slope) }
      return x * x.composed(s, slope, curvature)
    default: break
    }
    guard let y = jet(n.b, local) else { return nil }
    switch n.opcode {
    case .add: return x + y
    case .sub: return x - y
    case .mul: return x * y
    case .div:
      let w = y.value
      guard w.isZero == .no else { return nil }
      let inverse = one / w
      let slope = -inverse.power(2)
      return x * y.composed(inverse, slope, -(slope + slope) * inverse)
    case .min, .max:
      let order = x.value.isLessOrEqual(to: y.value)
      if order == .yes { return n.opcode == .max ? y : x }
      return order == .no ? (n.opcode == .max ? x : y) : nil
    default: return nil
    }
  }
}
