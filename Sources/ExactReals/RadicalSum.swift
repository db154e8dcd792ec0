import Numbers

/// A sum of rational multiples of products of radicals, for telling whether an algebraic number is 0.
///
/// Products q^(1/k) of one rational q > 0 each, no two of which have a rational ratio, are linearly independent
/// over the rationals (Mordell, On the linear independence of algebraic numbers, 1953): without nested radicals such a
/// sum is 0 where all coefficients are, once terms of rational ratio are put together. With nested ones only
/// what cancels term by term is known to be 0.
struct RadicalSum: Hashable, Sendable {
  /// radicand^(1/degree) · Π f^e over the nested (f, e): f ≠ 0, e < 1 and not 0, f > 0 where e is not whole.
  struct Monomial: Hashable, Sendable {
    var radicand: Rational = 1
    var degree = 1
    var nested: [RadicalSum: Rational] = [:]
  }

  /// No coefficient 0.
  private(set) var terms: [Monomial: Rational] = [:]

  static let largestTermCount = 2048
  static let largestDegree = 64
  static let largestBitCount = 1 << 16

  init(_ value: Rational) { add(value, Monomial()) }
  init() {}

  /// Adds c·Π n^e for whole n > 0; false where that is too long.
  mutating func add(_ c: Rational, powers: [(Integer, Rational)]) -> Bool {
    var degree = 1
    for (_, exponent) in powers {
      guard let d = exponent.denominator.word else { return false }
      degree = degree / (Integer.gcd(Integer(degree), Integer(d)).word ?? 1) * d
      guard degree <= Self.largestDegree else { return false }
    }
    var radicand = Rational(1)
    for (n, exponent) in powers {
      guard let k = (exponent * Rational(degree)).word, abs(k) <= Self.largestDegree,
        radicand.bitCount + n.bitCount * abs(k) <= Self.largestBitCount
      else { return false }
      radicand *= Rational(n).power(k)
    }
    add(c, Monomial(radicand: radicand, degree: degree))
    return true
  }

  /// The number where it is rational as it stands.
  var rational: Rational? {
    if terms.isEmpty { return .zero }
    return terms.count == 1 ? terms[Monomial()] : nil
  }

  private mutating func add(_ coefficient: Rational, _ monomial: Monomial) {
    let sum = (terms[monomial] ?? .zero) + coefficient
    terms[monomial] = sum.isZero ? nil : sum
  }

  private mutating func add(_ other: RadicalSum, scale: Rational) {
    for (monomial, coefficient) in other.terms { add(coefficient * scale, monomial) }
  }

  private func scaled(by c: Rational) -> RadicalSum {
    var result = RadicalSum()
    result.add(self, scale: c)
    return result
  }

  // MARK: Zero

  /// Whether the sum is 0; `unknown` where nested radicals leave it open, or radicands too long to compare.
  var isZero: Trilean {
    var groups: [[RadicalSum: Rational]: [(Monomial, Rational)]] = [:]
    for (monomial, coefficient) in terms {
      groups[monomial.nested, default: []].append((monomial, coefficient))
    }
    // Nested products are not 0, so that one group alone stands for the whole.
    let open = groups.values.map(Self.isZero).filter { $0 != .yes }
    return open.isEmpty ? .yes : open == [.no] ? .no : .unknown
  }

  /// The same for radicals of rationals.
  private static func isZero(_ terms: [(Monomial, Rational)]) -> Trilean {
    var classes: [(radical: Monomial, coefficient: Rational)] = []
    next: for (radical, coefficient) in terms {
      for k in classes.indices {
        switch ratio(radical, classes[k].radical) {
        case .rational(let ratio):
          classes[k].coefficient += coefficient * ratio
          continue next
        case .irrational: continue
        case .unknown: return .unknown
        }
      }
      classes.append((radical, coefficient))
    }
    return classes.allSatisfy(\.coefficient.isZero) ? .yes : .no
  }

  private enum Ratio {
    case rational(Rational)
    case irrational, unknown
  }

  private static func ratio(_ x: Monomial, _ y: Monomial) -> Ratio {
    guard let (a, b, degree) = common(x, y) else { return .unknown }
    return (a / b).exactRoot(degree).map { .rational($0) } ?? .irrational
  }

  /// Radicands of one degree; nil where they would be long.
  private static func common(_ x: Monomial, _ y: Monomial) -> (Rational, Rational, Int)? {
    if x.degree == y.degree { return (x.radicand, y.radicand, x.degree) }
    let divisor = Integer.gcd(Integer(x.degree), Integer(y.degree)).word ?? 1
    let (p, q) = (y.degree / divisor, x.degree / divisor)
    guard x.degree * p <= largestDegree, x.radicand.bitCount * p <= largestBitCount,
      y.radicand.bitCount * q <= largestBitCount
    else { return nil }
    return (x.radicand.power(p), y.radicand.power(q), x.degree * p)
  }

  // MARK: Arithmetic

  private static func product(_ x: RadicalSum, _ y: RadicalSum) -> RadicalSum? {
    guard x.terms.count * y.terms.count <= largestTermCount else { return nil }
    var result = RadicalSum()
    for (m, c) in x.terms {
      for (n, d) in y.terms {
        guard let term = product(m, n) else { return nil }
        result.add(term, scale: c * d)
      }
    }
    return result.terms.count <= largestTermCount ? result : nil
  }

