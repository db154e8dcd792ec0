import Claims
import Enclosures
import Evaluation

/// What a second look says of a certificate.
public enum ReplayVerdict: Sendable {
  /// The claim is false at the instance, in the part and with the sides that are stated.
  case accepted
  /// Something stated is false.
  case rejected(String)
  /// The precision limit was reached.
  case undecided(String)
}

extension RefutationCertificate {
  /// Decides the refutation again, by exact arithmetic (enclosures where numbers are not algebraic).
  ///
  /// - Throws: an `InputError` where the claim cannot be evaluated at the instance's sizes.
  public func replay(limits: Engine.Limits = Engine.Limits()) throws(InputError) -> ReplayVerdict {
    guard hasRightHash else { return .rejected("the claim has another SHA-256") }
    guard theorem.conclusions.indices.contains(failing.conclusion - 1) else {
      return .rejected("there is no conclusion \(failing.conclusion) among \(theorem.conclusions.count)")
    }
    let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
    let engine = Engine(ground, limits: limits)
    let indices = Dictionary(failing.indices.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let points = Dictionary(failing.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    var objection: ReplayVerdict = .rejected("the stated part of the conclusion does not fail")
    let outcome = try engine.redecide(
      try ground.inputs(of: instance), part: (failing.conclusion, indices), points: points
    ) { comparison in
      let verdict = judge(comparison, indices: indices, points: points)
      if case .accepted = verdict { return true }
      // The last doubt says more than that other places do not fit.
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

  /// Whether a failing comparison is the one that is stated; nil where it stands at another place.
  private func judge(
    _ comparison: FailingComparison?, indices: [String: Int], points: [String: Rational]
  ) -> ReplayVerdict? {
    guard let comparison else {
      let free = theorem.conclusions[failing.conclusion - 1].free.map(\.name)
      let isWhole = failing.left == nil && failing.right == nil && points.isEmpty
      return isWhole && indices.keys.allSatisfy(free.contains)
        ? .accepted : .rejected("no single comparison fails where one is said to")
    }
    // Inner binders come last and count.
    let bound = Dictionary(comparison.indices.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    guard indices.allSatisfy({ bound[$0.key] == $0.value }) else { return nil }
    let reals = Dictionary(comparison.reals.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    guard points.allSatisfy({ reals[$0.key] == $0.value }) else { return nil }
    for (stated, found, name) in [
      (failing.left, comparison.left, "left"), (failing.right, comparison.right, "right"),
    ] {
      guard let stated else { continue }
      switch found.isWithin(stated) {
      case .yes: continue
      case .no: return .rejected("the \(name) side is \(found), not \(stated)")
      case .unknown: return .undecided("the \(name) side is known only to be \(found)")
      }
    }
    return .accepted
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
