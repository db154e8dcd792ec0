import Enclosures
import ExactReals
import Numbers
import Programs

/// Parts of a program at an instance, for those who look at single registers: in balls of doubles, or exactly.
package final class PartialEvaluation {
  private let balls: ScalarMachine<Ball>
  private let numbers: ScalarMachine<ExactReal>

  /// - Parameter boxes: How many boxes a quantifier over the reals may take.
  package init(_ program: Program, precision: Int, boxes: Int) {
    balls = ScalarMachine(program, precision: 53)
    numbers = ScalarMachine(program, precision: precision)
    numbers.quantifier = { Subdivision(budget: boxes).decide($0, $1) }
  }

  /// The work so far, in the engine's units.
  package var effort: Int { balls.effort + numbers.effort }

  /// Runs the instructions of `cone` in balls.
  package func runBalls(_ inputs: [Rational], only cone: [Instruction]) { balls.run(inputs, only: cone) }

  /// Runs the instructions of `cone` on exact numbers.
  package func runExactly(_ inputs: [Rational], only cone: [Instruction]) { numbers.run(inputs, only: cone) }

  package func truthByBalls(_ register: Int32) -> Truth { balls.truths[Int(register)] }
  package func exactTruth(_ register: Int32) -> Truth { numbers.truths[Int(register)] }

  /// Nil where there is no value, or none is known.
  package func ball(_ register: Int32) -> Ball? {
    balls.statuses[Int(register)].isDefined ? balls.reals[Int(register)] : nil
  }

  /// Nil where there is no value, or none is known.
  package func exactValue(_ register: Int32) -> ExactReal? {
    numbers.statuses[Int(register)].isDefined ? numbers.reals[Int(register)] : nil
  }
}
