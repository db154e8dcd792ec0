import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Sides that touch at an end that is no rational, or where something has a pole: true claims, and the same made false by
/// very little, none of which may hold.
@Suite struct EndTests {
  /// f > 0 on the open range, f = 0 at its upper end.
  private struct Kind {
    var function: String
    var lower: String
    var upper: String
    /// What is passed by when the range goes on beyond its end: f < 0 there.
    var changesSign = true
  }

  private static let kinds = [
    Kind(function: "sin(w)", lower: "1/3", upper: "pi"),
    Kind(function: "sin(w)", lower: "0", upper: "pi"),
    Kind(function: "(1 - cos(w))", lower: "1", upper: "2*pi", changesSign: false),
    Kind(function: "cos(w/3)", lower: "-1", upper: "3*pi/2"),
    Kind(function: "(2 - exp(w))", lower: "-3", upper: "log(2)"),
    Kind(function: "(exp(w) - 3)^2", lower: "0", upper: "log(3)", changesSign: false),
    Kind(function: "(1 - log(w))", lower: "1/2", upper: "exp(1)"),
    Kind(function: "(log(w) - 1)^2*w", lower: "1/2", upper: "exp(1)", changesSign: false),
    Kind(function: "(exp(2) - w^2)", lower: "1", upper: "exp(1)"),
    Kind(function: "(sqrt(pi) - w)*exp(w)", lower: "0", upper: "sqrt(pi)"),
  ]

  /// Exact arithmetic alone, and once.
  private func decided(_ text: String) throws -> InstanceVerdict {
    try verdict("conclude \(text)", bits: 128)
  }

  @Test func openEndsAreLeftOut() throws {
    for kind in Self.kinds {
      let (f, a, b) = (kind.function, kind.lower, kind.upper)
      #expect(try decided("forall real w in (\(a), \(b)): \(f) > 0") == .holds, "\(f)")
      #expect(try decided("forall real w in [\(a), \(b)]: \(f) >= 0") == .holds, "\(f)")
      // The same from the other side.
      let mirrored = f.replacing("w", with: "(-w)")
      #expect(try decided("forall real w in (-\(b), -\(a)): \(mirrored) > 0") == .holds, "\(mirrored)")
    }
  }

  @Test func whatIsNotLeftOutCounts() throws {
    for (k, kind) in Self.kinds.enumerated() {
      let (f, a, b) = (kind.function, kind.lower, kind.upper)
      let isAll = TestScale.isLarge
      func open(_ text: String) throws {
        #expect(try verdict("conclude forall real w in \(text)", bits: 128) != .holds, "\(text)")
      }
      if k % 3 == 0 || isAll { try open("(\(a), \(b)]: \(f) > 0") }
      if k % 3 == 1 || isAll { try open("(\(a), \(b)): \(f) > 10^(-12)") }
      if kind.changesSign, k % 3 == 2 || isAll { try open("(\(a), \(b) + 10^(-12)): \(f) > 0") }
    }
  }

  @Test(arguments: [
    ("forall real w in (-1, 5]: log(1 + w) <= w", InstanceVerdict.holds),
    ("forall real w in (-1, 5]: log(1 + w) < w", .violated),
    ("forall real w in (-1, 5]: log(1 + w) >= -20", .violated),
    ("forall real w in (0, 1]: log(w) < 1/w", .holds),
    ("forall real w in (0, 1]: -log(w) <= 1/w - 1", .holds),
    ("forall real w in (0, 1]: -log(w) >= 1 - w", .holds),
    ("forall real w in (0, 1]: 0^w = 0", .holds),
    ("forall real w in [0, 1]: 0^w = 0", .violated),
    ("forall real w in (0, 1]: w^w > 1/2", .holds),
    ("forall real w in (0, 1]: w^w < 1", .violated),
  ])
  func poles(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try formula(text) == expected, "\(text)")
  }

  /// 0 times anything that has a value is 0, however fast it grows; what is added to it counts.
  @Test(arguments: [
    ("gaussian(u: x*exp(u^2)) = 0", InstanceVerdict.holds), ("gaussian(u: x*exp(u^4)) = 0", .holds),
    ("gaussian(u: x*sinh + u^2) = 1", .undefined), ("gaussian(u: x/u) = 0", .holds),
    ("gaussian(u: x*exp(u^2) + 1/u) = 0", .undefined), ("gaussian(u: (x + 1)*exp(u^2)) = 0", .undefined),
  ])
  func zeroTimesWhatDiverges(_ text: String, _ expected: InstanceVerdict) throws {
    let text = text.replacing("sinh", with: "log(-1 - u^2)")
    #expect(try verdict("real x conclude \(text)", [0]) == expected, "\(text)")
  }

  @Test(arguments: [
    ("gaussian(u: exp(999999/2000000*u^2)) = 1000", InstanceVerdict.holds),
    ("gaussian(u: exp(999999/2000000*u^2)) > 1000 - 10^(-20)", .holds),
    ("gaussian(u: exp(999999/2000000*u^2)) > 1000 + 10^(-20)", .violated),
    ("gaussian(u: exp(u^2/2)) > 0", .undefined),
    ("gaussian(u: exp(u - 3/2*u^2)*cos(u)) = cos(1/4)/2", .holds),
    ("gaussian(u: exp(-3/2*u^2)*u^2) = 1/8", .holds),
    ("gaussian(u: exp(3/8*u^2)*max(u, 0)) = 4/sqrt(2*pi)", .holds),
    ("forall real w in [0, 1]: gaussian(u: exp(-w*u^2)) >= 1 - w", .holds),
  ])
  func closedForms(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try formula(text) == expected, "\(text)")
  }
}
