import Claims
import Elaboration
import Inputs
import Proofs

// The file: one JSON object. Documentation/proofs.md has the format.
extension ProofCertificate {
  /// The certificate as a file's text.
  ///
  /// Throws `IndexArithmeticError` where the index ranges have no value at the witness's sizes.
  public func text() throws -> String {
    let (sizes, values) = try InstanceFile.json(witness, for: theorem)
    var members: [(String, JSONOutput)] = [("format", .string(Self.format))]
    if let version { members.append(("version", .string(version))) }
    members.append(("theorem", .string(theorem.name)))
    if let file { members.append(("file", .string(file))) }
    members += [
      ("sha256", .string(sha256)), ("claim", .string(claim)),
      ("sizes", .object(self.sizes.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
      ("witness", .object([("sizes", sizes), ("values", values)])),
    ]
    return JSONWriter.text(.object(members + proof.json), style: .dense) + "\n"
  }

  /// Reads a certificate.
  ///
  /// - Throws: an `InputError` with the place where the file is no certificate of a proof. Whether it is right is not asked.
  public static func load(path: String) throws(InputError) -> ProofCertificate {
    try parse(try InputFile.read(path: path, limit: RefutationCertificate.sizeLimit), file: path)
  }

  /// Reads the bytes of a certificate; see `load`.
  public static func parse(_ bytes: [UInt8], file: String) throws(InputError) -> ProofCertificate {
    try read(try JSONNode.parse(bytes, file: file), of: bytes, file: file)
  }

  /// The certificate in a JSON value that was read already.
  static func read(_ root: JSONNode, of bytes: [UInt8], file: String) throws(InputError) -> ProofCertificate {
    do throws(InputError) {
      return try withDeepStack { () throws(InputError) in try CertificateReader(file: file).proof(root) }
    } catch {
      throw error.file == file ? error.showing(bytes) : error
    }
  }
}

extension CertificateReader {
  fileprivate func proof(_ root: JSONNode) throws(InputError) -> ProofCertificate {
    let required = ["format", "theorem", "sha256", "claim", "sizes", "witness", "definitions", "stages"]
    try refuseOthers(try root.object(in: file, "a certificate"), required + ["version", "file", "lets"])
    try requireFormat(root, ProofCertificate.format)
    let (theorem, claim) = try theorem(of: root)
    let instance = try root.require("witness", in: file)
    try refuseOthers(try instance.object(in: file, "\"witness\""), ["sizes", "values"])
    for key in ["sizes", "values"] { _ = try instance.require(key, in: file) }
    let witness = try InstanceFile.read(instance, file: file, for: theorem)
    var sizes: [String: Int] = [:]
    for member in try root.require("sizes", in: file).object(in: file, "\"sizes\"") {
      let value = try member.node.int(in: file, "\"\(member.key)\"")
      guard let size = theorem.sizes.first(where: { $0.name == member.key }) else {
        throw InputError(
          file: file, position: member.keyPosition, message: "the theorem has no size '\(member.key)'")
      }
      guard size.minimum <= value, value <= size.maximum ?? 1_000_000 else {
        throw member.node.error("the size is outside its declared range", in: file)
      }
      sizes[member.key] = value
    }
    var certificate = ProofCertificate(
      theorem: theorem, claim: claim, sha256: try hash(of: root), sizes: sizes, witness: witness,
      proof: try TheoremProofReader(file: file).proof(root))
    certificate.version = try text(root, "version")
    certificate.file = try text(root, "file")
    return certificate
  }
}
