import Foundation
import Numbers
import SSMProof
import TestSupport
import Testing

@testable import SSMProofTesting

/// Models that generators draw, and theorems checked on them.
@Suite struct ModelTests {
  static let scan = """
    theorem scan
      size T >= 1
      index t in 1..T
      real a[t] in [0, 1), x[t] in [-1, 1]
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + x[t]
      conclude abs(h[T]) <= T
    end
    """

  static func theorem(_ text: String) throws -> Theorem { try Theorem.parse(text, file: "m.claim")[0] }

  private func samples(_ generator: Generator<Model>, _ count: Int = 200) throws -> [Model] {
    try (0..<count).map { k in
      var draws = Draws(random: SplitMix64(seed: UInt64(k)))
      return try draws(generator)
    }
  }

  /// Domains that rest on sizes, on indices and on other variables, in whatever order they are declared.
  @Test func domainsAreRespected() throws {
    let theorem = try Self.theorem(
      """
      theorem domains
        size T in 1..5, N in 2..3
        index t in 1..T
        index s in 1..t
        real d[t] in [0, 1 - a[t]], a[t] in (0, 1]
        real e[t,s] in (t - 1, t), low <= -2, high > N/3, fixed in [1/3, 1/3]
        real free
        real ramp[t] in [max(0, t - 2), 2^t]
        complex z[t]
        conclude 0 = 0
      end
      """)
    for bits in [53, 24, 8] {
      let models = try samples(.models(of: theorem, bits: bits))
      #expect(Set(models.map { $0.instance.sizes }).count > 5)
      for model in models {
        #expect(try theorem.decide(model.instance).verdict == .holds)
        if bits <= 24 { #expect(try model.floats("e").count == model.floats("e").count) }
      }
    }
    let long = try samples(.models(of: Self.theorem(Self.scan), sizes: ["T": 30...40]))
    #expect(long.allSatisfy { (30...40).contains($0.instance.sizes[0]) })
  }

  /// What is drawn by a distribution is one of its numbers, and stays one when it is shrunk.
  @Test func distributionsAreDrawnFrom() async throws {
    let theorem = try Self.theorem(
      """
      theorem drawn
        size T >= 1
        index t in 1..T
        real step ~ loguniform(1/1000, 1/10), sign[t] ~ choice(-1, 1), w[t] ~ normal(0, 1/T)
        complex z ~ polar(uniform(1/2, 1), uniform(0, 2*pi))
        conclude sum(t: sign[t]) < 3 or step < 1/20
      end
      """)
    let models = try samples(.models(of: theorem, sizes: ["T": 1...8]))
    for model in models {
      let step = try model.doubles("step")[0]
      #expect(0.001 <= step && step <= 0.1)
      #expect(try model.doubles("sign").allSatisfy { abs($0) == 1 })
    }
    #expect(Set(try models.map { try $0.doubles("step")[0] }).count > 150)
    let found = try await recorded {
      let checked = try await check(
        theorem, drawing: .models(of: theorem, sizes: ["T": 1...8]), trials: 2000, failures: .none)
      let small = try #require(checked.counterexample)
      let model = try Model(small.instance, of: theorem)
      // Three signs are needed, and no fewer; normal numbers are 0 where they do not matter.
      #expect(try model.size("T") == 3 && model.doubles("sign") == [1, 1, 1])
      #expect(try model.doubles("w") == [0, 0, 0])
      let step = try model.doubles("step")[0]
      #expect(0.05 <= step && step <= 0.1)
    }
    #expect(found.count == 1, "\(found)")
  }

  /// A number that was drawn goes along when steps before it are left out, and becomes simple inside its distribution.
  @Test(arguments: [
    ("normal(0, 1)", "abs(x[t]) <= 3", 3...3.2), ("uniform(1/10, 9)", "x[t] <= 3", 3...3.1),
    ("loguniform(1/10, 9)", "x[t] <= 3", 3...3.1), ("exponential(1)", "x[t] <= 3", 3...3.1),
    ("integers(1, 9)", "x[t] <= 3", 4...4), ("bernoulli(1/2)", "x[t] <= 0", 1...1),
    ("choice(1, 1/2, 5)", "x[t] <= 3", 5...5),
  ])
  func drawnNumbersShrink(law: String, conclusion: String, range: ClosedRange<Double>) async throws {
    let theorem = try Self.theorem(
      "theorem one size T >= 1 index t in 1..T real x[t] ~ \(law) conclude \(conclusion) end")
    for bits in [53, 24] {
      let models = Generator.models(of: theorem, sizes: ["T": 1...30], bits: bits)
      let found = try await recorded {
        let checked = try await check(theorem, drawing: models, failures: .none)
        let small = try #require(checked.counterexample).instance
        let value = try #require(small.values[0].last?.re)
        #expect(small.sizes == [1] && range.contains(value.approximation.magnitude), "\(law): \(small)")
      }
      #expect(found.count == 1, "\(found)")
    }
  }

  @Test func aViolatedModelShrinksInsideTheGenerator() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("f"))
    let theorem = try Self.theorem(Self.scan.replacing("<= T", with: "<= 3"))
    // Gates are multiples of 1/8 and at least 1/2: so are those of the counterexample.
    let gates = Generator.integers(in: 4...7).map { Double($0) / 8 }
    let models = Generator { draw in
      let length = try draw(.size(in: 1...40))
      let a = try draw(gates.array(count: length))
      let x = try draw(Generator.doubles(in: -1...1).array(count: length))
      return try Model(Instance(for: theorem, sizes: ["T": length], ["a": a, "x": x]), of: theorem)
    }
    let line = #line + 2
    let found = try await recorded {
      let checked = try await check(theorem, drawing: models, failures: folder)
      let small = try #require(checked.counterexample)
      let model = try Model(small.instance, of: theorem)
      // With gates 7/8 and inputs 1, four steps reach 3.31, three only 2.6.
      #expect(try model.size("T") == 4)
      #expect(try model.doubles("a").allSatisfy { (4...7).contains($0 * 8) && ($0 * 8).rounded() == $0 * 8 })
      #expect(checked.counts.tried > 1 && small.decision.verdict == .violated)
    }
    #expect(found.map(\.line) == [line])
    let text = try #require(found.first?.text)
    #expect(text.hasPrefix("scan is violated at model ") && text.contains("\n  T = 4\n  a[t] = ["))
    #expect(
      text.contains("wanted left <= right") && text.contains("\nseed 1\n") && text.contains("ssmproof replay")
    )
    // The model that was kept is tried first.
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path("f"))
    #expect(files.count == 2)
  }

  @Test func hypothesesThrowModelsAway() async throws {
    let narrow = try Self.theorem(
      "theorem narrow real x in [0, 1], y in [0, 1] assume x + y = 1/3 conclude x <= 1 end")
    let error = await #expect(throws: GeneratorError.self) {
      try await check(narrow, drawing: .models(of: narrow), failures: .none)
    }
    #expect(error?.description.contains("models that meet the hypotheses of 'narrow'") == true)
    let half = try Self.theorem(
      "theorem half real x in [0, 1], y in [0, 1] assume x <= y conclude x*x <= y end")
    let checked = try await check(half, drawing: .models(of: half), failures: .none)
    #expect(checked.counts.held == 200 && checked.counts.vacuous > 30 && checked.counterexample == nil)
  }

  @Test func mistakesAreTold() async throws {
    let theorem = try Self.theorem(Self.scan)
    func message(_ generator: Generator<Model>) -> String? {
      var draws = Draws(random: SplitMix64(seed: 1))
      do {
        _ = try draws(generator)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message(.models(of: theorem, sizes: ["N": 1...2])) == "'N' is no size of theorem 'scan'; known: T")
    #expect(
      message(.models(of: theorem, sizes: ["T": 0...2]))
        == "the sizes T = 0...2 reach outside the declared range: T >= 1")
    #expect(
      message(.models(of: theorem, bits: 1)) == "numbers of 1 bits: from 2 to 53 are drawn, 24 for a Float")
    let wrong = try Self.theorem("theorem w real q in [2, 3], p ~ bernoulli(q) conclude p <= 1 end")
    #expect(message(.models(of: wrong))?.contains("the probability lies from 0 to 1") == true)
    let other = try Self.theorem("theorem other real x conclude x = x end")
    let error = await #expect(throws: InputError.self) {
      try await check(theorem, drawing: .models(of: other), failures: .none)
    }
    #expect(error?.message == "the generator makes models of theorem 'other', and 'scan' is checked")
    #expect(throws: InputError.self) { try Generator.models(ofFamily: "none", inFile: "/none.claim") }
  }

  @Test func familiesMakeModels() throws {
    let scratch = try Scratch([
      "f.claim": "family gates size T >= 1 index t in 1..T real a[t] in [0, 1/4] end"
    ])
    let models = try samples(.models(ofFamily: "gates", inFile: scratch.path("f.claim")))
    #expect(try models.allSatisfy { try $0.doubles("a").allSatisfy { 0 <= $0 && $0 <= 0.25 } })
  }
}
