import Foundation

/// The lock of a report that is closed once: by the work that has come to its end or, after an interrupt, by the watch
/// that is kept on it.
final class ClosingLock: @unchecked Sendable {
  private let lock = NSLock()
  private var isClosed = false

  /// Runs `body` unless the report is closed: what comes later is not reported any more.
  func whileOpen(_ body: () -> Void) {
    lock.withLock { if !isClosed { body() } }
  }

  func withLock<Result>(_ body: () -> Result) -> Result { lock.withLock(body) }

  /// Runs `body`, which gives out what is left, and returns its exit status; the report is closed from then on.
  ///
  /// Whoever closes second never returns: the first ends the program.
  func close(_ body: () throws -> ExitStatus) throws -> ExitStatus {
    lock.lock()
    if isClosed {
      lock.unlock()
      while true { Thread.sleep(forTimeInterval: 1000) }
    }
    isClosed = true
    defer { lock.unlock() }
    return try body()
  }
}
