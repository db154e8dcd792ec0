import Foundation
import SSMProof

/// The text report of `ssmproof audit`.
struct AuditText {
  private typealias F = AuditFigures

  func render(_ audit: Audit) -> String {
    var lines = head(audit)
    for layer in audit.layers { lines += [""] + describe(layer, audit) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func head(_ audit: Audit) -> [String] {
    let c = audit.configuration
    var states = "\(c.learnedStateCount) states"
    if c.oneStateCount + c.zeroStateCount > 0 {
      states = "\(c.stateCount) states (\(c.oneStateCount) with A = 0, \(c.learnedStateCount) learned, "
      states += "\(c.zeroStateCount) with A = \(MambaConfiguration.zeroStateA))"
    }
    let lengths = Set(audit.sequenceLengths)
    let longest = F.plural(lengths.max() ?? 0, "token")
    let length = lengths.count == 1 ? longest : "\(lengths.min() ?? 0) to \(longest)"
    var lines = [
      "audit of \(audit.folder)",
      "  model: \(F.plural(c.layerCount, "layer")), hidden size \(c.hiddenSize), \(c.channelCount) channels, \(states)",
      "  tokens: \(audit.tokensFile): \(F.plural(audit.sequenceLengths.count, "sequence")) of \(length)",
    ]
    if !audit.isComplete {
      lines.append(
        "  STOPPED after \(audit.finishedSequences) of \(F.plural(audit.sequenceLengths.count, "sequence"))")
    }
    let rungs = audit.rungs.map { rung in
      "\(rung.bits.map { "\($0) bits" } ?? "double balls") for \(F.plural(rung.sequences, "sequence"))"
    }
    if !rungs.isEmpty { lines.append("  arithmetic: \(rungs.joined(separator: ", "))") }
    lines += leftAside(audit)
    lines += [
      "  Ranges and bounds are certified and rounded outward; counts are of certified answers.",
      "  Per channel and state: h_t = A_t h_(t-1) + D_t b_t with A_t = exp(-a step_t); D and b split step_t B_t u_t.",
      "  Sequences, layers, channels and states are counted from 0.",
    ]
    return lines
  }

  /// What of the folder no figure speaks of; all of it is in the JSON report.
  private func leftAside(_ audit: Audit) -> [String] {
    var lines: [String] = []
    let counts = Dictionary(grouping: audit.leftAside, by: \.reason).sorted { $0.key < $1.key }
    for (reason, members) in counts where reason != "ignored as asked" {
      let more = members.count > 1 ? " and \(members.count - 1) more" : ""
      lines.append("  left aside: \(members[0].name)\(more) (\(reason))")
    }
    if !audit.configuration.ignored.isEmpty {
      lines.append("  IGNORED, as asked: \(audit.configuration.ignored.joined(separator: ", "))")
    }
    return lines
  }

  private func describe(_ layer: LayerAudit, _ audit: Audit) -> [String] {
    var lines = [
      "layer \(layer.index)",
      "  step            \(F.range(layer.leastStep.hull(layer.greatestStep)))",
    ]
    for group in layer.groups { lines += describe(group, layer, isAlone: layer.groups.count == 1) }
    lines += channels(layer)
    lines += influence(layer, audit)
    return lines
  }

  private func describe(_ group: StateGroupAudit, _ layer: LayerAudit, isAlone: Bool) -> [String] {
    let name =
      switch group.group {
      case .ones: "states with A = 0"
      case .learned: isAlone ? "states" : "learned states"
      case .zeros: "states with A = \(MambaConfiguration.zeroStateA)"
      }
    var lines = ["  \(name): \(group.stateCount) per channel"]
    lines.append("    least gate     \(F.gate(group.leastGate))")
    lines.append("    greatest gate  \(F.gate(group.greatestGate))")
    for (threshold, tally) in zip(Audit.shareThresholds, group.shares) {
      lines.append("    gate above \(threshold): \(F.share(tally)) (sequence, channel, state, token)")
    }
    lines += [
      "    split D = step, b = B u:",
      "      A + D <= 1 at \(F.share(group.gateEntries)) (sequence, channel, state, token)",
      "      A + D <= 1 always: \(F.share(group.gateAlways)) (channel, state)",
      "      A + D = 1 always, as D.5 asks: \(F.share(group.equalityAlways)) (channel, state)",
      "      all hypotheses of 4.2, in every sequence: \(F.share(group.hypothesesAlways)) (channel, state)",
    ]
    lines += contraction(group.simplified, "4.2", "(sequence, channel, state)", indent: "      ")
    if let convex = group.convex {
      lines += [
        "    split D = 1 - A, b = step B u/(1 - A), where A + D = 1 by construction:",
        "      h_1 between the least and the greatest b, as the repaired D.5 asks, in every sequence: "
          + "\(F.share(group.convexAlways)) (channel, state)",
      ]
      lines += contraction(convex, "the repaired D.5", "(sequence, channel, state)", indent: "      ")
    }
    return lines
  }

  private func contraction(
    _ audit: ContractionAudit, _ theorem: String, _ unit: String, indent: String
  ) -> [String] {
    var lines = ["hypotheses of \(theorem): met by \(F.share(audit.hypotheses)) \(unit)"]
    func say(
      _ place: String, _ tally: Tally, _ ratio: ContractionAudit.Sharpest?,
      _ relative: ContractionAudit.Sharpest?,
      isSettled: Bool = false
    ) {
      guard tally.total > 0 else { return }
      // The theorem is proved: what the arithmetic leaves open holds by it.
      let answers =
        isSettled && tally.undecided > 0
        ? "holds \(tally.yes), fails \(tally.no), \(tally.undecided) too near equality for this arithmetic (they hold by the theorem)"
        : F.answers(tally)
      lines.append("  conclusion \(place): \(answers)")
      if let ratio { lines.append("    largest max|h_t - h_s| / max|b_t - b_s|: \(sharpest(ratio))") }
      if let relative { lines.append("    largest share of the bound: \(sharpest(relative))") }
    }
    say(
      "where they are met", audit.conclusionWhereMet, audit.sharpestWhereMet, audit.nearestToBoundWhereMet,
      isSettled: true)
    say("elsewhere", audit.conclusionElsewhere, audit.sharpestElsewhere, audit.nearestToBoundElsewhere)
    say("where that is open", audit.conclusionWhereOpen, nil, nil)
    if audit.withoutRatio > 0 {
      lines.append("  without a ratio (all b equal, or not told apart): \(audit.withoutRatio)")
    }
    return lines.map { indent + $0 }
  }

  private func sharpest(_ value: ContractionAudit.Sharpest) -> String {
    let state = value.state.map { ", state \($0)" } ?? ""
    let doubt = value.isCertain ? "" : " or within the range of it elsewhere"
    return "\(F.range(value.value)) at sequence \(value.sequence), channel \(value.channel)\(state)\(doubt)"
  }

  private func channels(_ layer: LayerAudit) -> [String] {
    let c = layer.channels
    var lines = [
      "  whole channels:",
      "    A + D <= 1 with D = step at every learned state and token: \(F.share(c.gateAlwaysLearned))",
    ]
    if layer.groups.count > 1 {
      lines.append("    the same at every state, constant ones too: \(F.share(c.gateAlwaysAll))")
    }
    lines += [
      "    all hypotheses of 4.2 at every state, in every sequence: \(F.share(c.hypothesesAlways))",
      "    h_1 in the hull of the convex split at every state, in every sequence: \(F.share(c.convexAlways))",
    ]
    return lines
      + contraction(
        c.asPrinted, "4.2 as printed (maximum norm over the states)", "(sequence, channel)", indent: "    ")
  }

  private func influence(_ layer: LayerAudit, _ audit: Audit) -> [String] {
    let influence = layer.influence
    guard !influence.distances.isEmpty else { return [] }
    var lines = [
      "  influence through the state, Q(s, t) = A_(s+1) ... A_t = dh_t / d(step_s B_s u_s)"
        + (layer.group(.ones) == nil ? "" : " (without the states with A = 0, where it is 1)") + ":",
      "    a token of the layer's input enters at \(audit.configuration.convolutionWidth) positions, by the convolution",
      "    distance  largest realised             bound rho^k",
    ]
    let last = influence.distances.count
    for entry in influence.distances where entry.distance.nonzeroBitCount == 1 || entry.distance == last {
      let distance = "\(entry.distance)".padding(toLength: 8, withPad: " ", startingAt: 0)
      let computed = F.range(entry.computed).padding(toLength: 27, withPad: " ", startingAt: 0)
      lines.append("    \(distance)  \(computed)  \(F.bound(entry.bound))")
    }
    lines.append("    -log rho: \(F.range(influence.leastExponent))")
    if let constant = influence.stepConstant {
      lines.append("    3.1 by the step: |dh_t / dstep_s| <= C rho^(t-s) with C = \(F.bound(constant))")
    }
    let threshold = audit.options.threshold
    lines += [
      "    memory horizon (least distance from which the influence stays below \(threshold)):",
      "      realised, within the sequences: \(F.horizon(influence.realisedHorizon))",
      "      by rho^k: \(F.horizon(influence.uniformHorizon))",
      "      quantiles over (channel, state): "
        + influence.realisedQuantiles.map { "\($0.percent) %: \(F.horizon($0.horizon))" }.joined(
          separator: "; "),
      "      the same by each one's greatest gate: "
        + influence.uniformQuantiles.map { "\($0.percent) %: \(F.horizon($0.horizon))" }.joined(
          separator: "; "),
    ]
    return lines
  }
}
