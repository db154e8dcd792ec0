import SSMProof
import Testing
import TestSupport

/// `Theorem.prove`, and `Theorem.check` with proofs.
@Suite struct ProvingTests {
  private let gates = """
    size T >= 1 index t in 1..T
    real A[t] in [0, 1], D[t] in [0, 1], b[t] in [-1, 1]
    let h[0] = 0 let h[t] = A[t]*h[t-1] + D[t]*b[t]
    """

  @Test func provedTheoremsHaveCertificates() throws {
    let text = "theorem gates \(gates) assume A[t] + D[t] <= 1 conclude abs(h[T]) <= 1 end"
    let claim = try Theorem.parse(text, file: "claim")[0]
    guard case .proved(let certificate, let steps) = try claim.prove() else {
      Issue.record("not proved")
      return
    }
    #expect(certificate.coverage == "for all T >= 1" && steps > 1)
    guard case .accepted(steps: steps) = try certificate.check() else {
      Issue.record("not accepted")
      return
    }
    var options = ProofOptions()
    options.sizes = ["T": 4]
    guard case .proved(let short, _) = try claim.prove(options) else {
      Issue.record("not proved at T = 4")
      return
    }
    #expect(short.coverage == "at T = 4" && short.witness.sizes == [4])
    for sizes in [["T": 0], ["N": 2]] {
      options.sizes = sizes
      #expect(throws: InputError.self) { try claim.prove(options) }
    }
  }

  @Test func whatIsLeftIsSaid() throws {
    let claim = try theorem(gates + "\nassume A[t] + D[t] <= 1 conclude abs(h[T]) <= 999/1000")
    guard case .open(let what, let left, _, _) = try claim.prove() else {
      Issue.record("proved")
      return
    }
    #expect(what.contains("the conclusion") && !left.isEmpty)
    // Nothing meets the hypotheses.
    let vacuous = try theorem("real x in [0, 1] assume x > 2 conclude x <= 1")
    guard case .open(let why, _, _, _) = try vacuous.prove() else {
      Issue.record("proved")
      return
    }
    #expect(why.contains("no instance"))
  }

  /// A lemma of the proof that is false: at the smallest instance, under the names of its own indices; not the conclusion, which
  /// holds.
  @Test func falseStepsAreSaidToBeFalse() throws {
    let claim = try theorem(
      gates
        + """

        assume A[t] + D[t] <= 1
        conclude abs(h[T]) <= 1
        proof
          let twice[t] = 2*h[t]
          lemma low for s in 1..T: twice[s] <= 1 by induction on s
        end
        """)
    guard case .open(let what, _, _, let falsity) = try claim.prove(), let falsity else {
      Issue.record("the lemma was not refuted")
      return
    }
    #expect(what.contains("twice[s] <= 1"))
    let found = falsity.counterexample
    #expect(found.instance.sizes == [1] && found.decision.failing?.relation == .lessOrEqual)
    #expect(found.decision.failing?.indices.map(\.name) == ["s"])
    #expect(try falsity.theorem.decide(found.instance).verdict == .violated)
    #expect(try claim.decide(found.instance).verdict == .holds)
    // The conclusion itself; and what is true has no such instance.
    let wrong = try theorem(gates + "\nassume A[t] + D[t] <= 1 conclude abs(h[T]) <= 999/1000")
    guard case .open(_, _, _, let refuted?) = try wrong.prove() else {
      Issue.record("the conclusion was not refuted")
      return
    }
    #expect(try wrong.decide(refuted.counterexample.instance).verdict == .violated)
    let hard = try theorem(
      "size T >= 1 index t in 1..T real x[t] conclude sum(s in 1..T: x[s])^2 <= T*sum(s in 1..T: x[s]^2)")
    guard case .open(_, _, _, nil) = try hard.prove() else {
      Issue.record("proved, or said to be false")
      return
    }
  }

  /// A false conclusion is no instance at which a divisor is 0.
  @Test(arguments: [
    "real x in [0, 1], y in [-1, 1] conclude x*y/y <= 1/2",
    "size T >= 1 index t in 1..T real x[t] in [-1, 1] conclude sum(s in 1..t: x[s]/x[s]) <= -1",
    "real x in [0, 1], y in [-1, 1] let q = x/y conclude q <= 1/2 proof lemma a: x <= 1 end",
  ])
  func whatIsUndefinedIsNotSaidToBeFalse(_ items: String) throws {
    guard case .open(let what, _, _, let falsity) = try theorem(items).prove() else {
      Issue.record("proved")
      return
    }
    #expect(what.contains("the divisor is not 0") && falsity == nil)
  }

  @Test func searchesProveWhereTheyAreAskedTo() throws {
    let claim = try theorem(gates + "\nassume A[t] + D[t] <= 1 conclude abs(h[T]) <= 1")
    var options = SearchOptions()
    options.instances = 100
    #expect(try claim.check(options).verdict == .survived)
    options.proves = true
    let result = try claim.check(options)
    #expect(result.verdict == .proved && result.proof?.coverage == "for all T >= 1" && result.isAsExpected)
    #expect("\(result)".contains("proved for all T >= 1, in "))
    // An undefined divisor is in the way of a proof, whether an instance meets it or not.
    let undefined = try theorem("real x in [0, 1] conclude x/x <= 1")
    #expect(try undefined.check(options).verdict == .undecided)
    // Within seconds too.
    (options.instances, options.seconds) = (nil, 0.5)
    #expect(try theorem("real x in [0, 1] conclude x <= 1").check(options).verdict == .proved)
  }

  @Test func repairsAreProvedWhereThatIsAskedFor() throws {
    let claim = try theorem(gates + "\nconclude abs(h[T]) <= 1")
    var options = SearchOptions()
    options.explains = true
    #expect(try claim.check(options).suggestion?.proof == nil)
    options.provesRepairs = true
    let repair = try #require(try claim.check(options).suggestion)
    #expect(repair.item == "assume A[t] + D[t] <= 1" && repair.proof?.coverage == "for all T >= 1")
    #expect(repair.theorem.name.hasSuffix("_repaired") && repair.theorem.expectation == .holds)
    // The hypothesis stands before the conclusion, and the text can be read again.
    let again = try Theorem.parse(repair.theorem.statement, file: "again")[0]
    #expect(again.statement == repair.theorem.statement)
    let items = repair.theorem.statement.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    #expect(items.suffix(3) == ["assume A[t] + D[t] <= 1", "conclude abs(h[T]) <= 1", "end"])
  }

  /// A gate of which nothing is said is one between 0 and 1; hypotheses on maxima and moduli bound what they are made of.
  @Test(arguments: ["assume abs(c[t]) <= 1", "assume max(t: abs(c[t])) <= 1", "assume -1 <= c[t] <= 1"])
  func gatesOfWhichNothingIsSaid(_ hypothesis: String) throws {
    let claim = try theorem(
      """
      size T >= 1 index t in 1..T real z[t], c[t]
      let h[0] = 0 let h[t] = (1 - z[t])*h[t-1] + z[t]*c[t]
      \(hypothesis) conclude abs(h[T]) <= 1
      """)
    var options = SearchOptions()
    (options.explains, options.provesRepairs) = (true, true)
    let repair = try #require(try claim.check(options).suggestion)
    #expect(repair.item == "assume 0 <= z[t] <= 1" && repair.proof != nil)
  }
}
