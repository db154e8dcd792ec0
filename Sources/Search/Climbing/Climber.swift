import Numbers

/// Climbs towards violations of a ground theorem from eight starts at once, in plain doubles.
///
/// Each lane moves by itself: along its gradient with a step that grows and shrinks, or at once to the
/// ends of domains that the gradient points to (claims that are affine in each variable have their extremes
/// there). A move is kept where the merit grows. What comes out is a proposal; the engine decides.
struct Climber {
  typealias Lanes = GradientMachine.Lanes

  let machine: GradientMachine
  /// Constant ends of the domains, by coordinate; wide where there are none.
  private(set) var low, high: [Double]
  /// The width of a domain, or of the values around, by coordinate.
  private(set) var scales: [Double]
  /// The coordinate that each one follows; itself where it is not tied.
  private var leaders: [Int]
  private var isTied = false
  /// Coordinates that are worth changing together; see `walk`.
  let blocks: Blocks
  /// Instructions run so far, each on eight lanes.
  var effort = 0

  var present: [Lanes]
  var merit = Lanes(repeating: -.infinity)
  var violation = Lanes(repeating: -.infinity)
  var infeasibility = Lanes(repeating: .infinity)

  /// The work of so many instructions, each on eight lanes, in the engine's units.
  static func work(passing effort: Int) -> Int { effort / ClimbTuning.passesPerUnit }

  /// A point that was reached.
  struct Summit {
    /// Values of all inputs.
    var point: [Double]
    var violation: Double
    var infeasibility: Double
    var merit: Double
    /// A way by whose length t hypotheses over the reals hold by t more for values that are rounded by t; nil
    /// where there are none.
    var inward: [Double]?
  }

  init?(_ generator: InstanceGenerator) {
    let machine = GradientMachine(generator.ground, evaluator: generator.evaluator)
    guard machine.isComplete, machine.coordinateCount > 0 else { return nil }
    self.machine = machine
    var (low, high, scales) = ([Double](), [Double](), [Double]())
    for interval in generator.intervals {
      low.append(interval.lower?.approximation ?? -.infinity)
      high.append(interval.upper?.approximation ?? .infinity)
    }
    let free = machine.coordinateCount - machine.inputCount
    low += Array(repeating: -.infinity, count: free)
    high += Array(repeating: .infinity, count: free)
    for (a, b) in zip(low, high) { scales.append(b - a < .infinity ? b - a : ClimbTuning.endlessScale) }
    self.low = low
    self.high = high
    self.scales = scales
    leaders = Array(low.indices)
    present = low.map { _ in Lanes(repeating: 0) }
    blocks = Blocks(generator)
  }

  /// Holds a coordinate at a value from now on.
  mutating func hold(_ coordinate: Int, at value: Double) {
    (low[coordinate], high[coordinate], scales[coordinate]) = (value, value, 0)
  }

  /// Lets the inputs of each group have one value from now on; false where their domains have none in common.
  mutating func tie(_ groups: [[Int]]) -> Bool {
    for group in groups {
      guard let leader = group.first else { continue }
      for k in group.dropFirst() {
        isTied = true
        (low[leader], high[leader]) = (max(low[leader], low[k]), min(high[leader], high[k]))
        leaders[k] = leader
        scales[k] = 0
      }
      guard low[leader] <= high[leader] else { return false }
      let width = high[leader] - low[leader]
      scales[leader] = width < .infinity ? width : ClimbTuning.endlessScale
    }
    return true
  }

  /// Starts that no draw gives at great lengths: everything at the lower end of its domain, at the upper
  /// end, in the middle.
  func structuredStarts() -> [[Rational]] {
    [0.0, 1, 0.5].map { weight in
      (0..<machine.inputCount).map { k in
        let (a, b) = (max(low[k], -1), min(high[k], 1))
        let x =
          low[k] == -.infinity || high[k] == .infinity
          ? a + weight * (b - a) : low[k] + weight * (high[k] - low[k])
        return Rational(exactly: min(max(x, low[k]), high[k])) ?? 0
      }
    }
  }

