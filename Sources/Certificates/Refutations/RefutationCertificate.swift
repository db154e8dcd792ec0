import Claims
import Evaluation
import Numbers

/// What is handed over with a refutation, so that others can check it: the claim itself, the instance,
/// and which part of the conclusion fails there with both of its sides.
public struct RefutationCertificate: Sendable {
  /// The format's name, in every file.
  package static let format = "ssmproof refutation 1"

  /// The part of the conclusion that fails.
  public struct Failing: Sendable {
    /// Which `conclude` item, from 1 in the order of the text.
    public var conclusion: Int
    /// The index names that have a value where it fails.
    public var indices: [(name: String, value: Int)]
    /// Reals at which a `forall real` fails.
    public var reals: [(name: String, value: Rational)]
    /// The left side of the comparison that fails; nil where no single comparison of reals does, or a side has no bounds.
    public var left: CertifiedValue?
    /// The right side, likewise.
    public var right: CertifiedValue?
  }

  /// The theorem, by itself: without `import` and `use`.
  public var theorem: Theorem
  /// The text of the theorem in the claim language.
  public var claim: String
  /// What is said to be SHA-256 of `claim` in UTF-8, in lower-case hexadecimal digits.
  package var sha256: String
  /// The values at which the theorem fails.
  public var instance: Instance
  /// The conclusion that fails, and the sides of its comparison.
  public var failing: Failing
  /// The version of the program that wrote it, the file in which it read the claim, the seed of the search
  /// and the command that finds the refutation again.
  package var version: String?
  package var file: String?
  package var seed: UInt64?
  package var command: String?

  /// Whether the claim has the hash that is stated.
  package var hasRightHash: Bool { SHA256.hex(claim.utf8) == sha256 }

  /// The certificate of a counterexample that was found to a theorem; nil where nothing is known to fail.
  public init?(
    _ found: Counterexample, to theorem: Theorem, version: String, seed: UInt64?, command: String?
  ) {
    guard let part = found.decision.failingConclusion else { return nil }
    self.theorem = theorem
    claim = theorem.statement
    sha256 = SHA256.hex(claim.utf8)
    instance = found.instance
    failing = Failing(conclusion: part.number, indices: [], reals: part.comparison?.reals ?? [])
    // An inner binder may take the name of an outer one: at the comparison the inner one counts.
    for binding in part.comparison?.indices ?? part.indices {
      failing.indices.removeAll { $0.name == binding.name }
      failing.indices.append((binding.name, binding.value))
    }
    if let comparison = part.comparison, !comparison.isPartOfComplex, comparison.left.isBounded,
      comparison.right.isBounded
    {
      (failing.left, failing.right) = (comparison.left, comparison.right)
    }
    self.version = version
    file = theorem.file
    self.seed = seed
    self.command = command
  }

  init(theorem: Theorem, claim: String, sha256: String, instance: Instance, failing: Failing) {
    self.theorem = theorem
    self.claim = claim
    self.sha256 = sha256
    self.instance = instance
    self.failing = failing
  }
}

extension CertifiedValue {
  /// Whether there are bounds that can be written and read again: decimal exponents have a limit.
  var isBounded: Bool {
    [lower, upper].allSatisfy { bound in
      guard let bound else { return false }
      let bits = (bound.numerator.bitCount - bound.denominator.bitCount).magnitude
      return bits < 3 * Rational.largestDecimalExponent
    }
  }
}
