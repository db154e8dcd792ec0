import Dispatch
import Enclosures
import Foundation

/// One sequence through all layers, on the cheapest rung that answers.
package struct SequenceAudit: Sendable {
  /// Stands for double balls where bits are counted.
  static let ballBits = 53

  let model: MambaModel
  let tokens: [Int]
  let index: Int
  let options: Audit.Options
  let influence: InfluenceQuestions
  /// Threads for the channels of this sequence.
  let threads: Int

  /// Runs the sequence; what each layer gives is told to `work`. False where that said to stop.
  func run(_ work: AuditWork) -> Bool {
    let channels = model.configuration.channelCount
    let everything = model.layers.map { _ in Array(repeating: true, count: channels) }
    guard pass(Ball.self, precision: Self.ballBits, wanted: everything, work) else { return false }
    work.used(Self.ballBits)
    var bits = 128
    while bits <= options.maximumBits {
      let open = work.outcomes(of: index).map { channels in
        let largest = LayerRatios(channels)
        return channels.map { $0.isOpen(width: options.relativeWidth, largest) }
      }
      guard open.contains(where: { $0.contains(true) }) else { break }
      guard pass(Interval.self, precision: bits, wanted: open, work) else { return false }
      work.used(bits)
      bits *= 2
    }
    return true
  }

  /// Runs the layers up to the last with a channel that is wanted, and tells the outcomes for those channels.
  private func pass<R: ForwardEnclosure>(
    _ rung: R.Type, precision: Int, wanted: [[Bool]], _ work: AuditWork
  ) -> Bool {
    guard let last = wanted.lastIndex(where: { $0.contains(true) }) else { return true }
    var forward = ForwardPass<R>(model: model, tokens: tokens, precision: precision)
    for layer in 0...last {
      let goOn: @Sendable () -> Bool = {
        work.goesOn(sequence: index, layer: layer, bits: precision == Self.ballBits ? nil : precision)
      }
      guard goOn() else { return false }
      var outcomes: [ChannelOutcome?] = []
      let isWhole = forward.advance(layer: layer, goOn: goOn) { scan in
        outcomes = answers(ChannelScan(scan, influence), wanted[layer], goOn)
        return layer == last || !goOn() ? nil : R.Table.readout(scan).y
      }
      guard isWhole, goOn() else { return false }
      work.tell(index, layer, outcomes, isFirst: precision == Self.ballBits)
    }
    return true
  }

  /// The outcomes of the channels that are wanted.
  private func answers<R: ForwardEnclosure>(
    _ questions: ChannelScan<R>, _ wanted: [Bool], _ goOn: @Sendable () -> Bool
  ) -> [ChannelOutcome?] {
    var result = [ChannelOutcome?](repeating: nil, count: wanted.count)
    let places = wanted.indices.filter { wanted[$0] }
    let parts = max(1, min(threads, places.count))
    if parts == 1 {
      for channel in places where goOn() { result[channel] = questions.run(channel: channel) }
      return result
    }
    let found = Collected<ChannelOutcome>()
    withoutActuallyEscaping(goOn) { goOn in
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        for place in stride(from: part, to: places.count, by: parts) where goOn() {
          found.set(places[place], questions.run(channel: places[place]))
        }
      }
    }
    for (channel, outcome) in found.values { result[channel] = outcome }
    return result
  }
}
