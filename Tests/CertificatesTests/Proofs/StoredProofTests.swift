import Inputs
import TestSupport
import Testing

@testable import Certificates

/// Certificates of proofs that are right, and forgeries, each against one side condition of one rule. The independent
/// checker is asked about the same files.
@Suite struct StoredProofTests {
  @Test func areAccepted() throws {
    try #require(StoredProofs.names.count >= 17)
    for name in StoredProofs.names {
      let outcome = try StoredProofs.outcome(try StoredProofs.text(name))
      #expect((outcome.steps ?? 0) > 0, "\(name): \(outcome.reason)")
    }
  }

  @Test func forgeriesAreRefused() throws {
    let list = try StoredProofs.list("forgeries")
    try #require(list.count >= 100)
    for forgery in list {
      let (name, against) = (try forgery.text("certificate"), try forgery.text("against"))
      let forged = try StoredProofs.json(name).changed(by: forgery)
      let outcome = try StoredProofs.outcome(JSONWriter.text(forged, style: .pretty))
      #expect(outcome.steps == nil && !outcome.reason.isEmpty, "\(name): \(against)")
    }
  }

  /// A file that is no certificate is an error; one that is, with a wrong part, is rejected.
  @Test func whatIsWrongIsToldFromWhatIsNoCertificate() throws {
    let list = try StoredProofs.list("shapes")
    try #require(list.count >= 55)
    for shape in list {
      guard case .array(let changes)? = shape.member("changes"),
        case .number(let status)? = shape.member("status")
      else {
        Issue.record("\(shape) is no shape")
        return
      }
      var changed = try StoredProofs.json(try shape.text("certificate"))
      for change in changes { changed = try changed.changed(by: change) }
      let outcome = try StoredProofs.outcome(JSONWriter.text(changed, style: .pretty))
      let says = try shape.text("says")
      #expect(String(outcome.status) == status, "\(says): \(outcome.reason)")
    }
  }

  @Test func theExampleOfThePage() throws {
    let lines = try StoredProofs.text("halving").split(separator: "\n").map { "    \($0)\n" }.joined()
    #expect(try Repository.text("Documentation/proofs.md").contains(lines))
  }

  /// What is written of a proof that was read says the same.
  @Test func areWrittenAgain() throws {
    for name in StoredProofs.names {
      let bytes = Array(try StoredProofs.text(name).utf8)
      let certificate = try ProofCertificate.parse(bytes, file: name)
      let text = try certificate.text()
      let again = try ProofCertificate.parse(Array(text.utf8), file: name)
      #expect(again.proof == certificate.proof && again.sizes == certificate.sizes)
      #expect(try again.text() == text)
      #expect(try StoredProofs.outcome(text).steps != nil)
    }
  }

  @Test func aChangedClaimFailsItsHash() throws {
    for name in StoredProofs.names {
      let text = try StoredProofs.text(name).replacing("conclude", with: "conclude  ", maxReplacements: 1)
      #expect(try StoredProofs.outcome(text).reason == "the claim has another SHA-256")
    }
  }

  @Test func whatNothingReadsIsRefused() throws {
    let text = try StoredProofs.text("squares")
    for (piece, other, reason) in [
      (#"{"square": "x - y"}"#, #"{"square": "x - y", "more": 1}"#, "unknown key \"more\""),
      (#""x - y""#, #""é - y""#, "a name is missing"),
      (#""lemmas": []"#, #""lemmas": [], "more": 1"#, "unknown key"),
      (#""stages""#, #""stage""#, "unknown key \"stage\""),
      (#""y": "-1"}}"#, #""y": "-1"}, "seed": 1}"#, "unknown key"),
      (#""proof": {"sum""#, #""proof": {"total""#, "no rule of the kernel"),
    ] {
      try #require(text.contains(piece), "\(piece)")
      let outcome = try StoredProofs.outcome(text.replacing(piece, with: other, maxReplacements: 1))
      #expect(outcome.steps == nil && outcome.reason.contains(reason), "\(piece): \(outcome.reason)")
    }
  }
}
