import ArgumentParser
import Claims
import Foundation
import Models
import Numbers
import Reports
import SSMProof

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audits a trained Mamba checkpoint against the theorems, with certified figures.",
    discussion: """
      The report opens with what the theorems say of the model; --verbose adds every figure. Every figure \
      printed is a certified bound, rounded outward; counts that could not be decided are listed as undecided, \
      and what is not known is said to be open. With --theorem no audit is made: a claim file is written that states \
      how the influence of one channel's inputs decays, for 'ssmproof prove'. Exit status: 0, 2 for bad input, \
      3 where the audit was stopped.
      """)

  @Argument(help: "The checkpoint's folder: config.json and .safetensors files.", completion: .directory)
  var checkpoint: String

  @Option(help: "Token ids in JSON; tokens.json of the checkpoint's folder otherwise.", completion: .file())
  var tokens: String?

  @Option(help: "The influence below which a token counts as forgotten, for the memory horizon.")
  var threshold: String = "1/100"

  @Option(
    name: .customLong("max-bits"), help: "The precision limit in bits. (default: 256)",
    transform: OptionRules.whole)
  var maxBits: Int = 256

  @Option(
    help: ArgumentHelp(
      "An unknown key of config.json, or an unknown tensor, that you know to be without effect.",
      valueName: "name"))
  var ignore: [String] = []

  @Option(
    name: .customLong("width"),
    help: "The relative width that figures are to be known to, such as 1e-9; more bits are used for it.")
  var width: String?

  @OptionGroup(title: "A THEOREM ABOUT ONE CHANNEL")
  var theorem: LayerTheoremOptions

  @Flag(name: .shortAndLong, help: "Every figure of every layer, behind the summary.")
  var verbose = false

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() throws {
    if let file = theorem.theorem {
      return try theorem.write(to: file, about: checkpoint, ignoring: Set(ignore), format: format)
    }
    let options = try auditOptions()
    let work = AuditRun(format: format, isVerbose: verbose)
    Interrupt.install { work.interrupted() }
    let status = try work.run(
      checkpoint: checkpoint, tokens: tokens, ignoring: Set(ignore), options: options)
    if status != .asExpected { throw status.code }
  }

  private func auditOptions() throws -> Audit.Options {
    var options = Audit.Options()
    guard let threshold = Rational(threshold) else {
      throw ValidationError("--threshold takes an exact number such as 1/100 or 0.01, not '\(threshold)'.")
    }
    options.threshold = threshold
    guard (53...100_000).contains(maxBits) else {
      throw ValidationError("--max-bits takes a whole number from 53 to 100000.")
    }
    options.maximumBits = maxBits
    if let width {
      guard let value = Double(width), value.isFinite, value > 0 else {
        throw ValidationError("--width takes a positive number such as 1e-9, not '\(width)'.")
      }
      options.relativeWidth = value
    }
    return options
  }
}

/// Runs an audit and sees to it that one report is written, by whoever comes first: the work, or an interrupt that
/// the work does not obey in time.
private final class AuditRun: @unchecked Sendable {
  private let lock = ClosingLock()
  private let format: ReportFormat
  private let isVerbose: Bool
  private let line = ProgressLine(total: 1)
  private var session: AuditSession?

  init(format: ReportFormat, isVerbose: Bool) { (self.format, self.isVerbose) = (format, isVerbose) }

  func run(
    checkpoint: String, tokens: String?, ignoring: Set<String>, options: Audit.Options
  ) throws -> ExitStatus {
    defer { line.clear() }
    line.show(message: "reading \(checkpoint)")
    let model = try MambaModel(folder: checkpoint, ignoring: ignoring)
    let layers = model.configuration.layerCount
    let session = try AuditSession(
      model: model, tokens: try AuditSession.tokens(tokens, for: model), options: options
    ) { [line] progress in
      line.show(
        message: "layer \(progress.layer + 1) of \(layers), sequence \(progress.sequence + 1) of "
          + "\(progress.sequenceCount), " + (progress.bits.map { "\($0) bits" } ?? "doubles"))
      return !Interrupt.isRequested
    }
    lock.withLock { self.session = session }
    session.runThrough()
    return try write(session)
  }

  /// What is known, where the work does not come to an end by itself.
  func interrupted() -> Int32 {
    do {
      guard let session = lock.withLock({ session }) else {
        line.clear()
        Console.complain("ssmproof: interrupted before the checkpoint was read; nothing is known of it")
        return ExitStatus.undecided.rawValue
      }
      return try write(session).rawValue
    } catch {
      return ExitStatus.fault.rawValue
    }
  }

  /// Writes what is known, once.
  private func write(_ session: AuditSession) throws -> ExitStatus {
    try lock.close {
      let audit = session.known()
      line.clear()
      switch format {
      case .text: try Console.write(AuditText(isVerbose: isVerbose).render(audit))
      case .json: try Console.write(AuditJSON().render(audit, version: ssmProofVersion))
      }
      return audit.isComplete ? .asExpected : .undecided
    }
  }
}
