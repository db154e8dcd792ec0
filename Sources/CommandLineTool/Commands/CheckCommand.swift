import ArgumentParser
import Foundation
import SSMProof

enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

private func parseSeed(_ text: String) throws -> UInt64 {
  guard let seed = UInt64(text) else {
    throw ValidationError("a seed is a whole number from 0 to \(UInt64.max).")
  }
  return seed
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tries to refute every theorem in claim files or folders of them.",
    discussion: """
      Without --seconds the search is limited by the number of instances and by an amount of work that is \
      counted, not timed, so that the same seed gives the same output on any machine.
      """)

  @Argument(help: "Claim files, or folders that are searched for .claim files.")
  var paths: [String]

  @Option(name: .customLong("claim"), help: "Only the theorem of this name (repeatable).")
  var claims: [String] = []

  @Option(help: "How many instances to try per theorem.")
  var instances: Int?

  @Option(help: "At most this long per theorem, in seconds.")
  var seconds: Double?

  @Option(help: "Sizes to try, such as T=1..8,N=1..3 or T=5.")
  var sizes: String?

  // Whatever follows is the value, so that one that begins with a dash is told what would be right.
  @Option(parsing: .unconditional, help: "The seed of the random draws. (default: 1)", transform: parseSeed)
  var seed: UInt64 = 1

  @Option(name: .customLong("max-bits"), help: "The precision limit in bits.")
  var maxBits: Int = 2048

  @Option(help: "Decide the one instance in this JSON file instead of searching.")
  var instance: String?

  @Option(help: "Keep a certificate of every refutation in this folder; those kept there are tried first.")
  var save: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Flag(help: "Give measured seconds in the JSON (0.0 otherwise, so that equal runs print equal bytes).")
  var timings = false

  func run() throws {
    let options = try searchOptions()
    let theorems = try selectedTheorems()
    let keeper = try Keeper(theorems, folder: save)
    let reports: [CheckReport]
    if let instance {
      reports = [try decide(instance, theorems, options)]
    } else {
      var options = options
      options.known = keeper.known
      reports = try search(theorems, options)
    }
    try keeper.keep(reports.map(\.result), command: self)
    switch format {
    case .text: try Console.write(CheckText(arguments: self).render(reports))
    case .json: try Console.write(CheckJSON(seed: seed, hasTimings: timings).render(reports))
    }
    throw exitStatus(reports).code
  }

  /// An unexpected verdict outweighs an undecided one.
  private func exitStatus(_ reports: [CheckReport]) -> ExitStatus {
    let unexpected = reports.contains { report in
      !report.result.isAsExpected
        && (report.result.verdict != .undecided || report.result.theorem.expectation == .refuted)
    }
    if unexpected { return .unexpected }
    // What an interrupt left out is not decided either.
    let isUndecided = Interrupt.isRequested || reports.contains { $0.result.verdict == .undecided }
    return isUndecided ? .undecided : .asExpected
  }

  private func searchOptions() throws -> SearchOptions {
    var options = SearchOptions()
    if let instances {
      guard instances > 0 else { throw ValidationError("--instances takes a whole number of at least 1.") }
      options.instances = instances
    }
    if let seconds {
      guard seconds > 0, seconds.isFinite else { throw ValidationError("--seconds takes a positive number.") }
      options.seconds = seconds
    }
    guard (53...1_000_000).contains(maxBits) else {
      throw ValidationError("--max-bits takes a whole number from 53 to 1000000.")
    }
    options.limits.bits = maxBits
    options.seed = seed
    options.sizes = try sizes.map(SizeRanges.parse) ?? [:]
    return options
  }

  private func selectedTheorems() throws -> [Theorem] {
    var theorems: [Theorem] = []
    for file in try FilePaths.claims(paths) { theorems += try Theorem.load(path: file) }
    guard !theorems.isEmpty else {
      throw InputError(
        file: paths.joined(separator: " "), message: "no theorem; a file states one as: theorem NAME … end")
    }
    if !claims.isEmpty {
      let names = theorems.map(\.name)
      for claim in claims where !names.contains(claim) {
        let near = NearestName.hint(for: claim, among: names)
        throw InputError(file: "", message: "no theorem is named '\(claim)'\(near)")
      }
      theorems = theorems.filter { claims.contains($0.name) }
    }
    for name in options(sizes).keys
    where !theorems.contains(where: { $0.sizes.contains { $0.name == name } }) {
      throw InputError(file: "", message: "--sizes names '\(name)', which no theorem here declares")
    }
    return theorems
  }

  private func options(_ text: String?) -> [String: ClosedRange<Int>] {
    (try? text.map(SizeRanges.parse)) ?? [:]
  }

  private func search(_ theorems: [Theorem], _ options: SearchOptions) throws -> [CheckReport] {
    Interrupt.install()
    let progress = ProgressLine(total: theorems.count)
    var options = options
    options.isCancelled = { Interrupt.isRequested }
    options.explains = true
    options.progress = { progress.update($0, $1, of: $2) }
    defer { progress.clear() }
    let results = try theorems.check(options)
    progress.clear()
    let missing = theorems.count - results.count
    if missing > 0 {
      Console.complain("interrupted: \(missing) of \(theorems.count) theorems were not reached")
    }
    return results.map { CheckReport(result: $0, decision: nil) }
  }

  private func decide(
    _ path: String, _ theorems: [Theorem], _ options: SearchOptions
  ) throws -> CheckReport {
    guard let theorem = theorems.first, theorems.count == 1 else {
      let names = theorems.map(\.name).joined(separator: ", ")
      throw InputError(
        file: "", message: "--instance decides one theorem; choose it with --claim among: \(names)")
    }
    let instance = try InstanceFile.load(path: path, for: theorem)
    let start = Date()
    let decision = try theorem.decide(instance, limits: options.limits)
    let result = SearchResult(
      theorem: theorem, instance: instance, decision: decision, seconds: Date().timeIntervalSince(start))
    return CheckReport(result: result, decision: decision)
  }
}

/// The outcome on one theorem, as the reports take it.
struct CheckReport {
  var result: SearchResult
  /// The decision, where one instance was asked for.
  var decision: Decision?
}

/// `T=1..8,N=3`.
enum SizeRanges {
  static func parse(_ text: String) throws -> [String: ClosedRange<Int>] {
    var result: [String: ClosedRange<Int>] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let wrong = ValidationError(
        "--sizes takes NAME=LOW..HIGH or NAME=VALUE, separated by commas, not '\(part)'.")
      guard sides.count == 2, !sides[0].isEmpty else { throw wrong }
      let ends = sides[1].components(separatedBy: "..")
      guard ends.count <= 2, let low = ends.first.flatMap({ Int($0) }),
        let high = ends.last.flatMap({ Int($0) }),
        low <= high
      else { throw wrong }
      guard (0...1_000_000).contains(low), high <= 1_000_000 else {
        throw ValidationError("--sizes: sizes go from 0 to 1000000, not '\(part)'.")
      }
      guard result.updateValue(low...high, forKey: sides[0]) == nil else {
        throw ValidationError("--sizes names '\(sides[0])' twice.")
      }
    }
    return result
  }
}
