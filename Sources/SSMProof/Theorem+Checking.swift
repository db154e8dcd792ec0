import Claims
import Evaluation
import Foundation
import Search

extension Theorem {
  /// Tries to refute the theorem.
  ///
  ///     let theorem = try Theorem.parse(text, file: "claim")[0]
  ///     let result = try theorem.check()
  ///     if let found = result.counterexample { print(found.instance) }
  ///
  /// The same seed gives the same result on any machine, unless a limit in seconds is given.
  ///
  /// - Throws: an `InputError` where the theorem cannot be evaluated.
  public func check(_ options: SearchOptions = SearchOptions()) throws(InputError) -> SearchResult {
    try TheoremSearch.run(self, options)
  }

  /// Decides one instance by rigorous evaluation.
  ///
  /// - Throws: an `InputError` where the instance reaches a reference outside every equation.
  public func decide(
    _ instance: Instance, limits: Engine.Limits = Engine.Limits()
  ) throws(InputError) -> Decision {
    let ground = try GroundTheorem.lower(self, sizes: instance.sizes)
    return try Engine(ground, limits: limits).decide(ground.inputs(of: instance))
  }
}

extension [Theorem] {
  /// Tries to refute every theorem, on all cores; results in order, the same for any number of cores.
  /// Where the options cancel the work, theorems that were not begun have no result.
  ///
  /// - Throws: the `InputError` of the first theorem that has one.
  public func check(_ options: SearchOptions = SearchOptions()) throws(InputError) -> [SearchResult] {
    let results = ResultList(count)
    let theorems = self
    let workers = Swift.max(1, Swift.min(count, ProcessInfo.processInfo.activeProcessorCount))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      withDeepStack {
        while !options.isCancelled(), let next = results.take() {
          do throws(InputError) {
            results.set(next, .success(try theorems[next].check(options)))
          } catch {
            results.set(next, .failure(error))
          }
        }
      }
    }
    var list: [SearchResult] = []
    for result in results.all { list.append(try result.get()) }
    return list
  }
}

/// Work shared out among threads, and what came of it.
private final class ResultList: @unchecked Sendable {
  private let lock = NSLock()
  private var next = 0
  private let count: Int
  private var results: [Int: Result<SearchResult, InputError>] = [:]

  init(_ count: Int) { self.count = count }

  /// The next job, or nil where none is left or one has failed.
  func take() -> Int? {
    lock.withLock {
      guard next < count else { return nil }
      defer { next += 1 }
      return next
    }
  }

  func set(_ k: Int, _ result: Result<SearchResult, InputError>) {
    lock.withLock { results[k] = result }
  }

  var all: [Result<SearchResult, InputError>] {
    lock.withLock { results.sorted { $0.key < $1.key }.map(\.value) }
  }
}
