import Evaluation
import Numbers
import Programs

/// Draws instances of a ground theorem that respect domains and, as far as repair succeeds,
/// hypotheses. Whatever it proposes is decided by the engine.
struct InstanceGenerator {
  let ground: GroundTheorem
  let evaluator: HypothesisEvaluator
  /// Each input's domain whatever the others are, and what hypotheses on it alone imply.
  let intervals: [DrawInterval]
  /// Domain ends that depend on other inputs, by input.
  let movingEnds: [[Int]]
  /// The inputs in an order in which moving ends come after what they depend on.
  let order: [Int]
  private let hasComplex: [Bool]
  /// The constraints that are no constant end of a domain.
  let generalConstraints: [Int]
  /// The hypotheses that are equations between several inputs.
  let equalities: [Int]
  /// Those that are of second degree at most, by what they have in common.
  let systems: [EquationSystem]
  let quadraticEqualities: Set<Int>

  init(_ ground: GroundTheorem) {
    self.ground = ground
    let evaluator = HypothesisEvaluator(ground)
    self.evaluator = evaluator
    var intervals = Array(repeating: DrawInterval(), count: ground.inputs.count)
    var moving = Array(repeating: [Int](), count: ground.inputs.count)
    for (k, constraint) in evaluator.constraints.enumerated() {
      guard let bound = constraint.bound else { continue }
      if let end = bound.end {
        intervals[bound.input].intersect(end, isLower: bound.isLower, isClosed: bound.isClosed)
      } else {
        moving[bound.input].append(k)
      }
    }
    for bound in evaluator.impliedBounds {
      guard let end = bound.end else { continue }
      intervals[bound.input].intersect(end, isLower: bound.isLower, isClosed: bound.isClosed)
    }
    for input in evaluator.exponents { intervals[input].isModerate = true }
    movingEnds = moving
    generalConstraints = evaluator.constraints.indices.filter { evaluator.constraints[$0].bound?.end == nil }
    equalities = evaluator.constraints.indices.filter {
      evaluator.constraints[$0].relation == .equal && evaluator.constraints[$0].support.count > 1
    }
    (systems, quadraticEqualities) = EquationSystem.systems(evaluator, equalities)
    hasComplex = ground.inputs.map { ground.theorem.variables[$0.variable].isComplex }

    var placed = Array(repeating: false, count: moving.count)
    var order: [Int] = []
    var waiting = Array(moving.indices)
    while !waiting.isEmpty {
      var next: [Int] = []
      for input in waiting {
        let needs = moving[input].flatMap { evaluator.constraints[$0].support }.filter { $0 != input }
        if needs.allSatisfy({ placed[$0] }) {
          placed[input] = true
          order.append(input)
        } else {
          next.append(input)
        }
      }
      if next.count == waiting.count {
        // Domains that depend on each other: any order, repair does the rest.
        order += next
        break
      }
      waiting = next
    }
    self.order = order
    var hulls: [Int32: DrawInterval] = [:]
    for input in order {
      for k in moving[input] {
        guard let bound = evaluator.constraints[k].bound else { continue }
        let place = evaluator.constraints[k].place(of: bound)
        let hull = hulls[place] ?? Self.hull(of: k, besides: input, intervals, evaluator)
        hulls[place] = hull
        if let end = bound.isLower ? hull.lower : hull.upper {
          let isClosed = bound.isLower ? hull.lowerIsClosed : hull.upperIsClosed
          intervals[input].intersect(end, isLower: bound.isLower, isClosed: isClosed && bound.isClosed)
        }
      }
    }
    self.intervals = intervals
  }

  /// Where the end of a domain lies that is a number times another input plus a number, by the interval of that input; without
  /// ends for others.
  private static func hull(
    of k: Int, besides input: Int, _ intervals: [DrawInterval], _ evaluator: HypothesisEvaluator
  ) -> DrawInterval {
    let others = evaluator.constraints[k].support.filter { $0 != input }
    guard others.count == 1, let other = others.first, let low = intervals[other].lower,
      let high = intervals[other].upper, low < high
    else { return DrawInterval() }
    var inputs = Array(repeating: Rational.zero, count: intervals.count)
    func end(at x: Rational) -> Rational? {
      inputs[other] = x
      return evaluator.end(of: k, at: inputs)
    }
    guard let first = end(at: low), let last = end(at: high), let middle = end(at: (low + high) / 2),
      middle == (first + last) / 2
    else { return DrawInterval() }
    let (isLowClosed, isHighClosed) = (intervals[other].lowerIsClosed, intervals[other].upperIsClosed)
    return first <= last
      ? DrawInterval(lower: first, upper: last, lowerIsClosed: isLowClosed, upperIsClosed: isHighClosed)
      : DrawInterval(lower: last, upper: first, lowerIsClosed: isHighClosed, upperIsClosed: isLowClosed)
  }