  /// Climbs from the given instances, at most eight, and returns where each lane ended.
  ///
  /// `walk` steps among the ends of domains come before the climb by derivatives. The lanes from `gentle` on
  /// do not leap to ends: where the merit is flat there, they would be lost.
  mutating func climb(
    from starts: [[Rational]], steps: Int, walk: Int = 0, gentle: Int = Lanes.scalarCount,
    within budget: Budget,
    _ random: inout SplitMix64
  ) -> [Summit] {
    for k in present.indices {
      for lane in 0..<Lanes.scalarCount {
        let start = starts[lane % starts.count]
        present[k][lane] =
          k < start.count ? start[k].approximation : random.pick([0.0, 0.5, 1, 2, -1, 5, 20, -7])
      }
    }
    // A start that serves two lanes is moved a little in the second.
    for lane in starts.count..<Lanes.scalarCount where lane < Lanes.scalarCount {
      for k in present.indices {
        present[k][lane] = moved(present[k][lane], k, ClimbTuning.secondPace, &random)
      }
    }
    for k in present.indices where scales[k] == 0 { present[k] = Lanes(repeating: low[k]) }
    present = restored(present)
    (merit, violation, infeasibility) = (machine.merit, machine.violation, machine.infeasibility)
    if walk > 0 { self.walk(walk, within: budget, &random) }
    if walk > 0 {
      present = restored(present)
      (merit, violation, infeasibility) = (machine.merit, machine.violation, machine.infeasibility)
    }
    machine.differentiate()
    effort += 2 * machine.length
    var gradient = tangent()
    var pace = Lanes(repeating: ClimbTuning.firstPace)
    var stalled = 0
    var leaps = SIMDMask<Lanes.MaskStorage>(repeating: true)
    for lane in 0..<Lanes.scalarCount { leaps[lane] = lane < gentle }
    for step in 0..<steps {
      if step.isMultiple(of: ClimbTuning.stepsPerLook), budget.isInterrupted { break }
      // Gentle lanes start from alike values, which stay alike while all move at once.
      let isJoint = gentle < Lanes.scalarCount && step < ClimbTuning.jointSteps
      let isRandom = step % ClimbTuning.randomEvery == ClimbTuning.leaps && !isJoint
      let kind = step < ClimbTuning.leaps ? 0 : isRandom ? 1 : 2
      var norm = Lanes(repeating: 0)
      for k in present.indices {
        let size = gradient[k] * scales[k]
        norm = norm.replacing(with: size, where: size .> norm).replacing(with: -size, where: -size .> norm)
      }
      // Which coordinates take part; all of them or few.
      let share = isJoint ? 100 : random.pick([100, 100, 60, 25, 8])
      var trial = present
      for k in present.indices where share == 100 || random.chance(share) {
        var x = present[k]
        switch kind {
        case 0:
          let (most, least) = (min(high[k], ClimbTuning.far), max(low[k], -ClimbTuning.far))
          x = x.replacing(with: most, where: leaps .& (gradient[k] .> Lanes(repeating: 0)))
          x = x.replacing(with: least, where: leaps .& (gradient[k] .< Lanes(repeating: 0)))
          if scales[k] == ClimbTuning.endlessScale && high[k] - low[k] == .infinity {
            x = present[k] + sign(gradient[k])
          }
        case 1:
          for lane in 0..<Lanes.scalarCount { x[lane] = moved(x[lane], k, pace[lane], &random) }
        default:
          let move = gradient[k] * (scales[k] * scales[k]) / norm * pace
          x = x + Lanes(repeating: 0).replacing(with: move, where: (move - move) .== Lanes(repeating: 0))
        }
        x = x.replacing(with: low[k], where: x .< Lanes(repeating: low[k]))
        trial[k] = x.replacing(with: high[k], where: x .> Lanes(repeating: high[k]))
      }
      trial = restored(trial)
      let isBetter = machine.merit .> merit
      if kind == 2 {
        pace = (pace * ClimbTuning.slower).replacing(with: pace * ClimbTuning.faster, where: isBetter)
        // Steps that vanish start anew, unless the lane has come to rest.
        pace = pace.replacing(
          with: ClimbTuning.newPace, where: pace .< Lanes(repeating: ClimbTuning.leastPace))
      }
      guard (0..<Lanes.scalarCount).contains(where: { isBetter[$0] }) else {
        stalled += 1
        if stalled > ClimbTuning.stalledSteps { break }
        continue
      }
      stalled = 0
      for k in present.indices { present[k] = present[k].replacing(with: trial[k], where: isBetter) }
      merit = merit.replacing(with: machine.merit, where: isBetter)
      violation = violation.replacing(with: machine.violation, where: isBetter)
      infeasibility = infeasibility.replacing(with: machine.infeasibility, where: isBetter)
      // The slopes of lanes that did not move stay as they were.
      machine.differentiate()
      effort += machine.length
      let next = tangent()
      for k in present.indices { gradient[k] = gradient[k].replacing(with: next[k], where: isBetter) }
    }
    let inward = inward()
    return (0..<Lanes.scalarCount).map { lane in
      Summit(
        point: (0..<machine.inputCount).map { present[leaders[$0]][lane] }, violation: violation[lane],
        infeasibility: infeasibility[lane], merit: merit[lane],
        inward: inward.map { way in (0..<machine.inputCount).map { way[leaders[$0]][lane] } })
    }
  }

