import Algebra
import ExactReals
import Foundation
import Inputs
import Numbers
import Programs

/// Decides `forall real` on the exact rung.
///
/// Where the body is built from rational functions of the bound real and square roots, the line is
/// cut into cells on which every sign is constant (see `CellDomain`), which decides equality at
/// single points too. Elsewhere subdivision is tried with a larger budget.
final class ExactQuantifier {
  private let program: Program
  private let writers: [Instruction?]
  private lazy var onCell = DemandRun(program, writers: writers, CellDomain())
  private let nested: NestedAllowance

  /// How many cells one decision may look at.
  private static let largestCellCount = 4000

  /// Steps of exact algebra that take as long as a unit of the engine's work.
  private static let stepsPerUnit = 5

  init(_ program: Program, nested: NestedAllowance) {
    writers = program.writers
    self.program = program
    self.nested = nested
  }

  func decide(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Truth {
    let byCells = withDeepStack { self.decideByCells(machine, k) }
    machine.charge(byCells.steps / Self.stepsPerUnit)
    if let truth = byCells.truth {
      machine.witnesses[k] = byCells.witness
      return truth
    }
    let onCircle = withDeepStack { self.decideOnCircle(machine, k) }
    machine.charge(onCircle.steps / Self.stepsPerUnit)
    if let truth = onCircle.truth { return truth }
    return Subdivision(budget: 1500, nested: nested).decide(machine, k)
  }

  /// Looks for a real at which the body fails near w = 2·atan(t)/g: w is rational for t = 0 alone, but the body
  /// fails around it too where t is inside a cell.
  private func findWitness(
    _ machine: ScalarMachine<ExactReal>, _ k: Int, near t: Rational?, _ frequency: Rational
  ) -> Bool {
    guard let t else { return false }
    let g = frequency.approximation
    let angle = 2 * atan(t.approximation) / g
    for bits in stride(from: 4, through: 44, by: 8) {
      for turn in [0.0, 1, -1] {
        let reach = Rational(1, 1 << bits)
        guard let near = Rational(exactly: angle + turn * 2 * Double.pi / g) else { continue }
        let point = Rational.simplest(between: near - reach, and: near + reach)
        if Subdivision().fails(machine, k, at: point) { return true }
      }
    }
    return false
  }

  private struct Answer: Sendable {
    /// Nil where exact algebra does not apply or grew too large.
    var truth: Truth?
    var witness: Rational?
    /// Steps of exact algebra that were taken.
    var steps = 0
  }

  /// What the cells of one decision share.
  private struct Work {
    let machine: ScalarMachine<ExactReal>
    let block: Int
    let context: AlgebraContext
    var circle: CircleForm?
  }

  private func work(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Work {
    var limits = AlgebraLimits()
    limits.steps = 300_000_000
    let context = AlgebraContext(limits: limits)
    context.isCancelled = { machine.isInterrupted }
    return Work(machine: machine, block: k, context: context)
  }

  private func decideByCells(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Answer {
    let work = work(machine, k)
    var answer = decide(work, cells: [.line])
    answer.steps = work.context.spent
    return answer
  }

  /// The half-angle substitution (see `CircleForm`).
  private func decideOnCircle(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Answer {
    let program = machine.program
    let block = program.blocks[k]
    let forms = PolynomialForms(program, writers: writers, inputs: machine.inputs, block: k)
    guard let circle = CircleForm(program, forms, block: block) else { return Answer() }
    for end in [block.lower, block.upper] {
      if let end, !machine.statuses[Int(end.register)].isDefined { return Answer() }
    }
    var work = work(machine, k)
    work.circle = circle
    let cover = circle.cover(block, writers: writers, program: program)
    let zero = AlgebraicNumber.rational(0)
    let cells: [Cell]
    switch cover {
    case .whole, .part: cells = [.line]
    case .upperHalf: cells = [.point(zero), .interval(lower: zero, upper: nil)]
    case .lowerHalf: cells = [.interval(lower: nil, upper: zero), .point(zero)]
    }
    var answer = decide(work, cells: cells.reversed())
    if answer.truth != .no, answer.truth != nil {
      let last = decide(work, cells: [.point(zero)], isAtInfinity: true)
      answer.truth = answer.truth.flatMap { truth in last.truth.map { truth && $0 } }
    }
    answer.steps = work.context.spent
    if cover == .part, answer.truth != .yes { return Answer(steps: answer.steps) }
    machine.witnesses[k] = nil
    if answer.truth == .no, !findWitness(machine, k, near: answer.witness, circle.frequency) {
      _ = Subdivision(budget: 200).decide(machine, k)
    }
    return answer
  }

  private func decide(_ work: Work, cells: [Cell], isAtInfinity: Bool = false) -> Answer {
    onCell.interpreter.inputs = work.machine.inputs
    var waiting = cells
    var failed = Status.defined
    var count = 0
    while let cell = waiting.popLast() {
      count += 1
      guard count <= Self.largestCellCount else { return Answer() }
      do throws(CellInterrupt) {
        let truth = try onCell.truth(
          ofBlock: work.block, on: RadicalTower(on: cell, context: work.context), circle: work.circle,
          isAtInfinity: isAtInfinity)
        if truth == .no { return Answer(truth: .no, witness: cell.samplePoint.rational) }
        if truth != .yes { failed = .merge(failed, truth.status) }
      } catch {
        // Pieces in descending order, so that the leftmost is looked at first.
        guard case .splits(let points) = error,
          let pieces = try? cell.split(at: points, meter: work.context), pieces.count > 1
        else { return Answer() }
        waiting += pieces.reversed()
      }
    }
    return Answer(truth: failed.isDefined ? .yes : Truth(failed))
  }
}
