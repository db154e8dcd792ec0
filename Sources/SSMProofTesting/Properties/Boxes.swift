import Synchronization

/// The first message of several.
final class Messages: Sendable {
  private let list = Mutex([String]())
  func add(_ text: String) { list.withLock { $0.append(text) } }
  var first: String? { list.withLock { $0.first } }
}

/// Whether a property held.
final class Verdict: Sendable {
  private let value = Atomic(false)
  var holds: Bool { value.load(ordering: .relaxed) }
  func set(_ holds: Bool) { value.store(holds, ordering: .relaxed) }
}

/// What came of a scope that returns nothing.
final class Outcome: Sendable {
  private let result = Mutex<Result<String?, any Error>>(.success(nil))
  func set(_ outcome: Result<String?, any Error>) { result.withLock { $0 = outcome } }
  func get() throws -> String? { try result.withLock { $0 }.get() }
}
