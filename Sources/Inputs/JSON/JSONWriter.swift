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
    /// Lines of 120 columns, filled with what fits on them, one space per level, for what is nested deeply: objects in arrays
    /// begin lines, and the members of the outermost object.
    case dense

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
  private var column = 0
  private let style: Style

  private init(style: Style) { self.style = style }

  private mutating func write(_ value: JSONOutput, indent: Int) {
    switch value {
    case .object(let members):
      writeContainer(value, "{", "}", members.count, indent) { writer, index, inner in
        writer.put(Self.quoted(members[index].0) + ": ")
        writer.write(members[index].1, indent: inner)
      }
    case .array(let elements):
      writeContainer(value, "[", "]", elements.count, indent) { writer, index, inner in
        writer.write(elements[index], indent: inner)
      }
    case .string(let text): put(Self.quoted(text))
    case .integer(let whole): put(String(whole))
    case .number(let text): put(text)
    case .double(let number): put(number.isFinite ? "\(number)" : "null")
    case .bool(let flag): put(flag ? "true" : "false")
    case .null: put("null")
    }
  }

  private mutating func put(_ text: String) {
    output += text
    column += text.unicodeScalars.count
  }

  private mutating func breakLine(indent: Int) {
    output += "\n" + String(repeating: " ", count: indent)
    column = indent
  }

  private mutating func writeContainer(
    _ value: JSONOutput, _ opening: String, _ closing: String, _ count: Int, _ indent: Int,
    element: (inout JSONWriter, Int, Int) -> Void
  ) {
    let isFilled = style == .dense && indent > 0
    let breaks = !fits(value, from: isFilled ? column : indent)
    let inner = indent + (style == .dense ? 1 : 2)
    put(opening)
    for k in 0..<count {
      if k > 0 { put(",") }
      if breaks, isFilled ? k > 0 && !stays(value, k) : true {
        breakLine(indent: inner)
      } else if k > 0 {
        put(" ")
      }
      element(&self, k, inner)
    }
    if breaks, !isFilled { breakLine(indent: indent) }
    put(closing)
  }

  /// Whether a part of a container goes on the line that the part before it ends on: what fits there, but for objects of arrays.
  private func stays(_ container: JSONOutput, _ k: Int) -> Bool {
    switch container {
    case .object(let members): return fits(.object([members[k]]), from: column)
    case .array(let elements):
      if case .object = elements[k] { return false }
      return fits(elements[k], from: column)
    default: return true
    }
  }

  /// Whether the value fits on the line from a column on.
  private func fits(_ value: JSONOutput, from column: Int) -> Bool {
    guard let width = style.width else { return true }
    var room = width - column
    return Self.fits(value, &room)
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
