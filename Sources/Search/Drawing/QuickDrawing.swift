import Foundation
import Numbers
import Programs

/// Plain draws: dyadic numbers, one input after the other, each inside what its domain and the separable hypotheses
/// leave it. Nothing is repaired; a draw takes about a microsecond per hundred inputs.
///
/// The engine decides what is drawn, hypotheses included. Hypotheses of other kinds are left to chance, and a search
/// gives plain draws up where chance does not meet them.
struct QuickDrawing {
  private struct Input {
    var low, high: Double
    var isLowClosed, isHighClosed: Bool
    var hasLow, hasHigh: Bool
    var isModerate: Bool
    var variable: Int
    /// Where its entries begin and end.
    var entries: Range<Int>
  }

  private struct Entry {
    var row: Int
    var kind: SeparableForm.Kind
    var factor: Double
    /// Whether the row is strict.
    var isOpen: Bool
  }

  private let inputs: [Input]
  private let entries: [Entry]
  /// What the rows leave to all their inputs, without what these take at least.
  private let limits: [Double]
  private let variableCount: Int

  init?(_ generator: InstanceGenerator) {
    let ground = generator.ground
    guard (QuickTuning.leastInputs..<SearchTuning.longInstance).contains(ground.inputs.count) else {
      return nil
    }
    var limits: [Double] = []
    var byInput = Array(repeating: [Entry](), count: ground.inputs.count)
    for row in generator.evaluator.separableRows where row.form.terms.count <= QuickTuning.mostTerms {
      for sign in row.isEquation ? [1.0, -1] : [1.0] {
        let form = row.form * sign
        // What curves the other way leaves no interval.
        guard form.terms.allSatisfy({ $0.kind == .linear || $0.factor > 0 }) else { continue }
        for term in form.terms {
          byInput[term.input].append(
            Entry(row: limits.count, kind: term.kind, factor: term.factor, isOpen: !row.isClosed))
        }
        limits.append(-form.constant)
      }
    }
    var entries: [Entry] = []
    inputs = ground.inputs.indices.map { k in
      let interval = generator.intervals[k]
      let begin = entries.count
      entries += byInput[k]
      return Input(
        low: interval.lower?.approximation ?? 0, high: interval.upper?.approximation ?? 0,
        isLowClosed: interval.lowerIsClosed, isHighClosed: interval.upperIsClosed,
        hasLow: interval.lower != nil, hasHigh: interval.upper != nil, isModerate: interval.isModerate,
        variable: ground.inputs[k].variable, entries: begin..<entries.count)
    }
    (self.entries, self.limits) = (entries, limits)
    variableCount = ground.theorem.variables.count
  }

