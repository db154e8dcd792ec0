import Claims
import Evaluation
import Inputs
import Numbers
import Programs
import TestSupport
import Testing

@testable import Sampling

/// The comparisons of a conclusion are those of its text, whatever the sizes leave of them.
@Suite struct ComparisonListTests {
  /// How many places of a program say which of two numbers is the less.
  private func places(_ trace: Subformula) -> Int {
    switch trace.kind {
    case .comparison(let relation, _, _): relation == .equal || relation == .notEqual ? 0 : 1
    case .all(let parts): parts.reduce(0) { $0 + places($1) }
    case .implies(_, let body): places(body)
    case .any, .element, .forallReal, .opaque: 0
    }
  }

  @Test func theListHasEveryPlaceOfEveryTheorem() throws {
    var (found, theorems) = (0, 0)
    for name in Repository.files(in: "Theorems", ending: ".claim") {
      for theorem in try Theorem.load(path: Repository.path("Theorems/\(name)")) {
        let sizes = theorem.sizes.map { min(max($0.minimum, 2), $0.largestAllowed) }
        guard let ground = try? GroundTheorem.lower(theorem, sizes: sizes) else { continue }
        let expected = ground.program.conclusions.reduce(0) { $0 + places($1) }
        let groups = ComparisonGroup.all(of: ground, in: theorem)
        #expect(groups.reduce(0) { $0 + $1.placeCount } == expected, "\(theorem.name)")
        #expect(groups.count == theorem.orderComparisons.count, "\(theorem.name)")
        for (item, path, _) in theorem.orderComparisons {
          #expect(!theorem.comparisonText(item: item, path: path).isEmpty)
        }
        found += expected
        theorems += 1
      }
    }
    #expect(theorems > 200 && found > 200)
  }

  private func run(
    _ text: String, _ change: (inout SampleOptions) -> Void = { _ in }
  ) throws -> (result: SampleResult, records: [SampleRecord]) {
    var options = SampleOptions()
    options.draws = 200
    change(&options)
    var records: [SampleRecord] = []
    let result = try SampleRun.run(claim(text), options) { records.append($0) }
    return (result, records)
  }

  /// At T = 1 no index values remain: the comparison is there, without a number.
  @Test func aComparisonThatSomeSizesLeaveOut() throws {
    let text = """
      theorem t
        size T in 1..4 ~ integers(1, 4)
        index s, t in 1..T
        real x[t] ~ uniform(0, 1)
        conclude s < t implies x[s]*x[t] <= 1
        conclude x[1] <= 1
      end
      """
    let (result, records) = try run(text)
    let comparisons = result.groups[0].comparisons
    #expect(comparisons.map(\.text) == ["x[s]*x[t] <= 1", "x[1] <= 1"])
    let short = records.filter { $0.instance.sizes == [1] }
    #expect(short.count > 20 && short.allSatisfy { $0.tightness.count == 2 && $0.tightness[0] == nil })
    #expect(comparisons[0].tightness.without == short.count && comparisons[1].tightness.without == 0)
    #expect(comparisons[0].tightness.count + short.count == 200)
    let (fixed, _) = try run(text) { $0.sizes = ["T": [1, 3]] }
    #expect(fixed.groups.map { $0.comparisons.count } == [2, 2])
    #expect(fixed.groups[0].comparisons[0].tightest == nil && fixed.groups[1].comparisons[0].tightest != nil)
  }

  @Test func twelvePartsKeepTheirOrder() throws {
    let parts = (1...12).map { "x <= \($0)" }.joined(separator: " and ")
    let (result, _) = try run("theorem t real x ~ uniform(0, 1) conclude \(parts) end") { $0.draws = 3 }
    #expect(result.groups[0].comparisons.map(\.text) == (1...12).map { "x <= \($0)" })
  }

  /// What eight double balls at once do not compute has a tightness all the same.
  @Test(arguments: [
    ("x^(1/3) <= 2", "x ~ uniform(1, 2)"), ("x^-2 <= 2", "x ~ uniform(1, 2)"),
    ("x <= exp(800*x)", "x ~ uniform(1/2, 3/4)"),
    ("0^x <= 1", "x ~ uniform(1, 2)"), ("gaussian(z: x*z^2) <= 3", "x ~ uniform(1, 2)"),
    ("diff(max(x, 1 - x), x) <= 2", "x ~ uniform(1, 2)"),
    ("x*(exp(1/10^30) - 1) <= exp(1/10^30) - 1", "x ~ uniform(0, 1)"),
  ])
  func everyComparisonHasItsTightness(conclusion: String, declaration: String) throws {
    let (result, records) = try run("theorem t real \(declaration) conclude \(conclusion) end") {
      $0.draws = 24
      $0.measures = ["x^(1/2)"]
      $0.grouping = "x^(1/2)"
    }
    let comparison = result.groups[0].comparisons[0]
    #expect(comparison.tightness.count == 24 && comparison.tightness.open == 0)
    #expect(comparison.margin.count == 24 && result.groups[0].measures[0].figures.count == 24)
    #expect(records.allSatisfy { $0.tightness[0] != nil && $0.measures[0] != nil && $0.group != nil })
  }

  @Test func tightnessBesideTheFirstRungIsEnclosed() throws {
    let (_, records) = try run("theorem t real x ~ uniform(1, 2) conclude x^-2 <= 3 - x end")
    for record in records {
      let x = record.instance.values[0][0].re
      let (ratio, margin) = (1 / (x * x * (3 - x)), 3 - x - 1 / (x * x))
      let (tightness, rest) = (try #require(record.tightness[0]), try #require(record.margins[0]))
      #expect(tightness.lower! <= ratio && ratio <= tightness.upper!)
      #expect(rest.lower! <= margin && margin <= rest.upper!)
    }
  }

  @Test func whatIsUndefinedWidensTheBounds() throws {
    let (result, _) = try run("theorem t real x ~ uniform(-1, 1) conclude log(x) <= 0 end")
    let group = result.groups[0]
    #expect(group.counts.undefined > 50 && group.counts.held > 50)
    #expect(
      group.probabilityMet?.upper == 1 && group.probabilityMet!.lower! < Rational(group.counts.held, 200))
  }

  @Test func sizesThatCannotBeAreToldBeforeAnythingIsDrawn() throws {
    var told = 0
    var options = SampleOptions()
    options.draws = 10
    options.sizes = ["T": [2, 3000]]
    let text = """
      theorem t size T >= 1 index s, t in 1..T real x[t] ~ uniform(0, 1)
      conclude max(s, t: abs(x[s] - x[t])) <= 1 end
      """
    let theorem = try claim(text)
    #expect(throws: InputError.self) { try SampleRun.run(theorem, options) { _ in told += 1 } }
    #expect(told == 0)
  }

  @Test func theHalfWidthIsReachedEverywhereOrTheDrawsEnd() throws {
    let text = "theorem t size T >= 1 index t in 1..T real x[t] ~ uniform(0, 1) conclude x[1] <= 1/2 end"
    let (wide, _) = try run(text) {
      $0.sizes = ["T": [1, 2]]
      $0.halfWidth = Rational(1, 100)
    }
    #expect(wide.endedBy == .draws && wide.halfWidth == Rational(1, 100))
    let (narrow, _) = try run(text) {
      $0.sizes = ["T": [1, 2]]
      $0.halfWidth = Rational(1, 10)
      $0.draws = 100_000
    }
    #expect(narrow.endedBy == .width && narrow.groups.allSatisfy { $0.counts.draws == 1024 })
  }
}
