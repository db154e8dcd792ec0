import Numbers
import Testing

@testable import Evaluation
@testable import Programs

/// Where something jumps at the instance, the sign that it has there is not its sign beside the instance.
@Suite struct JumpTests {
  /// Pieces, a point, and the slope of the piece taken there.
  /// None of these has the derivative that the side at the instance has.
  private static let jumps: [(String, Rational, Rational)] = [
    ("min(0, if x >= 0 then 1 else -1)", Rational(0), Rational(0)),
    ("max(0, if x <= 0 then -1 else 1)", 0, 0),
    ("abs(if x >= 0 then 1 + x else -2)", 0, 1),
    ("if (if x >= 0 then 1 else -1) > 0 then 2 else 3", 0, 0),
    ("min(3*x, if x >= 1 then 5 else 1/(x - x))", 1, 3),
    ("im(log(-1 + i*x))", 0, -1), ("im(log(i*x - 2))", 0, Rational(-1, 2)),
  ]

  @Test(arguments: jumps)
  func aJumpHiddenByAChoiceHasNoDerivative(_ text: String, _ x: Rational, _ side: Rational) throws {
    let verdict = try verdict("real x real d conclude diff(\(text), x) = d", [x, side])
    #expect(verdict == .undefined || verdict == .undecided, "\(text) at \(x): \(verdict)")
  }

  private static let continuous: [(String, Rational, Rational)] = [
    ("min(2*x, if x >= 1 then 5 + x else 6)", Rational(1), Rational(2)),
    ("max(x, if x >= 1 then 5 else 6*x)", 2, 0), ("im(log(-1 + i*x))", 1, Rational(-1, 2)),
    ("im(log(1 + i*x))", 0, 1),
  ]

  @Test(arguments: continuous)
  func aContinuousChoiceKeepsItsDerivative(_ text: String, _ x: Rational, _ slope: Rational) throws {
    #expect(
      try verdict("real x real d conclude diff(\(text), x) = d", [x, slope]) == .holds, "\(text) at \(x)")
  }

  /// What multiplies a jump may smooth it: the whole has a derivative, and is not called undefined.
  @Test(arguments: [
    "x^2*(if x > 0 then 1 else -1)", "x*sqrt(abs(x))", "((x^2 - x)/(if x > 0 then 1 else 2))^2",
  ])
  func aJumpThatIsSmoothedIsNotUndefined(_ text: String) throws {
    let verdict = try verdict("real x conclude diff(\(text), x) = 0", [0])
    #expect(verdict == .holds || verdict == .undecided, "\(text): \(verdict)")
  }
}
