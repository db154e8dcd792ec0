import Certificates

/// One certificate and what came of it.
package struct ReplayOutcome: Sendable {
  package var path: String
  package var certificate: RefutationCertificate
  package var verdict: ReplayVerdict
  /// The file that it was exported to, or why it was not.
  package var exported: String?
  package var refusal: String?

  package init(path: String, certificate: RefutationCertificate, verdict: ReplayVerdict) {
    self.path = path
    self.certificate = certificate
    self.verdict = verdict
  }

  package var word: String {
    switch verdict {
    case .accepted, .acceptedByOneRoad: "accepted"
    case .rejected: "rejected"
    case .undecided: "undecided"
    }
  }

  /// Why the second evaluation has no answer, where the search's own decided alone.
  package var oneRoad: String? {
    if case .acceptedByOneRoad(let reason) = verdict { return reason }
    return nil
  }

  package var reason: String? {
    switch verdict {
    case .accepted, .acceptedByOneRoad: nil
    case .rejected(let reason), .undecided(let reason): reason
    }
  }
}
