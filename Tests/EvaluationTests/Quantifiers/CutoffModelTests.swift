import Claims
import Enclosures
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Random diagonal models at the theorem's cut-off, each decided.
@Suite struct CutoffModelTests {
  static let claim = """
    size N >= 1
    index n in 1..N
    complex a[n], r[n]
    real eps > 0
    let B = sum(n: abs(r[n]))
    let Omega = max(n: abs(im(a[n]))) + sqrt(max(0, (B/eps)^2 - min(n: abs(re(a[n])))^2))
    let K(w) = sum(n: r[n]/(i*w - a[n]))
    conclude forall real w with abs(w) >= Omega: abs(K(w)) <= eps
    """

  @Test func theTheoremsCutOffIsDecided() throws {
    var random = SplitMix64(seed: 4)
    let theorem = try theorem(Self.claim)
    for model in 0..<min(100, 16 * TestScale.factor) {
      let count = model % 16 + 1
      let isReal = model % 3 == 0
      var inputs: [Rational] = []
      for _ in 0..<count {
        inputs += [-random.sixtyFourths(0, 4) - Rational(1, 8), isReal ? 0 : random.sixtyFourths(-4, 4)]
      }
      for _ in 0..<count { inputs += [random.sixtyFourths(-2, 2), isReal ? 0 : random.sixtyFourths(-2, 2)] }
      inputs.append(random.sixtyFourths(0, 2) + Rational(1, 16))
      let ground = try GroundTheorem.lower(theorem, sizes: [count])
      let decision = try Engine(ground).decide(inputs)
      #expect(decision.verdict == .holds, "model \(model): \(inputs)")
    }
  }
}

extension SplitMix64 {
  /// A multiple of 1/64 from `low` to `high`.
  fileprivate mutating func sixtyFourths(_ low: Int, _ high: Int) -> Rational {
    Rational(low * 64 + Int(next() % UInt64((high - low) * 64 + 1)), 64)
  }
}
