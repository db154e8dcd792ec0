import Certificates
import Elaboration
import Inputs
import ProofKernel
import Proofs

/// A certificate that is accepted, and the kernel's state before each part of its proof.
///
/// A changed proof is checked from its first other part on. Where the theory is again what it was in the base, and the
/// parts that follow are the base's, these need not be looked at. The claim, its sizes and the witness are the base's.
struct Snapshots {
  private let elaboration: Elaboration
  private let proof: ProofParts
  private let parts: [ProofParts.Part]
  /// Before each part, and behind the last.
  private let states: [Checker]
  let verdict: Verdict

  /// Nil where the certificate is not accepted.
  init?(_ bytes: [UInt8]) {
    guard let certificate = try? ProofCertificate.parse(bytes, file: "base"),
      case .accepted(let steps)? = try? certificate.check(),
      let elaboration = try? certificate.elaboration()
    else { return nil }
    let proof = ProofParts(certificate.proof)
    guard let parts = proof.list(elaboration) else { return nil }
    var states = [Checker(elaboration.theory)]
    for part in parts {
      guard var checker = states.last, (try? part.check(&checker)) != nil else { return nil }
      states.append(checker)
    }
    verdict = Verdict(status: 0, steps: steps)
    (self.elaboration, self.proof, self.parts, self.states) = (elaboration, proof, parts, states)
  }

  /// The verdict on a changed proof, which `ProofParts` reads.
  func verdict(of bytes: [UInt8]) -> Verdict {
    do throws(InputError) {
      let changed = try ProofParts(try JSONNode.parse(bytes, file: "mutant"), of: proof)
      guard let list = changed.list(elaboration) else {
        return Verdict(status: 1, reason: "the whole: other numbers of stages or goals")
      }
      return check(list)
    } catch {
      return Verdict(error)
    }
  }

  private func check(_ list: [ProofParts.Part]) -> Verdict {
    let same = { (pair: (ProofParts.Part, ProofParts.Part)) in
      pair.0.origin != nil && pair.0.origin == pair.1.origin
    }
    let before = zip(list, parts).prefix(while: same).count
    let behind = zip(list.reversed(), parts.reversed()).prefix(while: same).count
    var checker = states[before]
    for place in before..<max(before, list.count) {
      if list.count - place <= behind {
        let known = states[parts.count - (list.count - place)]
        if checker.theory.isSame(as: known.theory) {
          return Verdict(
            status: 0, steps: checker.steps + (states.last?.steps ?? 0) - known.steps)
        }
      }
      do throws(KernelError) {
        try list[place].check(&checker)
      } catch {
        return Verdict(status: 1, reason: "\(list[place].what): \(error.words)")
      }
    }
    return Verdict(status: 0, steps: checker.steps)
  }
}

extension Theory {
  /// Whether the same may be used; both are of one claim.
  fileprivate func isSame(as other: Theory) -> Bool {
    facts == other.facts && definitions == other.definitions && arities == other.arities
  }
}
