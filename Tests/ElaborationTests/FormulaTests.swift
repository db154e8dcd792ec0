import Numbers
import TestSupport
import Testing

/// Statements say the same as goals, as hypotheses and as conditions.
@Suite struct FormulaTests {
  private static let formulas = [
    "x > 0", "x /= y", "0 <= x < y", "not (0 <= x < y)", "x > 0 and y > 0", "x > 0 or y > 0 or x = y",
    "x > 0 implies y > 0", "not (x > 0 implies y > 0)", "(x > 0 implies y > 0) implies x = y",
    "(x > 0 or y > 0) implies x /= y", "(x > 0 and y > 0) implies x > y", "not (x > 0 or not (y > 0))",
    "forall t: x > t - 2", "not (exists t: x > t - 2)", "(exists t: x = t and y < t) implies y = 0",
    "forall t with x < t: y < t", "forall t with t = 1 or x > 0: y >= t - 2",
    "forall t with not (t = 1 implies x > 0): y > 0",
    "not (exists t with x < t: y >= t)", "(exists s, t with s < t: x = s - t) implies y > 0",
    "x + i*y = y + i*x", "x + i*y /= y + i*x", "(x + i*y = i) implies x > y",
    "max(x, y) > 0 and min(x, y) < 1",
    "x^2 = 1 implies (y^2 = 1 implies x = y)", "forall t with t /= 2: x*t <= y + t",
  ]

  private func agree(_ items: String, _ place: SourceLocation = #_sourceLocation) throws -> Set<String> {
    var words: Set<String> = []
    for x: Rational in [-1, 0, 1] {
      for y: Rational in [-1, 0, 1] {
        let verdicts = try verdicts(
          "size N in 2..2 index s, t in 1..N real x, y \(items)", sizes: [2], [[x], [y]])
        #expect(verdicts[0] == verdicts[1], "\(items) at x = \(x), y = \(y)", sourceLocation: place)
        words.formUnion(verdicts)
      }
    }
    return words
  }

  @Test(arguments: formulas) func goals(_ formula: String) throws {
    #expect(try agree("conclude \(formula)") == ["holds", "violated"])
  }

  @Test(arguments: formulas) func hypotheses(_ formula: String) throws {
    #expect(try agree("assume \(formula) conclude y > 5") == ["vacuous", "violated"])
  }

  /// Without quantifiers, also where an `if` or a sum's filter asks.
  @Test(arguments: formulas.filter { !$0.contains("t") || $0.hasPrefix("not (x") || $0.hasPrefix("not (0") })
  func conditions(_ formula: String) throws {
    #expect(try agree("conclude (if \(formula) then 1 else 2) = 1") == ["holds", "violated"])
    #expect(try agree("conclude sum(t with t > 1 and (\(formula)): t) = 2") == ["holds", "violated"])
    #expect(try agree("conclude prod(t with t > 1 and (\(formula)): t) = 2") == ["holds", "violated"])
    #expect(try agree("conclude (\(formula)) implies x > y").contains("holds"))
  }

  /// On indices, where conditions become guards.
  @Test(arguments: ["<", "<=", "=", "/=", ">", ">="]) func indices(_ relation: String) throws {
    for condition in [
      "s \(relation) t", "not (s \(relation) t)", "s \(relation) t or s = 1", "1 \(relation) s < t + 1",
    ] {
      #expect(
        try agree("conclude sum(s, t with \(condition): s + 3*t) = 4*x + 8*y").isSubset(of: [
          "holds", "violated",
        ]))
      _ = try agree("conclude forall s, t with \(condition): s*x + t*y > 0")
      _ = try agree("conclude (if \(condition) then s else t) > x + 1")
      _ = try agree("assume \(condition) or x > s conclude y < t")
    }
  }

  /// Each part of an `or` is shown from the negations of all others: of too many they would not fit in memory.
  @Test func longDisjunctionsAreRefused() throws {
    func items(_ count: Int) -> String {
      "real x conclude " + (1...count).map { "x <= \($0)" }.joined(separator: " or ")
    }
    #expect(try refusal(items(1001)) == "an 'or' of more than 1000 parts")
    #expect(try refusal(items(1000)) == "not refused")
  }
}
