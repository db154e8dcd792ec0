import ArgumentParser
import Certificates
import Claims
import Evaluation
import Foundation
import Inputs
import Proofs
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

  @Option(help: "Sizes that are to have one value, such as T=8; the proof speaks of these alone.")
  var sizes: String?

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
    let theorems = try FilePaths.selected(paths, claims: claims).filter { $0.expectation != .refuted }
    let wanted = try fixedSizes()
    let plans = try theorems.map { ($0, try fixed(wanted, $0)) }
    let folder = save.map { RefutationFolder(path: $0, claimFiles: theorems.map(\.file)) }
    try folder?.create()
    let ledger = ProveLedger(count: plans.count, format: format)
    Interrupt.install { (try? ledger.close())?.rawValue ?? ExitStatus.fault.rawValue }
    for (theorem, sizes) in plans where !Interrupt.isRequested {
      try ledger.add(try attempt(theorem, sizes, folder))
    }
    throw try ledger.close().code
  }

  private func attempt(
    _ theorem: Theorem, _ sizes: [String: Int], _ folder: RefutationFolder?
  ) throws -> ProofAttempt {
    let start = Date()
    let outcome = Prover.prove(theorem, fixed: sizes)
    func open(_ what: String, _ left: [String] = []) -> ProofAttempt {
      ProofAttempt(theorem, sizes: sizes, .open(what, left: left), seconds: Date().timeIntervalSince(start))
    }
    switch outcome {
    case .open(let goal):
      return open(goal.position.map { "line \($0.line), \(goal.what)" } ?? goal.what, goal.left)
    case .refused(let refusal): return open("the kernel has no terms for it: \(refusal.message)")
    case .proved(let found):
      guard let witness = try witness(theorem, sizes) else {
        return open("no instance that meets the hypotheses was found")
      }
      let certificate = ProofCertificate(
        theorem, sizes: sizes, witness: witness, proof: found.proof, version: ssmProofVersion)
      switch try certificate.check() {
      case .rejected(let reason), .undecided(let reason):
        return open("the certificate is not accepted: \(reason)")
      case .accepted: break
      }
      let text = try certificate.text()
      let path = folder?.file(for: theorem, ending: ".proof.json")
      if let path { try Files.write(text, to: path) }
      var attempt = ProofAttempt(
        theorem, sizes: sizes, .proved(steps: found.steps, bytes: text.utf8.count, certificate: path),
        seconds: Date().timeIntervalSince(start))
      if let export, let path {
        do {
          let file = ReplayCommand.exportFile(besides: path, for: export)
          try Files.write(try certificate.export(to: export), to: file)
        } catch let error as ExportError {
          attempt.refusal = "\(error)"
        }
      }
      return attempt
    }
  }

  private func fixedSizes() throws -> [String: Int] {
    guard let sizes else { return [:] }
    let ranges = try OptionRules.sizes(sizes, takesLists: false, form: "NAME=VALUE")
    return try ranges.compactMapValues { list in
      guard let range = list.first, range.count == 1 else {
        throw ValidationError("--sizes of prove takes one value for each size, such as T=8.")
      }
      return range.lowerBound
    }
  }

  /// The sizes that a theorem has, held against their ranges.
  private func fixed(_ wanted: [String: Int], _ theorem: Theorem) throws -> [String: Int] {
    let own = wanted.filter { entry in theorem.sizes.contains { $0.name == entry.key } }
    for size in theorem.sizes {
      guard let value = own[size.name] else { continue }
      guard value >= size.minimum, value <= size.maximum ?? value else {
        throw InputError(
          file: theorem.file,
          message: "theorem '\(theorem.name)': the size \(size.name) = \(value) is outside its declared range"
        )
      }
    }
    return own
  }

  /// An instance that meets the hypotheses: at the smallest sizes, where it costs least, before at others.
  private func witness(_ theorem: Theorem, _ sizes: [String: Int]) throws -> Instance? {
    var options = SearchOptions()
    let least = Dictionary(
      uniqueKeysWithValues: theorem.sizes.map { ($0.name, sizes[$0.name] ?? $0.minimum) })
    for (count, sizes) in [(20, least), (200, sizes)] {
      options.instances = count
      options.sizes = sizes.mapValues { $0...$0 }
      if let found = try theorem.check(options).witness { return found }
    }
    return nil
  }
}
