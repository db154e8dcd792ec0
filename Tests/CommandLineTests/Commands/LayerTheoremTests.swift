import Claims
import Foundation
import TestSupport
import Testing

/// `audit --theorem`, on the built executable.
@Suite struct LayerTheoremTests {
  private let scratch: Scratch
  private let model = Repository.path("Examples/checkpoints/mamba-mqar-2l")

  init() throws { scratch = try Scratch() }

  private func audit(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["audit"] + arguments, in: scratch.folder)
  }

  @Test func theExampleIsWhatTheCommandWrites() throws {
    let outcome = try audit(model, "--theorem", "layer.claim")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("layer.claim: theorem layer_0_channel_32\n"))
    #expect(
      try String(contentsOf: scratch.url("layer.claim"), encoding: .utf8)
        == Repository.text("Examples/trained-layer/layer.claim"))
  }

  @Test func aLaterLayerAndABoxAreAClaimToo() throws {
    let arguments = ["--layer", "1", "--channel", "74", "--box=-0.2785..1"]
    let outcome = try Program.run(
      ["audit", model, "--theorem", "one.claim"] + arguments, in: scratch.folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let theorems = try Theorem.load(path: scratch.url("one.claim").path)
    #expect(theorems.map(\.name) == ["layer_1_channel_74"] && theorems[0].script != nil)
  }

  @Test func whatCannotBeSaidIsRefused() throws {
    let polarised = Repository.path("Examples/checkpoints/mamba-mqar-2l-polarized")
    for (arguments, message) in [
      ([polarised, "--theorem", "x.claim"], "has the gate 1 and forgets nothing"),
      ([model, "--theorem", "x.claim", "--layer", "1"], "--layer 1 needs --box LOW..HIGH"),
      ([model, "--theorem", "x.claim", "--layer", "2"], "--layer takes 0 to 1, not 2"),
      ([model, "--theorem", "x.claim", "--channel", "128"], "--channel takes 0 to 127, not 128"),
      ([model, "--theorem", "x.claim", "--box", "1..0"], "--box takes two exact numbers"),
      ([model, "--theorem", "x.claim", "--box=-1000..1000"], "take a smaller one"),
      ([model, "--channel", "1"], "need --theorem FILE"),
    ] {
      let outcome = try Program.run(["audit"] + arguments, in: scratch.folder)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: scratch.url("x.claim").path))
    }
  }
}
