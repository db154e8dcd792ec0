import Claims
import Enclosures
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Models

/// Models whose weights overflow, underflow, vanish and run away, each figure held against the plain reference.
///
/// A figure may be as wide as it likes, but no figure may exclude what is true: not at any precision limit, and not
/// where the audit was stopped.
@Suite struct ExtremeModelTests {
  @Test(arguments: 0..<6) func noFigureIsOutside(part: Int) throws {
    for round in 0..<16 * TestScale.factor {
      let seed = UInt64(1000 * part + round)
      var random = SplitMix64(seed: seed)
      let model = Self.model(&random)
      let sequences = (0..<1 + random.below(3)).map { _ in
        (0..<1 + random.below(6)).map { _ in random.below(model.configuration.vocabularySize) }
      }
      let reference = AuditReference(model, sequences)
      try withFolder { folder in
        try model.write(to: folder)
        let opened = try MambaModel(folder: folder)
        let tokens = TokenSequences(file: "t", sequences: sequences)
        for bits in [256, 53, 64] {
          let audit = try Self.audit(opened, tokens, bits: bits)
          #expect(audit.isComplete)
          compare(audit, reference, "seed \(seed), \(bits) bits")
        }
        // Stopped anywhere: the callback is asked a few times in each layer of each sequence.
        let layers = model.configuration.layerCount * sequences.count
        for limit in [
          0, random.below(12), random.below(12 * layers), 12 * layers + random.below(20 * layers),
        ] {
          let audit = try Self.audit(opened, tokens, bits: 256, calls: limit)
          compare(audit, reference, "seed \(seed), stopped after \(limit) calls")
        }
      }
    }
  }

  private static func audit(
    _ model: MambaModel, _ tokens: TokenSequences, bits: Int, calls: Int? = nil
  ) throws -> Audit {
    var options = Audit.Options()
    options.maximumBits = bits
    options.parallelism = calls == nil ? nil : 1
    let counter = Counter(calls ?? .max)
    return try Audit.run(model: model, tokens: tokens, options: options) { _ in counter.takesOne() }
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var left: Int
    init(_ left: Int) { self.left = left }
    func takesOne() -> Bool {
      lock.withLock {
        left -= 1
        return left >= 0
      }
    }
  }

  // MARK: - Models

  private static func model(_ random: inout SplitMix64) -> SyntheticModel {
    var model = SyntheticModel(
      &random, type: .float64, tied: true, biases: random.below(2) == 0, polarized: random.below(4) == 0,
      layers: 1 + random.below(3), hidden: 1 + random.below(3), channels: 1 + random.below(3))
    for index in model.tensors.indices where random.below(3) == 0 { distort(&model.tensors[index], &random) }
    return model
  }

  private static func distort(_ tensor: inout SyntheticModel.Tensor, _ random: inout SplitMix64) {
    func replace(_ change: (Double) -> Double) { tensor.values = tensor.values.map(change) }
    if tensor.name.hasSuffix("A_log") {
      let value = [700.0, -700, 710, -720, -1e6, 0, 0x1p-50, 5, -5][random.below(9)]
      for index in tensor.values.indices where random.below(2) == 0 { tensor.values[index] = value }
    } else if tensor.name.hasSuffix("dt_proj.bias") {
      let value = [1e6, -1e6, -3e6, 700, -740, -40, 1e300][random.below(7)]
      for index in tensor.values.indices where random.below(2) == 0 { tensor.values[index] = value }
    } else {
      switch random.below(6) {
      case 0: replace { _ in 0 }
      case 1: for index in tensor.values.indices where random.below(2) == 0 { tensor.values[index] = 0 }
      case 2: replace { $0 * 1e200 }
      case 3: replace { $0 * 1e-200 }
      case 4: replace { $0 * 0x1p-1030 }
      default: replace { $0 * 1e30 }
      }
    }
  }
}

// MARK: - Comparing

extension ExtremeModelTests {
  private typealias R = AuditReference

  private func compare(_ audit: Audit, _ reference: AuditReference, _ place: String) {
    for (layer, expected) in zip(audit.layers, reference.layers) {
      let place = "\(place), layer \(layer.index)"
      check(layer.leastStep, R.least(expected.steps), "\(place): least step")
      check(layer.greatestStep, R.greatest(expected.steps), "\(place): greatest step")
      for group in layer.groups {
        let states = expected.states.filter { $0.group == group.group }
        let exponents = states.flatMap(\.exponents)
        let name = "\(place): \(group.group)"
        check(group.leastGate.exponent, R.greatest(exponents), "\(name), least gate's exponent")
        check(group.greatestGate.exponent, R.least(exponents), "\(name), greatest gate's exponent")
        check(group.leastGate.gate, R.greatest(exponents).map { (-$0).exp() }, "\(name), least gate")
        check(group.greatestGate.gate, R.least(exponents).map { (-$0).exp() }, "\(name), greatest gate")
        check(group.greatestGate.loss, R.least(exponents).map(R.loss), "\(name), least loss")
        check(group.gateEntries, states.map(\.gates), "\(name), entries")
        check(group.simplified, expected.simplified[group.group] ?? [], "\(name), 4.2")
        if let convex = group.convex { check(convex, expected.convex[group.group] ?? [], "\(name), D.5") }
      }
      check(layer.channels.asPrinted, expected.printed, "\(place): whole channels")
      check(layer.influence, expected, place)
    }
  }

