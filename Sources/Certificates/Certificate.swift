import Claims
import Inputs

/// What a certificate's file holds: it tells by its "format".
package enum Certificate: Sendable {
  case refutation(RefutationCertificate)
  case proof(ProofCertificate)

  /// Reads a certificate of either kind; see `RefutationCertificate.load` and `ProofCertificate.load`.
  package static func load(path: String) throws(InputError) -> Certificate {
    try parse(try InputFile.read(path: path, limit: RefutationCertificate.sizeLimit), file: path)
  }

  /// Reads the bytes of a certificate; see `load`. What has no known format is read as a refutation's.
  package static func parse(_ bytes: [UInt8], file: String) throws(InputError) -> Certificate {
    let root = try JSONNode.parse(bytes, file: file)
    if case .object = root.value, case .string(ProofCertificate.format)? = root.member("format")?.value {
      return .proof(try ProofCertificate.read(root, of: bytes, file: file))
    }
    return .refutation(try RefutationCertificate.read(root, of: bytes, file: file))
  }

  package var theorem: Theorem {
    switch self {
    case .refutation(let certificate): certificate.theorem
    case .proof(let certificate): certificate.theorem
    }
  }

  /// The certificate stated, with a proof, for a proof assistant: the whole text of a file.
  package func export(to assistant: ProofAssistant) throws -> String {
    switch self {
    case .refutation(let certificate): try certificate.export(to: assistant)
    case .proof(let certificate): try certificate.export(to: assistant)
    }
  }
}
