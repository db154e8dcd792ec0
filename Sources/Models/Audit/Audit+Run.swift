import Enclosures
import Foundation
import Inputs

extension Audit {
  /// Audits the checkpoint in `folder` on the tokens of `tokensPath`, or of `tokens.json` beside it.
  ///
  /// Each sequence runs in double balls; where an answer stays open, or a figure is wider than
  /// `options.relativeWidth` if that is given, the channels concerned are run again at 128, 256, … bits. The
  /// result is the same for every number of cores.
  ///
  /// - Parameters:
  ///   - ignoring: Unknown keys and tensors that are known to be without effect, as `MambaModel.init(folder:ignoring:)`
  ///     takes them.
  ///   - progress: Called many times in every layer of a sequence, by one thread at a time; false stops the
  ///     audit, which then reports what is known, and as open what is not.
  public static func run(
    checkpoint folder: String, tokens tokensPath: String? = nil, ignoring: Set<String> = [],
    options: Options = Options(),
    progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
  ) throws(InputError) -> Audit {
    let model = try MambaModel(folder: folder, ignoring: ignoring)
    let tokens = try AuditSession.tokens(tokensPath, for: model)
    return try run(model: model, tokens: tokens, options: options, progress: progress)
  }

  /// Audits a model that is open already.
  public static func run(
    model: MambaModel, tokens: TokenSequences, options: Options = Options(),
    progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
  ) throws(InputError) -> Audit {
    return try AuditSession(model: model, tokens: tokens, options: options, progress: progress).run()
  }

  /// Refuses what cannot fit, before it is allocated: matrices of tokens by channels at the widest rung,
  /// and the outcomes per channel and state.
  static func checkMemory(
    _ model: MambaModel, _ tokens: TokenSequences, atOnce: Int,
    available: UInt64 = ProcessInfo.processInfo.physicalMemory
  ) throws(InputError) {
    let c = model.configuration
    let longest = tokens.sequences.map(\.count).max() ?? 0
    let perToken =
      4 * c.hiddenSize + 9 * c.channelCount + 2 * (c.timeStepRank + 2 * c.stateCount)
    var needed = 0.0
    needed += Double(longest) * Double(perToken) * Double(MemoryLayout<Ball>.stride)
    needed +=
      Double(longest) * Double(c.channelCount) * Double(c.layerCount) * Double(MemoryLayout<Bounds>.stride)
    needed +=
      Double(c.channelCount) * Double(c.stateCount) * Double(c.layerCount)
      * Double(MemoryLayout<StateOutcome>.stride)
    needed *= Double(atOnce)
    guard needed <= Double(available) else {
      throw InputError(
        file: tokens.file,
        message:
          "the audit needs about \(byteText(needed)) for sequences of \(longest) tokens, but the machine has "
          + "\(byteText(Double(available))); use shorter sequences")
    }
  }
}
