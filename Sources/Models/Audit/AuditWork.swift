import Dispatch
import Foundation
import Numbers

/// What an audit has found so far, shared by the threads that work on it; it can be asked for at any time.
///
/// Sequences are gathered in their order, whichever is finished first, so that the result is the same for every
/// number of cores. Whoever is too far ahead waits, so that memory does not grow with the number of sequences.
final class AuditWork: @unchecked Sendable {
  private let condition = NSCondition()
  private let model: MambaModel
  private let tokens: TokenSequences
  private let distances: [Int]
  private let ahead: Int
  private let report: @Sendable (Audit.Progress) -> Bool
  private var layers: [LayerAccumulator]
  /// Sequences gathered in `layers`: the first ones.
  private var gathered = 0
  private var nextIndex = 0
  /// `[sequence][layer][channel]` of those begun and not gathered; layers not reached are missing.
  private var begun: [Int: [[ChannelOutcome]]] = [:]
  private var finished: Set<Int> = []
  private var isStopped = false
  private var rungs: [Int: Int] = [:]
  private var progress: Audit.Progress

  init(
    model: MambaModel, tokens: TokenSequences, influence: InfluenceQuestions, ahead: Int,
    report: @escaping @Sendable (Audit.Progress) -> Bool
  ) {
    (self.model, self.tokens, self.ahead, self.report) = (model, tokens, ahead, report)
    distances = influence.distances
    let (configuration, longest) = (model.configuration, tokens.sequences.map(\.count).max() ?? 0)
    layers = (0..<configuration.layerCount).map {
      LayerAccumulator(
        index: $0, configuration: configuration, distances: influence.distances, longest: longest)
    }
    progress = Audit.Progress(
      finishedSequences: 0, sequenceCount: tokens.sequences.count, finishedLayers: 0,
      layerCount: tokens.sequences.count * configuration.layerCount)
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }

  // MARK: - Asked by whoever works

  /// The next sequence to run; nil where none is left or the audit was stopped.
  func next() -> Int? {
    locked {
      while !isStopped, nextIndex < tokens.sequences.count, nextIndex >= gathered + 2 * ahead {
        condition.wait()
      }
      guard !isStopped, nextIndex < tokens.sequences.count else { return nil }
      nextIndex += 1
      begun[nextIndex - 1] = []
      return nextIndex - 1
    }
  }

  /// Says what is done now; false: stop.
  func goesOn(sequence: Int, layer: Int, bits: Int?) -> Bool {
    locked {
      (progress.sequence, progress.layer, progress.bits) = (sequence, layer, bits)
      return ask()
    }
  }

  private func ask() -> Bool {
    if !isStopped, !report(progress) {
      isStopped = true
      condition.broadcast()
    }
    return !isStopped
  }

  /// Takes what a layer gave; what a finer rung gave takes the place of what was known.
  func tell(_ sequence: Int, _ layer: Int, _ outcomes: [ChannelOutcome?], isFirst: Bool) {
    locked {
      if isFirst {
        begun[sequence]?.append(outcomes.compactMap { $0 })
        progress.finishedLayers += 1
        if layer == model.layers.count - 1 { progress.finishedSequences += 1 }
        _ = ask()
      } else {
        for (channel, outcome) in outcomes.enumerated() {
          if let outcome { begun[sequence]?[layer][channel] = outcome }
        }
      }
    }
  }

  func outcomes(of sequence: Int) -> [[ChannelOutcome]] { locked { begun[sequence] ?? [] } }

  func used(_ bits: Int) { locked { rungs[bits, default: 0] += 1 } }

  func finish(_ sequence: Int) {
    locked {
      finished.insert(sequence)
      while finished.contains(gathered), let outcomes = begun.removeValue(forKey: gathered) {
        Self.gather(outcomes, of: gathered, into: &layers)
        gathered += 1
      }
      condition.broadcast()
    }
  }

  private static func gather(
    _ outcomes: [[ChannelOutcome]], of sequence: Int, into layers: inout [LayerAccumulator]
  ) {
    for (layer, channels) in outcomes.enumerated() {
      for (channel, outcome) in channels.enumerated() {
        layers[layer].add(outcome, sequence: sequence, channel: channel)
      }
    }
  }

  // MARK: - What is known

  /// Of all sequences: those gathered, the layers that are done of those begun, and the rest as open.
  func audit(options: Audit.Options) -> Audit {
    condition.lock()
    var (layers, finished, begun) = (layers, finished.count, begun)
    let (gathered, rungs) = (gathered, rungs)
    condition.unlock()
    finished = min(finished, tokens.sequences.count)
    for sequence in begun.keys.sorted() { Self.gather(begun[sequence] ?? [], of: sequence, into: &layers) }
    // Sequences of one length that stay open at a layer are alike.
    var open: [Open: (sequence: Int, times: Int)] = [:]
    for sequence in gathered..<max(gathered, tokens.sequences.count) {
      for layer in (begun[sequence]?.count ?? 0)..<layers.count {
        let key = Open(layer: layer, tokens: tokens.sequences[sequence].count)
        open[key] = (open[key]?.sequence ?? sequence, (open[key]?.times ?? 0) + 1)
      }
    }
    begun = [:]
    for (key, place) in open.sorted(by: {
      ($0.value.sequence, $0.key.layer) < ($1.value.sequence, $1.key.layer)
    }) {
      add(key, place.sequence, times: place.times, to: &layers[key.layer])
    }
    return Audit(
      folder: model.checkpoint.folder, configuration: model.configuration, tokensFile: tokens.file,
      sequenceLengths: tokens.sequences.map(\.count), finishedSequences: finished, options: options,
      layers: Self.reports(layers, options),
      rungs: rungs.sorted { $0.key < $1.key }.map {
        Audit.RungUse(bits: $0.key == SequenceAudit.ballBits ? nil : $0.key, sequences: $0.value)
      },
      leftAside: model.leftAside)
  }

  /// Of all layers, on all cores: who interrupts does not wait long.
  private static func reports(_ layers: [LayerAccumulator], _ options: Audit.Options) -> [LayerAudit] {
    let reports = Collected<LayerAudit>()
    DispatchQueue.concurrentPerform(iterations: layers.count) {
      reports.set($0, layers[$0].report(options: options))
    }
    return layers.indices.compactMap { reports.values[$0] }
  }

  private struct Open: Hashable {
    var layer: Int
    var tokens: Int
  }

  private func add(_ open: Open, _ sequence: Int, times: Int, to layer: inout LayerAccumulator) {
    let (configuration, logA) = (model.configuration, model.layers[open.layer].logA)
    let learned = configuration.learnedStateCount
    // Channels are alike but for the states whose A is 0.
    let channels = Dictionary(grouping: 0..<configuration.channelCount) { channel in
      (0..<learned).filter { logA[channel * learned + $0] == -.infinity }
    }
    for alike in channels.values.sorted(by: { $0[0] < $1[0] }) {
      let outcome = ChannelOutcome.open(
        configuration, logA: logA[alike[0] * learned..<(alike[0] + 1) * learned], tokens: open.tokens,
        distances: distances)
      layer.add(outcome, sequence: sequence, channels: alike, times: times)
    }
  }
}
