import Foundation
import SSMProof
import TestSupport
import Testing

/// The lines of Swift in the README and in the page on the library, as they stand there.
@Suite struct ReadmeTests {
  @Test func theoremsOfAFile() throws {
    let scratch = try Scratch([
      "mine.claim": "theorem gain expect holds real x in [0, 1], a in [0, 1] conclude a*x <= 1 end"
    ])
    let path = scratch.path("mine.claim")
    for theorem in try Theorem.load(path: path) {
      let result = try theorem.check()
      #expect(result.isAsExpected, "\(result)")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "Theorems/convex-gates.claim")))
  func oneTheoremAndItsCounterexample() throws {
    let theorem = try Theorem.load(path: "Theorems/convex-gates.claim")[0]
    let result = try theorem.check()
    print(result)
    if let found = result.counterexample {
      print(try InstanceFile.text(found.instance, for: theorem))
    }
    #expect(result.verdict == .refuted)
  }

  /// What a result is printed as, with nothing imported but the library.
  @Test func aResultIsPrintedAsItsReport() throws {
    let theorem = try Theorem.parse(
      "theorem high expect holds real x in [0, 1], y in [0, 1] conclude x + y <= 3/2 end", file: "t.claim")[0]
    var options = SearchOptions()
    options.instances = 100
    let lines = "\(try theorem.check(options))".split(separator: "\n")
    #expect(lines[0] == "refuted   high  (NOT as expected: holds)")
    #expect(lines.contains("    x = 1") && lines.contains("    left  = 2") && lines.count <= 10)
  }
}
