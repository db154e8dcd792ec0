import Claims
import Evaluation
import Numbers
import Programs
import Replay

/// Decides random claims by the engine and by the second road, and counts.
struct RoadComparison {
  private(set) var pairs = 0
  /// How many pairs each road decided, and both.
  private(set) var decided = (first: 0, second: 0, both: 0)
  private(set) var verdicts: [String: Int] = [:]
  /// Why the second road did not decide.
  private(set) var reasons: [String: Int] = [:]
  private(set) var contradictions: [String] = []
  private var source: ClaimSource

  init(seed: UInt64) { source = ClaimSource(seed: seed) }

  mutating func run(pairs wanted: Int, contradiction: (String) -> Void = { _ in }) {
    while pairs < wanted {
      let text = source.claim()
      guard let theorem = try? Theorem.parse(text, file: "t")[0] else { continue }
      for _ in 0..<5 { compare(theorem, text, source.instance(), contradiction) }
    }
  }

  private mutating func compare(
    _ theorem: Theorem, _ text: String, _ instance: Instance, _ contradiction: (String) -> Void
  ) {
    // A reference outside of its range is an error on the first road: there is nothing to compare.
    guard let ground = try? GroundTheorem.lower(theorem, sizes: instance.sizes),
      let first = try? Engine(ground, limits: EvaluationLimits(bits: 512)).decide(ground.inputs(of: instance))
    else { return }
    pairs += 1
    if first.verdict != .undecided { decided.first += 1 }
    let points = (first.failing?.reals ?? []).map { ($0.name, $0.value) }
    let replay = Replay(theorem, instance, points: Dictionary(points, uniquingKeysWith: { $1 }))
    let word: String
    switch replay.decide(bits: 512) {
    case .holds: word = "holds"
    case .violated: word = "violated"
    case .vacuous: word = "vacuous"
    case .undefined: word = "undefined"
    case .undecided(let reason):
      reasons[reason, default: 0] += 1
      return
    }
    decided.second += 1
    guard first.verdict != .undecided else { return }
    decided.both += 1
    verdicts[word, default: 0] += 1
    if word != first.verdict.rawValue {
      let description =
        "\(first.verdict) by \(first.rung), by the second road \(word): \(text) at \(instance)"
      contradictions.append(description)
      contradiction(description)
    }
  }

  var summary: String {
    let list = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    return """
      \(pairs) pairs, \(decided.first) decided by the first road, \(decided.second) by the second, \(decided.both) by both: \
      \(verdicts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")); \
      \(contradictions.count) contradictions. Undecided by the second: \(list.joined(separator: ", "))
      """
  }
}
