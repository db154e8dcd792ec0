import Foundation
import Numbers
import SSMProof
import TestSupport
import Testing

@testable import SSMProofTesting

/// Code held against the same or other code on enclosures.
@Suite struct CodeReferenceTests {
  private static func scan<R: FieldNumber>(_ a: [R], _ x: [R]) -> [R] {
    var h: R = 0
    return zip(a, x).map { a, x in
      h = a * h + x
      return h
    }
  }

  private static func gate<R: RealNumber>(_ step: R, _ logA: R) -> R { exp(-step * exp(logA)) }

  private static let lists = Generator { draw in
    let length = try draw(.size(in: 1...20))
    return (
      try draw(Generator.floats(in: 0...1).array(count: length)),
      try draw(Generator.floats(in: 0...1).array(count: length))
    )
  }

  private static func enclosed(_ a: [Float], _ x: [Float]) -> [Enclosure] {
    scan(a.map { Enclosure($0) }, x.map { Enclosure($0) })
  }

  @Test func computedNumbersAreHeldAgainstCode() async throws {
    let (a, x): ([Float], [Float]) = ([0.5, 0.7, 0.9], [0.1, 0.2, 0.3])
    let found = try await recorded {
      let compared = try await expectEnclosed(Self.scan(a, x), by: { Self.enclosed(a, x) }, ulps: 2)
      #expect(compared.map { $0.indices.map(\.value) } == [[0], [1], [2]])
      #expect(compared[0].error.upper == 0)
      try await expectEnclosed(
        Self.gate(0.1, 0.3), by: { Self.gate(Enclosure(0.1), Enclosure(0.3)) }, ulps: 2)
    }
    #expect(found.isEmpty, "\(found)")
    let line = #line + 2
    let wrong = try await recorded {
      try await expectEnclosed([1, 1.5.nextUp.nextUp], by: { [1, 3 / 2] }, ulps: 1)
    }
    #expect(wrong.map(\.line) == [line])
    #expect(
      wrong.first?.text.components(separatedBy: "\nreproduce")[0] == """
        1 of 2 numbers have an error of more than 1 ulps
        the reference at element = 1: the error is 2 ulps
          computed  = 1.5000000000000004
          certified = 3/2 = 1.5
        """)
  }

  @Test func theFaultIsFoundAndShrunkWithoutAnExpression() async throws {
    let scratch = try Scratch()
    let folder = FailureFolder(path: scratch.path("f"))
    let found = try await recorded {
      for _ in 0..<2 {
        let worst = try await expectAccurate(
          { Scans.faulty($0.0, $0.1) }, by: { Self.enclosed($0.0, $0.1) }, drawing: Self.lists,
          ulps: 1_000_000,
          failures: folder)
        #expect(worst.isShrunk && worst.input.1 == [1, 0, 0, 0, 0] && worst.leftOut == 0)
      }
    }
    #expect(found.count == 2)
    let text = try #require(found.first?.text)
    #expect(text.contains("the reference at element = 4: the error is less than 2^24 ulps"))
    #expect(text.contains("certified = 1") && text.contains("kept in "))
    #expect(found[1].text.contains("at input 0, shrunk in 0 steps to"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("f")).count == 1)
  }

  @Test func codeThatIsRightPasses() async throws {
    let worst = try await worstError(
      of: { Scans.parallel($0.0, $0.1) }, against: { Self.enclosed($0.0, $0.1) }, drawing: Self.lists,
      trials: 80)
    #expect(
      !worst.isShrunk && worst.number.error.approximation > 0.4 && worst.number.error.approximation < 40)
    #expect("\(worst)".hasSuffix("ulps, of 80 inputs"))
    let steps = Generator.tuple(Generator.doubles(in: 0...4), Generator.doubles(in: -4...4))
    let gates = try await expectAccurate(
      { [Self.gate($0.0, $0.1)] }, by: { [Self.gate(Enclosure($0.0), Enclosure($0.1))] }, drawing: steps,
      ulps: 500,
      trials: 100)
    #expect(!gates.isShrunk)
  }

  /// log1p by way of 1 + x: the loss is found, at the simplest x.
  @Test func cancellationIsFound() async throws {
    let worst = try await worstError(
      of: { [log(1 + $0)] }, against: { [log1p(Enclosure($0))] }, drawing: .doubles(in: 0...1), above: 1000)
    #expect(worst.isShrunk && worst.number.error.approximation > 1000 && worst.input < 0.01)
  }

  // MARK: No wrong figure

  @Test func whatHasNoValueEndsTheTestAtItsInput() async throws {
    func thrown(_ body: () async throws -> Void) async -> String {
      do {
        try await body()
        return "nothing"
      } catch {
        return "\(error)"
      }
    }
    let numbers = Generator.integers(in: 0...3)
    let text = await thrown {
      _ = try await worstError(
        of: { [1 / Double($0)] }, against: { [1 / Enclosure($0)] }, drawing: numbers)
    }
    #expect(
      text == "element 0 of what was computed on enclosures has no value: a division by 0\nat the input\n  0")
    // The very infinity that the code gives is no certified value.
    let infinite = await thrown {
      _ = try await expectEnclosed(Double.infinity, by: { 1 / (0 as Enclosure) })
    }
    #expect(infinite.contains("a division by 0"))
    let open = await thrown {
      _ = try await expectEnclosed(1.0, by: { 1 / (log(exp(1 as Enclosure)) - 1) })
    }
    #expect(
      open.contains(
        "is not known closely enough within 2048 bits of precision: open is whether a divisor is 0"))
    let count = await thrown { _ = try await expectEnclosed([1.0], by: { [1, 2] }) }
    #expect(count.contains("1 numbers were computed, and the reference has 2"))
    let sides = await thrown {
      _ = try await expectEnclosed(0.0, by: { log(exp(1 as Enclosure)) - 1 }, ulps: 0)
    }
    #expect(sides.contains("not known closely enough"))
  }

  /// An input without value that shrinking meets is passed over.
  @Test func shrinkingPassesOverWhatHasNoValue() async throws {
    let numbers = Generator.integers(in: 0...9).map { $0 == 0 ? 9 : $0 }
    let worst = try await worstError(
      of: { k in [k > 2 ? 0 : 1 / Double(k)] },
      against: { (k: Int) in [k == 3 ? 1 / (0 as Enclosure) : 1 / Enclosure(k)] },
      drawing: numbers.filter { $0 != 3 }.map { $0 == 4 ? 3 : $0 }.filter { $0 != 3 }, above: 4)
    #expect(worst.isShrunk && worst.input > 3)
  }

  // MARK: Hypotheses

  static let contracting = """
    theorem contracting
      size T >= 1
      index t in 1..T
      real a[t] in [0, 1), x[t]
      assume a[1] <= 1/2
      assume sum(t: a[t]) <= 2
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + x[t]
      conclude abs(h[T]) <= T
    end
    """

  /// Inputs that miss the hypotheses are left out and counted, before the code sees them.
  @Test func inputsThatMissTheHypothesesAreLeftOut() async throws {
    let theorem = try ModelTests.theorem(Self.contracting)
    let models = Generator { draw in
      let a = try draw(Generator.doubles(in: 0...1).array(count: 1...4))
      let x = Array(repeating: 1.0, count: a.count)
      return try Model(Instance(for: theorem, sizes: ["T": a.count], ["a": a, "x": x]), of: theorem)
    }
    struct Missed: Error { var a: [Double] }
    let code: @Sendable (Model) throws -> [Double] = { model in
      let a = try model.doubles("a")
      // Wrong just where a hypothesis fails.
      let isMet =
        a.allSatisfy { $0 < 1 } && a[0] <= 0.5 && a.compactMap { Rational(exactly: $0) }.reduce(0, +) <= 2
      guard isMet else { throw Missed(a: a) }
      return Self.scan(a, try model.doubles("x"))
    }
    let worst = try await expectAccurate(code, by: "h[t]", drawing: models, ulps: 8, trials: 60)
    #expect(worst.tried == 60 && worst.leftOut > 20)
    #expect("\(worst)".hasSuffix("of 60 inputs; \(worst.leftOut) more were left out"))
    let again = try await worstError(
      of: code,
      against: { model in
        Self.scan(try model.doubles("a").map { Enclosure($0) }, try model.doubles("x").map { Enclosure($0) })
      },
      drawing: models, trials: 60)
    #expect(again.leftOut > 20)
  }

  @Test func shrinkingKeepsToTheHypotheses() async throws {
    let theorem = try ModelTests.theorem("theorem apart real x, y assume x >= y + 1 conclude x >= y end")
    let pairs = Generator.tuple(Generator.integers(in: 0...50), Generator.integers(in: 0...50)).map { x, y in
      try Model(Instance(for: theorem, ["x": x, "y": y]), of: theorem, from: "a pair")
    }
    let found = try await recorded {
      let worst = try await expectAccurate(
        { _ in [0.5] }, by: "x - y", drawing: pairs, ulps: 1, trials: 50, failures: .none)
      #expect(try worst.input.rationals("x") == [1] && worst.input.rationals("y") == [0])
    }
    #expect(found.count == 1 && found[0].text.contains("\n  of a pair\n  x = 1\n  y = 0\n"))
  }

  @Test func hypothesesThatNothingMeetsEndTheTest() async throws {
    let theorem = try ModelTests.theorem("theorem none real x assume x > 2 conclude x > 0 end")
    let models = Generator.doubles(in: 0...1).map {
      try Model(Instance(for: theorem, ["x": $0]), of: theorem)
    }
    let error = await #expect(throws: GeneratorError.self) {
      try await worstError(of: { try $0.doubles("x") }, against: "x", drawing: models)
    }
    #expect(error.map { "\($0)".contains("they are not inputs that meet the hypotheses of 'none'") } == true)
  }

  /// A hypothesis without a value is none that is met.
  @Test func openHypothesesAreNotMet() async throws {
    let theorem = try ModelTests.theorem(
      "theorem open real x assume log(x - 2) <= 0 conclude x > 0 end")
    let models = Generator.doubles(in: 0...1).map {
      try Model(Instance(for: theorem, ["x": $0]), of: theorem)
    }
    let error = await #expect(throws: GeneratorError.self) {
      try await worstError(of: { try $0.doubles("x") }, against: "x", drawing: models, trials: 5)
    }
    #expect(error.map { "\($0)".contains("inputs that certainly meet the hypotheses of 'open'") } == true)
  }
}
