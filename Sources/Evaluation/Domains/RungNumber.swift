import Enclosures
import ExactReals
import Numbers
import Programs

/// A number representation that an engine has a rung of.
protocol RungNumber: RealEnclosure {
  /// What one instruction costs, arithmetic or a function, in units of effort.
  static func cost(precision: Int) -> (arithmetic: Int, function: Int)
  /// Whether numbers can grow without end, so that the work is counted by their size.
  static var isMetered: Bool { get }
  /// What a sum, product or quotient costs, and what making a number did.
  static func workload(_ x: Self, _ y: Self) -> Int
  var workload: Int { get }
  /// Whether there are exact numbers, which tell that two are equal.
  static var hasExactNumbers: Bool { get }
  /// The number as an exact one, where the representation has exact numbers.
  var exactNumber: ExactReal? { get }
  /// Runs instructions by `executeList`. Each number says so itself: rungs are known by a protocol, through which
  /// generic code isn't compiled for its type, and this is the loop that time is spent in.
  static func execute(_ list: [Instruction], on machine: ScalarMachine<Self>)
  /// An interval that holds it, at `bits` bits where it has to be made.
  func enclosure(precision bits: Int) -> Interval
}

extension RungNumber {
  static func cost(precision: Int) -> (arithmetic: Int, function: Int) {
    (3 + precision / 64, 40 + precision / 2)
  }
  static var isMetered: Bool { false }
  static func workload(_ x: Self, _ y: Self) -> Int { 0 }
  var workload: Int { 0 }
  static var hasExactNumbers: Bool { false }
  var exactNumber: ExactReal? { nil }
}

extension Ball: RungNumber {
  static func execute(_ list: [Instruction], on machine: ScalarMachine<Ball>) {
    machine.executeList(list)
  }
  static func cost(precision: Int) -> (arithmetic: Int, function: Int) { (1, 1) }
  func enclosure(precision bits: Int) -> Interval { Interval(from: lower, to: upper, precision: bits) }
}

extension Interval: RungNumber {
  static func execute(_ list: [Instruction], on machine: ScalarMachine<Interval>) {
    machine.executeList(list)
  }
  func enclosure(precision bits: Int) -> Interval { self }
}

extension ExactReal: RungNumber {
  static func execute(_ list: [Instruction], on machine: ScalarMachine<ExactReal>) {
    machine.executeList(list)
  }
  static var isMetered: Bool { true }
  static var hasExactNumbers: Bool { true }
  var exactNumber: ExactReal? { self }
}
