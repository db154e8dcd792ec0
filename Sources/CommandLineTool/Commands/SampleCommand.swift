import ArgumentParser
import Claims
import Evaluation
import Foundation
import Inputs
import Numbers
import Reports
import SSMProof
import Sampling

/// How `sample` prints.
enum SampleFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl, csv
}

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws each theorem's model independently, and says how tight its bounds are.",
    discussion: """
      Nothing is repaired, varied or climbed: each draw is judged rigorously as it is drawn. How a variable is drawn stands \
      after '~' in its declaration (real w[n] ~ normal(0, 1/N)), else its domain says it. Equal seeds give equal draws on \
      any machine. Exit status: 0, 1 where a theorem that is expected to hold was violated, 2 for bad input, 3 where the \
      draws were broken off or some stayed undecided.
      """)

  @Argument(
    help: "Claim files, folders that are searched for .claim files, or - for standard input.",
    completion: .file(extensions: ["claim"]))
  var paths: [String]

  @Option(name: .customLong("claim"), help: "Only the theorem of this name (repeatable).")
  var claims: [String] = []

  @Option(
    parsing: .unconditional,
    help: "How many draws at each combination of sizes. (default: 1000; with --until at most 10000000)",
    transform: OptionRules.whole)
  var draws: Int?

  @Option(parsing: .unconditional, help: "The seed of the draws. (default: 1)", transform: OptionRules.seed)
  var seed: UInt64 = 1

  @Option(
    help: """
      Sizes to draw at, such as T=4,16,64 or T=1..8,N=2; every combination is visited. Sizes that the claim draws are \
      drawn otherwise.
      """)
  var sizes: String?

  @Option(name: .customLong("where"), help: "A formula that draws have to meet, as a further hypothesis.")
  var condition: String?

  @Option(
    name: .customLong("measure"),
    help: "An expression whose values are to be told, too, such as 'max(t: abs(h[t]))' (repeatable).")
  var measures: [String] = []

  @Option(
    name: .customLong("by"), help: "An expression by whose values the draws are told apart, such as 'alpha'.")
  var grouping: String?

  @Option(
    name: .customLong("until"),
    help: "Ends once both probabilities are known so well: 'width 0.01' is 0.01 to either side.")
  var until: String?

  @Option(help: "The confidence of the bounds of probabilities.")
  var confidence: String = "0.95"

  @Option(
    parsing: .unconditional, help: "At most this long per theorem, in seconds.", transform: OptionRules.number
  )
  var seconds: Double?

  @Option(
    name: .customLong("max-bits"), parsing: .unconditional,
    help: "The precision limit in bits. (default: 2048)",
    transform: OptionRules.whole)
  var maxBits: Int = 2048

  @Option(
    help: "Save the tightest and the loosest draw of each comparison as instance files in this folder.",
    completion: .directory)
  var save: String?

  @Option(help: "Draw the tightness into this SVG file.", completion: .file(extensions: ["svg"]))
  var plot: String?

  @Option(help: "text, json, or every draw: jsonl (with its values) or csv (of one theorem).")
  var format: SampleFormat = .text

  @Flag(help: "Give measured seconds in the JSON (0.0 otherwise, so that equal runs print equal bytes).")
  var timings = false

  func run() throws {
    let options = try sampleOptions()
    let theorems = try FilePaths.selected(paths, claims: claims)
    try check(options, theorems)
    try checkPlaces()
    Interrupt.install()
    var results: [SampleResult] = []
    for theorem in theorems where results.isEmpty || !Interrupt.isRequested {
      let result = try sample(theorem, options.restricted(to: theorem), isOnly: theorems.count == 1)
      results.append(result)
    }
    if format == .json {
      try Console.write(
        SampleJSON(version: ssmProofVersion, hasTimings: timings).render(
          results, confidence: options.confidence))
    }
    var isFaulty = false
    for result in results {
      guard let contradiction = result.contradiction else { continue }
      isFaulty = true
      Console.complain(
        "ssmproof: a fault of the program: '\(result.theorem.name)' is \(contradiction.text); nothing that it says of violations counts"
      )
    }
    throw (isFaulty ? ExitStatus.fault : status(results)).code
  }

  // MARK: Options

  private func sampleOptions() throws -> SampleOptions {
    var options = SampleOptions()
    if let draws, draws < 1 { throw ValidationError("--draws takes a whole number of at least 1.") }
    options.draws = draws ?? (until == nil ? options.draws : 10_000_000)
    options.seed = seed
    options.sizes = try sizes.map(sizeLists) ?? [:]
    options.condition = condition
    options.measures = measures
    options.grouping = grouping
    options.seconds = try OptionRules.seconds(seconds)
    options.limits.bits = try OptionRules.maxBits(maxBits)
    guard let level = Rational(confidence), level > 0, level < 1 else {
      throw ValidationError("--confidence takes a number between 0 and 1, such as 0.95, not '\(confidence)'.")
    }
    options.confidence = level
    if let until {
      let words = until.split(separator: " ")
      guard words.count == 2, words[0] == "width", let width = Rational(String(words[1])), width > 0,
        width < 1
      else {
        throw ValidationError(
          "--until takes 'width' and a number between 0 and 1, as in 'width 0.01', not '\(until)'.")
      }
      options.halfWidth = width
    }
    options.isCancelled = { Interrupt.isRequested }
    return options
  }

  /// `T=4,16,64,N=2` and `T=1..8`: every value once.
  private func sizeLists(_ text: String) throws -> [String: [Int]] {
    let form = "NAME=VALUE, NAME=LOW..HIGH or NAME=VALUE,VALUE,..."
    let ranges = try OptionRules.sizes(text, takesLists: true, form: form)
    for (name, list) in ranges where list.reduce(0, { $0 + $1.count }) > 10_000 {
      throw ValidationError("--sizes: more than 10000 values of '\(name)'.")
    }
    return ranges.mapValues { list in
      var seen: Set<Int> = []
      return list.joined().filter { seen.insert($0).inserted }
    }
  }

  /// Sizes that no theorem declares are refused before anything is drawn.
  private func check(_ options: SampleOptions, _ theorems: [Theorem]) throws(InputError) {
    try theorems.refuseUnknownSizes(options.sizes.keys)
    if let plot, !plot.lowercased().hasSuffix(".svg") {
      throw InputError(file: plot, message: "--plot writes SVG: the name of the file ends in .svg")
    }
    if format == .csv, theorems.count > 1 {
      let names = theorems.map(\.name).joined(separator: ", ")
      throw InputError(
        file: "",
        message: "--format csv writes the columns of one theorem; "
          + "choose it with --claim among: \(names)")
    }
    if plot != nil, theorems.count > 1 {
      let names = theorems.map(\.name).joined(separator: ", ")
      throw InputError(file: "", message: "--plot draws one theorem; choose it with --claim among: \(names)")
    }
  }

  /// What is to be written has its place before anything is drawn.
  private func checkPlaces() throws {
    if let plot {
      let folder = URL(fileURLWithPath: plot).deletingLastPathComponent().path
      guard FileManager.default.isWritableFile(atPath: folder) else {
        throw InputError(
          file: plot, message: "the folder \(folder) is not there, or nothing can be written to it")
      }
    }
    if let save { try makeFolder(save) }
  }

  private func makeFolder(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw InputError(file: folder, message: "the folder cannot be made: \(error.localizedDescription)")
    }
  }

  // MARK: One theorem

  private func sample(_ theorem: Theorem, _ options: SampleOptions, isOnly: Bool) throws -> SampleResult {
    let isGrouped =
      grouping != nil || theorem.sizes.contains { $0.distribution != nil && options.sizes[$0.name] == nil }
    let rows = SampleRows(theorem, isGrouped: isGrouped)
    let isTold = format == .jsonl || format == .csv
    var isFirst = true
    var failure: (any Error)?
    var points: [SamplePlot.Point] = []
    func tell(_ record: SampleRecord) {
      guard failure == nil else { return }
      do {
        switch format {
        case .jsonl: try Console.write(try rows.json(record), isWhole: false)
        case .csv:
          if isFirst { try Console.write(rows.header(record), isWhole: false) }
          try Console.write(rows.row(record), isWhole: false)
        case .text, .json: break
        }
        isFirst = false
      } catch {
        failure = error
      }
      if plot != nil, points.count < SamplePlot.pointLimit, let x = record.group?.lower?.approximation,
        record.tightness.contains(where: { $0 != nil })
      {
        points.append(
          SamplePlot.Point(
            x: x, y: record.tightness.map { $0?.upper?.approximation }, sizes: record.instance.sizes))
      }
    }
    let needsRecords = isTold || plot != nil
    let result = try theorem.sample(options, each: needsRecords ? tell : nil)
    if let failure { throw failure }
    var text = SampleText()
    if let save { text.savedFiles = try saved(result, in: save) }
    if let plot {
      try Files.write(SamplePlot(result, points: points).render(), to: plot)
    }
    if format == .text {
      try Console.write((isOnly ? "" : "\n") + text.render(result), isWhole: false)
    }
    return result
  }

  /// Saves the extremes; tells their files by what they show.
  private func saved(_ result: SampleResult, in folder: String) throws -> [String: String] {
    for (name, text) in try SampleFiles.texts(result) { try Files.write(text, to: "\(folder)/\(name)") }
    var places: [String: String] = [:]
    for group in result.groups {
      for (k, comparison) in group.comparisons.enumerated() {
        for (instance, isTightest) in [(comparison.tightest, true), (comparison.loosest, false)]
        where instance != nil {
          let name = SampleFiles.name(group, k, isTightest: isTightest)
          places[name] = "\(folder)/\(result.theorem.name)-\(name).json"
        }
      }
    }
    return places
  }

  private func status(_ results: [SampleResult]) -> ExitStatus {
    let isUnexpected = results.contains { result in
      result.theorem.expectation == .holds && result.groups.contains { $0.counts.violated > 0 }
    }
    if isUnexpected { return .unexpected }
    let isOpen = results.contains { result in
      result.endedBy == .interrupted || result.groups.contains { $0.counts.undecided > 0 }
    }
    return isOpen || Interrupt.isRequested ? .undecided : .asExpected
  }
}

extension SampleOptions {
  /// Without the sizes that the theorem does not declare.
  fileprivate func restricted(to theorem: Theorem) -> SampleOptions {
    var options = self
    let declared = Set(theorem.sizes.map(\.name))
    options.sizes = options.sizes.filter { declared.contains($0.key) }
    return options
  }
}
