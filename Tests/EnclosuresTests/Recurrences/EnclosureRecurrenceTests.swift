import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Recurrences of enclosures")
struct EnclosureRecurrenceTests {
  typealias Kind = RandomEnclosureRecurrence.Kind
  typealias Kernel = FixedPointRecurrence.Kernel

  private static let precisions = [64, 128, 192, 256, 1024]

  @Test(arguments: Kind.allCases)
  func containTheExactStates(_ kind: Kind) {
    var random = SplitMix64(seed: 41)
    var failures = Failures()
    for index in 0..<max(20, TestScale.count / 50) {
      let precision = Self.precisions[index % 5]
      let channels = [1, 2, 7, 8, 9, 17][index % 6]
      let x = RandomEnclosureRecurrence(
        kind, channels: channels, steps: 1 + index % 13, precision: precision, &random)
      var numbers = FixedPointRecurrence(
        channels: channels, precision: precision, kernel: Kernel.allCases[index % 2])
      numbers.advance(x.block)
      for n in 0..<channels {
        let states = x.states(n)
        if !numbers[n].contains(states[states.count - 1]) {
          failures.note("\(precision): \(numbers[n]) lacks \(states[states.count - 1].approximation)")
        }
      }
    }
    failures.expectNone("\(kind)")
  }

  /// Stable recurrences keep the precision that they are told.
  @Test(arguments: Kernel.allCases)
  func areNarrow(_ kernel: Kernel) {
    var random = SplitMix64(seed: 42)
    for precision in Self.precisions + [512, 2048, 4096] {
      let x = RandomEnclosureRecurrence(
        .stable, channels: 9, steps: precision > 1024 ? 3 : 70, precision: precision, &random)
      var numbers = FixedPointRecurrence(channels: 9, precision: precision, kernel: kernel)
      numbers.advance(x.block)
      #expect(numbers.floating.isEmpty)
      for n in 0..<9 {
        let states = x.states(n)
        let largest = states.map(\.magnitude).max() ?? 0
        guard let lower = numbers[n].lower, let upper = numbers[n].upper else {
          Issue.record("no bounds")
          continue
        }
        #expect(lower <= states[states.count - 1] && states[states.count - 1] <= upper)
        // 2 units a step on either side; the bound on the values is at most the sum of the increments.
        let unit = 16 * RandomEnclosureRecurrence.two(-numbers.precision)
        #expect(upper - lower <= 4 * Rational(x.steps) * unit * (largest + 1))
      }
    }
  }

  /// One step on numbers of every size, with operands up to the ends of their ranges: the error is within the
  /// proved bound.
  @Test(arguments: Kind.allCases)
  func aStepLosesWhatIsProved(_ kind: Kind) {
    var random = SplitMix64(seed: 43)
    var failures = Failures()
    let two = RandomEnclosureRecurrence.two
    for index in 0..<max(30, TestScale.count / 30) {
      let precision = [64, 128, 192, 256, 512, 1024, 2048, 4096][index % 8]
      let x = RandomEnclosureRecurrence(kind, channels: 10, steps: 1, precision: precision, &random)
      let block = x.block
      var numbers = EnclosureNumbers(channels: 10, count: block.count)
      var values = [Rational]()
      for n in 0..<10 {
        // F ≤ f_d + f_b − B, and |h| < 2^(B − 5), so that the result fits with gates below 3.
        numbers.fractionBits[n] = block.placements[n] - 28 * Int(random.next() % 4)
        let used = Int.random(in: 1...numbers.bits - 5, using: &random)
        let sign: Rational = random.next() % 2 == 0 ? 1 : -1
        let size =
          random.next() % 3 == 0
          ? two(used) - 1 : RandomEnclosureRecurrence.fraction(numbers.bits, &random) * two(used)
        let whole = (sign * size).floor
        values.append(Rational(whole))
        numbers.setLimbs(n, limbs(whole, (numbers.bits + 63) / 64))
        numbers.errors[n] = Double(random.next() % 3)
      }
      let errors = numbers.errors
      numbers.advance(block, 0..<1)
      for n in 0..<10 {
        let scale = two(numbers.fractionBits[n])
        let exact = x.states(n, from: values[n] / scale)[0] * scale
        guard numbers.errors[n] < .infinity else {
          if kind != .growing && kind != .wide { failures.note("no bound") }
          continue
        }
        let found = whole(numbers.limbs(n))
        let bound = (Rational(exactly: numbers.errors[n]) ?? 0) * Rational(1025, 1024)
        let own = (Rational(exactly: errors[n]) ?? 0)
        // The state given was exact: its error of `own` only shows in the bound.
        if (found - exact).magnitude > bound {
          failures.note("\(precision): off by \((found - exact).approximation)")
        }
        let gate = block.bounds[n / 8].gate[n % 8]
        if kind != .wide, bound > (own * (Rational(exactly: gate) ?? 0) + Rational(2 * block.count + 6)) * 2 {
          failures.note("a bound of \(bound.approximation) units")
        }
      }
    }
    failures.expectNone("\(kind)")
  }

  /// The largest sums of products there are, in numbers of more digits than one sum may take.
  @Test(arguments: [1024, 4096, 8192])
  func columnsOfOnesDoNotOverflow(_ precision: Int) {
    let two = RandomEnclosureRecurrence.two
    let x = Interval(1 - two(-precision), precision: precision)
    let block = EnclosureBlock(channels: 1, gates: [x], scales: [x], inputs: [x], precision: precision)
    var numbers = EnclosureNumbers(channels: 1, count: block.count)
    numbers.fractionBits[0] = block.placements[0] - 28
    let h = two(numbers.bits - 4) - 1
    numbers.setLimbs(0, limbs(h.floor, (numbers.bits + 63) / 64))
    numbers.advance(block, 0..<1)
    let one = 1 - two(-precision)
    let exact = one * h + one * one * two(numbers.fractionBits[0])
    #expect((whole(numbers.limbs(0)) - exact).magnitude <= Rational(2 * block.count + 3))
  }

