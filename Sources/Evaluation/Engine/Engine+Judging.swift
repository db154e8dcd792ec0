import Enclosures
import Inputs
import Numbers
import Programs

/// The verdict on one instance of many, with what guides a search.
package struct Judgement: Sendable {
  package var verdict: InstanceVerdict
  /// How near the instance comes to violating the conclusion, by midpoints: the least of
  /// (right − left)/(|left| + |right|) over its comparisons. Nothing about it is certified.
  package var closeness: Double?
  /// Certified bounds of the margin at the first rung, for an instance that holds.
  package var margin: (lower: Double, upper: Double)?
  /// The rung that decided: 0 is the first rung.
  package var height: Int
  /// For `undecided`: the limit that was met.
  package var limit: EvaluationLimit?
}

extension Engine {
  /// Decides many instances: eight at a time in double balls, the undecided ones are escalated one by one.
  ///
  /// - Throws: an `InputError` where an instance reaches a reference outside every equation or range.
  package func judge(_ instances: [[Rational]]) throws(InputError) -> [Judgement] {
    let program = ground.program
    return try inLanes(instances) { view, instance, outcome throws(InputError) in
      var judgement = Judgement(verdict: .undecided, closeness: nil, margin: nil, height: 0)
      if outcome.verdict == .holds || outcome.verdict == nil {
        judgement.closeness = program.conclusions.compactMap(view.closeness).min()
        judgement.margin = view.margin(program.conclusions).value.map { ($0.lowerBound, $0.upperBound) }
      }
      if outcome.verdict != nil {
        judgement.verdict = try verdict(of: outcome)
      } else {
        let escalated = escalate(instance)
        judgement.verdict = try verdict(of: escalated.outcome)
        judgement.height = escalated.height
        judgement.limit = escalated.limit
      }
      return judgement
    }
  }

  /// Decides many instances as `decide` does, but with both sides and the margin as double balls know them where those
  /// decide that an instance holds.
  ///
  /// - Throws: an `InputError` where an instance reaches a reference outside every equation or range.
  package func decisions(_ instances: [[Rational]]) throws(InputError) -> [Decision] {
    let program = ground.program
    return try inLanes(instances) { view, instance, outcome throws(InputError) in
      switch outcome.verdict {
      case .holds:
        var decision = Decision(verdict: .holds, rung: Self.firstRung)
        decision.margin = view.margin(program.conclusions).value.map { CertifiedValue($0) }
        decision.closest = view.closest(program.conclusions)?.comparison
        return decision
      default: return try decide(instance)
      }
    }
  }

  /// Runs instances eight at a time in double balls; what other rungs are asked in between leaves the lanes as they are.
  @inline(__always)
  private func inLanes<Result>(
    _ instances: [[Rational]], _ body: (LaneView, [Rational], Outcome) throws(InputError) -> Result
  ) throws(InputError) -> [Result] {
    for instance in instances { try hold(instance) }
    var results: [Result] = []
    results.reserveCapacity(instances.count)
    for start in stride(from: 0, to: instances.count, by: BallLanes.count) {
      let batch = instances[start..<min(start + BallLanes.count, instances.count)]
      lanes.run(batch)
      let (hypotheses, conclusions) = (lanes.hypotheses(), lanes.conclusions())
      for (lane, instance) in batch.enumerated() {
        let outcome = Outcome(hypotheses[lane], conclusions[lane])
        results.append(try body(LaneView(machine: lanes, lane: lane), instance, outcome))
      }
    }
    return results
  }
}

extension Outcome {
  /// Of the codes in a lane.
  init(_ hypotheses: Double, _ conclusions: Double) {
    self.init(hypotheses: Truth(raw: UInt32(hypotheses)), conclusions: Truth(raw: UInt32(conclusions)))
  }
}

/// One lane of the registers, as margins need it.
private struct LaneView: MarginSource {
  let machine: LaneMachine
  let lane: Int

  func number(at register: Int32) -> Ball? {
    let slot = machine.slot(register)
    return machine.statuses[slot][lane] == 0 ? machine.reals[slot][lane] : nil
  }

  func truth(at register: Int32) -> Truth {
    Truth(raw: UInt32(machine.truths[machine.slot(register)][lane]))
  }

  /// Comparisons with both sides 0 say nothing.
  func closeness(_ trace: Subformula) -> Double? {
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      guard let x = number(at: left)?.midpoint, let y = number(at: right)?.midpoint else { return nil }
      let size = x.magnitude + y.magnitude
      guard size > 0, size < .infinity else { return nil }
      switch relation {
      case .less, .lessOrEqual: return (y - x) / size
      case .greater, .greaterOrEqual: return (x - y) / size
      case .equal: return -(y - x).magnitude / size
      case .notEqual: return (y - x).magnitude / size
      }
    case .all(let parts): return parts.compactMap(closeness).min()
    case .element(let filter, let body): return [filter, body].compactMap(closeness).min()
    case .any(let parts): return parts.compactMap(closeness).max()
    case .implies(let left, let right): return truth(at: left.truth) == .yes ? closeness(right) : nil
    case .forallReal, .opaque: return nil
    }
  }
}