  /// The figure does not exclude the true number.
  private func check(_ figure: Bounds, _ expected: Interval?, _ what: String) {
    guard let expected else { return }
    let truth = expected.bounds
    #expect(figure.lower <= figure.upper, "\(what): \(figure)")
    #expect(figure.lower <= truth.upper && truth.lower <= figure.upper, "\(what): \(figure) against \(truth)")
  }

  private func check(_ figure: Tally, _ expected: [Tally], _ what: String) {
    var sum = Tally()
    for tally in expected { sum += tally }
    #expect(figure.total == sum.total, "\(what): total")
    #expect(figure.yes <= sum.yes + sum.undecided, "\(what): \(figure) against \(sum)")
    #expect(figure.no <= sum.no + sum.undecided, "\(what): \(figure) against \(sum)")
  }

  private func check(_ figure: ContractionAudit, _ expected: [AuditReference.Instance], _ what: String) {
    func tally(_ answers: [Trilean]) -> [Tally] {
      answers.map {
        var tally = Tally()
        tally.add($0)
        return tally
      }
    }
    check(figure.hypotheses, tally(expected.map(\.hypotheses)), "\(what), hypotheses")
    let conclusions = [figure.conclusionWhereMet, figure.conclusionElsewhere, figure.conclusionWhereOpen]
    check(
      Tally(
        yes: conclusions.reduce(0) { $0 + $1.yes }, no: conclusions.reduce(0) { $0 + $1.no },
        undecided: conclusions.reduce(0) { $0 + $1.undecided }), tally(expected.map(\.conclusion)),
      "\(what), conclusions")
    #expect(figure.withoutRatio <= expected.filter { $0.differs != .yes }.count, "\(what): without a ratio")
    check(figure.sharpestWhereMet, expected, .yes, \.ratio, "\(what), ratio where met")
    check(figure.sharpestElsewhere, expected, .no, \.ratio, "\(what), ratio elsewhere")
    check(figure.nearestToBoundWhereMet, expected, .yes, \.share, "\(what), share where met")
    check(figure.nearestToBoundElsewhere, expected, .no, \.share, "\(what), share elsewhere")
  }

  private func check(
    _ figure: ContractionAudit.Sharpest?, _ instances: [AuditReference.Instance], _ isMet: Trilean,
    _ value: KeyPath<AuditReference.Instance, Interval?>, _ what: String
  ) {
    let certain = instances.filter { $0.hypotheses == isMet && $0.differs == .yes }
    let possible = instances.filter { $0.hypotheses == isMet || $0.hypotheses == .unknown }
    let least = certain.compactMap { $0[keyPath: value]?.bounds.lower }.max() ?? 0
    guard let figure else {
      #expect(certain.allSatisfy { $0[keyPath: value] == nil }, "\(what): left out")
      return
    }
    #expect(figure.value.upper >= least, "\(what): \(figure.value) below \(least)")
    let greatest = possible.compactMap { $0[keyPath: value]?.bounds.upper }.max() ?? 0
    #expect(figure.value.lower <= greatest, "\(what): \(figure.value) above \(greatest)")
    guard figure.isCertain else { return }
    let there = instances.first {
      $0.sequence == figure.sequence && $0.channel == figure.channel && $0.state == figure.state
    }
    let atPlace = there?[keyPath: value]?.bounds.upper ?? -1
    #expect(atPlace >= least, "\(what): the largest is not at its certain place: \(atPlace) < \(least)")
  }

  private func check(_ figure: InfluenceAudit, _ expected: AuditReference.Layer, _ place: String) {
    let states = expected.states.filter { $0.group != .ones }
    check(figure.leastExponent, R.least(states.flatMap(\.exponents)), "\(place): -log rho")
    for entry in figure.distances {
      let largest = R.greatest(states.compactMap { $0.influence[entry.distance] })
      check(entry.computed, largest, "\(place): influence at \(entry.distance)")
      if let largest { #expect(largest.bounds.lower <= entry.bound, "\(place): rho^\(entry.distance)") }
    }
    // The least distance from which on all that is realised is below 1/100.
    let limit = PlainForward.number(Rational(1, 100))
    let longest = states.flatMap { $0.influence.keys }.max() ?? 0
    let below = (1...longest + 1).map { k in
      states.reduce(Trilean.yes) { $0 && ($1.influence[k]?.isLess(than: limit) ?? .yes) }
    }
    var least = longest + 1
    while least > 1, below[least - 2] == .yes { least -= 1 }
    guard !below.contains(.unknown) else { return }
    #expect(figure.realisedHorizon.lower <= Integer(least), "\(place): horizon \(figure.realisedHorizon)")
    if let upper = figure.realisedHorizon.upper {
      #expect(upper >= Integer(least), "\(place): \(upper) < \(least)")
    }
  }
}
