import Inputs
import Numbers
import Testing

@testable import Evaluation
@testable import Programs

/// Undefined parts follow strong Kleene logic: what is settled without them stays settled.
@Suite struct KleeneTests {
  @Test(arguments: [
    ("1 = 2 and 1/x = 0", InstanceVerdict.violated),
    ("1/x = 0 and 1 = 2", .violated),
    ("1 = 1 and 1/x = 0", .undefined),
    ("1 = 1 or 1/x = 0", .holds),
    ("1/x = 0 or 1 = 1", .holds),
    ("1/x = 0 or 1 = 2", .undefined),
    ("x > 0 implies 1/x > 0", .holds),
    ("1/x > 0 implies 1 = 1", .holds),
    ("1/x > 0 implies 1 = 2", .undefined),
    ("not 1/x > 0", .undefined),
    ("not (1 = 2 and 1/x = 0)", .holds),
    ("forall t in 1..2: t = 2 implies 1/x = 0", .undefined),
    ("exists t in 1..2: t = 1 or 1/x = 0", .holds),
    ("forall t in 1..2: t > 0 or 1/x = 0", .holds),
  ])
  func undefinedPartsAtZero(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try verdict("real x conclude \(text)", [0]) == expected)
  }

  @Test func aFalseHypothesisIsVacuousWhateverTheOthersAre() throws {
    #expect(try verdict("real x assume 1/x > 0 assume x > 1 conclude 1 = 2", [0]) == .vacuous)
    #expect(try verdict("real x assume x > 1 assume 1/x > 0 conclude 1 = 2", [0]) == .vacuous)
    #expect(try verdict("real x assume 1/x > 0 conclude 1 = 2", [0]) == .undefined)
  }

  @Test func oneFalseConclusionViolatesWhateverTheOthersAre() throws {
    #expect(try verdict("real x conclude 1/x > 0 conclude x > 1", [0]) == .violated)
    #expect(try verdict("real x conclude 1/x > 0 conclude x >= 0", [0]) == .undefined)
  }

  @Test func anIfEvaluatesOnlyTheBranchTaken() throws {
    #expect(try verdict("real x conclude (if x = 0 then 0 else 1/x) >= 0", [0]) == .holds)
    #expect(try verdict("real x conclude (if x = 0 then 1/x else 0) >= 0", [0]) == .undefined)
    #expect(try verdict("real x conclude (if 1/x > 0 then 0 else 0) >= 0", [0]) == .undefined)
  }

  /// A condition that may itself be undefined must not choose between two values.
  @Test func aConditionThatIsPerhapsUndefinedChoosesNothing() throws {
    let zero = "sqrt(2)*sqrt(3) - sqrt(6)"
    #expect(try formula("(if 1/(\(zero)) > 0 then 1 else 2) >= 1") == .undefined)
    #expect(try formula("(if 1/(\(zero)) > 0 then 1 else 2) >= 3") == .undefined)
    #expect(try formula("(if \(zero) > 0 and 1/(\(zero)) > 0 then 1 else 2) = 2") == .holds)
    #expect(try formula("1/(\(zero)) > 0 or \(zero) >= 0") == .holds)
    #expect(try formula("1/(\(zero)) > 0 and \(zero) > 0") == .violated)
    #expect(try formula("1/(\(zero)) > 0 and \(zero) >= 0") == .undefined)
  }

  @Test func anUntakenBranchMayLieOutsideEveryEquation() throws {
    let items = "real x let h[0] = 1 conclude (if x > 0 then h[5] else h[0]) = 1"
    #expect(try verdict(items, [0]) == .holds)
    #expect(throws: InputError.self) { try verdict(items, [1]) }
  }

  @Test func filtersComeFirst() throws {
    let items = "size T >= 1 index t in 1..T real x[t] conclude sum(t with x[t] /= 0: 1/x[t]) = 1/2"
    #expect(try verdict(items, sizes: [3], [0, 2, 0]) == .holds)
    let forall = "size T >= 1 index t in 1..T real x[t] conclude forall t with x[t] > 0: 1/x[t] > 0"
    #expect(try verdict(forall, sizes: [2], [0, 1]) == .holds)
  }

  @Test func whatCancelsMustStillBeDefined() throws {
    #expect(try verdict("real x conclude 1/x - 1/x = 0", [0]) == .undefined)
    #expect(try verdict("real x conclude 0*(1/x) = 0", [0]) == .undefined)
    #expect(try verdict("real x conclude 1/x = 1/x", [0]) == .undefined)
    #expect(try verdict("real x conclude (1/x)^0 = 1", [0]) == .undefined)
    #expect(try verdict("real x conclude log(x) <= log(x)", [2]) == .holds)
  }
}
