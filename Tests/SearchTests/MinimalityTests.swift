import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Search

/// Counterexamples against the least ones, which a program of its own has found by trying all
/// (`Hard/brute_force.py`): the sizes always, the values where the least are known.
///
/// By default the quick ones among them; all with SSMPROOF_TEST_SCALE=10, best in release:
/// `SSMPROOF_TEST_SCALE=10 swift test -c release -Xswiftc -enable-testing --filter MinimalityTests`.
@Suite struct MinimalityTests {
  private struct Known {
    var name, file: String
    var sizes: [String: Int]
    var values: [String: Any]?
    /// How many values its counterexample has.
    var count: Int
  }

  /// What a debug build refutes in a moment.
  private static let quick: Set<String> = [
    "needle_lagged_impulse", "memory_horizon", "zero_order_hold_writes_less", "slightly_negative_gates",
    "griffin_two_tokens", "three_layers_past_two_thirds", "light_damping",
    "two_discrete_modes", "softplus_parabola", "first_times_last", "no_token_is_everything",
  ]

  private static func known() throws -> [Known] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Hard/Known.json"))
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    return try list.map { entry in
      let counterexample = try #require(entry["counterexample"] as? [String: Any])
      return Known(
        name: try #require(entry["name"] as? String), file: try #require(entry["file"] as? String),
        sizes: try #require(entry["sizes"] as? [String: Int]), values: entry["values"] as? [String: Any],
        count: try #require(counterexample["values"] as? [String: Any]).values.reduce(0) { $0 + leaves($1) })
    }
  }

  private static func leaves(_ value: Any) -> Int {
    (value as? [Any])?.reduce(0) { $0 + leaves($1) } ?? 1
  }

  /// All numbers of a value, in order.
  private static func numbers(_ value: Any?) -> [Rational] {
    switch value {
    case let list as [Any]: list.flatMap { numbers($0) }
    case let complex as [String: Any]: numbers(complex["re"]) + numbers(complex["im"])
    case let text as String: Rational(text).map { [$0] } ?? []
    default: []
    }
  }

  @Test func reportsAreTheLeast() throws {
    let chosen = try Self.known().filter {
      $0.file != "missed.claim" && (TestScale.isLarge || Self.quick.contains($0.name))
    }
    #expect(chosen.count >= (TestScale.isLarge ? 50 : Self.quick.count))
    var (comparable, equal) = (0, 0)
    for known in chosen {
      let theorem = try published(known.name, in: "hard/\(known.file)")
      let result = try search(theorem, instances: nil)
      let found = try #require(result.counterexample, "\(known.name)")
      let sizes = Dictionary(uniqueKeysWithValues: zip(theorem.sizes.map(\.name), found.instance.sizes))
      #expect(sizes == known.sizes, "\(known.name): \(sizes)")
      guard let values = known.values else { continue }
      comparable += 1
      let ground = try GroundTheorem.lower(theorem, sizes: found.instance.sizes)
      let least = theorem.variables.flatMap { Self.numbers(values[$0.name]) }
      let inputs = try ground.inputs(of: found.instance)
      if inputs == least { equal += 1 } else { print("not the least: \(known.name) \(inputs.prefix(8))") }
      if sizes == known.sizes { #expect(Simplicity(inputs) >= Simplicity(least), "\(known.name)") }
    }
    #expect(10 * equal >= 9 * comparable, "\(equal) of \(comparable)")
  }

  /// Where the least is unique, the way to it makes no difference.
  @Test(arguments: ["griffin_two_tokens", "first_times_last", "needle_lagged_impulse", "light_damping"])
  func seedsMakeNoDifference(_ name: String) throws {
    let known = try #require(try Self.known().first { $0.name == name })
    let theorem = try published(name, in: "hard/\(known.file)")
    var seen: Set<[[ExactComplex]]> = []
    for seed in 1...(TestScale.isLarge ? 5 : 2) as ClosedRange<UInt64> {
      let result = try search(theorem, instances: nil, seed: seed)
      seen.insert(try #require(result.counterexample).instance.values)
    }
    #expect(seen.count == 1)
  }
}
