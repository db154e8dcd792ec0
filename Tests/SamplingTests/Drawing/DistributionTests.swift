import Claims
import Foundation
import Inputs
import Numbers
import Programs
import TestSupport
import Testing

@testable import Sampling

/// What is drawn follows its law: as scipy knows it (`Fixtures/make.py`), on 100,000 draws of a fixed seed.
@Suite struct DistributionTests {
  private struct Fixture: Decodable {
    struct Continuous: Decodable {
      var law: String
      var points: [Double]
      var cdf: [Double]
      var mean: Double?
      var variance: Double?
    }
    struct Discrete: Decodable {
      var law: String
      var values: [[Double]]
    }
    var continuous: [Continuous]
    var discrete: [Discrete]
  }

  private static let count = 100_000

  private func fixture() throws -> Fixture {
    let url = Repository.folder.appendingPathComponent("Tests/SamplingTests/Fixtures/distributions.json")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
  }

  @Test func continuousLawsPassKolmogorovAndSmirnov() throws {
    for entry in try fixture().continuous {
      let draws = try drawn("real x ~ \(entry.law)", count: Self.count).map { $0[0] }.sorted()
      let n = Double(draws.count)
      var distance = 0.0
      var below = 0
      for (point, cdf) in zip(entry.points, entry.cdf) {
        while below < draws.count, draws[below] <= point { below += 1 }
        distance = max(distance, abs(Double(below) / n - cdf))
      }
      // A sample of the law itself goes beyond it once in a thousand times.
      #expect(distance * n.squareRoot() < 1.95, "\(entry.law): \(distance)")
      guard let mean = entry.mean, let variance = entry.variance else { continue }
      let average = draws.reduce(0, +) / n
      #expect(abs(average - mean) < 4 * (variance / n).squareRoot(), "\(entry.law): mean \(average)")
      let spread = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
      // Without a fourth moment the variance says nothing.
      if !entry.law.hasPrefix("student") {
        #expect(abs(spread / variance - 1) < 0.05, "\(entry.law): variance \(spread)")
      }
    }
  }

