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
      open = open.filter { reaches($0.to, $0.from, open) }
      guard let first = open.first else { return }
      let component = open.filter { reaches(first.from, $0.from, open) && reaches($0.from, first.from, open) }
      guard let strict = falling(component) else {
        throw Refusal("the equations of '\(theorem.definitions[first.from].name)' are not seen to end")
      }
      open = open.enumerated().filter { k, descent in
        !component.contains { $0.from == descent.from && $0.to == descent.to } || !strict(descent)
      }.map(\.element)
    }
  }

  private func reaches(_ from: Int, _ to: Int, _ list: [Descent]) -> Bool {
    var seen: Set<Int> = [from]
    var open = [from]
    while let next = open.popLast() {
      if next == to { return true }
      for descent in list where descent.from == next && seen.insert(descent.to).inserted {
        open.append(descent.to)
      }
    }
    return false
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
