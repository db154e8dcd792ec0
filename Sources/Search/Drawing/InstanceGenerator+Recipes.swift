import Numbers

/// Instances made by recipes. They are proposals: the engine decides whether the hypotheses hold.
extension InstanceGenerator {
  /// The instance that a recipe makes; nil where hypotheses stop it.
  func instance(_ recipe: Recipe, isReal: Bool = false) -> [Rational]? {
    let isMuted = { (input: Int) in isReal && self.ground.inputs[input].part == .imaginary }
    switch recipe {
    case .real(let inner): return instance(inner, isReal: true)
    case .level(let aim): return level(aim, isMuted)
    case .saturated(let aims, let first, let order):
      let firsts = firstIndices
      let rank = { (input: Int) -> Int in
        let element = ground.inputs[input]
        let isFirst = element.indices.first == firsts[element.variable]
        let isReversed = order == .reversed || order == .reversedAtFirst && isFirst
        return isReversed ? -element.variable : element.variable
      }
      return saturated(rank: rank) { input in
        let element = ground.inputs[input]
        let isFirst = element.indices.first == firsts[element.variable]
        return isMuted(input) ? .zero : isFirst ? first ?? aims[element.variable] : aims[element.variable]
      }
    case .ray(let shape, let variable, let isNegative): return ray(shape, variable, isNegative, isMuted)
    case .tent(let aim, let ends): return tent(aim, ends: ends, isMuted)
    case .switched(let equation, let isHighFirst): return switched(equation, isHighFirst, isMuted)
    }
  }

  /// Every value where its domain allows, after those that the ends of its domain rest on.
  private func level(_ aim: Recipe.Aim, _ isMuted: (Int) -> Bool) -> [Rational] {
    var inputs = Array(repeating: Rational.zero, count: ground.inputs.count)
    var ends: [Int32: Rational] = [:]
    for input in order {
      inputs[input] = target(isMuted(input) ? .zero : aim, interval(of: input, at: inputs, &ends))
    }
    return inputs
  }

  /// The lower (for an aim above: the upper for one below) of two saturated sequences, from the first index and from the
  /// last: differences and ratios that both keep within their limits, it keeps too.
  private func tent(_ aim: Recipe.Aim, ends: Recipe.Aim?, _ isMuted: (Int) -> Bool) -> [Rational]? {
    let indices = ground.inputs.compactMap(\.indices.first)
    guard let first = indices.min(), let last = indices.max(), first < last else { return nil }
    func sequence(from end: Int, isReversed: Bool) -> [Rational]? {
      saturated(rank: { ground.inputs[$0].variable }, isReversed: isReversed, isRelaxed: true) { input in
        isMuted(input) ? .zero : ground.inputs[input].indices.first == end ? ends ?? aim : aim
      }
    }
    guard let forwards = sequence(from: first, isReversed: false),
      let backwards = sequence(from: last, isReversed: true)
    else { return nil }
    return zip(forwards, backwards).map { aim == .high ? min($0, $1) : max($0, $1) }
  }

  /// One equation met by the index at which values go from one end of their domains to the other.
  private func switched(_ equation: Int, _ isHighFirst: Bool, _ isMuted: (Int) -> Bool) -> [Rational]? {
    let equations = equalities.filter { evaluator.constraints[$0].support.count > 2 }
    guard equation < equations.count else { return nil }
    let k = equations[equation]
    let sequence = evaluator.constraints[k].support.filter { !isMuted($0) }.sorted {
      (ground.inputs[$0].indices.first ?? .min, $0) < (ground.inputs[$1].indices.first ?? .min, $1)
    }
    guard sequence.count > 2 else { return nil }
    let base = level(.zero, isMuted)
    let ends = base.indices.map { input in
      let (high, low) = (target(.high, intervals[input]), target(.low, intervals[input]))
      return isHighFirst ? (high, low) : (low, high)
    }
    func point(_ count: Int) -> [Rational] {
      var inputs = base
      for (n, input) in sequence.enumerated() { inputs[input] = n < count ? ends[input].0 : ends[input].1 }
      return inputs
    }
    func sign(_ count: Int) -> Int? {
      let inputs = point(count)
      guard !evaluator.constraints[k].isTranscendental else {
        return evaluator.roughDifference(of: k, at: inputs).map { $0 < 0 ? -1 : $0 > 0 ? 1 : 0 }
      }
      return evaluator.difference(of: k, at: inputs)?.signum
    }
    var (inside, outside) = (0, sequence.count)
    guard let start = sign(0), let end = sign(outside), start * end <= 0 else { return nil }
    if start == 0 { return point(0) }
    while outside - inside > 1 {
      let middle = (inside + outside) / 2
      guard let here = sign(middle) else { return nil }
      if here == start { inside = middle } else { outside = middle }
    }
    // At one of the ends it is too much, at the other too little.
    let input = sequence[inside]
    var inputs = point(outside)
    for root in roots(k, input, inputs) where intervals[input].contains(root) {
      inputs[input] = root
      if evaluator.truth(of: k, at: inputs) == .yes { return inputs }
    }
    return nil
  }

