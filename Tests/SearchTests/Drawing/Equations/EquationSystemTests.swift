import Evaluation
import Numbers
import Testing

@testable import Search

@Suite struct EquationSystemTests {
  private func generator(_ items: String, sizes: [Int] = []) throws -> InstanceGenerator {
    InstanceGenerator(try ground(items + " conclude 0 <= 1 or 1 <= 0", sizes: sizes))
  }

  private static let orthogonal =
    "index r, s in 1..3 real W[r,s] in [-1, 1] "
    + "assume sum(k in 1..3: W[r,k]*W[s,k]) = if r = s then 1 else 0"
  private static let unitary =
    "index r, s in 1..2 complex U[r,s] "
    + "assume sum(k in 1..2: U[r,k]*conj(U[s,k])) = if r = s then 1 else 0"
  private static let normalised =
    "size N >= 2 index n in 1..N real x[n] assume sum(n: x[n]) = 0 assume sum(n: x[n]^2)/N = 1"

  /// The forms are those that were written, whatever way they were written.
  @Test func formsAreReadFromValues() throws {
    let generator = try generator(
      "complex z real x, y assume abs(z) = x assume (x + 2*y)^2 - 3*y = 5 assume exp(x) = y + 2")
    let forms = generator.equalities.map { QuadraticForm(generator.evaluator, $0) }
    #expect(forms.count == 3 && forms[2] == nil)
    let point: [Rational] = [3, 4, -5, 7]
    // Of the modulus the difference of squares.
    let modulus = try #require(forms[0])
    #expect(modulus.value(point).isZero && !modulus.value([3, 4, 4, 7] as [Rational]).isZero)
    let square = try #require(forms[1])
    // (x + 2y)² − 3y − 5 is 1 at (1, 1), −1 at (1, −1) and −5 at 0.
    let unit = square.value([0, 0, 1, 1] as [Rational])
    #expect(!square.isAffine && !unit.isZero)
    #expect(
      square.value([0, 0, 1, -1] as [Rational]) == -unit
        && square.value([0, 0, 0, 0] as [Rational]) == -5 * unit)
  }

  @Test(arguments: [(orthogonal, [Int](), 9, 3), (unitary, [], 8, 4)])
  func turnsAreFound(_ items: String, sizes: [Int], inputs: Int, atLeast: Int) throws {
    let system = try #require(try generator(items, sizes: sizes).systems.first)
    #expect(system.inputs.count == inputs && system.turns.count >= atLeast)
    #expect(!system.bases.isEmpty && system.bases.allSatisfy { system.isMet(by: $0) })
    for turn in system.turns {
      var x = system.bases[0]
      turn.apply(Rational(5, 13), Rational(-12, 13), &x)
      #expect(system.isMet(by: x) && x != system.bases[0])
    }
  }

  /// Points near ones that are met only in plain doubles.
  @Test func pointsComeAsNearAsIsAskedFor() throws {
    let system = try #require(try generator(Self.orthogonal).systems.first)
    // Turned by angles whose cosines are not rational.
    let (c, s) = (0.8.squareRoot(), 0.2.squareRoot())
    let (d, e) = (0.3.squareRoot(), 0.7.squareRoot())
    let target = [c, s * d, s * e, -s, c * d, c * e, 0, -e, d]
    for reach in [8, 20, 40] {
      let point = try #require(system.turned(near: target, reach))
      #expect(system.isMet(by: point))
      for (x, y) in zip(point, target) {
        #expect((x.approximation - y).magnitude < 40 / Double(1 << reach))
      }
    }
  }

  @Test(arguments: [
    (orthogonal, [Int]()), (unitary, []), (normalised, [2]), (normalised, [4]), (normalised, [6]),
    ("complex z, w assume abs(z) = 1 assume abs(w) = 1", []),
    (
      "index n in 1..4 real q[n], k[n] assume sum(n: q[n]^2) = 1 assume sum(n: k[n]^2) = 1 "
        + "assume sum(n: q[n]*k[n]) = 0", []
    ),
    (
      "index r, s in 1..3 real P[r,s] in [0, 1] assume sum(k in 1..3: P[r,k]) = 1 "
        + "assume sum(k in 1..3: P[k,s]) = 1", []
    ),
  ])
  func nearlyAllDrawsMeetTheEquations(_ items: String, sizes: [Int]) throws {
    let generator = try generator(items, sizes: sizes)
    let engine = Engine(generator.ground)
    var random = SplitMix64(seed: 11)
    let draws = (0..<100).map { _ in generator.draw(&random).inputs }
    let met = try draws.count { try engine.verdict($0) == .holds }
    #expect(met >= 80, "\(met) of 100: \(items)")
    // And they are not all the same.
    #expect(Set(draws).count > (sizes == [2] ? 1 : 20), "\(items)")
  }

  /// 3/2 is not x² + xy + y²: no rational point, and no claim that there is one.
  @Test func systemsWithoutRationalPointsHaveNoBase() throws {
    let system = try #require(try generator(Self.normalised, sizes: [3]).systems.first)
    #expect(system.bases.isEmpty)
  }
}
