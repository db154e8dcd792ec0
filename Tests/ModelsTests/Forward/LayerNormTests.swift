import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

/// Models with LayerNorm, and with rates of exactly 0, against the plain forward pass.
@Suite struct LayerNormTests {
  private func model(_ random: inout SplitMix64, hidden: Int? = nil) -> SyntheticModel {
    var model = SyntheticModel(&random, type: .float64, tied: true, hidden: hidden)
    let width = model.configuration.hiddenSize
    let names = (0..<2).map { "backbone.layers.\($0).norm.bias" } + ["backbone.norm_f.bias"]
    for name in names {
      model.tensors.append(
        .init(name: name, shape: [width], values: (0..<width).map { _ in random.unit() }, type: .float64))
    }
    return model
  }

  private func open(_ model: SyntheticModel, layerNorm: Bool, _ folder: String) throws -> MambaModel {
    try model.write(to: folder)
    let old = "\"model_type\": \"mamba\","
    let text = model.configurationText.replacing(old, with: old + "\n \"rms_norm\": \(!layerNorm),")
    try write(text, folder, "config.json")
    return try MambaModel(folder: folder)
  }

  private func expect(_ trace: ForwardTrace, contains plain: PlainForward, width: Double?) {
    func check(_ bounds: Bounds, _ value: Interval) {
      #expect((value.upper.map { up in bounds.rationalLower.map { $0 <= up } ?? true }) ?? true)
      #expect((value.lower.map { low in bounds.rationalUpper.map { $0 >= low } ?? true }) ?? true)
      if let width { #expect(bounds.upper - bounds.lower < width) }
    }
    for (layer, expected) in zip(trace.layers, plain.layers) {
      for (row, values) in expected.y.enumerated() {
        for (column, value) in values.enumerated() { check(layer.y[row, column], value) }
      }
      for (row, values) in expected.last.enumerated() {
        for (column, value) in values.enumerated() { check(layer.lastState[row, column], value) }
      }
    }
    for (bounds, value) in zip(trace.logits, plain.logits) { check(bounds, value) }
  }

  @Test func layerNormIsEnclosed() throws {
    var random = SplitMix64(seed: 5)
    for round in 0..<12 * TestScale.factor {
      // Wide ones are bounded by the rows' distances.
      let model = model(&random, hidden: round % 3 == 0 ? 24 : nil)
      let tokens = (0..<4).map { _ in random.below(model.configuration.vocabularySize) }
      try withFolder { folder in
        let opened = try open(model, layerNorm: true, folder)
        #expect(opened.leftAside.isEmpty)
        let plain = PlainForward(model, tokens: tokens)
        expect(opened.traced(Ball.self, tokens: tokens, precision: 53), contains: plain, width: 1e-6)
        expect(opened.traced(Interval.self, tokens: tokens, precision: 128), contains: plain, width: 1e-12)
      }
    }
  }

  @Test func biasesBesideRMSNormAreRefused() throws {
    var random = SplitMix64(seed: 6)
    let model = model(&random)
    try withFolder { folder in
      let message = inputError { _ = try open(model, layerNorm: false, folder) }
      #expect(message.contains("backbone.layers.0.norm.bias\" is the bias of a LayerNorm"))
    }
  }

  /// A_log = −∞: A = 0, and the gate is 1 whatever the step is.
  @Test func logarithmsOfZeroAreGatesOfOne() throws {
    var random = SplitMix64(seed: 8)
    for _ in 0..<6 * TestScale.factor {
      var model = SyntheticModel(&random, type: .float32, tied: true)
      for index in model.tensors.indices where model.tensors[index].name.hasSuffix("A_log") {
        let place = random.below(model.tensors[index].values.count)
        model.tensors[index].values[place] = -.infinity
      }
      let tokens = (0..<5).map { _ in random.below(model.configuration.vocabularySize) }
      try withFolder { folder in
        try model.write(to: folder)
        let opened = try MambaModel(folder: folder)
        let plain = PlainForward(model, tokens: tokens)
        expect(try opened.trace(tokens: tokens), contains: plain, width: nil)
        let audit = try Audit.run(
          model: opened, tokens: TokenSequences(file: "t", sequences: [tokens]), options: Audit.Options())
        for layer in audit.layers {
          let group = try #require(layer.group(.learned))
          #expect(group.greatestGate.lower == .one && group.greatestGate.upper == .one)
          // The split D = 1 − A does not exist for that state.
          #expect(group.convexAlways.total == group.hypothesesAlways.total - 1)
          #expect(layer.influence.uniformHorizon.upper == nil)
        }
      }
    }
  }
}
