import SSMProof

/// What a search said of one theorem, in a form that a report of one's own can print.
public struct Finding {
  public let name: String
  public let verdict: TheoremVerdict
  public let isAsExpected: Bool
  /// The counterexample as an instance file, with the two sides that it compares; nil unless refuted.
  public let counterexample: (instance: String, left: String, right: String)?

  /// Tries to refute every theorem of a claim text.
  public static func all(in text: String, options: SearchOptions = SearchOptions()) throws -> [Finding] {
    try Theorem.parse(text, file: "claims of this program").map { try Finding($0, options) }
  }

  /// Tries to refute every theorem of a claim file.
  public static func all(path: String, options: SearchOptions = SearchOptions()) throws -> [Finding] {
    try Theorem.load(path: path).map { try Finding($0, options) }
  }

  private init(_ theorem: Theorem, _ options: SearchOptions) throws {
    let result = try theorem.check(options)
    name = theorem.name
    verdict = result.verdict
    isAsExpected = result.isAsExpected
    counterexample = try result.counterexample.map { found in
      (
        instance: try InstanceFile.text(found.instance, for: theorem),
        left: found.decision.failing?.left.description ?? "",
        right: found.decision.failing?.right.description ?? ""
      )
    }
  }
}
