import Foundation
import Inputs
import Numbers
import SSMProof

/// Draws, varies the worst, and shrinks.
struct WorstErrorSearch<Input: Sendable, Number: BinaryFloatingPoint & Sendable> {
  var implementation: @Sendable (Input) throws -> [Number]
  var reference: ErrorReference<Input, Number>
  var generator: Generator<Input>
  var limit: Rational?
  var trials: Int
  var seed: UInt64
  private let hypotheses = HypothesisJudge()

  init(
    implementation: @escaping @Sendable (Input) throws -> [Number], reference: ErrorReference<Input, Number>,
    generator: Generator<Input>, limit: Rational?, trials: Int, seed: UInt64
  ) {
    (self.implementation, self.reference, self.generator) = (implementation, reference, generator)
    (self.limit, self.trials, self.seed) = (limit, trials, seed)
  }

  private struct Found {
    var input: Input
    var number: ComparedNumber<Number>
    var draws: Draws
  }

  private enum Trial {
    case found(Found)
    /// Nothing to compare: what inputs would have to be.
    case thrownAway(String)
    case leftOut(String)

    var found: Found? {
      guard case .found(let found) = self else { return nil }
      return found
    }
  }

  /// Searches, and records the simplest input with an error above the limit.
  func expect(_ file: KeptFailure, _ place: TestPlace) async throws -> WorstError<Input, Number> {
    let (worst, draws) = try await run(kept: KeptChoices.read(file.read()))
    guard worst.isShrunk else {
      file.remove()
      return worst
    }
    let input = FailureText.value(worst.input)
    let kept = KeptChoices(draws.record, seed: seed, value: input.joined(separator: "\n"))
    let note = file.note(isWritten: file.write(kept.data))
    let leftOut =
      worst.leftOut == 0 ? "" : " (\(worst.leftOut) that do not meet the hypotheses were left out)"
    let lines =
      [
        "an error of more than \(limit?.short ?? "0") ulps at input \(worst.tried)\(leftOut), "
          + "shrunk in \(worst.steps == 1 ? "1 step" : "\(worst.steps) steps") to"
      ]
      + input + worst.number.lines(reference.name) + ["seed \(seed)"] + [note].compactMap { $0 }
      + ["reproduce: SSMPROOF_SEED=\(seed) \(place.command)"]
    place.record(lines.joined(separator: "\n"))
    return worst
  }

  func run(kept: [UInt64]?) async throws -> (worst: WorstError<Input, Number>, draws: Draws) {
    guard trials >= 1 else { throw GeneratorError.malformed("a test draws 1 value or more, not \(trials)") }
    var random = SplitMix64(seed: seed, purpose: "worst error")
    var worst: Found?
    var (tried, givenUp, leftOut) = (0, 0, 0)
    if let kept, let found = try await attempt(Draws(given: kept)), isAbove(found) { worst = found }
    while tried < trials, !(worst.map(isAbove) ?? false) {
      try Task.checkCancellation()
      // Half of them vary the worst so far.
      var start = Draws(random: SplitMix64(seed: random.next()))
      if let worst, random.chance(50) {
        start = Draws(given: varied(worst.draws, &random), random: SplitMix64(seed: random.next()))
      }
      let missing: String
      switch try await measure(start) {
      case .found(let found):
        tried += 1
        if worst.map({ found.number.error.approximation > $0.number.error.approximation }) ?? true {
          worst = found
        }
        continue
      case .thrownAway(let what): missing = what
      case .leftOut(let what):
        leftOut += 1
        missing = what
      }
      givenUp += 1
      if givenUp > 200, givenUp > 9 * tried {
        throw GeneratorError.tooManyThrownAway(missing, kept: tried, thrownAway: givenUp)
      }
    }
    guard let found = worst else {
      throw GeneratorError.tooManyThrownAway("inputs that can be drawn", kept: 0, thrownAway: givenUp)
    }
    var result = WorstError(
      input: found.input, number: found.number, tried: tried, leftOut: leftOut, isShrunk: false)
    guard isAbove(found) else { return (result, found.draws) }
    var shrinker = ChoiceShrinker(found.draws) { choices in
      guard let next = try await attempt(Draws(given: choices)), isAbove(next) else { return nil }
      return next.draws
    }
    try await shrinker.shrink()
    // Made once more: of code that errs now and then, the input found first is shown.
    let again = try await attempt(Draws(given: shrinker.current.record))
    let small = again.flatMap { isAbove($0) ? $0 : nil } ?? found
    (result.input, result.number) = (small.input, small.number)
    (result.isShrunk, result.steps) = (true, shrinker.steps)
    return (result, small.draws)
  }

  private func isAbove(_ found: Found) -> Bool {
    limit.map { found.number.error.isWithin($0) == false } ?? false
  }

  /// An input that is no draw but a simpler one: where it has no error, for whatever reason, it is passed
  /// over.
  private func attempt(_ start: Draws) async throws -> Found? {
    do {
      return try await measure(start).found
    } catch let error as CancellationError {
      throw error
    } catch {
      try Task.checkCancellation()
      return nil
    }
  }

  /// One input.
  private func measure(_ start: Draws) async throws -> Trial {
    var draws = start
    let input: Input
    do {
      input = try generator.body(&draws)
    } catch let error as GivenUp {
      return .thrownAway(error.what)
    } catch let error as ThrownAway {
      return .thrownAway(error.what)
    }
    let (limit, hypotheses, implementation) = (limit, hypotheses, implementation)
    let compare = reference.compare
    let outcome: (objection: String?, numbers: [ComparedNumber<Number>])
    do {
      outcome = try await runBlocking { isCancelled in
        if let objection = try hypotheses.objection(input, isCancelled: isCancelled) {
          return (objection, [])
        }
        return (nil, try compare(input, try implementation(input), limit, isCancelled))
      }
    } catch var error as EnclosureError {
      try Task.checkCancellation()
      error.message += "\nat the input\n" + FailureText.value(input).joined(separator: "\n")
      throw error
    }
    if let objection = outcome.objection {
      try Task.checkCancellation()
      return .leftOut(objection)
    }
    // An expression over an empty range has nothing to compare.
    guard let worst = outcome.numbers.max(by: { $0.error.approximation < $1.error.approximation }) else {
      return .thrownAway("inputs at which there is something to compare")
    }
    return .found(Found(input: input, number: worst, draws: draws))
  }

  /// A few choices drawn anew, or moved a little.
  private func varied(_ draws: Draws, _ random: inout SplitMix64) -> [UInt64] {
    var list = draws.record
    guard !list.isEmpty else { return list }
    for _ in 0...random.below(3) {
      let place = random.below(list.count)
      let bound = draws.made[place].bound
      switch random.below(3) {
      case 0: list[place] = bound == .max ? random.next() : random.next() % (bound + 1)
      case 1: list[place] = min(bound, list[place] &+ UInt64(random.below(8)))
      default: list[place] -= min(list[place], UInt64(random.below(8)))
      }
    }
    return list
  }
}
