import Enclosures
import Foundation
import TestSupport
import Testing

@testable import Models

@Suite struct ReferenceTests {
  /// `reference.json` was computed in float64 and is good to this much, relative and absolute.
  private static let referenceError = 1e-12

  private func lies(_ value: Double, in bounds: Bounds) -> Bool {
    let slack = Self.referenceError * max(1, abs(value))
    return bounds.lower - slack <= value && value <= bounds.upper + slack
  }

  @Test(arguments: ["mamba-mqar-2l", "mamba-mqar-2l-polarized", "mamba-mqar-2l-init"])
  func everyReferenceValueLiesInItsEnclosure(name: String) throws {
    let reference = try exampleJSON(name, "reference.json")
    let tokens = try #require(reference["tokens"] as? [Int])
    let model = try MambaModel(folder: example(name))
    // One climbs in every run, the others in the long one.
    let climbs = name == "mamba-mqar-2l" || TestScale.isLarge
    let trace =
      climbs ? try model.trace(tokens: tokens) : model.traced(Ball.self, tokens: tokens, precision: 53)
    #expect(!climbs || trace.widest < 1e-9)
    let layers = try #require(reference["layers"] as? [String: [String: [[Double]]]])
    var (checked, outside) = (0, 0)
    for (key, values) in layers {
      let layer = trace.layers[try #require(Int(key))]
      func check(_ table: ForwardTrace.Table, _ name: String, transposed: Bool) throws {
        let rows = try #require(values[name])
        #expect(rows.count == (transposed ? table.columns : table.rows))
        for (row, line) in rows.enumerated() {
          for (column, value) in line.enumerated() {
            checked += 1
            if !lies(value, in: transposed ? table[column, row] : table[row, column]) { outside += 1 }
          }
        }
      }
      // The file keeps channels and states in rows, tokens in columns.
      try check(layer.u, "u", transposed: true)
      try check(layer.step, "dt", transposed: true)
      try check(layer.b, "B", transposed: true)
      try check(layer.c, "C", transposed: true)
      try check(layer.y, "y", transposed: true)
      try check(layer.lastState, "h_L", transposed: false)
    }
    let logits = try #require(reference["logits_last_token"] as? [Double])
    for (index, value) in logits.enumerated() where !lies(value, in: trace.logits[index]) { outside += 1 }
    #expect(outside == 0)
    #expect(checked > 50_000)
  }
}
