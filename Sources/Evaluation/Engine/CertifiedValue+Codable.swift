import Numbers

/// As `{"exact": "1/2", "lower": "1/2", "upper": "1/2"}`; what is not known is left out.
extension CertifiedValue: Codable {
  private enum CodingKeys: String, CodingKey { case exact, lower, upper }

  /// - Throws: a `DecodingError` where the bounds contradict each other.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let exact = try container.decodeIfPresent(Rational.self, forKey: .exact)
    let lower = try container.decodeIfPresent(Rational.self, forKey: .lower)
    let upper = try container.decodeIfPresent(Rational.self, forKey: .upper)
    if let lower, let upper, lower > upper {
      throw DecodingError.dataCorruptedError(
        forKey: .lower, in: container, debugDescription: "the lower bound is above the upper one")
    }
    if let exact {
      guard lower == exact, upper == exact else {
        throw DecodingError.dataCorruptedError(
          forKey: .exact, in: container, debugDescription: "an exact value is its own lower and upper bound")
      }
      self.init(exact: exact)
    } else if let lower, let upper {
      self.init(from: lower, to: upper)
    } else {
      self.init(lower: lower, upper: upper)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(exact, forKey: .exact)
    try container.encodeIfPresent(lower, forKey: .lower)
    try container.encodeIfPresent(upper, forKey: .upper)
  }
}
