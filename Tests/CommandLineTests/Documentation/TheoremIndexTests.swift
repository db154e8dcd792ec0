import Claims
import Foundation
import SSMProof
import TestSupport
import Testing

/// `Theorems/README.md` lists what the claim files state, by paper and number.
///
/// With SSMPROOF_RECORD=1 in the environment it is written instead of held.
@Suite struct TheoremIndexTests {
  private static let head = """
    # Index of the theorems

    What the claim files state, by paper and number, then file by file. A theorem that expects to be *refuted* is false as it
    stands: `ssmproof check FILE --claim NAME` prints the counterexample. One that *holds* survives the search; that is
    no proof. `ssmproof list` prints the same from the files. This page is written by the test that holds it
    (`SSMPROOF_RECORD=1 swift test --filter TheoremIndex`).


    """

  @Test func theIndexNamesEveryTheorem() throws {
    let folder = Repository.folder.appendingPathComponent("Theorems")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    var entries: [Entry] = []
    for name in names.filter({ $0.hasSuffix(".claim") }).sorted() {
      for theorem in try Theorem.load(path: folder.appendingPathComponent(name).path) {
        entries.append(Entry(theorem, file: name))
      }
    }
    #expect(entries.count > 200)
    let text = Self.head + Self.byPaper(entries) + Self.byFile(entries)
    let page = folder.appendingPathComponent("README.md")
    if Repository.isRecording { try text.write(to: page, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOf: page, encoding: .utf8) == text, "SSMPROOF_RECORD=1 writes the index anew")
  }

  private struct Entry {
    var name: String
    var title: String
    var expectation: String
    var file: String
    var sources: [String]

    init(_ theorem: Theorem, file: String) {
      name = theorem.name
      title = theorem.title ?? ""
      expectation = theorem.expectation?.rawValue ?? ""
      self.file = file
      sources = theorem.sources
    }

    func row(_ first: String) -> String {
      "| \(first) | `\(name)` | \(expectation) | \(title.replacingOccurrences(of: "|", with: "\\|")) | [\(file)](\(file)) |"
    }
  }

  private static func byPaper(_ entries: [Entry]) -> String {
    var papers: [String: [(place: String, entry: Entry)]] = [:]
    for entry in entries {
      for source in entry.sources {
        guard let match = source.firstMatch(of: /arXiv:[0-9.]+[0-9]/) else { continue }
        let place = source.replacingOccurrences(of: String(match.0), with: "")
          .trimmingCharacters(in: CharacterSet(charactersIn: " ,;"))
        papers[String(match.0), default: []].append((place, entry))
      }
    }
    var lines: [String] = []
    for (paper, list) in papers.sorted(by: { $0.key < $1.key }) {
      lines += ["## \(paper)", "", "| place | theorem | expected | | file |", "|---|---|---|---|---|"]
      let sorted = list.enumerated().sorted {
        (number($0.element.place), $0.offset) < (number($1.element.place), $1.offset)
      }
      lines += sorted.map { $0.element.entry.row($0.element.place) } + [""]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `Theorem 3.1` before `Proposition 4.1`, figures before letters, what has no number last.
  private static func number(_ place: String) -> String {
    guard
      let match = place.firstMatch(
        of: /\b(?:Theorem|Proposition|Lemma|Corollary|Appendix|section) ([0-9]+|[A-Z])(?:\.([0-9]+))?/)
    else { return "~" }
    func padded(_ text: Substring?) -> String {
      guard let text else { return "000" }
      return text.first?.isNumber == true
        ? String(repeating: "0", count: max(3 - text.count, 0)) + text : String(text)
    }
    return padded(match.1) + "." + padded(match.2 ?? nil)
  }

  private static func byFile(_ entries: [Entry]) -> String {
    var lines = ["## By file", ""]
    var seen: [String] = []
    for entry in entries where !seen.contains(entry.file) { seen.append(entry.file) }
    for file in seen {
      lines += ["### [\(file)](\(file))", "", "| theorem | expected | |", "|---|---|---|"]
      lines += entries.filter { $0.file == file }.map {
        "| `\($0.name)` | \($0.expectation) | \($0.title.replacingOccurrences(of: "|", with: "\\|")) |"
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }
}
