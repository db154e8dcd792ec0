import Foundation
import Numbers
import SSMProof

/// The input at which code was found to be farthest from the mathematics.
public struct WorstError<Input: Sendable, Number: BinaryFloatingPoint & Sendable>: Sendable {
  /// The input.
  public var input: Input
  /// The number with the greatest error, beside the certified value.
  public var number: ComparedNumber<Number>
  /// How many inputs were tried.
  public var tried: Int
  /// How many more were drawn and left out, as they are models that do not meet the hypotheses of their
  /// theorem, or of which that stays open.
  public var leftOut: Int
  /// Whether the input was shrunk: it is the simplest one with an error above what was asked about, not the
  /// one with the greatest.
  public var isShrunk: Bool
  var steps = 0
}

extension WorstError: CustomStringConvertible {
  /// The error, the sizes of the input, how many inputs were tried, and how many left out.
  public var description: String {
    let place = (input as? Model).map { " at \(FailureText.sizes($0))" } ?? ""
    return
      "\(number.error)\(place), of \(tried) inputs\(leftOut == 0 ? "" : "; \(leftOut) more were left out")"
  }
}

/// Searches the input at which an implementation is farthest from the certified value of an expression, in
/// units in the last place: draws, and variations of the worst.
///
///     let worst = try await worstError(
///       of: { model in try scan(model.floats("a"), model.floats("x")) }, against: "h[t]", drawing: models)
///     print(worst)
///
/// The implementation gives one number for each combination of the index names that stand free in the
/// expression. An input is exact: draw it with as many bits as the implementation takes
/// (`Generator.models(of:sizes:bits:)`). One that does not meet the theorem's hypotheses is left out and
/// counted.
///
/// - Parameters:
///   - limit: Where an error above so many ulps is found, the simplest input with such an error is sought and
///     returned.
///   - trials: How many inputs are tried.
/// - Throws: what the implementation throws; an `InputError` where the expression has no value or another
///   number of values; a `GeneratorError`, also where nine in ten inputs are left out; `CancellationError`.
public func worstError<Number: BinaryFloatingPoint & Sendable>(
  of implementation: @escaping @Sendable (Model) throws -> [Number], against expression: String,
  drawing generator: Generator<Model>, above limit: Double? = nil, trials: Int = 300, seed: UInt64? = nil
) async throws -> WorstError<Model, Number> {
  try await worst(implementation, ErrorReference(expression), generator, limit, trials, seed)
}

/// The same against code: a function that is generic over `FieldNumber` or `RealNumber`, run on enclosures.
///
///     let lists = Generator.doubles(in: 0...1).array(count: 1...40)
///     let worst = try await worstError(of: { mean($0) }, against: { mean($0.map(Enclosure.init)) }, drawing: lists)
///
/// Inputs are whatever a generator makes; of models the hypotheses are asked.
///
/// - Throws: what the implementation or the reference throws; an `EnclosureError` where a number of the
///   reference has no value, or is not known closely enough; a `GeneratorError`; `CancellationError`.
public func worstError<Input: Sendable, Number: BinaryFloatingPoint & Sendable>(
  of implementation: @escaping @Sendable (Input) throws -> [Number],
  against reference: @escaping @Sendable (Input) throws -> [Enclosure], drawing generator: Generator<Input>,
  above limit: Double? = nil, trials: Int = 300, seed: UInt64? = nil
) async throws -> WorstError<Input, Number> {
  try await worst(implementation, ErrorReference(reference), generator, limit, trials, seed)
}

private func worst<Input: Sendable, Number: BinaryFloatingPoint & Sendable>(
  _ implementation: @escaping @Sendable (Input) throws -> [Number],
  _ reference: ErrorReference<Input, Number>,
  _ generator: Generator<Input>, _ limit: Double?, _ trials: Int, _ seed: UInt64?
) async throws -> WorstError<Input, Number> {
  let search = WorstErrorSearch(
    implementation: implementation, reference: reference, generator: generator,
    limit: try limit.map(allowedUlps), trials: trials, seed: seed ?? TestSeed.standard)
  return try await search.run(kept: nil).worst
}

/// Expects that an implementation is within some units in the last place of the certified value of an
/// expression, at every input that is tried. The simplest input at which it is not is recorded, and kept.
///
///     try await expectAccurate(
///       { model in try scan(model.floats("a"), model.floats("x")) }, by: "h[t]", drawing: models, ulps: 8)
///
/// Inputs that do not meet the theorem's hypotheses are left out and counted.
///
/// - Returns: The worst that was found.
/// - Throws: as `worstError` does.
@discardableResult
public func expectAccurate<Number: BinaryFloatingPoint & Sendable>(
  _ implementation: @escaping @Sendable (Model) throws -> [Number], by expression: String,
  drawing generator: Generator<Model>, ulps: Double, trials: Int = 300, seed: UInt64? = nil,
  failures: FailureFolder = .standard, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: UInt = #line, column: UInt = #column, function: String = #function
) async throws -> WorstError<Model, Number> {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let search = WorstErrorSearch(
    implementation: implementation, reference: ErrorReference(expression), generator: generator,
    limit: try allowedUlps(ulps), trials: trials, seed: seed ?? TestSeed.standard)
  return try await search.expect(KeptFailure(failures, place, place.key("\(line)", expression)), place)
}

/// The same against code: a function that is generic over `FieldNumber` or `RealNumber`, run on enclosures.
///
///     try await expectAccurate(
///       { x in Scans.parallel(x, x) }, by: { x in Scans.sequential(x.map(Enclosure.init), x.map(Enclosure.init)) },
///       drawing: lists, ulps: 8)
@discardableResult
public func expectAccurate<Input: Sendable, Number: BinaryFloatingPoint & Sendable>(
  _ implementation: @escaping @Sendable (Input) throws -> [Number],
  by reference: @escaping @Sendable (Input) throws -> [Enclosure], drawing generator: Generator<Input>,
  ulps: Double, trials: Int = 300, seed: UInt64? = nil, failures: FailureFolder = .standard,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function
) async throws -> WorstError<Input, Number> {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  let search = WorstErrorSearch(
    implementation: implementation, reference: ErrorReference(reference), generator: generator,
    limit: try allowedUlps(ulps), trials: trials, seed: seed ?? TestSeed.standard)
  return try await search.expect(KeptFailure(failures, place, place.key("\(line)", "reference")), place)
}