  /// The sum of the normals of hypotheses over the reals, each as long as rounding asks for; nil where there are none.
  private mutating func inward() -> [Lanes]? {
    guard !machine.semiInfinite.isEmpty else { return nil }
    evaluate(present)
    effort += machine.length
    var way = present.map { _ in Lanes(repeating: 0) }
    for k in machine.semiInfinite.indices {
      machine.differentiate(semiInfinite: k)
      effort += machine.length
      let normal = slopes()
      var (sum, square) = (Lanes(repeating: 0), Lanes(repeating: 0))
      for x in normal {
        sum += x.replacing(with: -x, where: x .< Lanes(repeating: 0))
        square += x * x
      }
      let isNear = machine.robustness(semiInfinite: k) .< sum * ClimbTuning.nearEnd
      let factor = (2 * sum / square).replacing(with: 0, where: .!isNear .| (square .<= Lanes(repeating: 0)))
      for k in way.indices { way[k] += normal[k] * factor }
    }
    return way
  }

  /// Evaluates the point after moving it onto the hypotheses' equations, as far as few of Newton's steps lead.
  mutating func restored(_ start: [Lanes]) -> [Lanes] {
    var point = start
    evaluate(point)
    effort += machine.length
    guard isOnEquations || !machine.semiInfinite.isEmpty else { return point }
    let zero = Lanes(repeating: 0)
    for _ in 0..<ClimbTuning.newtonSteps {
      for k in machine.semiInfinite.indices {
        let robustness = machine.robustness(semiInfinite: k)
        let residual = robustness.replacing(with: 0, where: robustness .> zero)
        guard (0..<Lanes.scalarCount).contains(where: { residual[$0] < -ClimbTuning.metInequality })
        else { continue }
        machine.differentiate(semiInfinite: k)
        point = projected(point, residual)
        evaluate(point)
        effort += 2 * machine.length
      }
      guard isOnEquations else { continue }
      for e in machine.equations.indices {
        let residual = machine.residual(e)
        guard (0..<Lanes.scalarCount).contains(where: { residual[$0].magnitude > ClimbTuning.metEquation })
        else { continue }
        machine.differentiate(equation: e)
        point = projected(point, residual)
        evaluate(point)
        effort += 2 * machine.length
      }
    }
    return point
  }

