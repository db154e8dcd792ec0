import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Claims
@testable import Inputs
@testable import Search

@Suite struct AxisTests {
  private func axes(_ text: String) throws -> (SizePlan, [(axis: Int, sizes: [Int])]) {
    let theorem = try theorem(text)
    let plan = try SizePlan(for: theorem, requested: [:])
    return (plan, plan.axes(named: theorem.numbers))
  }

  @Test func theClaimsOwnNumbersComeFirst() throws {
    let (_, axes) = try axes(
      "size T >= 1, N in 1..70 index t in 1..T real x[t] in [-1, 1] conclude sum(t: x[t]) <= 1200 + 0.01*N")
    let first = axes.prefix(20).map(\.sizes)
    for sizes in [[1200, 1], [1201, 1], [100, 1], [99, 1], [1, 69]] { #expect(first.contains(sizes)) }
    #expect(axes.allSatisfy { $0.sizes[1] <= 70 })
  }

  @Test func everySizeNearTheLeastIsThereOnce() throws {
    let (plan, axes) = try axes("size T >= 3 index t in 1..T real x[t] conclude x[T] = x[3]")
    let tried = axes.map(\.sizes) + plan.combinations
    #expect(Set(tried).count == tried.count)
    #expect(Set(3...403).isSubset(of: tried.map { $0[0] }))
    // Before those in between come the ones that people choose.
    let first = axes.prefix(180).map { $0.sizes[0] }
    for size in [64, 67, 96, 100, 127, 128, 129, 256, 300, 512, 1000] { #expect(first.contains(size)) }
  }

  @Test func aTheoremsNumbersAreThoseOfItsText() throws {
    let theorem = try theorem(
      "size T in 2..9 index t in 1..T real x[t] in [1/4, 2.50] assume x[1] /= 1e-3 conclude sum(t: x[t]) < 700"
    )
    #expect(
      theorem.numbers == [
        Rational(1, 1000), 1, 2, Rational(5, 2), 4, 9, 700,
      ])
  }
}
