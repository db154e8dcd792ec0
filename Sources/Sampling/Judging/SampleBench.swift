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
    ground = try GroundTheorem.lower(model.theorem, sizes: sizes, measures: model.definitions)
    engine = Engine(ground, limits: model.options.limits, knowsPowersInLanes: true)
    engine.isCancelled = model.options.isCancelled
    sampler = Sampler(
      try DrawPlan.lower(model.theorem, sizes: sizes), seed: model.options.seed,
      purpose: SampleModel.purpose(sizes))
    comparisons = ComparisonGroup.all(of: ground)
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
    for start in stride(from: draws.startIndex, to: draws.endIndex, by: Sampler.laneCount) {
      if model.options.isCancelled() { return }
      let batch = draws[start..<min(start + Sampler.laneCount, draws.endIndex)]
      try draw(batch)
      var verdicts = InlineArray<8, InstanceVerdict>(repeating: .undecided)
      try engine.decideLanes(batch.count, exact: sampler.instance) { verdicts[$0] = $1 }
      let figures = comparisons.map { engine.tightness(of: $0) }
      let measures = model.definitions.indices.map { engine.measure($0) }
      for (lane, draw) in batch.enumerated() {
        let verdict = verdicts[lane]
        var places = [0]
        var group: Ball?
        if model.isGrouped, let (balls, isDefined) = measures.last, isDefined[lane] {
          let value = balls[lane]
          group = value
          if let k = classes.place(of: value.lowerBound) { places.append(k + 1) }
        }
        for place in places {
          tallies[place].count(verdict, draw: draw)
          if let group {
            tallies[place].range.lower = min(tallies[place].range.lower, group.lowerBound)
            tallies[place].range.upper = max(tallies[place].range.upper, group.upperBound)
          }
          guard verdict == .holds || verdict == .violated else { continue }
          for (k, figure) in figures.enumerated() {
            if figure.hasRatio[lane] {
              tallies[place].tightness[k].add(figure.ratio[lane], draw: draw)
            } else if figure.isOpen[lane] {
              tallies[place].tightness[k].addOpen()
            } else {
              tallies[place].tightness[k].addNone()
            }
            if figure.hasMargin[lane] {
              tallies[place].margins[k].add(figure.margin[lane], draw: draw)
            } else if figure.isOpen[lane] {
              tallies[place].margins[k].addOpen()
            } else {
              tallies[place].margins[k].addNone()
            }
          }
          for k in 0..<measureCount {
            if measures[k].isDefined[lane] {
              tallies[place].measures[k].add(measures[k].balls[lane], draw: draw)
            } else {
              tallies[place].measures[k].addOpen()
            }
          }
        }
        if let each {
          let isJudged = verdict == .holds || verdict == .violated
          each(
            SampleRecord(
              draw: draw, instance: ground.instance(sampler.instance(lane)), verdict: verdict,
              tightness: figures.map { isJudged && $0.hasRatio[lane] ? CertifiedValue($0.ratio[lane]) : nil },
              margins: figures.map { isJudged && $0.hasMargin[lane] ? CertifiedValue($0.margin[lane]) : nil },
              measures: (0..<measureCount).map {
                measures[$0].isDefined[lane] ? CertifiedValue(measures[$0].balls[lane]) : nil
              }, group: group.map { CertifiedValue($0) }))
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

  /// The values of the grouping expression at some draws.
  func groupingValues(_ draws: ArraySlice<UInt64>) throws(InputError) -> [Double] {
    var values: [Double] = []
    for start in stride(from: draws.startIndex, to: draws.endIndex, by: Sampler.laneCount) {
      if model.options.isCancelled() { return values }
      let batch = draws[start..<min(start + Sampler.laneCount, draws.endIndex)]
      try draw(batch)
      engine.runLanes()
      let (balls, isDefined) = engine.measure(model.definitions.count - 1)
      for lane in 0..<batch.count where isDefined[lane] { values.append(balls[lane].lowerBound) }
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
