import Certificates

/// `refutation of contraction_strict (T = 2, N = 1): conclusion 1 fails: left 1, right 1`.
extension RefutationCertificate: CustomStringConvertible {
  public var description: String { "refutation of \(ReplayReport.place(self)): \(failing)" }
}

/// `conclusion 1 fails at t = 2: left 3/2, right 1`.
extension RefutationCertificate.Failing: CustomStringConvertible {
  public var description: String { ReplayReport.failing(self) }
}

/// The word of the report, and the reason where there is one.
extension ReplayVerdict: CustomStringConvertible {
  public var description: String {
    switch self {
    case .accepted: "accepted"
    case .acceptedByOneRoad(let reason): "accepted by the search's own evaluation alone: \(reason)"
    case .rejected(let reason): "rejected: \(reason)"
    case .undecided(let reason): "undecided: \(reason)"
    }
  }
}
