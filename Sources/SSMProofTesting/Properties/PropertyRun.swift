import Foundation
import Numbers
import SSMProof

/// Draws values, tries each, and shrinks the first that fails.
struct PropertyRun<Value: Sendable> {
  var generator: Generator<Value>
  var trials: Int
  var seed: UInt64
  /// Choices that failed before.
  var kept: [UInt64]?
  /// Why a value fails, nil where it passes; it throws `ThrownAway` for one that says nothing.
  var test: (Value) async throws -> String?

  struct Failure {
    var value: Value
    var text: String
    var draws: Draws
    /// How many values were tried before it, and steps to shrink it.
    var number: Int
    var steps: Int
    var wasKept: Bool
  }

  struct Outcome {
    var tried = 0
    var thrownAway = 0
    var failure: Failure?
  }

  private enum Trial {
    case passed(thrownAway: Int)
    case thrownAway(String, count: Int)
    case failed(Value, String, Draws)
  }

  func run() async throws -> Outcome {
    guard trials >= 1 else { throw GeneratorError.malformed("a test draws 1 value or more, not \(trials)") }
    var outcome = Outcome()
    if let kept, case .failed(let value, let text, let draws) = try await attempt(Draws(given: kept)) {
      outcome.failure = try await shrunk(value, text, draws, outcome, wasKept: true)
      return outcome
    }
    var number: UInt64 = 0
    while outcome.tried < trials {
      try Task.checkCancellation()
      number += 1
      let random = SplitMix64(seed: seed, purpose: "value \(number)")
      switch try await attempt(Draws(random: random)) {
      case .passed(let count):
        outcome.tried += 1
        outcome.thrownAway += count
      case .failed(let value, let text, let draws):
        outcome.tried += 1
        outcome.failure = try await shrunk(value, text, draws, outcome, wasKept: false)
        return outcome
      case .thrownAway(let what, let count):
        outcome.thrownAway += count
        // Fewer than one in ten.
        if outcome.thrownAway > 200, outcome.thrownAway > 9 * outcome.tried {
          throw GeneratorError.tooManyThrownAway(what, kept: outcome.tried, thrownAway: outcome.thrownAway)
        }
      }
    }
    return outcome
  }

  private func attempt(_ start: Draws) async throws -> Trial {
    var draws = start
    let value: Value
    do {
      value = try generator.body(&draws)
    } catch let error as GivenUp {
      return .thrownAway(error.what, count: max(draws.thrownAway, 1))
    } catch let error as ThrownAway {
      return .thrownAway(error.what, count: draws.thrownAway + 1)
    }
    do {
      guard let text = try await test(value) else { return .passed(thrownAway: draws.thrownAway) }
      return .failed(value, text, draws)
    } catch let error as ThrownAway {
      return .thrownAway(error.what, count: draws.thrownAway + 1)
    }
  }

  private func shrunk(
    _ value: Value, _ text: String, _ draws: Draws, _ outcome: Outcome, wasKept: Bool
  ) async throws -> Failure {
    var shrinker = ChoiceShrinker(draws) { choices in
      guard case .failed(_, _, let draws) = try await attempt(Draws(given: choices)) else { return nil }
      return draws
    }
    try await shrinker.shrink()
    var (value, text, draws) = (value, text, draws)
    // Made once more: of a test that fails now and then, the value found first is shown.
    if case .failed(let small, let its, _) = try await attempt(Draws(given: shrinker.current.record)) {
      (value, text, draws) = (small, its, shrinker.current)
    }
    return Failure(
      value: value, text: text, draws: draws, number: outcome.tried, steps: shrinker.steps, wasKept: wasKept)
  }
}
