import Inputs
import Numbers

extension Theorem {
  /// Holds an instance against the declarations: what whoever builds one by `Instance(sizes:values:)` is told
  /// in the place of a crash.
  ///
  ///     try theorem.validate(Instance(sizes: [0], values: [[]]))
  ///     // the size T = 0 of the instance is outside the declared range: T >= 1
  ///
  /// Asked are the number of sizes and their ranges, the number of variables and of the elements of each, and that
  /// real variables have real values. Whether values lie in their domains is not: a domain is a hypothesis.
  ///
  /// - Throws: an `InputError` in the theorem's name that says what is wrong and what would be right.
  public func validate(_ instance: Instance) throws(InputError) {
    try validate(sizes: instance.sizes)
    guard instance.values.count == variables.count else {
      let names = variables.map(\.name).joined(separator: ", ")
      throw refusal(
        "the instance has values of \(instance.values.count) where the theorem declares "
          + "\(TheoremChecker.count(variables.count, "variable", "variables"))"
          + (names.isEmpty ? "" : ": a list for each of \(names)"))
    }
    try withDeepStack { () throws(InputError) in try checkElements(instance) }
  }

  private func checkElements(_ instance: Instance) throws(InputError) {
    var total = 0
    for (variable, elements) in zip(variables, instance.values) {
      let count: Int?
      do {
        count = try variable.elementCount(
          sizes: instance.sizes, slotCount: indexSlotCount, limit: Instance.elementLimit)
      } catch {
        throw refusal("the index ranges of '\(variable.name)' have no value: \(error)")
      }
      total += count ?? Instance.elementLimit + 1
      guard let count, total <= Instance.elementLimit else {
        throw refusal("at these sizes an instance has more than \(Instance.elementLimit) elements, the limit")
      }
      guard elements.count == count else {
        let given = TheoremChecker.count(elements.count, "element", "elements")
        throw refusal(
          "the instance has \(given) of '\(variable.name)' where there are \(count)\(place(instance.sizes))")
      }
      guard variable.isComplex || elements.allSatisfy(\.im.isZero) else {
        throw refusal("the instance gives the real variable '\(variable.name)' a value that is not real")
      }
    }
  }

  /// Holds sizes, in the order of their declarations, against what is declared.
  ///
  /// - Throws: an `InputError` where they are too few or too many, or outside the ranges.
  package func validate(sizes given: [Int]) throws(InputError) {
    guard given.count == sizes.count else {
      let names = sizes.map(\.name).joined(separator: ", ")
      throw refusal(
        "\(TheoremChecker.count(given.count, "size is", "sizes are")) given where the theorem declares \(sizes.count)"
          + (names.isEmpty ? "" : ": \(names)"))
    }
    for (size, value) in zip(sizes, given) {
      let declared = size.maximum.map { "in \(size.minimum)..\($0)" } ?? ">= \(size.minimum)"
      guard value >= size.minimum, value <= size.maximum ?? Size.largest else {
        let remedy =
          value > Size.largest ? "is beyond \(Size.largest) (10^6)" : "is outside the declared range"
        throw refusal("the size \(size.name) = \(value) of the instance \(remedy): \(size.name) \(declared)")
      }
    }
  }

  private func place(_ given: [Int]) -> String {
    let parts = zip(sizes, given).map { "\($0.name) = \($1)" }
    return parts.isEmpty ? "" : " at \(parts.joined(separator: ", "))"
  }

  private func refusal(_ message: String) -> InputError {
    InputError(file: file, message: "theorem '\(name)': \(message)")
  }
}
