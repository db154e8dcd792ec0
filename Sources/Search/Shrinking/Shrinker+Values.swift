import Numbers
import Programs

/// Simpler values, one or several at a time.
extension Shrinker {
  mutating func simplifyValues(_ found: inout Violation) {
    repeat {
      settle(&found)
      let before = found.inputs
      walkCurves(&found)
      if found.inputs == before { trade(&found) }
      if found.inputs == before { releaseAndClimb(&found) }
      if found.inputs == before, !lookAround(&found) { break }
    } while !isExhausted
  }

  /// Passes over whole variables, groups of equal values and single values until none finds anything.
  mutating func settle(_ found: inout Violation) {
    var before: [Rational]
    repeat {
      before = found.inputs
      equalise(&found)
      for group in groups(found) { simplify(group, &found) }
      for input in found.inputs.indices { simplify([input], &found) }
      rearrange(&found)
    } while found.inputs != before && !isExhausted
  }

  /// The inputs of each variable, real and imaginary parts apart.
  private func members(_ found: Violation) -> [[Int]] {
    var result: [[Int]] = []
    for v in theorem.variables.indices {
      for part in [InputElement.Part.real, .imaginary] {
        let members = found.ground.inputs.indices.filter {
          found.ground.inputs[$0].variable == v && found.ground.inputs[$0].part == part
        }
        if !members.isEmpty { result.append(members) }
      }
    }
    return result
  }

  /// Inputs of one variable that have a value other than 0 in common.
  private func groups(_ found: Violation) -> [[Int]] {
    var result: [[Int]] = []
    for members in members(found) {
      let byValue = Dictionary(grouping: members) { found.inputs[$0] }
      result += byValue.filter { $0.value.count > 1 && !$0.key.isZero }.map(\.value)
    }
    return result.sorted { $0[0] < $1[0] }
  }

  /// Tries one value for all elements of a variable.
  private mutating func equalise(_ found: inout Violation) {
    for members in members(found) where members.count > 1 {
      var values = Set(members.map { found.inputs[$0] })
      if values.count > ValueTuning.mostCommonValues { values = [] }
      values.formUnion([0, 1, -1, Rational(1, 2)])
      for value in values.sorted() where members.contains(where: { found.inputs[$0] != value }) {
        var trial = found.inputs
        for member in members { trial[member] = value }
        _ = accept(trial, frozen: Set(members), &found)
      }
    }
  }

  /// Gives inputs of a common value a simpler one.
  private mutating func simplify(_ group: [Int], _ found: inout Violation) {
    guard let first = group.first, !isExhausted else { return }
    let x = found.inputs[first]
    if x.isZero { return }
    let interval = found.generator.interval(of: first, at: found.inputs)
    var candidates: [Rational] = [0, 1, -1, Rational(1, 2), Rational(-1, 2), 2, -2]
    if let lower = interval.lower { candidates.append(lower) }
    if let upper = interval.upper { candidates.append(upper) }
    func with(_ value: Rational) -> [Rational] {
      var trial = found.inputs
      for input in group { trial[input] = value }
      return trial
    }
    for candidate in candidates where candidate != x && interval.contains(candidate) {
      if accept(with(candidate), frozen: Set(group), &found) { return }
    }
    if Self.isPlain(x) { return }
    // Nearby simpler numbers with the others repaired, from far to near.
    if found.generator.evaluator.constraints.contains(where: { $0.support.count > 1 }) {
      for reach in Self.reaches(x) {
        let candidate = Rational.simplest(between: x - reach, and: x + reach)
        guard candidate != x, interval.contains(candidate) else { continue }
        if accept(with(candidate), frozen: Set(group), &found) { return }
      }
    }
    // With the others as they are: the simplest number of the interval of violations around x.
    guard x.denominator != 1 || x.magnitude > 2 else { return }
    let isTied = found.generator.equalities.contains { k in
      found.generator.evaluator.constraints[k].support.contains { group.contains($0) }
    }
    // The points of a circle whose values have small denominators are found by `walkCurves`.
    if isTied, found.generator.needsRoots(besides: group) { return }
    // An input that an equation ties to others takes them along.
    func isStillViolated(_ value: Rational) -> Bool {
      var trial = with(value)
      if isTied {
        guard found.generator.repair(&trial, frozen: Set(group), &random) else { return false }
      }
      return isViolated(found.engine, trial)
    }
    let low = edge(from: x, towards: -1, interval, isStillViolated)
    let high = edge(from: x, towards: 1, interval, isStillViolated)
    for (a, b) in [
      (low.outside, high.outside), (low.inside, high.outside), (low.outside, high.inside),
      (low.inside, high.inside),
    ] where a < b {
      let simplest = Rational.simplest(between: a, and: b)
      guard simplest != x, interval.contains(simplest) else { continue }
      if accept(with(simplest), frozen: Set(group), &found) { return }
    }
    for end in [low.inside, high.inside] where end != x {
      if accept(with(end), frozen: Set(group), &found) { return }
    }
  }

