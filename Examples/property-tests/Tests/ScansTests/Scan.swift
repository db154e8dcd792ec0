import SSMProofTesting

/// The mathematics: what the scans should compute, and a bound for it.
enum Scan {
  static let text = """
    theorem bounded_by_the_sum "A scan with gates below 1 is at most the sum of its inputs"
      expect holds
      size T >= 1
      index t in 1..T
      real a[t] in [0, 1], x[t] in [0, 1]
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + x[t]
      conclude h[t] <= sum(t: x[t])
    end
    """

  /// The theorem.
  static func bounded() throws -> Theorem { try Theorem.parse(text, file: "scan.claim")[0] }

  /// Gates and inputs of single precision.
  static func models(_ lengths: ClosedRange<Int>) throws -> Generator<Model> {
    Generator.models(of: try bounded(), sizes: ["T": lengths], bits: 24)
  }
}
