import Foundation
import Models
import Numbers

/// What a person reads first: the model, how far it remembers, and what each theorem says of it.
struct AuditSummary {
  private typealias F = AuditFigures
  let audit: Audit

  /// Ten lines of at most 80 columns, more where something is missing or was left aside.
  func lines() -> [String] {
    var lines = ["audit of \(TextLines.path(audit.folder, room: TextLines.columns - 9))"]
    if !audit.isComplete { lines += item("UNFINISHED", [unfinished]) }
    lines +=
      item("model", ["\(audit.configuration), \(Self.tokens(audit.sequenceLengths))"])
      + item("memory", [memory])
    lines += item("Thm 3.1", [recency]) + item("Thm 4.2", contraction) + item("Thm D.5", convex)
    lines += leftAside()
    return lines + TextLines.fitted("  (theorems of arXiv:2501.00658; \(arithmetic))")
  }

  /// What stands at the head of the details.
  func details() -> [String] {
    let c = audit.configuration
    let rungs = audit.rungs.map(\.description)
    // The file beside the model needs no folder.
    let file =
      audit.tokensFile.hasPrefix(audit.folder)
      ? URL(fileURLWithPath: audit.tokensFile).lastPathComponent : audit.tokensFile
    return item("model", ["hidden size \(c.hiddenSize), \(states)"]) + item("tokens", [file])
      + item("computed", rungs.isEmpty ? ["nothing yet"] : ["certified, in " + rungs.joined(separator: ", ")])
      + item("Thm 4.2", [places { $0.channels.hypothesesAlways }])
      + item("Thm D.5", [places { $0.channels.convexAlways }])
  }

  private func item(_ label: String, _ parts: [String]) -> [String] {
    var lines: [String] = []
    for part in parts where !part.isEmpty {
      let head = lines.isEmpty ? "  " + label : ""
      lines += TextLines.fitted(Columns.padded(head, to: 13) + part, hang: 13)
    }
    return lines
  }

  // MARK: - What was run

  private var unfinished: String {
    "stopped after \(audit.finishedSequences) of \(F.plural(audit.sequenceLengths.count, "sequence")); "
      + "what was not reached is open (\"undecided\")"
  }

  static func model(_ c: MambaConfiguration) -> String {
    "\(F.plural(c.layerCount, "layer")), \(F.plural(c.channelCount, "channel")), \(F.plural(c.stateCount, "state"))"
  }

  private var states: String {
    let c = audit.configuration
    guard c.oneStateCount + c.zeroStateCount > 0 else { return F.plural(c.stateCount, "state") }
    return "\(c.stateCount) states (\(c.oneStateCount) with A = 0, \(c.learnedStateCount) learned, "
      + "\(c.zeroStateCount) with A = \(MambaConfiguration.zeroStateA))"
  }

  static func tokens(_ sequenceLengths: [Int]) -> String {
    let lengths = Set(sequenceLengths)
    let longest = F.plural(lengths.max() ?? 0, "token")
    let length = lengths.count == 1 ? longest : "\(lengths.min() ?? 0) to \(longest)"
    return "\(F.plural(sequenceLengths.count, "sequence")) of \(length)"
  }

  private var arithmetic: String {
    let width = audit.widestFigure
    let reached =
      width.isFinite ? "relative widths below \(rounded(width))" : "some figures are open or reach 0"
    return "\(reached); more: --verbose"
  }

  private func rounded(_ value: Double) -> String {
    Rational(exactly: value).map { F.text($0, up: true, digits: 2) } ?? F.open
  }

  /// What of the folder no figure speaks of; all of it is in the JSON report.
  private func leftAside() -> [String] {
    var lines: [String] = []
    let counts = Dictionary(grouping: audit.leftAside, by: \.reason).sorted { $0.key < $1.key }
    for (reason, members) in counts where reason != "ignored as asked" {
      let more = members.count > 1 ? " and \(members.count - 1) more" : ""
      lines += item("left aside", ["\(members[0].name)\(more) (\(reason))"])
    }
    if !audit.configuration.ignored.isEmpty {
      lines += item("IGNORED", ["as asked: \(audit.configuration.ignored.joined(separator: ", "))"])
    }
    return lines
  }

  // MARK: - Memory

  private var memory: String {
    let threshold = NumberText.short(audit.options.threshold)
    func longest(_ percent: Int) -> (horizon: Horizon, layer: Int)? {
      var best: (horizon: Horizon, layer: Int)?
      for layer in audit.layers {
        guard let found = layer.influence.realisedQuantiles.first(where: { $0.percent == percent })?.horizon
        else { continue }
        guard let old = best else {
          best = (found, layer.index)
          continue
        }
        let isLonger =
          found.lower > old.horizon.lower || (found.lower == old.horizon.lower && found.upper == nil)
        let upper = found.upper.flatMap { a in old.horizon.upper.map { max(a, $0) } }
        best = (
          Horizon(lower: max(found.lower, old.horizon.lower), upper: upper),
          isLonger ? layer.index : old.layer
        )
      }
      return best
    }
    guard let half = longest(50), let most = longest(90), let all = longest(100) else { return "no states" }
    func isOpen(_ horizon: Horizon) -> Bool { horizon.lower <= Integer(1) && horizon.upper == nil }
    guard !isOpen(half.horizon) || !isOpen(most.horizon) || !isOpen(all.horizon) else {
      return "how soon less than \(threshold) of a token is left is \(F.open)"
    }
    func said(_ found: (horizon: Horizon, layer: Int)) -> String { F.distance(found.horizon) }
    func layer(_ found: (horizon: Horizon, layer: Int)) -> String {
      audit.layers.count > 1 ? " (layer \(found.layer))" : ""
    }
    // Where no half is at an end, neither is more than it.
    let length = audit.sequenceLengths.max() ?? 0
    if half.horizon.upper == nil, half.horizon.lower >= Integer(length), audit.isComplete {
      return "half of the states or more still have \(threshold) of a token or more at the end of "
        + "\(F.plural(length, "token"))\(layer(half)); longer sequences would tell more"
    }
    return
      "less than \(threshold) of a token is left in half of the states after \(said(half)) tokens, "
      + "in 90 % after \(said(most)), in all after \(said(all))" + layer(all)
  }

