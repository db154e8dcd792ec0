import Numbers

/// An exact complex number; reals have `im` = 0.
public struct ExactComplex: Hashable, Codable, Sendable, ExpressibleByIntegerLiteral {
  /// The real part.
  public var re: Rational
  /// The imaginary part.
  public var im: Rational

  /// re + i·im.
  public init(re: Rational, im: Rational = .zero) {
    self.re = re
    self.im = im
  }

  public init(integerLiteral value: Int) { self.init(re: Rational(value)) }
}

/// Exact values for the sizes and variables of a theorem.
///
///     Instance(sizes: [2], values: [[ExactComplex(re: 1), ExactComplex(re: Rational(1, 2))]])
///
/// Whatever takes one holds it against the theorem first (`Theorem.validate`), and throws an `InputError` where
/// it does not fit.
public struct Instance: Hashable, Codable, Sendable {
  /// In the order of `Theorem.sizes`.
  public var sizes: [Int]
  /// For each of `Theorem.variables` its elements in enumeration order: outermost index first, each
  /// range from its lower end up (`Variable.forEachElement`).
  public var values: [[ExactComplex]]

  /// An instance may have this many elements in all: 2^24.
  public static let elementLimit = 1 << 24

  /// An instance from its values; nothing is checked before it is used.
  public init(sizes: [Int], values: [[ExactComplex]]) {
    self.sizes = sizes
    self.values = values
  }
}