  private func limbs(_ x: Integer, _ count: Int) -> [UInt64] {
    var rest = x
    let base = Integer(1).shifted(by: 32)
    var halves = [UInt64]()
    for _ in 0..<2 * count {
      let quotient = Rational(rest, base).floor
      halves.append(UInt64((rest - quotient * base).word ?? 0))
      rest = quotient
    }
    return (0..<count).map { halves[2 * $0] | halves[2 * $0 + 1] << 32 }
  }

  private func whole(_ limbs: [UInt64]) -> Rational {
    var x = Rational(limbs[limbs.count - 1] >> 63 == 1 ? -1 : 0)
    for limb in limbs.reversed() {
      x =
        (x * RandomEnclosureRecurrence.two(32) + Rational(Int(limb >> 32)))
        * RandomEnclosureRecurrence.two(32)
      x = x + Rational(Int(limb & 0xFFFF_FFFF))
    }
    return x
  }

  @Test(arguments: Kernel.allCases)
  func blocksOfBothKindsFollowEachOther(_ kernel: Kernel) {
    var random = SplitMix64(seed: 44)
    for precision in [128, 256] {
      var numbers = FixedPointRecurrence(channels: 5, precision: precision, kernel: kernel)
      var h = [Rational](repeating: 0, count: 5)
      for round in 0..<6 {
        let doubles = RandomRecurrence(kind: 1, channels: 5, steps: 4, &random)
        doubles.withBlock { numbers.advance($0) }
        for n in 0..<5 {
          for t in 0..<4 {
            func exact(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }
            h[n] = exact(doubles.gate(t, n)) * h[n] + exact(doubles.scale(t, n)) * exact(doubles.input(t, n))
          }
          #expect(numbers[n].contains(h[n]))
        }
        let x = RandomEnclosureRecurrence(
          round % 2 == 0 ? .stable : .growing, channels: 5, steps: 3, precision: precision, &random)
        numbers.advance(x.block)
        for n in 0..<5 {
          h[n] = x.states(n, from: h[n])[2]
          #expect(numbers[n].contains(h[n]))
        }
      }
      #expect(numbers.steps == 42)
    }
  }

  @Test func longRunsInBlocks() {
    var random = SplitMix64(seed: 45)
    let x = RandomEnclosureRecurrence(.stable, channels: 3, steps: 150, precision: 128, &random)
    let states = (0..<3).map { x.states($0) }
    var numbers = FixedPointRecurrence(channels: 3, precision: 128)
    for first in stride(from: 0, to: 150, by: 50) {
      func slice(_ y: [Interval]) -> [Interval] {
        let width = y.count / 150
        return Array(y[first * width..<(first + 50) * width])
      }
      numbers.advance(
        EnclosureBlock(
          channels: 3, gates: slice(x.gates), scales: slice(x.scales), inputs: slice(x.inputs), precision: 128
        ))
      for n in 0..<3 { #expect(numbers[n].contains(states[n][first + 49])) }
    }
    #expect(numbers.steps == 150 && numbers.floating.isEmpty)
  }

  /// A gate of 8, an unbounded operand and values beyond doubles each take their channel out of fixed point, and
  /// no other.
  @Test func whatIsTooLargeGoesOnInIntervals() {
    func point(_ x: Rational) -> Interval { Interval(x, precision: 128) }
    let half = point(Rational(1, 2))
    let huge = RandomEnclosureRecurrence.two(1100)
    var numbers = FixedPointRecurrence(channels: 5, precision: 128)
    for _ in 0..<2 {
      numbers.advance(
        EnclosureBlock(
          channels: 5, gates: [point(8), half, half, half, point(-7)], scales: [half],
          inputs: [point(1), .wholeLine(precision: 128), point(huge), point(3), point(1)], precision: 128))
    }
    #expect(numbers[0].contains(Rational(9, 2)))
    #expect(numbers[1].lower == nil && numbers[1].upper == nil)
    #expect(numbers[2].contains(huge * Rational(3, 4)) && numbers[2].upper != nil)
    #expect(numbers[3].contains(Rational(9, 4)))
    #expect(numbers[4].contains(-3))
    #expect(Set(numbers.floating.keys) == [0, 1, 2])
  }

  /// The values outgrow what there was room for at the start of the block.
  @Test(arguments: [Rational(15, 2), Rational(-31, 4), 1])
  func growth(_ gate: Rational) {
    func points(_ x: Rational, _ count: Int) -> [Interval] {
      Array(repeating: Interval(x, precision: 128), count: count)
    }
    var numbers = FixedPointRecurrence(channels: 2, precision: 128)
    var h = Rational.zero
    for _ in 0..<3 {
      numbers.advance(
        EnclosureBlock(
          channels: 2, gates: points(gate, 90), scales: points(Rational(1, 3), 90), inputs: points(1, 180),
          precision: 128))
      for _ in 0..<90 { h = gate * h + Rational(1, 3) }
      #expect(numbers[0].contains(h) && numbers[1].contains(h))
    }
    #expect(gate != 1 || numbers.floating.isEmpty)
  }

  @Test func halfLinesDoNotNarrow() {
    let ray = Interval(from: 1, to: nil, precision: 128)
    var numbers = FixedPointRecurrence(channels: 1, precision: 128)
    let one = Interval(1, precision: 128)
    numbers.advance(EnclosureBlock(channels: 1, gates: [one], scales: [one], inputs: [ray], precision: 128))
    #expect(numbers[0].upper == nil && numbers[0].contains(1_000_000))
  }
}
