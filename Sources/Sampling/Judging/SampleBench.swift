import Claims
import Enclosures
import Evaluation
import Inputs
import Numbers
import Programs

/// Draws and judges a theorem's models at one combination of sizes; one for each thread.
final class SampleBench {
  let model: SampleModel
  let sizes: [Int]
  private let ground: GroundTheorem
  private let engine: Engine
  private let sampler: Sampler
  let comparisons: [ComparisonGroup]

  init(_ model: SampleModel, sizes: [Int]) throws(InputError) {
    self.model = model
    self.sizes = sizes
    do throws(InputError) {
      ground = try GroundTheorem.lower(model.theorem, sizes: sizes, measures: model.definitions)
    } catch {
      throw model.placed(error)
    }
    engine = Engine(ground, limits: model.options.limits, knowsPowersInLanes: true)
    engine.isCancelled = model.options.isCancelled
    sampler = Sampler(
      try DrawPlan.lower(model.theorem, sizes: sizes), seed: model.options.seed,
      purpose: SampleModel.purpose(sizes))
    comparisons = ComparisonGroup.all(of: ground, in: model.theorem)
  }

  /// How much memory it takes, in registers.
  var weight: Int { ground.program.registerCount + ground.program.inputCount }

  private var measureCount: Int { model.measureTexts.count }

  /// Draws and judges draws by their numbers.
  ///
  /// - Parameters:
  ///   - classes: Into which tally a draw goes, by the value of the grouping expression.
  ///   - tallies: The whole first, then one for each class.
  ///   - each: Told of every draw.
  func run(
    _ draws: ArraySlice<UInt64>, classes: SampleClasses, into tallies: inout [GroupTally],
    each: ((SampleRecord) -> Void)?
  ) throws(InputError) {
    // Of one draw after the other.
    var values: [Ball?] = []
    var tightness: [ScalarTightness] = []
    for start in stride(from: draws.startIndex, to: draws.endIndex, by: Sampler.laneCount) {
      if model.options.isCancelled() { return }
      let batch = draws[start..<min(start + Sampler.laneCount, draws.endIndex)]
      try draw(batch)
      var verdicts = InlineArray<8, InstanceVerdict>(repeating: .undecided)
      do throws(InputError) {
        try engine.decideLanes(batch.count, exact: sampler.instance) { verdicts[$0] = $1 }
      } catch {
        throw model.placed(error)
      }
      // What was broken off says nothing.
      if model.options.isCancelled() { return }
      let figures = comparisons.map { engine.tightness(of: $0) }
      let measures = model.definitions.indices.map { engine.measure($0) }
      for (lane, draw) in batch.enumerated() {
        let verdict = verdicts[lane]
        var places = [0]
        var group: Ball?
        let isJudged = verdict == .holds || verdict == .violated
        func measure(_ k: Int) throws(InputError) -> Ball? {
          try number(measures[k].balls[lane], isDefined: measures[k].isDefined[lane], measure: k, lane)
        }
        if model.isGrouped, let value = try measure(measureCount) {
          group = value
          if let k = classes.place(of: value.lowerBound) { places.append(k + 1) }
        }
        values.removeAll(keepingCapacity: true)
        for k in 0..<measureCount {
          values.append(isJudged || measures[k].isDefined[lane] ? try measure(k) : nil)
        }
        tightness.removeAll(keepingCapacity: true)
        if isJudged { for (k, figure) in figures.enumerated() { tightness.append(scalar(figure, k, lane)) } }
        for place in places {
          tallies[place].count(verdict, draw: draw)
          if let group {
            tallies[place].range.lower = min(tallies[place].range.lower, group.lowerBound)
            tallies[place].range.upper = max(tallies[place].range.upper, group.upperBound)
          }
          guard isJudged else { continue }
          for (k, figure) in tightness.enumerated() {
            tallies[place].tightness[k].add(figure.ratio, isOpen: figure.isOpen, draw: draw)
            tallies[place].margins[k].add(figure.margin, isOpen: figure.isOpen, draw: draw)
          }
          for (k, value) in values.enumerated() {
            tallies[place].measures[k].add(value, isOpen: true, draw: draw)
          }
        }
        if let each {
          each(
            SampleRecord(
              draw: draw, instance: ground.instance(sampler.instance(lane)), verdict: verdict,
              tightness: comparisons.indices.map {
                isJudged ? tightness[$0].ratio.map { CertifiedValue($0) } : nil
              },
              margins: comparisons.indices.map {
                isJudged ? tightness[$0].margin.map { CertifiedValue($0) } : nil
              },
              measures: values.map { $0.map { CertifiedValue($0) } }, group: group.map { CertifiedValue($0) })
          )
        }
      }
    }
  }

