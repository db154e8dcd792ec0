import Enclosures
import Foundation
import Testing

@testable import Models

/// The audit of small models against counts made from the 300-bit oracle.
@Suite struct SyntheticAuditTests {
  private func audit(
    _ model: SyntheticModel, _ sequences: [[Int]], _ change: (inout Audit.Options) -> Void = { _ in }
  ) throws -> Audit {
    var options = Audit.Options()
    change(&options)
    return try withFolder { folder in
      try model.write(to: folder)
      return try Audit.run(
        model: MambaModel(folder: folder), tokens: TokenSequences(file: "t", sequences: sequences),
        options: options)
    }
  }

  private func rates(_ model: SyntheticModel, _ layer: Int, _ channel: Int) -> [Interval] {
    let c = model.configuration
    let logs = model.values("backbone.layers.\(layer).mixer.A_log")
    let learned = (0..<c.learnedStateCount).map {
      Interval(exactly: logs[channel * c.learnedStateCount + $0], precision: 300).exp()
    }
    let constant = { (a: Rational, n: Int) in Array(repeating: PlainForward.number(a), count: n) }
    return constant(0, c.oneStateCount) + learned + constant(1000, c.zeroStateCount)
  }

  /// Sets the weights that make the step softplus(bias), whatever the tokens are.
  private func fixSteps(_ model: inout SyntheticModel, bias: Double, logA: Double) {
    for index in model.tensors.indices {
      let name = model.tensors[index].name
      let count = model.tensors[index].values.count
      if name.hasSuffix("dt_proj.weight") { model.tensors[index].values = Array(repeating: 0, count: count) }
      if name.hasSuffix("dt_proj.bias") { model.tensors[index].values = Array(repeating: bias, count: count) }
      if name.hasSuffix("A_log") { model.tensors[index].values = Array(repeating: logA, count: count) }
    }
  }

