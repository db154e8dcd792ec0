import ProofKernel

/// That an element is defined by another.
struct Descent {
  var from: Int
  var fromIndices: [IndexTerm]
  var guards: [IndexTerm]
  var to: Int
  var toIndices: [IndexTerm]

  init(from: Int, _ fromIndices: [IndexTerm], _ guards: [IndexTerm], to: Int, _ toIndices: [IndexTerm]) {
    (self.from, self.fromIndices, self.guards, self.to, self.toIndices) = (
      from, fromIndices, guards, to, toIndices
    )
  }
}

extension Elaborator {
  /// Refuses equations that may lead back to where they came from: within each cycle of families some index has to fall, or
  /// rise, at every step; what stays equal is asked for the next index. Ranges are finite, so that no element is reached
  /// twice.
  func requireDescent() throws(Refusal) {
    var open = references
    while true {
      let cycles = Self.cycles(open)
      open = open.filter { cycles[$0.from] == cycles[$0.to] }
      guard let first = open.first else { return }
      let component = open.filter { cycles[$0.from] == cycles[first.from] }
      guard let strict = falling(component) else {
        throw Refusal("the equations of '\(theorem.definitions[first.from].name)' are not seen to end")
      }
      open = open.filter { cycles[$0.from] != cycles[first.from] || !strict($0) }
    }
  }

  /// For each family one that stands for all that it reaches and that reach it, in time that is linear (Kosaraju).
  static func cycles(_ list: [Descent]) -> [Int: Int] {
    var (below, above) = ([Int: [Int]](), [Int: [Int]]())
    for descent in list {
      below[descent.from, default: []].append(descent.to)
      above[descent.to, default: []].append(descent.from)
    }
    var (finished, seen) = ([Int](), Set<Int>())
    for root in below.keys where seen.insert(root).inserted {
      var road = [(family: root, next: 0)]
      while let (family, next) = road.last {
        let others = below[family] ?? []
        if next == others.count {
          finished.append(family)
          road.removeLast()
        } else {
          road[road.count - 1].next += 1
          if seen.insert(others[next]).inserted { road.append((others[next], 0)) }
        }
      }
    }
    var cycles: [Int: Int] = [:]
    for root in finished.reversed() where cycles[root] == nil {
      cycles[root] = root
      var open = [root]
      while let family = open.popLast() {
        for other in above[family] ?? [] where cycles[other] == nil {
          cycles[other] = root
          open.append(other)
        }
      }
    }
    return cycles
  }

  /// Which of some steps make an index smaller (or larger), where no step does the opposite.
  private func falling(_ steps: [Descent]) -> ((Descent) -> Bool)? {
    let arity = steps.map { min($0.fromIndices.count, $0.toIndices.count) }.min() ?? 0
    for k in 0..<arity {
      for sign in [1, -1] {
        func fall(_ step: Descent, by least: Int) -> Bool {
          guard let change = try? step.fromIndices[k].subtracting(step.toIndices[k]),
            let signed = try? IndexTerm(-least).adding(change, times: sign)
          else { return false }
          return Entailment.follows(signed, from: theory.guards + step.guards)
        }
        if steps.allSatisfy({ fall($0, by: 0) }), steps.contains(where: { fall($0, by: 1) }) {
          return { fall($0, by: 1) }
        }
      }
    }
    return nil
  }
}
