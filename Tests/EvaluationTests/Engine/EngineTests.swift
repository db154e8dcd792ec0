import Enclosures
import ExactReals
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

@Suite struct EngineTests {
  static let contraction = """
    size T >= 1, N >= 1
    index s, t in 1..T
    index n in 1..N
    real A[t,n] in [0, 1)
    real D[t,n] in [0, 1]
    real b[t,n] in [-1, 1]
    let h[0,n] = 0
    let h[t,n] = A[t,n]*h[t-1,n] + D[t,n]*b[t,n]
    let Amin = min(t, n: A[t,n])
    assume A[t,n] + D[t,n] <= 1
    assume min(t: b[t,n]) <= 0 <= max(t: b[t,n])
    """
  static let instance: [Rational] = {
    let half = Rational(1, 2)
    return [half, half, half, half, half, half, 0, 1, 1]
  }()

  @Test func theEqualityCaseHoldsWithMarginZero() throws {
    let items =
      Self.contraction + """

        conclude max(s, t, n: abs(h[t,n] - h[s,n])) <= (1 - Amin^(T-1)) * max(s, t, n: abs(b[t,n] - b[s,n]))
        """
    let decision = try decide(items, sizes: [3, 1], Self.instance)
    #expect(decision.verdict == .holds)
    #expect(decision.margin?.exact == 0)
  }

  @Test func theStrictFormIsViolatedByIt() throws {
    let items =
      Self.contraction + """

        conclude max(s, t, n: abs(h[t,n] - h[s,n])) < (1 - Amin^(T-1)) * max(s, t, n: abs(b[t,n] - b[s,n]))
        """
    let decision = try decide(items, sizes: [3, 1], Self.instance)
    #expect(decision.verdict == .violated)
    #expect(decision.failing?.left.exact == Rational(3, 4))
    #expect(decision.failing?.right.exact == Rational(3, 4))
  }

  @Test func theFailingComparisonIsNamed() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real x[t]
      conclude 0 <= x[t] < 3
      """
    let failing = try #require(try decide(items, sizes: [3], [1, 2, 7]).failing)
    #expect(failing.indices == [IndexValue(name: "t", value: 3)])
    #expect(failing.left.exact == 7)
    #expect(failing.right.exact == 3)
    #expect(failing.relation == .less)
  }

  @Test func aDifferenceBelowDoublePrecisionIsDecided() throws {
    let tiny = Rational(10).power(-40)
    #expect(try verdict("real x conclude exp(x) > 1 + x", [tiny]) == .holds)
    #expect(try verdict("real x conclude 1 + x > 1", [tiny]) == .holds)
    #expect(try verdict("real x conclude sqrt(2)*sqrt(2) + x > 2", [tiny]) == .holds)
  }

  @Test func equalityOfRootsIsDecided() throws {
    #expect(try formula("sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))") == .holds)
    #expect(try formula("sqrt(2) + sqrt(3) < sqrt(5 + 2*sqrt(6))") == .violated)
    #expect(try verdict("complex z, w conclude abs(z*w) = abs(z)*abs(w)", [1, 2, 3, 5]) == .holds)
  }

  @Test func thePrecisionLimitLeavesCloseTranscendentalValuesUndecided() throws {
    let claim = "real x conclude sin(tanh(x)) <= sin(1 - 1e-300)"
    #expect(try verdict(claim, [700], bits: 64) == .undecided)
    #expect(try verdict(claim, [700], bits: 4096) == .violated)
  }

  @Test func identitiesOfTranscendentalValuesAreDecided() throws {
    #expect(try formula("exp(log(3)) = 3") == .holds)
    #expect(try verdict("real x conclude sigmoid(x) + sigmoid(-x) <= 1", [Rational(1, 3)]) == .holds)
    #expect(try verdict("real x conclude sigmoid(x) + sigmoid(-x) < 1", [Rational(1, 3)]) == .violated)
    #expect(try verdict("real x conclude tanh(x) <= 1 - 1e-300", [700], bits: 64) == .violated)
  }

  @Test func everyRungAgreesOnRationalPrograms() throws {
    let items =
      Self.contraction + """

