import Claims
import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Connectives shield from an empty extremum; quantifiers, free indices and several conclusions do not.
@Suite struct EmptyExtremumTests {
  private static let empty = "max(k in 2..1: x) > 0"
  private static let somewhere = "max(k in 1..t-1: x) > 0"

  @Test(arguments: [
    ("conclude \(empty)", InstanceVerdict.vacuous), ("conclude x > 5 and \(empty)", .violated),
    ("conclude \(empty) and x > 5", .violated), ("conclude x < 5 or \(empty)", .holds),
    ("conclude \(empty) or x < 5", .holds), ("conclude x > 5 implies \(empty)", .holds),
    ("conclude (if x > 5 then max(k in 2..1: x) else x) = x", .holds),
    ("conclude not (\(empty))", .vacuous),
    // t = 1 is empty; t = 2 and t = 3 are what x says.
    ("index t in 1..3 conclude \(somewhere)", .vacuous),
    ("conclude forall t in 1..3: \(somewhere)", .vacuous),
    ("conclude exists t in 1..3: \(somewhere)", .vacuous),
    ("conclude forall t in 1..3: x > 5 and \(somewhere)", .violated),
    ("conclude forall t in 2..3: \(somewhere)", .holds),
    ("conclude forall t in 1..3 with t > 1: \(somewhere)", .holds),
    ("conclude forall t in 1..3 with x > 0 and t > 1: \(somewhere)", .holds),
    ("conclude exists t in 1..3: t = 3 and \(somewhere)", .holds),
    ("conclude (exists t in 1..3: \(somewhere)) or x = 1", .holds),
    ("conclude x > 5 conclude \(empty)", .vacuous), ("conclude \(empty) conclude x > 5", .vacuous),
    ("conclude x > 5 conclude x > 6", .violated),
    // Undefined parts keep to the logic.
    ("conclude forall t in 1..2: 1/(t - 1) < x - 5", .violated),
    ("conclude exists t in 1..2: 1/(t - 1) > 0", .holds),
    ("conclude x > 5 conclude log(x - 1) > 0", .violated),
    // A filter is the left side of an implication.
    ("conclude forall t in 1..2 with \(somewhere): x = x", .holds),
    ("conclude forall t in 1..2 with \(somewhere): x > 5", .vacuous),
    ("conclude exists t in 1..2 with \(somewhere): x > 5", .violated),
    ("conclude 0 = sum(t in 1..2 with x > 5: max(k in 2..1: x))", .holds),
    ("assume \(empty) conclude x > 5", .vacuous),
    ("conclude max(k in 1..2 with x > 5: x) > 7 conclude x > 5", .vacuous),
    ("conclude max(k in 1..2 with x > 0: x) > 7 conclude x > 5", .violated),
    ("conclude forall t in 1..2: max(k in 1..2 with x > t: x) > 7", .vacuous),
    ("conclude forall real w in [0, 1]: forall t in 1..2: w > 2 or \(somewhere)", .vacuous),
  ])
  func verdicts(_ items: String, _ expected: InstanceVerdict) throws {
    #expect(try verdict("real x \(items)", [1]) == expected, "\(items)")
    let ground = try GroundTheorem.lower(try theorem("real x \(items)"), sizes: [])
    #expect(try Engine(ground).judge([[1]])[0].verdict == expected, "\(items), many at a time")
  }

  @Test func theEarlierOnes() throws {
    let items = "size T >= 1 index t in 1..T real a[t] conclude a[t] <= max(k in 1..t-1: a[k])"
    #expect(try verdict(items, sizes: [2], [0, 1]) == .vacuous)
    #expect(try verdict(items, sizes: [3], [0, 1, 7]) == .vacuous)
  }

  /// The connective costs nothing where no extremum can be empty.
  @Test func usualProgramsHaveNoSuchConnective() throws {
    let items = """
      size T >= 1 index t in 1..T real a[t]
      conclude forall t: a[t] <= max(k in 1..t: a[k])
      conclude exists t: a[t] = max(k in 1..T: a[k])
      """
    let ground = try GroundTheorem.lower(try theorem(items), sizes: [4])
    #expect(!ground.program.instructions.contains { $0.opcode == .unlessVacuous })
  }
}
