import Claims
import Enclosures
import Foundation
import TestSupport
import Testing

@testable import Certificates

/// What is written for proof assistants, and, where `coqc` is at hand, that it is accepted where it is right
/// and refused where it is not.
@Suite struct ExportTests {
  private static let items = """
    size T >= 1
    index t in 1..T
    real A[t] in [0, 1), b[t] in [-1, 1]
    let h[0] = 0
    let h[t] = A[t]*h[t-1] + (1 - A[t])*b[t]
    assume h[1] <= 0
    conclude h[t] <= 1/4
    """
  private static let instance = #"{"sizes": {"T": 2}, "values": {"A": ["1/3", "1/2"], "b": ["-1/2", "1"]}}"#

  private func coq(_ items: String = items, _ instance: String = instance) throws -> String {
    try certificate(items, instance).export(to: .coq)
  }

  @Test func everyPartOfTheClaimIsStated() throws {
    let text = try coq()
    for line in [
      "Definition A_1 : Q := Qred (1 # 3).", "Definition b_1 : Q := Qred (-1 # 2).",
      "Definition h_2 : Q := Qred ((A_2 * h_1) + ((1 - A_2) * b_2)).  (* h[2] *)",
      "  (And (Le 0 A_1) (Lt A_1 1));  (* t = 1 *)", "  (And (Le (- 1) b_2) (Le b_2 1))  (* t = 2 *)",
      "  (Le h_1 0)", "  (Le h_1 (1 / 4));  (* t = 1 *)", "  (Le h_2 (1 / 4))  (* t = 2 *)",
      "Forall holds domains /\\ Forall holds assumptions /\\ ~ Forall holds conclusions.",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(text.contains("assume h[1] <= 0"))
  }

  @Test func namesThatMeanSomethingInCoq() throws {
    let items = """
      real Q in [0, 1], Le in [0, 1], h' in [0, 1], x in [0, 1], x_ in [0, 1], fun, S, O, nil, Qred
      note "a comment (* with its end *) and a quote"
      conclude Q + Le + h' + x + x_ + fun + S + O + nil + Qred <= 1
      """
    let values = ["Q", "Le", "h'", "x", "x_", "fun", "S", "O", "nil", "Qred"].map { #""\#($0)": "1/2""# }
    let text = try coq(items, #"{"values": {\#(values.joined(separator: ", "))}}"#)
    #expect(text.contains("Definition Q_ : Q := Qred (1 # 2)."))
    #expect(!text.contains("*) and"))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
  }

  @Test func divisorsAndRootsAreConditions() throws {
    let text = try coq(
      "real x in [1, 9], y\nassume x*y > 0\nconclude sqrt(x)/y + y^-2 <= 1",
      #"{"values": {"x": "9/4", "y": "1"}}"#)
    #expect(text.contains("(Not (Eq y 0))"))
    #expect(text.contains("(Qpower y (2))"))
    #expect(text.contains("(Le 0 x)"))
    #expect(text.contains("(And (Le 0 v"))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
  }

  @Test func derivativesAreLimitsOfDifferenceQuotients() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real x[t] in [-2, 2], a in (0, 1)
      let leaky(u) = if u >= 0 then u else u/100
      let slope(u) = diff(leaky(u), u)
      let g(u) = softplus(u) + silu(u)*tanh(u) + sqrt(u^2 + 1)/exp(u)
      let h[0] = 0
      let h[t] = max(a*h[t-1], x[t]^3) + min(x[t], 3) + abs(x[t] - 1) + a^(x[t]/2) + cos(x[t]*h[t-1])
      conclude diff(h[t], x[1]) + slope(x[1]) + diff(g(x[1]), x[1]) + diff(log(1 + sigmoid(x[1])), x[1]) <= -100
      """
    let text = try coq(items, #"{"sizes": {"T": 2}, "values": {"x": ["3/2", "-1/2"], "a": "1/2"}}"#)
    #expect(text.contains("derivable_pt_lim of_"))
    #expect(text.contains("if Rle_dec"))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
    let rational = try coq(
      "real x in [1, 2]\nconclude diff(x^3/(1 + x), x) <= 1", #"{"values": {"x": "2"}}"#)
    #expect(!rational.contains("Interval"))
    if let verdict = try Self.coqc(rational) { #expect(verdict) }
    // A slope that is not the function's is refused.
    let wrong = rational.replacing("u : R) : R := (1 + (", with: "u : R) : R := (2 + (")
    #expect(wrong != rational)
    if let verdict = try Self.coqc(wrong) { #expect(!verdict) }
  }

  @Test func conditionsComplexNumbersAndDerivatives() throws {
    let items = """
      size N >= 1
      index n in 1..N
      complex z
      real u[n] in [-2, 2]
      let f(x) = if x <= 0 then -x else x^2/(1 + x)
      assume abs(z) <= 1 and exists n: u[n] > 1
      conclude re(z*conj(z)) + sum(n: f(u[n])) - diff(u[1]^3, u[1]) + max(n: abs(u[n])) <= prod(n with u[n] > 0: u[n]) - 12
      """
    let text = try coq(
      items, #"{"sizes": {"N": 2}, "values": {"z": {"re": "3/5", "im": "-4/5"}, "u": ["-3/2", "2"]}}"#)
    if let verdict = try Self.coqc(text) { #expect(verdict) }
    #expect(text.contains("re_z") && text.contains("im_z"))
  }

  @Test func aRealAtWhichForallFails() throws {
    let text = try coq(
      "real a in [0, 1]\nconclude forall real w in (0, 2] with w > 1: a*w^2 <= 3", #"{"values": {"a": "1"}}"#)
    #expect(text.contains("where it fails"))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
  }

  @Test func numbersThatAreNotRationalAreEnclosed() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real x[t] in [0, 4], y > 0
      complex z
      let g[t] = sigmoid(x[t])
      let h[0] = 0
      let h[t] = g[t]*h[t-1] + (1 - g[t])*max(x[t], exp(-x[t]), 1/4)
      assume abs(z) <= 1 and exp(x[1]) >= 1
      assume not (x[2] < log(y) or sqrt(y) /= y)
      conclude h[t] <= (if softplus(x[2]) > 2 then silu(x[2]) else 0)*abs(z + 1)/(10*y) + tanh(x[1])/100
      """
    let values = #"{"x": ["0", "5/2"], "y": "1", "z": {"re": "-4/5", "im": "3/5"}}"#
    let text = try coq(items, #"{"sizes": {"T": 2}, "values": \#(values)}"#)
    #expect(text.contains("Lemma g_1_value : g_1 = (1 / 2)."))
    #expect(text.contains("Lemma g_2_bounds : ("))
    #expect(text.contains("~ conclusions."))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
  }

  @Test func whatCannotBeStatedIsRefused() throws {
    func refusal(_ items: String, _ instance: String) -> String {
      do {
        return try coq(items, instance)
      } catch {
        return "\(error)"
      }
    }
    #expect(
      refusal("real x\nassume forall real w: w^2 >= -1\nconclude x <= 1", #"{"values": {"x": "2"}}"#)
        .contains("'forall real' can be stated only"))
    #expect(
      refusal("real x\nconclude gaussian(u: exp(u)) <= x", #"{"values": {"x": "1"}}"#).contains("'gaussian'"))
    #expect(
      refusal("real x\nconclude diff(diff(x^3, x), x) <= x", #"{"values": {"x": "1"}}"#)
        .contains("a derivative of a derivative"))
    #expect(
      refusal("real x\nconclude diff((if x = 1 then x else x), x) <= 0", #"{"values": {"x": "2"}}"#)
        .contains("a condition that depends on the variable"))
    let exp = try certificate("real x\nconclude exp(x) <= 1", #"{"values": {"x": "1"}}"#)
    #expect(throws: ExportError.self) { try exp.export(to: .lean) }
  }

  @Test func partsWithoutAValueAreLeftOut() throws {
    let text = try coq(
      "real x\nconclude (1/x <= 1 and x >= 1) or max(k in 1..0: x) <= 2 and x > 0", #"{"values": {"x": "0"}}"#
    )
    #expect(!text.contains("Qinv") && !text.contains(" / "))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
  }

  @Test func wholePowersOfNegativeRealsBesideFunctions() throws {
    let text = try coq(
      "real x in [-2, -2], y in [3, 3]\nconclude x^y >= sqrt(2)*0 + log(2)",
      #"{"values": {"x": "-2", "y": "3"}}"#)
    #expect(text.contains("y_ = 3"))
    if let verdict = try Self.coqc(text) { #expect(verdict) }
  }

  @Test func coqRefusesWhatIsNotSo() throws {
    let text = try coq()
    let wrong = text.replacing("b_2 : Q := Qred 1.", with: "b_2 : Q := Qred (- 1).")
    #expect(wrong != text)
    if let verdict = try Self.coqc(wrong) { #expect(!verdict) }
    // What is no refutation is not written at all.
    var held = try certificate(Self.items, Self.instance)
    held.instance.values[1] = [ExactComplex(re: -1), ExactComplex(re: -1)]
    #expect(throws: ExportError.self) { try held.export(to: .coq) }
    let right = try certificate("real x\nconclude exp(x) <= 2", #"{"values": {"x": "1"}}"#).export(to: .coq)
    #expect(right.contains("Definition x_ : R := 1."))
    if let verdict = try Self.coqc(right.replacing("R := 1.", with: "R := 0.")) { #expect(!verdict) }
  }

  @Test func leanHasTheSameFormulas() throws {
    let text = try certificate(Self.items, Self.instance).export(to: .lean)
    #expect(text.contains("def h_2 : ℚ := ((A_2 * h_1) + ((1 - A_2) * b_2))  /- h[2] -/"))
    #expect(text.contains("(le h_2 (1 / 4))"))
    #expect(text.contains("¬ ∀ f ∈ conclusions, Holds f"))
  }

  /// Names of the language that mean something to Coq, its libraries, the preambles or the proofs.
  @Test func namesThatMeanSomethingElsewhere() throws {
    let names = [
      "R", "Q", "Z", "S", "O", "N", "h'", "Prop", "Set", "Type", "Definition", "Lemma", "Theorem", "Proof",
      "Qed",
      "Ltac", "Require", "Import", "Open", "Scope", "Notation", "Variable", "Axiom", "Check", "fun", "fix",
      "match",
      "end", "return", "as", "at", "where", "struct", "Rabs", "Rmax", "Rmin", "ln", "PI", "Rpower", "IZR",
      "INR",
      "Rdefinitions", "x", "y", "t", "f", "g", "l", "H", "I", "eq", "le", "lt", "not", "iff", "True", "False",
      "Rle_not_lt",
      "Rlt_not_le", "Rlt_not_eq", "Rgt_not_eq", "sqrt_lem_1", "pow2_sqrt", "proj1", "proj2", "known",
      "bounded",
      "compared", "split_cases", "interval", "lra", "nra", "field", "conclusions", "conclusion_fails",
      "domain_1",
      "defined_1", "claim_refuted", "check", "holds", "Forall", "formula", "Qred", "Qmake",
      "derivable_pt_lim", "v1",
      "derivative_1", "x_", "x_value", "x_bounds", "_x", "exists2", "using", "IF", "SProp", "argument",
      "cons", "nil",
      "plus", "mult", "positive", "Rplus", "Rmult", "R0", "R1", "up", "Rinv", "pow", "atan", "is_true",
      "suff", "have",
    ].filter { name in
      // Some are words of the claim language itself.
      (try? Theorem.parse("theorem c\nreal \(name)\nconclude \(name) <= 1\nend", file: "c.claim")) != nil
    }
    #expect(names.count > 90)
    let values = names.map { #""\#($0)": "1/2""# }.joined(separator: ", ")
    let sum = names.joined(separator: " + ")
    for more in ["0", "exp(x)", "diff(exp(x)*y, x)"] {
      let text = try coq(
        "real \(names.joined(separator: ", "))\nassume x >= 0\nconclude \(sum) + \(more) <= 1",
        #"{"values": {\#(values)}}"#)
      if let verdict = try Self.coqc(text) { #expect(verdict, "\(more)") }
    }
  }

  /// Coq without Interval, and no Coq at all: nothing fails, and texts over the rationals are still compiled.
  @Test func withoutIntervalOrCoq() throws {
    let real = try certificate("real x\nconclude exp(x) <= 2", #"{"values": {"x": "1"}}"#).export(to: .coq)
    let scratch = try Scratch()
    let script = "#!/bin/sh\n[ \"$1\" = -where ] && echo \(scratch.folder.path) && exit 0\nexit 1\n"
    try Data(script.utf8).write(to: URL(fileURLWithPath: scratch.path("coqc")))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path("coqc"))
    let bare = try #require(CoqCompiler(path: "/nowhere:" + scratch.folder.path))
    #expect(!bare.hasInterval)
    #expect(try CoqCompiler.accepts(real, with: bare) == nil)
    #expect(try CoqCompiler.accepts(try coq(), with: bare) == false)
    #expect(CoqCompiler(path: "/nowhere") == nil)
    #expect(try CoqCompiler.accepts(real, with: nil) == nil)
  }

  private static func coqc(_ text: String) throws -> Bool? { try CoqCompiler.accepts(text) }
}
