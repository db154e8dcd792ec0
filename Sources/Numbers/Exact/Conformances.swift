// What exact numbers are to generic code: the laws of these protocols hold without exception.
//
// Neither is `ExpressibleByFloatLiteral`: the literal 0.1 would be the double next to one tenth. Text is exact:
// `Rational("0.1")`.

/// `Integer("-12")`: the text of every integer is read again to the same one.
extension Integer: LosslessStringConvertible {
  /// Reads an optional sign and decimal digits; nil for anything else.
  public init?(_ description: String) { self.init(decimal: description) }
}

extension Integer: SignedNumeric {
  /// The exact value of any binary integer.
  public init<Source: BinaryInteger>(exactly source: Source) {
    if let word = Int(exactly: source) {
      self.init(word)
    } else {
      // The description is decimal for every binary integer.
      self = Integer(decimal: "\(source)") ?? Integer(0)
    }
  }

  /// Multiplies by y.
  public static func *= (x: inout Integer, y: Integer) { x = x * y }
  /// Adds y.
  public static func += (x: inout Integer, y: Integer) { x = x + y }
  /// Subtracts y.
  public static func -= (x: inout Integer, y: Integer) { x = x - y }
}

/// `"3/5"`: the text of every rational is read again to the same one.
extension Rational: LosslessStringConvertible {}

extension Rational: SignedNumeric {
  /// The exact value of any binary integer.
  public init<Source: BinaryInteger>(exactly source: Source) {
    self.init(Integer(exactly: source))
  }
}

/// As its decimal text.
extension Integer: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Integer(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text.prefix(60))\" is no integer; one is written \"-12\"")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// As text: `"3/5"`; read are all forms that `init(_:)` takes.
extension Rational: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Rational(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription:
          "\"\(text.prefix(60))\" is no exact number; one is written \"3/5\", \"0.6\" or \"1e-3\"")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