  static func isPlain(_ x: Rational) -> Bool { x.isZero || x.magnitude == 1 }

  private static func reaches(_ x: Rational) -> [Rational] {
    let wholeBits = min(x.magnitude.floor.bitCount, ValueTuning.mostWholeBits)
    return (0..<wholeBits).reversed().map { Rational(1 << $0) }
      + stride(from: 0, through: ValueTuning.finestReach, by: ValueTuning.reachStep).map {
        Rational(1, 1 << $0)
      }
  }

  /// How far a violation reaches from x in one direction: the last value found violated and the first
  /// beyond it that was not (or the end of the domain).
  func edge(
    from x: Rational, towards sign: Int, _ interval: DrawInterval, _ isViolated: (Rational) -> Bool
  ) -> (inside: Rational, outside: Rational) {
    let s = Rational(sign)
    var inside = x
    var outside: Rational?
    if let end = sign > 0 ? interval.upper : interval.lower {
      if x == end { return (x, x) }
      if interval.contains(end), isViolated(end) { return (end, end) }
      outside = end
    }
    // What 0 parts are two intervals.
    if x.signum == -sign, interval.contains(0), !isViolated(0), outside.map({ s * 0 < s * $0 }) ?? true {
      outside = 0
    }
    // Steps that grow from the value's own resolution, then halves.
    var step = ValueTuning.edgeStep / Rational(x.denominator)
    if step < ValueTuning.leastEdgeStep { step = ValueTuning.leastEdgeStep }
    for _ in 0..<ValueTuning.edgeSteps {
      let next = inside + s * step
      if let bound = outside, s * next >= s * bound { break }
      guard isViolated(next) else {
        outside = next
        break
      }
      inside = next
      step = step * Rational(ValueTuning.edgeGrowth)
    }
    guard var bound = outside else { return (inside, inside + s * step) }
    for _ in 0..<ValueTuning.edgeHalvings {
      let width = (bound - inside).magnitude
      // Beyond this no simpler fraction than x's own can lie between.
      if width * Rational(x.denominator) * Rational(x.denominator) * ValueTuning.edgeRoom < 1 { break }
      let middle = Rational.simplest(
        between: min(inside, bound) + width * SearchTuning.middleBegin,
        and: min(inside, bound) + width * SearchTuning.middleEnd)
      if isViolated(middle) { inside = middle } else { bound = middle }
    }
    return (inside, bound)
  }

  /// Turns, mirrors and swaps of values that make an instance simpler without any new number.
  mutating func rearrange(_ found: inout Violation) {
    let all = members(found)
    for members in all {
      var trial = found.inputs
      for input in members { trial[input] = -trial[input] }
      _ = take(trial, &found)
      // Mirrored in the domain.
      trial = found.inputs
      for input in members {
        let interval = found.generator.intervals[input]
        if let a = interval.lower, let b = interval.upper { trial[input] = a + b - trial[input] }
      }
      _ = take(trial, &found)
      trial = found.inputs
      for (k, input) in members.enumerated() { trial[input] = found.inputs[members[members.count - 1 - k]] }
      _ = take(trial, &found)
      trial = found.inputs
      for (input, value) in zip(members, members.map({ found.inputs[$0] }).sorted()) { trial[input] = value }
      _ = take(trial, &found)
    }
    var trial = found.inputs.map { -$0 }
    _ = take(trial, &found)
    for (k, a) in all.enumerated() {
      for b in all[..<k] where a.count == b.count {
        trial = found.inputs
        for (i, j) in zip(a, b) { trial.swapAt(i, j) }
        _ = take(trial, &found)
        for i in a + b { trial[i] = -found.inputs[i] }
        for i in found.inputs.indices where !(a + b).contains(i) { trial[i] = found.inputs[i] }
        _ = take(trial, &found)
      }
    }
    guard found.inputs.count <= ValueTuning.mostSwapped else { return }
    for members in all {
      for (k, i) in members.enumerated() {
        for j in members[..<k] where found.inputs[i] < found.inputs[j] {
          trial = found.inputs
          trial.swapAt(i, j)
          _ = take(trial, &found)
        }
        trial = found.inputs
        trial[i] = -trial[i]
        if !trial[i].isZero { _ = take(trial, &found) }
      }
    }
  }
}
