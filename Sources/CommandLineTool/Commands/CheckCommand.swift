import ArgumentParser
import Claims
import Evaluation
import Foundation
import Inputs
import Reports
import SSMProof
import Search

extension ReportFormat: ExpressibleByArgument {}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tries to refute every theorem in claim files or folders of them, and to prove what stands.",
    discussion: """
      Without --seconds the search is limited by the number of instances and by an amount of work that is \
      counted, not timed, so that the same seed gives the same output on any machine.
      """)

  @Argument(
    help: "Claim files, folders that are searched for .claim files, or - for standard input.",
    completion: .file(extensions: ["claim"]))
  var paths: [String]

  @Option(name: .customLong("claim"), help: "Only the theorem of this name (repeatable).")
  var claims: [String] = []

  // Of numbers whatever follows is the value, so that one that begins with a dash is told what would be right.
  @Option(
    parsing: .unconditional, help: "How many instances to try per theorem.", transform: OptionRules.whole)
  var instances: Int?

  @Option(
    parsing: .unconditional, help: "At most this long per theorem, in seconds.", transform: OptionRules.number
  )
  var seconds: Double?

  @Option(
    parsing: .unconditional,
    help: """
      How many times the usual amount of counted work a search may take, such as 10: more instances and larger \
      sizes, the same on any machine.
      """,
    transform: OptionRules.number)
  var work: Double?

  @Option(help: "Sizes to try, such as T=1..8,N=1..3 or T=5.")
  var sizes: String?

  @Option(
    parsing: .unconditional, help: "The seed of the random draws. (default: 1)", transform: OptionRules.seed)
  var seed: UInt64 = 1

  @Option(
    name: .customLong("max-bits"), parsing: .unconditional,
    help: "The precision limit in bits. (default: 2048)",
    transform: OptionRules.whole)
  var maxBits: Int = 2048

  @Option(
    name: .customLong("instance"),
    help: """
      Decide the one instance in this JSON file, or those in a folder of such files, instead of searching \
      (repeatable).
      """,
    completion: .file(extensions: ["json"]))
  var instanceFiles: [String] = []

  @Option(
    name: .customLong("instances-from"),
    help: """
      Decide the instances of a stream instead of searching: a file with one JSON object a line, a folder of .json \
      files, or - for standard input.
      """,
    completion: .file(extensions: ["jsonl"]))
  var instancesFrom: String?

  @Option(
    help:
      "Keep a certificate of every refutation and proof in this folder; refutations kept there are tried first.",
    completion: .directory)
  var save: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Flag(
    inversion: .prefixedNo,
    help:
      "Put what no instance refutes to a quick proof for all sizes and values, within a share of the budget.")
  var prove = true

  @Flag(
    help: "Prove the repaired theorem that is suggested for a refuted one; print it, and keep it with --save."
  )
  var repair = false

  @Flag(help: "Give measured seconds in the JSON (0.0 otherwise, so that equal runs print equal bytes).")
  var timings = false

  func run() throws {
    let options = try searchOptions()
    let theorems = try FilePaths.selected(paths, claims: claims)
    if repair, !instanceFiles.isEmpty || instancesFrom != nil {
      throw ValidationError("--repair stands with a search, not with --instance or --instances-from.")
    }
    if let instancesFrom {
      throw try decideStream(theorems, from: instancesFrom, options).code
    }
    let memory = try RefutationMemory(theorems, folder: save)
    let status =
      instanceFiles.isEmpty
      ? try search(theorems, options, memory) : try decide(theorems, options, memory)
    throw status.code
  }

  private func searchOptions() throws -> SearchOptions {
    var options = SearchOptions()
    if let instances {
      guard instances > 0 else { throw ValidationError("--instances takes a whole number of at least 1.") }
      options.instances = instances
    }
    options.seconds = try OptionRules.seconds(seconds)
    if let work {
      guard work >= 0.001, work <= 1_000_000 else {
        throw ValidationError("--work takes a number from 0.001 to 1000000: how many times the usual work.")
      }
      options.workFactor = work
    }
    options.limits.bits = try OptionRules.maxBits(maxBits)
    options.seed = seed
    options.sizes =
      try sizes.map {
        try OptionRules.sizes($0, takesLists: false, form: "NAME=LOW..HIGH or NAME=VALUE").compactMapValues(
          \.first)
      } ?? [:]
    return options
  }

  private func search(
    _ theorems: [Theorem], _ options: SearchOptions, _ memory: RefutationMemory
  ) throws -> ExitStatus {
    let progress = ProgressLine(total: theorems.count)
    defer { progress.clear() }
    let stream = CheckStream(self, titles: theorems.map(\.name), memory: memory, progress: progress)
    watch(stream)
    var options = options
    options.known = memory.known
    options.isCancelled = { stream.isOver }
    options.explains = true
    (options.proves, options.provesRepairs) = (prove, repair)
    options.progress = { progress.update($0) }
    try theorems.foreseeErrors(options)
    do {
      try theorems.check(options) { stream.add($0, CheckReport(result: $1)) }
    } catch {
      try stream.abandon(error)
      throw error
    }
    return try stream.close()
  }

  private func decide(
    _ theorems: [Theorem], _ options: SearchOptions, _ memory: RefutationMemory
  ) throws -> ExitStatus {
    let theorem = try FilePaths.only(theorems, for: "--instance")
    let files = try FilePaths.files(instanceFiles, ending: ".json", what: "instance file")
    // All are read before any is decided: nothing is printed where one cannot be read.
    let instances = try files.map { try InstanceFile.load(path: $0, for: theorem) }
    let progress = ProgressLine(total: files.count)
    let stream = CheckStream(self, titles: files, memory: memory, progress: progress)
    watch(stream)
    for (k, instance) in instances.enumerated() where !stream.isOver {
      let start = Date()
      let decision: Decision
      do {
        decision = try theorem.decide(instance, limits: options.limits) { stream.isOver }
      } catch {
        try stream.abandon(error)
        throw error
      }
      let result = SearchResult(
        theorem: theorem, instance: instance, decision: decision, seconds: Date().timeIntervalSince(start))
      stream.add(k, CheckReport(result: result, decision: decision, instanceFile: files[k]))
    }
    return try stream.close()
  }

  private func decideStream(
    _ theorems: [Theorem], from path: String, _ options: SearchOptions
  ) throws -> ExitStatus {
    guard instanceFiles.isEmpty, save == nil else {
      throw ValidationError("--instances-from stands without --instance and --save.")
    }
    if path == "-", paths.contains("-") {
      throw ValidationError("standard input holds the claim or the instances, not both.")
    }
    let theorem = try FilePaths.only(theorems, for: "--instances-from")
    Interrupt.install()
    return try InstanceStream(theorem: theorem, path: path, limits: options.limits, format: format).run()
  }

  /// Sees to it that an interrupt is obeyed within a second, whatever the work is at.
  private func watch(_ stream: CheckStream) {
    Interrupt.install {
      do {
        return try stream.close().rawValue
      } catch {
        return ExitStatus.fault.rawValue
      }
    }
  }
}
