import Enclosures

/// A value with its first two derivatives by the bound real, enclosed over a box.
struct Jet<Number: RealEnclosure> {
  var value: Number
  var first: Number
  var second: Number

  init(_ value: Number, _ first: Number, _ second: Number) {
    (self.value, self.first, self.second) = (value, first, second)
  }

  init(constant x: Number) { self.init(x, x.constant(0), x.constant(0)) }

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
  func composed(_ f: Number, _ slope: Number, _ curvature: Number) -> Jet {
    Jet(f, slope * first, curvature * first.power(2) + slope * second)
  }
}

/// Which of two functions an absolute value, a minimum or a maximum is throughout a box.
private enum Branch { case first, second }

/// Runs a block over a box with derivatives, where every operation is twice differentiable there.
struct JetEvaluation<Number: RealEnclosure> {
  let program: Program
  let block: Program.Block
  let external: (Int32) -> (Number, Status)
  fileprivate var jets: [Int32: Jet<Number>] = [:]
  fileprivate var branches: [Int32: Branch] = [:]
  private let local: Set<Int32>

  init(_ program: Program, block: Program.Block, external: @escaping (Int32) -> (Number, Status)) {
    self.program = program
    self.block = block
    self.external = external
    local = Set(block.instructions.map(\.target) + [block.parameter])
  }

  fileprivate mutating func run(on box: Number) {
    jets = [block.parameter: Jet(box, box.constant(1), box.constant(0))]
    for n in block.instructions where n.opcode != .bound && !n.opcode.isTruth {
      jets[n.target] = evaluate(n, box)
    }
  }

  /// right − left of every comparison that has both.
  fileprivate var differences: [Int32: Jet<Number>] {
    var result: [Int32: Jet<Number>] = [:]
    for n in block.instructions {
      switch n.opcode {
      case .less, .lessOrEqual, .equal:
        if let a = jet(n.a), let b = jet(n.b) { result[n.target] = b - a }
      default: break
      }
    }
    return result
  }

  private func jet(_ register: Int32) -> Jet<Number>? {
    if let known = jets[register] { return known }
    if local.contains(register) { return nil }
    let (value, status) = external(register)
    return status.isDefined ? Jet(constant: value) : nil
  }

  /// The branch of an instruction, chosen before for the box or now; nil where the box has both.
  private mutating func branch(_ n: Instruction, isFirst: Trilean) -> Branch? {
    if let chosen = branches[n.target] { return chosen }
    guard isFirst != .unknown else { return nil }
    let branch: Branch = isFirst == .yes ? .first : .second
    branches[n.target] = branch
    return branch
  }

  private mutating func evaluate(_ n: Instruction, _ box: Number) -> Jet<Number>? {
    if n.opcode == .constant { return Jet(constant: box.constant(program.constants[Int(n.a)])) }
    if n.opcode == .pi { return Jet(constant: box.constantPi()) }
    guard let x = jet(n.a) else { return nil }
    let (v, one) = (x.value, x.value.constant(1))
    switch n.opcode {
    case .neg: return -x
    case .alias: return x
    case .zeroIfDefined: return Jet(constant: v.constant(0))
    case .abs:
      let isFirst: Trilean = v.isNonnegative == .yes ? .yes : v.isNonpositive == .yes ? .no : .unknown
      return branch(n, isFirst: isFirst).map { $0 == .first ? x : -x }
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
    guard let y = jet(n.b) else { return nil }
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
      let isFirst = n.opcode == .min ? order : !order
      return branch(n, isFirst: isFirst).map { $0 == .first ? x : y }
    default: return nil
    }
  }
}

extension JetEvaluation where Number == Interval {
  /// The truth of the body, or of `with` implies body, over the box. Comparisons are decided by
  /// Taylor's formula of the second order about each of the points, all of which lie in the box.
  ///
  /// - Parameter exact: The block's surroundings as exact numbers, where they are known: sides that touch at a point
  ///   of few digits are then found to touch, whatever the other numbers.
  mutating func truth(
    on box: Interval, points: [Rational], externalTruth: (Int32) -> Truth,
    exact: ((Int32) -> (ExactReal, Status))?
  ) -> Truth {
    run(on: box)
    var expansions = points.map { roughly(at: $0, box.precision) }
    if let exact {
      for point in points where point.bitCount <= Self.fewDigits {
        expansions.append(exactly(at: point, box.precision, exact))
      }
    }
    var truths: [Int32: Truth] = [:]
    func truth(_ register: Int32) -> Truth { truths[register] ?? externalTruth(register) }
    for n in block.instructions where n.opcode.isTruth {
      switch n.opcode {
      case .less, .lessOrEqual, .equal:
        truths[n.target] = compare(n, box, expansions)
      case .isTrue: truths[n.target] = .yes
      case .isFalse: truths[n.target] = .no
      case .not: truths[n.target] = !truth(n.a)
      case .and: truths[n.target] = truth(n.a) && truth(n.b)
      case .or: truths[n.target] = truth(n.a) || truth(n.b)
      case .unlessVacuous: truths[n.target] = .unlessVacuous(truth(n.a), truth(n.b))
      default: truths[n.target] = .indeterminate
      }
    }
    let body = truth(block.body)
    guard let filter = block.filter else { return body }
    return !truth(filter) || body
  }

  /// Points of more binary digits are not looked at exactly.
  private static var fewDigits: Int { 24 }

  /// What comparisons compare, right less left, with derivatives at a point of the box.
  private struct Expansion {
    let point: Rational
    let differences: [Int32: Jet<Interval>]
  }

  /// At a point, of the same functions as on the box: where two of them meet, the point alone does not tell which.
  private func roughly(at point: Rational, _ precision: Int) -> Expansion {
    var other = JetEvaluation(program, block: block, external: external)
    other.branches = branches
    other.run(on: Interval(point, precision: precision))
    return Expansion(point: point, differences: other.differences)
  }

  private func exactly(
    at point: Rational, _ precision: Int, _ external: @escaping (Int32) -> (ExactReal, Status)
  ) -> Expansion {
    var other = JetEvaluation<ExactReal>(program, block: block, external: external)
    other.branches = branches
    other.run(on: ExactReal(point, precision: precision))
    func enclosure(_ x: ExactReal) -> Interval {
      x.isZero == .yes ? Interval(0, precision: precision) : x.enclosure(precision: precision)
    }
    return Expansion(
      point: point,
      differences: other.differences.mapValues {
        Jet(enclosure($0.value), enclosure($0.first), enclosure($0.second))
      })
  }

  private func compare(_ n: Instruction, _ box: Interval, _ expansions: [Expansion]) -> Truth {
    guard let a = jet(n.a), let b = jet(n.b) else { return .indeterminate }
    let difference = b - a
    let half = box.constant(Rational(1, 2))
    for expansion in expansions {
      guard let at = expansion.differences[n.target] else { continue }
      let step = box - box.constant(expansion.point)
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
    return .indeterminate
  }
}
