import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs
@testable import Search

/// The gradient machine's rules are its own: where everything is defined, its values are held against the engine's.
@Suite struct GradientValueTests {
  private static let numbers: [Rational] = [
    0, 1, -1, 2, Rational(1, 2), -4, 4, Rational(-1, 3), 9, Rational(7, 5), Rational(-5, 2),
  ]

  /// Registers that are defined, or decided, in the lanes, as are all that they are made of.
  private func clean(_ program: Program, _ lanes: LaneMachine, _ lane: Int) -> Set<Int32> {
    var clean: Set<Int32> = []
    for n in program.instructions {
      let slot = lanes.slot(n.target)
      let isKnown =
        n.opcode.isTruth
        ? Truth(raw: UInt32(lanes.truths[slot][lane])).isDecided : lanes.statuses[slot][lane] == 0
      var isMadeOfKnown = true
      n.forEachOperand(in: program.operands) { if !clean.contains($0) { isMadeOfKnown = false } }
      if isKnown && isMadeOfKnown { clean.insert(n.target) }
    }
    return clean
  }

  @Test func valuesAreTheEnginesWhereAllIsDefined() throws {
    var (numbers, truths) = (0, 0)
    for seed in 0..<(400 * TestScale.factor) {
      var g = ExpressionGenerator(seed: UInt64(seed) + 4_242, names: ["x", "y", "x", "z"])
      let items = "real x, y, z conclude \(g.formula(2)) conclude \(g.expression(4)) <= \(g.expression(3))"
      guard let theorem = try? theorem(items) else { continue }
      let ground = try GroundTheorem.lower(theorem, sizes: [])
      let program = ground.program
      let machine = GradientMachine(ground, evaluator: HypothesisEvaluator(ground))
      machine.isRelative = false
      let instances = (0..<8).map { _ in (0..<3).map { _ in g.pick(Self.numbers) } }
      for k in 0..<3 {
        for (lane, instance) in instances.enumerated() {
          machine.coordinates[k][lane] = instance[k].approximation
        }
      }
      machine.run()
      let lanes = LaneMachine(program, keepsAll: true)
      lanes.run(instances[...])
      let exact = ScalarMachine<Interval>(program, precision: 256)
      for (lane, instance) in instances.enumerated() {
        exact.run(instance)
        let clean = clean(program, lanes, lane)
        for n in program.instructions where clean.contains(n.target) {
          let (register, slot) = (Int(n.target), lanes.slot(n.target))
          let value = machine.values[register][lane]
          if n.opcode.isTruth {
            truths += 1
            let truth = Truth(raw: UInt32(lanes.truths[slot][lane]))
            #expect((value >= 0) == (truth == .yes), "\(n) is \(value) at \(instance): \(items)")
          } else if let low = exact.reals[register].lower?.approximation,
            let high = exact.reals[register].upper?.approximation, abs(low) < 1e290
          {
            numbers += 1
            // What rounding may have lost on the way is in the ball's radius.
            let room = 1e-9 * abs(low) + 8 * lanes.reals[slot][lane].radius
            #expect(
              value >= low - room && value <= high + room,
              "\(n) is \(value), not \(low), at \(instance): \(items)")
          }
        }
      }
    }
    #expect(numbers > 10_000 * TestScale.factor && truths > 3_000 * TestScale.factor, "\(numbers), \(truths)")
  }
}
