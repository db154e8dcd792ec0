import Claims
import Evaluation
import Inputs
import Numbers

// The file: one JSON object. Documentation/certificates.md has the format.
extension RefutationCertificate {
  /// The largest certificate that is read: 64 MiB.
  package static let sizeLimit = 64 << 20

  /// The certificate as a file's text.
  ///
  /// Throws `IndexArithmeticError` where the index ranges have no value at the instance's sizes.
  public func text() throws -> String {
    let (sizes, values) = try InstanceFile.json(instance, for: theorem)
    var members: [(String, JSONOutput)] = [("format", .string(Self.format))]
    if let version { members.append(("version", .string(version))) }
    members.append(("theorem", .string(theorem.name)))
    if let file { members.append(("file", .string(file))) }
    members += [
      ("sha256", .string(sha256)), ("claim", .string(claim)), ("sizes", sizes), ("values", values),
      (
        "failing",
        .object([
          ("conclusion", .integer(failing.conclusion)),
          ("indices", .object(failing.indices.map { ($0.name, .integer($0.value)) })),
          ("reals", .object(failing.reals.map { ($0.name, .string($0.value.description)) })),
        ])
      ),
    ]
    if let left = failing.left, let right = failing.right {
      let digits = CertifiedValue.digits(telling: left, from: right) ?? 17
      members += [
        ("left", .string(left.text(digits: digits))), ("right", .string(right.text(digits: digits))),
      ]
    }
    if let seed { members.append(("seed", .number(String(seed)))) }
    if let command { members.append(("command", .string(command))) }
    return JSONWriter.text(.object(members), style: .pretty) + "\n"
  }

  /// Reads a certificate.
  ///
  /// - Throws: an `InputError` with the place where the file is no certificate: no JSON, a member missing,
  ///   unknown or of another kind, a claim that is not one theorem, values of another shape than it declares.
  ///   Whether the certificate is right is not asked.
  public static func load(path: String) throws(InputError) -> RefutationCertificate {
    try parse(try InputFile.read(path: path, limit: sizeLimit), file: path)
  }

  /// Reads the bytes of a certificate; see `load`.
  public static func parse(_ bytes: [UInt8], file: String) throws(InputError) -> RefutationCertificate {
    try read(try JSONNode.parse(bytes, file: file), of: bytes, file: file)
  }

  /// The certificate in a JSON value that was read already.
  static func read(
    _ root: JSONNode, of bytes: [UInt8], file: String
  ) throws(InputError) -> RefutationCertificate {
    do throws(InputError) {
      return try withDeepStack { () throws(InputError) in try CertificateReader(file: file).read(root) }
    } catch {
      // Errors in the claim bring their own line.
      throw error.file == file ? error.showing(bytes) : error
    }
  }
}

/// What certificates of refutations and of proofs have in common.
struct CertificateReader {
  let file: String

  static let required = ["format", "theorem", "sha256", "claim", "sizes", "values", "failing"]
  static let optional = ["version", "file", "seed", "command", "left", "right"]

  func read(_ root: JSONNode) throws(InputError) -> RefutationCertificate {
    try refuseOthers(try root.object(in: file, "a certificate"), Self.required + Self.optional)
    try requireFormat(root, RefutationCertificate.format)
    let (theorem, claim) = try theorem(of: root)
    let sizes = JSONMember(
      key: "sizes", keyPosition: root.position, node: try root.require("sizes", in: file))
    let values = JSONMember(
      key: "values", keyPosition: root.position, node: try root.require("values", in: file))
    let instance = try InstanceFile.read(
      JSONNode(value: .object([sizes, values]), position: root.position), file: file, for: theorem)
    let digits = try hash(of: root)
    var failing = try failing(try root.require("failing", in: file))
    failing.left = try root.member("left").map { node throws(InputError) in try side(node, "left") }
    failing.right = try root.member("right").map { node throws(InputError) in try side(node, "right") }
    var certificate = RefutationCertificate(
      theorem: theorem, claim: claim, sha256: digits, instance: instance, failing: failing)
    certificate.version = try text(root, "version")
    certificate.file = try text(root, "file")
    certificate.command = try text(root, "command")
    if let seed = root.member("seed") {
      guard case .number(let digits) = seed.value, let value = UInt64(digits) else {
        throw seed.error("\"seed\" must be a whole number from 0 to \(UInt64.max)", in: file)
      }
      certificate.seed = value
    }
    return certificate
  }

