import Foundation
import TestSupport
import Testing

/// `sample` as a person uses it.
@Suite struct SampleTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      theorem mean
        size T >= 1
        index t in 1..T
        real x[t] ~ uniform(0, 1), y ~ choice(1, 2)
        let total = sum(t: x[t])
        conclude total <= T and total^2 <= T*sum(t: x[t]^2)
      end
      theorem half expect holds real x ~ uniform(0, 1) conclude x <= 1/2 end
      theorem same real x ~ uniform(0, 1) conclude x = x end
      """, to: "a.claim")
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["sample", "a.claim"] + arguments, in: scratch.folder)
  }

  @Test func textHasFiguresAndATable() throws {
    let outcome = try run("--claim", "mean", "--draws", "60", "--sizes", "T=2,8", "--by", "x[1]")
    #expect(outcome.status == 0)
    for part in [
      "T = 8: 60 draws", "hypotheses met        60 of 60", "times or more in half of the draws",
      "tightness of total^2 <= T*sum(t: x[t]^2)", "x[1]  ", "\n    T = 2  60", "tightest draw ",
    ] { #expect(outcome.output.contains(part), "\(part)\n\(outcome.output)") }
    // No figure is a fraction of two long numbers.
    #expect(outcome.output.firstMatch(of: /[0-9]{6}\/[0-9]/) == nil)
  }

  @Test func whatHasNoTightnessSaysSo() throws {
    let outcome = try run("--claim", "same", "--draws", "5")
    #expect(outcome.output.contains("no tightness: nothing in the conclusion says by itself"))
  }

  @Test func tablesHaveTheGroupingExpression() throws {
    let outcome = try run("--claim", "mean", "--draws", "5", "--sizes", "T=2", "--by", "y", "--format", "csv")
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.count == 6
        && lines[0].hasSuffix("tightness2_low,tightness2_high,margin2_low,margin2_high,by_low,by_high"))
    let width = lines[0].split(separator: ",").count
    for line in lines.dropFirst() {
      #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == width)
      #expect(line.hasSuffix(",1,1") || line.hasSuffix(",2,2"))
    }
  }

  @Test func aPictureOfEveryComparison() throws {
    let outcome = try run(
      "--claim", "mean", "--draws", "50", "--sizes", "T=4", "--by", "x[1]", "--plot", "p.svg")
    #expect(outcome.status == 0)
    let picture = try String(contentsOf: scratch.url("p.svg"), encoding: .utf8)
    #expect(picture.matches(of: /How the tightness lies/).count == 2)
    #expect(picture.matches(of: /<circle/).count > 100 && picture.contains("total^2 &lt;= T"))
    #expect(!picture.contains("nan") && !picture.contains("inf"))
  }

  @Test(arguments: [
    (["--plot", "no/such/p.svg"], 2, "is not there"),
    (["--save", "a.claim/x"], 2, "the folder cannot be made"),
    (["--measure", "x[t]"], 2, "bind it, as in 'max(t: ...)'"), (["--draws", "0"], 2, "at least 1"),
    (["--until", "0.01"], 2, "as in 'width 0.01'"), (["--sizes", "T=3,M=2"], 2, "'M', which no theorem"),
    (["--where", "x[1] > 2"], 0, ""), (["--by", "log(x[1] - 2)"], 0, ""),
  ])
  func placesAndOptionsAreToldFirst(arguments: [String], status: Int32, message: String) throws {
    let outcome = try Program.run(
      ["sample", "a.claim", "--claim", "mean"] + (arguments[0] == "--draws" ? [] : ["--draws", "20"])
        + arguments,
      in: scratch.folder)
    #expect(outcome.status == status && (message.isEmpty || outcome.errors.contains(message)), "\(outcome)")
    if status == 2 { #expect(outcome.output.isEmpty) }
  }

  @Test func aViolationOfWhatShouldHoldIsUnexpected() throws {
    let outcome = try run("--claim", "half", "--until", "width 0.05")
    #expect(outcome.status == 1 && outcome.output.contains("ended by: the half-width that was asked for"))
    let short = try run("--claim", "half", "--until", "width 0.05", "--draws", "30")
    #expect(short.output.contains("before the half-width that was asked for; more with --draws"))
  }

  @Test func theTightestDrawIsSavedAndDecided() throws {
    let outcome = try run("--claim", "mean", "--draws", "30", "--sizes", "T=3", "--save", "kept")
    #expect(outcome.output.contains("saved beside kept/mean-T3-tightest.json"))
    let decided = try Program.run(
      ["check", "a.claim", "--claim", "mean", "--instance", "kept/mean-T3-comparison2-tightest.json"],
      in: scratch.folder)
    #expect(decided.status == 0 && decided.output.contains("the instance: holds"))
  }
}