  /// Draws up to eight draws into the engine's lanes.
  private func draw(_ batch: ArraySlice<UInt64>) throws(InputError) {
    var numbers = SIMD8<UInt64>(repeating: batch[batch.startIndex])
    for (lane, draw) in batch.enumerated() { numbers[lane] = draw }
    if let wrong = sampler.draw(numbers) {
      throw sampler.complaint(wrong, model.theorem, sizes: sizes, draw: numbers[wrong.lane])
    }
    sampler.enclose(into: engine.laneInputs)
  }

  /// What a lane says of a comparison; by itself where the lanes leave it open.
  private func scalar(_ figure: LaneTightness, _ k: Int, _ lane: Int) -> ScalarTightness {
    let known = ScalarTightness(
      ratio: figure.hasRatio[lane] ? figure.ratio[lane] : nil,
      margin: figure.hasMargin[lane] ? figure.margin[lane] : nil, isOpen: figure.isOpen[lane])
    guard known.isOpen || known.isWide else { return known }
    let closer = engine.tightness(of: comparisons[k], at: sampler.instance(lane))
    return closer.isOpen && !known.isOpen ? known : closer
  }

  /// A measure in a lane; by itself where the lanes do not know it well.
  private func number(
    _ ball: Ball, isDefined: Bool, measure k: Int, _ lane: Int
  ) throws(InputError) -> Ball? {
    if isDefined, !ball.isWide { return ball }
    do throws(InputError) {
      return try engine.measure(k, at: sampler.instance(lane)) ?? (isDefined ? ball : nil)
    } catch {
      throw model.placed(error, measure: k)
    }
  }

  /// The values of the grouping expression at some draws.
  func groupingValues(_ draws: ArraySlice<UInt64>) throws(InputError) -> [Double] {
    var values: [Double] = []
    for start in stride(from: draws.startIndex, to: draws.endIndex, by: Sampler.laneCount) {
      if model.options.isCancelled() { return values }
      let batch = draws[start..<min(start + Sampler.laneCount, draws.endIndex)]
      try draw(batch)
      engine.runLanes()
      let (balls, isDefined) = engine.measure(model.definitions.count - 1)
      let k = model.definitions.count - 1
      for lane in 0..<batch.count {
        let value = try number(balls[lane], isDefined: isDefined[lane], measure: k, lane)
        if let value { values.append(value.lowerBound) }
      }
    }
    return values
  }

  /// One draw, decided as somebody would who names it.
  func counterexample(_ draw: UInt64) throws(InputError) -> Counterexample {
    _ = sampler.draw(SIMD8(repeating: draw))
    let numbers = sampler.instance(0)
    return Counterexample(instance: ground.instance(numbers), decision: try engine.decide(numbers))
  }

  /// The instance of one draw.
  func instance(_ draw: UInt64) -> Instance {
    _ = sampler.draw(SIMD8(repeating: draw))
    return ground.instance(sampler.instance(0))
  }
}

/// Classes of values, from one edge to the next.
struct SampleClasses: Sendable {
  var edges: [Double] = []
  var isUsed: Bool { !edges.isEmpty }
  var count: Int { isUsed ? edges.count + 1 : 0 }

  static let none = SampleClasses()

  /// Eight classes as even as the values allow.
  init(of values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let last = sorted.last, let first = sorted.first, first < last else { return }
    var edges: [Double] = []
    for k in 1..<8 {
      let edge = sorted[k * sorted.count / 8]
      if edge > (edges.last ?? first) { edges.append(edge) }
    }
    self.edges = edges
  }

  private init() {}

  func place(of x: Double) -> Int? {
    guard isUsed else { return nil }
    return edges.firstIndex { x < $0 } ?? edges.count
  }
}
