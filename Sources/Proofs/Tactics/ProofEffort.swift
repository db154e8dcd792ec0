/// How much work a search for a proof may take, counted in operations and not in time, so that every machine finds the same.
package final class ProofEffort {
  private let limit: Int
  package private(set) var spent = 0
  private let isCancelled: () -> Bool
  private var isOver = false

  package init(limit: Int = .max, isCancelled: @escaping () -> Bool = { false }) {
    (self.limit, self.isCancelled) = (limit, isCancelled)
  }

  func spend(_ operations: Int) { spent += operations }

  /// Whether nothing more is to be tried.
  var isSpent: Bool {
    isOver = isOver || spent >= limit || isCancelled()
    return isOver
  }
}
