import ProofKernel

extension Context {
  /// Index terms for variables, so that the pattern becomes the atom; one variable with factor 1 or -1 is solved for at each place.
  func match(
    _ pattern: Atom, _ atom: Atom, _ variables: Set<String>, _ known: [String: IndexTerm]
  ) -> [String: IndexTerm]? {
    guard pattern.name == atom.name, pattern.indices.count == atom.indices.count else { return nil }
    var values = known
    for (term, wanted) in zip(pattern.indices, atom.indices) {
      var open = term.names.filter { variables.contains($0) && values[$0] == nil }
      // Of several, all but one are what they are called here.
      while open.count > 1, let same = open.first(where: scope.contains) {
        values[same] = IndexTerm(same)
        open.removeAll { $0 == same }
      }
      guard let here = try? term.substituting(values), let rest = try? wanted.subtracting(here) else {
        return nil
      }
      if open.isEmpty {
        guard rest == IndexTerm(0) else { return nil }
      } else {
        // wanted = here, where here = factor·name + (the rest of it).
        guard open.count == 1, let more = rest.divided(by: term.factor(of: open[0])),
          let value = try? IndexTerm(open[0]).adding(more)
        else { return nil }
        values[open[0]] = value
      }
    }
    return values
  }
}

extension IndexTerm {
  /// Divided by a number; nil where that leaves a rest.
  fileprivate func divided(by number: Int) -> IndexTerm? {
    guard number != 0, constant % number == 0, parts.allSatisfy({ $0.factor % number == 0 }) else {
      return nil
    }
    var result = IndexTerm(constant / number)
    for part in parts {
      guard let next = try? result.adding(IndexTerm(part.name), times: part.factor / number) else {
        return nil
      }
      result = next
    }
    return result
  }
}
