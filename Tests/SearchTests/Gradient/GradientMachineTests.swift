import Foundation
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs
@testable import Search

/// Slopes against quotients of differences, and violations against the sides of comparisons.
@Suite struct GradientMachineTests {
  private func machine(_ items: String) throws -> GradientMachine {
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [])
    return GradientMachine(ground, evaluator: HypothesisEvaluator(ground))
  }

  @Test(arguments: [
    "conclude x*y - z <= abs(x) + max(y, z)^2", "conclude x/y <= z^3 - min(x, y)",
    "conclude sqrt(x) + log(y) <= exp(z)",
    "conclude sigmoid(x) + tanh(y) <= softplus(z) - silu(x)", "conclude sin(x*y) <= cos(z)",
    "conclude x^y <= z^(-2)",
    "conclude (if x < y then x*z else y^2) <= 1", "conclude x <= y and y*z <= x or z*z*z <= x*y",
    "conclude not (x*y <= z) implies x + y <= z*z", "conclude abs(x + i*y) <= z",
    "assume x + y*z <= 1/4 conclude x*y <= z", "assume x*y*z = 2 and x <= y^2 conclude x <= z*y",
    "conclude diff(x^3*y + exp(x*z), x) <= y", "conclude forall real w: w*x - w^2*y <= z",
    "conclude forall real w in [x, 5] with w*y <= 4: (w - x)*(w - z) <= y*w",
  ])
  func slopesAreThoseOfTheMerit(_ items: String) throws {
    let machine = try machine("real x, y, z " + items)
    var state: UInt64 = 3
    func number() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 0.3 + Double(state >> 33) * 0x1p-31 * 2
    }
    for isRelative in [false, true] {
      machine.isRelative = isRelative
      var compared = 0
      for _ in 0..<40 {
        let start = (0..<machine.coordinateCount).map { _ in GradientMachine.Lanes(repeating: number()) }
        func merit(_ k: Int, _ step: Double) -> Double {
          for c in start.indices { machine.coordinates[c] = c == k ? start[c] + step : start[c] }
          machine.run()
          return machine.merit[0]
        }
        _ = merit(0, 0)
        machine.differentiate()
        let slopes = start.indices.map { machine.gradient[$0][0] }
        for k in start.indices {
          let (h, middle) = (1e-6, merit(k, 0))
          let (up, down) = ((merit(k, h) - middle) / h, (middle - merit(k, -h)) / h)
          // At a corner of a maximum the sides differ.
          guard up.isFinite, abs(up - down) < 1e-3 * (1 + abs(up)) else { continue }
          compared += 1
          #expect(abs((up + down) / 2 - slopes[k]) < 2e-4 * (1 + abs(up)), "\(items): slope \(k)")
        }
      }
      #expect(compared > 60)
    }
  }

  /// Climbs count instructions: powers and angles are as cheap there as other functions, and as close.
  @Test func powersAndAnglesAreThoseOfTheMathematicalLibrary() throws {
    let powers = try machine("real x, y conclude x^y <= 0")
    let angles = try machine("real x, y conclude im(log(x + i*y)) <= 0")
    for machine in [powers, angles] { machine.isRelative = false }
    let values: [Double] = [
      0, -0.0, 1e-9, -1e-9, 0.3, -0.3, 0.5, 1, -1, 2, -2, 7.25, -7.25, 3, -3, 1e9, -1e9,
    ]
    for x in values {
      for y in values {
        for machine in [powers, angles] {
          machine.coordinates[0] = GradientMachine.Lanes(repeating: x)
          machine.coordinates[1] = GradientMachine.Lanes(repeating: y)
          machine.run()
        }
        let power = pow(x, y)
        if power.isFinite, power != 0, (x != 0 || y > 0) {
          #expect(abs(powers.violation[0] - power) <= 1e-12 * abs(power), "\(x)^\(y)")
        }
        if x != 0 || y != 0 {
          let angle = atan2(y == 0 ? 0 : y, x)
          #expect(abs(angles.violation[0] - angle) <= 1e-14 * max(abs(angle), 1e-3), "angle of \(x) + i*\(y)")
        }
      }
    }
  }

  @Test func violationIsLeftLessRight() throws {
    let machine = try machine("real x, y assume x <= 2 and x + y <= 3 conclude x*y <= 1")
    machine.isRelative = false
    machine.coordinates[0] = GradientMachine.Lanes(1, 2, 3, 0, 1, 1, 1, 1)
    machine.coordinates[1] = GradientMachine.Lanes(1, 2, 1, 0, 1, 1, 1, .infinity)
    machine.run()
    #expect(machine.violation[0] == 0)
    #expect(machine.violation[1] == 3)
    #expect(machine.infeasibility[0] == 0)
    #expect(machine.infeasibility[1] == 1)
    // Both hypotheses infeasibility 1 where x = 3: the sum and the end of x, which `assume` states.
    #expect(machine.infeasibility[2] == 2)
    #expect(machine.violation[3] == -1)
    #expect(machine.merit[7] == -.infinity)
  }

  @Test func equationsAreSeenWithTheirSlopes() throws {
    let machine = try machine("real a, d assume a^2 + d^2 = 1 conclude a*d <= 1/3")
    #expect(machine.equations.count == 1)
    machine.coordinates[0] = GradientMachine.Lanes(repeating: 0.5)
    machine.coordinates[1] = GradientMachine.Lanes(repeating: 2)
    machine.run()
    #expect(machine.residual(0)[0] == 3.25)
    machine.differentiate(equation: 0)
    #expect(machine.gradient[0][0] == 1 && machine.gradient[1][0] == 4)
  }

  @Test func meansHaveNoPlainValue() throws {
    #expect(try machine("real a conclude gaussian(x: exp(a*x)) >= 1").isComplete == false)
  }
}
