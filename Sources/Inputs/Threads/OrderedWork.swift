import Dispatch
import Foundation

/// Does jobs on several threads with deep stacks, begun in order; what came of them, in order.
///
/// Once a job has failed, or `isOver` says so, no further one is begun: what was not begun has no result.
///
/// - Parameter job: Given the number of the job and that of its thread, below `threads`.
package func inOrder<Output: Sendable>(
  _ count: Int, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
  unless isOver: @Sendable () -> Bool = { false },
  _ job: @Sendable (_ number: Int, _ thread: Int) throws(InputError) -> Output
) -> [Result<Output, InputError>] {
  let work = OrderedWork<Output>(count)
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { thread in
    withDeepStack {
      while !isOver(), let next = work.take() {
        do throws(InputError) {
          work.set(next, .success(try job(next, thread)))
        } catch {
          work.set(next, .failure(error))
        }
      }
    }
  }
  return work.results
}

private final class OrderedWork<Output: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private let count: Int
  private var next = 0
  private var hasFailed = false
  private var done: [Int: Result<Output, InputError>] = [:]

  init(_ count: Int) { self.count = count }

  func take() -> Int? {
    lock.withLock {
      guard next < count, !hasFailed else { return nil }
      defer { next += 1 }
      return next
    }
  }

  func set(_ number: Int, _ result: Result<Output, InputError>) {
    lock.withLock {
      done[number] = result
      if case .failure = result { hasFailed = true }
    }
  }

  var results: [Result<Output, InputError>] {
    lock.withLock { done.sorted { $0.key < $1.key }.map(\.value) }
  }
}
