import Claims
import Elaboration
import Proofs
import Testing

/// What holds at some sizes and not at all of them, each beside what is false by little.
@Suite struct GroundTacticTests {
  private func proved(_ body: String, at sizes: [String: Int] = [:]) throws -> Bool {
    let theorem = try Theorem.parse("theorem claim\n\(body)\nend\n", file: "claim")[0]
    guard case .proved(let found) = Prover.prove(theorem, fixed: sizes) else { return false }
    return try Elaboration(theorem, fixed: sizes).check(found.proof) == found.steps
  }

  private func average(_ sizes: String, _ bound: String) -> String {
    """
      size T \(sizes)
      index t in 1..T
      real A[t] in [1/4, 1/2], b[t] in [-1, 1]
      let h[0] = 0
      let h[t] = A[t]*h[t-1] + (1 - A[t])*b[t]
      conclude h[T] <= \(bound)
    """
  }

  @Test func gatesBetweenBoundsLeaveWhatTheyLeaveAtTheLength() throws {
    #expect(try proved(average("in 6..6", "1 - 1/4096")))
    #expect(try proved(average(">= 1", "1 - 1/4096"), at: ["T": 6]))
    for less in ["1/1000", "1/1000000000"] {
      #expect(try !proved(average("in 6..6", "1 - 1/4096 - \(less)")))
      #expect(try !proved(average(">= 1", "1 - 1/4096 - \(less)"), at: ["T": 6]))
    }
    #expect(try !proved(average(">= 1", "1 - 1/4096"), at: ["T": 7]))
  }

  @Test func fewSizesAreToldApartWithinOneProof() throws {
    #expect(try proved(average("in 1..4", "1 - 1/256")))
    #expect(try !proved(average("in 1..5", "1 - 1/256")))
  }

  @Test(arguments: [("15/8", true), ("15/8 - 1/1000000000", false)])
  func moduliOfStatesAreTakenByTheirSigns(_ bound: String, _ holds: Bool) throws {
    let claim = """
        size T in 4..4
        index t in 1..T
        real A[t] in [-1/2, 1/2], b[t] in [-1, 1]
        let h[0] = 0
        let h[t] = A[t]*h[t-1] + b[t]
        conclude max(t: abs(h[t])) <= \(bound)
      """
    #expect(try proved(claim) == holds)
  }

  @Test func twoModesThatDriveEachOther() throws {
    let claim = """
        size T in 5..5
        index t in 1..T
        real A[t] in [1/4, 1/2], b[t] in [-1, 1]
        let x[0] = 0
        let y[0] = 0
        let x[t] = A[t]*x[t-1] - 1/4*y[t-1] + b[t]
        let y[t] = 1/4*x[t-1] + A[t]*y[t-1]
      """
    #expect(try proved(claim + "\n  conclude x[T] <= 2"))
    #expect(try !proved(claim + "\n  conclude x[T] <= 3/2"))
  }

  @Test(arguments: [("4", true), ("4 - 1/1000000000", false)])
  func multiAffineClaimsHoldWhereTheyHoldAtAllVertices(_ bound: String, _ holds: Bool) throws {
    let claim = """
        index r, s in 1..3
        real P[r,s] in [-1, 1]
        let d = P[1,1]*(P[2,2]*P[3,3] - P[2,3]*P[3,2]) - P[1,2]*(P[2,1]*P[3,3] - P[2,3]*P[3,1])
        conclude abs(d + P[1,3]*(P[2,1]*P[3,2] - P[2,2]*P[3,1])) <= \(bound)
      """
    #expect(try proved(claim) == holds)
  }

  @Test(arguments: [("1/7", true), ("1/9", false)])
  func intervalsAreHalvedWhereBernsteinsFormDoesNotServe(_ rest: String, _ holds: Bool) throws {
    let claim = "  real x in [-1, 1], y in [-1, 1]\n  conclude x^4 + y^4 + \(rest) >= x*y"
    #expect(try proved(claim) == holds)
  }

  @Test(arguments: [("3/16", true), ("3/16 - 1/1000000000", false)])
  func whatTouchesWithinIsASquare(_ bound: String, _ holds: Bool) throws {
    let claim = """
        real a in [0, 1], c in [0, 1]
        conclude (1 - a)*(1 - c)*(a^2 + a*c + c^2) <= \(bound)
      """
    #expect(try proved(claim) == holds)
  }

  /// What falls without end has no lowest place to look for.
  @Test func theSearchEndsWhereElementsHaveNoEnds() throws {
    #expect(try !proved("  real x\n  conclude x^3 - x + 1 >= 0"))
    #expect(try !proved("  real x\n  conclude log(1 + exp(x)) <= log(2) + x/2 + x^2/9"))
  }

  @Test(arguments: [("1/2", true), ("1/2 - 1/1000000000", false)])
  func whatTouchesToFourthOrderIsASquareOfASquare(_ bound: String, _ holds: Bool) throws {
    let claim = """
        size T in 2..2
        index t in 1..T
        real a in [0, 1]
        let h[0] = a
        let h[t] = 2*h[t-1]*(1 - h[t-1])
        conclude h[T] <= \(bound)
      """
    #expect(try proved(claim) == holds)
  }

  @Test func aStepOfTheDeltaRule() throws {
    let claim = """
        index n, m in 1..2
        real k[n] in [-1, 1], v[n] in [-1, 1], S[n,m] in [-1, 1], beta in [0, 1]
        let R[n,m] = S[n,m] - beta*sum(j in 1..2: S[n,j]*k[j])*k[m] + beta*v[n]*k[m]
      """
    #expect(try proved(claim + "\n  conclude R[1,1] <= 3"))
    #expect(try !proved(claim + "\n  conclude R[1,1] <= 3/2"))
  }
}
