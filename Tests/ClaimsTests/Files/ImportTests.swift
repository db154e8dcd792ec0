import Foundation
import TestSupport
import Testing

@testable import Claims
@testable import Inputs

@Suite struct ImportTests {
  private let base = """
    family base
      size T >= 1
      index t in 1..T
      real b[t] in [0, 1]
    end
    theorem full "A theorem"
      source "paper" expect refuted note "n"
      use base
      assume b[1] <= 1/2
      let m = max(t: b[t])
      conclude m <= 1/2
    end
    """

  @Test func importsAreRelativeToTheImportingFile() throws {
    try withFolder([
      "base.claim": base, "sub/middle.claim": "import \"../base.claim\"\nfamily more use base real c end",
      "top.claim": "import \"sub/middle.claim\" theorem x use more conclude c <= b[t] end",
    ]) { folder in
      let theorems = try Theorem.load(path: folder + "/top.claim")
      #expect(theorems.map(\.name) == ["x"])
      #expect(theorems[0].variables.map(\.name) == ["b", "c"])
      #expect(theorems[0].file == folder + "/top.claim")
    }
  }

  @Test func aTheoremLendsItsDeclarationsAndHypotheses() throws {
    try withFolder([
      "base.claim": base,
      "top.claim": "import \"base.claim\" theorem x source \"own\" use full conclude m >= 0 end",
    ]) { folder in
      let x = try #require(try Theorem.load(path: folder + "/top.claim").first)
      #expect(x.sources == ["own"])
      #expect(x.notes.isEmpty)
      #expect(x.expectation == nil)
      #expect(x.variables.map(\.name) == ["b"])
      #expect(x.definitions.map(\.name) == ["m"])
      #expect(x.hypotheses.count == 1)
      #expect(x.conclusions.count == 1)
    }
  }

  @Test func aFamilyComesInOnce() throws {
    let text = """
      family p size T >= 1 end family q use p real a end family r use p real b end
      theorem x use q use r use p use q conclude a <= b*T end
      """
    #expect(failure(text) == "")
  }

  @Test func theSameFileTwice() throws {
    try withFolder([
      "base.claim": base, "a.claim": "import \"base.claim\"", "b.claim": "import \"./base.claim\"",
      "top.claim": "import \"a.claim\" import \"b.claim\" theorem x use base conclude b[1] <= 1 end",
    ]) { folder in
      let theorems = try Theorem.load(path: folder + "/top.claim")
      #expect(theorems.count == 1)
    }
  }

  @Test func twoMeaningsOfOneName() throws {
    try withFolder([
      "a.claim": "family p real a end", "b.claim": "family p real b end",
      "top.claim": "import \"a.claim\" import \"b.claim\" theorem x use p conclude a <= 1 end",
      "quiet.claim": "import \"a.claim\" import \"b.claim\" theorem x real a conclude a <= 1 end",
    ]) { folder in
      let error = #expect(throws: InputError.self) { try Theorem.load(path: folder + "/top.claim") }
      #expect(error?.message.contains("'p' could mean more than one thing") == true)
      let theorems = try Theorem.load(path: folder + "/quiet.claim")
      #expect(theorems.count == 1)
    }
  }

  @Test func loops() throws {
    try withFolder([
      "a.claim": "import \"a.claim\"", "b.claim": "import \"c.claim\"", "c.claim": "import \"./b.claim\"",
    ]) { folder in
      for name in ["a", "b"] {
        let error = #expect(throws: InputError.self) { try ClaimFile.load(path: "\(folder)/\(name).claim") }
        #expect(error?.message.hasPrefix("the imports form a loop") == true)
        #expect(error?.position == Position(line: 1, column: 1))
      }
    }
  }

  @Test func importedTheoremsAreNotChecked() throws {
    try withFolder([
      "faulty.claim": "theorem faulty real a conclude zz <= a end family good real c end",
      "top.claim": "import \"faulty.claim\" theorem x use good conclude c <= 1 end",
    ]) { folder in
      let theorems = try Theorem.load(path: folder + "/top.claim")
      #expect(theorems.count == 1)
      #expect(throws: InputError.self) { try Theorem.load(path: folder + "/faulty.claim") }
    }
  }

  @Test func filesWithoutTheorems() throws {
    for text in ["", "# nothing\n", "family p real a end", "\u{FEFF}"] {
      #expect(try Theorem.parse(text, file: "").isEmpty)
    }
  }

  /// A family that no theorem uses is checked, but may speak of names that its users declare.
  @Test func familiesByThemselves() {
    #expect(failure("family p index t in 1..T real a[t], b[k] assume a[t] <= gamma let c = q[1] end") == "")
    #expect(failure("family p real a assume a[1] <= gamma end").contains("'a' has no indices"))
    #expect(failure("family p real a let f(u) = f(u) end").contains("calls itself"))
    #expect(failure("family p complex z assume z <= 1 end").contains("can be complex"))
  }

  // MARK: Files

  @Test func filesThatAreNone() throws {
    try withFolder(["a.claim": "theorem"]) { folder in
      func message(_ path: String) -> String {
        do {
          _ = try ClaimFile.load(path: path)
          return ""
        } catch {
          return error.description
        }
      }
      #expect(message(folder) == folder + ": is a directory; a file is wanted here")
      #expect(message(folder + "/none") == folder + "/none: there is no such file")
      #expect(message("/dev/zero") == "/dev/zero: is not a regular file")
      #expect(message("").contains("empty file name"))
      #expect(message("a\u{0}b").contains("NUL"))
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      #expect(message(folder + "/pipe") == folder + "/pipe: is not a regular file")
      // Larger than the limit, and sparse: refused before anything is read.
      let huge = folder + "/huge.claim"
      #expect(FileManager.default.createFile(atPath: huge, contents: Data()))
      #expect(truncate(huge, 100 << 30) == 0)
      #expect(message(huge) == huge + ": holds more than 16777216 bytes, the limit for such a file")
    }
  }
}