  // MARK: - Theorems

  private var recency: String {
    let layers = audit.layers
    guard
      let slowest = layers.min(by: { $0.influence.leastExponent.lower < $1.influence.leastExponent.lower })
    else { return F.open }
    let least = layers.map(\.influence.leastExponent).reduce(Bounds(.infinity)) { Bounds.minimum($0, $1) }
    // A step is above 0 and A < 0 but where A = 0: whatever the arithmetic can tell of it, the gate is below 1.
    let keeping = layers.reduce(0) { $0 + ($1.group(.learned)?.withoutSplit ?? 0) }
    var text =
      keeping == 0 ? "recency holds" : "recency fails at \(keeping) learned (channel, state), where A = 0"
    if layers.first?.group(.ones) != nil {
      text += keeping == 0 ? " (A = 0 apart)" : " (beside the fixed states)"
    }
    // That it is at least 0 is so by its form.
    if keeping > 0 || !(least.lower > 0) { return text }
    let lower = least.rationalLower.map { ">= \(F.text($0, up: false, digits: 4))" } ?? "is \(F.open)"
    return text + "; -log rho \(least.isOpen ? "is \(F.open)" : lower) (layer \(slowest.index))"
  }

  private var contraction: [String] {
    let channels = sum(audit.layers.map(\.channels.hypothesesAlways))
    return [
      "contraction: the hypotheses hold in \(F.share(channels, "channels"))",
      "the conclusion " + conclusions(audit.layers.map(\.channels.asPrinted)),
    ]
  }

  private var convex: [String] {
    let asked = sum(audit.layers.flatMap { $0.groups.map(\.equalityAlways) })
    let channels = sum(audit.layers.map(\.channels.convexAlways))
    return [
      "hypotheses in \(counted(asked)) states; repaired, in \(counted(channels)) channels",
      "the conclusion " + conclusions(audit.layers.flatMap { $0.groups.compactMap(\.convex) }),
    ]
  }

  private func counted(_ tally: Tally) -> String {
    "\(tally.yes) of \(tally.total)" + (tally.undecided > 0 ? " (\(tally.undecided) undecided)" : "")
  }

  /// Whether the conclusion holds: where the hypotheses are met, elsewhere, and where that is open.
  private func conclusions(_ parts: [ContractionAudit]) -> String {
    var said: [String] = []
    let met = sum(parts.map(\.conclusionWhereMet))
    // The theorem is proved: what the arithmetic leaves open holds by it.
    if met.total > 0 {
      said.append(met.no == 0 ? "holds there" : "FAILS at \(met.no) of \(met.total) that meet them")
    }
    let elsewhere = sum(parts.map(\.conclusionElsewhere))
    if elsewhere.total > 0 { said.append(answers(elsewhere, "elsewhere")) }
    let open = sum(parts.map(\.conclusionWhereOpen))
    if open.total > 0 { said.append(answers(open, "where they are open")) }
    return said.isEmpty ? "is asked nowhere" : said.joined(separator: ", ")
  }

  private func answers(_ tally: Tally, _ place: String) -> String {
    if tally.yes == tally.total { return "holds \(place) at all \(tally.total)" }
    if tally.no == 0 {
      return tally.yes == 0
        ? "is undecided \(place) at all \(tally.total)"
        : "holds \(place) at \(tally.yes) of \(tally.total) (the rest undecided)"
    }
    let open = tally.undecided > 0 ? " (\(tally.undecided) undecided)" : ""
    return "fails \(place) at \(tally.no) of \(tally.total)\(open)"
  }

  /// The layers with most channels whose hypotheses fail.
  private func places(_ tally: (LayerAudit) -> Tally) -> String {
    let failing = audit.layers.map { ($0.index, tally($0).no) }.filter { $0.1 > 0 }
    let most = failing.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    guard !most.isEmpty else { return "" }
    let named = most.prefix(3).map { "\($0.1) in layer \($0.0)" }.joined(separator: ", ")
    return "channels that do not meet them: \(named)" + (most.count > 3 ? ", …" : "")
  }

  private func sum(_ tallies: [Tally]) -> Tally {
    tallies.reduce(Tally()) {
      Tally(yes: $0.yes + $1.yes, no: $0.no + $1.no, undecided: $0.undecided + $1.undecided)
    }
  }
}