  /// An instance, and a number that hardly two have in common; nil where the domains leave nothing on the way.
  func draw(_ random: inout SplitMix64) -> (inputs: [Rational], mark: UInt64)? {
    let bits = random.pick(QuickTuning.bits)
    let corners = UInt64(random.pick(QuickTuning.corners))
    let repeats = UInt64(random.pick(QuickTuning.repeats))
    let reach = Double(random.pick(QuickTuning.reaches))
    let isReversed = random.chance(50)
    let count = inputs.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count + limits.count + variableCount)
    {
      memory in
      guard let low = memory.baseAddress else { return nil }
      let high = low + count
      let rooms = high + count
      let last = rooms + limits.count
      for k in 0..<limits.count { rooms[k] = limits[k] }
      for k in 0..<variableCount { last[k] = .nan }
      for k in 0..<count {
        let input = inputs[k]
        let reach = input.isModerate ? min(reach, QuickTuning.moderateReach) : reach
        low[k] = input.hasLow ? input.low : input.hasHigh ? min(input.high - reach, -reach) : -reach
        high[k] = input.hasHigh ? input.high : input.hasLow ? max(input.low + reach, reach) : reach
        for e in input.entries {
          rooms[entries[e].row] -= least(entries[e], low[k], high[k])
        }
      }
      var (isDrawn, mark) = (true, UInt64(0))
      let drawn = [Rational](unsafeUninitializedCapacity: count) { result, initialized in
        // Any order leaves the same room; values are written to their own places.
        result.initialize(repeating: Rational.zero)
        initialized = count
        for n in 0..<count {
          let k = isReversed ? count - 1 - n : n
          guard
            let (whole, halvings, value) = place(
              k, low[k], high[k], rooms, last, bits, corners, repeats, &random)
          else {
            isDrawn = false
            return
          }
          result[k] = Rational(whole, halvings: halvings)
          // The same in any order, and however a number came about.
          var mixed = SplitMix64(seed: (value + 0).bitPattern &+ UInt64(k) &* 0x9e37_79b9_7f4a_7c15)
          mark &+= mixed.next() | 1
        }
      }
      return isDrawn ? (drawn, mark) : nil
    }
  }

  /// What a term takes at least.
  @inline(__always)
  private func least(_ entry: Entry, _ low: Double, _ high: Double) -> Double {
    switch entry.kind {
    case .linear: entry.factor * (entry.factor > 0 ? low : high)
    case .absolute: entry.factor * (low > 0 ? low : high < 0 ? -high : 0)
    case .square: entry.factor * (low > 0 ? low * low : high < 0 ? high * high : 0)
    }
  }

  /// Draws input `k` and takes its room from the rows: a whole number, how often it is halved, and the value.
  @inline(__always)
  private func place(
    _ k: Int, _ firstLow: Double, _ firstHigh: Double, _ rooms: UnsafeMutablePointer<Double>,
    _ last: UnsafeMutablePointer<Double>, _ bits: Int, _ corners: UInt64, _ repeats: UInt64,
    _ random: inout SplitMix64
  ) -> (whole: Int, halvings: Int, value: Double)? {
    let input = inputs[k]
    var (low, high) = (firstLow, firstHigh)
    var (isLowClosed, isHighClosed) = (
      input.isLowClosed || !input.hasLow, input.isHighClosed || !input.hasHigh
    )
    for e in input.entries {
      let entry = entries[e]
      rooms[entry.row] += least(entry, firstLow, firstHigh)
      let room = rooms[entry.row] / entry.factor
      var (below, above) = (-Double.infinity, Double.infinity)
      switch entry.kind {
      case .linear: if entry.factor > 0 { above = room } else { below = room }
      case .absolute: (below, above) = (-room, room)
      case .square:
        let root = room >= 0 ? room.squareRoot() : -1
        (below, above) = (-root, root)
      }
      if above < high || above == high && entry.isOpen { (high, isHighClosed) = (above, !entry.isOpen) }
      if below > low || below == low && entry.isOpen { (low, isLowClosed) = (below, !entry.isOpen) }
    }
    // Steps are a power of two of the domain's width; of a point's, those of 1.
    let width = firstHigh - firstLow
    let halvings = bits - (width > 0 ? max(min(Int(width.exponent), 200), -200) : 0)
    let scale = Double(sign: .plus, exponent: halvings, significand: 1)
    var first = (low * scale).rounded(.up)
    var end = (high * scale).rounded(.down)
    if !isLowClosed && first == low * scale { first += 1 }
    if !isHighClosed && end == high * scale { end -= 1 }
    guard first <= end, first.magnitude < QuickTuning.mostWhole, end.magnitude < QuickTuning.mostWhole else {
      return nil
    }
    let chances = random.next()
    let before = last[input.variable] * scale
    let whole: Double
    if chances & 127 < repeats, before >= first, before <= end, before.rounded() == before {
      whole = before
    } else if chances >> 7 & 127 < corners {
      let isZeroInside = first < 0 && end > 0 && chances >> 14 & 3 == 0
      whole = isZeroInside ? 0 : chances >> 16 & 1 == 0 ? first : end
    } else {
      whole = first + Double(random.below(Int(end - first) + 1))
    }
    let x = whole / scale
    last[input.variable] = x
    for e in input.entries {
      let entry = entries[e]
      switch entry.kind {
      case .linear: rooms[entry.row] -= entry.factor * x
      case .absolute: rooms[entry.row] -= entry.factor * abs(x)
      case .square: rooms[entry.row] -= entry.factor * x * x
      }
    }
    return (Int(whole), halvings, x)
  }
}
