import Numbers

/// Exact numbers of one variable: a number, or lists of them nested in index order.
public indirect enum ExactValues: Hashable, Sendable {
  /// One element.
  case number(ExactComplex)
  /// The elements of one index, in its order.
  case list([ExactValues])
  /// Something that is no exact number (`nan`, `1/0`), as it was written.
  case invalid(String)
}

/// What an instance can be made from: numbers that are exact as they stand, text that writes one, lists of them.
///
/// A `Double` or `Float` stands for the very number that it holds: `0.1` is 3602879701896397/2^55. One tenth is
/// `Rational(1, 10)` or `"1/10"`.
public protocol ExactValuesConvertible {
  /// The numbers.
  var exactValues: ExactValues { get }
}

extension Double: ExactValuesConvertible {
  public var exactValues: ExactValues {
    Rational(exactly: self).map { .number(ExactComplex(re: $0)) } ?? .invalid("\(self)")
  }
}

extension Float: ExactValuesConvertible {
  public var exactValues: ExactValues { Double(self).exactValues }
}

extension Int: ExactValuesConvertible {
  public var exactValues: ExactValues { .number(ExactComplex(re: Rational(self))) }
}

extension Integer: ExactValuesConvertible {
  public var exactValues: ExactValues { .number(ExactComplex(re: Rational(self))) }
}

extension Rational: ExactValuesConvertible {
  public var exactValues: ExactValues { .number(ExactComplex(re: self)) }
}

extension ExactComplex: ExactValuesConvertible {
  public var exactValues: ExactValues { .number(self) }
}

/// `"3/5"`, `"0.6"`, `"1e-3"`, `"0x1.8p-1"`, as in an instance file.
extension String: ExactValuesConvertible {
  public var exactValues: ExactValues {
    Rational(self).map { .number(ExactComplex(re: $0)) } ?? .invalid("\"\(TheoremChecker.shortened(self))\"")
  }
}

extension Array: ExactValuesConvertible where Element: ExactValuesConvertible {
  public var exactValues: ExactValues { .list(map(\.exactValues)) }
}

extension ArraySlice: ExactValuesConvertible where Element: ExactValuesConvertible {
  public var exactValues: ExactValues { .list(map(\.exactValues)) }
}

extension ExactValues: ExactValuesConvertible {
  public var exactValues: ExactValues { self }
}
