import Claims
import Evaluation
import Foundation
import Numbers
import Replay

extension Theorem {
  /// The decision on an instance after the second evaluation was asked too: with its agreement, or why it has none.
  ///
  /// Where the two contradict each other a debug build stops; in a release nothing is left of the verdict.
  package func confirmed(
    _ decision: Decision, _ instance: Instance, bits: Int, isCancelled: (() -> Bool)? = nil
  ) -> Decision {
    guard decision.verdict != .undecided else { return decision }
    let reals = decision.failing?.reals ?? []
    let replay = Replay(
      self, instance, points: Dictionary(reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
      isCancelled: isCancelled ?? { false })
    let rehearsed = Replay.Verdict.rehearsed(against: decision.verdict)
    let second = rehearsed ?? replay.decide(bits: bits)
    var result = decision
    switch (decision.verdict, second) {
    case (_, .undecided(let reason)): result.second = .silent(reason)
    case (.holds, .holds), (.violated, .violated), (.vacuous, .vacuous), (.undefined, .undefined):
      result.second = .agrees
    default:
      let text =
        "\(decision.verdict.rawValue) by \(decision.rung), but \(second.word) by the second evaluation"
      assert(rehearsed != nil, "\(name): \(text), at \(instance)")
      result.verdict = .undecided
      (result.margin, result.closest, result.failingConclusion, result.site) = (nil, nil, nil, nil)
      result.second = .contradicts(text)
    }
    return result
  }
}

extension Replay.Verdict {
  /// What the second evaluation is made to say, so that what follows a contradiction can be tried:
  /// SSMPROOF_SECOND_OPINION is `holds`, `violated`, `vacuous` or `undefined`. It can take a verdict away, and give none:
  /// nil where it would agree.
  fileprivate static func rehearsed(against first: InstanceVerdict) -> Self? {
    let word = ProcessInfo.processInfo.environment["SSMPROOF_SECOND_OPINION"]
    guard let word, word != first.rawValue else { return nil }
    return [.holds, .violated, .vacuous, .undefined("a rehearsal")].first { $0.word.hasPrefix(word) }
  }

  /// As in a report.
  var word: String {
    switch self {
    case .holds: "holds"
    case .violated: "violated"
    case .vacuous: "vacuous"
    case .undefined(let reason): "undefined (\(reason))"
    case .undecided(let reason): "undecided (\(reason))"
    }
  }
}

extension SearchResult {
  /// The result after the second evaluation was asked about its counterexample. One that it contradicts is none.
  package func confirmed(bits: Int, isCancelled: (() -> Bool)? = nil) -> SearchResult {
    guard var found = counterexample, found.decision.second == .notAsked else { return self }
    var result = self
    found.decision = theorem.confirmed(
      found.decision, found.instance, bits: bits, isCancelled: isCancelled)
    result.counterexample = found
    if case .contradicts(let text) = found.decision.second {
      result.contradiction = Contradiction(text: text, instance: found.instance)
      (result.counterexample, result.explanation, result.suggestion) = (nil, nil, nil)
      result.verdict = .undecided
      result.endedBy = nil
    }
    return result
  }
}

/// Two rigorous evaluations that contradict each other at an instance: a fault of the program.
public struct Contradiction: Sendable {
  /// What each of them says.
  public var text: String
  /// The instance at which they do.
  public var instance: Instance

  package init(text: String, instance: Instance) {
    self.text = text
    self.instance = instance
  }
}
