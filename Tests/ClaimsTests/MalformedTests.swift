import Foundation
import Testing

@testable import Claims
@testable import Inputs

/// Every file under `Malformed/` with the exact display of its error beside it (`NAME.expected`).
///
/// An instance `NAME.json` is read for the theorem of `instance.claim`. With SSMPROOF_RECORD=1 in the
/// environment the expectations are written instead of held; read the difference before committing.
@Suite struct MalformedTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Malformed")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".claim") || $0.hasSuffix(".json") }
    .filter { $0 != "instance.claim" && !$0.hasPrefix("imported-") }.sorted()

  @Test func thereAreEnough() { #expect(Self.names.count >= 100) }

  @Test(arguments: names) func display(name: String) throws {
    let path = Self.folder.appendingPathComponent(name).path
    var shown = "accepted"
    do {
      if name.hasSuffix(".json") {
        let instance = Self.folder.appendingPathComponent("instance.claim").path
        let theorem = try #require(try Theorem.load(path: instance).first)
        _ = try InstanceFile.load(path: path, for: theorem)
      } else {
        _ = try ClaimFile.load(path: path).checked()
      }
    } catch let error as InputError {
      shown = error.rendered
    }
    shown = shown.replacingOccurrences(of: Self.folder.path + "/", with: "") + "\n"
    let expectation = Self.folder.appendingPathComponent(name + ".expected")
    if ProcessInfo.processInfo.environment["SSMPROOF_RECORD"] == "1" {
      try shown.write(to: expectation, atomically: true, encoding: .utf8)
    }
    #expect(shown != "accepted\n")
    #expect(try String(contentsOf: expectation, encoding: .utf8) == shown)
  }
}
