import Certificates
import Claims
import Evaluation
import Inputs

/// The reports on certificates that were decided again.
package enum ReplayReport {
  /// `accepted  contraction_strict  (T = 2, N = 1): conclusion 1 fails at s = 1: left 1, right 1`, or
  /// `accepted  contraction: proved, 52 steps`
  package static func text(_ outcomes: [ReplayOutcome], unfinished: Int = 0) -> String {
    var lines = outcomes.flatMap { outcome in
      let said = outcome.reason ?? finding(outcome)
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

  /// What an accepted certificate shows.
  private static func finding(_ outcome: ReplayOutcome) -> String {
    switch outcome.certificate {
    case .refutation(let certificate): failing(certificate.failing)
    case .proof: "proved, \(outcome.steps ?? 0) step\(outcome.steps == 1 ? "" : "s")"
    }
  }

  /// `contraction_strict  (T = 2, N = 1)`; of a proof the sizes that have one value.
  private static func place(_ certificate: Certificate) -> String {
    switch certificate {
    case .refutation(let certificate): return place(certificate)
    case .proof(let certificate):
      let theorem = certificate.theorem
      return place(
        theorem.name,
        theorem.sizes.compactMap { size in certificate.sizes[size.name].map { (size.name, $0) } })
    }
  }

  static func place(_ certificate: RefutationCertificate) -> String {
    let theorem = certificate.theorem
    return place(theorem.name, zip(theorem.sizes, certificate.instance.sizes).map { ($0.name, $1) })
  }

  private static func place(_ name: String, _ sizes: [(name: String, value: Int)]) -> String {
    let list = sizes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return name + (list.isEmpty ? "" : "  (\(list))")
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
          + (outcome.steps.map { [("steps", JSONOutput.integer($0))] } ?? [])
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
