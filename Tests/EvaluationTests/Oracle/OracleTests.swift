import Claims
import Foundation
import Numbers
import Testing

@testable import Evaluation
@testable import Programs

/// Replays claims and instances whose verdicts an independent evaluator gave (see Generator/oracle.py).
@Suite struct OracleTests {
  struct Case: Decodable {
    var claim: String
    var verdict: String
    /// An instance file, as text.
    var instance: String
  }

  static func cases(_ name: String) throws -> [Case] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
  }

  private func decide(_ example: Case) throws -> InstanceVerdict {
    let theorem = try #require(try Theorem.parse(example.claim, file: "oracle.claim").first)
    let instance = try InstanceFile.parse(Array(example.instance.utf8), file: "oracle.json", for: theorem)
    let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
    let engine = Engine(ground)
    let inputs = try ground.inputs(of: instance)
    let verdict = try engine.verdict(inputs)
    // Many at a time is another machine; it must say the same.
    #expect(try engine.judge([inputs])[0].verdict == verdict, "\(example.claim) at \(example.instance)")
    return verdict
  }

  @Test func verdictsOfAlgebraicInstancesAreTheOracles() throws {
    let cases = try Self.cases("verdicts.jsonl")
    #expect(cases.count >= 450)
    for example in cases {
      #expect(try decide(example).rawValue == example.verdict, "\(example.claim) at \(example.instance)")
    }
  }

  /// An instance with `diff` or transcendental functions may stay undecided; it is never decided wrongly.
  @Test func noVerdictContradictsTheOracle() throws {
    let cases = try Self.cases("never-contradicted.jsonl")
    var undecided = 0
    for example in cases {
      let verdict = try decide(example)
      if verdict == .undecided { undecided += 1 }
      #expect(
        verdict == .undecided || verdict.rawValue == example.verdict,
        "\(verdict): \(example.claim) at \(example.instance)")
    }
    #expect(undecided * 10 < cases.count, "\(undecided) of \(cases.count) instances stayed undecided")
  }
}
