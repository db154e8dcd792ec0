import Foundation
import Synchronization

/// Runs work that blocks on a thread of its own, so that tests beside it go on; `isCancelled` turns true when the task is
/// cancelled (a test's time limit), and the work then ends soon.
func runBlocking<Result: Sendable>(
  _ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Result
) async throws -> Result {
  let flag = CancellationFlag()
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Swift.Result { try work { flag.isSet } })
      }
    }
  } onCancel: {
    flag.set()
  }
}

final class CancellationFlag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
