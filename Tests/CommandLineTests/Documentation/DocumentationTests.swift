import Claims
import Foundation
import Programs
import SSMProof
import Testing

/// What the README and the pages of `Documentation/` show is what the program does.
@Suite struct DocumentationTests {
  static let pages: [String] = {
    let folder = Repository.folder.appendingPathComponent("Documentation").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
  }()

  /// Every command is run where `Theorems/` and `Examples/` are, in the order of the page; its output is held against
  /// what is shown, and its status against what is said of it (0 or, of checks that find something, 1 otherwise).
  @Test(arguments: pages) func commandsDoWhatIsShown(page: String) throws {
    let document = DocumentedPage(try Repository.text(page))
    let scratch = try Scratch()
    for name in ["Theorems", "Examples", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: scratch.url(name), withDestinationURL: Repository.folder.appendingPathComponent(name))
    }
    for file in document.files { try scratch.write(file.text, to: file.name) }
    for command in document.commands {
      let words = command.text.components(separatedBy: "#")[0].split(separator: " ").map(String.init)
      let place = "\(page):\(command.line): \(command.text)"
      #expect(words.first == "ssmproof", "\(place): only the program's own commands are shown with '$'")
      let outcome = try Program.run(Array(words.dropFirst()), in: scratch.folder)
      #expect(outcome.status == command.status ?? 0, "\(place): status \(outcome.status)")
      guard !command.output.isEmpty else { continue }
      var lines = (outcome.output + outcome.errors).components(separatedBy: "\n")
      while lines.last?.isEmpty == true { lines.removeLast() }
      #expect(
        DocumentedPage.matches(lines, command.output), "\(place) prints\n\(lines.joined(separator: "\n"))")
    }
  }

  @Test func theReadmeShowsWhatItShould() throws {
    let document = DocumentedPage(try Repository.text("README.md"))
    #expect(document.commands.count >= 5 && document.files.map(\.name) == ["mine.claim"])
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
