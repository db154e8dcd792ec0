import Foundation
import Numbers
import SSMProof

/// The input at which code was found to be farthest from the mathematics.
public struct WorstError<Number: BinaryFloatingPoint & Sendable>: Sendable {
  /// The input.
  public var model: Model
  /// The number with the greatest error, beside the certified value.
  public var number: ComparedNumber<Number>
  /// How many inputs were tried.
  public var tried: Int
  /// Whether the input was shrunk: it is the simplest one with an error above what was asked about, not the one with the greatest.
  public var isShrunk: Bool
  var steps = 0
}

extension WorstError: CustomStringConvertible {
  /// The error, the sizes of the input, and how many inputs were tried.
  public var description: String {
    "\(number.error) at \(FailureText.sizes(model)), of \(tried) inputs"
  }
}

/// Searches the input at which an implementation is farthest from the certified value of an expression, in units in the last
/// place: draws, and variations of the worst.
///
///     let worst = try await worstError(
///       of: { model in try scan(model.floats("a"), model.floats("x")) }, against: "h[t]", drawing: models)
///     print(worst)
///
/// The implementation gives one number for each combination of the index names that stand free in the expression. An input is exact:
/// draw it with as many bits as the implementation takes (`Generator.models(of:sizes:bits:)`).
///
/// - Parameters:
///   - limit: Where an error above so many ulps is found, the simplest input with such an error is sought and returned.
///   - trials: How many inputs are tried.
/// - Throws: what the implementation throws; an `InputError` where the expression has no value or another number of values;
///   a `GeneratorError`; `CancellationError`.
public func worstError<Number: BinaryFloatingPoint & Sendable>(
  of implementation: @escaping @Sendable (Model) throws -> [Number], against expression: String,
  drawing generator: Generator<Model>, above limit: Double? = nil, trials: Int = 300, seed: UInt64? = nil
) async throws -> WorstError<Number> {
  let search = WorstErrorSearch(
    implementation: implementation, expression: expression, generator: generator,
    limit: try limit.map(allowedUlps), trials: trials, seed: seed ?? TestSeed.standard)
  return try await search.run(kept: nil).worst
}

/// Expects that an implementation is within some units in the last place of the certified value of an expression, at every
/// input that is tried. The simplest input at which it is not is recorded, and kept.
///
///     try await expectAccurate(
///       { model in try scan(model.floats("a"), model.floats("x")) }, by: "h[t]", drawing: models, ulps: 8)
///
/// - Returns: The worst that was found.
/// - Throws: as `worstError` does.
@discardableResult
public func expectAccurate<Number: BinaryFloatingPoint & Sendable>(
  _ implementation: @escaping @Sendable (Model) throws -> [Number], by expression: String,
  drawing generator: Generator<Model>, ulps: Double, trials: Int = 300, seed: UInt64? = nil,
  failures: FailureFolder = .standard, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: UInt = #line, column: UInt = #column, function: String = #function
) async throws -> WorstError<Number> {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let seed = seed ?? TestSeed.standard
  let file = KeptFailure(failures, place, place.key("\(line)", expression))
  let allowed = try allowedUlps(ulps)
  let search = WorstErrorSearch(
    implementation: implementation, expression: expression, generator: generator, limit: allowed,
    trials: trials,
    seed: seed)
  let (worst, draws) = try await search.run(kept: KeptChoices.read(file.read()))
  guard worst.isShrunk else {
    file.remove()
    return worst
  }
  let input = FailureText.value(worst.model)
  let kept = KeptChoices(draws.record, seed: seed, value: input.joined(separator: "\n"))
  let note = file.note(isWritten: file.write(kept.data))
  let lines =
    ["an error of more than \(allowed.short) ulps at input \(worst.tried), shrunk in \(worst.steps) steps to"]
    + input
    + worst.number.lines(expression) + ["seed \(seed)"] + [note].compactMap { $0 }
    + ["reproduce: SSMPROOF_SEED=\(seed) \(place.command)"]
  place.record(lines.joined(separator: "\n"))
  return worst
}

