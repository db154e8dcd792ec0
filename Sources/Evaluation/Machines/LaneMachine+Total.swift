import Enclosures
import Programs

/// The frequent operations between values that cannot fail, without their statuses.
///
/// Each has a function of its own: into those the optimizer puts the whole operation, so that its eight lanes
/// stay in the processor's registers. Into a long `switch` it does not, whatever `@inline` says, and programs
/// take twice as long.
extension LaneMachine {
  /// - Returns: False for other operations.
  @inline(__always)
  func executeTotal(_ n: Instruction) -> Bool {
    let (a, b, target) = (Int(n.a), Int(n.b), Int(n.target))
    switch n.opcode {
    case .add: add(a, b, target)
    case .sub: subtract(a, b, target)
    case .mul: multiply(a, b, target)
    case .neg: negate(a, target)
    case .abs: takeMagnitude(a, target)
    case .min: takeMinimum(a, b, target)
    case .max: takeMaximum(a, b, target)
    case .less: truths[target] = Self.truth(reals[a].isLess(than: reals[b]))
    case .lessOrEqual: truths[target] = Self.truth(reals[a].isLessOrEqual(to: reals[b]))
    // Among yes, unknown and no, in this order of raw values, these are greatest and least.
    case .and: truths[target] = Self.larger(truths[a], truths[b])
    case .or: truths[target] = Self.lesser(truths[a], truths[b])
    default: return false
    }
    return true
  }

  @inline(never)
  private func add(_ a: Int, _ b: Int, _ target: Int) { reals[target] = reals[a] + reals[b] }

  @inline(never)
  private func subtract(_ a: Int, _ b: Int, _ target: Int) { reals[target] = reals[a] - reals[b] }

  @inline(never)
  private func multiply(_ a: Int, _ b: Int, _ target: Int) { reals[target] = reals[a] * reals[b] }

  @inline(never)
  private func negate(_ a: Int, _ target: Int) { reals[target] = -reals[a] }

  @inline(never)
  private func takeMagnitude(_ a: Int, _ target: Int) { reals[target] = reals[a].magnitude }

  @inline(never)
  private func takeMinimum(_ a: Int, _ b: Int, _ target: Int) {
    reals[target] = BallLanes.minimum(reals[a], reals[b])
  }

  @inline(never)
  private func takeMaximum(_ a: Int, _ b: Int, _ target: Int) {
    reals[target] = BallLanes.maximum(reals[a], reals[b])
  }
}
