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

  /// Sizes go by powers of two, other wide axes by powers of ten; every colour has its legend, inside its panel.
  @Test func picturesAreReadable() throws {
    try scratch.write(
      """
      theorem wide
        size T >= 1
        index t in 1..T
        real a ~ loguniform(1/100000, 1), x[t] ~ normal(0, 1)
        conclude a*abs(x[1]) <= sum(t: abs(x[t]))
      end
      """, to: "w.claim")
    let outcome = try Program.run(
      ["sample", "w.claim", "--draws", "60", "--sizes", "T=1..32", "--by", "a", "--plot", "p.svg"],
      in: scratch.folder)
    #expect(outcome.status == 0)
    let picture = try String(contentsOf: scratch.url("p.svg"), encoding: .utf8)
    for tick in ["0.0001", "0.001", "0.01", "0.1", "2", "4", "8", "16"] {
      #expect(picture.contains(">\(tick)</text>"), "\(tick)")
    }
    #expect(!picture.contains("0.0009766"))
    #expect(picture.contains("8 of the 32 sizes"))
    // The boxes of legends beside the texts of sizes: in the histogram, and at the single draws.
    let legends = picture.matches(of: /y="([0-9.]+)" font-size="11"[^>]*>T = [0-9]+</)
    #expect(legends.count == 16)
    let panels = picture.matches(of: /M80.0 ([0-9.]+)V([0-9.]+)H/).map {
      (Double($0.1) ?? 0, Double($0.2) ?? 0)
    }
    for legend in legends {
      let y = Double(legend.1) ?? 0
      #expect(panels.contains { $0.0 <= y && y <= $0.1 })
    }
    let colours = Set(picture.matches(of: /<g fill="(#[0-9a-f]+)"/).map(\.1))
    #expect(colours.count == 8)
  }

  @Test func columnsAndPicturesAreOfOneTheorem() throws {
    for option in [["--format", "csv"], ["--plot", "p.svg"]] {
      let outcome = try Program.run(
        ["sample", "a.claim", "--draws", "5", "--sizes", "T=2"] + option, in: scratch.folder)
      #expect(
        outcome.status == 2 && outcome.output.isEmpty
          && outcome.errors.contains("choose it with --claim among: "))
    }
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

  /// What is wrong with an option's text stands at its place in that text, in the user's words.
  @Test(arguments: [
    ("x[t]", 3, "bind it, as in 'max(t: ...)'"), ("x[s]", 3, "the claim declares T, x, y, total"),
    ("x", 1, "write 'x[t]'"), ("total[1]", 1, "write 'total' alone"), ("K", 1, "the claim declares"),
    ("measure'", 1, "the claim declares"), ("x[0]", 1, "x[0] lies outside the range"),
    ("x[T+1]", 1, "x[4] lies"),
    ("y + x[9]", 5, "x[9] lies outside"), ("max(t: x[t]", 12, "found the end of the text"),
    ("max(q: x[q])", 5, "write 'q in 1..4', or take an index of the claim: t"),
    ("", 1, "the end of the text"),
    ("1 +", 4, "the end of the text"), ("y y", 3, "a product is written with '*'"), ("i*y", 1, "'re(...)'"),
    ("y >= 1", 3, "write 'if y >= 1 then 1 else 0'"), ("y = ", 3, "expected the end of the expression"),
    ("y == 1", 3, "equality is written '='"), ("1/0", 3, "division by zero"),
    ("inf", 1, "the end of a domain"),
    ("f(y)", 1, "unknown function"), ("max(y)", 1, "two operands"), ("y; y", 2, "';'"),
  ])
  func measuresAreAnsweredAtTheirPlace(text: String, column: Int, message: String) throws {
    for option in ["--measure", "--by"] {
      let outcome = try run("--claim", "mean", "--draws", "8", "--sizes", "T=3", option, text)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("\(option):1:\(column): "), "\(outcome.errors)")
      #expect(
        outcome.errors.contains(message) && (text == "measure'" || !outcome.errors.contains("measure'")),
        "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("y", 2, "a condition compares: write 'y <= 1'"), ("x[t]", 5, "write 'x[t] <= 1'"),
    ("K > 1", 1, "the claim declares T, x, y, total"), ("x[4] > 0", 1, "x[4] lies outside the range"),
    ("y >= 1 and x[7] > 0", 12, "x[7] lies outside"), ("T > 1", 1, "sizes are chosen (--sizes)"),
    ("y > ", 5, "the end of the text"), ("y > 1 and", 10, "the end of the text"), ("i*y > 0", 1, "'re(...)'"),
    ("y => 1", 3, "'=>'"), ("y && 1 > 0", 3, "write 'and'"), ("forall t x[t] > 0", 10, "':'"),
  ])
  func conditionsAreAnsweredAtTheirPlace(text: String, column: Int, message: String) throws {
    let outcome = try run("--claim", "mean", "--draws", "8", "--sizes", "T=3", "--where", text)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("--where:1:\(column): "), "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  /// What no draw meets was once reported as if something had been learnt.
  @Test func conditionsThatNothingMeetsAreToldSo() throws {
    for format in ["text", "json"] {
      let outcome = try run(
        "--claim", "mean", "--draws", "9", "--sizes", "T=3", "--where", "y > 2", "--format", format)
      let flat = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        flat.contains("none of the 9 draws meets the hypotheses and the condition y > 2, so nothing is said"),
        "\(outcome.output)")
      let met = try run(
        "--claim", "mean", "--draws", "9", "--sizes", "T=3", "--where", "y > 1", "--format", format)
      #expect(!met.output.contains("nothing is said") && !met.output.contains("\"note\""))
    }
  }

  @Test func aViolationOfWhatShouldHoldIsUnexpected() throws {
    let outcome = try run("--claim", "half", "--until", "width 0.05")
    #expect(outcome.status == 1 && outcome.output.contains("ended by: the half-width that was asked for"))
    let short = try run("--claim", "half", "--until", "width 0.05", "--draws", "30")
    #expect(short.output.contains("before the half-width that was asked for; more with --draws"))
  }

  @Test func theTightestDrawIsSavedAndDecided() throws {
    let outcome = try run("--claim", "mean", "--draws", "30", "--sizes", "T=3", "--save", "kept")
    #expect(outcome.output.contains("kept/mean-T3-tightest.json and"))
    #expect(outcome.output.contains("kept/mean-T3-loosest.json"))
    let decided = try Program.run(
      ["check", "a.claim", "--claim", "mean", "--instance", "kept/mean-T3-comparison2-tightest.json"],
      in: scratch.folder)
    #expect(decided.status == 0 && decided.output.contains("the instance: holds"))
  }
}
