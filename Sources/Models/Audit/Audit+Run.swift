import Claims
import Dispatch
import Enclosures
import Foundation

extension Audit {
  /// Audits the checkpoint in `folder` on the tokens of `tokensPath`, or of `tokens.json` beside it.
  ///
  /// Each sequence runs in double balls; where an answer stays open, or a figure wider than
  /// `options.relativeWidth`, the channels concerned are run again at 128, 256, … bits. The result is the
  /// same for every number of cores.
  ///
  /// - Parameters:
  ///   - ignoring: Unknown keys and tensors that are known to be without effect, as `MambaModel.init(folder:ignoring:)`
  ///     takes them.
  ///   - progress: Called after every layer of a sequence; false stops the audit, which then
  ///   reports the sequences that were finished.
  public static func run(
    checkpoint folder: String, tokens tokensPath: String? = nil, ignoring: Set<String> = [],
    options: Options = Options(),
    progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
  ) throws(InputError) -> Audit {
    let model = try MambaModel(folder: folder, ignoring: ignoring)
    let size = model.configuration.vocabularySize
    let tokens =
      if let tokensPath {
        try TokenSequences(path: tokensPath, vocabularySize: size)
      } else {
        try TokenSequences(besides: folder, vocabularySize: size)
      }
    return try run(model: model, tokens: tokens, options: options, progress: progress)
  }

  /// Refuses sequences that the model cannot be run on, whoever made them.
  private static func check(_ tokens: TokenSequences, against model: MambaModel) throws(InputError) {
    let size = model.configuration.vocabularySize
    guard !tokens.sequences.isEmpty else {
      throw InputError(file: tokens.file, message: "no sequence of tokens; one at least is wanted")
    }
    for (k, sequence) in tokens.sequences.enumerated() {
      guard !sequence.isEmpty, sequence.allSatisfy((0..<size).contains) else {
        throw InputError(
          file: tokens.file,
          message: "sequence \(k) must have tokens, and they must lie in 0 to \(size - 1)")
      }
    }
  }

  /// Audits a model that is open already.
  public static func run(
    model: MambaModel, tokens: TokenSequences, options: Options = Options(),
    progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
  ) throws(InputError) -> Audit {
    guard options.threshold.signum > 0, options.threshold < .one else {
      throw InputError(
        file: "", message: "the threshold must lie between 0 and 1, found \(options.threshold)")
    }
    try check(tokens, against: model)
    let width = max(1, options.parallelism ?? ProcessInfo.processInfo.activeProcessorCount)
    let batch = min(width, tokens.sequences.count)
    try checkMemory(model, tokens, atOnce: batch)
    let board = ProgressBoard(
      sequenceCount: tokens.sequences.count, layersPerSequence: model.configuration.layerCount,
      report: progress)
    let gathering = Gathering(
      layers: (0..<model.configuration.layerCount).map {
        LayerAccumulator(index: $0, configuration: model.configuration)
      }, sequences: tokens.sequences.count, ahead: batch)
    DispatchQueue.concurrentPerform(iterations: batch) { _ in
      while let index = gathering.next() {
        let audit = SequenceAudit(model: model, tokens: tokens.sequences[index], options: options)
        gathering.finish(index, audit.run(board))
      }
    }
    let (layers, finished, rungs) = gathering.result
    return Audit(
      folder: model.checkpoint.folder, configuration: model.configuration, tokensFile: tokens.file,
      sequenceLengths: tokens.sequences.map(\.count), finishedSequences: finished, options: options,
      layers: finished == 0 ? [] : layers.map { $0.report(options: options) },
      rungs: rungs.sorted { $0.key < $1.key }.map {
        RungUse(bits: $0.key == SequenceAudit.ballBits ? nil : $0.key, sequences: $0.value)
      },
      leftAside: model.leftAside)
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

/// Counts finished layers and asks whether to go on; shared by the sequences that run at once.
final class ProgressBoard: @unchecked Sendable {
  private let lock = NSLock()
  private var finishedLayers = 0
  private var finishedSequences = 0
  private var stopped = false
  private let sequenceCount: Int
  private let layersPerSequence: Int
  private let report: @Sendable (Audit.Progress) -> Bool

  init(sequenceCount: Int, layersPerSequence: Int, report: @escaping @Sendable (Audit.Progress) -> Bool) {
    self.sequenceCount = sequenceCount
    self.layersPerSequence = layersPerSequence
    self.report = report
  }

  var isStopped: Bool { lock.withLock { stopped } }

  /// A layer is done on the cheapest rung; false: stop.
  func finishLayer(isLast: Bool) -> Bool {
    lock.withLock {
      finishedLayers += 1
      if isLast { finishedSequences += 1 }
      return ask()
    }
  }

  /// A layer is done on a finer rung: nothing new to count, but whoever waits may want to stop.
  func pulse() -> Bool { lock.withLock { ask() } }

  private func ask() -> Bool {
    let progress = Audit.Progress(
      finishedSequences: finishedSequences, sequenceCount: sequenceCount, finishedLayers: finishedLayers,
      layerCount: sequenceCount * layersPerSequence)
    if !stopped, !report(progress) { stopped = true }
    return !stopped
  }
}

/// Hands out sequences and gathers their results in order, whichever is finished first.
///
/// Results that wait for an earlier sequence are kept; whoever is too far ahead waits, so that memory does
/// not grow with the number of sequences.
private final class Gathering: @unchecked Sendable {
  private let condition = NSCondition()
  private var layers: [LayerAccumulator]
  private let sequences: Int
  private let ahead: Int
  private var nextIndex = 0
  private var finished = 0
  private var waiting: [Int: SequenceAudit.Result] = [:]
  private var isStopped = false
  private var rungs: [Int: Int] = [:]

  init(layers: [LayerAccumulator], sequences: Int, ahead: Int) {
    self.layers = layers
    self.sequences = sequences
    self.ahead = ahead
  }

  /// The next sequence to run; nil where none is left or the audit was stopped.
  func next() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, nextIndex < sequences, nextIndex >= finished + 2 * ahead { condition.wait() }
    guard !isStopped, nextIndex < sequences else { return nil }
    nextIndex += 1
    return nextIndex - 1
  }

  /// Takes a sequence's result; nil where it was stopped.
  func finish(_ index: Int, _ result: SequenceAudit.Result?) {
    condition.lock()
    defer { condition.unlock() }
    guard let result else {
      isStopped = true
      condition.broadcast()
      return
    }
    waiting[index] = result
    while let result = waiting.removeValue(forKey: finished) {
      for (layer, channels) in result.layers.enumerated() {
        for (channel, outcome) in channels.enumerated() {
          layers[layer].add(outcome, sequence: finished, channel: channel)
        }
      }
      for bits in result.rungs { rungs[bits, default: 0] += 1 }
      finished += 1
    }
    condition.broadcast()
  }

  /// The layers, how many sequences they hold, and how often each rung was used.
  var result: ([LayerAccumulator], Int, [Int: Int]) {
    condition.lock()
    defer { condition.unlock() }
    return (layers, finished, rungs)
  }
}
