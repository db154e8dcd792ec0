import Certificates
import Claims
import Foundation
import Proofs
import Reports
import SSMProof
import Search

/// A proof of what a search has not refuted, as far as a share of its budget allows.
struct QuickProof: Sendable {
  private let folder: RefutationFolder?
  private let limit: Int

  /// What a proof may take beside the usual work of a search: a second or less.
  private static let share = 1_000_000_000.0

  /// - Parameters:
  ///   - work: How many times the usual work a search may take.
  ///   - folder: Where certificates are kept.
  init(_ theorems: [Theorem], work: Double, folder: String?) {
    self.folder = folder.map { RefutationFolder(path: $0, claimFiles: theorems.map(\.file)) }
    limit = Int(min(max(Self.share * work, 1), 1e15))
  }

  /// The report on a theorem: that it is proved where the kernel and the certificate's own check accept a proof.
  func report(_ result: SearchResult, isCancelled: @escaping () -> Bool) -> CheckReport {
    var report = CheckReport(result: result)
    let theorem = result.theorem
    guard result.verdict == .survived, !result.isInterrupted, result.contradiction == nil,
      theorem.expectation != .refuted, let witness = result.witness,
      case .proved(let found) = Prover.prove(theorem, limit: limit, isCancelled: isCancelled)
    else { return report }
    let certificate = ProofCertificate(
      theorem, sizes: [:], witness: witness, proof: found.proof, version: ssmProofVersion)
    guard case .accepted(let steps)? = try? certificate.check() else { return report }
    if let path = folder?.file(for: theorem, ending: ".proof.json") {
      guard let text = try? certificate.text(), (try? Files.write(text, to: path)) != nil else {
        return report
      }
    }
    report.result.verdict = .proved
    report.proofSteps = steps
    return report
  }
}
