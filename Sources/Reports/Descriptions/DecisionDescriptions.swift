import Claims
import Evaluation
import Inputs
import Programs

/// `t = 2`.
extension IndexValue: CustomStringConvertible {
  public var description: String { "\(name) = \(value)" }
}

/// `division by zero, at 4:12`.
extension FailureSite: CustomStringConvertible {
  public var description: String { "\(message), at \(position)" }
}

/// `left 3/2, right 1, wanted left <= right, at t = 2`.
extension FailingComparison: CustomStringConvertible {
  public var description: String {
    let sides = NumberText.sides(left, right)
    let place = CheckText.place(self)
    return "left \(sides.left), right \(sides.right), wanted left \(relation.rawValue) right"
      + (place.isEmpty ? "" : ",\(place)")
  }
}

/// `conclusion 1: left 3/2, right 1, wanted left <= right, at t = 2`.
extension FailingConclusion: CustomStringConvertible {
  public var description: String {
    if let comparison { return "conclusion \(number): \(comparison)" }
    let place = indices.map(\.description).joined(separator: ", ")
    return "conclusion \(number)" + (place.isEmpty ? "" : " at \(place)")
  }
}

extension Decision {
  /// Why there is no verdict on the conclusion of a theorem: the hypothesis that fails, or what has no value and where; nil
  /// where there is one.
  package func why(_ theorem: Theorem) -> String? {
    site.map { "\($0.message), at \(theorem.file):\($0.position.line):\($0.position.column)" } ?? unmet
  }

  /// `why` where there is no verdict on the conclusion; null where the reason is not known.
  func whyMember(_ theorem: Theorem) -> [(String, JSONOutput)] {
    guard verdict == .vacuous || verdict == .undefined else { return [] }
    return [("why", why(theorem).map { .string($0) } ?? .null)]
  }

  private var unmet: String? {
    guard let failed = failingHypothesis else { return nil }
    var place = failed.comparison.map(CheckText.place) ?? ""
    if failed.comparison == nil, !failed.indices.isEmpty {
      place = " at " + failed.indices.map(\.description).joined(separator: ", ")
    }
    let sides = failed.comparison.map { comparison in
      let (left, right) = NumberText.sides(comparison.left, comparison.right)
      return ": \(left) \(comparison.relation.rawValue) \(right) is false"
    }
    return "\(failed.text) fails\(place)\(sides ?? "")"
  }
}

/// The verdict in a line, with what supports it: `violated, decided by exact numbers; conclusion 1: left 3/2, …`.
extension Decision: CustomStringConvertible {
  public var description: String {
    if case .contradicts = second { return "\(second)" }
    if verdict == .undecided { return "undecided" + (limit.map { ", ended by \($0)" } ?? "") }
    var parts = ["\(verdict.rawValue), decided by \(rung)"]
    if let margin { parts.append("margin \(NumberText.whole(margin))") }
    if let failingConclusion { parts.append("\(failingConclusion)") }
    if let site { parts.append("\(site)") } else if let unmet { parts.append(unmet) }
    if case .silent = second { parts.append("\(second)") }
    return parts.joined(separator: "; ")
  }
}

/// What the second evaluation says.
extension SecondOpinion: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAsked: "the second evaluation was not asked"
    case .agrees: "the second evaluation agrees"
    case .silent(let reason): "the second evaluation has no answer: \(reason)"
    case .contradicts(let text): "no verdict, the two evaluations contradict each other: \(text)"
    }
  }
}

/// The instance and the decision on it.
extension Counterexample: CustomStringConvertible {
  public var description: String { "\(instance): \(decision)" }
}

/// `2048 bits of precision`.
extension EvaluationLimits: CustomStringConvertible {
  public var description: String { "\(bits) bits of precision" }
}
