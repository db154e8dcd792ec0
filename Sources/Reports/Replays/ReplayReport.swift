import Certificates
import Claims
import Evaluation
import Inputs

/// The reports on certificates that were decided again.
package enum ReplayReport {
  /// `accepted  contraction_strict  (T = 2, N = 1): conclusion 1 fails at s = 1: left 1, right 1`
  package static func text(_ outcomes: [ReplayOutcome], unfinished: Int = 0) -> String {
    var lines = outcomes.flatMap { outcome in
      let said = outcome.reason ?? failing(outcome.certificate.failing)
      var line = "\(outcome.word)  \(place(outcome.certificate)): \(said)"
      if let reason = outcome.oneRoad { line += " (by the search's own evaluation alone: \(reason))" }
      return TextLines.fitted(line)
    }
    for outcome in outcomes {
      if let file = outcome.exported { lines.append("wrote  \(file)") }
      if let refusal = outcome.refusal {
        lines.append("not exported  \(outcome.certificate.theorem.name): \(refusal)")
      }
    }
    if outcomes.count > 1 {
      let parts = ["accepted", "rejected", "undecided"].compactMap { word in
        let count = outcomes.count { $0.word == word }
        return count > 0 ? "\(count) \(word)" : nil
      }
      lines.append("\(outcomes.count) certificates: \(parts.joined(separator: ", "))")
    }
    if unfinished > 0 {
      lines.append("interrupted: \(unfinished) of \(outcomes.count + unfinished) certificates not decided")
    }
    return lines.joined(separator: "\n")
  }

  /// `contraction_strict  (T = 2, N = 1)`.
  static func place(_ certificate: RefutationCertificate) -> String {
    let theorem = certificate.theorem
    let sizes = zip(theorem.sizes, certificate.instance.sizes).map { "\($0.name) = \($1)" }
    return theorem.name + (sizes.isEmpty ? "" : "  (\(sizes.joined(separator: ", ")))")
  }

  static func failing(_ failing: RefutationCertificate.Failing) -> String {
    var place = failing.indices.map { "\($0.name) = \($0.value)" }
    place += failing.reals.map { "\($0.name) = \($0.value)" }
    let at = place.isEmpty ? "" : " at \(place.joined(separator: ", "))"
    var text = "conclusion \(failing.conclusion) fails\(at)"
    if let left = failing.left, let right = failing.right {
      text += ": left \(shortened(left)), right \(shortened(right))"
    }
    return text
  }

  /// Numbers of very long sequences have thousands of digits.
  private static func shortened(_ value: CertifiedValue) -> String {
    let text = value.description
    return text.count <= 80 ? text : "\(text.prefix(30))… (\(text.count) characters)"
  }

  package static func json(_ outcomes: [ReplayOutcome], version: String, unfinished: Int = 0) -> String {
    let list = outcomes.map { outcome in
      JSONOutput.object(
        [
          ("file", .string(outcome.path)), ("theorem", .string(outcome.certificate.theorem.name)),
          ("verdict", .string(outcome.word)), ("reason", .optional(outcome.reason)),
        ] + (outcome.oneRoad.map { [("one_road", JSONOutput.string($0))] } ?? [])
          + (outcome.exported.map { [("exported", JSONOutput.string($0))] } ?? [])
          + (outcome.refusal.map { [("not_exported", JSONOutput.string($0))] } ?? []))
    }
    var members: [(String, JSONOutput)] = [
      ("version", .string(version)), ("certificates", .array(list)),
    ]
    if unfinished > 0 { members += [("interrupted", true), ("complete", false)] }
    return JSONWriter.text(.object(members), style: .pretty)
  }
}
