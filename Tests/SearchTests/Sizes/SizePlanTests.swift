import Claims
import Enclosures
import Inputs
import Numbers
import TestSupport
import Testing

@testable import Search

@Suite struct SizePlanTests {
  private func plan(
    _ sizes: String, _ requested: [String: ClosedRange<Int>] = [:]
  ) throws -> [[Int]] {
    try SizePlan(for: try theorem("\(sizes) real x conclude x = x"), requested: requested).combinations
  }

  @Test func aTheoremWithoutSizesHasOneCombination() throws {
    #expect(try plan("") == [[]])
  }

  @Test func theSmallestComesFirstAndNothingTwice() throws {
    for sizes in ["size T >= 1", "size T >= 0, N >= 2", "size T in 2..4, N in 1..1, K >= 3"] {
      let combinations = try plan(sizes)
      let theorem = try theorem("\(sizes) real x conclude x = x")
      #expect(combinations.first == theorem.sizes.map(\.minimum))
      #expect(Set(combinations).count == combinations.count)
      for combination in combinations {
        for (value, size) in zip(combination, theorem.sizes) {
          #expect(value >= size.minimum && value <= size.maximum ?? .max)
        }
      }
    }
  }

  @Test func aBoundedSizeIsCoveredInFull() throws {
    #expect(try plan("size T in 2..4") == [[2], [3], [4]])
    #expect(Set(try plan("size T in 1..2, N in 1..2")) == [[1, 1], [1, 2], [2, 1], [2, 2]])
  }

  @Test func whatIsAskedForIsTriedAndNothingElse() throws {
    #expect(try plan("size T >= 1", ["T": 3...5]) == [[3], [4], [5]])
    #expect(try plan("size T >= 1", ["T": 7...7]) == [[7]])
    #expect(try plan("size T >= 4", ["T": 1...5]) == [[4], [5]])
    #expect(try plan("size T >= 1, N >= 1", ["T": 2...2, "N": 3...3]) == [[2, 3]])
    let long = try plan("size T >= 1", ["T": 1...1000])
    #expect(long.first == [1] && long.last == [1000] && long.count < 60)
  }

  /// Sizes end at 10^6, declared or not.
  @Test(arguments: [1_000_000, 999_999, 999_996, 999_980, 999_000])
  func nothingIsPlannedBeyondTheLargestSize(_ least: Int) throws {
    for sizes in ["size T >= \(least)", "size T >= 1, N >= \(least)", "size T >= \(least), N >= \(least)"] {
      let plan = try SizePlan(for: try theorem("\(sizes) real x conclude x = x"), requested: [:])
      #expect(!plan.combinations.isEmpty)
      let axes = plan.axes(named: [Rational(99_999), Rational(1, 1_000_000)]).map(\.sizes)
      let further = Array(plan.further.prefix(100))
      let all = [plan.combinations, plan.larger, plan.longest, plan.vertexLengths, axes, further].joined()
      #expect(all.joined().allSatisfy { $0 <= Size.largest }, "\(sizes)")
    }
  }

  @Test func aRangeOutsideTheDeclaredOneIsAnError() throws {
    let error = #expect(throws: InputError.self) { try plan("size T in 1..4", ["T": 9...12]) }
    #expect(error?.message.contains("T in 1..4") == true)
    #expect(throws: InputError.self) { try plan("size T >= 5", ["T": 1...4]) }
  }

  private func further(_ sizes: String, _ requested: [String: ClosedRange<Int>] = [:]) throws -> FurtherSizes
  {
    try SizePlan(for: try theorem("\(sizes) real x conclude x = x"), requested: requested).further
  }

  @Test func whatThePlanLeavesOutComesByItsSize() throws {
    #expect(try Array(further("size T >= 1").prefix(5)) == [[7], [9], [10], [11], [13]])
    #expect(try Array(further("size T in 1..10")) == [[7], [9], [10]])
    #expect(try Array(further("size T in 2..4")).isEmpty)
    #expect(try Array(further("")).isEmpty)
  }

  /// Larger lengths that were not visited in their turn come among the others.
  @Test func nothingThatWasNotVisitedIsLeftOut() throws {
    var plan = try SizePlan(for: try theorem("size T in 1..40 real x conclude x = x"), requested: [:])
    #expect(plan.larger == [[24], [32]])
    plan.visit([24])
    var rest: [[Int]] = []
    while let next = plan.nextFurther() { rest.append(next) }
    #expect(rest.contains([32]) && !rest.contains([24]))
    #expect(Set(plan.combinations + rest + [[24]]).count == 40 && plan.isExhausted)
    plan.passOver([12])
    #expect(!plan.isExhausted)
  }

  @Test func planAndFurtherSizesAreAllThatThereAre() throws {
    let ranges: [String: ClosedRange<Int>] = ["T": 2...40, "N": 1...9, "K": 3...7]
    let plan = try plan("size T >= 1, N >= 1, K >= 1", ranges)
    let rest = try Array(further("size T >= 1, N >= 1, K >= 1", ranges))
    #expect(plan.count + rest.count == 39 * 9 * 5)
    #expect(Set(plan + rest).count == 39 * 9 * 5)
    let totals = rest.map { $0.reduce(0, +) }
    #expect(totals == totals.sorted())
  }

  /// With two sizes without a maximum the totals never end, and are made one at a time.
  @Test func sizesWithoutAMaximumGoOnForever() throws {
    let rest = try Array(further("size T >= 1, N >= 1").prefix(3000))
    #expect(rest.count == 3000 && Set(rest).count == 3000)
    #expect(try Array(further("size T in 999998..1000000")).isEmpty)
  }
}
