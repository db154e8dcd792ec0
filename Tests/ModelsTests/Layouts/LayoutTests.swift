import Enclosures
import Foundation
import TestSupport
import Testing

@testable import Models

/// Every layout of `Layout.read` and `Layout.refused`: its outcome, its figures, and its row in the documentation.
@Suite struct LayoutTests {
  private static let tokens = [0, 1, 2, 1, 4, 3]

  /// What opening the folder gives: the tensors left aside, or the error.
  private func outcome(_ layout: Layout) throws -> (model: MambaModel?, text: String, trace: ForwardTrace?) {
    try withFolder { folder in
      try layout.make().write(to: folder)
      var (opened, trace) = (nil as MambaModel?, nil as ForwardTrace?)
      let message = inputError {
        let model = try MambaModel(folder: folder)
        trace = model.traced(Ball.self, tokens: Self.tokens, precision: 53)
        opened = model
      }
      if let opened {
        let aside = opened.leftAside.map { "`\($0.name)` (\($0.reason))" }
        return (opened, aside.isEmpty ? "" : "left aside: " + aside.joined(separator: ", "), trace)
      }
      return (nil, message.replacing(folder + "/", with: "").replacing(folder + ": ", with: ""), nil)
    }
  }

  @Test(arguments: Layout.read)
  func figuresAreThoseOfTheStandardLayout(layout: Layout) throws {
    let (model, text, trace) = try outcome(layout)
    try #require(model != nil, "\(text)")
    let standard = layout.make().model
    // Every layout's figures are the plain forward pass's, too.
    let plain = PlainForward(standard, tokens: Self.tokens)
    for (layer, other) in zip(trace?.layers ?? [], plain.layers) {
      for (row, values) in other.y.enumerated() {
        for (column, value) in values.enumerated() {
          let bounds = layer.y[row, column]
          #expect((value.upper.map { up in bounds.rationalLower.map { $0 <= up } ?? true }) ?? true)
          #expect((value.lower.map { low in bounds.rationalUpper.map { $0 >= low } ?? true }) ?? true)
        }
      }
    }
    let expected = try withFolder { folder in
      try standard.write(to: folder)
      if !standard.values("backbone.norm_f.bias").isEmpty {
        let old = "\"model_type\": \"mamba\","
        let text = standard.configurationText.replacing(old, with: old + " \"rms_norm\": false,")
        try write(text, folder, "config.json")
      }
      return try MambaModel(folder: folder).traced(Ball.self, tokens: Self.tokens, precision: 53)
    }
    for (layer, other) in zip(trace?.layers ?? [], expected.layers) {
      for (table, other) in zip(layer.tables, other.tables) {
        let isSame = table.values == other.values
        #expect(isSame)
      }
    }
    #expect(trace?.layers.count == expected.layers.count)
  }

  @Test(arguments: Layout.refused)
  func othersAreRefused(layout: Layout) throws {
    let (model, text, _) = try outcome(layout)
    #expect(model == nil, "audited: \(layout)")
    #expect(text.contains(":") || text.contains("here"), "\(text)")
    #expect(!text.contains("\n"))
  }

  /// The table of `Documentation/checkpoints.md` says what happens, word for word.
  @Test func theTableIsTheDocumentations() throws {
    var rows: [String] = []
    for layout in Layout.read {
      let text = try outcome(layout).text
      rows.append("| \(layout) | read\(text.isEmpty ? "" : "; " + text) |")
    }
    for layout in Layout.refused { rows.append("| \(layout) | refused: \(try outcome(layout).text) |") }
    let text = try Repository.text("Documentation/checkpoints.md")
    if ProcessInfo.processInfo.environment["SSMPROOF_PRINT_LAYOUTS"] != nil {
      print(rows.joined(separator: "\n"))
    }
    let present = Set(text.split(separator: "\n").map(String.init))
    let missing = rows.filter { !present.contains($0) }
    #expect(missing.isEmpty)
    let stale = present.filter { $0.contains(" | read") || $0.contains(" | refused") }.subtracting(rows)
    #expect(stale.isEmpty)
    #expect(rows.count >= 30)
  }
}