  func meetsHypotheses(_ inputs: [Rational]) -> Bool {
    evaluator.constraints.indices.allSatisfy { evaluator.truth(of: $0, at: inputs) == .yes }
  }

  /// The least first index of each variable's elements.
  private var firstIndices: [Int: Int] {
    var result: [Int: Int] = [:]
    for input in ground.inputs {
      guard let i = input.indices.first else { continue }
      result[input.variable] = min(result[input.variable] ?? i, i)
    }
    return result
  }

  private func target(_ aim: Recipe.Aim, _ interval: DrawInterval, isHeld: Bool = false) -> Rational {
    switch aim {
    case .high where interval.upper == nil && isHeld: return max(interval.lower ?? 0, 0) + DrawTuning.far
    case .low where interval.lower == nil && isHeld: return min(interval.upper ?? 0, 0) - DrawTuning.far
    case .high: return interval.value(at: 1)
    case .low: return interval.value(at: 0)
    case .middle: return interval.value(at: Rational(1, 2))
    case .zero, .one, .minusOne:
      let x: Rational = aim == .zero ? 0 : aim == .one ? 1 : -1
      if interval.contains(x) { return x }
      if let lower = interval.lower, x <= lower { return interval.value(at: 0) }
      return interval.value(at: 1)
    }
  }

  /// Value after value along the first index, those of one index in the order of `rank`; each as far towards its aim
  /// as the hypotheses allow that rest on it and on earlier ones alone.
  ///
  /// - Parameters:
  ///   - isReversed: Whether the sequence goes from the last index to the first.
  ///   - isRelaxed: Whether equations are left open that no value meets.
  func saturated(
    rank: (Int) -> Int, isReversed: Bool = false, isRelaxed: Bool = false, aim: (Int) -> Recipe.Aim
  ) -> [Rational]? {
    let keys = ground.inputs.indices.map { input -> (Int, Int, Int) in
      let index = ground.inputs[input].indices.first
      return (index.map { isReversed ? -$0 : $0 } ?? .min, rank(input), input)
    }
    let sequence = keys.sorted { $0 < $1 }.map(\.2)
    var place = Array(repeating: 0, count: sequence.count)
    for (n, input) in sequence.enumerated() { place[input] = n }
    var closing = Array(repeating: [Int](), count: sequence.count)
    for k in generalConstraints {
      if let last = evaluator.constraints[k].support.max(by: { place[$0] < place[$1] }) {
        closing[last].append(k)
      }
    }
    var inputs = Array(repeating: Rational.zero, count: sequence.count)
    var previous: [Int: Rational] = [:]
    var ends: [Int32: Rational] = [:]
    let effort = evaluator.effort
    for input in sequence {
      guard evaluator.effort - effort < DrawTuning.recipeWork else { return nil }
      let variable = ground.inputs[input].variable
      let isHeld = evaluator.constraintsOfInput[input].contains {
        evaluator.constraints[$0].support.count > 1
      }
      // Where the ends of the domain are settled by now, the aim is within them.
      let isSettled = movingEnds[input].allSatisfy(closing[input].contains)
      let wanted = target(
        aim(input), isSettled ? interval(of: input, at: inputs, &ends) : intervals[input], isHeld: isHeld)
      var found = reached(wanted, input, closing[input], &inputs, previous[variable])
      if found == nil, isRelaxed {
        let rest = closing[input].filter { evaluator.constraints[$0].relation != .equal }
        found = reached(wanted, input, rest, &inputs, previous[variable])
      }
      guard let x = found else { return nil }
      inputs[input] = x
      previous[variable] = x
    }
    return inputs
  }

  /// The value next to the wanted one at which all constraints hold.
  private func reached(
    _ wanted: Rational, _ input: Int, _ closing: [Int], _ inputs: inout [Rational], _ previous: Rational?
  ) -> Rational? {
    if closing.isEmpty { return wanted }
    let interval = intervals[input]
    func admits(_ x: Rational) -> Bool {
      guard interval.contains(x) else { return false }
      inputs[input] = x
      return closing.allSatisfy { evaluator.truth(of: $0, at: inputs) == .yes }
    }
    if admits(wanted) { return wanted }
    let fallback =
      ([previous].compactMap { $0 } + [.low, .zero, .high, .middle, .one].map { target($0, interval) })
      .first(where: admits)
    let gap = fallback.map { ($0 - wanted).magnitude }
    for start in [wanted] + (fallback.map { [$0] } ?? []) {
      inputs[input] = start
      let broken = start == wanted ? closing.filter { evaluator.truth(of: $0, at: inputs) != .yes } : closing
      var candidates: [Rational] = []
      for k in broken {
        for root in roots(k, input, inputs, towards: start == wanted ? fallback : wanted) {
          if evaluator.constraints[k].relation == .equal || root.bitCount <= DrawTuning.longValue {
            candidates.append(root)
          }
          candidates += Self.rounded(root)
        }
      }
      candidates.sort { ($0 - wanted).magnitude < ($1 - wanted).magnitude }
      for x in candidates where gap.map({ (x - wanted).magnitude < $0 }) ?? true {
        if admits(x) { return x }
      }
    }
    guard var inside = fallback else { return nil }
    var outside = wanted
    for _ in 0..<DrawTuning.halvings {
      let middle = (inside + outside) * Rational(1, 2)
      if middle.bitCount > 2 * DrawTuning.longValue { break }
      if admits(middle) { inside = middle } else { outside = middle }
    }
    return inside
  }

