import Claims
import Elaboration
import Inputs
import Replay

/// What is handed over with a proof, so that others can check it: the claim, an instance that meets its hypotheses, and the
/// proofs of all goals. Hypotheses, definitions and goals are read from the claim at every check.
public struct ProofCertificate: Sendable {
  /// The format's name, in every file.
  package static let format = "ssmproof proof 1"

  /// The theorem, by itself: without `import`, `use` and proof script.
  public var theorem: Theorem
  /// The text of the theorem in the claim language.
  public var claim: String
  /// What is said to be SHA-256 of `claim` in UTF-8, in lower-case hexadecimal digits.
  package var sha256: String
  /// The sizes that have one value; of all others the proof speaks at all their values.
  public var sizes: [String: Int]
  /// An instance at which the hypotheses hold, so that the theorem says something.
  public var witness: Instance
  package var proof: TheoremProof
  /// The version of the program that wrote it, and the file in which it read the claim.
  package var version: String?
  package var file: String?

  package init(
    _ theorem: Theorem, sizes: [String: Int], witness: Instance, proof: TheoremProof, version: String? = nil
  ) {
    self.theorem = theorem
    claim = theorem.statement
    sha256 = SHA256.hex(claim.utf8)
    (self.sizes, self.witness, self.proof, self.version) = (sizes, witness, proof, version)
    file = theorem.file
  }

  init(
    theorem: Theorem, claim: String, sha256: String, sizes: [String: Int], witness: Instance,
    proof: TheoremProof
  ) {
    (self.theorem, self.claim, self.sha256) = (theorem, claim, sha256)
    (self.sizes, self.witness, self.proof) = (sizes, witness, proof)
  }

  /// The sizes of which the proof speaks: `for all N >= 1, at T = 8`.
  public var coverage: String { Self.coverage(theorem, sizes) }

  /// The sizes of which a proof of the theorem speaks, where some have one value.
  package static func coverage(_ theorem: Theorem, _ fixed: [String: Int]) -> String {
    // A range of one value is a value.
    let fixed = Dictionary(
      uniqueKeysWithValues: theorem.sizes.compactMap { size in
        (fixed[size.name] ?? (size.maximum == size.minimum ? size.minimum : nil)).map { (size.name, $0) }
      })
    let all = theorem.sizes.filter { fixed[$0.name] == nil }
    let one = theorem.sizes.filter { fixed[$0.name] != nil }
    let ranges = all.map { size in
      size.maximum.map { "\(size.name) in \(size.minimum)..\($0)" } ?? "\(size.name) >= \(size.minimum)"
    }
    let values = one.map { "\($0.name) = \(fixed[$0.name] ?? 0)" }
    let parts = [ranges.isEmpty ? nil : "for all ", values.isEmpty ? nil : "at "]
    let text = zip(parts, [ranges, values]).compactMap { word, list in
      word.map { $0 + list.joined(separator: ", ") }
    }
    return text.isEmpty ? "for all values" : text.joined(separator: ", ")
  }

  /// What a second look says.
  public enum Verdict: Sendable {
    /// The kernel accepted all proofs, in so many steps.
    case accepted(steps: Int)
    /// The part that is wrong, and why.
    case rejected(String)
    /// Whether the witness meets the hypotheses was not decided.
    case undecided(String)
  }

  /// The claim in the kernel's terms, as the proof speaks of it.
  package func elaboration() throws(Refusal) -> Elaboration {
    try Elaboration(theorem, fixed: sizes, lets: proof.lets)
  }

  /// Checks the certificate: the claim in the kernel's terms, the proofs of all its goals, the witness.
  ///
  /// - Parameter isCancelled: Asked now and then while the witness is evaluated; true breaks that off, which then is `undecided`.
  public func check(
    bits: Int = 2048, isCancelled: @escaping () -> Bool = { false }
  ) throws(InputError) -> Verdict {
    guard SHA256.hex(claim.utf8) == sha256 else { return .rejected("the claim has another SHA-256") }
    let outcome = withDeepStack { () -> Verdict in
      do throws(Refusal) {
        let elaboration = try elaboration()
        do throws(ProofRejection) {
          return .accepted(steps: try elaboration.check(proof))
        } catch {
          return .rejected("\(error.part): \(error.reason)")
        }
      } catch {
        return .rejected("the claim cannot be said in the kernel's terms: \(error.message)")
      }
    }
    guard case .accepted = outcome else { return outcome }
    return try objection(bits: bits, isCancelled) ?? outcome
  }

  /// Why the witness is none: the hypotheses have to hold there. The conclusion was proved; that it is seen to fail, or to
  /// have no value, shows a fault of the kernel or the elaboration.
  private func objection(
    bits: Int, _ isCancelled: @escaping () -> Bool
  ) throws(InputError) -> Verdict? {
    try theorem.validate(witness)
    for (size, value) in zip(theorem.sizes, witness.sizes)
    where sizes[size.name].map({ $0 != value }) ?? false {
      return .rejected("the witness has another size \(size.name) than the proof speaks of")
    }
    // A false conclusion is violated just where the hypotheses hold.
    switch Replay(try theorem.withFalseConclusion(), witness, isCancelled: isCancelled).decide(bits: bits) {
    case .violated: break
    case .holds, .vacuous: return .rejected("the witness fails a hypothesis")
    case .undefined(let reason): return .rejected("a hypothesis has no value at the witness: \(reason)")
    case .undecided(let reason): return .undecided("whether the witness meets the hypotheses: \(reason)")
    }
    switch Replay(theorem, witness, isCancelled: isCancelled).decide(bits: bits) {
    case .undecided where isCancelled(): return .undecided("broken off")
    case .holds, .undecided: return nil
    case .violated: return .rejected("the conclusion fails at the witness")
    case .vacuous: return .rejected("the conclusion speaks of an empty maximum or minimum at the witness")
    case .undefined(let reason): return .rejected("the conclusion has no value at the witness: \(reason)")
    }
  }
}
