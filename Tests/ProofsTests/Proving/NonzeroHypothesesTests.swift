import Claims
import Elaboration
import Proofs
import Testing

/// What follows from hypotheses that something is not 0, or that one of two things holds, and not without them.
@Suite struct NonzeroHypothesesTests {
  private static func isProved(_ items: String) throws -> Bool {
    let theorem = try Theorem.parse("theorem small\n\(items)\nend\n", file: "small.claim")[0]
    guard case .proved(let found) = Prover.prove(theorem) else { return false }
    return try Elaboration(theorem).check(found.proof) == found.steps
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var numbers: String
    var hypothesis: String
    var conclusion: String
    /// In the place of the hypothesis, so that the conclusion fails; nil: none.
    var weaker: String?
    var testDescription: String { "\(hypothesis) implies \(conclusion)" }

    init(_ numbers: String, _ hypothesis: String, _ conclusion: String, weaker: String? = nil) {
      (self.numbers, self.hypothesis, self.conclusion, self.weaker) = (
        numbers, hypothesis, conclusion, weaker
      )
    }
  }

  static let cases = [
    Case("z in [-3, 3]", "z /= 0", "z^2 > 0"),
    Case("z in [-3, 3]", "z /= 0", "1/z^2 > 0"),
    Case("z in [-3, 3]", "z /= 0", "z^2 + 1/z^2 >= 2"),
    Case("z in [0, 3]", "z /= 0", "z > 0"),
    Case("z in [-3, 0]", "z /= 0", "z < 0"),
    Case("z in [-3, 3]", "z /= 0", "abs(z) + 1/abs(z) >= 2"),
    Case("x in [-3, 3], y in [-3, 3]", "x /= y", "x*y < (x^2 + y^2)/2"),
    Case("x in [-3, 3], y in [-3, 3]", "x /= y", "(x^2 - y^2)/(x - y) = x + y"),
    Case("x in [-3, 3], y in [-3, 3]", "x /= 0 and y /= 0", "(x/y)^2 + (y/x)^2 >= 2"),
    Case("x in [-3, 3], y in [-3, 3]", "x*y = 0", "x = 0 or y = 0", weaker: "x*y >= 0"),
    Case("a in [-3, 3]", "a <= 0 or a >= 1", "a^2 >= a", weaker: "a <= 0 or a >= 1 - 1/10^9"),
    Case("a in [-3, 3]", "a < -1 or a > 1", "a^2 > 1", weaker: "a <= -1 or a > 1"),
    Case("a in [-3, 3], b in [-3, 3]", "a = b or a = -b", "a^2 = b^2", weaker: "a = b or a <= -b"),
    Case("a in [-3, 3]", "not (0 < a and a < 1)", "a*(a - 1) >= 0", weaker: "not (0 < a and a < 1/2)"),
    Case("a in [0, 1]", "a = 0 or a = 1", "a^2 = a", weaker: "a = 0 or a >= 1/2"),
  ]

  @Test(arguments: cases) func followsFromTheHypothesis(_ example: Case) throws {
    func items(_ hypothesis: String?) -> String {
      let assumed = hypothesis.map { "assume \($0)\n" } ?? ""
      return "real \(example.numbers)\n\(assumed)conclude \(example.conclusion)"
    }
    #expect(try Self.isProved(items(example.hypothesis)))
    #expect(try !Self.isProved(items(example.weaker)))
  }

  @Test func ofEachElementOfAFamily() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real k[t] in [-2, 2], b[t] in [-1, 1]
      assume k[t] /= 0
      let a[t] = 1 - k[t]^2/(1 + k[t]^2)
      conclude prod(t: a[t]) < 1
      """
    #expect(try Self.isProved(items))
    #expect(try !Self.isProved(items.replacing("k[t] /= 0", with: "k[t] >= -2")))
  }
}
