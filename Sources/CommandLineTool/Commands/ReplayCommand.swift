import ArgumentParser
import Certificates
import Evaluation
import Foundation
import Inputs
import SSMProof

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Decides refutations again, from the certificates that check --save wrote.",
    discussion: """
      A certificate is accepted where exact arithmetic finds every hypothesis true and the stated part of the \
      conclusion false, with the sides that are stated. Exit status: 0 all accepted; 1 one was rejected; \
      3 one is undecided, or cannot be stated for the proof assistant.
      """)

  @Argument(help: "Certificates, or folders of them.", completion: .file(extensions: ["json"]))
  var paths: [String]

  @Option(name: .customLong("max-bits"), help: "The precision limit in bits.")
  var maxBits: Int = 2048

  @Option(help: "Write each accepted refutation, with a proof, for this proof assistant: coq or lean.")
  var export: ProofAssistant?

  @Option(help: "The folder for exported files. (default: beside the certificate)", completion: .directory)
  var output: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() throws {
    guard (53...1_000_000).contains(maxBits) else {
      throw ValidationError("--max-bits takes a whole number from 53 to 1000000.")
    }
    let limits = EvaluationLimits(bits: maxBits)
    // All are read before any is decided: nothing is printed where one cannot be read.
    let certificates = try FilePaths.files(paths, ending: ".json", what: "certificate").map { path in
      (path, try RefutationCertificate.load(path: path))
    }
    let ledger = ReplayLedger(count: certificates.count, format: format)
    Interrupt.install { (try? ledger.close())?.rawValue ?? ExitStatus.fault.rawValue }
    var outcomes: [ReplayOutcome] = []
    for (path, certificate) in certificates where !Interrupt.isRequested {
      outcomes.append(
        ReplayOutcome(path: path, certificate: certificate, verdict: try certificate.replay(limits: limits)))
      ledger.set(outcomes)
    }
    if let export { try write(&outcomes, for: export) }
    ledger.set(outcomes)
    throw try ledger.close().code
  }
}

/// One certificate and what came of it.
struct ReplayOutcome {
  var path: String
  var certificate: RefutationCertificate
  var verdict: ReplayVerdict
  /// The file that it was exported to, or why it was not.
  var exported: String?
  var refusal: String?

  var word: String {
    switch verdict {
    case .accepted, .acceptedByOneRoad: "accepted"
    case .rejected: "rejected"
    case .undecided: "undecided"
    }
  }

  /// Why the second evaluation has no answer, where the search's own decided alone.
  var oneRoad: String? {
    if case .acceptedByOneRoad(let reason) = verdict { return reason }
    return nil
  }

  var reason: String? {
    switch verdict {
    case .accepted, .acceptedByOneRoad: nil
    case .rejected(let reason), .undecided(let reason): reason
    }
  }
}

/// The reports of `ssmproof replay`.
enum ReplayReport {
  /// `accepted  contraction_strict  (T = 2, N = 1): conclusion 1 fails at s = 1: left 1, right 1`
  static func text(_ outcomes: [ReplayOutcome], unfinished: Int = 0) -> String {
    var lines = outcomes.flatMap { outcome in
      let theorem = outcome.certificate.theorem
      let sizes = zip(theorem.sizes, outcome.certificate.instance.sizes).map { "\($0.name) = \($1)" }
      let place = sizes.isEmpty ? "" : "  (\(sizes.joined(separator: ", ")))"
      var line =
        "\(outcome.word)  \(theorem.name)\(place): \(outcome.reason ?? failing(outcome.certificate.failing))"
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

  private static func failing(_ failing: RefutationCertificate.Failing) -> String {
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

  static func json(_ outcomes: [ReplayOutcome], unfinished: Int = 0) -> String {
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
      ("version", .string(ssmProofVersion)), ("certificates", .array(list)),
    ]
    if unfinished > 0 { members += [("interrupted", true), ("complete", false)] }
    return JSONWriter.text(.object(members), style: .pretty)
  }
}
