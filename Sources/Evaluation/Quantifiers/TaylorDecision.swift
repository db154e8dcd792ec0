import Enclosures
import ExactReals
import Numbers
import Programs

/// An end of a range that is no rational: what is looked at lies on one side of it.
struct IrrationalEnd {
  let value: ExactReal
  let isLower: Bool
  let isClosed: Bool
  /// What boxes that reach it end at.
  let bound: Rational
}

/// The truth of a block over a bounded box, by Taylor's formula.
///
/// Comparisons are decided about each of some points of the box; the remainder is enclosed over the whole box. Where
/// the machine has exact numbers, sides that touch at a point of few digits, to any order below that of the series,
/// are found to touch.
struct TaylorDecision<Number: RungNumber> {
  /// Has just been run over the box.
  let machine: ScalarMachine<Number>
  let block: Int
  let order: Int
  let precision: Int

  /// Points of more binary digits are not looked at exactly.
  private static var fewDigits: Int { 40 }
  /// Sides that touch to a higher order stay open.
  private static var largestContact: Int { 8 }

  /// What comparisons compare, right less left, by Taylor coefficients at a point of the box.
  private struct Expansion {
    /// From the point to what is looked at.
    let step: Interval
    /// Whether the point itself is left out.
    let isExcluded: Bool
    var differences: [Int32: TaylorSeries<Interval>]
  }

  /// The truth of the body, or of `with` implies body, over the box without the point `excluded`.
  ///
  /// - Parameters:
  ///   - points: Points of the box.
  ///   - irrational: Ends of the range that the box reaches.
  func truth(
    on ends: (lower: Rational, upper: Rational), points: [Rational], excluded: Rational?,
    irrational: [IrrationalEnd]
  ) -> Truth {
    let box = machine.series
    box.domain.begin(on: Interval(from: ends.lower, to: ends.upper, precision: precision), order: order)
    machine.runNumbers(box, block: block) { $0.enclosure(precision: precision) }
    // Steps are of the ends themselves, which may be rounded to beyond the point in the enclosure of the box.
    var expansions = points.map { point in
      let step = Interval(from: ends.lower - point, to: ends.upper - point, precision: precision)
      var expansion = Expansion(
        step: step, isExcluded: point == excluded,
        differences: differences(at: Interval(point, precision: precision)))
      if point.bitCount <= Self.fewDigits { sharpen(&expansion, at: ExactReal(point, precision: precision)) }
      return expansion
    }
    for end in irrational {
      let point = end.value.enclosure(precision: precision)
      guard let low = point.lower, let high = point.upper,
        end.isLower ? low < ends.upper : ends.lower < high
      else { continue }
      var expansion = Expansion(
        step: end.isLower
          ? Interval(from: 0, to: ends.upper - low, precision: precision)
          : Interval(from: ends.lower - high, to: 0, precision: precision),
        isExcluded: !end.isClosed, differences: differences(at: point))
      sharpen(&expansion, at: end.value)
      expansions.append(expansion)
    }
    box.domain.refinement = { place, difference, signs in
      for expansion in expansions { take(expansion, at: place, difference, &signs) }
    }
    defer { box.domain.refinement = nil }
    for n in machine.program.blocks[block].instructions where n.opcode.isTruth { box.execute(n) }
    return box.truth(ofBlock: block)
  }

  private func differences(at point: Interval) -> [Int32: TaylorSeries<Interval>] {
    let other = machine.seriesAtPoint
    other.domain.begin(at: point, order: order, choosingLike: machine.series.domain)
    machine.runNumbers(other, block: block) { $0.enclosure(precision: precision) }
    return differences(other)
  }

  /// right − left of every comparison that has both.
  private func differences<N>(_ run: Interpreter<TaylorDomain<N>>) -> [Int32: TaylorSeries<N>] {
    var result: [Int32: TaylorSeries<N>] = [:]
    for n in machine.program.blocks[block].instructions {
      switch n.opcode {
      case .less, .lessOrEqual, .equal:
        if let a = run.value(at: n.a), let b = run.value(at: n.b) { result[n.target] = b - a }
      default: break
      }
    }
    return result
  }

  /// How many leading coefficients may be 0.
  private static func possibleContact(_ f: TaylorSeries<Interval>) -> Int {
    f.coefficients.prefix { $0.isZero != .no }.count
  }

  /// Makes those leading coefficients 0 that are exactly 0, looked at only where they may be.
  private func sharpen(_ expansion: inout Expansion, at point: ExactReal) {
    guard Number.hasExactNumbers else { return }
    let contact = expansion.differences.values.map(Self.possibleContact).max() ?? 0
    guard contact > 0 else { return }
    let other = machine.exactSeries
    other.domain.begin(
      at: point, order: min(contact, order, Self.largestContact), choosingLike: machine.series.domain)
    machine.runNumbers(other, block: block) { $0.exactNumber ?? .wholeLine(precision: precision) }
    for (register, f) in differences(other) {
      guard var known = expansion.differences[register] else { continue }
      for (k, c) in f.coefficients.enumerated() {
        guard known.coefficients[k].isZero != .no, c.isZero == .yes else { break }
        known.coefficients[k] = known.value.constant(0)
      }
      expansion.differences[register] = known
    }
  }

  /// Takes note of f = c₀ + c₁·s + … + c·s^m with the last coefficient over the box, divided by the power of s that
  /// certainly divides it.
  private func take(
    _ expansion: Expansion, at place: Int32, _ difference: TaylorSeries<Interval>, _ signs: inout Signs
  ) {
    guard let at = expansion.differences[place] else { return }
    let contact = at.coefficients.prefix(order).prefix { $0.isZero == .yes }.count
    for last in max(contact, 1)...order {
      var rest = difference[last]
      for k in stride(from: last - 1, through: contact, by: -1) { rest = at[k] + rest * expansion.step }
      if contact == 0 {
        signs.take(rest)
      } else {
        take(rest, contact, expansion.step, isExcluded: expansion.isExcluded, &signs)
      }
    }
  }

  /// Takes note of s^m·g, where s ≠ 0 if the point is excluded.
  private func take(_ g: Interval, _ m: Int, _ step: Interval, isExcluded: Bool, _ signs: inout Signs) {
    if g.isZero == .yes {
      signs.isNonnegative = true
      signs.isNonpositive = true
    }
    let isEven = m.isMultiple(of: 2)
    guard isEven || step.isNonnegative == .yes || step.isNonpositive == .yes else { return }
    let h = isEven || step.isNonnegative == .yes ? g : -g
    if h.isNonnegative == .yes { signs.isNonnegative = true }
    if h.isNonpositive == .yes { signs.isNonpositive = true }
    guard isExcluded else { return }
    if h.isPositive == .yes { signs.isPositive = true }
    if h.isNegative == .yes { signs.isNegative = true }
  }
}
