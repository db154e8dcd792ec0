import Numbers
import SSMProof

/// Expects that a computed number is within some units in the last place of what an expression is at a model,
/// certified.
///
///     let model = Model(try Instance(for: theorem, sizes: ["T": 2], ["a": [0.5, 0.5], "x": [1, 1]]), of: theorem)
///     try await expectEnclosed(scan(...).last!, by: "h[T]", at: model, ulps: 4)
///
/// - Parameter ulps: See `UlpError`; what is correctly rounded needs 1/2.
/// - Returns: The number beside the certified value, with the error.
/// - Throws: an `InputError` where the text is no real expression of the model's theorem, or has no value
///   there; `CancellationError`.
@discardableResult
public func expectEnclosed<Number: BinaryFloatingPoint & Sendable>(
  _ computed: Number, by expression: String, at model: Model, ulps: Double = 4, fileID: String = #fileID,
  filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column, function: String = #function
) async throws -> ComparedNumber<Number> {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  return try await compare([computed], ErrorReference(expression), model, ulps, place)[0]
}

/// The same of a list of numbers, one for each combination of the index names that stand free in the
/// expression:
///
///     try await expectEnclosed(states, by: "h[t]", at: model, ulps: 4)
///
/// What is recorded is the number with the greatest error.
@discardableResult
public func expectEnclosed<Number: BinaryFloatingPoint & Sendable>(
  _ computed: [Number], by expression: String, at model: Model, ulps: Double = 4, fileID: String = #fileID,
  filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column, function: String = #function
) async throws -> [ComparedNumber<Number>] {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  return try await compare(computed, ErrorReference(expression), model, ulps, place)
}

/// Expects that a computed number is within some units in the last place of what code gives on enclosures,
/// certified.
///
///     try await expectEnclosed(exp(0.1), by: { exp(Enclosure(0.1)) }, ulps: 1)
///
/// - Throws: what the code throws; an `EnclosureError` where it gives no value, or none that is known closely
///   enough; `CancellationError`.
@discardableResult
public func expectEnclosed<Number: BinaryFloatingPoint & Sendable>(
  _ computed: Number, by reference: @escaping @Sendable () throws -> Enclosure, ulps: Double = 4,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function
) async throws -> ComparedNumber<Number> {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  return try await compare([computed], ErrorReference { [try reference()] }, (), ulps, place)[0]
}

/// The same of a list of numbers.
///
///     try await expectEnclosed(
///       Scans.parallel(a, x), by: { Scans.sequential(a.map(Enclosure.init), x.map(Enclosure.init)) }, ulps: 4)
///
/// What is recorded is the number with the greatest error.
@discardableResult
public func expectEnclosed<Number: BinaryFloatingPoint & Sendable>(
  _ computed: [Number], by reference: @escaping @Sendable () throws -> [Enclosure], ulps: Double = 4,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function
) async throws -> [ComparedNumber<Number>] {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  return try await compare(computed, ErrorReference { try reference() }, (), ulps, place)
}

private func compare<Input: Sendable, Number: BinaryFloatingPoint & Sendable>(
  _ computed: [Number], _ reference: ErrorReference<Input, Number>, _ input: Input, _ ulps: Double,
  _ place: TestPlace
) async throws -> [ComparedNumber<Number>] {
  let allowed = try allowedUlps(ulps)
  let numbers = try await runBlocking { isCancelled in
    try reference.compare(input, computed, allowed, isCancelled)
  }
  try Task.checkCancellation()
  let failing = numbers.filter { $0.error.isWithin(allowed) != true }
  if let worst = failing.max(by: { $0.error.approximation < $1.error.approximation }) {
    let model = (input as? Model).map(FailureText.value) ?? []
    let lines = worst.lines(reference.name) + model
    let count = computed.count > 1 ? "\(failing.count) of \(computed.count) numbers have" : "has"
    place.record(
      (["\(count) an error of more than \(allowed.short) ulps"] + lines + ["reproduce: \(place.command)"])
        .joined(separator: "\n"))
  }
  return numbers
}

/// - Throws: a `GeneratorError` where the number is none to compare with.
func allowedUlps(_ ulps: Double) throws -> Rational {
  guard let allowed = Rational(exactly: ulps), allowed >= .zero else {
    throw GeneratorError.malformed("an error of \(ulps) ulps: a finite number, 0 or more, is asked for")
  }
  return allowed
}

extension Rational {
  /// `4`, `0.5`
  var short: String { isInteger ? description : decimal(digits: 6, rounding: .up) }
}
