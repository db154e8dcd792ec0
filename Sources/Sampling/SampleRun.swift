import Claims
import Evaluation
import Foundation
import Inputs
import Numbers
import Programs

/// Draws a theorem's models on all cores: jobs of up to a thousand draws of one combination of sizes, wave after wave, merged
/// in their order, so that any number of cores gives the same result.
package struct SampleRun {
  private let model: SampleModel
  private let original: Theorem
  private let start = Date()
  private let isInterrupted: @Sendable () -> Bool
  private let each: ((SampleRecord) -> Void)?
  private let workers: [Worker]

  private static let jobLength = 1024
  /// As many draws as a wave may have: where sizes are drawn, a wave is sorted by them.
  private static let longestWave = 1 << 16
  /// The same where every draw is told of.
  private static let longestToldWave = 1 << 12
  /// The registers that a worker keeps.
  private static let keptWeight = 20_000_000

  /// - Parameter each: Told of every draw, in order of their numbers, group after group.
  /// - Throws: an `InputError` where the theorem cannot be evaluated, a distribution's parameters are none of its, or the
  ///   options name what the theorem does not declare.
  package static func run(
    _ theorem: Theorem, _ options: SampleOptions, each: ((SampleRecord) -> Void)? = nil
  ) throws(InputError) -> SampleResult {
    try SampleRun(theorem, options, each).result()
  }

  private init(
    _ theorem: Theorem, _ options: SampleOptions, _ each: ((SampleRecord) -> Void)?
  ) throws(InputError) {
    try options.validate(for: theorem)
    original = theorem
    isInterrupted = options.isCancelled
    // A deadline breaks off what is being judged, as an interrupt does.
    var limited = options
    if let seconds = options.seconds {
      limited.isCancelled = { [start, isInterrupted] in
        isInterrupted() || Date().timeIntervalSince(start) >= seconds
      }
    }
    model = try SampleModel(theorem, limited)
    self.each = each
    let model = model
    let count = max(1, ProcessInfo.processInfo.activeProcessorCount)
    workers = (0..<count).map { _ in Worker(model, keptWeight: Self.keptWeight) }
  }

  private var options: SampleOptions { model.options }

  private var isOver: SampleEnd? {
    if isInterrupted() { return .interrupted }
    return options.isCancelled() ? .seconds : nil
  }

  private func result() throws(InputError) -> SampleResult {
    var groups: [SampleGroup] = []
    var end = SampleEnd.draws
    var narrow = 0
    let combinations = options.combinations(for: original)
    // What the sizes alone make impossible is told before anything is drawn.
    for given in combinations where given.allSatisfy({ $0 != nil }) && isOver == nil {
      _ = try workers[0].bench(given.compactMap(\.self))
    }
    for given in combinations {
      if let over = isOver {
        end = over
        break
      }
      let (group, ended) = try self.group(given)
      groups.append(group)
      if ended == .interrupted || ended == .seconds {
        end = ended
        break
      }
      if ended == .width { narrow += 1 }
    }
    if end == .draws, narrow > 0, narrow == groups.count { end = .width }
    return SampleResult(
      theorem: original, seed: options.seed, drawn: original.drawnTexts(given: options.sizes),
      condition: options.condition, grouping: model.groupingText, groups: groups, endedBy: end,
      halfWidth: options.halfWidth, contradiction: nil, seconds: Date().timeIntervalSince(start))
  }

  // MARK: One combination of sizes

  private func group(_ given: [Int?]) throws(InputError) -> (SampleGroup, SampleEnd) {
    let sizeSampler = SizeSampler(model.theorem, seed: options.seed, given: given)
    let isFixed = given.allSatisfy { $0 != nil }
    var classes = SampleClasses.none
    var tallies: [GroupTally] = []
    var next = 0
    var length = Self.jobLength
    var end = SampleEnd.draws
    while next < options.draws {
      if let over = isOver {
        end = over
        break
      }
      let draws = (next..<min(next + length, options.draws)).map { UInt64($0) }
      let jobs = try self.jobs(draws, isFixed ? given.compactMap(\.self) : nil, sizeSampler)
      if tallies.isEmpty {
        if model.isGrouped { classes = try self.classes(jobs) }
        let comparisons = model.theorem.orderComparisons.count
        tallies = Array(
          repeating: GroupTally(comparisons: comparisons, measures: model.measureTexts.count),
          count: 1 + classes.count)
      }
      try perform(jobs, classes, into: &tallies)
      next += draws.count
      if let width = options.halfWidth, isNarrow(tallies[0].counts, width) {
        end = .width
        break
      }
      length = min(2 * length, each == nil ? Self.longestWave : Self.longestToldWave)
    }
    if end == .draws, let over = isOver, tallies.first.map({ $0.counts.draws < options.draws }) ?? true {
      end = over
    }
    let sizes = zip(model.theorem.sizes, given).compactMap { size, value in
      value.map { SampleSize(name: size.name, value: $0) }
    }
    guard let whole = tallies.first else {
      return (SampleGroup(sizes: sizes), end)
    }
    var result = try sampleGroup(whole, sizes, sizeSampler)
    result.range = nil
    if let draw = whole.violated {
      result.violation = try workers[0].bench(try sizeSampler.sizes(draw)).counterexample(draw)
    }
    for tally in tallies.dropFirst() where tally.counts.draws > 0 {
      result.parts.append(try sampleGroup(tally, sizes, sizeSampler))
    }
    return (result, end)
  }

  private struct Job {
    var sizes: [Int]
    var draws: ArraySlice<UInt64>
  }

  private func jobs(
    _ draws: [UInt64], _ fixed: [Int]?, _ sampler: SizeSampler
  ) throws(InputError) -> [Job] {
    func cut(_ sizes: [Int], _ draws: [UInt64]) -> [Job] {
      stride(from: 0, to: draws.count, by: Self.jobLength).map {
        Job(sizes: sizes, draws: draws[$0..<min($0 + Self.jobLength, draws.count)])
      }
    }
    if let fixed { return cut(fixed, draws) }
    var bySizes: [[Int]: [UInt64]] = [:]
    for draw in draws { bySizes[try sampler.sizes(draw), default: []].append(draw) }
    return bySizes.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { cut($0.key, $0.value) }
  }

  /// By what values of the grouping expression the draws are told apart: as the first ones have them.
  private func classes(_ jobs: [Job]) throws(InputError) -> SampleClasses {
    var values: [Double] = []
    for job in jobs { values += try workers[0].bench(job.sizes).groupingValues(job.draws) }
    return SampleClasses(of: values)
  }

  /// Does the jobs on all cores and merges their tallies in order.
  private func perform(
    _ jobs: [Job], _ classes: SampleClasses, into tallies: inout [GroupTally]
  ) throws(InputError) {
    let empty = tallies.map { GroupTally(comparisons: $0.tightness.count, measures: $0.measures.count) }
    let isTold = each != nil
    let workers = workers
    let results = inOrder(jobs.count, threads: workers.count, unless: options.isCancelled) {
      number, thread throws(InputError) in
      var own = empty
      var records: [SampleRecord] = []
      try workers[thread].bench(jobs[number].sizes).run(
        jobs[number].draws, classes: classes, into: &own, each: isTold ? { records.append($0) } : nil)
      return (own, records)
    }
    var records: [SampleRecord] = []
    for result in results {
      let (own, told) = try result.get()
      for k in tallies.indices { tallies[k].merge(own[k]) }
      records += told
    }
    if let each { for record in records.sorted(by: { $0.draw < $1.draw }) { each(record) } }
  }

  private func isNarrow(_ counts: SampleCounts, _ width: Rational) -> Bool {
    func isNarrow(_ k: Int, _ n: Int) -> Bool {
      let (lower, upper) = BinomialBounds.bounds(k, of: n, miss: 1 - options.confidence)
      guard let lower = Rational(exactly: lower), let upper = Rational(exactly: upper) else { return false }
      return upper - lower <= 2 * width
    }
    let met = counts.held + counts.violated
    return isNarrow(met, counts.draws) && met > 0 && isNarrow(counts.violated, met)
  }

  // MARK: Results

  private func sampleGroup(
    _ tally: GroupTally, _ sizes: [SampleSize], _ sampler: SizeSampler
  ) throws(InputError) -> SampleGroup {
    var group = SampleGroup(sizes: sizes)
    let counts = tally.counts
    group.counts = counts
    let met = counts.held + counts.violated
    // Whether a draw without a value meets the hypotheses is not asked; of one that is undecided nothing is known.
    if counts.draws > 0 {
      group.probabilityMet = probability(met, counts.draws, open: counts.undefined + counts.undecided)
    }
    if met > 0 {
      group.probabilityViolated = probability(
        counts.violated, met + counts.undecided, open: counts.undecided)
    }
    if tally.range.lower <= tally.range.upper {
      group.range = CertifiedValue(
        lower: Rational(exactly: tally.range.lower), upper: Rational(exactly: tally.range.upper))
    }
    group.violatedDraw = tally.violated
    func instance(_ draw: UInt64) throws(InputError) -> Instance {
      try workers[0].bench(try sampler.sizes(draw)).instance(draw)
    }
    for (k, comparison) in model.theorem.orderComparisons.enumerated() {
      let (tightness, margin) = (tally.tightness[k], tally.margins[k])
      var sample = ComparisonSample(
        item: comparison.item,
        text: model.theorem.comparisonText(item: comparison.item, path: comparison.path),
        tightness: SampleFigures(tightness), margin: SampleFigures(margin))
      if tightness.count > 0 {
        sample.tightestDraw = tightness.greatest.draw
        sample.loosestDraw = tightness.least.draw
        sample.tightest = try instance(tightness.greatest.draw)
        sample.loosest = try instance(tightness.least.draw)
      }
      group.comparisons.append(sample)
    }
    for (k, text) in model.measureTexts.enumerated() {
      group.measures.append(MeasureSample(text: text, figures: SampleFigures(tally.measures[k])))
    }
    return group
  }

  /// Bounds from k of n; those that are open may be either.
  private func probability(_ k: Int, _ n: Int, open: Int) -> CertifiedValue {
    let miss = 1 - options.confidence
    let lower = BinomialBounds.bounds(k, of: n, miss: miss).lower
    let upper = BinomialBounds.bounds(min(k + open, n), of: n, miss: miss).upper
    return CertifiedValue(lower: Rational(exactly: lower), upper: Rational(exactly: upper))
  }
}

/// What one thread works with.
private final class Worker: @unchecked Sendable {
  private let model: SampleModel
  private let keptWeight: Int
  private var benches: [[Int]: SampleBench] = [:]
  private var weight = 0

  init(_ model: SampleModel, keptWeight: Int) {
    self.model = model
    self.keptWeight = keptWeight
  }

  func bench(_ sizes: [Int]) throws(InputError) -> SampleBench {
    if let known = benches[sizes] { return known }
    let made = try SampleBench(model, sizes: sizes)
    if weight + made.weight > keptWeight {
      benches = [:]
      weight = 0
    }
    benches[sizes] = made
    weight += made.weight
    return made
  }
}

extension SampleGroup {
  init(sizes: [SampleSize]) {
    self.init(
      sizes: sizes, range: nil, counts: SampleCounts(), probabilityMet: nil, probabilityViolated: nil,
      violatedDraw: nil, violation: nil, comparisons: [], measures: [], parts: [])
  }
}
