import Foundation
import Numbers
import TestSupport
import Testing

@testable import Sampling

/// The functions of drawing beside the system's, to a few units in the last place.
@Suite struct LaneMathTests {
  private func hold(
    _ name: String, _ range: ClosedRange<Double>, _ ulps: Double = 4,
    _ ours: (SIMD8<Double>) -> SIMD8<Double>,
    _ theirs: (Double) -> Double
  ) {
    var random = SplitMix64(seed: 7, purpose: name)
    for _ in 0..<500 {
      var x = SIMD8<Double>(repeating: 0)
      for lane in 0..<8 {
        x[lane] = range.lowerBound + random.unit().magnitude * (range.upperBound - range.lowerBound)
      }
      let values = ours(x)
      for lane in 0..<8 {
        let expected = theirs(x[lane])
        let error = abs(values[lane] - expected)
        #expect(
          error <= ulps * max(expected.ulp, 1e-300), "\(name)(\(x[lane])) = \(values[lane]), not \(expected)")
      }
    }
  }

  @Test func functionsAreThoseOfTheSystem() {
    hold("exp", -700...700, 4, LaneMath.exp, Foundation.exp)
    hold("log", 1e-300...1e300, 4, LaneMath.log, Foundation.log)
    hold("log", 0.5...2, 4, LaneMath.log, Foundation.log)
    hold("log", .leastNonzeroMagnitude...(.leastNormalMagnitude / 100), 4, LaneMath.log, Foundation.log)
    hold("tanh", -3...3, 64, LaneMath.tanh, Foundation.tanh)
    hold("sigmoid", -30...30, 8, LaneMath.sigmoid) { 1 / (1 + Foundation.exp(-$0)) }
    hold("sine", 0.1...3, 16, LaneMath.sine, Foundation.sin)
    hold("cosine", -1.5...1.5, 64, LaneMath.cosine, Foundation.cos)
  }

  @Test func anglesAreThoseOfTheSystem() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let (y, x) = (random.unit() * 3, random.unit() * 3)
      let angle = LaneMath.angle(SIMD8(repeating: y), SIMD8(repeating: x))[0]
      #expect(abs(angle - atan2(y, x)) < 1e-14)
    }
  }

  @Test func endsOfTheirDomains() {
    let least = Double.leastNonzeroMagnitude
    let log = LaneMath.log(SIMD8(0, -1, .infinity, .nan, 1, least, .greatestFiniteMagnitude, 2))
    #expect(log[0] == -.infinity && log[1].isNaN && log[2] == .infinity && log[3].isNaN && log[4] == 0)
    let exp = LaneMath.exp(SIMD8(-1e308, 1e308, .nan, 0, -745, 709.7, -.infinity, .infinity))
    #expect(
      exp[0] == 0 && exp[1] == .infinity && exp[2].isNaN && exp[3] == 1 && exp[6] == 0 && exp[7] == .infinity)
  }

  @Test func uniformNumbersAreOddMultiples() {
    let uniform = UniformLanes(stream: 1, draws: SIMD8(0, 1, 2, 3, 4, 5, 6, 7))
    for place in 0..<2000 {
      let u = uniform.uniform(place)
      for lane in 0..<8 {
        #expect(u[lane] > 0 && u[lane] < 1)
        let scaled = u[lane] * 0x1p53
        #expect(scaled == scaled.rounded() && Int64(scaled) % 2 != 0)
      }
    }
  }

  @Test func theNormalQuantileIsTheInverse() {
    for p in [1e-300, 1e-20, 1e-5, 0.01, 0.0749, 0.0751, 0.3, 0.5, 0.6, 0.9249, 0.9251, 0.999, 1 - 1e-12] {
      let z = NormalQuantile.value(SIMD8(repeating: p))[0]
      let back = 0.5 * erfc(-z / 2.0.squareRoot())
      #expect(abs(back / p - 1) < 1e-12 * max(1, z * z), "\(p): \(z), \(back)")
    }
  }
}
