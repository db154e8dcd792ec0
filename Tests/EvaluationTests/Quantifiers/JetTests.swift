import Claims
import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Sides that touch at a point, decided by derivatives.
@Suite struct JetTests {
  private func verdict(_ items: String, _ a: Rational) throws -> InstanceVerdict {
    try Engine(try GroundTheorem.lower(try theorem("real a in [1, 2] " + items), sizes: [])).verdict([a])
  }

  /// At 0, where w and -w meet, the slope was once taken of the one that is not the absolute value beside it, so
  /// that these were found to hold.
  @Test(arguments: [
    "conclude forall real w in [-1, 0]: abs(w) <= 1000000*w^2*a",
    "conclude forall real w in [-1, 0]: max(w, -w) <= 1000000*w^2*a",
    "conclude forall real w in [-1, 0]: abs(w)*exp(w) <= 1000000*w^2*a",
    "conclude forall real w in [0, 1]: -min(w, -w)*exp(w) <= 1000000*w^2*a",
    "conclude forall real w in [-1, 1]: abs(w)*exp(w) <= 1000000*w^2*a",
  ])
  func theBranchBesideTheMeetingPointCounts(_ items: String) throws {
    #expect(try verdict(items, 1) == .violated)
    #expect(try verdict(items, Rational(4, 3)) == .violated)
  }

  @Test(arguments: [
    "conclude forall real w in [-1, 0]: abs(w)*exp(w) <= -w*a",
    "conclude forall real w in [0, 3]: tanh(a*w) <= a*w",
    "conclude forall real w: sigmoid(a*w)*(1 - sigmoid(a*w)) <= 1/4",
    "conclude forall real w in [0, 2]: exp(a*w) >= 1 + a*w",
  ])
  func sidesMayTouch(_ items: String) throws {
    for a in [1, 2, Rational(4, 3), Rational(11, 10), Rational(137, 100)] {
      #expect(try verdict(items, a) == .holds, "\(a)")
    }
  }

  /// abs(x) <= x + 4·10^9·x^2 fails between -1/(2·10^9) and 0 alone: hardly a point that one tries lies there, and on a box
  /// around 0 neither branch of the absolute value is the function.
  @Test(arguments: ["1/3", "-2/7", "0", "1/2", "5/11"])
  func aKinkInsideTheBoxIsNotPassedOver(_ place: String) throws {
    let x = "(w - (\(place)))"
    for smooth in ["1", "exp(w)", "(2 + sin(w))"] {
      let curve = "4*10^9*\(x)^2*\(smooth)"
      for claim in [
        "abs(\(x))*\(smooth) <= \(x)*\(smooth) + \(curve)",
        "max(\(x), -\(x))*\(smooth) <= \(x)*\(smooth) + \(curve)",
        "min(\(x), -\(x))*\(smooth) >= \(x)*\(smooth) - \(curve)",
        "(if \(x) >= 0 then \(x) else -\(x))*\(smooth) <= \(x)*\(smooth) + \(curve)",
      ] {
        #expect(try verdict("conclude forall real w in [-1, 1]: \(claim)", 1) != .holds, "\(claim)")
      }
    }
  }
}
