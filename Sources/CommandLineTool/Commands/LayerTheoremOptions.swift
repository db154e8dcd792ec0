import ArgumentParser
import Certificates
import Foundation
import Inputs
import Models
import Numbers
import Reports

/// Options of `audit` that ask for a theorem about one channel of a layer in place of an audit.
struct LayerTheoremOptions: ParsableArguments {
  @Option(
    help: "Write a claim file about a channel of a layer: certified bounds, and how fast influence decays.",
    completion: .file(extensions: ["claim"]))
  var theorem: String?

  @Option(
    help: "The layer, from 0 on; needs --theorem. (default: 0)", transform: OptionRules.whole)
  var layer: Int?

  @Option(
    help: "The channel, from 0 on; the one with the least gates otherwise.", transform: OptionRules.whole)
  var channel: Int?

  @Option(
    help: ArgumentHelp(
      "The box of the layer's inputs u, such as 0..1 or --box=-1/4..1; in layer 0 what any tokens give otherwise.",
      valueName: "low..high"))
  var box: String?

  func validate() throws {
    if theorem == nil, layer != nil || channel != nil || box != nil {
      throw ValidationError("--layer, --channel and --box need --theorem FILE.")
    }
  }

  func write(to file: String, about checkpoint: String, ignoring: Set<String>, format: ReportFormat) throws {
    guard format == .text else { throw ValidationError("--theorem writes text alone.") }
    let model = try MambaModel(folder: checkpoint, ignoring: ignoring)
    let (c, layer) = (model.configuration, self.layer ?? 0)
    guard (0..<c.layerCount).contains(layer) else {
      throw ValidationError("--layer takes 0 to \(c.layerCount - 1), not \(layer).")
    }
    if let channel, !(0..<c.channelCount).contains(channel) {
      throw ValidationError("--channel takes 0 to \(c.channelCount - 1), not \(channel).")
    }
    let inputs = try inputs(of: model, layer)
    let bounds =
      if let channel {
        try ChannelBounds(model, layer: layer, channel: channel, box: inputs)
      } else {
        try ChannelBounds.fastest(model, layer: layer, box: inputs)
      }
    let claim = LayerClaim(
      bounds, box: inputs, model: URL(fileURLWithPath: checkpoint).lastPathComponent,
      sha256: try hash(of: model))
    try Files.write(claim.claim, to: file)
    try Console.write(claim.summary(file: file))
  }

  private func inputs(of model: MambaModel, _ layer: Int) throws -> InputBox {
    guard let box else {
      guard layer == 0 else {
        throw ValidationError(
          "--layer \(layer) needs --box LOW..HIGH: which inputs tokens give is known of layer 0 alone.")
      }
      return InputBox(ofTokensIn: model)
    }
    let ends = box.components(separatedBy: "..").map { Rational($0.trimmingCharacters(in: .whitespaces)) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else {
      throw ValidationError(
        "--box takes two exact numbers, the lesser first, such as 0..1 or -1/4..1, not '\(box)'.")
    }
    return InputBox(from: low, to: high, channels: model.configuration.channelCount)
  }

  /// SHA-256 of the file of the weights; of several one after the other.
  private func hash(of model: MambaModel) throws(InputError) -> String {
    var parts: [String] = []
    for path in model.checkpoint.files {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw InputError(file: path, message: "the file cannot be read")
      }
      parts.append(SHA256.hex(data))
    }
    return parts.joined(separator: " ")
  }
}
