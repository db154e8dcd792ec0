/// A whole number that rests on sizes and index variables linearly: c + k₁·v₁ + … + kₙ·vₙ.
package struct IndexTerm: Hashable, Comparable, Sendable {
  package struct Part: Hashable, Sendable {
    package var name: String
    /// Not 0.
    package var factor: Int
  }

  package private(set) var constant: Int
  /// In the order of the names.
  package private(set) var parts: [Part]

  package init(_ constant: Int) { (self.constant, parts) = (constant, []) }

  package init(_ name: String) { (constant, parts) = (0, [Part(name: name, factor: 1)]) }

  package var names: [String] { parts.map(\.name) }

  package func factor(of name: String) -> Int { parts.first { $0.name == name }?.factor ?? 0 }

  /// self + factor·other.
  ///
  /// - Throws: `KernelError.overflow` where a number does not fit a word.
  package func adding(_ other: Self, times factor: Int = 1) throws(KernelError) -> Self {
    var result = Self(try Self.sum(constant, other.constant, times: factor))
    var (i, j) = (0, 0)
    while i < parts.count || j < other.parts.count {
      if j == other.parts.count || i < parts.count && parts[i].name < other.parts[j].name {
        result.parts.append(parts[i])
        i += 1
        continue
      }
      let isShared = i < parts.count && parts[i].name == other.parts[j].name
      let sum = try Self.sum(isShared ? parts[i].factor : 0, other.parts[j].factor, times: factor)
      if sum != 0 { result.parts.append(Part(name: other.parts[j].name, factor: sum)) }
      (i, j) = (isShared ? i + 1 : i, j + 1)
    }
    return result
  }

  package func subtracting(_ other: Self) throws(KernelError) -> Self { try adding(other, times: -1) }

  /// The term with others in the place of names; what the dictionary does not have stays.
  package func substituting(_ values: [String: IndexTerm]) throws(KernelError) -> Self {
    var result = Self(constant)
    for part in parts {
      result = try result.adding(values[part.name] ?? Self(part.name), times: part.factor)
    }
    return result
  }

  private static func sum(_ a: Int, _ b: Int, times factor: Int) throws(KernelError) -> Int {
    let (product, isTooLong) = b.multipliedReportingOverflow(by: factor)
    let (sum, isTooLarge) = a.addingReportingOverflow(product)
    // The least number has no negative.
    guard !isTooLong, !isTooLarge, sum != .min else { throw .overflow }
    return sum
  }

  /// An order for printing and keeping.
  package static func < (a: Self, b: Self) -> Bool {
    for (x, y) in zip(a.parts, b.parts) {
      if x.name != y.name { return x.name < y.name }
      if x.factor != y.factor { return x.factor < y.factor }
    }
    return (a.parts.count, a.constant) < (b.parts.count, b.constant)
  }
}

extension IndexTerm: CustomStringConvertible {
  package var description: String {
    var text = ""
    for part in parts {
      text += part.factor < 0 ? "-" : text.isEmpty ? "" : "+"
      text += (abs(part.factor) == 1 ? "" : "\(abs(part.factor))*") + part.name
    }
    if constant != 0 || text.isEmpty { text += constant < 0 || text.isEmpty ? "\(constant)" : "+\(constant)" }
    return text
  }
}
