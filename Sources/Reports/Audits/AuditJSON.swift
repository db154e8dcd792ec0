import Inputs
import Models
import Numbers

/// The JSON report of an audit. Bounds are decimal strings of 17 digits, rounded outward; null
/// stands for an end at infinity, or for what does not apply. A figure of which nothing is known has null at both
/// ends and `"open": true`.
package struct AuditJSON {
  package init() {}

  /// - Parameter version: The program's version; left out where nil.
  package func render(_ audit: Audit, version: String? = nil) -> String {
    JSONWriter.text(value(audit, version: version), style: .pretty) + "\n"
  }

  func value(_ audit: Audit, version: String?) -> JSONOutput {
    let c = audit.configuration
    var members: [(String, JSONOutput)] = []
    if let version { members.append(("version", .string(version))) }
    members += [
      ("checkpoint", .string(audit.folder)),
      (
        "model",
        .object([
          ("layers", .integer(c.layerCount)), ("hidden_size", .integer(c.hiddenSize)),
          ("channels", .integer(c.channelCount)), ("states", .integer(c.stateCount)),
          ("states_with_A_0", .integer(c.oneStateCount)), ("learned_states", .integer(c.learnedStateCount)),
          ("states_with_A_minus_1000", .integer(c.zeroStateCount)),
          ("vocabulary", .integer(c.vocabularySize)),
          ("convolution", .integer(c.convolutionWidth)),
        ])
      ),
      (
        "tokens",
        .object([
          ("file", .string(audit.tokensFile)),
          ("sequence_lengths", .array(audit.sequenceLengths.map { .integer($0) })),
          ("finished_sequences", .integer(audit.finishedSequences)),
        ])
      ),
      ("complete", .bool(audit.isComplete)),
      (
        "rungs",
        .array(
          audit.rungs.map { rung in
            .object([
              ("rung", .string(rung.bits == nil ? "double balls" : "multi-precision intervals")),
              ("bits", .integer(rung.bits ?? 53)), ("sequences", .integer(rung.sequences)),
            ])
          })
      ),
      (
        "relative_width",
        .object([
          ("wanted", .optional(audit.options.relativeWidth.map { "\($0)" })),
          ("reached", number(Rational(exactly: audit.widestFigure), up: true)),
        ])
      ),
      ("influence_threshold", .string(audit.options.threshold.description)),
      (
        "left_aside",
        .object([
          (
            "tensors",
            .array(
              audit.leftAside.map {
                .object([("name", .string($0.name)), ("reason", .string($0.reason))])
              })
          ),
          ("keys", .array(c.keysWithoutEffect.map { .string($0) })),
          ("ignored", .array(c.ignored.map { .string($0) })),
        ])
      ),
      ("layers", .array(audit.layers.map(layer))),
    ]
    return .object(members)
  }

  private func layer(_ layer: LayerAudit) -> JSONOutput {
    .object([
      ("layer", .integer(layer.index)),
      ("least_step", bounds(layer.leastStep)), ("greatest_step", bounds(layer.greatestStep)),
      ("groups", .array(layer.groups.map(group))),
      (
        "channels",
        .object([
          ("gate_condition_at_every_learned_state", tally(layer.channels.gateAlwaysLearned)),
          ("gate_condition_at_every_state", tally(layer.channels.gateAlwaysAll)),
          ("theorem_4_2_hypotheses_at_every_state", tally(layer.channels.hypothesesAlways)),
          ("convex_hypotheses_at_every_state", tally(layer.channels.convexAlways)),
          ("theorem_4_2_as_printed", contraction(layer.channels.asPrinted)),
        ])
      ),
      ("influence", influence(layer.influence)),
    ])
  }

  private func group(_ group: StateGroupAudit) -> JSONOutput {
    var members: [(String, JSONOutput)] = [
      ("group", .string(group.group.rawValue)), ("states_per_channel", .integer(group.stateCount)),
      ("least_gate", gate(group.leastGate)), ("greatest_gate", gate(group.greatestGate)),
    ]
    if !group.shares.isEmpty {
      members.append(
        (
          "gate_above",
          .array(
            zip(Audit.shareThresholds, group.shares).map { threshold, counts in
              .object([("threshold", .string(threshold.description)), ("entries", tally(counts))])
            })
        ))
    }
    members += [
      (
        "simplified_hold",
        .object([
          ("split", "D = step, b = B u"),
          ("gate_condition_entries", tally(group.gateEntries)),
          ("gate_condition_always", tally(group.gateAlways)),
          ("gate_equality_always", tally(group.equalityAlways)),
          ("hypotheses_always", tally(group.hypothesesAlways)),
          ("theorem_4_2", contraction(group.simplified)),
        ])
      ),
      (
        "convex",
        group.convex.map { convex in
          .object([
            ("split", "D = 1 - A, b = step B u/(1 - A)"),
            ("hypotheses_always", tally(group.convexAlways)),
            ("without_split", .integer(group.withoutSplit)),
            ("repaired_D_5", contraction(convex)),
          ])
        } ?? .null
      ),
    ]
    return .object(members)
  }

  private func contraction(_ audit: ContractionAudit) -> JSONOutput {
    .object([
      ("hypotheses", tally(audit.hypotheses)),
      ("conclusion_where_met", tally(audit.conclusionWhereMet)),
      ("conclusion_elsewhere", tally(audit.conclusionElsewhere)),
      ("conclusion_where_open", tally(audit.conclusionWhereOpen)),
      ("without_ratio", .integer(audit.withoutRatio)), ("open_ratios", .integer(audit.openRatios)),
      ("without_share", .integer(audit.withoutShare)), ("open_shares", .integer(audit.openShares)),
      ("largest_ratio_where_met", sharpest(audit.sharpestWhereMet)),
      ("largest_ratio_elsewhere", sharpest(audit.sharpestElsewhere)),
      ("largest_share_of_bound_where_met", sharpest(audit.nearestToBoundWhereMet)),
      ("largest_share_of_bound_elsewhere", sharpest(audit.nearestToBoundElsewhere)),
    ])
  }

  private func influence(_ influence: InfluenceAudit) -> JSONOutput {
    func quantiles(_ list: [InfluenceAudit.Quantile]) -> JSONOutput {
      .array(list.map { .object([("percent", .integer($0.percent)), ("horizon", horizon($0.horizon))]) })
    }
    return .object([
      (
        "distances",
        .array(
          influence.distances.map { entry in
            .object([
              ("distance", .integer(entry.distance)), ("largest_realised", bounds(entry.computed)),
              ("bound", number(Rational(exactly: entry.bound), up: true)),
            ])
          })
      ),
      ("minus_log_rho", bounds(influence.leastExponent)),
      ("step_constant", number(influence.stepConstant.flatMap { Rational(exactly: $0) }, up: true)),
      ("realised_horizon", horizon(influence.realisedHorizon)),
      ("uniform_horizon", horizon(influence.uniformHorizon)),
      ("realised_horizon_quantiles", quantiles(influence.realisedQuantiles)),
      ("uniform_horizon_quantiles", quantiles(influence.uniformQuantiles)),
    ])
  }

  // MARK: - Parts

  private func tally(_ tally: Tally) -> JSONOutput {
    .object([
      ("yes", .integer(tally.yes)), ("no", .integer(tally.no)), ("undecided", .integer(tally.undecided)),
    ])
  }

  private func number(_ value: Rational?, up: Bool) -> JSONOutput {
    .optional(value.map { AuditFigures.text($0, up: up, digits: 17) })
  }

  private func bounds(_ bounds: Bounds) -> JSONOutput {
    if bounds.isOpen { return .object([("lower", .null), ("upper", .null), ("open", .bool(true))]) }
    return .object([
      ("lower", number(bounds.rationalLower, up: false)), ("upper", number(bounds.rationalUpper, up: true)),
    ])
  }

  /// A gate with 1 − A, which tells apart what is near 1.
  private func gate(_ gate: GateFigure) -> JSONOutput {
    if gate.isOpen {
      return .object([
        ("lower", .null), ("upper", .null), ("one_minus_lower", .null), ("one_minus_upper", .null),
        ("open", .bool(true)),
      ])
    }
    return .object([
      ("lower", number(gate.lower, up: false)), ("upper", number(gate.upper, up: true)),
      ("one_minus_lower", number(gate.loss.rationalLower, up: false)),
      ("one_minus_upper", number(gate.loss.rationalUpper, up: true)),
    ])
  }

  private func sharpest(_ value: ContractionAudit.Sharpest?) -> JSONOutput {
    guard let value else { return .null }
    return .object([
      ("value", bounds(value.value)), ("sequence", .integer(value.sequence)),
      ("channel", .integer(value.channel)),
      ("state", value.state.map { .integer($0) } ?? .null), ("certain_place", .bool(value.isCertain)),
    ])
  }

  /// Whole numbers as strings: they can exceed what JSON readers hold.
  private func horizon(_ horizon: Horizon) -> JSONOutput {
    .object([
      ("lower", .string(horizon.lower.description)),
      ("upper", .optional(horizon.upper.map { $0.description })),
    ])
  }
}
