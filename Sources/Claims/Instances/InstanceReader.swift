import Inputs
import Numbers

/// Matches the JSON of an instance file with the declarations of a theorem.
struct InstanceReader {
  let theorem: Theorem
  let file: String

  func instance(_ root: JSONNode) throws(InputError) -> Instance {
    let members = try root.object(in: file, "an instance")
    try refuseOthers(members, known: ["sizes", "values"], passed: ["indices", "left", "right"], "key")
    let sizes = try sizes(root)
    try limitElements(sizes, at: root.member("values") ?? root)
    return Instance(sizes: sizes, values: try values(root, sizes))
  }

  /// Keys that belong to nothing, with the nearest one that would.
  private func refuseOthers(
    _ members: [JSONMember], known: [String], passed: [String] = [], _ kind: String
  ) throws(InputError) {
    let all = Set(known).union(passed)
    for member in members where !all.contains(member.key) {
      let near = NearestName.hint(for: member.key, among: known)
      let name = TheoremChecker.shortened(member.key)
      let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", ..." : "")
      let remedy = near.isEmpty ? known.isEmpty ? "; there are none" : "; known: \(list)" : near
      throw error(member.keyPosition, "unknown \(kind) '\(name)'\(remedy)")
    }
  }

  private func error(_ position: Position, _ message: String) -> InputError {
    InputError(file: file, position: position, message: message)
  }

  // MARK: Sizes

  private func sizes(_ root: JSONNode) throws(InputError) -> [Int] {
    guard let node = root.member("sizes") else {
      guard theorem.sizes.isEmpty else { throw root.error("missing key \"sizes\"", in: file) }
      return []
    }
    let members = try node.object(in: file, "\"sizes\"")
    try refuseOthers(members, known: theorem.sizes.map(\.name), "size")
    var result: [Int] = []
    for size in theorem.sizes {
      guard let value = node.member(size.name) else {
        throw node.error("missing size '\(size.name)' (\(declared(size)))", in: file)
      }
      let number = try value.int(in: file, "the size '\(size.name)'")
      guard number <= Size.largest else {
        throw value.error("the size '\(size.name)' is beyond \(Size.largest) (10^6)", in: file)
      }
      guard number >= size.minimum, size.maximum.map({ number <= $0 }) ?? true else {
        throw value.error("the size \(number) is outside the declared range: \(declared(size))", in: file)
      }
      result.append(number)
    }
    return result
  }

  private func declared(_ size: Size) -> String {
    size.maximum.map { "\(size.name) in \(size.minimum)..\($0)" } ?? "\(size.name) >= \(size.minimum)"
  }

  private func limitElements(_ sizes: [Int], at node: JSONNode) throws(InputError) {
    var total = 0
    for variable in theorem.variables {
      let count: Int?
      do {
        count = try variable.elementCount(
          sizes: sizes, slotCount: theorem.indexSlotCount, limit: Instance.elementLimit)
      } catch {
        throw node.error("the index ranges of '\(variable.name)' have no value: \(error)", in: file)
      }
      total += count ?? Instance.elementLimit + 1
      guard total <= Instance.elementLimit else {
        throw node.error(
          "at these sizes the instance has more than \(Instance.elementLimit) elements, the limit", in: file)
      }
    }
  }

  // MARK: Values

  private func values(_ root: JSONNode, _ sizes: [Int]) throws(InputError) -> [[ExactComplex]] {
    guard let node = root.member("values") else {
      guard theorem.variables.isEmpty else { throw root.error("missing key \"values\"", in: file) }
      return []
    }
    let members = try node.object(in: file, "\"values\"")
    try refuseOthers(members, known: theorem.variables.map(\.name), "variable")
    var slots = [Int](repeating: 0, count: theorem.indexSlotCount)
    var result: [[ExactComplex]] = []
    for variable in theorem.variables {
      guard let value = node.member(variable.name) else {
        let indices = variable.indices.map(\.name).joined(separator: ",")
        let name = indices.isEmpty ? variable.name : "\(variable.name)[\(indices)]"
        throw node.error("missing variable '\(name)'", in: file)
      }
      var elements: [ExactComplex] = []
      try read(value, variable, variable.indices[...], variable.name, sizes, &slots, &elements)
      result.append(elements)
    }
    return result
  }

  /// Reads one level of the nesting; `path` is the element so far: `A[2]`.
  private func read(
    _ node: JSONNode, _ variable: Variable, _ indices: ArraySlice<IndexBinding>, _ path: String,
    _ sizes: [Int], _ slots: inout [Int], _ elements: inout [ExactComplex]
  ) throws(InputError) {
    guard let index = indices.first else {
      elements.append(try scalar(node, variable, path))
      return
    }
    guard case .array(let nodes) = node.value else {
      throw node.error(
        "'\(path)' must be an array over the index '\(index.name)', found \(node.kind)", in: file)
    }
    let bounds: (lower: Int, upper: Int)
    do throws(IndexArithmeticError) {
      bounds = try index.range.bounds(sizes: sizes, slots: slots)
    } catch {
      throw node.error("the range of '\(index.name)' has no value: \(error)", in: file)
    }
    let count = bounds.lower <= bounds.upper ? bounds.upper - bounds.lower + 1 : 0
    guard nodes.count == count else {
      let has = TheoremChecker.count(nodes.count, "element", "elements")
      throw node.error(
        "'\(path)' has \(has) where '\(index.name)' in \(bounds.lower)..\(bounds.upper) asks for \(count)",
        in: file)
    }
    for (k, element) in nodes.enumerated() {
      let value = bounds.lower + k
      slots[index.slot] = value
      let inner = path.hasSuffix("]") ? "\(path.dropLast()),\(value)]" : "\(path)[\(value)]"
      try read(element, variable, indices.dropFirst(), inner, sizes, &slots, &elements)
    }
  }

  private func scalar(
    _ node: JSONNode, _ variable: Variable, _ path: String
  ) throws(InputError) -> ExactComplex {
    guard case .object(let members) = node.value else {
      return ExactComplex(re: try exact(node, variable, path))
    }
    guard variable.isComplex else {
      throw node.error("'\(path)' is real: write a string such as \"3/5\", not an object", in: file)
    }
    try refuseOthers(members, known: ["re", "im"], "part")
    guard let re = node.member("re"), let im = node.member("im") else {
      throw node.error("'\(path)' needs both parts: {\"re\": \"0\", \"im\": \"1\"}", in: file)
    }
    return ExactComplex(re: try exact(re, variable, path), im: try exact(im, variable, path))
  }

  private func exact(
    _ node: JSONNode, _ variable: Variable, _ path: String
  ) throws(InputError) -> Rational {
    switch node.value {
    case .string(let text):
      guard let value = Rational(inFile: text) else {
        let shown = TheoremChecker.shortened(text)
        if text.firstMatch(of: /^[+-]?(0[xX][0-9a-fA-F.]+[pP]|[0-9.]+[eE])[+-]?[0-9]{5,}$/) != nil {
          throw node.error(
            "\"\(shown)\" has too great an exponent: decimal ones go from -10000 to 10000, binary ones from -40000 to 40000",
            in: file)
        }
        throw node.error(
          "\"\(shown)\" is no exact number; write \"3/5\", \"0.6\", \"1e-3\" or \"0x1.8p-1\"", in: file)
      }
      return value
    case .number(let text):
      let isWhole = text.utf8.allSatisfy { Lexer.isDigit($0) || $0 == UInt8(ascii: "-") }
      guard isWhole, let value = Rational(text) else {
        throw node.error(Self.refusal(ofNumber: text), in: file)
      }
      return value
    case .array:
      throw node.error(
        variable.indices.isEmpty
          ? "'\(variable.name)' has no indices: write one value, not an array"
          : "'\(path)' is one element: write one value, not an array", in: file)
    default:
      let forms = variable.isComplex ? " or an object with \"re\" and \"im\"" : ""
      throw node.error("'\(path)' must be a string such as \"3/5\"\(forms), found \(node.kind)", in: file)
    }
  }

  /// A JSON number that is not whole may have been rounded on its way here: a string says what is meant.
  private static func refusal(ofNumber text: String) -> String {
    let shown = TheoremChecker.shortened(text)
    let refused = "the JSON number \(shown) is not written as a whole number"
    let exact = Rational(text).map(\.description)
    let isShort = exact.map { $0.count <= 24 && $0 != text } ?? false
    let decimal = "write it as a string: \"\(shown)\"" + (isShort ? " is exactly \(exact ?? "")" : "")
    guard let double = Double(text), double.isFinite, double != double.rounded(),
      exact != Rational(exactly: double)?.description
    else { return "\(refused); \(decimal)" }
    return
      "\(refused); \(decimal), and a double's own value is what Python's float.hex() writes: \"\(double.hexadecimal)\""
  }
}

extension Double {
  /// `0x1.999999999999ap-4`, as C and Python write it.
  fileprivate var hexadecimal: String {
    let magnitude = Swift.abs(self)
    guard magnitude > 0 else { return "0x0p+0" }
    let isNormal = magnitude >= .leastNormalMagnitude
    let digits = String(magnitude.significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.count) + digits
    let exponent = isNormal ? Int(magnitude.exponent) : -1022
    return "\(self < 0 ? "-" : "")0x\(isNormal ? 1 : 0).\(fraction)p\(exponent < 0 ? "" : "+")\(exponent)"
  }
}
