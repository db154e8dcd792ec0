import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

@Suite struct SyntheticForwardTests {
  /// Every value of the trace must meet the 300-bit enclosure of the oracle.
  private func expectAgreement(_ trace: ForwardTrace, _ plain: PlainForward, _ label: String) {
    func check(_ table: ForwardTrace.Table, _ rows: [[Interval]], _ name: String) {
      for (row, values) in rows.enumerated() {
        for (column, value) in values.enumerated() {
          #expect(meets(table[row, column], value), "\(label): \(name)[\(row), \(column)]")
        }
      }
    }
    for (layer, expected) in plain.layers.enumerated() {
      check(trace.layers[layer].u, expected.u, "u")
      check(trace.layers[layer].step, expected.step, "step")
      check(trace.layers[layer].b, expected.b, "B")
      check(trace.layers[layer].c, expected.c, "C")
      check(trace.layers[layer].y, expected.y, "y")
      check(trace.layers[layer].lastState, expected.last, "h")
    }
    for (index, value) in plain.logits.enumerated() {
      #expect(meets(trace.logits[index], value), "\(label): logit \(index)")
    }
  }

  private func meets(_ bounds: Bounds, _ value: Interval) -> Bool {
    guard let a = value.lower, let b = value.upper else { return false }
    return (bounds.rationalLower.map { $0 <= b } ?? true) && (bounds.rationalUpper.map { $0 >= a } ?? true)
      && bounds.relativeWidth < 1e-6
  }

  @Test(arguments: [TensorType.float32, .float16, .brain16, .float64])
  func randomModelsLieInTheirEnclosures(type: TensorType) throws {
    var random = SplitMix64(seed: 7)
    for round in 0..<4 * TestScale.factor {
      let model = SyntheticModel(
        &random, type: type, tied: round % 2 == 1, biases: round % 4 >= 2, polarized: round % 3 == 0)
      let tokens = (0..<1 + random.below(6)).map { _ in random.below(model.configuration.vocabularySize) }
      try withFolder { folder in
        try model.write(to: folder, shards: round % 2 + 1)
        let opened = try MambaModel(folder: folder)
        #expect(opened.unusedTensors.isEmpty)
        let plain = PlainForward(model, tokens: tokens)
        let label = "\(type) round \(round)"
        expectAgreement(try opened.trace(tokens: tokens), plain, label)
        expectAgreement(opened.traced(Interval.self, tokens: tokens, precision: 128), plain, label)
      }
    }
  }

  /// Wide enough that rows are bounded by their Euclidean deviations: every double enclosure contains that at
  /// 200 bits, and keeps its accuracy through the layers.
  @Test func deepAndWideModelsStayNarrow() throws {
    var random = SplitMix64(seed: 23)
    let model = SyntheticModel(&random, type: .float32, spread: 0.15, layers: 4, hidden: 40, channels: 53)
    try withFolder { folder in
      try model.write(to: folder)
      let opened = try MambaModel(folder: folder)
      let tokens = [0, 1, 2, 1]
      let trace = opened.traced(Ball.self, tokens: tokens, precision: 53)
      let fine = opened.traced(Interval.self, tokens: tokens, precision: 200)
      for (layer, expected) in zip(trace.layers, fine.layers) {
        for (table, expected) in zip(layer.tables, expected.tables) {
          for (value, expected) in zip(table.values, expected.values) {
            // The finer bounds are doubles, rounded outward.
            #expect(value.lower <= expected.lower.nextUp && expected.upper.nextDown <= value.upper)
          }
        }
      }
      #expect(trace.layers[3].step.values.allSatisfy { $0.relativeWidth < 1e-11 })
    }
  }

  @Test func steepStepsAndHugeWeightsStayEnclosed() throws {
    var random = SplitMix64(seed: 11)
    for spread in [1e-3, 20, 60] {
      let model = SyntheticModel(&random, type: .float64, polarized: true, spread: spread, layers: 1)
      try withFolder { folder in
        try model.write(to: folder)
        let tokens = [0, 1, 2, 1, 0]
        let trace = try MambaModel(folder: folder).traced(Ball.self, tokens: tokens, precision: 53)
        let plain = PlainForward(model, tokens: tokens)
        for (row, values) in plain.layers[0].y.enumerated() {
          for (column, value) in values.enumerated() {
            let bounds = trace.layers[0].y[row, column]
            #expect((value.upper.map { up in bounds.rationalLower.map { $0 <= up } ?? true }) ?? true)
            #expect((value.lower.map { down in bounds.rationalUpper.map { $0 >= down } ?? true }) ?? true)
          }
        }
      }
    }
  }

  @Test func halvesAreReadExactly() {
    #expect(TensorType.half(0x3C00) == 1)
    #expect(TensorType.half(0xC000) == -2)
    #expect(TensorType.half(0x0001) == 0x1p-24)
    #expect(TensorType.half(0x03FF) == 0x1p-14 - 0x1p-24)
    #expect(TensorType.half(0x7BFF) == 65504)
    #expect(TensorType.half(0x7C00) == .infinity)
    #expect(TensorType.half(0x7C01).isNaN)
    #expect(TensorType.half(0x8000).sign == .minus && TensorType.half(0x8000) == 0)
  }
}
