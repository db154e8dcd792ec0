import Foundation
import Programs
import TestSupport
import Testing

/// The contract of `ssmproof audit` on bad input, on the built executable.
@Suite struct AuditTests {
  @Test func badInputPrintsNothingOnStandardOutput() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(at: scratch.url("model"), withIntermediateDirectories: true)
    try scratch.write(#"{"model_type": "llama"}"#, to: "model/config.json")
    for (arguments, message) in [
      (["nowhere"], "nowhere: no such folder"), (["model/config.json"], "this is a file"),
      (["model"], "no model.safetensors"), (["model", "--threshold", "x"], "--threshold takes"),
      (["model", "--max-bits", "1"], "--max-bits takes"), ([], "<checkpoint>"),
    ] {
      let outcome = try Program.run(["audit"] + arguments, in: scratch.folder)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func anAuditSucceeds() throws {
    let scratch = try Scratch()
    let model = Repository.path("Examples/checkpoints/mamba-mqar-2l")
    try scratch.write("[[1, 2, 3]]", to: "t.json")
    let arguments = ["audit", model, "--tokens", "t.json"]
    let outcome = try Program.run(arguments + ["--format", "json"], in: scratch.folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) is [String: Any])
    try scratch.write("[[1, 2, 1000000]]", to: "t.json")
    let bad = try Program.run(arguments, in: scratch.folder)
    #expect(bad.status == 2 && bad.output.isEmpty)
    #expect(bad.errors.contains("t.json:1:9: token 1000000 is out of range"))
  }
}
