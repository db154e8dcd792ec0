/// Orders the nodes of a graph so that every node comes after those it depends on.
enum Cycles {
  enum Outcome {
    case order([Int])
    /// Each node of the cycle depends on the next, the last on the first.
    case cycle([Int])
  }

  /// Depth first, with a stack of its own: chains may have a million nodes.
  static func order(count: Int, dependencies: (Int) -> [Int]) -> Outcome {
    enum State { case unseen, open, done }
    var states = [State](repeating: .unseen, count: count)
    var order: [Int] = []
    order.reserveCapacity(count)
    for root in 0..<count where states[root] == .unseen {
      var path: [(node: Int, next: [Int], at: Int)] = [(root, dependencies(root), 0)]
      states[root] = .open
      while let top = path.last {
        guard top.at < top.next.count else {
          states[top.node] = .done
          order.append(top.node)
          path.removeLast()
          continue
        }
        path[path.count - 1].at += 1
        let child = top.next[top.at]
        switch states[child] {
        case .done: break
        case .open:
          let start = path.firstIndex { $0.node == child } ?? 0
          return .cycle(path[start...].map(\.node))
        case .unseen:
          states[child] = .open
          path.append((child, dependencies(child), 0))
        }
      }
    }
    return .order(order)
  }
}
