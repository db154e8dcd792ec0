import Certificates
import Foundation
import Inputs

/// Answers what becomes of changed certificates of proofs, many in one process; Scripts/proof-mutations.py asks.
///
/// `Orders` has how it is asked; each order is answered by a line on standard output.
///
/// | order | bytes | answer |
/// |---|---|---|
/// | `whole` | a file | its verdict on the ordinary road, that of `ssmproof replay` |
/// | `base` | a certificate that is accepted | its verdict; what `parts` is about from then on |
/// | `parts` | the proof of the base changed, see `Snapshots` | its verdict from where it differs |
/// | `coq` | a certificate | the number of bytes, and behind the line as many: the text for Coq; `0` where there is none |
///
/// A verdict is the exit status that `ssmproof replay` has, the number of steps, and the reason.
@main
enum ProofMutants {
  static func main() { withDeepStack { answerAll() } }

  private static func answerAll() {
    var orders = Orders()
    var snapshots: Snapshots?
    while let (word, bytes) = orders.next() {
      switch word {
      case "whole": answer(Verdict(whole: bytes).line)
      case "base":
        snapshots = Snapshots(bytes)
        answer((snapshots?.verdict ?? .withoutSnapshots(bytes)).line)
      case "parts": answer((snapshots?.verdict(of: bytes) ?? Verdict(status: 70, reason: "no base")).line)
      case "coq":
        let text = (try? Certificate.parse(bytes, file: "mutant").export(to: .coq)) ?? ""
        answer("\(text.utf8.count)\n\(text)")
      default: return
      }
    }
  }

  private static func answer(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// What `ssmproof replay` says of a file.
struct Verdict: Sendable {
  var status: Int
  var steps = 0
  var reason = ""

  /// Longer than this a witness is not evaluated.
  private static let seconds = 20.0

  init(status: Int, steps: Int = 0, reason: String = "") {
    (self.status, self.steps, self.reason) = (status, steps, reason)
  }

  init(_ verdict: ProofCertificate.Verdict) {
    switch verdict {
    case .accepted(let steps): self.init(status: 0, steps: steps)
    case .rejected(let reason): self.init(status: 1, reason: reason)
    case .undecided(let reason): self.init(status: 3, reason: reason)
    }
  }

  init(_ error: InputError) { self.init(status: 2, reason: error.message) }

  /// Of a base that has no snapshots: it should not be accepted either.
  static func withoutSnapshots(_ bytes: [UInt8]) -> Self {
    let verdict = Self(whole: bytes)
    return verdict.status == 0 ? Self(status: 70, reason: "accepted, but not part by part") : verdict
  }

  var line: String {
    "\(status) \(steps) \(String(reason.prefix(300).map { $0.isNewline ? " " : $0 }))\n"
  }

  /// On the ordinary road.
  init(whole bytes: [UInt8]) {
    let end = Date(timeIntervalSinceNow: Self.seconds)
    do throws(InputError) {
      switch try Certificate.parse(bytes, file: "mutant") {
      case .proof(let certificate): self.init(try certificate.check { Date() > end })
      case .refutation: self.init(status: 1, reason: "a refutation")
      }
    } catch {
      self.init(error)
    }
  }
}