  @Test func discreteLawsHaveTheirFrequencies() throws {
    for entry in try fixture().discrete {
      let draws = try drawn("real x ~ \(entry.law)", count: Self.count).map { $0[0] }
      var seen = 0
      for pair in entry.values {
        let (value, share) = (pair[0], pair[1])
        let count = draws.count { $0 == value }
        seen += count
        let n = Double(draws.count)
        #expect(
          abs(Double(count) - share * n) < 4 * (n * share * (1 - share)).squareRoot(),
          "\(entry.law): \(value)")
      }
      #expect(seen == draws.count, "\(entry.law) gives other values")
    }
  }

  @Test func complexNumbersAreDrawnByTheirParts() throws {
    let polar = try drawn("complex z ~ polar(uniform(1, 2), uniform(0, 2*pi))", count: 20_000)
    #expect(
      polar.allSatisfy { (1 - 1e-14...2 + 1e-14).contains(($0[0] * $0[0] + $0[1] * $0[1]).squareRoot()) })
    let quadrants = Dictionary(grouping: polar) { ($0[0] > 0 ? 1 : 0) + ($0[1] > 0 ? 2 : 0) }.mapValues(
      \.count)
    #expect(quadrants.count == 4 && quadrants.values.allSatisfy { abs($0 - 5000) < 300 })
    let parts = try drawn("complex z ~ parts(normal(0, 1), point(3))", count: 1000)
    #expect(parts.allSatisfy { $0[1] == 3 })
    let point = try drawn("complex z ~ point(1/2 - 2*i)", count: 10)
    #expect(point.allSatisfy { $0 == [0.5, -2] })
    let real = try drawn("complex z ~ uniform(0, 1)", count: 10)
    #expect(real.allSatisfy { $0[1] == 0 && $0[0] > 0 })
    // Real and imaginary part of an undeclared law have variance 1/2 each.
    let standard = try drawn("complex z", count: 20_000)
    let size = standard.reduce(0) { $0 + $1[0] * $1[0] + $1[1] * $1[1] } / 20_000
    #expect(abs(size - 1) < 0.04)
  }

  @Test func withoutALawTheDomainSays() throws {
    #expect(try drawn("real x in [2, 5]", count: 1000).allSatisfy { (2...5).contains($0[0]) })
    let above = try drawn("real x >= 3", count: 20_000).map { $0[0] - 3 }
    #expect(above.allSatisfy { $0 >= 0 } && abs(above.reduce(0, +) / 20_000 - 1) < 0.04)
    #expect(try drawn("real x < 3", count: 1000).allSatisfy { $0[0] < 3 })
    let free = try drawn("real x", count: 20_000).map { $0[0] }
    #expect(abs(free.reduce(0, +)) / 20_000 < 0.03)
  }

  @Test func drawsOfOtherPlacesAndSeedsAreIndependent() throws {
    let pairs = try drawn("real x ~ normal(0, 1), y ~ normal(0, 1)", count: 50_000)
    let product = pairs.reduce(0) { $0 + $1[0] * $1[1] } / 50_000
    #expect(abs(product) < 0.02)
    // Neighbours in the stream of draws.
    let line = pairs.map { $0[0] }
    let along = zip(line, line.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / 50_000
    #expect(abs(along) < 0.02)
    let other = try drawn("real x ~ normal(0, 1), y ~ normal(0, 1)", count: 1000, seed: 2)
    #expect(zip(pairs, other).allSatisfy { $0 != $1 })
  }

  /// Numbers that every machine and build has to give.
  @Test func equalSeedsGiveEqualNumbers() throws {
    let text = """
      real a ~ uniform(0, 1), b ~ normal(0, 1), c ~ loguniform(1/1000, 1/10), d ~ lognormal(0, 1), e ~ exponential(1),
        f ~ student(3), g ~ normal(exp(a), sqrt(a)), k ~ mixture(1: normal(0, 1), 1: point(1/3))
      complex z ~ polar(uniform(0, 1), uniform(0, 2*pi))
      """
    let draws = try drawn(text, count: 40)
    let listed = draws.map { $0.map { String($0.bitPattern, radix: 16) }.joined(separator: " ") }.joined(
      separator: "\n")
    let file = "Tests/SamplingTests/Fixtures/golden.txt"
    if Repository.isRecording {
      try (listed + "\n").write(toFile: Repository.path(file), atomically: true, encoding: .utf8)
    }
    #expect(try Repository.text(file) == listed + "\n")
  }

  @Test func everyDrawIsFoundByItsNumberAlone() throws {
    let plan = try plan("real x ~ normal(0, 1), y ~ uniform(x, x + 1)")
    let sampler = Sampler(plan, seed: 5, purpose: "test")
    var inOrder: [[Rational]] = []
    for start in stride(from: UInt64(0), to: 64, by: 8) {
      _ = sampler.draw(SIMD8(repeating: start) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7))
      for lane in 0..<8 { inOrder.append(sampler.instance(lane)) }
    }
    for draw in [63, 0, 17, 5, 17, 40] {
      _ = sampler.draw(SIMD8(repeating: UInt64(draw)))
      #expect(sampler.instance(3) == inOrder[draw])
    }
  }

  @Test func rationalPointsStayRational() throws {
    let plan = try plan(
      "real x ~ point(1/3), y ~ choice(1/7, 2/7), z ~ mixture(1: point(1/10), 1: point(1/2))")
    let sampler = Sampler(plan, seed: 1, purpose: "test")
    for draw in UInt64(0)..<20 {
      _ = sampler.draw(SIMD8(repeating: draw))
      let values = sampler.instance(0)
      #expect(values[0] == Rational(1, 3))
      #expect([Rational(1, 7), Rational(2, 7)].contains(values[1]))
      #expect([Rational(1, 10), Rational(1, 2)].contains(values[2]))
    }
  }

  // MARK: Support

  private func plan(_ declarations: String) throws -> DrawPlan {
    let theorem = try claim("theorem t \(declarations) conclude 0 <= 1 end")
    return try DrawPlan.lower(theorem, sizes: [])
  }

  /// The inputs of many draws, as doubles.
  private func drawn(_ declarations: String, count: Int, seed: UInt64 = 1) throws -> [[Double]] {
    let plan = try plan(declarations)
    let sampler = Sampler(plan, seed: seed, purpose: "test")
    var result: [[Double]] = []
    for start in stride(from: 0, to: count, by: 8) {
      let wrong = sampler.draw(SIMD8(repeating: UInt64(start)) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7))
      #expect(wrong == nil)
      for lane in 0..<min(8, count - start) {
        result.append((0..<plan.inputCount).map { sampler.value($0, lane) })
      }
    }
    return result
  }
}
