import Evaluation
import Inputs
import Numbers
import Programs
import Replay

/// What a second look says of a certificate.
public enum ReplayVerdict: Sendable {
  /// The claim is false at the instance, in the part and with the sides that are stated.
  case accepted
  /// The same, by the search's own evaluation alone: why the second has no answer.
  case acceptedByOneRoad(String)
  /// Something stated is false.
  case rejected(String)
  /// The precision limit was reached.
  case undecided(String)
}

extension RefutationCertificate {
  /// Decides the refutation again: by a walk over the claim as it is written, on intervals and exact numbers, which shares
  /// neither lowering nor machines with the search. Where that has no means (a mean, a quantifier over the reals that
  /// holds) the search's evaluation decides alone.
  ///
  /// - Throws: an `InputError` where the claim cannot be evaluated at the instance's sizes.
  public func replay(limits: EvaluationLimits = EvaluationLimits()) throws(InputError) -> ReplayVerdict {
    guard hasRightHash else { return .rejected("the claim has another SHA-256") }
    guard theorem.conclusions.indices.contains(failing.conclusion - 1) else {
      return .rejected("there is no conclusion \(failing.conclusion) among \(theorem.conclusions.count)")
    }
    try theorem.validate(instance)
    let replay = Replay(theorem, instance, points: points)
    switch replay.decide(bits: limits.bits) {
    case .violated:
      var objection = ReplayVerdict.rejected("the stated part of the conclusion does not fail")
      var isAccepted = false
      replay.failures(of: failing.conclusion, bits: limits.bits) { failure in
        let verdict = judge(failure)
        if case .accepted? = verdict { isAccepted = true }
        // The last doubt says more than that other places do not fit.
        if let verdict { objection = verdict }
        return !isAccepted
      }
      return isAccepted ? .accepted : objection
    case .holds: return .rejected("the conclusion holds at the instance")
    case .vacuous: return .rejected("a hypothesis fails at the instance")
    case .undefined(let reason): return .rejected("the claim has no value at the instance: \(reason)")
    case .undecided(let reason):
      let verdict = try replayByEngine(limits: limits)
      if case .accepted = verdict { return .acceptedByOneRoad(reason) }
      return verdict
    }
  }

  private var indices: [String: Int] {
    Dictionary(failing.indices.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  private var points: [String: Rational] {
    Dictionary(failing.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Whether something that fails is what is stated; nil where it stands at another place.
  private func judge(_ failure: Replay.Failure) -> ReplayVerdict? {
    func certified(_ bounds: Replay.Bounds) -> CertifiedValue {
      guard let low = bounds.lower, let high = bounds.upper else {
        var value = CertifiedValue(exact: 0)
        (value.exact, value.lower, value.upper) = (nil, bounds.lower, bounds.upper)
        return value
      }
      return CertifiedValue(from: low, to: high)
    }
    // Inner binders come last and count.
    let bound = Dictionary(failure.indices.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    guard indices.allSatisfy({ bound[$0.key] == $0.value }) else { return nil }
    let reals = Dictionary(failure.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    guard points.allSatisfy({ reals[$0.key] == $0.value }) else { return nil }
    for (stated, found, name) in [
      (failing.left, failure.left, "left"), (failing.right, failure.right, "right"),
    ] {
      guard let stated else { continue }
      // The whole conclusion has no sides.
      guard let found = found.map(certified) else { return nil }
      switch found.isWithin(stated) {
      case .yes: continue
      case .no: return .rejected("the \(name) side is \(found), not \(stated)")
      case .unknown: return .undecided("the \(name) side is known only to be \(found)")
      }
    }
    return .accepted
  }

  // MARK: The first road

  private func replayByEngine(limits: EvaluationLimits) throws(InputError) -> ReplayVerdict {
    let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
    let engine = Engine(ground, limits: limits.forNamedInstance)
    var objection: ReplayVerdict = .rejected("the stated part of the conclusion does not fail")
    let outcome = try engine.redecide(
      ground.inputs(of: instance), part: (failing.conclusion, indices), points: points
    ) { comparison in
      let verdict = judge(comparison)
      if case .accepted = verdict { return true }
      if let verdict { objection = verdict }
      return false
    }
    switch outcome.verdict {
    case .violated: return outcome.isConfirmed ? .accepted : objection
    case .holds: return .rejected("the conclusion holds at the instance")
    case .vacuous: return .rejected("a hypothesis fails at the instance")
    case .undefined: return .rejected("the claim has no value at the instance")
    case .undecided: return .undecided("the claim could not be decided within \(limits.bits) bits")
    }
  }

  private func judge(_ comparison: FailingComparison?) -> ReplayVerdict? {
    guard let comparison else {
      let free = theorem.conclusions[failing.conclusion - 1].free.map(\.name)
      let isWhole = failing.left == nil && failing.right == nil && points.isEmpty
      return isWhole && indices.keys.allSatisfy(free.contains)
        ? .accepted : .rejected("no single comparison fails where one is said to")
    }
    func bounds(_ value: CertifiedValue) -> Replay.Bounds { .init(lower: value.lower, upper: value.upper) }
    return judge(
      Replay.Failure(
        conclusion: failing.conclusion, indices: comparison.indices.map { ($0.name, $0.value) },
        reals: comparison.reals, left: bounds(comparison.left), right: bounds(comparison.right)))
  }
}

extension CertifiedValue {
  /// Whether the number certainly lies within the bounds of another.
  func isWithin(_ other: CertifiedValue) -> Trilean {
    guard let lower, let upper, let low = other.lower, let high = other.upper else { return .unknown }
    if low <= lower && upper <= high { return .yes }
    return upper < low || high < lower ? .no : .unknown
  }
}
