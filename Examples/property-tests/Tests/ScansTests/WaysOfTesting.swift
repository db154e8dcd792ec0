import Foundation
import SSMProofTesting
import Scans
import Testing

/// Nine ways of testing.
@Suite struct WaysOfTesting {
  /// 1. A claim: a search tries to refute it.
  @Test func claimsSurvive() async throws {
    try await expectSurvives("real x in [0, 1], a in [0, 1] conclude a*x <= x")
    var options = SearchOptions()
    options.instances = 200
    options.sizes = ["T": 1...12]
    try await expectSurvives(Scan.text, options: options)
  }

  /// 2. A claim that is too strong: its refutation is expected.
  @Test func tooStrongAClaimIsRefuted() async throws {
    let found = try await expectRefuted(Scan.text.replacing("<= sum", with: "< sum"))
    #expect(found[0].decision.failing?.left.exact == found[0].decision.failing?.right.exact)
  }

  /// 3. A claim at numbers of one's own, which are taken exactly.
  @Test func aClaimHoldsAtOneInstance() async throws {
    let theorem = try Scan.bounded()
    let instance = try Instance(
      for: theorem, sizes: ["T": 3], ["a": [0.5, 0.25, 0.1], "x": [1, 0, Rational(1, 3)]])
    let decision = try await expectHolds(theorem, on: instance)
    #expect(decision.margin != nil)
  }

  /// 4. A number that was computed, within some units in the last place of what it should be.
  @Test func computedStatesAreEnclosed() async throws {
    let (a, x): ([Float], [Float]) = ([0.5, 0.7, 0.9], [0.1, 0.2, 0.3])
    let theorem = try Scan.bounded()
    let model = try Model(Instance(for: theorem, sizes: ["T": 3], ["a": a, "x": x]), of: theorem)
    try await expectEnclosed(Scans.parallel(a, x), by: "h[t]", at: model, ulps: 4)
  }

  /// 5. A property of values that a generator makes.
  @Test func scansOfAllOnesCount() async throws {
    let lengths = Generator.size(in: 1...100)
    try await forAll(lengths) { count in
      let ones = Array(repeating: Float(1), count: count)
      #expect(Scans.parallel(ones, ones).last == Float(count))
    }
  }

  /// 6. A theorem on models of one's own.
  @Test func theBoundHoldsOnModelsOfOnesOwn() async throws {
    let theorem = try Scan.bounded()
    let decays = Generator.integers(in: 1...10).map { 1 - 1 / Double($0) }
    let models = Generator { draw in
      let decay = try draw(decays)
      let x = try draw(Generator.doubles(in: 0...1).array(count: 1...30))
      let a = Array(repeating: decay, count: x.count)
      return try Model(Instance(for: theorem, sizes: ["T": x.count], ["a": a, "x": x]), of: theorem)
    }
    let checked = try await check(theorem, drawing: models, trials: 100)
    #expect(checked.counts.held == 100)
  }

  /// 7. An implementation against the mathematics, at the worst inputs that are found.
  @Test func scansAreAccurate() async throws {
    let models = try Scan.models(1...16)
    try await expectAccurate(
      { model in try Scans.sequential(model.floats("a"), model.floats("x")) }, by: "h[t]", drawing: models,
      ulps: 8)
    let worst = try await expectAccurate(
      { model in try Scans.parallel(model.floats("a"), model.floats("x")) }, by: "h[t]", drawing: models,
      ulps: 8)
    #expect(worst.number.error.approximation > 0)
  }

  /// 8. An implementation against code that is known to be right, on enclosures: no expression is needed.
  @Test func scansAgreeWithTheSequentialOne() async throws {
    let inputs = Generator { draw in
      let x = try draw(Generator.floats(in: 0...1).array(count: 1...16))
      return (a: try draw(Generator.floats(in: 0...1).array(count: x.count)), x: x)
    }
    try await expectAccurate(
      { Scans.parallel($0.a, $0.x) },
      by: { Scans.sequential($0.a.map { Enclosure($0) }, $0.x.map { Enclosure($0) }) },
      drawing: inputs, ulps: 8)

    let steps: [Double] = [0, 0.001, 0.1, 2]
    try await expectEnclosed(
      Scans.gates(steps, logRate: 0.5),
      by: { Scans.gates(steps.map { Enclosure($0) }, logRate: Enclosure(0.5)) }, ulps: 4)

    let exact = try Enclosure.values(digits: 12) {
      Scans.gates([Enclosure(Rational(1, 10))], logRate: 0)
    }
    #expect(exact[0].text(digits: 10) == "0.904837418..0.9048374181")
  }

  /// 9. A theorem on the numbers of a trained model.
  @Test func theBoundHoldsOnATrainedModel() async throws {
    let theorem = try Scan.bounded()
    let checkpoint = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("../../../checkpoints/mamba-mqar-2l").path
    let channels = try Generator.channels(ofCheckpoint: checkpoint, tokens: 1...4)
    let models = channels.map { channel in
      let a = channel.gates.map { $0[0].midpoint }
      let x = channel.drives.map { $0[0].midpoint.magnitude }
      return try Model(
        Instance(for: theorem, sizes: ["T": a.count], ["a": a, "x": x]), of: theorem, from: "\(channel)")
    }
    let checked = try await check(theorem, drawing: models, trials: 20)
    #expect(checked.counts.held == 20)
  }
}
