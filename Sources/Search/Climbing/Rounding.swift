import Numbers

/// Rational instances near a point of plain doubles, the simplest first: what the engine can decide.
struct Rounding {
  let generator: InstanceGenerator

  /// Instances that round the point ever finer, and at last the doubles themselves.
  ///
  /// Values at an end of their domain stay there exactly. Hypotheses that rounding broke are mended; an
  /// equation of second degree by the line through `base`, an instance that meets it exactly. Coarse: three
  /// of them, for points that are violated only if rounding does it.
  func instances(
    near point: [Double], inward: [Double]? = nil, base: [Rational]?, isCoarse: Bool = false,
    _ random: inout SplitMix64
  ) -> [[Rational]] {
    var result: [[Rational]] = []
    var seen: Set<[Rational]> = []
    // Over a continuum and in very long instances long numbers cost far more than they help.
    let reaches =
      generator.ground.program.blocks.isEmpty
      ? ClimbTuning.reaches + [ClimbTuning.exactReach]
      : ClimbTuning.reaches.filter { $0 <= ClimbTuning.continuumReach }
        + (inward == nil ? [] : [ClimbTuning.inwardReach])
    for reach in isCoarse ? ClimbTuning.coarseReaches : reaches {
      // Far enough inside for rounding not to leave what hypotheses over the reals allow.
      let room = Double(sign: .plus, exponent: -reach, significand: 1)
      let target = inward.map { zip(point, $0).map { $0 + room * $1 } } ?? point
      guard var inputs = rounded(target, reach) else { continue }
      for system in generator.systems { settle(system, &inputs, near: point, reach) }
      // A hypothesis over the reals that is all but an equation is for the engine to decide.
      if !mend(&inputs, base, isLenient: inward != nil) {
        guard inward == nil, generator.repair(&inputs, frozen: [], &random) else { continue }
      }
      if seen.insert(inputs).inserted { result.append(inputs) }
    }
    return result
  }

  /// In long instances simple fractions of their own would multiply up to a huge common denominator:
  /// there all are dyadic.
  private var isLong: Bool { generator.intervals.count > ClimbTuning.mostFractions }

  private func rounded(_ point: [Double], _ reach: Int) -> [Rational]? {
    var inputs: [Rational] = []
    for (k, x) in point.enumerated() {
      guard let exact = Rational(exactly: x) else { return nil }
      let interval = generator.intervals[k]
      if let lower = interval.lower, exact <= lower || x == lower.approximation {
        inputs.append(
          interval.lowerIsClosed ? lower : lower + Rational(1, 1 << min(reach, ClimbTuning.exactReach)))
      } else if let upper = interval.upper, exact >= upper || x == upper.approximation {
        inputs.append(
          interval.upperIsClosed ? upper : upper - Rational(1, 1 << min(reach, ClimbTuning.exactReach)))
      } else if reach >= ClimbTuning.exactReach {
        inputs.append(exact)
      } else {
        let room = max(1, exact.magnitude) * Rational(1, 1 << reach)
        var (low, high) = (exact - room, exact + room)
        // An end of the domain is simple enough, and inside where it belongs to it.
        if let lower = interval.lower, low <= lower {
          if interval.lowerIsClosed {
            inputs.append(lower)
            continue
          }
          low = lower
        }
        if let upper = interval.upper, high >= upper {
          if interval.upperIsClosed {
            inputs.append(upper)
            continue
          }
          high = upper
        }
        if isLong {
          inputs.append(Rational((exact * Rational(1 << reach)).floor) * Rational(1, 1 << reach))
        } else {
          inputs.append(low < high ? .simplest(between: low, and: high) : exact)
        }
      }
    }
    return inputs
  }

  /// Moves the inputs of a system onto it: along the line from one of its points, or by turns.
  private func settle(
    _ system: EquationSystem, _ inputs: inout [Rational], near point: [Double], _ reach: Int
  ) {
    let rounded = system.inputs.map { inputs[$0] }
    guard !system.isMet(by: rounded) else { return }
    if system.quadratics.count > 1 {
      if let exact = system.turned(near: system.inputs.map { point[$0] }, reach) {
        _ = generator.take(exact, of: system, &inputs)
      }
      return
    }
    let isAtEnd = zip(system.inputs, rounded).map { input, x in
      x.isZero || x == generator.intervals[input].lower || x == generator.intervals[input].upper
    }
    // What affine equations change is what lies inside its domain.
    let order = isAtEnd.indices.filter { isAtEnd[$0] } + isAtEnd.indices.filter { !isAtEnd[$0] }
    if system.quadratics.isEmpty {
      if let exact = system.projected(rounded, isDirection: false, order: order) {
        _ = generator.take(exact, of: system, &inputs)
      }
      return
    }
    // From a point that shares what is at an end, far away.
    func rank(_ base: [Rational]) -> (Int, Double) {
      let shared = base.indices.count { isAtEnd[$0] && base[$0] == rounded[$0] }
      let distance = base.indices.reduce(0.0) {
        let gap = (base[$1] - rounded[$1]).approximation
        return $0 + gap * gap
      }
      return (-shared, -distance)
    }
    for base in system.bases.sorted(by: { rank($0) < rank($1) }).prefix(ClimbTuning.mostBases) {
      if let exact = system.second(from: base, towards: rounded, order: order),
        generator.take(exact, of: system, &inputs)
      {
        return
      }
    }
  }

  /// Moves the inputs of broken equations along the line from `base` until they hold again; true where all
  /// constraints hold.
  private func mend(_ inputs: inout [Rational], _ base: [Rational]?, isLenient: Bool) -> Bool {
    let evaluator = generator.evaluator
    if let base {
      for k in generator.equalities where evaluator.truth(of: k, at: inputs) != .yes {
        let support = evaluator.constraints[k].support
        func moved(_ t: Rational) -> [Rational] {
          var trial = inputs
          for input in support { trial[input] = base[input] + t * (inputs[input] - base[input]) }
          return trial
        }
        for isSquared in [false, true] {
          func difference(_ t: Rational) -> Rational? {
            isSquared
              ? evaluator.differenceOfSquares(of: k, at: moved(t)) : evaluator.difference(of: k, at: moved(t))
          }
          // 0 at t = 0: the other root is rational.
          guard let f0 = difference(0), f0.isZero, let f1 = difference(1), let f2 = difference(2),
            let t = Parabola(0, (1, f1), (2, f2)).rootBesideZero
          else { continue }
          let trial = moved(t)
          if evaluator.truth(of: k, at: trial) == .yes {
            inputs = trial
            break
          }
        }
      }
    }
    return evaluator.constraints.indices.allSatisfy {
      let truth = evaluator.truth(of: $0, at: inputs)
      return truth == .yes || isLenient && truth == .unknown
    }
  }
}
