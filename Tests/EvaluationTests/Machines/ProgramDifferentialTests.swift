import Enclosures
import ExactReals
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Random flat programs on every rung against exact rationals.
///
/// A register's enclosure contains the exact value, a decided truth is the exact one, a failure that a
/// rung is certain of is the exact one. With functions in the program, whose values are not rational, all
/// rungs must agree with enclosures at 400 bits.
@Suite struct ProgramDifferentialTests {
  /// 10^5 programs of each kind, eight instances each, where SSMPROOF_TEST_SCALE is `full`.
  private static var programCount: Int { TestScale.count(500, full: 100_000) }

  @Test func rationalPrograms() {
    var generator = ProgramGenerator(seed: 1, kind: .rational)
    var report = Report()
    for _ in 0..<Self.programCount {
      let (program, instances) = (generator.program(), generator.instances())
      let references = instances.map { ExactReference(program, $0) }
      report.compare(program, instances) { lane, register in
        references[lane].isAbandoned ? nil : references[lane].registers[register]
      }
      report.skipped += references.count { $0.isAbandoned }
    }
    report.expectNoFailures()
    #expect(report.skipped < report.instances / 10)
  }

  @Test func programsWithFunctions() {
    var generator = ProgramGenerator(seed: 2, kind: .transcendental)
    var report = Report()
    for _ in 0..<Self.programCount {
      let (program, instances) = (generator.program(), generator.instances())
      let machine = ScalarMachine<Interval>(program, precision: 400)
      let references = instances.map { instance in
        machine.run(instance)
        return program.registers.map { register, isTruth -> RegisterValue in
          if isTruth { return RegisterValue(machine.truths[register]) }
          return RegisterValue(machine.statuses[register], machine.reals[register])
        }
      }
      report.compare(program, instances) { lane, register in references[lane][register] }
    }
    report.expectNoFailures()
  }
}

/// What a register holds, as far as it is known.
enum RegisterValue {
  case exact(Rational)
  case within(Interval)
  case truth(Bool)
  /// Raw values of statuses.
  case failed(UInt32)
  case unknown

  init(_ truth: Truth) {
    self =
      truth == .yes
      ? .truth(true) : truth == .no ? .truth(false) : truth.failure != nil ? .failed(truth.raw) : .unknown
  }

  init(_ status: Status, _ value: Interval) {
    self = status.isDefined ? .within(value) : status.failure != nil ? .failed(status.raw) : .unknown
  }
}

/// Compares all rungs with a reference.
private struct Report {
  var instances = 0
  var skipped = 0
  private var failures: [String] = []

  mutating func compare(
    _ program: Program, _ list: [[Rational]], _ reference: (Int, Int) -> RegisterValue?
  ) {
    let lanes = LaneMachine(program, keepsAll: true)
    let compact = LaneMachine(program)
    lanes.run(list[...])
    compact.run(list[...])
    if compact.hypotheses() != lanes.hypotheses() {
      note("lanes that drop hypotheses differ, at \(list) in \(program.instructions)")
    }
    for trace in program.conclusions {
      trace.forEachRegister { register in
        let (kept, used) = (lanes.slot(register), compact.slot(register))
        let isTruth = program.instructions[Int(register)].opcode.isTruth
        let agree = list.indices.allSatisfy { lane in
          guard !isTruth else { return lanes.truths[kept][lane] == compact.truths[used][lane] }
          let status = lanes.statuses[kept][lane]
          // Where there is no value, what stands there means nothing.
          return status == compact.statuses[used][lane]
            && (status != 0 || "\(lanes.reals[kept][lane])" == "\(compact.reals[used][lane])")
        }
        if !agree {
          note("lanes that use slots again differ in \(register), at \(list) in \(program.instructions)")
        }
      }
    }
    let balls = ScalarMachine<Ball>(program, precision: 53)
    let intervals = ScalarMachine<Interval>(program, precision: 160)
    let exact = ScalarMachine<ExactReal>(program, precision: 256)
    for (lane, instance) in list.enumerated() {
      instances += 1
      balls.run(instance)
      intervals.run(instance)
      exact.run(instance)
      for (register, isTruth) in program.registers {
        guard let expected = reference(lane, register) else { break }
        func check<E: RealEnclosure>(_ rung: String, _ status: Status, _ truth: Truth, _ value: E) {
          let found =
            isTruth
            ? RegisterValue(truth)
            : status.isDefined
              ? .within(value.interval) : status.failure != nil ? .failed(status.raw) : .unknown
          if !Self.agree(found, expected) {
            note(
              "\(rung): register \(register) is \(found), not \(expected), at \(instance) in \(program.instructions)"
            )
          }
        }
        let slot = lanes.slot(Int32(register))
        check(
          "lanes", Status(raw: UInt32(lanes.statuses[slot][lane])),
          Truth(raw: UInt32(lanes.truths[slot][lane])),
          lanes.reals[slot][lane])
        check("balls", balls.statuses[register], balls.truths[register], balls.reals[register])
        check(
          "intervals", intervals.statuses[register], intervals.truths[register], intervals.reals[register])
        check("exact", exact.statuses[register], exact.truths[register], exact.reals[register])
      }
    }
  }

  private mutating func note(_ text: String) { failures.append(text) }

  private static func agree(_ found: RegisterValue, _ expected: RegisterValue) -> Bool {
    switch (found, expected) {
    case (.unknown, _), (_, .unknown): true
    case (.failed(let x), .failed(let y)): x == y
    case (.truth(let x), .truth(let y)): x == y
    case (.within(let x), .exact(let y)): x.contains(y)
    case (.within(let x), .within(let y)): x.meets(y)
    default: false
    }
  }

  func expectNoFailures() {
    #expect(
      failures.isEmpty, "\(failures.count) failures, e.g. \(failures.prefix(2).joined(separator: "\n"))")
  }
}

extension RealEnclosure {
  fileprivate var interval: Interval { Interval(from: lower, to: upper, precision: 800) }
}

extension Interval {
  fileprivate func contains(_ x: Rational) -> Bool {
    (lower.map { $0 <= x } ?? true) && (upper.map { $0 >= x } ?? true)
  }
  fileprivate func meets(_ other: Interval) -> Bool {
    if let lower, let top = other.upper, top < lower { return false }
    if let upper, let bottom = other.lower, bottom > upper { return false }
    return true
  }
}

extension Program {
  /// Every register in the order in which they are written, and whether it holds a truth.
  var registers: [(register: Int, isTruth: Bool)] {
    instructions.map { (Int($0.target), $0.opcode.isTruth) }
  }
}
