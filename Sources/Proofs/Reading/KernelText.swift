import Numbers
import ProofKernel

/// What a text in the kernel's own terms lacks, and where.
package struct KernelTextError: Error, Hashable, Sendable {
  package var message: String
  /// The number of the byte, from 1.
  package var column: Int
}

/// Reads polynomials, literals, index terms and references as certificates write them.
///
///     polynomial  hi[n] - Q[n,s,t]*(hi[n] - h[s,n]) + 3/4*x^2
///     literal     0 <= t-1            p >= q, p > q, p = q, p /= q
///     reference   gap(s,t-1,n){IH, A.low(t,n)}    IH    index(t-1)    same(b[t],b[1])
///
/// Names are made of ASCII letters, digits, `_`, `'` and `.`, and do not begin with a digit. One with parentheses is a
/// fact of the theory, one without is what was assumed or proved on the way.
package struct KernelText {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  /// More nested parentheses, longer numbers and higher powers are refused.
  private static let mostDepth = 200
  private static let mostDigits = 10_000

  private init(_ text: String) { bytes = Array(text.utf8) }

  package static func name(_ text: String) throws(KernelTextError) -> String {
    try whole(text) { reader throws(KernelTextError) in try reader.name() }
  }

  package static func polynomial(_ text: String) throws(KernelTextError) -> RealPolynomial {
    try whole(text) { reader throws(KernelTextError) in try reader.sum() }
  }

  package static func literal(_ text: String) throws(KernelTextError) -> Literal {
    try whole(text) { reader throws(KernelTextError) in
      let left = try reader.sum()
      for (sign, relation, isTurned) in [
        (">=", Literal.Relation.nonnegative, false), ("<=", .nonnegative, true), ("/=", .nonzero, false),
        (">", .positive, false), ("<", .positive, true), ("=", .zero, false),
      ] where reader.take(sign) {
        let right = try reader.sum()
        return Literal(isTurned ? right - left : left - right, relation)
      }
      throw reader.error("a relation (>=, <=, >, <, =, /=) is missing")
    }
  }

  package static func index(_ text: String) throws(KernelTextError) -> IndexTerm {
    try whole(text) { reader throws(KernelTextError) in try reader.indexTerm() }
  }

  package static func atom(_ text: String) throws(KernelTextError) -> Atom {
    try whole(text) { reader throws(KernelTextError) in try reader.atom(try reader.name()) }
  }

  package static func reference(_ text: String) throws(KernelTextError) -> Reference {
    try whole(text) { reader throws(KernelTextError) in try reader.reference() }
  }

  private static func whole<Value>(
    _ text: String, _ read: (inout Self) throws(KernelTextError) -> Value
  ) throws(KernelTextError) -> Value {
    var reader = Self(text)
    let value = try read(&reader)
    reader.skipSpace()
    guard reader.place == reader.bytes.count else { throw reader.error("something is left over") }
    return value
  }

  // MARK: Polynomials

  private mutating func sum() throws(KernelTextError) -> RealPolynomial {
    var sum = take("-") ? -(try product()) : try product()
    while true {
      if take("+") {
        sum = sum + (try product())
      } else if take("-") {
        sum = sum - (try product())
      } else {
        return sum
      }
    }
  }

  private mutating func product() throws(KernelTextError) -> RealPolynomial {
    var product = try power()
    while take("*") {
      let next = try power()
      guard product.termCount * next.termCount <= Checker.mostTerms,
        product.degree + next.degree <= Checker.mostDegree
      else {
        throw error(
          "a product has more than \(Checker.mostTerms) terms, or a degree above \(Checker.mostDegree)")
      }
      product = product * next
    }
    return product
  }

  private mutating func power() throws(KernelTextError) -> RealPolynomial {
    let base = try factor()
    guard take("^") else { return base }
    guard let exponent = try number().word, exponent <= Checker.mostDegree,
      exponent * max(base.degree, 1) <= Checker.mostDegree,
      base.termCount == 1 || base.termCount * exponent <= Checker.mostDegree
    else { throw error("the power is too high: of degree 64 at most, and of a sum times its terms") }
    return base.power(exponent)
  }

  private mutating func factor() throws(KernelTextError) -> RealPolynomial {
    if take("(") {
      depth += 1
      defer { depth -= 1 }
      guard depth < Self.mostDepth else { throw error("parentheses are nested too deep") }
      let inner = try sum()
      try expect(")")
      return inner
    }
    if isDigit(peek) {
      let numerator = try number()
      // `/=` is a relation.
      guard peek == UInt8(ascii: "/"), place + 1 < bytes.count, isDigit(bytes[place + 1]), take("/") else {
        return RealPolynomial(Rational(numerator))
      }
      let denominator = try number()
      guard !denominator.isZero else { throw error("a divisor is 0") }
      return RealPolynomial(Rational(numerator, denominator))
    }
    return RealPolynomial(atom: try atom(try name()))
  }

  private mutating func atom(_ name: String) throws(KernelTextError) -> Atom {
    guard take("[") else { return Atom(name) }
    var indices = [try indexTerm()]
    while take(",") { indices.append(try indexTerm()) }
    try expect("]")
    return Atom(name, indices)
  }

  // MARK: Index terms and references

  private mutating func indexTerm() throws(KernelTextError) -> IndexTerm {
    var result = IndexTerm(0)
    var sign = take("-") ? -1 : 1
    while true {
      var factor = 1
      var term = IndexTerm(1)
      if isDigit(peek) {
        guard let value = try number().word else { throw error("the number does not fit 64 bits") }
        factor = value
        if take("*") { term = IndexTerm(try name()) }
      } else {
        term = IndexTerm(try name())
      }
      do throws(KernelError) {
        result = try result.adding(term, times: sign * factor)
      } catch {
        throw self.error("the number does not fit 64 bits")
      }
      if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return result }
    }
  }

  private mutating func reference() throws(KernelTextError) -> Reference {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.mostDepth else { throw error("premises are nested too deep") }
    let name = try name()
    guard take("(") else { return .local(name) }
    if name == "same" {
      let first = try atom(try self.name())
      try expect(",")
      let second = try atom(try self.name())
      try expect(")")
      return .same(first, second)
    }
    var indices: [IndexTerm] = []
    if !take(")") {
      repeat { indices.append(try indexTerm()) } while take(",")
      try expect(")")
    }
    if name == "index" {
      guard indices.count == 1 else { throw error("'index' takes one index term") }
      return .index(indices[0])
    }
    var premises: [Reference] = []
    if take("{") {
      repeat { premises.append(try reference()) } while take(",")
      try expect("}")
    }
    return .fact(name, indices, premises)
  }

  // MARK: Characters

  private var peek: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private func isNamed(_ byte: UInt8) -> Bool {
    isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ".")
  }

  private mutating func skipSpace() { while peek == 32 { place += 1 } }

  /// Takes a sign that stands next.
  private mutating func take(_ sign: String) -> Bool {
    skipSpace()
    let wanted = Array(sign.utf8)
    guard bytes[place...].starts(with: wanted) else { return false }
    place += wanted.count
    skipSpace()
    return true
  }

  private mutating func expect(_ sign: String) throws(KernelTextError) {
    guard take(sign) else { throw error("'\(sign)' is missing") }
  }

  private mutating func number() throws(KernelTextError) -> Integer {
    let start = place
    while isDigit(peek) { place += 1 }
    guard start < place, place - start <= Self.mostDigits,
      let value = Integer(String(decoding: bytes[start..<place], as: UTF8.self))
    else { throw error("a number is missing, or too long") }
    skipSpace()
    return value
  }

  private mutating func name() throws(KernelTextError) -> String {
    skipSpace()
    let start = place
    guard !isDigit(peek) else { throw error("a name is missing") }
    while isNamed(peek) { place += 1 }
    guard start < place else { throw error("a name is missing") }
    let name = String(decoding: bytes[start..<place], as: UTF8.self)
    skipSpace()
    return name
  }

  private func error(_ message: String) -> KernelTextError {
    KernelTextError(message: message, column: place + 1)
  }
}

extension Reference: CustomStringConvertible {
  package var description: String {
    switch self {
    case .local(let name): return name
    case .index(let term): return "index(\(term))"
    case .same(let a, let b): return "same(\(a),\(b))"
    case .fact(let name, let indices, let premises):
      let text = "\(name)(\(indices.map(\.description).joined(separator: ",")))"
      return premises.isEmpty ? text : text + "{\(premises.map(\.description).joined(separator: ", "))}"
    }
  }
}
