import Enclosures
import Numbers
import Programs

/// Runs a block over a box of the complex plane, where every operation is analytic on the box.
///
/// Choices (`abs`, `max`, `if`, …) are those that hold on the panel of the real line that was run
/// before: the result is the analytic function that agrees with the block there.
struct ComplexEvaluation {
  typealias Box = Complex<Interval>

  let machine: ScalarMachine<Interval>
  let block: Program.Block
  /// Positions of the block's registers in `values`.
  private let position: [Int32: Int]
  private var values: [Box?]

  init(_ machine: ScalarMachine<Interval>, block: Program.Block) {
    self.machine = machine
    self.block = block
    var position: [Int32: Int] = [block.parameter: 0]
    for n in block.instructions where n.opcode != .bound { position[n.target] = position.count }
    self.position = position
    values = Array(repeating: nil, count: position.count)
  }

  /// An enclosure of the block's body on the box; nil where it may not be analytic there.
  ///
  /// The machine must have run the panel before, the body being defined there.
  mutating func body(on box: Box) -> Box? {
    for k in values.indices { values[k] = nil }
    values[0] = box
    for n in block.instructions where n.opcode != .bound && !n.opcode.isTruth {
      guard let k = position[n.target] else { continue }
      values[k] = evaluate(n)
    }
    return value(block.body)
  }

  private func value(_ register: Int32) -> Box? {
    if let k = position[register] { return values[k] }
    guard machine.statuses[Int(register)].isDefined else { return nil }
    return Box(machine.reals[Int(register)])
  }

  private func real(_ register: Int32) -> Interval { machine.reals[Int(register)] }

  private static func excludesZero(_ z: Box) -> Bool { z.re.isZero == .no || z.im.isZero == .no }

  /// Whether the box avoids the cut (−∞, 0].
  private static func avoidsCut(_ z: Box) -> Bool { z.re.isPositive == .yes || z.im.isZero == .no }

  private func log(_ z: Box) -> Box? { Self.avoidsCut(z) ? z.log() : nil }

  private func quotient(_ z: Box, _ w: Box) -> Box? { Self.excludesZero(w) ? z / w : nil }

  /// 1/(1 + exp(−z)), or exp(z)/(1 + exp(z)) on the left.
  private func sigmoid(_ z: Box) -> Box? {
    let one = z.constant(1)
    let isLeft = z.re.isNonpositive == .yes
    let e = (isLeft ? z : -z).exp()
    return quotient(isLeft ? e : one, one + e)
  }

  /// log(1 + exp(z)), on the right z + log(1 + exp(−z)): both agree on the real line.
  private func softplus(_ z: Box) -> Box? {
    let one = z.constant(1)
    if z.re.isNonnegative == .yes { return log(one + (-z).exp()).map { z + $0 } }
    return log(one + z.exp())
  }

  /// (log(1 + iz) − log(1 − iz))/(2i).
  private func arctangent(_ z: Box) -> Box? {
    let (one, iz) = (z.constant(1), Box(-z.im, z.re))
    guard let a = log(one + iz), let b = log(one - iz) else { return nil }
    let d = a - b
    return Box(d.im, -d.re) / d.re.constant(2)
  }

  private func evaluate(_ n: Instruction) -> Box? {
    switch n.opcode {
    case .constant, .pi: return Box(real(n.target))
    case .select:
      let truth = machine.truths[Int(n.a)]
      return truth.isDecided ? value(truth == .yes ? n.b : n.c) : nil
    case .derivativeSwitch:
      let o = (0..<Instruction.pooledCount).map { machine.program.operands[Int(n.a) + $0] }
      let (here, beside) = (machine.truths[Int(o[0])], machine.truths[Int(o[1])])
      return here.isDecided && here == beside ? value(here == .yes ? o[4] : o[5]) : nil
    default: break
    }
    guard let z = value(n.a) else { return nil }
    switch n.opcode {
    case .neg: return -z
    case .alias: return z
    case .zeroIfDefined: return z.constant(0)
    case .abs:
      if real(n.a).isNonnegative == .yes { return z }
      return real(n.a).isNonpositive == .yes ? -z : nil
    case .powInt: return n.b >= 0 || Self.excludesZero(z) ? z.power(Int(n.b)) : nil
    case .sqrt: return Self.avoidsCut(z) ? z.squareRoot() : nil
    case .exp: return z.exp()
    case .log: return log(z)
    case .sin: return z.sin()
    case .cos: return z.cos()
    case .tanh: return sigmoid(z + z).map { $0 + $0 - $0.constant(1) }
    case .sigmoid: return sigmoid(z)
    case .softplus: return softplus(z)
    case .silu: return sigmoid(z).map { z * $0 }
    default: break
    }
    guard let w = value(n.b) else { return nil }
    switch n.opcode {
    case .add: return z + w
    case .sub: return z - w
    case .mul: return n.a == n.b ? z.power(2) : z * w
    case .div: return quotient(z, w)
    case .max, .min:
      let order = real(n.a).isLessOrEqual(to: real(n.b))
      let reverse = real(n.b).isLessOrEqual(to: real(n.a))
      if order == .yes { return n.opcode == .max ? w : z }
      return reverse == .yes ? (n.opcode == .max ? z : w) : nil
    case .pow:
      if let k = real(n.b).exactValue?.word {
        return k >= 0 || Self.excludesZero(z) ? z.power(k) : nil
      }
      return log(z).map { (w * $0).exp() }
    case .atan2:
      let halfTurn = z.re.constantPi()
      if real(n.b).isPositive == .yes { return quotient(z, w).flatMap(arctangent) }
      if real(n.a).isPositive == .yes {
        return quotient(w, z).flatMap(arctangent).map { Box(halfTurn / halfTurn.constant(2)) - $0 }
      }
      if real(n.a).isNegative == .yes {
        return quotient(w, z).flatMap(arctangent).map { Box(-halfTurn / halfTurn.constant(2)) - $0 }
      }
      return nil
    case .withSign:
      let (x, sign) = (real(n.a), real(n.b).isNegative)
      guard sign != .unknown, let size = x.isNonnegative == .yes ? z : x.isNonpositive == .yes ? -z : nil
      else { return nil }
      return sign == .yes ? -size : size
    case .agree: return z
    default: return nil
    }
  }
}
