import Inputs
import Numbers

/// Instance files: JSON with exact values for a theorem's sizes and variables.
///
///     {"sizes": {"T": 2, "N": 1}, "values": {"A": [["1/2"], ["0.6"]], "c": 3, "z": {"re": "0", "im": "1"}}}
///
/// The keys `indices`, `left` and `right` of a report's counterexample are passed over.
public enum InstanceFile {
  /// Reads an instance file; see `parse`.
  public static func load(path: String, for theorem: Theorem) throws(InputError) -> Instance {
    try parse(try InputFile.read(path: path), file: path, for: theorem)
  }

  /// Reads the bytes of an instance file.
  ///
  /// Values are strings (`"3/5"`, `"0.6"`, `"1e-3"`, `"0x1.8p-1"`) or whole JSON numbers, nested in
  /// index order; a complex value may also be `{"re": …, "im": …}`. Whether they lie in their domains
  /// is not asked here. Throws, with the place, for anything else: other JSON numbers, repeated,
  /// missing or unknown names, sizes outside their declared range or beyond 10^6, arrays of another
  /// length than the index range, more than `Instance.elementLimit` elements (before any is read).
  public static func parse(
    _ bytes: [UInt8], file: String, for theorem: Theorem
  ) throws(InputError) -> Instance {
    try parse(bytes, file: file, line: nil, for: theorem)
  }

  /// As above, of one line of a file of several instances where its number is given.
  package static func parse(
    _ bytes: [UInt8], file: String, line: Int?, for theorem: Theorem
  ) throws(InputError) -> Instance {
    let root = try JSONNode.parse(bytes, file: file, line: line)
    do throws(InputError) {
      return try withDeepStack { () throws(InputError) in
        try InstanceReader(theorem: theorem, file: file).instance(root)
      }
    } catch {
      throw error.showing(bytes, from: line ?? 1)
    }
  }

  /// The instance in a JSON value that was read already; see `parse`.
  package static func read(
    _ root: JSONNode, file: String, for theorem: Theorem
  ) throws(InputError) -> Instance {
    try withDeepStack { () throws(InputError) in
      try InstanceReader(theorem: theorem, file: file).instance(root)
    }
  }

  /// The instance file of an instance: what `parse` reads again to the same instance.
  ///
  /// Throws the `InputError` of `Theorem.validate` where the instance is none of the theorem.
  public static func text(_ instance: Instance, for theorem: Theorem) throws -> String {
    let (sizes, values) = try json(instance, for: theorem)
    return JSONWriter.text(.object([("sizes", sizes), ("values", values)]), style: .pretty) + "\n"
  }

  /// The members `sizes` and `values` of a report's counterexample.
  ///
  /// Throws the `InputError` of `Theorem.validate` where the instance is none of the theorem.
  package static func json(
    _ instance: Instance, for theorem: Theorem
  ) throws -> (sizes: JSONOutput, values: JSONOutput) {
    try theorem.validate(instance)
    let sizes = zip(theorem.sizes, instance.sizes).map { ($0.name, JSONOutput.integer($1)) }
    var values: [(String, JSONOutput)] = []
    for (variable, elements) in zip(theorem.variables, instance.values) {
      var slots = [Int](repeating: 0, count: theorem.indexSlotCount)
      var rest = elements[...]
      values.append(
        (variable.name, try nested(variable, variable.indices[...], instance.sizes, &slots, &rest)))
    }
    return (.object(sizes), .object(values))
  }

  private static func nested(
    _ variable: Variable, _ indices: ArraySlice<IndexBinding>, _ sizes: [Int], _ slots: inout [Int],
    _ rest: inout ArraySlice<ExactComplex>
  ) throws -> JSONOutput {
    guard let index = indices.first else {
      // There are as many as the ranges ask for.
      guard let value = rest.popFirst() else { return .null }
      return variable.isComplex
        ? .object([("re", .string(value.re.description)), ("im", .string(value.im.description))])
        : .string(value.re.description)
    }
    let (lower, upper) = try index.range.bounds(sizes: sizes, slots: slots)
    guard lower <= upper else { return .array([]) }
    var elements: [JSONOutput] = []
    for value in lower...upper {
      slots[index.slot] = value
      elements.append(try nested(variable, indices.dropFirst(), sizes, &slots, &rest))
    }
    return .array(elements)
  }
}
