import Foundation
import Numbers
import Testing

@testable import Evaluation
@testable import Programs

/// Random diagonal models at the theorem's cut-off, each decided.
@Suite struct CutoffModelTests {
  private struct Random {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func rational(_ low: Int, _ high: Int) -> Rational {
      Rational(low * 64 + Int(next() % UInt64((high - low) * 64 + 1)), 64)
    }
  }

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
    var random = Random(state: 4)
    let theorem = try theorem(Self.claim)
    let scale = ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"].flatMap { Int($0) } ?? 1
    for model in 0..<min(100, 16 * scale) {
      let count = model % 16 + 1
      let isReal = model % 3 == 0
      var inputs: [Rational] = []
      for _ in 0..<count {
        inputs += [-random.rational(0, 4) - Rational(1, 8), isReal ? 0 : random.rational(-4, 4)]
      }
      for _ in 0..<count { inputs += [random.rational(-2, 2), isReal ? 0 : random.rational(-2, 2)] }
      inputs.append(random.rational(0, 2) + Rational(1, 16))
      let ground = try GroundTheorem.lower(theorem, sizes: [count])
      let decision = try Engine(ground).decide(inputs)
      #expect(decision.verdict == .holds, "model \(model): \(inputs)")
    }
  }
}
