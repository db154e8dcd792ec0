import Foundation
import Numbers
import SSMProof
import TestSupport
import Testing

@testable import SSMProofTesting

/// Code against the mathematics.
@Suite struct AccuracyTests {
  private func theorem() throws -> Theorem { try ModelTests.theorem(ModelTests.scan) }

  private func model(_ a: [Double], _ x: [Double]) throws -> Model {
    let theorem = try theorem()
    return try Model(Instance(for: theorem, sizes: ["T": a.count], ["a": a, "x": x]), of: theorem)
  }

  // MARK: Units in the last place

  @Test func unitsInTheLastPlace() throws {
    func ulps<N: BinaryFloatingPoint>(_ computed: N, _ value: Rational) -> Rational? {
      let error = UlpError(of: computed, from: CertifiedValue(exact: value))
      return error.lower == error.upper ? error.upper : nil
    }
    #expect(ulps(1.0, 1) == 0 && ulps(1.0.nextUp, 1) == 1 && ulps(1.0.nextDown, 1) == Rational(1, 2))
    #expect(ulps(2.0.nextDown, 2) == Rational(1, 2))
    #expect(ulps(Float(1).nextUp, 1) == 1 && ulps(Float(-3), Rational(-3)) == 0)
    #expect(ulps(0.1, Rational(1, 10)).map { $0 < Rational(1, 2) } == true)
    // Subnormal numbers, and zero.
    #expect(ulps(0.0, Rational(2).power(-1074)) == 1 && ulps(Double.leastNonzeroMagnitude, 0) == 1)
    #expect(ulps(Float.leastNonzeroMagnitude, 0) == 1)
    #expect(UlpError(of: Double.nan, from: CertifiedValue(exact: 1)).isWithin(1_000_000) == false)
    #expect("\(UlpError(of: Double.infinity, from: CertifiedValue(exact: 1)))" == "infinitely many ulps")
    #expect("\(UlpError(of: 1.5, from: CertifiedValue(exact: 1)))" == "less than 2^52 ulps")
    #expect("\(UlpError(of: 1.0.nextUp, from: CertifiedValue(exact: 1)))" == "1 ulps")
  }

