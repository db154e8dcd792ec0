import Enclosures
import Evaluation
import Numbers

extension Enclosure {
  /// The certified values of what code computes on enclosures: it is run with 128 bits, 256, ... until all
  /// are known closely enough.
  ///
  ///     let values = try Enclosure.values { [exp(Enclosure(Rational(1, 10)))] }
  ///     print(values[0].text(digits: 10))      // 1.105170918..1.105170919
  ///
  /// Numbers have to be taken up within `code`, and in its task, for the bits of the run: an enclosure made
  /// elsewhere has 128, or what it has, and does not grow.
  ///
  /// - Parameters:
  ///   - digits: The relative width at most, in decimal digits; a value that is exact has no width.
  ///   - limit: The greatest precision, in bits.
  /// - Throws: what `code` throws; an `EnclosureError` where a number has no value, or is not known so
  ///   closely.
  public static func values(
    digits: Int = 20, bits limit: Int = 2048, of code: () throws -> [Enclosure]
  ) throws -> [CertifiedValue] {
    let width = Rational(10).power(-max(digits, 1))
    return try values(bits: limit, of: code) { _, value in
      guard let lower = value.lower, let upper = value.upper else { return false }
      return upper - lower <= width * min(lower.magnitude, upper.magnitude)
    }
  }

  /// The same with a question of one's own.
  ///
  /// - Parameter isEnough: Asked of the place and the value of every number whether it is known closely
  ///   enough.
  package static func values(
    bits limit: Int, isCancelled: () -> Bool = { false }, of code: () throws -> [Enclosure],
    where isEnough: (Int, CertifiedValue) -> Bool
  ) throws -> [CertifiedValue] {
    let limit = min(max(limit, 64), 1 << 24)
    var bits = min(128, limit)
    while true {
      let numbers = try $bits.withValue(bits) { try code() }
      var (known, open) = ([CertifiedValue](), EnclosureError?.none)
      for (k, number) in numbers.enumerated() {
        switch number.standing {
        case .undefined(let reason):
          throw EnclosureError(isUndefined: true, element: k, message: "has no value: \(reason)")
        case .open(let question):
          open = open ?? EnclosureError.notKnown(k, limit, ": open is \(question)")
        case .defined:
          let value = CertifiedValue(number.interval)
          if !isEnough(k, value) { open = open ?? EnclosureError.notKnown(k, limit, "") }
          known.append(value)
        }
      }
      guard let open else { return known }
      if bits >= limit || isCancelled() { throw open }
      bits = min(2 * bits, limit)
    }
  }
}

/// A number that code computes on enclosures, and of which no certified value is known.
public struct EnclosureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether it certainly has no value; else the greatest precision was met first.
  public var isUndefined: Bool
  /// Its place among what the code gave, from 0 on.
  public var element: Int
  package var message: String

  package init(isUndefined: Bool, element: Int, message: String) {
    (self.isUndefined, self.element, self.message) = (isUndefined, element, message)
  }

  fileprivate static func notKnown(_ element: Int, _ bits: Int, _ question: String) -> EnclosureError {
    EnclosureError(
      isUndefined: false, element: element,
      message: "is not known closely enough within \(bits) bits of precision\(question)")
  }

  /// In a sentence.
  public var description: String { "element \(element) of what was computed on enclosures \(message)" }
}
