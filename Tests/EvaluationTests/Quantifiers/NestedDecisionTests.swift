import Claims
import Testing

@testable import Evaluation
@testable import Programs

/// A mean or a quantifier under a quantifier ends soon, whatever it decides: precisions share one allowance of work, and what
/// is decided within a decision ends with it.
@Suite struct NestedDecisionTests {
  @Test(arguments: [
    "forall real w in [0, 1]: gaussian(u: abs(u - w)) >= sqrt(2/pi)",
    "forall real w in [0, 2]: gaussian(u: max(u - w, 0)^(1/2)) <= exp(-w/3)",
    "forall real w in [0, 1]: forall real v in [0, w]: exp(v) <= exp(w)",
    "forall real w in [0, 1]: (forall real v in [0, 1]: sin(v*w) <= v*w) or w < 0",
  ])
  func takeLittleWork(conclusion: String) throws {
    let text = "theorem q conclude \(conclusion) end"
    let theorem = try #require(try Theorem.parse(text, file: "q.claim").first)
    let engine = Engine(try GroundTheorem.lower(theorem, sizes: []))
    #expect(try engine.verdict([]) != .violated)
    #expect(engine.effort < 20_000_000)
  }

  /// A mean of what has no value almost nowhere or somewhere is read in parts; what was not read has no value.
  @Test(arguments: ["sqrt(u)", "log(u)", "u^(1/2)", "1/u", "(1 + sqrt(u)^2)", "if u > 0 then u else sqrt(u)"])
  func meansOfWhatHasNoValueUnderQuantifiers(part: String) throws {
    for body in ["w*\(part)", "w + \(part)"] {
      let text = "theorem q conclude forall real w in [1, 2]: gaussian(u: \(body)) <= 9 end"
      let theorem = try #require(try Theorem.parse(text, file: "q.claim").first)
      let engine = Engine(try GroundTheorem.lower(theorem, sizes: []), limits: EvaluationLimits(bits: 128))
      #expect(try engine.verdict([]) != .holds, "\(text)")
    }
  }
}
