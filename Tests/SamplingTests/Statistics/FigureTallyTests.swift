import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Sampling

/// Figures of numbers that are known between bounds hold the figures of the numbers themselves.
@Suite struct FigureTallyTests {
  private func numbers(_ seed: UInt64, _ count: Int) -> [(value: Rational, ball: Ball)] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      let value = Rational(random.int(-5000...5000), random.int(1...300))
      let ball = Ball(value, precision: 53)
      // Some are known less well.
      let width = random.chance(30) ? ball.midpoint.magnitude * 1e-3 + 1e-9 : 0
      return (value, Ball(lower: ball.lowerBound - width, upper: ball.upperBound + width))
    }
  }

  private func tally(_ list: ArraySlice<(value: Rational, ball: Ball)>) -> FigureTally {
    var tally = FigureTally()
    for (k, entry) in zip(list.indices, list) { tally.add(entry.ball, draw: UInt64(k)) }
    return tally
  }

  @Test func figuresHoldTheNumbers() {
    for seed in UInt64(1)...20 {
      let list = numbers(seed, 1 + Int(seed) * 37)
      let tally = tally(list[...])
      let sorted = list.map(\.value).sorted()
      for share in SampleFigures.shares {
        let rank = max(1, (share * Rational(list.count)).ceiling.word!)
        let exact = sorted[rank - 1]
        let bounds = tally.quantiles([share])[0]!
        #expect(bounds.lower! <= exact && exact <= bounds.upper!)
        #expect(bounds.upper! - bounds.lower! <= exact.magnitude * Rational(1, 100) + Rational(1, 1000))
      }
      #expect(tally.minimum!.lower! <= sorted.first! && sorted.first! <= tally.minimum!.upper!)
      #expect(tally.maximum!.lower! <= sorted.last! && sorted.last! <= tally.maximum!.upper!)
      let mean = sorted.reduce(Rational(0), +) / Rational(sorted.count)
      #expect(tally.mean!.lower! <= mean && mean <= tally.mean!.upper!)
      guard sorted.count > 1 else { continue }
      let squares = sorted.reduce(Rational(0)) { $0 + ($1 - mean) * ($1 - mean) }
      let error = squares / Rational(sorted.count - 1) / Rational(sorted.count)
      let bounds = tally.standardError!
      #expect(bounds.lower! * bounds.lower! <= error && error <= bounds.upper! * bounds.upper!)
    }
  }

  @Test func tallyOfPartsHoldsThatOfTheWhole() {
    let list = numbers(99, 1000)
    var merged = tally(list[0..<0])
    for start in stride(from: 0, to: 1000, by: 128) {
      merged.merge(tally(list[start..<min(start + 128, 1000)]))
    }
    let whole = tally(list[...])
    #expect(merged.count == whole.count)
    #expect(merged.quantiles(SampleFigures.shares) == whole.quantiles(SampleFigures.shares))
    #expect(merged.minimum == whole.minimum && merged.maximum == whole.maximum)
    #expect(merged.least.draw == whole.least.draw && merged.greatest.draw == whole.greatest.draw)
    let mean = list.reduce(Rational(0)) { $0 + $1.value } / 1000
    #expect(merged.mean!.lower! <= mean && mean <= merged.mean!.upper!)
  }

  @Test func binsAreInOrderAndHoldTheirNumbers() {
    var random = SplitMix64(seed: 4)
    var last: (x: Double, key: Int32)?
    let numbers = (0..<4000).map { _ in random.double() }.filter { !$0.isNaN }.sorted() + [.infinity]
    for x in [-.infinity] + numbers {
      let key = BinCounts.key(x)
      let ends = BinCounts.ends(key)
      #expect(ends.lower <= x && x <= ends.upper, "\(x)")
      if let last { #expect(last.key <= key) }
      last = (x, key)
    }
    #expect(BinCounts.key(0.0) == BinCounts.key(-0.0))
  }

  @Test func numbersWithoutEndsAreCounted() {
    var tally = FigureTally()
    tally.add(.wholeLine, draw: 0)
    tally.addNone()
    tally.add(Ball(2), draw: 2)
    let figures = SampleFigures(tally)
    #expect(figures.count == 1 && figures.open == 1 && figures.without == 1)
    #expect(figures.mean?.exact == 2 && figures.standardError == nil && figures.histogram.count == 1)
  }
}
