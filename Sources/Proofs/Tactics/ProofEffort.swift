/// How much work a search for a proof may take, counted in operations and not in time, so that every machine finds the same.
package final class ProofEffort {
  private let limit: Int
  package private(set) var spent = 0
  private let isCancelled: () -> Bool
  private var isOver = false

  /// What a part of a search may take, which the whole is charged with.
  private let outer: ProofEffort?

  package convenience init(limit: Int = .max, isCancelled: @escaping () -> Bool = { false }) {
    self.init(limit: limit, outer: nil, isCancelled: isCancelled)
  }

  init(limit: Int, outer: ProofEffort?, isCancelled: @escaping () -> Bool = { false }) {
    (self.limit, self.outer, self.isCancelled) = (limit, outer, isCancelled)
  }

  func spend(_ operations: Int) {
    spent += operations
    outer?.spend(operations)
  }

  /// Whether nothing more is to be tried.
  var isSpent: Bool {
    isOver = isOver || spent >= limit || isCancelled() || outer?.isSpent ?? false
    return isOver
  }
}
