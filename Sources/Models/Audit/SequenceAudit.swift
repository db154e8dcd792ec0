import Enclosures

/// One sequence through all layers, on the cheapest rung that answers.
struct SequenceAudit: Sendable {
  /// Stands for double balls where bits are counted.
  static let ballBits = 53

  struct Result: Sendable {
    /// `[layer][channel]`.
    var layers: [[ChannelOutcome]]
    /// The rungs that were used, by bits.
    var rungs: [Int]
  }

  let model: MambaModel
  let tokens: [Int]
  let options: Audit.Options

  /// Nil where the board said to stop.
  func run(_ board: ProgressBoard) -> Result? {
    let everything = model.layers.map { _ in Array(repeating: true, count: model.configuration.channelCount) }
    let first = pass(Ball.self, precision: Self.ballBits, wanted: everything) { layer in
      board.finishLayer(isLast: layer == model.layers.count - 1)
    }
    guard let first else { return nil }
    var layers = first.map { $0.compactMap { $0 } }
    var rungs = [Self.ballBits]
    var bits = 128
    while bits <= options.maximumBits {
      let open = layers.map { channels in
        let largest = LayerRatios(channels)
        return channels.map { $0.isOpen(width: options.relativeWidth, largest) }
      }
      guard open.contains(where: { $0.contains(true) }) else { break }
      guard let finer = pass(Interval.self, precision: bits, wanted: open, goOn: { _ in board.pulse() })
      else {
        // Stopped while climbing: what is known already is sound.
        break
      }
      for (layer, channels) in finer.enumerated() {
        for (channel, outcome) in channels.enumerated() {
          if let outcome { layers[layer][channel] = outcome }
        }
      }
      rungs.append(bits)
      bits *= 2
    }
    return Result(layers: layers, rungs: rungs)
  }

  /// Runs the layers up to the last with a channel that is wanted; outcomes for those channels.
  private func pass<R: ForwardEnclosure>(
    _ rung: R.Type, precision: Int, wanted: [[Bool]], goOn: (Int) -> Bool
  ) -> [[ChannelOutcome?]]? {
    guard let last = wanted.lastIndex(where: { $0.contains(true) }) else { return [] }
    var forward = ForwardPass<R>(model: model, tokens: tokens, precision: precision)
    var result: [[ChannelOutcome?]] = []
    let channels = model.configuration.channelCount
    for layer in 0...last {
      var outcomes = [ChannelOutcome?](repeating: nil, count: channels)
      forward.advance(layer: layer) { scan in
        let questions = ChannelScan(scan)
        for channel in 0..<channels where wanted[layer][channel] {
          outcomes[channel] = questions.run(channel: channel)
        }
        return layer == last ? nil : R.Table.readout(scan).y
      }
      result.append(outcomes)
      guard goOn(layer) else { return nil }
    }
    return result
  }
}
