import Foundation
import Inputs
import Numbers
import TestSupport
import Testing

@testable import Models

/// Channels of a checkpoint: their weights, and what they meet along tokens.
@Suite struct ChannelReaderTests {
  /// The tensors of a file of 32-bit numbers, by Foundation alone.
  private func tensors(_ name: String) throws -> [String: [Float]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: example(name) + "/model.safetensors"))
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header =
      try JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: [String: Any]] ?? [:]
    return header.compactMapValues { entry in
      guard entry["dtype"] as? String == "F32", let ends = entry["data_offsets"] as? [Int] else { return nil }
      return stride(from: 8 + length + ends[0], to: 8 + length + ends[1], by: 4).map { start in
        Float(bitPattern: data[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
      }
    }
  }

  @Test func weightsAreTheFilesOwnNumbers() throws {
    let file = try tensors("mamba-mqar-2l")
    let reader = try ChannelReader(folder: example("mamba-mqar-2l"))
    for (layer, channel) in [(0, 0), (1, 57), (1, 127)] {
      let found = try reader.channel(channel, layer: layer)
      func row(_ name: String, _ width: Int, _ k: Int = channel) throws -> [Double] {
        let all = try #require(file["backbone.layers.\(layer).mixer.\(name)"])
        return all[k * width..<(k + 1) * width].map(Double.init)
      }
      func column(_ name: String, _ width: Int) throws -> [Double] {
        let all = try #require(file["backbone.layers.\(layer).mixer.\(name)"])
        return stride(from: channel, to: all.count, by: width).map { Double(all[$0]) }
      }
      #expect(try found.logA == row("A_log", 16) && [found.skip] == row("D", 1))
      #expect(
        try [found.stepBias] == row("dt_proj.bias", 1) && found.stepProjection == row("dt_proj.weight", 4))
      #expect(
        try found.convolution == row("conv1d.weight", 4) && [found.convolutionBias] == row("conv1d.bias", 1))
      #expect(try found.inputProjection == row("in_proj.weight", 64))
      #expect(try found.gateProjection == row("in_proj.weight", 64, 128 + channel))
      #expect(try found.stateProjection == column("x_proj.weight", 128) && found.stateProjection.count == 36)
      #expect(try found.outputProjection == column("out_proj.weight", 128))
      #expect(found.tokens.isEmpty && found.steps.isEmpty && found.gates.isEmpty)
    }
  }

  @Test(arguments: TensorType.allCases.filter(\.isWeight)) func everyElementTypeIsExact(type: TensorType)
    throws
  {
    var random = SplitMix64(seed: 21)
    let scratch = try Scratch()
    let model = SyntheticModel(&random, type: type, polarized: true)
    try model.write(to: scratch.folder.path, shards: 2)
    let (reader, c) = (try ChannelReader(folder: scratch.folder.path), model.configuration)
    let found = try reader.channel(c.channelCount - 1, layer: 1)
    let logs = model.values("backbone.layers.1.mixer.A_log")
    #expect(found.logA == Array(logs.suffix(c.learnedStateCount)))
    #expect(found.skip == model.values("backbone.layers.1.mixer.D").last)
  }

  /// Against float64 figures by NumPy, and the gates and drives from them by their formulas.
  @Test(arguments: ["mamba-mqar-2l", "mamba-mqar-2l-polarized"])
  func boundsContainTheReference(name: String) throws {
    let reference = try exampleJSON(name, "reference.json")
    let tokens = Array(try #require(reference["tokens"] as? [Int]).prefix(6))
    let layers = try #require(reference["layers"] as? [String: [String: [[Double]]]])
    let reader = try ChannelReader(folder: example(name))
    let c = reader.configuration
    for (layer, channel) in [(0, 3), (1, 57)] {
      let found = try reader.channel(channel, layer: layer, tokens: tokens)
      let values = try #require(layers["\(layer)"])
      func lies(_ value: Double, _ bounds: Bounds) -> Bool {
        let slack = 1e-12 * max(1, abs(value))
        return bounds.lower - slack <= value && value <= bounds.upper + slack
          && bounds.lower <= bounds.midpoint
          && bounds.midpoint <= bounds.upper
      }
      let rates =
        Array(repeating: 0.0, count: c.oneStateCount) + found.logA.map { exp($0) }
        + Array(repeating: 1000.0, count: c.zeroStateCount)
      #expect(found.rates.count == c.stateCount)
      for (rate, bounds) in zip(rates, found.rates) {
        #expect(lies(-rate, bounds) && bounds.relativeWidth < 1e-15)
      }
      #expect(try reader.channel(channel, layer: layer).rates == found.rates)
      for t in tokens.indices {
        let (step, u) = (try #require(values["dt"])[channel][t], try #require(values["u"])[channel][t])
        #expect(lies(step, found.steps[t]) && lies(u, found.inputs[t]))
        #expect(found.gates[t].count == c.stateCount && found.drives[t].count == c.stateCount)
        for n in 0..<c.stateCount {
          let b = try #require(values["B"])[n][t]
          let c = try #require(values["C"])[n][t]
          #expect(lies(b, found.inputWeights[t][n]) && lies(c, found.outputWeights[t][n]))
          #expect(lies(exp(-step * rates[n]), found.gates[t][n]) && lies(step * b * u, found.drives[t][n]))
          #expect(found.gates[t][n].relativeWidth < 1e-6)
        }
      }
      // The same whatever was asked before.
      let again = try ChannelReader(folder: example(name)).channel(channel, layer: layer, tokens: tokens)
      #expect(again == found && "\(found)".hasPrefix("layer \(layer), channel \(channel) of "))
    }
  }

  @Test func onlyTheLayerThatIsAskedForIsRead() throws {
    var random = SplitMix64(seed: 22)
    let scratch = try Scratch()
    var model = SyntheticModel(&random, type: .float32)
    // Not a number in the second layer, and a tensor gone in the first one's neighbours.
    let bad = try #require(model.tensors.firstIndex { $0.name == "backbone.layers.1.mixer.D" })
    model.tensors[bad].values[0] = .nan
    model.tensors.removeAll { $0.name == "backbone.norm_f.weight" }
    try model.write(to: scratch.folder.path)
    let reader = try ChannelReader(folder: scratch.folder.path)
    #expect(try reader.channel(0, layer: 0).skip == model.values("backbone.layers.0.mixer.D")[0])
    let second = #expect(throws: InputError.self) { try reader.channel(0, layer: 1) }
    #expect(second?.message.contains("\"backbone.layers.1.mixer.D\" has NaN") == true)
    // The whole model is read to run it.
    #expect(throws: InputError.self) { try reader.channel(0, layer: 0, tokens: [0]) }
  }

  @Test func whatIsMissingOrWrongIsNamed() throws {
    func message(_ change: (inout SyntheticModel) -> Void, ignoring: Set<String> = []) throws -> String? {
      var random = SplitMix64(seed: 23)
      let scratch = try Scratch()
      var model = SyntheticModel(&random, type: .float32)
      change(&model)
      try model.write(to: scratch.folder.path)
      do throws(InputError) {
        _ = try ChannelReader(folder: scratch.folder.path, ignoring: ignoring).channel(0, layer: 0)
        return nil
      } catch {
        return error.message
      }
    }
    func at(_ name: String, _ model: SyntheticModel) -> Int {
      model.tensors.firstIndex { $0.name == "backbone.layers.0.mixer.\(name)" } ?? 0
    }
    #expect(try message { $0.tensors.remove(at: at("D", $0)) }?.contains("mixer.D\" is missing") == true)
    let shape = try message { model in
      let k = at("dt_proj.weight", model)
      model.tensors[k].shape.append(1)
    }
    #expect(shape?.contains("has the shape") == true)
    let extra: (inout SyntheticModel) -> Void = { model in
      var tensor = model.tensors[at("D", model)]
      tensor.name = "backbone.layers.0.mixer.dt_layernorm.weight"
      model.tensors.append(tensor)
    }
    #expect(try message(extra) != nil)
    #expect(throws: InputError.self) { try ChannelReader(folder: "/nowhere/at/all") }
    #expect(throws: InputError.self) { try ChannelReader(folder: example("")) }
  }

  @Test func midpointsLieBetweenTheBounds() {
    let greatest = Double.greatestFiniteMagnitude
    #expect(Bounds(lower: -greatest, upper: greatest).midpoint == 0)
    #expect(Bounds(lower: greatest.nextDown, upper: greatest).midpoint >= greatest.nextDown)
    let least = Bounds(lower: 0, upper: .leastNonzeroMagnitude)
    #expect(least.lower <= least.midpoint && least.midpoint <= least.upper)
    let pair = Bounds(lower: 0.1, upper: 0.1.nextUp)
    #expect([pair.lower, pair.upper].contains(pair.midpoint) && Bounds(0.3).midpoint == 0.3)
    #expect(!Bounds(lower: 1, upper: .infinity).midpoint.isFinite && Bounds.unbounded.midpoint.isNaN)
  }
}