  private static func product(_ x: Monomial, _ y: Monomial) -> RadicalSum? {
    guard let (a, b, degree) = common(x, y) else { return nil }
    var result = RadicalSum(1)
    var monomial = Monomial(radicand: a * b, degree: degree)
    guard monomial.radicand.bitCount <= largestBitCount else { return nil }
    if let root = monomial.radicand.exactRoot(degree) {
      result = RadicalSum(root)
      monomial = Monomial()
    }
    monomial.nested = x.nested
    for (f, e) in y.nested {
      let exponent = (monomial.nested[f] ?? .zero) + e
      // f^e with e ≥ 1 is f·f^(e − 1).
      let rest = exponent >= 1 ? exponent - 1 : exponent
      if exponent >= 1 {
        guard let next = product(result, f) else { return nil }
        result = next
      }
      monomial.nested[f] = rest.isZero ? nil : rest
    }
    guard monomial != Monomial() else { return result }
    if result.rational == nil {
      var factor = RadicalSum()
      factor.add(1, monomial)
      // The factors that were taken out may bring nested radicals of their own.
      return result.terms.keys.contains { !$0.nested.isEmpty } ? nil : product(result, factor)
    }
    var term = RadicalSum()
    term.add(result.rational ?? 0, monomial)
    return term
  }

  /// c·f with c > 0 and coefficients of f without a common factor.
  private var primitive: (Rational, RadicalSum) {
    var (top, bottom) = (Integer(0), Integer(1))
    for c in terms.values {
      top = Integer.gcd(top, c.numerator.magnitude)
      bottom = bottom.dividedExactly(by: Integer.gcd(bottom, c.denominator)) * c.denominator
    }
    let content = Rational(top, bottom)
    return (content, scaled(by: 1 / content))
  }

  /// f^(1/k), k ≠ 0, for f ≠ 0 (f > 0 but for k = −1).
  private func root(_ k: Int) -> RadicalSum? {
    let degree = abs(k)
    guard degree <= Self.largestDegree, !terms.isEmpty else { return nil }
    if terms.count == 1, let (monomial, c) = terms.first, monomial.nested.isEmpty {
      guard k == -1 || c.signum > 0, monomial.degree * degree <= Self.largestDegree else { return nil }
      let size = c.magnitude
      guard size.bitCount * monomial.degree <= Self.largestBitCount else { return nil }
      let inside = size.power(monomial.degree) * monomial.radicand
      let radical = Monomial(radicand: k < 0 ? 1 / inside : inside, degree: monomial.degree * degree)
      return RadicalSum.product(radical, Monomial()).map { $0.scaled(by: Rational(c.signum)) }
    }
    let (content, f) = primitive
    guard let outside = RadicalSum(content).root(k) else { return nil }
    var inside = RadicalSum()
    inside.add(1, Monomial(nested: [f: Rational(1, k)]))
    return Self.product(outside, inside)
  }
}

// MARK: - From nodes

extension RadicalSum {
  /// The number of a node; nil where it has too many parts.
  init?(_ node: RadicalExpression) {
    var reader = Reader()
    guard let sum = reader.sum(node, depth: 0) else { return nil }
    self = sum
  }

  private struct Reader {
    private var known: [ObjectIdentifier: RadicalSum] = [:]
    private var budget = 50_000

    /// Sums are followed with their coefficients, so that a long one takes no copies.
    mutating func sum(_ node: RadicalExpression, depth: Int) -> RadicalSum? {
      var result = RadicalSum()
      var waiting: [(RadicalExpression, Rational)] = [(node, 1)]
      while let (node, c) = waiting.popLast() {
        budget -= 1
        guard budget > 0, result.terms.count <= largestTermCount else { return nil }
        switch node.operation {
        case .rational(let value):
          guard value.bitCount <= largestBitCount else { return nil }
          result.add(value * c, Monomial())
        case .sum(let x, let y): waiting += [(y, c), (x, c)]
        case .difference(let x, let y): waiting += [(y, -c), (x, c)]
        case .product, .quotient, .root:
          guard let part = part(node, depth: depth + 1) else { return nil }
          result.add(part, scale: c)
          budget -= part.terms.count
        }
        guard c.bitCount <= largestBitCount else { return nil }
      }
      return result
    }

    private mutating func part(_ node: RadicalExpression, depth: Int) -> RadicalSum? {
      if let known = known[ObjectIdentifier(node)] { return known }
      guard depth < 500 else { return nil }
      var result: RadicalSum?
      switch node.operation {
      case .product(let x, let y):
        guard let a = sum(x, depth: depth), let b = sum(y, depth: depth) else { return nil }
        budget -= a.terms.count * b.terms.count
        result = RadicalSum.product(a, b)
      case .quotient(let x, let y):
        guard let a = sum(x, depth: depth), let b = sum(y, depth: depth)?.root(-1) else { return nil }
        budget -= a.terms.count * b.terms.count
        result = RadicalSum.product(a, b)
      case .root(let x, let k):
        result = sum(x, depth: depth)?.root(k)
      case .rational, .sum, .difference:
        return sum(node, depth: depth)
      }
      known[ObjectIdentifier(node)] = result
      return result
    }
  }
}
