import Evaluation
import Foundation
import Numbers
import Programs
import SSMProof
import TestSupport
import Testing

@testable import CommandLineTool

/// Reports keep to 80 columns, print no number of hundreds of digits, and contradict themselves nowhere.
@Suite struct ReportTextTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func check(_ claims: String, _ arguments: String...) throws -> Program.Outcome {
    try scratch.write(claims, to: "a.claim")
    return try Program.run(["check", "a.claim"] + arguments, in: scratch.folder)
  }

  @Test func whatStaysOpenNamesItsLimit() throws {
    let claims = """
      theorem m real a in [0, 1]
        conclude gaussian(x: exp(sin(a*x))) <= gaussian(x: exp(-sin(a*x))) end
      """
    try scratch.write(#"{"values": {"a": "1"}}"#, to: "i.json")
    let one = try check(claims, "--instance", "i.json")
    #expect(one.status == 3)
    #expect(one.output.contains("the instance: undecided, ended by the limit of panels of a mean"))
    #expect(!one.output.contains("decided by"))
    let json = try check(claims, "--instance", "i.json", "--format", "json")
    #expect(
      json.output.contains(#""decided_by": null"#) && json.output.contains(#""undecided_by": "the limit of"#))
  }

  @Test func theoremsWithoutVariables() throws {
    let found = try check(
      """
      theorem open conclude gaussian(x: exp(sin(x))) <= gaussian(x: exp(-sin(x))) end
      theorem false expect refuted conclude 1/3 + 1/5 = 1/2 end
      theorem true conclude 1/3 + 1/5 = 8/15 end
      """)
    #expect(!found.output.contains("for example:") && !found.output.contains("counterexample:\n"))
    #expect(found.output.contains("counterexample: the theorem itself, which has no variables"))
    #expect(found.output.contains("the one instance that there is"))
  }

  @Test func linesAndNumbersAreShort() throws {
    let found = try check(
      """
      theorem a_name_that_is_long "A title of a length that leaves no room for anything else on the line"
        source "arXiv:2501.00658, a source that goes on for quite some time, as sources do, and then ends"
        expect holds
        real x in [10^300, 10^300], y in [2^(-700), 2^(-700)], z in [3^(-500), 3^(-500)]
        conclude x*y <= z
      end
      theorem close expect refuted real x in [1/3, 1/3] conclude x + 10^(-150) <= x + 10^(-151) end
      theorem digits expect refuted real x in [1/3, 1/3] conclude x + 10^(-150)/7 + sqrt(2) <= x + sqrt(2) end
      """)
    for line in found.output.split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
      #expect(line.firstMatch(of: /[0-9]{81}/) == nil)
    }
    for text in ["x = 1e300", "y = 0x1p-700", "z = ", "e-239..", "whole in --format json"] {
      #expect(found.output.contains(text), "\(text): \(found.output)")
    }
    // A command that is broken is one that a shell takes.
    let command = found.output.split(separator: "reproduce: ")[1].split(separator: "\n\n")[0]
    #expect(command.replacing("\\\n", with: "").split(separator: " ").prefix(2) == ["ssmproof", "check"])
  }

  @Test(arguments: [
    (["replay", "a.claim"], "a.claim: this is no certificate: those end in .json"),
    (["replay", "x.v"], "x.v: this is no certificate: those end in .json"),
    (["check", "a.claim", "--instance", "a.claim"], "a.claim: this is no instance file: those end in .json"),
  ])
  func filesOfAnotherKind(_ arguments: [String], _ message: String) throws {
    try scratch.write("theorem a real x in [0, 1] conclude x <= 1 end", to: "a.claim")
    try scratch.write("(* *)", to: "x.v")
    let outcome = try Program.run(arguments, in: scratch.folder)
    #expect(outcome.status == 2 && outcome.errors == message + "\n" && outcome.output.isEmpty)
  }
}
