import ArgumentParser
import Certificates
import Claims
import Evaluation
import Foundation
import Inputs
import Reports
import SSMProof
import Search

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract:
      "Proves the theorems in claim files or folders of them, for all sizes, and writes certificates.",
    discussion: """
      A theorem is proved where the kernel accepts proofs of all its goals and an instance meets its hypotheses. \
      Exit status: 0 all that are not expected to be refuted are proved; 3 one is not.
      """)

  @Argument(
    help: "Claim files, folders that are searched for .claim files, or - for standard input.",
    completion: .file(extensions: ["claim"]))
  var paths: [String]

  @Option(name: .customLong("claim"), help: "Only the theorem of this name (repeatable).")
  var claims: [String] = []

  @Option(
    help:
      "Sizes that are to have one value, such as T=8, or each of a range, such as T=1..6; a proof speaks of its own alone."
  )
  var sizes: String?

  @Option(
    parsing: .unconditional, help: "At most this long per theorem, in seconds.", transform: OptionRules.number
  )
  var seconds: Double?

  @Option(help: "Write a certificate of every proof to this folder.", completion: .directory)
  var save: String?

  @Option(help: "Write each proof beside its certificate for this proof assistant too; needs --save.")
  var export: ProofAssistant?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func validate() throws {
    if export != nil, save == nil { throw ValidationError("--export of prove needs --save.") }
  }

  func run() throws {
    let seconds = try OptionRules.seconds(seconds)
    let theorems = try FilePaths.selected(paths, claims: claims).filter { $0.expectation != .refuted }
    let wanted = try fixedSizes()
    try theorems.refuseUnknownSizes(wanted.keys)
    let plans = theorems.flatMap { theorem in combinations(of: wanted, for: theorem).map { (theorem, $0) } }
    for (theorem, sizes) in plans { try theorem.refuse(sizes: sizes) }
    let folder = save.map { RefutationFolder(path: $0, claimFiles: theorems.map(\.file)) }
    try folder?.create()
    let ledger = ProveLedger(count: plans.count, format: format)
    Interrupt.install { (try? ledger.close())?.rawValue ?? ExitStatus.fault.rawValue }
    for (theorem, sizes) in plans where !Interrupt.isRequested {
      ledger.show(theorem.name)
      let attempt = try attempt(theorem, sizes, folder, seconds) { ledger.show("\(theorem.name), \($0)") }
      // What an interrupt broke off was not tried to the end.
      if attempt.isProved || !Interrupt.isRequested { try ledger.add(attempt) }
    }
    throw try ledger.close().code
  }

  private func attempt(
    _ theorem: Theorem, _ sizes: [String: Int], _ folder: RefutationFolder?, _ seconds: Double?,
    onStep: @escaping @Sendable (String) -> Void
  ) throws -> ProofAttempt {
    let start = Date()
    let end = seconds.map(start.addingTimeInterval)
    var options = ProofOptions()
    options.sizes = sizes
    options.isCancelled = { Interrupt.isRequested || end.map { Date() >= $0 } ?? false }
    options.onStep = onStep
    let outcome: ProofAttempt.Outcome
    var refusal: String?
    switch try theorem.prove(options) {
    case .open(let what, let left, let missing, let falsity):
      outcome = .open(
        what, left: left, missing: missing,
        falsity: falsity.map { ProofAttempt.Falsity($0.theorem, $0.counterexample) })
    case .proved(let certificate, let steps):
      let text = try certificate.text()
      let path = folder?.file(for: theorem, ending: ending(theorem, sizes))
      if let path { try Files.write(text, to: path) }
      outcome = .proved(steps: steps, bytes: text.utf8.count, certificate: path)
      if let export, let path { refusal = try write(certificate, besides: path, for: export) }
    }
    var attempt = ProofAttempt(
      theorem, sizes: sizes, outcome, seconds: Date().timeIntervalSince(start))
    attempt.refusal = refusal
    if let end, !attempt.isProved, Date() >= end { attempt.limit = "--seconds" }
    return attempt
  }

  /// Writes a certificate for a proof assistant; returns why it cannot be said there, where that is so.
  private func write(
    _ certificate: ProofCertificate, besides path: String, for assistant: ProofAssistant
  ) throws -> String? {
    do {
      let file = ReplayCommand.exportFile(besides: path, for: assistant)
      try Files.write(try certificate.export(to: assistant), to: file)
      try ReplayCommand.writeProject(
        in: URL(fileURLWithPath: file).deletingLastPathComponent().relativePath, for: assistant)
      return nil
    } catch let error as ExportError {
      return "\(error)"
    }
  }

  /// More proofs are not sought at once.
  private static let mostCombinations = 1000

  private func fixedSizes() throws -> [String: ClosedRange<Int>] {
    guard let sizes else { return [:] }
    let ranges = try OptionRules.sizes(sizes, takesLists: false, form: "NAME=VALUE or NAME=LOW..HIGH")
      .compactMapValues(\.first)
    var count = 1
    for range in ranges.values {
      count = count.multipliedReportingOverflow(by: range.count).partialValue
      guard (1...Self.mostCombinations).contains(count) else {
        throw ValidationError(
          "--sizes of prove asks for more than \(Self.mostCombinations) combinations of sizes.")
      }
    }
    return ranges
  }

  /// All sizes of the ranges that a theorem has, those of the last name fastest.
  private func combinations(
    of ranges: [String: ClosedRange<Int>], for theorem: Theorem
  ) -> [[String: Int]] {
    theorem.sizes.reduce([[:]]) { all, size in
      guard let range = ranges[size.name] else { return all }
      return all.flatMap { fixed in range.map { fixed.merging([size.name: $0]) { $1 } } }
    }
  }

  /// `.proof.json`; of several sizes each has its own file, `.T=3,N=1.proof.json`.
  private func ending(_ theorem: Theorem, _ fixed: [String: Int]) -> String {
    guard let ranges = try? fixedSizes(), fixed.keys.contains(where: { ranges[$0]?.count ?? 1 > 1 }) else {
      return ".proof.json"
    }
    let values = theorem.sizes.compactMap { size in fixed[size.name].map { "\(size.name)=\($0)" } }
    return ".\(values.joined(separator: ",")).proof.json"
  }
}
