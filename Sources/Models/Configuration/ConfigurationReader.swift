import Inputs
import Numbers

/// The members of `config.json` by name, whatever name a program gave them.
///
/// The keys of the object `ssm_cfg`, where the original code keeps the mixer's sizes, count as keys of the file.
/// A key that is null counts as absent. Where several names of one thing are there, they must agree.
struct ConfigurationReader {
  struct Entry {
    /// `d_state` or `ssm_cfg.d_state`.
    var path: String
    /// The part after the last dot.
    var name: String
    var position: Position
    var node: JSONNode
  }

  let file: String
  let root: JSONNode
  let entries: [Entry]
  /// The paths that were read.
  private(set) var read: Set<String> = []

  /// The largest size that is believed.
  static let largestSize = 1 << 24

  init(_ root: JSONNode, file: String) throws(InputError) {
    self.root = root
    self.file = file
    var entries: [Entry] = []
    for member in try root.object(in: file, "the configuration") {
      if case .null = member.node.value { continue }
      guard member.key == "ssm_cfg" else {
        entries.append(
          Entry(path: member.key, name: member.key, position: member.keyPosition, node: member.node))
        continue
      }
      for inner in try member.node.object(in: file, "`ssm_cfg`") {
        if case .null = inner.node.value { continue }
        entries.append(
          Entry(path: "ssm_cfg." + inner.key, name: inner.key, position: inner.keyPosition, node: inner.node))
      }
    }
    self.entries = entries
  }

  /// The entries under any of the names, in the names' order.
  mutating func found(_ names: [String]) -> [Entry] {
    let result = names.flatMap { name in entries.filter { $0.name == name } }
    read.formUnion(result.map(\.path))
    return result
  }

  /// The value under the first of the names; where others are present too, they must agree.
  private mutating func agreed<Value: Equatable>(
    _ names: [String], _ value: (Entry) throws(InputError) -> Value
  ) throws(InputError) -> Value? {
    var first: (path: String, value: Value)?
    for entry in found(names) {
      let next = try value(entry)
      if let first, first.value != next {
        throw entry.node.error("`\(entry.path)` is \(next), but `\(first.path)` is \(first.value)", in: file)
      }
      first = first ?? (entry.path, next)
    }
    return first?.value
  }

  mutating func flag(_ names: [String]) throws(InputError) -> Bool? {
    let file = file
    return try agreed(names) { entry throws(InputError) in try entry.node.bool(in: file, "`\(entry.path)`") }
  }

  mutating func rational(_ names: [String]) throws(InputError) -> Rational? {
    let file = file
    return try agreed(names) { entry throws(InputError) in
      try entry.node.rational(in: file, "`\(entry.path)`")
    }
  }

  /// A size; `automatic` stands for the text "auto".
  mutating func size(
    _ names: [String], least: Int = 1, most: Int = largestSize, automatic: Int? = nil
  ) throws(InputError) -> Int? {
    let file = file
    return try agreed(names) { entry throws(InputError) in
      if let automatic, case .string(let text) = entry.node.value {
        guard text == "auto" else {
          throw entry.node.error(
            "`\(entry.path)` must be a whole number or \"auto\", found \"\(text)\"", in: file)
        }
        return automatic
      }
      return try Self.size(entry.node, "`\(entry.path)`", file, least...most)
    }
  }

  mutating func requiredSize(_ names: [String], most: Int = largestSize) throws(InputError) -> Int {
    if let size = try size(names, most: most) { return size }
    throw root.error("missing key \"\(names[0])\": a whole number from 1 to \(most)", in: file)
  }

  /// A whole number in a range; `2.0`, as some programs write it, is one.
  static func size(
    _ node: JSONNode, _ what: String, _ file: String, _ range: ClosedRange<Int>
  ) throws(InputError) -> Int {
    if case .number(let text) = node.value, Int(text) == nil, !node.isNotFinite,
      text.utf8.contains(where: { $0 == 46 || $0 == 101 || $0 == 69 })
    {
      let value = try node.rational(in: file, what)
      guard value.isInteger else {
        throw node.error("\(what) must be a whole number, found \(text)", in: file)
      }
      guard value >= Rational(range.lowerBound), value <= Rational(range.upperBound),
        let whole = Int(value.description)
      else {
        throw node.error(
          "\(what) must lie between \(range.lowerBound) and \(range.upperBound), found \(text)", in: file)
      }
      return whole
    }
    let value = try node.int(in: file, what)
    guard range.contains(value) else {
      throw node.error(
        "\(what) must lie between \(range.lowerBound) and \(range.upperBound), found \(value)", in: file)
    }
    return value
  }
}
