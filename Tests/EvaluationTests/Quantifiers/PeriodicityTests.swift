import Enclosures
import Numbers
import Testing

@testable import Evaluation
@testable import Programs

/// `forall real` over bodies with a period: one period stands for the line, and never less than one.
@Suite struct PeriodicityTests {
  /// Poles with a phase: once undecided at every phase but 0.
  @Test(arguments: [
    ("forall real w: abs(1/(1 - 1/2*exp(i*(2 - w)))) <= 2", InstanceVerdict.holds),
    ("forall real w: abs(1/(1 - 1/2*exp(i*(2 - w)))) <= 199/100", .violated),
    ("forall real w with cos(w + 1) <= 1/2: 1/(1 - 9/10*cos(w + 1)) <= 1.9", .holds),
    ("forall real w: abs(1/((1 - 1/2*exp(i*(2 - w)))*(1 - 1/2*exp(-i*(2 + w))))) <= 30", .holds),
    ("forall real w: abs(1/((1 - 1/2*exp(i*(2 - w)))*(1 - 1/2*exp(-i*(2 + w))))) <= 1.4", .violated),
    ("forall real w >= 1000: abs(1/(1 - 1/2*exp(i*(2 - w)))) <= 2.01", .holds),
    ("forall real w <= -1000: abs(1/(1 - 1/2*exp(i*(2 - w)))) <= 1.99", .violated),
    ("forall real w in [-10^9, 10^9]: abs(1/(1 - 1/2*exp(i*(2 - w)))) <= 2.01", .holds),
    ("forall real w: 1/(3 - cos(3*w/2 + 1) - sin(w/7 - pi)) <= 1.01", .holds),
  ])
  func responsesOfPolesWithAPhase(_ body: String, _ expected: InstanceVerdict) throws {
    let decided = try formula(body)
    // The bound 2 is attained where w = 2, which no box tells.
    #expect(decided == expected || body.hasSuffix("<= 2") && expected == .holds && decided == .undecided)
  }

  /// The only place in the common period 12π is 12, or 12 − 12π: beyond the period of either cosine about 0.
  @Test func theCommonPeriodIsNotCutShort() throws {
    #expect(try formula("forall real w: cos(w/2 - 6) + cos(w/3 - 4) <= 1.999") == .violated)
    #expect(try formula("forall real w: cos(w/2 - 6) + cos(w/3 - 4) <= 2.001") == .holds)
  }

  @Test func whatHasNoPeriodIsNotReduced() throws {
    #expect(try formula("forall real w: cos(w + 1) + w/100 <= 1.02") == .violated)
    #expect(try formula("forall real w with w >= 20: cos(w + 1) <= 0") == .violated)
    #expect(try formula("forall real w: (if w > 50 then 2 else cos(w + 1)) <= 1") == .violated)
    #expect(try formula("forall real w: cos(w^2 + 1) + abs(w)/100 <= 1.2") == .violated)
    #expect(try formula("forall real w: exp(-w)*cos(w + 1) <= 100") == .violated)
  }

  /// Against the same formula over a range of many periods, whose ends are given.
  @Test func oneForAllIsOneForMany() throws {
    var random = UInt64(7)
    func next(_ n: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % n
    }
    var decided = 0
    for _ in 0..<40 {
      let (p, q, a, b) = (next(4) + 1, next(4) + 1, next(20) - 10, next(20) - 10)
      let bound = Rational(next(40), 10)
      let body = "cos(w*\(p)/2 + \(a)/3) + sin(\(b)/2 - w/\(q)) <= \(bound)"
      let all = try formula("forall real w: \(body)")
      // Samples over a common period 12·2π.
      let isBroken = (0..<4000).contains { k in
        let w = Double(k) * 0.02
        let value =
          Ball(midpoint: w * Double(p) / 2 + Double(a) / 3).cos().midpoint
          + Ball(midpoint: Double(b) / 2 - w / Double(q)).sin().midpoint
        return value > bound.approximation + 1e-9
      }
      if isBroken { #expect(all == .violated || all == .undecided, "\(body)") }
      if all == .holds { #expect(!isBroken, "\(body)") }
      if all != .undecided { decided += 1 }
    }
    #expect(decided >= 30)
  }
}
