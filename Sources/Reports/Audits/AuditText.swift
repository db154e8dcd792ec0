import Foundation
import Models

/// The text report of an audit: the summary, and with `isVerbose` every figure of every layer behind it.
package struct AuditText {
  private typealias F = AuditFigures
  private let isVerbose: Bool

  package init(isVerbose: Bool = false) { self.isVerbose = isVerbose }

  package func render(_ audit: Audit) -> String {
    let summary = AuditSummary(audit: audit)
    var lines = summary.lines()
    if isVerbose {
      lines += [""] + summary.details() + [""] + legend
      for layer in audit.layers { lines += [""] + describe(layer, audit) }
    }
    return lines.flatMap { TextLines.fitted($0) }.joined(separator: "\n") + "\n"
  }

  private let legend = [
    "Ranges and bounds are certified and rounded outward; counts are of certified answers.",
    "Per channel and state: h_t = A_t h_(t-1) + D_t b_t with A_t = exp(-a step_t); D and b split step_t B_t u_t.",
    "4.2 is asked with D = step, D.5 as printed with A + D = 1 too, repaired with D = 1 - A.",
    "Sequences, layers, channels and states are counted from 0.",
  ]

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
      if group.withoutSplit > 0 {
        lines.append("      no such split, A = 1: \(group.withoutSplit) (channel, state)")
      }
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
      if let ratio { lines.append("    largest max|h_t - h_s| / max|b_t - b_s|: \(ratio)") }
      if let relative { lines.append("    largest share of the bound: \(relative)") }
    }
    say(
      "where they are met", audit.conclusionWhereMet, audit.sharpestWhereMet, audit.nearestToBoundWhereMet,
      isSettled: true)
    say("elsewhere", audit.conclusionElsewhere, audit.sharpestElsewhere, audit.nearestToBoundElsewhere)
    say("where that is open", audit.conclusionWhereOpen, nil, nil)
    for (count, what) in [
      (audit.withoutRatio, "without a ratio (all b equal)"),
      (audit.openRatios, "with a ratio that is open"),
      (audit.withoutShare, "without a share of the bound, which is 0 there (A = 1)"),
      (audit.openShares, "with a share of the bound that is open"),
    ] where count > 0 {
      lines.append("  \(what): \(count)")
    }
    return lines.map { indent + $0 }
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
    guard !influence.distances.isEmpty else {
      return ["  influence through the state: no two tokens in a sequence, so no distance to tell of"]
    }
    var lines = [
      "  influence through the state, Q(s, t) = A_(s+1) ... A_t = dh_t / d(step_s B_s u_s)"
        + (layer.group(.ones) == nil ? "" : " (without the states with A = 0, where it is 1)") + ":",
      "    a token of the layer's input enters at \(audit.configuration.convolutionWidth) positions, by the convolution",
    ]
    let last = influence.distances.count
    let shown = influence.distances.filter { $0.distance.nonzeroBitCount == 1 || $0.distance == last }
    let rows =
      [["distance", "largest realised", "bound rho^k"]]
      + shown.map { ["\($0.distance)", F.range($0.computed), F.bound($0.bound)] }
    let columns = Columns(rows, least: [8, 27])
    lines += rows.map { "    " + columns.line($0) }
    lines.append("    -log rho: \(F.range(influence.leastExponent))")
    lines.append(
      "    3.1 by the step: |dh_t / dstep_s| <= C rho^(t-s) with C = "
        + (influence.stepConstant.map(F.bound) ?? F.open))
    let threshold = NumberText.short(audit.options.threshold)
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
