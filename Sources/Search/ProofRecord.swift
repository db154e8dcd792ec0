/// A proof that the kernel accepted, as reports name it.
public struct ProofRecord: Sendable {
  /// The sizes of which the proof speaks: `for all T >= 1, N >= 1`.
  public var coverage: String
  /// How many of the kernel's rules it takes.
  public var steps: Int
  /// The text of its certificate, a JSON file that `ssmproof replay` and `Recheck/recheck.py` check.
  public var certificate: String

  package init(coverage: String, steps: Int, certificate: String) {
    (self.coverage, self.steps, self.certificate) = (coverage, steps, certificate)
  }
}
