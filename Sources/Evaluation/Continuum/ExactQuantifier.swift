import Algebra
import Claims
import Enclosures

/// Decides `forall real` on the exact rung.
///
/// Where the body is built from rational functions of the bound real and square roots, the line is
/// cut into cells on which every sign is constant (see `CellEvaluation`), which decides equality at
/// single points too. Elsewhere subdivision is tried with a larger budget.
final class ExactQuantifier {
  private let writers: [Instruction?]

  /// How many cells one decision may look at.
  private static let largestCellCount = 4000

  init(_ program: Program) { writers = program.writers }

  func decide(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Truth {
    let byCells = withDeepStack { self.decideByCells(machine, k) }
    machine.charge(byCells.steps / 50)
    if let truth = byCells.truth {
      machine.witnesses[k] = byCells.witness
      return truth
    }
    return Subdivision(budget: 1500).decide(machine, k)
  }

  private struct Answer: Sendable {
    /// Nil where exact algebra does not apply or grew too large.
    var truth: Truth?
    var witness: Rational?
    /// Steps of exact algebra that were taken.
    var steps = 0
  }

  private func decideByCells(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Answer {
    var limits = AlgebraLimits()
    limits.steps = 300_000_000
    let context = AlgebraContext(limits: limits)
    var answer = decideByCells(machine, k, context)
    answer.steps = context.spent
    return answer
  }

  private func decideByCells(
    _ machine: ScalarMachine<ExactReal>, _ k: Int, _ context: AlgebraContext
  ) -> Answer {
    var waiting = [Cell.line]
    var failed = Status.defined
    var count = 0
    while let cell = waiting.popLast() {
      count += 1
      guard count <= Self.largestCellCount else { return Answer() }
      do {
        let evaluation = CellEvaluation(
          machine.program, writers, inputs: machine.inputs, block: k,
          tower: RadicalTower(on: cell, context: context))
        let truth = try evaluation.blockTruth()
        if truth == .no { return Answer(truth: .no, witness: cell.samplePoint.rational) }
        if truth != .yes { failed = .merge(failed, truth.status) }
      } catch CellEvaluation.Interrupt.splits(let points) {
        // Pieces in descending order, so that the leftmost is looked at first.
        guard let pieces = try? cell.split(at: points, meter: context), pieces.count > 1 else {
          return Answer()
        }
        waiting += pieces.reversed()
      } catch {
        return Answer()
      }
    }
    return Answer(truth: failed.isDefined ? .yes : Truth(failed))
  }
}
