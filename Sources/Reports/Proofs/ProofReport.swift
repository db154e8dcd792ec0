import Certificates
import Claims
import Inputs

/// What came of an attempt to prove a theorem.
package struct ProofAttempt: Sendable {
  package enum Outcome: Sendable {
    /// The kernel's steps, the certificate's bytes, and where it was written.
    case proved(steps: Int, bytes: Int, certificate: String?)
    /// What could not be shown, and what was left of it, from the outermost goal inwards.
    case open(String, left: [String])
  }
  package var theorem: Theorem
  /// The sizes that have one value.
  package var sizes: [String: Int]
  package var outcome: Outcome
  package var seconds: Double
  /// Why it was not written for a proof assistant.
  package var refusal: String?

  package init(_ theorem: Theorem, sizes: [String: Int], _ outcome: Outcome, seconds: Double) {
    (self.theorem, self.sizes, self.outcome, self.seconds) = (theorem, sizes, outcome, seconds)
  }

  package var isProved: Bool {
    if case .proved = outcome { true } else { false }
  }
}

/// The reports of `prove`.
package enum ProofReport {
  /// `proved  contraction: for all T >= 1, N >= 1; 58 steps, 12847 bytes, 1.18 s`
  package static func text(_ attempt: ProofAttempt) -> String {
    let name = attempt.theorem.name
    let time = "\(Double(Int(attempt.seconds * 100)) / 100) s"
    var lines: [String]
    switch attempt.outcome {
    case .proved(let steps, let bytes, _):
      lines = TextLines.fitted(
        "proved  \(name): \(coverage(attempt)); \(steps) step\(steps == 1 ? "" : "s"), \(bytes) bytes, \(time)"
      )
    case .open(let what, let left):
      lines = TextLines.fitted("not proved  \(name): \(what) (\(time))")
      if let last = left.last {
        lines += TextLines.fitted("    left to show: \(last)")
        for outer in left.dropLast().reversed() { lines += TextLines.fitted("      for: \(outer)") }
      }
    }
    if let refusal = attempt.refusal { lines += TextLines.fitted("not exported  \(name): \(refusal)") }
    return lines.joined(separator: "\n")
  }

  /// `60 theorems: 32 proved, 28 not proved`, and how many an interrupt left aside.
  package static func summary(_ attempts: [ProofAttempt], unfinished: Int = 0) -> String {
    let proved = attempts.count(where: \.isProved)
    let all = attempts.count + unfinished
    let text = "\(all) theorems: \(proved) proved, \(attempts.count - proved) not proved"
    return unfinished > 0
      ? text + "\ninterrupted: \(unfinished) of \(all) theorems not tried to the end" : text
  }

  private static func coverage(_ attempt: ProofAttempt) -> String {
    ProofCertificate.coverage(attempt.theorem, attempt.sizes)
  }

  package static func json(_ attempts: [ProofAttempt], version: String, unfinished: Int = 0) -> String {
    let list = attempts.map { attempt in
      var members: [(String, JSONOutput)] = [
        ("name", .string(attempt.theorem.name)), ("file", .string(attempt.theorem.file)),
        ("verdict", .string(attempt.isProved ? "proved" : "not proved")),
      ]
      switch attempt.outcome {
      case .proved(let steps, let bytes, let certificate):
        members += [
          ("covers", .string(coverage(attempt))),
          ("steps", .integer(steps)), ("bytes", .integer(bytes)), ("certificate", .optional(certificate)),
        ]
      case .open(let what, let left):
        members += [("reason", .string(what)), ("left", .array(left.map { .string($0) }))]
      }
      members.append(("seconds", .double(attempt.seconds)))
      if let refusal = attempt.refusal { members.append(("not_exported", .string(refusal))) }
      return JSONOutput.object(members)
    }
    var members: [(String, JSONOutput)] = [("version", .string(version)), ("theorems", .array(list))]
    if unfinished > 0 { members += [("interrupted", true), ("complete", false)] }
    return JSONWriter.text(.object(members), style: .pretty)
  }
}
