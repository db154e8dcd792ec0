import Claims

extension Lowering {
  /// What is said of an element that no equation gives, with the equation that its writer may have meant:
  /// `h[0,2] is given by no equation; write one, as in 'let h[0,n] = 0'`.
  func missing(_ definition: Definition, _ indices: [Int], _ equations: [Equation]) -> String {
    let name = Self.elementName(definition.name, indices)
    let places = indices.indices.map { k in
      // The name that the other equations have in this place, where the index lies in its range.
      for equation in equations where equation.patterns.count == indices.count {
        guard case .index(let binding, let offset) = equation.patterns[k],
          let shift = try? index(offset, equation.position),
          let lower = try? index(binding.range.lower, equation.position),
          let upper = try? index(binding.range.upper, equation.position)
        else { continue }
        let value = indices[k].subtractingReportingOverflow(shift)
        if !value.overflow, lower <= value.partialValue, value.partialValue <= upper { return binding.name }
      }
      return String(indices[k])
    }
    if let last = last(in: equations, before: indices) {
      let element = Self.elementName(definition.name, last)
      return "\(name) is given by no equation: '\(definition.name)' ends at \(element)"
    }
    // Where every index lies in a range, the equations leave out a combination: it is named by numbers.
    let isOutside = zip(places, indices).contains { $0 == String($1) }
    let left = isOutside ? places : indices.map(String.init)
    return
      "\(name) is given by no equation; write one, as in 'let \(definition.name)[\(left.joined(separator: ","))] = 0'"
  }

  /// The last element along one index, where an element lies beyond it; nil where an equation of its own may have been meant.
  private func last(in equations: [Equation], before indices: [Int]) -> [Int]? {
    for k in indices.indices {
      let ends = equations.compactMap { equation -> Int? in
        guard equation.patterns.count == indices.count else { return nil }
        switch equation.patterns[k] {
        case .index(let binding, let offset):
          guard let shift = try? index(offset, equation.position),
            let upper = try? index(binding.range.upper, equation.position)
          else { return nil }
          let end = upper.addingReportingOverflow(shift)
          return end.overflow ? nil : end.partialValue
        default: return nil
        }
      }
      guard let end = ends.max(), end < indices[k] else { continue }
      var last = indices
      last[k] = end
      return last
    }
    return nil
  }

  /// What is said of an element of a variable that its declaration does not cover.
  static func outside(_ variable: Variable, _ name: String) -> String {
    let names = variable.indices.map(\.name).joined(separator: ",")
    return
      "\(name) lies outside the range in which '\(variable.name)' is declared, \(variable.name)[\(names)]"
  }
}
