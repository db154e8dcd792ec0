import Claims
import Enclosures

/// What exact arithmetic finds in every register of a program, for one instance.
public struct ExactRun: Sendable {
  /// The number where it is rational and defined.
  public let values: [Rational?]
  /// Bounds of the number where it is defined.
  public let lower: [Rational?]
  public let upper: [Rational?]
  /// Whether the register certainly holds a number.
  public let isDefined: [Bool]
  /// The truth where it is decided.
  public let truths: [Bool?]

  /// Runs the program; blocks whose parameter has a point are run there, the others not at all.
  package init(_ program: Program, _ inputs: [Rational], points: [Int: Rational], bits: Int = 512) {
    let machine = ScalarMachine<ExactReal>(program, precision: bits)
    machine.run(inputs)
    for (block, point) in points.sorted(by: { $0.key < $1.key }) {
      machine.run(block: block, at: ExactReal(point, precision: bits))
    }
    let registers = 0..<program.registerCount
    isDefined = registers.map { machine.statuses[$0].isDefined }
    values = registers.map { machine.statuses[$0].isDefined ? machine.reals[$0].exactValue : nil }
    lower = registers.map { machine.statuses[$0].isDefined ? machine.reals[$0].lower : nil }
    upper = registers.map { machine.statuses[$0].isDefined ? machine.reals[$0].upper : nil }
    truths = registers.map { machine.truths[$0].isDecided ? machine.truths[$0] == .yes : nil }
  }
}
