import Claims
import Foundation
import Programs
import SSMProof
import TestSupport
import Testing

/// What the README and the pages of `Documentation/` show is what the program does.
@Suite struct DocumentationTests {
  static let pages: [String] =
    ["README.md", "CONTRIBUTING.md", "Recheck/README.md", "Theorems/README.md", "Benchmarks/RESULTS.md"]
    + ["Documentation", "Examples"].flatMap { folder in
      Repository.files(in: folder, ending: ".md").map { "\(folder)/\($0)" }
    }

  /// Every command is run where the repository's folders are, in the order of the page; its output is held against
  /// what is shown, and its status against what is said of it (0 where nothing is).
  @Test(arguments: pages) func commandsDoWhatIsShown(page: String) throws {
    let document = DocumentedPage(try Repository.text(page))
    let scratch = try Scratch()
    for name in ["Theorems", "Examples", "Recheck", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: scratch.url(name), withDestinationURL: Repository.folder.appendingPathComponent(name))
    }
    for file in document.files { try scratch.write(file.text, to: file.name) }
    for command in document.commands {
      let place = "\(page):\(command.line): \(command.text)"
      guard let outcome = try DocumentedCommands.run(command.text, in: scratch) else {
        Issue.record("\(place): no command that is run here")
        continue
      }
      #expect(outcome.status == command.status ?? 0, "\(place): status \(outcome.status)")
      guard !command.output.isEmpty else { continue }
      var lines = (outcome.output + outcome.errors).components(separatedBy: "\n")
      while lines.last?.isEmpty == true { lines.removeLast() }
      #expect(
        DocumentedPage.matches(lines, command.output), "\(place) prints\n\(lines.joined(separator: "\n"))")
    }
  }

  /// A command in a block of code begins with `$`, so that it is run.
  @Test(arguments: pages) func noCommandIsShownThatIsNotRun(page: String) throws {
    for (number, line) in DocumentedPage(try Repository.text(page)).lines {
      #expect(line.firstMatch(of: DocumentedCommands.beginning) == nil, "\(page):\(number): \(line)")
    }
  }

  /// `make …`, `python3 …`, `bash …`, `swift test --filter …` in running text: what they name is there.
  @Test(arguments: pages) func whatCommandsNameIsThere(page: String) throws {
    let makefile = try Repository.text("Makefile")
    let suites = Set(
      try Repository.files(in: "Tests", ending: ".swift").flatMap { name in
        try Repository.text("Tests/\(name)").matches(of: /struct ([A-Za-z]+Tests)/).map { String($0.1) }
      })
    let text = try Repository.text(page)
    for match in text.matches(of: /`(?:[A-Z_]+=[^ `]* )*make ([a-z-]+)/) {
      #expect(makefile.contains("\n\(match.1):"), "\(page): \(match.0)")
    }
    for match in text.matches(of: /`(?:[A-Z_]+=[^ `]* )*(?:python3|bash) ([A-Za-z.][^ `]*)/) {
      let path = Repository.path(String(match.1))
      #expect(FileManager.default.fileExists(atPath: path), "\(page): \(match.0)")
    }
    for match in text.matches(of: /`[^`]*swift test[^`]*--filter ([A-Za-z]+)/) {
      #expect(suites.contains { $0.contains(match.1) }, "\(page): \(match.0)")
    }
  }

  /// Swift that is shown stands in a source that is compiled.
  @Test(arguments: pages) func swiftThatIsShownIsCompiled(page: String) throws {
    func squeezed(_ text: String) -> String {
      text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    }
    let folders = [
      "Examples/library", "Examples/property-tests", "Tests/SSMProofTests", "Tests/SSMProofTestingTests",
      "Tests/ReportsTests",
    ]
    let sources = try folders.flatMap { folder in
      try Repository.files(in: folder, ending: ".swift").map {
        squeezed(try Repository.text("\(folder)/\($0)"))
      }
    }
    for match in try Repository.text(page).matches(of: /```swift\n([^`]*)```/) {
      let shown = squeezed(String(match.1.replacing("import SSMProof\n", with: "")))
      #expect(sources.contains { $0.contains(shown) }, "\(page):\n\(match.1)")
    }
  }

  @Test func theReadmeShowsWhatItShould() throws {
    let document = DocumentedPage(try Repository.text("README.md"))
    #expect(document.commands.count >= 8 && document.files.map(\.name) == ["mine.claim"])
  }

  @Test(arguments: pages) func claimsThatAreShownAreRead(page: String) throws {
    for claim in DocumentedPage(try Repository.text(page)).claims {
      #expect(throws: Never.self, "\(page):\(claim.line)") { try Theorem.parse(claim.text, file: page) }
    }
  }

  /// `ssmproof check … --option` in running text: there is such a command, and it has the option.
  @Test(arguments: pages) func commandsAndOptionsThatAreNamedExist(page: String) throws {
    let text = try Repository.text(page)
    for match in text.matches(of: /`ssmproof ([a-z]+)([^`]*)`/) {
      let command = String(match.1)
      let help = try Program.run(["help"] + (command == "help" ? [] : [command]))
      #expect(help.status == 0, "\(page): \(match.0)")
      for option in match.2.matches(of: /--[a-z-]+/) {
        #expect(help.output.contains(option.0), "\(page): \(match.0)")
      }
    }
  }

  @Test func elisionsMatchWhatTheyStandFor() {
    func matches(_ lines: String, _ shown: String) -> Bool {
      DocumentedPage.matches(lines.components(separatedBy: "\n"), shown.components(separatedBy: "\n"))
    }
    #expect(
      matches("a\nb\nc", "a\n[...]\nc") && matches("a\nc", "a\n[...]\nc") && matches("a\nb", "a\n  [...]"))
    #expect(!matches("a\nb\nc", "a\n[...]\nd") && !matches("a\nb", "a") && !matches("a", "a\nb"))
    #expect(matches("x 12 y 3 z", "x [...] y [...] z") && !matches("x 12 y 3", "x [...] y [...] z"))
  }
}