  /// How the elements of one variable relate to each other.
  private enum Pattern: CaseIterable { case independent, constant, oneDiffers, impulse, alternating, ramp }

  /// Proposes an instance; the flag says whether it is known to meet the hypotheses.
  func draw(
    repairs: Bool = true, _ random: inout SplitMix64
  ) -> (inputs: [Rational], isRepaired: Bool) {
    if random.chance(DrawTuning.evenPercent) { return drawEven(repairs: repairs, &random) }
    var inputs = Array(repeating: Rational.zero, count: ground.inputs.count)
    let style = instanceStyle(&random)
    let variables = ground.theorem.variables.indices.map { _ in
      (
        pattern: random.chance(DrawTuning.independentPercent)
          ? Pattern.independent : random.pick(Pattern.allCases),
        style: random.chance(DrawTuning.styledPercent) ? style : instanceStyle(&random),
        base: Int(random.next() >> 1)
      )
    }
    for input in order {
      let element = ground.inputs[input]
      let plan = variables[element.variable]
      let interval = interval(of: input, at: inputs)
      // Elements that share a value share the random generator's state.
      var shared = SplitMix64(seed: UInt64(truncatingIfNeeded: plan.base))
      let k = element.element
      switch plan.pattern {
      case .independent: inputs[input] = drawValue(interval, plan.style, input, &random)
      case .constant: inputs[input] = drawValue(interval, plan.style, input, &shared)
      case .oneDiffers:
        inputs[input] =
          k == plan.base % DrawTuning.placesOfOne
          ? drawValue(interval, plan.style, input, &random) : drawValue(interval, plan.style, input, &shared)
      case .impulse:
        let isAtImpulse = k == plan.base % DrawTuning.placesOfOne
        inputs[input] =
          isAtImpulse || !interval.contains(0)
          ? drawValue(interval, plan.style, input, &shared) : 0
      case .alternating:
        let x = drawValue(interval, plan.style, input, &shared)
        let y = interval.contains(-x) ? -x : drawValue(interval, plan.style, input, &shared)
        inputs[input] = k.isMultiple(of: 2) ? x : y
      case .ramp:
        let (x, y) = (
          drawValue(interval, plan.style, input, &shared), drawValue(interval, plan.style, input, &shared)
        )
        let weight = Rational(1, k + 1)
        inputs[input] = x * weight + y * (1 - weight)
        if !interval.contains(inputs[input]) { inputs[input] = x }
      }
    }
    for system in systems { _ = place(on: system, &inputs, &random) }
    let isRepaired = repairs && repair(&inputs, frozen: [], &random)
    return (inputs, isRepaired)
  }

  private func instanceStyle(_ random: inout SplitMix64) -> DrawStyle {
    random.pick([.corner, .corner, .corner, .simple, .simple, .simple, .dyadic, .dyadic, .edge, .wide])
  }

  private func drawValue(
    _ interval: DrawInterval, _ style: DrawStyle, _ input: Int, _ random: inout SplitMix64
  ) -> Rational {
    // A complex number has no domain; its parts are kept moderate unless asked otherwise.
    if hasComplex[input], style != .wide, random.chance(DrawTuning.circlePercent) {
      return random.pick(SplitMix64.circlePoints + [0, 0, 1, -1])
    }
    return random.value(in: interval, random.chance(DrawTuning.ownStylePercent) ? style : .simple)
  }

  /// Whether what functions of exponential growth or decay rest on is small, as far as domains leave a choice: each
  /// number and, as products of such functions add their arguments up, all together.
  func isModerate(_ inputs: [Rational], bits: Int) -> Bool {
    var sum = Rational.zero
    for (x, interval) in zip(inputs, intervals) where interval.isModerate {
      guard (x.signum > 0 ? interval.upper : interval.lower) == nil else { continue }
      if x.magnitude > DrawTuning.mostModerate { return false }
      sum += x.magnitude
    }
    return sum <= Rational(bits / DrawTuning.moderatePart)
  }

  /// The domain of an input at the present values of the others.
  func interval(of input: Int, at inputs: [Rational]) -> DrawInterval {
    var ends: [Int32: Rational] = [:]
    return interval(of: input, at: inputs, &ends)
  }

  /// The same, with what ends are by what they are computed in: those that many domains have are computed once.
  func interval(of input: Int, at inputs: [Rational], _ ends: inout [Int32: Rational]) -> DrawInterval {
    var interval = intervals[input]
    for k in movingEnds[input] {
      guard let bound = evaluator.constraints[k].bound else { continue }
      let place = evaluator.constraints[k].place(of: bound)
      guard let end = ends[place] ?? evaluator.end(of: k, at: inputs) else { continue }
      ends[place] = end
      interval.intersect(end, isLower: bound.isLower, isClosed: bound.isClosed)
    }
    return interval
  }
}
