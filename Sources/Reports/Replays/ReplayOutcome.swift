import Certificates

/// One certificate and what came of it.
package struct ReplayOutcome: Sendable {
  package var path: String
  package var certificate: Certificate
  package var verdict: ReplayVerdict
  /// How many of the kernel's rules an accepted proof applies.
  package var steps: Int?
  /// The file that it was exported to, or why it was not.
  package var exported: String?
  package var refusal: String?

  package init(path: String, refutation: RefutationCertificate, verdict: ReplayVerdict) {
    self.path = path
    certificate = .refutation(refutation)
    self.verdict = verdict
  }

  package init(path: String, proof: ProofCertificate, verdict: ProofCertificate.Verdict) {
    self.path = path
    certificate = .proof(proof)
    switch verdict {
    case .accepted(let steps): (self.verdict, self.steps) = (.accepted, steps)
    case .rejected(let reason): self.verdict = .rejected(reason)
    case .undecided(let reason): self.verdict = .undecided(reason)
    }
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
