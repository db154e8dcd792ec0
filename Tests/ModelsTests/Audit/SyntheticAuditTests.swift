import Enclosures
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Models

/// The audit of small models against counts made from the 300-bit oracle.
@Suite struct SyntheticAuditTests {
  private func audit(
    _ model: SyntheticModel, _ sequences: [[Int]], _ change: (inout Audit.Options) -> Void = { _ in }
  ) throws -> Audit {
    var options = Audit.Options()
    options.relativeWidth = 1e-9
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

  /// One (channel, state) of one sequence as the oracle has it.
  private struct Oracle {
    var rate: Interval
    var steps, gates, h, b: [Interval]
    var gateCondition = Tally()
    static let one = PlainForward.number(1)
    static let zero = PlainForward.number(0)

    init(_ values: PlainForward.Layer, _ channel: Int, _ state: Int, _ rate: Interval) {
      self.rate = rate
      steps = values.step.map { $0[channel] }
      gates = steps.map { (-(rate * $0)).exp() }
      b = steps.indices.map { values.b[$0][state] * values.u[$0][channel] }
      h = []
      for t in steps.indices {
        let injection = steps[t] * b[t]
        h.append(t == 0 ? injection : gates[t] * h[t - 1] + injection)
        gateCondition.add((gates[t] + steps[t]).isLessOrEqual(to: Self.one))
      }
    }

    /// max |x_t − x_s| over all pairs.
    static func spread(_ x: [Interval]) -> Interval {
      x.reduce(zero) { widest, a in x.reduce(widest) { Interval.maximum($0, (a - $1).magnitude) } }
    }

    var spreadOfStates: Interval { Self.spread(h) }
    var spreadOfInputs: Interval { Self.spread(b) }
    var reachesZero: Trilean {
      Trilean(b.contains { $0.isNonpositive == .yes }) && Trilean(b.contains { $0.isNonnegative == .yes })
    }
    /// 1 − Amin^(T−1), Amin from the second token on.
    var factor: Interval {
      gates.count == 1
        ? Self.zero : Self.one - gates.dropFirst().reduce(Self.one, Interval.minimum).power(gates.count - 1)
    }
    func concludes(_ inputs: Interval) -> Trilean {
      gates.count == 1 ? .yes : spreadOfStates.isLessOrEqual(to: factor * inputs)
    }
    /// b of the split D = 1 − A.
    var convexInputs: [Interval] { b.indices.map { steps[$0] * b[$0] / (Self.one - gates[$0]) } }
    var firstStateInHull: Trilean {
      let inputs = convexInputs
      return Trilean(inputs.contains { $0.isLessOrEqual(to: h[0]) == .yes })
        && Trilean(inputs.contains { h[0].isLessOrEqual(to: $0) == .yes })
    }
  }

  private func group(_ state: Int, _ c: MambaConfiguration) -> StateGroup {
    state < c.oneStateCount ? .ones : state < c.oneStateCount + c.learnedStateCount ? .learned : .zeros
  }

  @Test func countsAgreeWithTheOracle() throws {
    var random = SplitMix64(seed: 21)
    for round in 0..<6 * TestScale.factor {
      let model = SyntheticModel(&random, type: .float32, polarized: round % 2 == 0)
      let sequences = (0..<2).map { _ in
        (0..<1 + random.below(7)).map { _ in random.below(model.configuration.vocabularySize) }
      }
      let audit = try audit(model, sequences)
      let plain = sequences.map { PlainForward(model, tokens: $0) }
      for layer in 0..<model.configuration.layerCount {
        try compare(audit.layers[layer], plain.map { $0.layers[layer] }, model)
      }
    }
  }

  private func compare(_ layer: LayerAudit, _ plain: [PlainForward.Layer], _ model: SyntheticModel) throws {
    let c = model.configuration
    var entries: [StateGroup: Tally] = [:]
    var (met, elsewhere, convexMet, convexElsewhere) = (Tally(), Tally(), Tally(), Tally())
    var (printedMet, printedElsewhere) = (Tally(), Tally())
    var influence: [Int: Interval] = [:]
    var shares = (met: Oracle.zero, elsewhere: Oracle.zero)
    var printedShares = shares
    let constant = Interval(exactly: layer.influence.stepConstant ?? .infinity, precision: 300)
    let rho = (-Interval(exactly: layer.influence.leastExponent.lower, precision: 300)).exp()
    for values in plain {
      for channel in 0..<c.channelCount {
        let oracles = rates(model, layer.index, channel).enumerated().map { state, rate in
          Oracle(values, channel, state, rate)
        }
        for (state, oracle) in oracles.enumerated() {
          let group = group(state, c)
          entries[group, default: Tally()] += oracle.gateCondition
          if group == .learned {
            let isMet = oracle.gateCondition.always && oracle.reachesZero
            let conclusion = oracle.concludes(oracle.spreadOfInputs)
            if isMet == .yes { met.add(conclusion) } else { elsewhere.add(conclusion) }
            if oracle.gates.count > 1, oracle.spreadOfInputs.isPositive == .yes {
              let share = oracle.spreadOfStates / oracle.spreadOfInputs / oracle.factor
              if isMet == .yes {
                shares.met = Interval.maximum(shares.met, share)
              } else {
                shares.elsewhere = Interval.maximum(shares.elsewhere, share)
              }
            }
            let convex = oracle.concludes(Oracle.spread(oracle.convexInputs))
            if oracle.firstStateInHull == .yes { convexMet.add(convex) } else { convexElsewhere.add(convex) }
          }
          if group != .ones {
            for s in oracle.gates.indices {
              var product = Oracle.one
              // The derivative of h_s by the step, carried on.
              let past = s == 0 ? Oracle.zero : oracle.h[s - 1]
              let slope = (oracle.b[s] - oracle.rate * oracle.gates[s] * past).magnitude
              for t in s..<oracle.gates.count {
                if t > s {
                  product = product * oracle.gates[t]
                  influence[t - s] = Interval.maximum(influence[t - s] ?? Oracle.zero, product)
                }
                let bound = constant * rho.power(t - s)
                #expect((product * slope).isLessOrEqual(to: bound) == .yes)
              }
            }
          }
        }
        let isMet = oracles.reduce(Trilean.yes) { $0 && $1.gateCondition.always && $1.reachesZero }
        let least = oracles.flatMap(\.gates).reduce(Oracle.one, Interval.minimum)
        let states = oracles.map(\.spreadOfStates).reduce(Oracle.zero, Interval.maximum)
        let inputs = oracles.map(\.spreadOfInputs).reduce(Oracle.zero, Interval.maximum)
        let count = values.step.count
        let conclusion =
          count == 1 ? .yes : states.isLessOrEqual(to: (Oracle.one - least.power(count - 1)) * inputs)
        if isMet == .yes { printedMet.add(conclusion) } else { printedElsewhere.add(conclusion) }
        if count > 1, inputs.isPositive == .yes {
          let share = states / inputs / (Oracle.one - least.power(count - 1))
          if isMet == .yes {
            printedShares.met = Interval.maximum(printedShares.met, share)
          } else {
            printedShares.elsewhere = Interval.maximum(printedShares.elsewhere, share)
          }
        }
      }
    }
    for group in layer.groups { #expect(group.gateEntries == entries[group.group]) }
    let learned = try #require(layer.group(.learned))
    #expect(learned.simplified.conclusionWhereMet == met)
    #expect(learned.simplified.conclusionElsewhere == elsewhere)
    #expect(learned.convex?.conclusionWhereMet == convexMet)
    #expect(learned.convex?.conclusionElsewhere == convexElsewhere)
    #expect(layer.channels.asPrinted.conclusionWhereMet == printedMet)
    #expect(layer.channels.asPrinted.conclusionElsewhere == printedElsewhere)
    let printed = layer.channels.asPrinted
    for (reported, expected, audit) in [
      (learned.simplified.nearestToBoundWhereMet, shares.met, learned.simplified),
      (learned.simplified.nearestToBoundElsewhere, shares.elsewhere, learned.simplified),
      (printed.nearestToBoundWhereMet, printedShares.met, printed),
      (printed.nearestToBoundElsewhere, printedShares.elsewhere, printed),
    ] {
      guard let bounds = reported?.value else {
        #expect(expected.isZero == .yes)
        continue
      }
      // Where some instance's b may all be equal, for all that is known, its share is open, and so is the largest.
      if audit.openRatios == 0, audit.openShares == 0 {
        #expect(bounds.hull(expected.bounds).relativeWidth < 1e-8)
      } else {
        #expect(bounds.lower <= expected.bounds.upper && expected.bounds.lower <= bounds.upper)
      }
    }
    #expect(layer.influence.distances.count == influence.count)
    for entry in layer.influence.distances {
      let value = try #require(influence[entry.distance])
      #expect(
        value.hull(
          Interval(from: entry.computed.rationalLower, to: entry.computed.rationalUpper, precision: 300)
        ).bounds.relativeWidth < 1e-8)
      let (low, high) = (try #require(value.lower), try #require(value.upper))
      #expect(
        try #require(entry.computed.rationalLower) <= high
          && low <= (try #require(entry.computed.rationalUpper)))
      #expect(value.isLessOrEqual(to: Interval(exactly: entry.bound, precision: 300)) == .yes)
    }
  }

  /// a = exp(log a) a hair above 1 and steps near 1e-15: A + D differs from 1 by some 1e-30.
  @Test func stepsTooSmallForDoublesAreDecided() throws {
    var random = SplitMix64(seed: 31)
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
    var random = SplitMix64(seed: 33)
    var model = SyntheticModel(&random, type: .float64, layers: 1)
    fixSteps(&model, bias: -60, logA: 0x1p-52)
    let audit = try audit(model, [[0, 1, 2], [2, 2]])
    #expect(audit.rungs.contains { $0.bits == 128 && $0.sequences == 2 })
    let held = try self.audit(model, [[0, 1, 2]]) { $0.maximumBits = 64 }
    #expect(held.rungs == [Audit.RungUse(bits: nil, sequences: 1)])
    #expect((held.layers[0].group(.learned)?.gateEntries.undecided ?? 0) > 0)
  }

  @Test func horizonsFollowTheirDefinition() throws {
    var random = SplitMix64(seed: 35)
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
    var random = SplitMix64(seed: 37)
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

  @Test func equalInputsHaveNoRatio() throws {
    var random = SplitMix64(seed: 43)
    for tensors in [["x_proj.weight"], ["in_proj.weight"]] {
      var model = SyntheticModel(&random, type: .float32, layers: 1)
      for index in model.tensors.indices where tensors.contains(where: model.tensors[index].name.hasSuffix) {
        model.tensors[index].values = model.tensors[index].values.map { _ in 0 }
      }
      // B = 0, or u constant: every b is the same.
      let learned = try #require(try audit(model, [[0, 1, 2, 0]]).layers[0].group(.learned))
      // That B is 0 is seen exactly; equal values of u have overlapping enclosures, which show no ratio and exclude none.
      let isExact = tensors == ["x_proj.weight"]
      let audit = learned.simplified
      #expect((isExact ? audit.withoutRatio : audit.openRatios) == audit.hypotheses.total)
      #expect(learned.simplified.hypotheses.undecided == 0 && learned.simplified.conclusionWhereMet.no == 0)
      for largest in [audit.sharpestWhereMet, audit.sharpestElsewhere] {
        #expect(isExact ? largest == nil : largest.map { $0.value.lower == 0 && !$0.isCertain } ?? true)
      }
    }
  }

  /// Totals are of all sequences; what was not reached is undecided and open.
  @Test func stoppingReportsWhatIsKnown() throws {
    var random = SplitMix64(seed: 39)
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
      let states = model.configuration.channelCount * model.configuration.learnedStateCount
      for (layer, decided) in [(0, 2), (1, 1)] {
        let learned = try #require(audit.layers[layer].group(.learned))
        #expect(
          learned.gateEntries
            == Tally(
              yes: learned.gateEntries.yes, no: learned.gateEntries.no, undecided: (3 - decided) * 2 * states)
        )
        #expect(learned.gateEntries.total == 3 * 2 * states)
        #expect(learned.simplified.hypotheses.undecided == (3 - decided) * states)
        #expect(learned.simplified.sharpestElsewhere?.isCertain == false)
        #expect(learned.greatestGate.gate.upper == 1 && audit.layers[layer].leastStep.lower == 0)
      }
    }
  }

  @Test func impossibleSequencesAreRefusedWithTheFigure() throws {
    var random = SplitMix64(seed: 41)
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
