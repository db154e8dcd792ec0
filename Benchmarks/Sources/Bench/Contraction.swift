import CRivals
import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import SSMProof
import Search

/// The rows `engine-contraction` and `engine-contraction-drawn`: Theorem 4.2 of arXiv:2501.00658 at T = 16,
/// N = 2, in nanoseconds for each instance decided.
///
/// The rivals are programs written for this one claim; ours reads it from its file. Drawn means: ours by a
/// whole search, which reads the hypotheses to draw what meets them, varies what came near and keeps
/// margins; the rivals' by a random number for each element.
struct ContractionBench {
  static let sizes = [16, 2]
  let count: Int
  let numerators, denominators: [Int]

  init(count: Int) {
    self.count = count
    let each = Self.sizes[0] * Self.sizes[1]
    var (p, q) = ([Int](), [Int]())
    var random = Seeded()
    for _ in 0..<count {
      let gates = (0..<each).map { _ in Int.random(in: 0..<1000, using: &random) }
      p += gates
      p += gates.map { (1000 - $0) * Int.random(in: 0...1000, using: &random) }
      p += (0..<each).map { _ in Int.random(in: -1000...1000, using: &random) }
      q += Array(repeating: 1000, count: each)
      q += Array(repeating: 1_000_000, count: each)
      q += Array(repeating: 1000, count: each)
    }
    numerators = p
    denominators = q
  }

  private func theorem() throws -> Theorem {
    let path = "Theorems/contraction.claim"
    let theorems = try Theorem.load(path: path)
    guard let found = theorems.first(where: { $0.name == "contraction" }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return found
  }

  private func rival(_ bits: Int, ranges: Bool) -> (seconds: Double, decided: Int) {
    numerators.withUnsafeBufferPointer { p in
      denominators.withUnsafeBufferPointer { q in
        var c = contractions(
          T: Self.sizes[0], N: Self.sizes[1], count: count, numerators: p.baseAddress,
          denominators: q.baseAddress)
        var decided = 0
        let time = rival_contraction_arb(&c, bits, ranges ? 1 : 0, &decided)
        return (time, decided)
      }
    }
  }

  func given() throws -> [Row] {
    let ground = try GroundTheorem.lower(theorem(), sizes: Self.sizes)
    let engine = Engine(ground)
    let each = 3 * Self.sizes[0] * Self.sizes[1]
    let instances = (0..<count).map { k in
      (0..<each).map { Rational(numerators[k * each + $0], denominators[k * each + $0]) }
    }
    var decided = 0
    let times = compare(
      5, { decided = (try? engine.judge(instances))?.count { $0.verdict != .undecided } ?? 0 },
      [{ rival(53, ranges: false).seconds }, { rival(53, ranges: true).seconds }])
    guard decided == count else {
      complain("engine-contraction: \(decided) of \(count) instances decided")
      return []
    }
    func row(_ peer: String, _ time: Double, _ decided: Int, _ target: Double?) -> Row {
      Row(
        "engine-contraction", bits: 53, ours: times.ours * 1e9 / Double(count), peer: peer,
        peerTime: time * 1e9 / Double(max(decided, 1)), target: target)
    }
    return [
      row("arb", times.peers[0], rival(53, ranges: false).decided, 10),
      row("arb, by ranges", times.peers[1], rival(53, ranges: true).decided, nil),
    ]
  }

  func drawn() throws -> [Row] {
    let theorem = try theorem()
    var options = SearchOptions()
    options.instances = count
    options.sizes = ["T": 16...16, "N": 2...2]
    var result: SearchResult?
    var decided = 0
    let times = compare(
      3, { result = try? theorem.check(options) },
      [{ rival_contraction_drawn_arb(Self.sizes[0], Self.sizes[1], count, 53, 0, &decided) }])
    guard let tried = result?.counts.tried, tried > 0 else {
      complain("engine-contraction-drawn: no instance was tried")
      return []
    }
    return [
      Row(
        "engine-contraction-drawn", bits: 53, ours: times.ours * 1e9 / Double(tried), peer: "arb",
        peerTime: times.peers[0] * 1e9 / Double(max(decided, 1)))
    ]
  }

  /// Independent random models, each drawn and judged, with its tightness and margin: what `ssmproof sample` does. The rivals
  /// draw the same distributions; Arb by pairs as the claim has it, and by ranges.
  func sampled() throws -> [Row] {
    let theorem = try Theorem.load(path: "Benchmarks/sample-contraction.claim")[0]
    var options = SampleOptions()
    options.draws = count
    options.sizes = ["T": [Self.sizes[0]], "N": [Self.sizes[1]]]
    var result: SampleResult?
    var decided = [0, 0]
    let times = compare(
      5, { result = try? theorem.sample(options) },
      [
        { rival_sample_contraction_arb(Self.sizes[0], Self.sizes[1], count / 20, 53, 0, &decided[0]) },
        { rival_sample_contraction_arb(Self.sizes[0], Self.sizes[1], count / 20, 53, 1, &decided[1]) },
      ])
    guard let counts = result?.groups.first?.counts, counts.draws == count, counts.undecided == 0 else {
      complain("sample-contraction: not every draw was decided")
      return []
    }
    func row(_ peer: String, _ k: Int, _ target: Double?) -> Row {
      Row(
        "sample-contraction", bits: 53, ours: times.ours * 1e9 / Double(count), peer: peer,
        peerTime: times.peers[k] * 1e9 / Double(max(decided[k], 1)), target: target)
    }
    return [row("arb", 0, 10), row("arb, by ranges", 1, nil)]
  }
}
