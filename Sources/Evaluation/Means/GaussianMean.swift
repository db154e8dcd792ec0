import Enclosures
import ExactReals
import Numbers
import Programs

/// Means over a standard normal variable, by certified quadrature.
///
/// The line is cut at the points where something in the block vanishes or a choice may switch, and
/// further where needed. On a panel on which the block agrees with a function that is analytic and
/// bounded by M on the Bernstein ellipse E_ρ about it, the Gauss–Legendre rule of n ≥ 2 points errs, per
/// half width r, by at most (64/15)·M·ρ^(−2n)/(1 − ρ⁻²): the Chebyshev coefficients are at most 2M·ρ^(−k),
/// the rule is exact up to degree 2n − 1 and, by symmetry, for odd k, and for even k ≥ 2n it errs on T_k by at
/// most 2 + 2/(k² − 1) ≤ 32/15. M comes from evaluating the block over a box of the complex plane.
/// What remains are panels too small to matter, enclosed by range times width, one-sided
/// neighbourhoods of singular points and the two tails, all three by `TailDomain`.
final class GaussianMean {
  /// Beyond this many bits no accuracy is sought.
  static let largestAim = 256
  private static let leastAim = 20
  let program: Program
  private let writers: [Instruction?]
  let worker: ScalarMachine<Interval>
  private lazy var complex = worker.makeComplexInterpreter()
  private let aim: Int

  init(_ program: Program, precision: Int) {
    self.program = program
    aim = min(precision, Self.largestAim)
    writers = program.writers
    worker = ScalarMachine(program, precision: aim + 40)
  }

  /// The mean of block `k`, the registers outside it being those of `machine`.
  func mean<Number: RungNumber>(_ machine: ScalarMachine<Number>, _ k: Int) -> (Interval, Status) {
    let block = program.blocks[k]
    let nothing = Interval.wholeLine(precision: aim)
    for n in block.instructions where n.opcode.hasBlock {
      return (nothing, .indeterminate)
    }
    load(machine, k)
    var best: Interval?
    worker.interruption = machine.interruption
    let effort = worker.effort
    defer { machine.charge(worker.effort - effort) }
    let forms = PolynomialForms(program, writers: writers, inputs: machine.inputs, block: k)
    var aim = aim
    // Under a quantifier one mean is part of a decision that has to end.
    let room =
      machine.decisionCeiling == .max
      ? .max : max(machine.decisionCeiling - machine.effort, Self.leastEffort)
    while true {
      do {
        let quadrature = GaussianQuadrature(
          worker, complex, block: k, aim: aim, forms: forms, ceiling: room == .max ? .max : effort + room)
        let mean = try quadrature.mean()
        best = best.map { Self.common($0, mean) } ?? mean
        if !quadrature.isExhausted { break }
      } catch {
        guard error.isTooMuchWork else { return (nothing, error.status) }
      }
      // Less accuracy may be within reach.
      guard aim > Self.leastAim, !machine.isInterrupted,
        worker.effort - effort < min(Self.largestEffort, room)
      else {
        break
      }
      aim /= 2
    }
    return best.map { ($0, .defined) } ?? (nothing, .indeterminate)
  }

  /// What two enclosures of one number have in common.
  private static func common(_ x: Interval, _ y: Interval) -> Interval {
    let lower = [x.lower, y.lower].compactMap { $0 }.max()
    let upper = [x.upper, y.upper].compactMap { $0 }.min()
    return Interval(from: lower, to: upper, precision: max(x.precision, y.precision))
  }

  /// The work on one mean after which no other accuracy is tried.
  private static let largestEffort = 30_000_000
  private static let leastEffort = 20_000

  /// Copies the registers that the block reads.
  private func load<Number: RungNumber>(_ machine: ScalarMachine<Number>, _ k: Int) {
    for (register, isTruth) in machine.surroundings[k] {
      let r = Int(register)
      if isTruth {
        worker.truths[r] = machine.truths[r]
      } else {
        worker.statuses[r] = machine.statuses[r]
        if machine.statuses[r].isDefined {
          worker.reals[r] = machine.reals[r].enclosure(precision: worker.precision)
        }
      }
    }
  }
}