  func requireFormat(_ root: JSONNode, _ wanted: String) throws(InputError) {
    let format = try root.require("format", in: file)
    guard try format.string(in: file, "\"format\"") == wanted else {
      throw format.error("the format must be \"\(wanted)\"", in: file)
    }
  }

  func theorem(of root: JSONNode) throws(InputError) -> (Theorem, claim: String) {
    let node = try root.require("claim", in: file)
    let claim = try node.string(in: file, "\"claim\"")
    return (try theorem(claim, node, try root.require("theorem", in: file)), claim)
  }

  func hash(of root: JSONNode) throws(InputError) -> String {
    let hash = try root.require("sha256", in: file)
    let digits = try hash.string(in: file, "\"sha256\"")
    guard digits.utf8.count == 64, digits.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }) else {
      throw hash.error("\"sha256\" must be 64 lower-case hexadecimal digits", in: file)
    }
    return digits
  }

  func refuseOthers(_ members: [JSONMember], _ known: [String]) throws(InputError) {
    for member in members where !known.contains(member.key) {
      let near = NearestName.hint(for: member.key, among: known)
      throw InputError(
        file: file, position: member.keyPosition,
        message: "unknown key \"\(member.key.prefix(60))\""
          + (near.isEmpty ? "; known: \(known.joined(separator: ", "))" : near))
    }
  }

  func text(_ root: JSONNode, _ key: String) throws(InputError) -> String? {
    guard let node = root.member(key) else { return nil }
    return try node.string(in: file, "\"\(key)\"")
  }

  /// The claim's only theorem, which has to be the one that is named.
  private func theorem(
    _ claim: String, _ node: JSONNode, _ name: JSONNode
  ) throws(InputError) -> Theorem {
    let parsed = try ClaimFile.parse(claim, file: "\(file), its claim")
    let isAlone = parsed.syntax.entries.count == 1
    guard isAlone, case .theorem(let block)? = parsed.syntax.entries.first else {
      throw node.error("\"claim\" must hold one theorem and nothing else", in: file)
    }
    guard try name.string(in: file, "\"theorem\"") == block.name.text else {
      throw name.error("the theorem in \"claim\" is named '\(block.name.text)'", in: file)
    }
    guard let theorem = try parsed.checked().first else {
      throw node.error("\"claim\" must hold one theorem and nothing else", in: file)
    }
    return theorem
  }

  private func failing(_ node: JSONNode) throws(InputError) -> RefutationCertificate.Failing {
    try refuseOthers(try node.object(in: file, "\"failing\""), ["conclusion", "indices", "reals"])
    let number = try node.require("conclusion", in: file).int(in: file, "\"conclusion\"")
    var failing = RefutationCertificate.Failing(conclusion: number, indices: [], reals: [])
    for member in try node.member("indices")?.object(in: file, "\"indices\"") ?? [] {
      failing.indices.append((member.key, try member.node.int(in: file, "\"\(member.key)\"")))
    }
    for member in try node.member("reals")?.object(in: file, "\"reals\"") ?? [] {
      failing.reals.append((member.key, try exact(member.node, "\"\(member.key)\"")))
    }
    return failing
  }

  private func exact(_ node: JSONNode, _ what: String) throws(InputError) -> Rational {
    guard let value = Rational(inFile: try node.string(in: file, what)) else {
      throw node.error("\(what) must be an exact number such as \"3/5\"", in: file)
    }
    return value
  }

  /// `"3/5"`, or bounds `"0.6..0.7"`.
  private func side(_ node: JSONNode, _ what: String) throws(InputError) -> CertifiedValue {
    let text = try node.string(in: file, "\"\(what)\"")
    if let value = Rational(text) { return CertifiedValue(exact: value) }
    if let dots = text.range(of: ".."), let lower = Rational(String(text[..<dots.lowerBound])),
      let upper = Rational(String(text[dots.upperBound...])), lower <= upper
    {
      return CertifiedValue(from: lower, to: upper)
    }
    throw node.error("\"\(what)\" must be an exact number or bounds: \"3/5\" or \"0.6..0.7\"", in: file)
  }
}