/// Draws, varies the worst, and shrinks.
private struct WorstErrorSearch<Number: BinaryFloatingPoint & Sendable> {
  var implementation: @Sendable (Model) throws -> [Number]
  var expression: String
  var generator: Generator<Model>
  var limit: Rational?
  var trials: Int
  var seed: UInt64

  private struct Found {
    var model: Model
    var number: ComparedNumber<Number>
    var draws: Draws
  }

  func run(kept: [UInt64]?) async throws -> (worst: WorstError<Number>, draws: Draws) {
    guard trials >= 1 else { throw GeneratorError.malformed("a test draws 1 value or more, not \(trials)") }
    let meters = Meters(expression)
    var random = SplitMix64(seed: seed, purpose: "worst error")
    var worst: Found?
    var (tried, givenUp) = (0, 0)
    if let kept, let found = try await measure(Draws(given: kept), meters), isAbove(found) { worst = found }
    while tried < trials, !(worst.map(isAbove) ?? false) {
      try Task.checkCancellation()
      // Half of them vary the worst so far.
      var start = Draws(random: SplitMix64(seed: random.next()))
      if let worst, random.chance(50) {
        start = Draws(given: varied(worst.draws, &random), random: SplitMix64(seed: random.next()))
      }
      guard let found = try await measure(start, meters) else {
        givenUp += 1
        if givenUp > 200, givenUp > 9 * tried {
          throw GeneratorError.tooManyThrownAway("inputs that can be drawn", kept: tried, thrownAway: givenUp)
        }
        continue
      }
      tried += 1
      if worst.map({ found.number.error.approximation > $0.number.error.approximation }) ?? true {
        worst = found
      }
    }
    guard let found = worst else {
      throw GeneratorError.tooManyThrownAway("inputs that can be drawn", kept: 0, thrownAway: givenUp)
    }
    guard isAbove(found) else {
      return (
        WorstError(model: found.model, number: found.number, tried: tried, isShrunk: false), found.draws
      )
    }
    var shrinker = ChoiceShrinker(found.draws) { choices in
      guard let next = try await measure(Draws(given: choices), meters), isAbove(next) else { return nil }
      return next.draws
    }
    try await shrinker.shrink()
    let small = try await measure(Draws(given: shrinker.current.record), meters) ?? found
    return (
      WorstError(
        model: small.model, number: small.number, tried: tried, isShrunk: true, steps: shrinker.steps),
      small.draws
    )
  }

  private func isAbove(_ found: Found) -> Bool {
    limit.map { found.number.error.isWithin($0) == false } ?? false
  }

  /// One input; nil where none was drawn.
  private func measure(_ start: Draws, _ meters: Meters) async throws -> Found? {
    var draws = start
    let model: Model
    do {
      model = try generator.body(&draws)
    } catch is GivenUp {
      return nil
    } catch is ThrownAway {
      return nil
    }
    let limit = limit
    let numbers = try await runBlocking { _ in
      try meters.meter(of: model.theorem).compare(try implementation(model), at: model, ulps: limit)
    }
    // An expression over an empty range has nothing to compare.
    guard let worst = numbers.max(by: { $0.error.approximation < $1.error.approximation }) else { return nil }
    return Found(model: model, number: worst, draws: draws)
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

/// The meter of the theorem whose models are drawn.
private final class Meters: @unchecked Sendable {
  private let expression: String
  private let lock = NSLock()
  private var made: (theorem: Theorem, meter: ErrorMeter)?

  init(_ expression: String) { self.expression = expression }

  func meter(of theorem: Theorem) -> ErrorMeter {
    lock.withLock {
      if let made, made.theorem == theorem { return made.meter }
      let meter = ErrorMeter(theorem, expression)
      made = (theorem, meter)
      return meter
    }
  }
}
