import Claims
import Enclosures
import Evaluation
import Foundation
import TestSupport
import Testing

@testable import Reports
@testable import Search

/// The report of several theorems as it grows: in order, whole, and well formed, whatever becomes of one of them.
@Suite struct CheckDocumentTests {
  private static let names = ["first", "second", "third"]

  /// A theorem that is refuted, one that survives, one of which the two evaluations contradict each other.
  private static func reports() throws -> [CheckReport] {
    var options = SearchOptions()
    options.instances = 50
    var results = try zip(names, ["x <= 1/2", "x <= 1", "x <= 1/3"]).map { name, conclusion in
      try TheoremSearch.run(
        try theorem("real x in [0, 1] conclude \(conclusion)", name: name), options)
    }
    let instance = try #require(results[2].counterexample?.instance)
    (results[2].counterexample, results[2].verdict, results[2].endedBy) = (nil, .undecided, nil)
    results[2].contradiction = Contradiction(text: "violated by a, but holds by b", instance: instance)
    return results.map { CheckReport(result: $0) }
  }

  private func document(_ format: ReportFormat) -> CheckDocument {
    let run = CheckRun(version: "1", seed: 1, maxBits: 2048) { "ssmproof check \($0.file)" }
    return CheckDocument(run, format: format, titles: Self.names)
  }

  private func claims(_ text: String) throws -> (root: [String: Any], claims: [[String: Any]]) {
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return (root, try #require(root["claims"] as? [[String: Any]]))
  }

  /// Every order in which the reports can come gives the same document.
  @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func aFaultLeavesTheOthersTheirVerdicts(_ order: [Int]) throws {
    let reports = try Self.reports()
    var (text, json) = (document(.text), document(.json))
    var (said, written) = ("", "")
    for k in order {
      said += text.add(k, reports[k])
      written += json.add(k, reports[k])
    }
    said += text.close(isInterrupted: false)
    written += json.close(isInterrupted: false)
    let heads = said.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(
      heads == [
        "refuted   first", "survived  second", "undecided third",
        "3 theorems: 1 refuted, 1 survived, 1 without verdict; not as expected: first; a",
      ])
    #expect(said.contains("a fault of the program, no verdict: violated by a, but holds by b"))
    #expect(said.contains("    x = 1\n") && said.hasSuffix("    fault of the program: third\n"))
    let list = try claims(written).claims
    #expect(list.map { $0["name"] as? String } == Self.names)
    #expect(list.map { $0["verdict"] as? String } == ["refuted", "survived", "undecided"])
    #expect(list.map { $0["fault"] != nil } == [false, false, true])
    #expect(list[0]["counterexample"] is [String: Any] && list[2]["counterexample"] is NSNull)
    #expect(
      text.faults.count == 1 && text.faults[0].hasPrefix("ssmproof: a fault of the program itself: third"))
    #expect(text.faults[0].contains("conclude x <= 1/3") && text.faults[0].contains("  x = "))
  }

  /// What is there when an error breaks the work off is given out, in order, and the JSON is whole.
  @Test func anErrorLeavesWhatIsThere() throws {
    let reports = try Self.reports()
    for known in [[], [1], [0, 2], [2]] {
      var (text, json) = (document(.text), document(.json))
      var (said, written) = ("", "")
      for k in known {
        said += text.add(k, reports[k])
        written += json.add(k, reports[k])
      }
      said += text.breakOff("t.claim:1:1: no such element", isInterrupted: false)
      written += json.breakOff("t.claim:1:1: no such element", isInterrupted: false)
      #expect(said.split(separator: "\n").filter { !$0.hasPrefix(" ") }.count == known.count)
      guard !known.isEmpty else {
        #expect(written.isEmpty)
        continue
      }
      let (root, list) = try claims(written)
      #expect(list.map { $0["name"] as? String } == known.map { Self.names[$0] })
      #expect(root["complete"] as? Bool == false)
      #expect(root["error"] as? String == "t.claim:1:1: no such element")
      let missing = Self.names.indices.filter { !known.contains($0) }.map { Self.names[$0] }
      #expect(root["unfinished"] as? [String] == missing)
    }
  }

  @Test func anInterruptNamesWhatIsMissing() throws {
    var (text, json) = (document(.text), document(.json))
    let report = try Self.reports()[1]
    _ = (text.add(1, report), json.add(1, report))
    let said = text.close(isInterrupted: true)
    #expect(said.hasPrefix("survived  second\n"))
    #expect(said.contains("interrupted: 2 of 3 theorems not finished: first, third"))
    let root = try claims(json.close(isInterrupted: true)).root
    #expect(root["interrupted"] as? Bool == true && root["unfinished"] as? [String] == ["first", "third"])
    var empty = document(.json)
    #expect(try claims(empty.close(isInterrupted: true)).claims.isEmpty)
  }
}
