import Enclosures
import Inputs
import Numbers
import Synchronization

/// Reads channels of a checkpoint, a layer at a time.
///
/// Held are the headers, and of the layers that were asked for the vectors and `A_log`; matrices stay in the
/// mapped file. The whole model is opened and checked when it is first run on tokens.
package final class ChannelReader: Sendable {
  package let folder: String
  package let configuration: MambaConfiguration
  private let checkpoint: Checkpoint
  private let layout: TensorLayout
  private let ignoring: Set<String>
  private let layers = Mutex<[Int: MambaLayer]>([:])
  private let runs: Mutex<Runs>

  /// The model, and what it was run on lately.
  private struct Runs: Sendable {
    var model: MambaModel?
    var traces: [Key: LayerTrace] = [:]
    var count = 0
  }

  private struct Key: Hashable {
    var layer: Int
    var tokens: [Int]
  }

  /// Layers and numbers that are kept.
  private static let mostLayers = 8
  private static let mostNumbers = 1 << 22

  /// - Throws: an `InputError` where the folder is no checkpoint that is read. Tensors of a layer are read
  ///   when it is asked for.
  package init(folder: String, ignoring: Set<String> = []) throws(InputError) {
    let opened = try MambaModel.open(folder, ignoring)
    layout = try TensorLayout(opened.0)
    var configuration = opened.1
    configuration.complete(from: opened.0, mixer: layout.layer(0) + "mixer.")
    (self.folder, checkpoint, self.configuration, self.ignoring) = (folder, opened.0, configuration, ignoring)
    runs = Mutex(Runs())
  }

  /// The weights of a channel: `layer` and `channel` within the configuration's counts.
  package func channel(_ channel: Int, layer: Int) throws(InputError) -> TrainedChannel {
    let (weights, c) = (try weights(of: layer), configuration)
    precondition((0..<c.channelCount).contains(channel), "channel \(channel) of \(c.channelCount)")
    func part(_ list: [Double], _ width: Int) -> [Double] {
      Array(list[channel * width..<(channel + 1) * width])
    }
    var result = TrainedChannel(
      folder: folder, layer: layer, channel: channel, logA: part(weights.logA, c.learnedStateCount),
      skip: weights.skip[channel], stepBias: weights.stepBias[channel],
      stepProjection: weights.stepProjection.row(channel),
      convolution: part(weights.convolution, c.convolutionWidth),
      convolutionBias: weights.convolutionBias?[channel] ?? 0,
      inputProjection: weights.inputProjection.row(channel),
      gateProjection: weights.inputProjection.row(c.channelCount + channel),
      stateProjection: weights.stateProjection.column(channel),
      outputProjection: weights.outputProjection.column(channel))
    result.addRates(c)
    return result
  }

  /// The same with what the layer meets along tokens of the vocabulary, at least one.
  ///
  /// - Throws: an `InputError` too where any tensor of the model is missing or wrong: all layers up to this
  ///   one are run.
  package func channel(_ channel: Int, layer: Int, tokens: [Int]) throws(InputError) -> TrainedChannel {
    var result = try self.channel(channel, layer: layer)
    let trace = try trace(of: layer, tokens)
    result.tokens = tokens
    result.steps = tokens.indices.map { trace.step[$0, channel] }
    result.inputs = tokens.indices.map { trace.u[$0, channel] }
    func rows(_ table: ForwardTrace.Table) -> [[Bounds]] {
      tokens.indices.map { t in (0..<table.columns).map { table[t, $0] } }
    }
    result.inputWeights = rows(trace.b)
    result.outputWeights = rows(trace.c)
    result.addGates(configuration)
    return result
  }

  private func weights(of layer: Int) throws(InputError) -> MambaLayer {
    precondition((0..<configuration.layerCount).contains(layer), "layer \(layer)")
    if let known = layers.withLock({ $0[layer] }) { return known }
    var used: Set<String> = []
    let prefix = layout.layer(layer)
    let read = try MambaLayer(
      prefix: prefix, configuration: configuration, checkpoint: checkpoint, used: &used)
    // A tensor that no part uses may say that the layer is another one.
    let rest = checkpoint.tensorNames.filter { $0.hasPrefix(prefix) && !used.contains($0) }
    _ = try TensorRoles(
      checkpoint: checkpoint, layout: layout, configuration: configuration, ignoring: ignoring
    ).leftAside(unused: rest)
    layers.withLock { known in
      if known.count >= Self.mostLayers { known = [:] }
      known[layer] = read
    }
    return read
  }

  private func trace(of layer: Int, _ tokens: [Int]) throws(InputError) -> LayerTrace {
    let key = Key(layer: layer, tokens: tokens)
    // One run at a time: others mostly ask for the same.
    let outcome = runs.withLock { runs -> Result<LayerTrace, InputError> in
      if let known = runs.traces[key] { return .success(known) }
      do throws(InputError) {
        let model: MambaModel
        if let opened = runs.model {
          model = opened
        } else {
          model = try MambaModel(folder: folder, ignoring: ignoring)
        }
        runs.model = model
        let made = try model.trace(of: layer, tokens: tokens)
        if runs.count > Self.mostNumbers { (runs.traces, runs.count) = ([:], 0) }
        runs.traces[key] = made
        runs.count += made.count
        return .success(made)
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

extension WeightTensor {
  func row(_ index: Int) -> [Double] { elements(from: index * rowLength, count: rowLength) }

  func column(_ index: Int) -> [Double] {
    (0..<rowCount).map { elements(from: $0 * rowLength + index, count: 1)[0] }
  }

  private func elements(from start: Int, count: Int) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { decode(from: start, into: $0) }
    return values
  }
}

extension TrainedChannel {
  private static let gateBits = 128

  fileprivate mutating func addRates(_ configuration: MambaConfiguration) {
    let scan = scan(configuration)
    rates = (0..<configuration.stateCount).map { state in
      let rate = scan.rate(channel: 0, state: state)
      return rate.isZero ? Bounds(0) : (-rate.value).bounds
    }
  }

  /// Gates and drives, of the bounds of what makes them.
  fileprivate mutating func addGates(_ configuration: MambaConfiguration) {
    let scan = scan(configuration)
    gates = tokens.map { _ in [] }
    drives = gates
    for state in 0..<configuration.stateCount {
      scan.run(channel: 0, state: state) { step in
        gates[step.token].append(step.gate.bounds)
        drives[step.token].append(step.injection.bounds)
      }
    }
  }

  /// The scan of a layer of this channel alone.
  private func scan(_ configuration: MambaConfiguration) -> Scan<Interval> {
    func table(_ rows: [[Bounds]]) -> Matrix<Interval> {
      var result = Matrix<Interval>(
        rows: rows.count, columns: rows.first?.count ?? 0, precision: Self.gateBits)
      for (t, row) in rows.enumerated() {
        for (n, value) in row.enumerated() {
          result[t, n] = Interval(
            from: value.rationalLower, to: value.rationalUpper, precision: Self.gateBits)
        }
      }
      return result
    }
    let inputs = ScanInputs<Interval>(
      u: table(inputs.map { [$0] }), step: table(steps.map { [$0] }), b: table(inputWeights),
      c: table(outputWeights))
    return Scan(configuration: configuration, inputs: inputs, logA: logA, precision: Self.gateBits)
  }
}
