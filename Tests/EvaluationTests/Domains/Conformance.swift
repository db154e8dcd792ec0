import Enclosures
import ExactReals
import Numbers
import Programs
import Testing

@testable import Evaluation

/// What a domain says of the registers of a block, for all reals of a set.
struct DomainAnswer {
  /// Reals of the set.
  var points: [Rational]
  var status: (Int32) -> Status
  var truth: (Int32) -> Truth
  /// What a defined register holds at the k-th point; nil where the domain doesn't say it.
  var value: (Int32, Int) -> Interval?
}

/// Compares what domains say with the values at single points.
struct Conformance {
  let name: String
  private(set) var failures: [String] = []
  /// How many values, truths and failures were told and known, by operation.
  private(set) var told: [Opcode: Int] = [:]

  init(_ name: String) { self.name = name }

  mutating func compare(_ program: Program, _ answer: DomainAnswer, set: String) {
    for (k, point) in answer.points.enumerated() {
      let reference = PointReference(program, at: point)
      for n in program.blocks[0].instructions where n.opcode != .bound {
        let known = reference[n.target]
        let (isRight, isTold) =
          n.opcode.isTruth
          ? Self.check(answer.truth(n.target), known)
          : Self.check(answer.status(n.target), answer.value(n.target, k), known)
        if isTold { told[n.opcode, default: 0] += 1 }
        guard !isRight else { continue }
        failures.append(
          "\(n.opcode) in register \(n.target) on \(set), at \(point): "
            + (n.opcode.isTruth
              ? "\(answer.truth(n.target))"
              : "\(answer.status(n.target)) \(answer.value(n.target, k).map { "\($0)" } ?? "")")
            + ", but it is \(known), in \(program.blocks[0].instructions)")
      }
    }
  }

  private static func check(_ truth: Truth, _ known: RegisterValue) -> (isRight: Bool, isTold: Bool) {
    switch known {
    case .truth(let isTrue):
      (truth.isDecided ? (truth == .yes) == isTrue : truth.failure == nil, truth.isDecided)
    // Open is true or false, not without value.
    case .failed(let raw): (truth == .indeterminate || truth.raw == raw, truth.raw == raw)
    default: (true, false)
    }
  }

  private static func check(
    _ status: Status, _ value: Interval?, _ known: RegisterValue
  ) -> (isRight: Bool, isTold: Bool) {
    let isOpen = status == .indeterminate
    switch known {
    case .exact(let x):
      return (
        isOpen || (status.isDefined && (value.map { $0.contains(x) } ?? true)),
        status.isDefined && value != nil
      )
    case .within(let x):
      let meets = value.map { ($0.isLess(than: x) || x.isLess(than: $0)) != .yes } ?? true
      return (isOpen || (status.isDefined && meets), status.isDefined && value != nil)
    case .failed(let raw): return (isOpen || status.raw == raw, status.raw == raw)
    default: return (true, false)
    }
  }

  mutating func note(_ failure: String) { failures.append(failure) }

  func expect(told least: Int, except silent: Set<Opcode> = [], of opcodes: [Opcode]) {
    #expect(
      failures.isEmpty,
      "\(name): \(failures.count) failures, e.g. \(failures.prefix(2).joined(separator: "\n"))")
    for opcode in opcodes where !silent.contains(opcode) {
      #expect(told[opcode, default: 0] >= least, "\(name) says too little of \(opcode)")
    }
  }
}
