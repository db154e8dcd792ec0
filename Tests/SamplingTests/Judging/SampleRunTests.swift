import Claims
import Evaluation
import Inputs
import Numbers
import Programs
import TestSupport
import Testing

@testable import Sampling

@Suite struct SampleRunTests {
  private let averaging = """
    theorem averaging
      size T >= 1
      index t in 1..T
      real A[t] in [0, 1] ~ uniform(0, 1), D[t] in [0, 1] ~ uniform(0, 1 - A[t]), x[t] ~ uniform(-1, 1)
      let h[0] = 0
      let h[t] = A[t]*h[t-1] + D[t]*x[t]
      conclude forall t: abs(h[t]) <= max(t: abs(x[t]))
    end
    """

  private func run(
    _ text: String, _ change: (inout SampleOptions) -> Void = { _ in }
  ) throws -> (result: SampleResult, records: [SampleRecord]) {
    var options = SampleOptions()
    options.draws = 300
    change(&options)
    var records: [SampleRecord] = []
    let result = try SampleRun.run(claim(text), options) { records.append($0) }
    return (result, records)
  }

  /// The tightness of each draw, from the values that were told, by fractions.
  @Test func tightnessHoldsTheExactOne() throws {
    let (result, records) = try run(averaging) { $0.sizes = ["T": [1, 3, 9]] }
    #expect(records.count == 900 && result.groups.count == 3)
    for record in records {
      let (gates, inputs, values) = (
        record.instance.values[0], record.instance.values[1], record.instance.values[2]
      )
      var h = Rational(0)
      var greatest = Rational(0)
      for t in gates.indices {
        h = gates[t].re * h + inputs[t].re * values[t].re
        greatest = max(greatest, h.magnitude)
      }
      let bound = values.map(\.re.magnitude).max()!
      #expect(record.verdict == .holds)
      let ratio = try #require(record.tightness[0])
      #expect(ratio.lower! <= greatest / bound && greatest / bound <= ratio.upper!)
      let margin = try #require(record.margins[0])
      #expect(margin.lower! <= bound - greatest && bound - greatest <= margin.upper!)
    }
    for (group, start) in zip(result.groups, [0, 300, 600]) {
      let own = records[start..<start + 300]
      #expect(group.counts.held == 300 && group.counts.draws == 300)
      let figures = group.comparisons[0].tightness
      #expect(figures.maximum?.upper == own.map { $0.tightness[0]!.upper! }.max())
      #expect(figures.minimum?.lower == own.map { $0.tightness[0]!.lower! }.min())
      let tightest = own.first { $0.draw == group.comparisons[0].tightestDraw }
      #expect(tightest?.instance == group.comparisons[0].tightest)
      #expect(figures.histogram.reduce(0) { $0 + $1.count } == 300)
    }
  }

  /// Decays are powers: how near a bound on them comes is known.
  @Test func powersHaveTheirTightness() throws {
    let text =
      "theorem a real b in (0, 1) ~ uniform(0.9, 0.99), w ~ normal(0, 1) conclude b^sigmoid(w) <= b^-2 end"
    let (result, records) = try run(text)
    let figures = result.groups[0].comparisons[0].tightness
    #expect(figures.count == 300 && figures.open == 0 && records.count == 300)
    let plain = text.replacing("b^sigmoid(w) <= b^-2", with: "exp(sigmoid(w)*log(b)) <= 1/(b*b)")
    for (one, other) in zip(records, try run(plain).records) {
      let (x, y) = (try #require(one.tightness[0]), try #require(other.tightness[0]))
      #expect(one.instance == other.instance && x.lower! <= y.upper! && y.lower! <= x.upper!)
    }
  }

  /// Every verdict is that of the engine by itself.
  @Test func verdictsAreTheEngines() throws {
    let claims = [
      "theorem a real x ~ normal(0, 1), y ~ choice(-1, 0, 1) assume x > -1 conclude x^2 <= 1 + y end",
      "theorem b real x ~ normal(0, 1) conclude 1/floorless <= 3 let floorless = if x < 0 then 0 else x end",
      "theorem c real x ~ choice(1/3, 1/2), y ~ point(1/3) conclude x = y or x > y end",
      "theorem d complex z ~ polar(uniform(0, 2), uniform(0, 2*pi)) conclude abs(z) <= 1 and re(z) < 1 end",
    ]
    for text in claims {
      let claim = try SamplingTests.claim(text)
      let (result, records) = try run(text)
      let ground = try GroundTheorem.lower(claim, sizes: [])
      let engine = Engine(ground)
      var counts = SampleCounts()
      for record in records {
        let verdict = try engine.verdict(ground.inputs(of: record.instance))
        #expect(verdict == record.verdict)
        counts.draws += 1
        switch verdict {
        case .holds: counts.held += 1
        case .violated: counts.violated += 1
        case .vacuous: counts.unmet += 1
        case .undefined: counts.undefined += 1
        case .undecided: counts.undecided += 1
        }
      }
      #expect(result.groups[0].counts == counts)
    }
  }

  @Test func resultsAreTheSameWithoutTellingAndWithManyDraws() throws {
    func result(_ isTold: Bool) throws -> SampleResult {
      var options = SampleOptions()
      options.draws = 5000
      options.sizes = ["T": [4]]
      return try SampleRun.run(claim(averaging), options, each: isTold ? { _ in } : nil)
    }
    let (told, untold) = (try result(true), try result(false))
    #expect(told.groups[0].counts == untold.groups[0].counts)
    #expect(
      told.groups[0].comparisons[0].tightness.quantiles.map(\.value)
        == untold.groups[0].comparisons[0].tightness.quantiles.map(\.value))
    #expect(told.groups[0].comparisons[0].tightness.mean == untold.groups[0].comparisons[0].tightness.mean)
  }