  /// Against the distance in doubles, on neighbours of random numbers.
  @Test func stepsOfDoublesAreUnits() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<500 {
      let x =
        Double(random.below(1 << 20) + 1)
        * Double(sign: .plus, exponent: random.int(-1060...900), significand: 1)
      var y = x
      let steps = random.below(9)
      for _ in 0..<steps where y < x.binade * 2 - x.ulp * 10 { y = y.nextUp }
      let exact = try #require(Rational(exactly: x))
      let error = UlpError(of: y, from: CertifiedValue(exact: exact))
      #expect(error.upper == Rational(exactly: (y - x) / x.ulp))
    }
  }

  // MARK: One input

  @Test func computedNumbersBesideCertifiedOnes() async throws {
    let model = try model([0.5, 0.1, 0.3], [1, 0.1, -0.7])
    let a = try model.doubles("a"), x = try model.doubles("x")
    var (h, states) = (0.0, [Double]())
    for (a, x) in zip(a, x) {
      h = a * h + x
      states.append(h)
    }
    let result = states
    let found = try await recorded {
      let compared = try await expectEnclosed(result, by: "h[t]", at: model, ulps: 2)
      #expect(compared.count == 3 && compared[0].error.upper == 0 && compared[2].indices.map(\.value) == [3])
      try await expectEnclosed(result[2], by: "h[T]", at: model)
      try await expectEnclosed(0.0, by: "h[1] - 1", at: model, ulps: 0)
      try await expectEnclosed(1.2214027581601699, by: "exp(1/5)", at: model, ulps: 0.5)
    }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func whatIsTooFarIsRecorded() async throws {
    let model = try model([0.5, 0.5], [1, 1])
    let line = #line + 2
    let found = try await recorded {
      try await expectEnclosed([1.0, 1.5.nextUp.nextUp], by: "h[t]", at: model, ulps: 1)
    }
    #expect(found.map(\.line) == [line])
    #expect(
      found.first?.text.components(separatedBy: "\nreproduce")[0] == """
        1 of 2 numbers have an error of more than 1 ulps
        'h[t]' at t = 2: the error is 2 ulps
          computed  = 1.5000000000000004
          certified = 3/2 = 1.5
          T = 2
          a[t] = [1/2, 1/2]
          x[t] = [1, 1]
        """)
    let more = try await recorded {
      try await expectEnclosed(Double.nan, by: "h[1]", at: model)
      try await expectEnclosed(Float(2).squareRoot().nextUp, by: "sqrt(2)", at: model, ulps: 0.5)
    }
    #expect(more.count == 2 && more[0].text.contains("infinitely many ulps"))
    #expect(more[1].text.contains("certified = 1.414213562373094"))
  }

  @Test func mistakesAreTold() async throws {
    let model = try model([0.5, 0.5], [1, 1])
    let messages =
      [
        (
          { try await expectEnclosed([1.0], by: "h[t]", at: model) },
          "1 numbers were computed, and 'h[t]' has 2 values at T = 2"
        ),
        ({ try await expectEnclosed([1.0], by: "h[s]", at: model) }, "unknown"),
        ({ try await expectEnclosed([1.0], by: "1/h[0]", at: model) }, "has no value: division by zero"),
        (
          { try await expectEnclosed([1.0], by: "h[1]", at: model, ulps: .nan) }, "a finite number, 0 or more"
        ),
        ({ try await expectEnclosed([1.0], by: "h[1]", at: model, ulps: -1) }, "a finite number, 0 or more"),
      ] as [(() async throws -> [ComparedNumber<Double>], String)]
    for (body, message) in messages {
      do {
        _ = try await body()
        Issue.record("no error: \(message)")
      } catch {
        #expect("\(error)".contains(message))
      }
    }
  }

  // MARK: The worst input

  @Test func theFaultIsFoundAndShrunkToTheShortestInput() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("f"))
    let theorem = try theorem()
    let models = Generator.models(of: theorem, sizes: ["T": 1...64], bits: 24)
    let found = try await recorded {
      for _ in 0..<2 {
        let worst = try await expectAccurate(
          { try Scans.faulty($0.floats("a"), $0.floats("x")) }, by: "h[t]", drawing: models, ulps: 1_000_000,
          failures: folder)
        // The third round begins at the fifth element, and needs an input before it and gates between.
        #expect(worst.isShrunk && worst.input.instance.sizes == [5])
        #expect(try worst.input.floats("x") == [1, 0, 0, 0, 0])
        #expect(worst.number.indices.map(\.value) == [5] && worst.number.computed == 0)
      }
    }
    #expect(found.count == 2)
    let text = try #require(found.first?.text)
    #expect(
      text.contains("\n  T = 5\n") && text.contains("'h[t]' at t = 5: the error is less than 2^24 ulps"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("f")).count == 1)
  }

  @Test func scansThatAreRightPass() async throws {
    let theorem = try theorem()
    let models = Generator.models(of: theorem, sizes: ["T": 1...16], bits: 24)
      // Without cancellation an error in ulps has a bound.
      .filter("inputs that are not negative", attempts: 200) { model in
        try model.floats("x").allSatisfy { $0 >= 0 }
      }
    let nonnegative = Generator { draw in
      let length = try draw(.size(in: 1...16))
      let a = try draw(Generator.floats(in: 0...0.875).array(count: length))
      let x = try draw(Generator.floats(in: 0...1).array(count: length))
      return try Model(Instance(for: theorem, sizes: ["T": length], ["a": a, "x": x]), of: theorem)
    }
    let scans: [@Sendable ([Float], [Float]) -> [Float]] = [Scans.sequential, Scans.parallel]
    for scan in scans {
      let worst = try await worstError(
        of: { try scan($0.floats("a"), $0.floats("x")) }, against: "h[t]", drawing: nonnegative, trials: 150)
      #expect(
        !worst.isShrunk && worst.number.error.approximation > 0.4 && worst.number.error.approximation < 16)
      #expect("\(worst)".contains("ulps at T = ") && worst.tried == 150)
    }
    var draws = Draws(random: SplitMix64(seed: 1))
    #expect(try draws(models).instance.values[1].allSatisfy { $0.re >= .zero })
  }

  @Test func cancellingEndsTheSearch() async throws {
    let theorem = try theorem()
    let task = Task {
      try await worstError(
        of: { try Scans.sequential($0.floats("a"), $0.floats("x")) }, against: "h[t]",
        drawing: .models(of: theorem, bits: 24), trials: .max)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