  /// Short numbers below and above.
  private static func rounded(_ x: Rational) -> [Rational] {
    let size = x.magnitude.approximation
    guard size > 0, size.isFinite else { return [] }
    let scale = Rational(2).power(
      DrawTuning.shortBits - max(min(size.exponent, DrawTuning.mostShift), -DrawTuning.mostShift))
    let whole = (x * scale).floor
    return [Rational(whole) / scale, (Rational(whole) + 1) / scale]
  }

  private func ray(
    _ shape: Recipe.Shape, _ variable: Int?, _ isNegative: Bool, _ isMuted: (Int) -> Bool
  ) -> [Rational]? {
    let firsts = firstIndices
    let last = ground.inputs.compactMap(\.indices.first).max() ?? 1
    let direction = ground.inputs.enumerated().map { n, input -> Rational in
      if isMuted(n) { return 0 }
      if let variable, input.variable != variable { return 0 }
      let i = input.indices.first ?? 0
      let isFirst = input.indices.first == firsts[input.variable]
      let x: Rational =
        switch shape {
        case .constant: 1
        case .alternating: i.isMultiple(of: 2) ? 1 : -1
        case .rising: Rational(max(i, 0), max(last, 1))
        case .falling: Rational(max(last - i + 1, 0), max(last, 1))
        case .allButFirst: isFirst ? 0 : 1
        case .onlyFirst: isFirst ? 1 : 0
        case .halving: i < DrawTuning.mostHalved ? Rational(1, 1 << max(i - 1, 0)) : 0
        case .doubling: last - i < DrawTuning.mostHalved ? Rational(1, 1 << max(last - i, 0)) : 0
        }
      return isNegative ? -x : x
    }
    // Next to 0 hypotheses may fail: a sum of logarithms.
    for aim in [Recipe.Aim.zero, .high, .low, .middle] {
      let base = level(aim, isMuted)
      if let inputs = shot(from: base, along: direction) ?? met(from: base, along: direction) {
        return inputs
      }
    }
    return nil
  }

  /// The point of a line at which an equation holds, and all else with it.
  private func met(from base: [Rational], along direction: [Rational]) -> [Rational]? {
    func point(_ length: Rational) -> [Rational] { zip(base, direction).map { $0 + length * $1 } }
    guard
      let k = equalities.first(where: { evaluator.constraints[$0].support.contains { !direction[$0].isZero } }
      ),
      let start = evaluator.difference(of: k, at: base), let next = evaluator.difference(of: k, at: point(1)),
      start != next
    else { return nil }
    let inputs = point(start / (start - next))
    let isInside = zip(inputs, intervals).allSatisfy { $1.contains($0) }
    return isInside && meetsHypotheses(inputs) ? inputs : nil
  }

  /// The farthest point of a ray, bent at the ends of domains, that meets the hypotheses on several inputs.
  func shot(from base: [Rational], along direction: [Rational]) -> [Rational]? {
    let effort = evaluator.effort
    func point(_ length: Rational) -> [Rational] {
      base.indices.map { k in
        if direction[k].isZero { return base[k] }
        let x = base[k] + length * direction[k]
        return intervals[k].contains(x) ? x : intervals[k].value(at: direction[k] > 0 ? 1 : 0)
      }
    }
    func admits(_ length: Rational) -> Bool {
      let inputs = point(length)
      return evaluator.effort - effort < DrawTuning.recipeWork
        && generalConstraints.allSatisfy { evaluator.truth(of: $0, at: inputs) == .yes }
    }
    guard admits(0) else { return nil }
    var (inside, outside) = (Rational.zero, Rational(1))
    while outside < DrawTuning.far, admits(outside) { (inside, outside) = (outside, outside * 2) }
    if inside.isZero {
      var steps = 0
      while !admits(outside * Rational(1, 2)), steps < DrawTuning.shrinkings {
        outside = outside * Rational(1, 2)
        steps += 1
      }
      inside = outside * Rational(1, 2)
      guard steps < DrawTuning.shrinkings else { return nil }
    }
    for _ in 0..<DrawTuning.rayHalvings {
      let middle = (inside + outside) * Rational(1, 2)
      if admits(middle) { inside = middle } else { outside = middle }
    }
    return point(inside)
  }
}