        conclude max(s, t, n: abs(h[t,n] - h[s,n])) <= (1 - Amin^(T-1)) * max(s, t, n: abs(b[t,n] - b[s,n]))
        """
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [3, 1])
    var state: UInt64 = 7
    func next() -> Rational {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Rational(Int(state >> 33) % 21 - 6, 12)
    }
    let instances = (0..<300).map { _ in (0..<9).map { _ in next() } }
    let rungs: [any Rung] = [
      ScalarRung<Ball>("double", ground.program, precision: 53),
      ScalarRung<Interval>("256 bits", ground.program, precision: 256),
    ]
    let exact = ScalarRung<ExactReal>("exact", ground.program, precision: 256)
    let truths = exact.outcomes(of: instances).map(\.verdict)
    #expect(!truths.contains(nil))
    for rung in rungs {
      for (outcome, truth) in zip(rung.outcomes(of: instances), truths) where outcome.verdict != nil {
        #expect(outcome.verdict == truth, "\(rung.name)")
      }
    }
  }

  /// Exact arithmetic is asked before intervals where those have been of no use; the verdicts are the same.
  @Test func verdictsDoNotDependOnWhatWasDecidedBefore() throws {
    let items = """
      real z in (0, 1]
      let K(w) = 1/(1 - w^2 + 2*i*z*w)
      conclude forall real w: abs(K(w)) <= 3/(5*z)
      """
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [])
    let engine = Engine(ground)
    var states: Set<InstanceVerdict> = []
    for k in 1...24 {
      // True up to sqrt(11)/6.
      let z = [k % 3 == 0 ? Rational(1, 1_000_000 + k) : Rational(k, 25)]
      let verdict = try engine.verdict(z)
      #expect(try Engine(ground).verdict(z) == verdict, "\(z)")
      states.insert(verdict)
    }
    #expect(states == [.violated, .holds])
  }

  @Test(arguments: [
    "real w in [1, 2] conclude gaussian(x: log(abs(w*x))) < 1",
    "real w in [1, 2] conclude forall real x: sin(w*x)^2 + cos(x)^4 <= 3 - exp(-x^2)/1000",
    "real w in [1, 2] conclude forall real x: x^8 - w*x^7 + x^2 >= -9",
  ])
  func whatIsBrokenOffIsUndecided(_ items: String) throws {
    let engine = Engine(try GroundTheorem.lower(try theorem(items), sizes: []))
    let start = engine.effort
    engine.isCancelled = { engine.effort > start }
    let w = Rational(3, 2)
    #expect(try engine.verdict([w]) == .undecided)
    engine.isCancelled = nil
    #expect(try engine.verdict([w]) == .holds)
  }

  /// A part whose margin is not known was once passed over, so that the whole seemed to hold by more.
  @Test(
    arguments: [
      ("real x conclude x <= 10 and not (x > 5)", nil),
      ("real x conclude x <= 10 and (forall real w: x <= w^2 + 5)", nil),
      ("real x conclude x <= 10 and x + 1 <= 4", "1"),
      ("real x conclude (x <= 5 or x <= 7) and (x > 3 implies x > 100)", "5"),
    ] as [(String, String?)])
  func marginsAreOfTheWholeOrNone(_ items: String, _ margin: String?) throws {
    let decision = try Engine(try GroundTheorem.lower(try theorem(items), sizes: [])).decide([2])
    #expect(decision.verdict == .holds)
    #expect(decision.margin?.exact?.description == margin)
  }

  /// Where fractions outgrow exact arithmetic's means, instances were once left undecided.
  @Test func longFractionsAreLeftToEnclosures() throws {
    let items = """
      size T >= 1 index t in 1..T real g in (0, 1)
      let m[0] = 0 let m[t] = g*m[t-1] + 1
      conclude m[T] <= (1 - (g + 1e-30)^T)/(1 - g) + 1e-25
      """
    let engine = Engine(try GroundTheorem.lower(try theorem(items), sizes: [2000]))
    let g = try #require(Rational("8917127262193582/9007199254740992"))
    #expect(try engine.verdict([g]) == .holds)
  }
}