  @Test func countsAgreeWithTheOracle() throws {
    var random = SplitMix64(21)
    for round in 0..<6 * testScale {
      let model = SyntheticModel(&random, type: .float32, polarized: round % 2 == 0)
      let sequences = (0..<2).map { _ in
        (0..<1 + random.below(7)).map { _ in random.below(model.configuration.vocabularySize) }
      }
      let audit = try audit(model, sequences)
      let plain = sequences.map { PlainForward(model, tokens: $0) }
      let c = model.configuration
      for layer in 0..<c.layerCount {
        var expected: [StateGroup: Tally] = [:]
        var conclusions = (met: Tally(), elsewhere: Tally())
        for forward in plain {
          let values = forward.layers[layer]
          for channel in 0..<c.channelCount {
            for (state, rate) in rates(model, layer, channel).enumerated() {
              let group: StateGroup =
                state < c.oneStateCount
                ? .ones : state < c.oneStateCount + c.learnedStateCount ? .learned : .zeros
              var gates = Tally()
              for row in values.step {
                let sum = (-(rate * row[channel])).exp() + row[channel]
                gates.add(sum.isLessOrEqual(to: PlainForward.number(1)))
              }
              expected[group, default: Tally()] += gates
              let answer = theorem(values, channel, state, rate, gates.always)
              if group == .learned {
                if answer.hypotheses == .yes {
                  conclusions.met.add(answer.conclusion)
                } else {
                  conclusions.elsewhere.add(answer.conclusion)
                }
              }
            }
          }
        }
        for group in audit.layers[layer].groups { #expect(group.gateEntries == expected[group.group]) }
        let learned = try #require(audit.layers[layer].group(.learned))
        #expect(learned.simplified.conclusionWhereMet == conclusions.met)
        #expect(learned.simplified.conclusionElsewhere == conclusions.elsewhere)
      }
    }
  }

  /// Theorem 4.2 on one (channel, state), by definition: all pairs of tokens.
  private func theorem(
    _ values: PlainForward.Layer, _ channel: Int, _ state: Int, _ rate: Interval, _ gates: Trilean
  ) -> (hypotheses: Trilean, conclusion: Trilean) {
    let count = values.step.count
    let zero = PlainForward.number(0)
    var (h, b) = ([Interval](), [Interval]())
    for t in 0..<count {
      b.append(values.b[t][state] * values.u[t][channel])
      let injection = values.step[t][channel] * b[t]
      h.append(t == 0 ? injection : (-(rate * values.step[t][channel])).exp() * h[t - 1] + injection)
    }
    let reaches =
      Trilean(b.contains { $0.isNonpositive == .yes }) && Trilean(b.contains { $0.isNonnegative == .yes })
    var (widestH, widestB) = (zero, zero)
    for s in 0..<count {
      for t in 0..<count {
        widestH = Interval.maximum(widestH, (h[t] - h[s]).magnitude)
        widestB = Interval.maximum(widestB, (b[t] - b[s]).magnitude)
      }
    }
    guard count > 1 else { return (gates && reaches, .yes) }
    let greatest = values.step.dropFirst().map { $0[channel] }.reduce(zero, Interval.maximum)
    let factor =
      PlainForward.number(1) - (-(PlainForward.number(Rational(count - 1)) * rate * greatest)).exp()
    return (gates && reaches, widestH.isLessOrEqual(to: factor * widestB))
  }

  /// a = exp(log a) a hair above 1 and steps near 1e-15: A + D differs from 1 by some 1e-30.
  @Test func stepsTooSmallForDoublesAreDecided() throws {
    var random = SplitMix64(31)
    for (logA, step, holds) in [
      (0x1p-50, -34.5, true), (0x1p-52, -60, true), (0, -34.5, false), (-0x1p-52, -34.5, false),
      // a(1 − aΔ/2) against 1 with a − 1 = 2⁻⁵⁰ = 8.9e-16: fails as soon as Δ > 1.8e-15.
      (0x1p-50, -33.5, false), (0x1p-50, -34.0, true), (0x1p-20, -13.0, false), (0x1p-20, -14.0, true),
    ] {
      var model = SyntheticModel(&random, type: .float64, layers: 1)
      fixSteps(&model, bias: step, logA: logA)
      let audit = try audit(model, [[0, 1, 2]])
      let entries = try #require(audit.layers[0].group(.learned)?.gateEntries)
      #expect(entries.undecided == 0)
      #expect(holds ? entries.no == 0 : entries.yes == 0, "log a = \(logA), step \(step)")
    }
  }

  @Test func theEngineClimbsWhereDoublesDoNotDecide() throws {
    var random = SplitMix64(33)
    var model = SyntheticModel(&random, type: .float64, layers: 1)
    fixSteps(&model, bias: -60, logA: 0x1p-52)
    let audit = try audit(model, [[0, 1, 2], [2, 2]])
    #expect(audit.rungs.contains { $0.bits == 128 && $0.sequences == 2 })
    let held = try self.audit(model, [[0, 1, 2]]) { $0.maximumBits = 64 }
    #expect(held.rungs == [Audit.RungUse(bits: nil, sequences: 1)])
    #expect((held.layers[0].group(.learned)?.gateEntries.undecided ?? 0) > 0)
  }

  @Test func horizonsFollowTheirDefinition() throws {
    var random = SplitMix64(35)
    var model = SyntheticModel(&random, type: .float64, layers: 1)
    // Steps softplus(0) = log 2 and a = 1: every gate is 1/2.
    fixSteps(&model, bias: 0, logA: 0)
    let audit = try audit(model, [Array(repeating: 1, count: 9)]) { $0.threshold = Rational(1, 100) }
    let influence = audit.layers[0].influence
    // 2^-7 < 1/100 < 2^-6.
    #expect(influence.realisedHorizon == Horizon(lower: 7, upper: 7))
    #expect(influence.uniformHorizon == Horizon(lower: 7, upper: 7))
    #expect(influence.realisedQuantiles.allSatisfy { $0.horizon == Horizon(lower: 7, upper: 7) })
    for entry in influence.distances {
      let exact = pow(0.5, Double(entry.distance))
      #expect(entry.computed.contains(exact) && entry.bound >= exact && entry.bound < exact * 1.000001)
    }
    let short = try self.audit(model, [[1, 1, 1]])
    #expect(short.layers[0].influence.realisedHorizon == Horizon(lower: 3, upper: nil))
    // Exactly at the threshold the influence is not below it.
    let edge = try self.audit(model, [Array(repeating: 1, count: 9)]) { $0.threshold = Rational(1, 8) }
    #expect(edge.layers[0].influence.uniformHorizon.lower <= Integer(4))
    #expect((edge.layers[0].influence.uniformHorizon.upper ?? 0) >= Integer(4))
  }

  @Test func singleTokensAndParallelRunsAgree() throws {
    var random = SplitMix64(37)
    let model = SyntheticModel(&random, type: .float32, polarized: true)
    let sequences = [[0], [1, 2], [0, 1, 2, 0], [2]]
    let one = try audit(model, sequences) { $0.parallelism = 1 }
    let four = try audit(model, sequences) { $0.parallelism = 4 }
    #expect("\(one.layers)" == "\(four.layers)")
    let single = try audit(model, [[0]])
    #expect(single.layers[0].group(.learned)?.simplified.sharpestWhereMet == nil)
    #expect(single.layers[0].influence.distances.isEmpty)
    #expect(single.layers[0].group(.learned)?.simplified.conclusionElsewhere.no == 0)
  }

  @Test func stoppingReportsWhatIsKnown() throws {
    var random = SplitMix64(39)
    let model = SyntheticModel(&random, type: .float32)
    try withFolder { folder in
      try model.write(to: folder)
      let opened = try MambaModel(folder: folder)
      var options = Audit.Options()
      options.parallelism = 1
      let audit = try Audit.run(
        model: opened, tokens: TokenSequences(file: "t", sequences: [[0, 1], [1, 2], [2, 0]]),
        options: options
      ) { $0.finishedLayers < 3 }
      #expect(audit.finishedSequences == 1 && !audit.isComplete)
      #expect(
        audit.layers[0].group(.learned)?.gateEntries.total == 2 * model.configuration.channelCount
          * model.configuration.learnedStateCount)
    }
  }

  @Test func impossibleSequencesAreRefusedWithTheFigure() throws {
    var random = SplitMix64(41)
    let model = SyntheticModel(&random, type: .float32)
    try withFolder { folder in
      try model.write(to: folder)
      let opened = try MambaModel(folder: folder)
      let tokens = TokenSequences(file: "t", sequences: [Array(repeating: 0, count: 1 << 20)])
      let message = inputError { try Audit.checkMemory(opened, tokens, atOnce: 1, available: 1 << 20) }
      #expect(message.hasPrefix("t: the audit needs about "))
      #expect(
        message.hasSuffix("for sequences of 1048576 tokens, but the machine has 1 MiB; use shorter sequences")
      )
      let threshold = inputError {
        var options = Audit.Options()
        options.threshold = 1
        _ = try Audit.run(
          model: opened, tokens: TokenSequences(file: "t", sequences: [[0]]), options: options)
      }
      #expect(threshold == "the threshold must lie between 0 and 1, found 1")
    }
  }
}
