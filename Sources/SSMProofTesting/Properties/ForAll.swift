import SSMProof
import Testing

/// Tries a property on many values of a generator; the first that fails is shrunk, and recorded at the caller's line.
///
///     try await forAll(Generator.integers(in: 0...9).array(count: 0...8)) { list in
///       #expect(list.sorted().count == list.count)
///     }
///
/// A value fails where the property throws, or in Swift Testing where `#expect` or `#require` fails within it: what they record of
/// larger values on the way is left out. In XCTest let the property throw, or return whether it holds
/// (`expectTrue(forAll:)`); what XCTAssert records cannot be held back there.
///
/// - Parameters:
///   - trials: How many values are tried; those that are thrown away do not count.
///   - seed: The seed of what is drawn; nil for SSMPROOF_SEED, or 1.
///   - failures: Where what failed is kept, to be tried first next time.
/// - Throws: a `GeneratorError` where the generator cannot be drawn from, or throws too much away; `CancellationError`.
public func forAll<Value: Sendable>(
  _ generator: Generator<Value>, trials: Int = 100, seed: UInt64? = nil, failures: FailureFolder = .standard,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function, _ property: @escaping @Sendable (Value) async throws -> Void
) async throws {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  try await tryAll(generator, trials, seed, failures, place) { value in
    try await CaughtIssues.failure { try await property(value) }
  }
}

/// Tests on many values of a generator that something is true; as `forAll` does.
///
///     try await expectTrue(forAll: Generator.integers(in: 0...9)) { $0 * $0 <= 81 }
public func expectTrue<Value: Sendable>(
  forAll generator: Generator<Value>, trials: Int = 100, seed: UInt64? = nil,
  failures: FailureFolder = .standard,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
  function: String = #function, _ property: @escaping @Sendable (Value) async throws -> Bool
) async throws {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column, function: function)
  try await tryAll(generator, trials, seed, failures, place) { value in
    let verdict = Verdict()
    let failure = try await CaughtIssues.failure { verdict.set(try await property(value)) }
    return failure ?? (verdict.holds ? nil : "the property is false")
  }
}

/// Throws a value away of which a property says nothing, as the left side of an implication does.
///
/// A test of which most values are thrown away ends with `GeneratorError.tooManyThrownAway`.
public func assuming(_ condition: Bool, _ what: String = "what the property assumes") throws {
  if !condition { throw ThrownAway(what: what) }
}

/// A value that says nothing.
struct ThrownAway: Error {
  var what: String
}

private func tryAll<Value: Sendable>(
  _ generator: Generator<Value>, _ trials: Int, _ seed: UInt64?, _ failures: FailureFolder,
  _ place: TestPlace,
  _ test: @escaping (Value) async throws -> String?
) async throws {
  let seed = seed ?? TestSeed.standard
  let file = KeptFailure(failures, place, place.key("\(place.line)"))
  let run = PropertyRun(
    generator: generator, trials: trials, seed: seed, kept: KeptChoices.read(file.read()), test: test)
  let outcome = try await run.run()
  guard let failure = outcome.failure else { return file.remove() }
  place.record(failure.text(trials: trials, seed: seed, file, place).joined(separator: "\n"))
}

extension PropertyRun.Failure {
  /// The failure as it is recorded; the choices are kept.
  func text(trials: Int, seed: UInt64, _ file: KeptFailure, _ place: TestPlace) -> [String] {
    let shown = FailureText.value(value)
    let kept = KeptChoices(draws.record, seed: seed, value: shown.joined(separator: "\n"))
    let note = file.note(isWritten: file.write(kept.data))
    let found = wasKept ? "fails again at the value that was kept" : "fails at value \(number) of \(trials)"
    let shrinking = steps == 1 ? "1 step" : "\(steps) steps"
    return ["\(found), shrunk in \(shrinking) to"] + shown + [text, "seed \(seed)"]
      + [note].compactMap { $0 } + ["reproduce: SSMPROOF_SEED=\(seed) \(place.command)"]
  }
}

/// What is recorded and thrown while a value is tried.
enum CaughtIssues {
  /// Why `body` fails, nil where it does not. Issues are held back where a test of Swift Testing is running.
  static func failure(_ body: @escaping @Sendable () async throws -> Void) async throws -> String? {
    guard let test = Test.current else { return try await thrown(body) }
    let caught = Messages()
    let trait = IssueHandlingTrait.compactMapIssues { issue in
      guard issue.severity >= .error else { return issue }
      let place =
        issue.sourceLocation.map { " at \($0.fileID.split(separator: "/").last ?? ""):\($0.line)" } ?? ""
      caught.add("\(issue)\(place)")
      return nil
    }
    let outcome = Outcome()
    try await trait.provideScope(for: test, testCase: Test.Case.current) {
      do {
        outcome.set(.success(try await thrown(body)))
      } catch {
        outcome.set(.failure(error))
      }
    }
    let error = try outcome.get()
    return caught.first ?? error
  }

  /// What `body` throws, in words; what is no failure is thrown on.
  private static func thrown(_ body: () async throws -> Void) async throws -> String? {
    do {
      try await body()
      return nil
    } catch let error as ThrownAway {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch let error as GeneratorError {
      throw error
    } catch {
      return "the property throws: \(error)"
    }
  }
}