  /// One of Newton's steps along the machine's gradient to where a residual is 0, inside the domains.
  private func projected(_ start: [Lanes], _ residual: Lanes) -> [Lanes] {
    var point = start
    let gradient = slopes()
    var square = Lanes(repeating: 0)
    for k in point.indices { square += gradient[k] * gradient[k] }
    let factor = (residual / square).replacing(with: 0, where: square .<= Lanes(repeating: 0))
    for k in point.indices {
      let x = point[k] - factor * gradient[k]
      let above = x.replacing(with: low[k], where: x .< Lanes(repeating: low[k]))
      point[k] = above.replacing(with: high[k], where: above .> Lanes(repeating: high[k]))
    }
    return point
  }

  /// The equations are followed where they are few, or the program short; else the penalty alone speaks for them.
  private var isOnEquations: Bool {
    let count = machine.equations.count
    guard count > 0 else { return false }
    return count <= ClimbTuning.fewEquations
      || count <= ClimbTuning.mostEquations && count * machine.length <= ClimbTuning.followedLength
  }

  /// The merit's gradient along the equations: what points away from them is taken off. Needs the slopes
  /// of the merit to be the machine's present ones.
  private mutating func tangent() -> [Lanes] {
    var gradient = slopes()
    guard isOnEquations || !machine.semiInfinite.isEmpty else { return gradient }
    let zero = Lanes(repeating: 0)
    func product(_ x: [Lanes], _ y: [Lanes]) -> Lanes {
      var sum = zero
      for k in x.indices { sum += x[k] * y[k] }
      return sum
    }
    // Along a hypothesis over the reals whose end is reached, unless the way leads inside.
    for k in machine.semiInfinite.indices {
      let robustness = machine.robustness(semiInfinite: k)
      let isNear = robustness .< Lanes(repeating: ClimbTuning.reachedEnd)
      guard (0..<Lanes.scalarCount).contains(where: { isNear[$0] }) else { continue }
      machine.differentiate(semiInfinite: k)
      effort += machine.length
      let normal = slopes()
      let (part, square) = (product(gradient, normal), product(normal, normal))
      let isOutward = isNear .& ((part .< zero) .| (robustness .< zero)) .& (square .> zero)
      let factor = zero.replacing(with: part / square, where: isOutward)
      for k in gradient.indices { gradient[k] -= factor * normal[k] }
    }
    var normals: [[Lanes]] = []
    for e in machine.equations.indices where isOnEquations {
      machine.differentiate(equation: e)
      effort += machine.length
      var normal = slopes()
      let whole = product(normal, normal).squareRoot()
      for other in normals {
        let part = product(normal, other)
        for k in normal.indices { normal[k] -= part * other[k] }
      }
      let length = product(normal, normal).squareRoot()
      // Of an equation that others imply only noise is left.
      let isNoise =
        (length .<= whole * ClimbTuning.noise) .| (length .<= Lanes(repeating: ClimbTuning.leastNormal))
      let factor = (1 / length).replacing(with: 0, where: isNoise)
      normals.append(normal.map { $0 * factor })
    }
    for normal in normals {
      let part = product(gradient, normal)
      for k in gradient.indices { gradient[k] -= part * normal[k] }
    }
    return gradient
  }

  /// The machine's present slopes; those of tied coordinates are their leader's.
  private func slopes() -> [Lanes] {
    var slopes = (0..<present.count).map { machine.gradient[$0] }
    guard isTied else { return slopes }
    for k in slopes.indices where leaders[k] != k {
      slopes[leaders[k]] += slopes[k]
      slopes[k] = Lanes(repeating: 0)
    }
    return slopes
  }

  func evaluate(_ point: [Lanes]) {
    for k in point.indices { machine.coordinates[k] = point[leaders[k]] }
    machine.run()
  }

  private func sign(_ x: Lanes) -> Lanes {
    let zero = Lanes(repeating: 0)
    return zero.replacing(with: 1, where: x .> zero).replacing(with: -1, where: x .< zero)
  }

  private func moved(_ x: Double, _ k: Int, _ pace: Double, _ random: inout SplitMix64) -> Double {
    let unit = Double(random.next() >> 11) * 0x1p-52 - 1
    return min(max(x + unit * pace * scales[k], low[k]), high[k])
  }
}
