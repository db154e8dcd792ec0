import Inputs
import Numbers

extension Instance {
  /// An instance from sizes and values by name.
  ///
  ///     let instance = try Instance(for: theorem, sizes: ["T": 3], ["a": [0.5, 0.25, 0.5], "c": "1/3"])
  ///
  /// A variable with indices takes lists nested in index order. What is a `Double` stands for the number that it holds.
  ///
  /// - Throws: an `InputError` that says what is wrong and what would be right: a size or a variable that is missing or
  ///   that the theorem does not declare, a size outside its range, another number of elements than the sizes ask for,
  ///   a number that is NaN or infinite, text that is no number.
  public init(
    for theorem: Theorem, sizes: [String: Int] = [:], _ values: [String: any ExactValuesConvertible] = [:]
  ) throws(InputError) {
    let builder = NamedInstance(theorem: theorem)
    let ordered = try builder.ordered(sizes)
    try theorem.validate(sizes: ordered)
    try builder.refuseUnknown(values.keys)
    var lists: [[ExactComplex]] = []
    for variable in theorem.variables {
      guard let given = values[variable.name] else {
        throw builder.refusal("there is no value of '\(variable.name)' (\(NamedInstance.shown(variable)))")
      }
      lists.append(try builder.elements(of: variable, given.exactValues, ordered))
    }
    self.init(sizes: ordered, values: lists)
    try theorem.validate(self)
  }
}

/// Matches names and nested lists with the declarations of a theorem.
struct NamedInstance {
  let theorem: Theorem

  static func shown(_ variable: Variable) -> String {
    let place = variable.indices.isEmpty ? "" : "[\(variable.indices.map(\.name).joined(separator: ","))]"
    return "\(variable.isComplex ? "complex" : "real") \(variable.name)\(place)"
  }

  func refusal(_ message: String) -> InputError {
    InputError(file: theorem.file, message: "theorem '\(theorem.name)': \(message)")
  }

  func ordered(_ given: [String: Int]) throws(InputError) -> [Int] {
    let names = theorem.sizes.map(\.name)
    for name in given.keys.sorted() where !names.contains(name) {
      throw refusal("'\(name)' is no size of it\(remedy(name, names))")
    }
    var sizes: [Int] = []
    for name in names {
      guard let size = given[name] else {
        throw refusal("there is no value of the size '\(name)'; write sizes: [\"\(name)\": ...]")
      }
      sizes.append(size)
    }
    return sizes
  }

  func refuseUnknown(_ given: some Collection<String>) throws(InputError) {
    let names = theorem.variables.map(\.name)
    for name in given.sorted() where !names.contains(name) {
      throw refusal("'\(name)' is no variable of it\(remedy(name, names))")
    }
  }

  private func remedy(_ name: String, _ known: [String]) -> String {
    let near = NearestName.hint(for: name, among: known)
    if !near.isEmpty { return near }
    return known.isEmpty ? "; there are none" : "; known: \(known.joined(separator: ", "))"
  }

  func elements(
    of variable: Variable, _ given: ExactValues, _ sizes: [Int]
  ) throws(InputError) -> [ExactComplex] {
    var slots = [Int](repeating: 0, count: theorem.indexSlotCount)
    var elements: [ExactComplex] = []
    try read(given, variable, variable.indices[...], variable.name, sizes, &slots, &elements)
    return elements
  }

  private func read(
    _ given: ExactValues, _ variable: Variable, _ indices: ArraySlice<IndexBinding>, _ path: String,
    _ sizes: [Int],
    _ slots: inout [Int], _ elements: inout [ExactComplex]
  ) throws(InputError) {
    guard let index = indices.first else {
      switch given {
      case .number(let value):
        guard variable.isComplex || value.im.isZero else {
          throw refusal("'\(path)' is real, and \(value.re) + \(value.im) i is not")
        }
        return elements.append(value)
      case .invalid(let text):
        throw refusal(
          "\(text) for '\(path)' is no exact number; what is finite is, and so is text such as \"3/5\"")
      case .list:
        throw refusal(
          variable.indices.isEmpty
            ? "'\(path)' has no indices: give one number, not a list"
            : "'\(path)' is one element: give one number")
      }
    }
    let (lower, upper): (Int, Int)
    do throws(IndexArithmeticError) {
      (lower, upper) = try index.range.bounds(sizes: sizes, slots: slots)
    } catch {
      throw refusal("the index ranges of '\(variable.name)' have no value: \(error)")
    }
    let count = max(upper - lower + 1, 0)
    guard case .list(let list) = given else {
      throw refusal("'\(path)' has a list of numbers, one for each '\(index.name)' in \(lower)..\(upper)")
    }
    guard list.count == count else {
      let named = zip(theorem.sizes, sizes).map { "\($0.name) = \($1)" }.joined(separator: ", ")
      throw refusal(
        "'\(path)' has \(TheoremChecker.count(count, "element", "elements")) where '\(index.name)' is in "
          + "\(lower)..\(upper)\(named.isEmpty ? "" : " (\(named))"); \(list.count) given")
    }
    for (offset, element) in list.enumerated() {
      slots[index.slot] = lower + offset
      let inner = path.hasSuffix("]") ? "\(path.dropLast()),\(lower + offset)]" : "\(path)[\(lower + offset)]"
      try read(element, variable, indices.dropFirst(), inner, sizes, &slots, &elements)
    }
  }
}
