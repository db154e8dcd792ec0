import Numbers
import Programs

extension ScalarRung {
  func closestComparison(of instance: [Rational]) -> FailingComparison? {
    run(instance)
    return machine.closest(machine.program.conclusions)?.comparison
  }
}

extension MarginSource {
  typealias Closest = (margin: Number, comparison: FailingComparison)

  /// The comparison with the least margin among parts that all have to hold, after the last run. Where the order of
  /// two margins is not known, the first stands for both.
  func closest(_ traces: [Subformula], _ bindings: [IndexValue] = []) -> Closest? {
    var best: Closest?
    for trace in traces {
      guard let next = closest(trace, bindings) else { continue }
      if best.map({ next.margin.isLess(than: $0.margin) == .yes }) ?? true { best = next }
    }
    return best
  }

  private func closest(_ trace: Subformula, _ outer: [IndexValue]) -> Closest? {
    let bindings = outer + trace.bindings
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      guard let x = number(at: left), let y = number(at: right) else { return nil }
      let comparison = FailingComparison(
        indices: bindings, reals: [], left: CertifiedValue(x), relation: relation, right: CertifiedValue(y),
        isPartOfComplex: trace.isPartOfComplex)
      switch relation {
      case .less, .lessOrEqual: return (y - x, comparison)
      case .greater, .greaterOrEqual: return (x - y, comparison)
      case .equal: return (x.constant(0), comparison)
      case .notEqual: return ((y - x).magnitude, comparison)
      }
    case .all(let parts): return closest(parts, bindings)
    // What holds of an element is what is said of it, not that it is one.
    case .element(_, let body): return closest(body, bindings)
    case .any(let parts):
      // Of alternatives the one that holds by most counts.
      var best: Closest?
      for part in parts where truth(at: part.truth) == .yes {
        guard let next = closest(part, bindings) else { continue }
        if best.map({ $0.margin.isLess(than: next.margin) == .yes }) ?? true { best = next }
      }
      return best
    case .implies(let premise, let body):
      return truth(at: premise.truth) == .yes ? closest(body, bindings) : nil
    case .forallReal, .opaque: return nil
    }
  }
}
