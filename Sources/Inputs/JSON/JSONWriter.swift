/// A JSON value to be written; members keep their order.
package indirect enum JSONOutput: Sendable {
  case object([(String, JSONOutput)])
  case array([JSONOutput])
  case string(String)
  case integer(Int)
  /// A number in JSON's own notation; the caller answers for it.
  case number(String)
  /// A measurement such as seconds; not finite is written as null.
  case double(Double)
  case bool(Bool)
  case null
}

extension JSONOutput: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }

  /// The string, or null.
  package static func optional(_ text: String?) -> JSONOutput { text.map { .string($0) } ?? .null }
}

/// Writes JSON: the one place where the product's JSON comes from.
package struct JSONWriter: Sendable {
  package enum Style: Sendable {
    /// One line, `", "` and `": "` between.
    case compact
    /// Two spaces per level; containers that fit on the rest of a 100-column line stay on it.
    case pretty
    /// One space per level and lines of 120 columns, for what is nested deeply.
    case dense

    fileprivate var step: Int { self == .dense ? 1 : 2 }
    /// The columns that a container may end in, so that what follows it has room for 4 more; nil for any.
    fileprivate var width: Int? {
      switch self {
      case .compact: nil
      case .pretty: 96
      case .dense: 116
      }
    }
  }

  package static func text(_ value: JSONOutput, style: Style = .compact) -> String {
    var writer = JSONWriter(style: style)
    writer.write(value, indent: 0)
    return writer.output
  }

  /// The string in double quotes with what must be escaped escaped; everything else as it is.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 32 || scalar.value == 127 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private var output = ""
  private let style: Style

  private init(style: Style) { self.style = style }

  private mutating func write(_ value: JSONOutput, indent: Int) {
    switch value {
    case .object(let members):
      writeContainer(value, "{", "}", members.count, indent) { writer, index, inner in
        writer.output += Self.quoted(members[index].0) + ": "
        writer.write(members[index].1, indent: inner)
      }
    case .array(let elements):
      writeContainer(value, "[", "]", elements.count, indent) { writer, index, inner in
        writer.write(elements[index], indent: inner)
      }
    case .string(let text): output += Self.quoted(text)
    case .integer(let whole): output += String(whole)
    case .number(let text): output += text
    case .double(let number): output += number.isFinite ? "\(number)" : "null"
    case .bool(let flag): output += flag ? "true" : "false"
    case .null: output += "null"
    }
  }

  private mutating func writeContainer(
    _ value: JSONOutput, _ opening: String, _ closing: String, _ count: Int, _ indent: Int,
    element: (inout JSONWriter, Int, Int) -> Void
  ) {
    var breaks = false
    if let width = style.width {
      var room = width - indent
      breaks = !Self.fits(value, &room)
    }
    output += opening
    for index in 0..<count {
      if index > 0 { output += breaks ? "," : ", " }
      if breaks { output += "\n" + String(repeating: " ", count: indent + style.step) }
      element(&self, index, indent + style.step)
    }
    if breaks { output += "\n" + String(repeating: " ", count: indent) }
    output += closing
  }

  /// Whether the value fits on what is left of a line; stops as soon as it does not.
  private static func fits(_ value: JSONOutput, _ room: inout Int) -> Bool {
    switch value {
    case .object(let members):
      room -= 2
      for (key, member) in members {
        room -= key.unicodeScalars.count + 6
        if room < 0 || !fits(member, &room) { return false }
      }
    case .array(let elements):
      room -= 2
      for element in elements {
        room -= 2
        if room < 0 || !fits(element, &room) { return false }
      }
    case .string(let text): room -= text.unicodeScalars.count + 2
    case .integer(let whole): room -= String(whole).utf8.count
    case .number(let text): room -= text.utf8.count
    case .double(let number): room -= "\(number)".utf8.count
    case .bool, .null: room -= 5
    }
    return room >= 0
  }
}
