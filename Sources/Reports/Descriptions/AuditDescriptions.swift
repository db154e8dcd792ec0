import Models

private typealias F = AuditFigures

/// The summary of the report: ten lines.
extension Audit: CustomStringConvertible {
  public var description: String { AuditSummary(audit: self).lines().joined(separator: "\n") }
}

extension Audit.Options: CustomStringConvertible {
  public var description: String {
    let width = relativeWidth.map { ", relative width \($0)" } ?? ""
    return "influence below \(NumberText.short(threshold)), up to \(maximumBits) bits\(width)"
  }
}

extension Audit.RungUse: CustomStringConvertible {
  public var description: String {
    "\(bits.map { "\($0) bits" } ?? "doubles") for \(F.plural(sequences, "sequence"))"
  }
}

extension Audit.Progress: CustomStringConvertible {
  public var description: String {
    "layer \(layer + 1) of \(layerCount), sequence \(sequence + 1) of \(sequenceCount), "
      + (bits.map { "\($0) bits" } ?? "doubles")
  }
}

/// A layer in a few lines: its steps, what each theorem says of it, how far it remembers.
extension LayerAudit: CustomStringConvertible {
  public var description: String {
    """
    layer \(index): \(F.plural(channelCount, "channel")), steps \(F.range(leastStep.hull(greatestStep)))
      channels: \(channels)
      influence: \(influence)
    """
  }
}

extension StateGroupAudit: CustomStringConvertible {
  public var description: String {
    "\(F.plural(stateCount, "state")) per channel, gates from \(leastGate) to \(greatestGate); "
      + "hypotheses of 4.2 hold in \(F.share(hypothesesAlways))"
  }
}

extension ChannelAudit: CustomStringConvertible {
  public var description: String {
    "hypotheses of 4.2 hold in \(F.share(hypothesesAlways)), of the repaired D.5 in \(F.share(convexAlways))"
  }
}

extension ContractionAudit: CustomStringConvertible {
  public var description: String {
    "hypotheses met in \(F.share(hypotheses)); conclusion there: \(F.answers(conclusionWhereMet)); "
      + "elsewhere: \(F.answers(conclusionElsewhere))"
  }
}

extension ContractionAudit.Sharpest: CustomStringConvertible {
  public var description: String { F.sharpest(self) }
}

extension InfluenceAudit: CustomStringConvertible {
  public var description: String {
    "horizon \(realisedHorizon) within the sequences, \(uniformHorizon) by rho^k; -log rho \(leastExponent)"
  }
}

extension InfluenceAudit.Distance: CustomStringConvertible {
  public var description: String { "distance \(distance): \(computed), at most \(F.bound(bound))" }
}

extension InfluenceAudit.Quantile: CustomStringConvertible {
  public var description: String { "\(percent) %: \(horizon)" }
}

/// `3`, `3 to 4`, `3 or more`, `open`.
extension Horizon: CustomStringConvertible {
  public var description: String { F.horizon(self) }
}

/// `[0.3333333, 0.3333334]`, rounded outward; `open` where nothing is known of the figure.
extension Bounds: CustomStringConvertible {
  public var description: String { F.range(self) }
}

/// As the report has it: near 1 as its distance from 1.
extension GateFigure: CustomStringConvertible {
  public var description: String { F.gate(self) }
}

/// `130 of 256 (50.78 %)`, and how many are undecided.
extension Tally: CustomStringConvertible {
  public var description: String { F.share(self) }
}

extension LeftAside: CustomStringConvertible {
  public var description: String { "\(name) (\(reason))" }
}

extension MambaConfiguration: CustomStringConvertible {
  public var description: String { AuditSummary.model(self) }
}

extension MambaModel: CustomStringConvertible {
  public var description: String { "\(configuration), \(checkpoint.folder)" }
}

/// `8 sequences of 64 tokens, tokens.json`.
extension TokenSequences: CustomStringConvertible {
  public var description: String { "\(AuditSummary.tokens(sequences.map(\.count))), \(file)" }
}