  @Test func measuresConditionsAndGroups() throws {
    let (result, records) = try run(averaging) {
      $0.sizes = ["T": [4]]
      $0.measures = ["max(t: abs(h[t]))", "T"]
      $0.condition = "A[1] > 1/2"
      $0.grouping = "A[2]"
      $0.draws = 1000
    }
    let group = result.groups[0]
    #expect(
      group.counts.unmet > 400 && group.counts.unmet < 600 && group.counts.held + group.counts.unmet == 1000)
    #expect(group.measures.map(\.text) == ["max(t: abs(h[t]))", "T"])
    #expect(
      group.measures[1].figures.minimum?.exact == 4 && group.measures[1].figures.count == group.counts.held)
    #expect(group.parts.count == 8 && group.parts.reduce(0) { $0 + $1.counts.draws } == 1000)
    for record in records { #expect(record.group?.exact == record.instance.values[0][1].re) }
    for (one, next) in zip(group.parts, group.parts.dropFirst()) {
      #expect(one.range!.upper! < next.range!.lower!)
    }
  }

  @Test func sizesThatAreDrawnTellTheDrawsApart() throws {
    let text = averaging.replacing("size T >= 1", with: "size T in 1..40 ~ loguniform(1, 41)")
    let (result, records) = try run(text) { $0.draws = 2000 }
    #expect(result.groups.count == 1 && result.groups[0].sizes.isEmpty)
    #expect(records.map(\.draw) == (0..<2000).map { UInt64($0) })
    #expect(result.groups[0].parts.count > 4)
    let group = result.groups[0]
    #expect(group.parts.reduce(0) { $0 + $1.counts.draws } == 2000)
    let tightest = try #require(group.comparisons[0].tightest)
    #expect(records.contains { $0.instance == tightest })
  }

  @Test func comparisonsHaveTheirTexts() throws {
    let text = """
      theorem t
        size T >= 1
        index t in 1..T
        real x[t] ~ uniform(0, 1)
        conclude 0 <= x[t] <= 2 and x[1] < 3
        conclude forall t with x[t] > 1/2: x[t]^2 <= x[t]
        conclude x[1] = 1 or x[1] < 1
      end
      """
    let (result, _) = try run(text) { $0.sizes = ["T": [3]] }
    let comparisons = result.groups[0].comparisons
    #expect(comparisons.map(\.text) == ["0 <= x[t]", "x[t] <= 2", "x[1] < 3", "x[t]^2 <= x[t]"])
    #expect(comparisons.map(\.item) == [1, 1, 1, 2])
    // 0 beside a positive number has the tightness 0.
    #expect(comparisons[0].tightness.maximum?.exact == 0)
    // Where no element is admitted there is no tightness.
    #expect(comparisons[3].tightness.without > 10 && comparisons[3].tightness.count > 200)
  }

  @Test func whatEndsARun() throws {
    let (narrow, _) = try run(averaging) {
      $0.sizes = ["T": [2]]
      $0.draws = 1_000_000
      $0.halfWidth = Rational(1, 100)
    }
    #expect(narrow.endedBy == .width && narrow.groups[0].counts.draws < 10_000)
    let (cancelled, _) = try run(averaging) { $0.isCancelled = { true } }
    #expect(cancelled.endedBy == .interrupted)
  }

  @Test func badOptionsAreRefused() {
    func message(_ change: (inout SampleOptions) -> Void) -> String {
      inputError { _ = try run(averaging, change) }
    }
    #expect(message { $0.sizes = ["t": [3]] }.contains("no size 't'"))
    #expect(message { $0.sizes = ["T": [0]] }.contains("from 1 to 1000000, not to 0"))
    #expect(message { $0.draws = 0 }.contains("number of draws"))
    #expect(message { $0.confidence = 1 }.contains("between 0 and 1"))
    #expect(message { $0.measures = ["max(t: h[t]"] }.contains("--measure:1:"))
    #expect(message { $0.measures = ["i*h[1]"] }.contains("a measure is real"))
    #expect(message { $0.measures = ["g[1]"] }.contains("unknown name 'g'"))
    #expect(message { $0.condition = "A[1] >" }.contains("--where:1:"))
    #expect(message { $0.grouping = "A[t]" }.contains("--by:1:"))
  }

  /// Where doubles know next to nothing, figures come of more bits: a turn widens boxes by its angle at every step.
  @Test(arguments: [85, 95, 105, 115, 200]) func figuresAreKnownWellWhereDoublesAreNot(length: Int) throws {
    let text = """
      theorem turns
        size T >= 1
        index t in 1..T
        complex a ~ polar(point(1), uniform(1/2, 1))
        real x[t] ~ normal(0, 1)
        let h[0] = 0
        let h[t] = a*h[t-1] + x[t]
        conclude abs(h[T]) <= 10*T*max(t: abs(x[t]))
      end
      """
    let (result, records) = try run(text) {
      $0.sizes = ["T": [length]]
      $0.draws = 20
      $0.measures = ["abs(h[T])"]
    }
    let figures = result.groups[0].comparisons[0].tightness
    #expect(figures.count == 20 && figures.open == 0)
    for record in records {
      let ratio = try #require(record.tightness[0])
      #expect(ratio.lower! >= -Rational(1, 1 << 30) && ratio.upper! - ratio.lower! < Rational(1, 1 << 30))
      let measure = try #require(record.measures[0])
      #expect(measure.upper! - measure.lower! < Rational(1, 1 << 10))
    }
  }
}
