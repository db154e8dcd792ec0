import Enclosures
import Numbers
import TestSupport

@testable import Algebra

/// Expressions in w, evaluated in two ways: on cells by the tower, and at rational points by intervals.
indirect enum Expression: CustomStringConvertible {
  case number(Rational)
  case variable
  case sum(Expression, Expression)
  case difference(Expression, Expression)
  case product(Expression, Expression)
  case quotient(Expression, Expression)
  case root(Expression)
  case absolute(Expression)
  case maximum(Expression, Expression)

  static func random(depth: Int, _ random: inout SplitMix64) -> Expression {
    if depth == 0 {
      return Bool.random(using: &random) ? .variable : .number(random.rational(4, denominator: 2))
    }
    let a = Expression.random(depth: depth - 1, &random)
    func b() -> Expression { .random(depth: Int.random(in: 0..<depth, using: &random), &random) }
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return .sum(a, b())
    case 2, 3: return .difference(a, b())
    case 4, 5: return .product(a, b())
    case 6: return .quotient(a, b())
    case 7: return .root(a)
    // Positive everywhere: roots that live on the whole line.
    case 8, 9: return .root(.sum(.product(a, a), .number(Rational(Int.random(in: 0...3, using: &random)))))
    case 10: return .absolute(a)
    default: return .maximum(a, b())
    }
  }

  var description: String {
    switch self {
    case .number(let x): "\(x)"
    case .variable: "w"
    case .sum(let a, let b): "(\(a) + \(b))"
    case .difference(let a, let b): "(\(a) - \(b))"
    case .product(let a, let b): "\(a)*\(b)"
    case .quotient(let a, let b): "\(a)/(\(b))"
    case .root(let a): "sqrt(\(a))"
    case .absolute(let a): "abs(\(a))"
    case .maximum(let a, let b): "max(\(a), \(b))"
    }
  }

  // MARK: On a cell

  struct Undefined: Error {}
  struct NeedsSplit: Error {
    let points: [AlgebraicNumber]
  }

  static func constantSign(_ x: RadicalElement, _ tower: RadicalTower) throws -> Int {
    switch try tower.sign(of: x) {
    case .constant(let sign): return sign
    case .undefined: throw Undefined()
    case .splits(let points): throw NeedsSplit(points: points)
    }
  }

  func element(_ tower: RadicalTower) throws -> RadicalElement {
    switch self {
    case .number(let x): return RadicalElement(x)
    case .variable: return tower.variable
    case .sum(let a, let b): return try tower.sum(a.element(tower), b.element(tower))
    case .difference(let a, let b): return try tower.difference(a.element(tower), b.element(tower))
    case .product(let a, let b): return try tower.product(a.element(tower), b.element(tower))
    case .quotient(let a, let b):
      let (x, y) = (try a.element(tower), try b.element(tower))
      if try Self.constantSign(y, tower) == 0 { throw Undefined() }
      return try tower.product(x, tower.inverse(of: y))
    case .root(let a):
      switch try tower.squareRoot(of: a.element(tower)) {
      case .value(let root): return root
      case .undefined: throw Undefined()
      case .splits(let points): throw NeedsSplit(points: points)
      }
    case .absolute(let a):
      let x = try a.element(tower)
      return try Self.constantSign(x, tower) < 0 ? tower.negated(x) : x
    case .maximum(let a, let b):
      let (x, y) = (try a.element(tower), try b.element(tower))
      return try Self.constantSign(tower.difference(x, y), tower) < 0 ? y : x
    }
  }

  func sign(_ tower: RadicalTower) throws -> CellSign {
    do {
      return try .constant(Self.constantSign(element(tower), tower))
    } catch is Undefined {
      return .undefined
    } catch let split as NeedsSplit {
      return .splits(split.points)
    }
  }

  // MARK: At a rational point

  /// An enclosure of the value; nil where there is none, or where that precision does not tell.
  func enclosure(at x: Rational, bits: Int) -> RationalInterval? {
    switch self {
    case .number(let c): return RationalInterval(c)
    case .variable: return RationalInterval(x)
    case .sum(let a, let b):
      guard let u = a.enclosure(at: x, bits: bits), let v = b.enclosure(at: x, bits: bits) else { return nil }
      return u.plus(v, bits)
    case .difference(let a, let b):
      guard let u = a.enclosure(at: x, bits: bits), let v = b.enclosure(at: x, bits: bits) else { return nil }
      return u.plus(RationalInterval(-v.upper, -v.lower), bits)
    case .product(let a, let b):
      guard let u = a.enclosure(at: x, bits: bits), let v = b.enclosure(at: x, bits: bits) else { return nil }
      return u.times(v, bits)
    case .quotient(let a, let b):
      guard let u = a.enclosure(at: x, bits: bits), let v = b.enclosure(at: x, bits: bits)?.reciprocal(bits)
      else { return nil }
      return u.times(v, bits)
    case .root(let a):
      guard let u = a.enclosure(at: x, bits: bits), u.upper.signum >= 0 else { return nil }
      return u.squareRoot(bits)
    case .absolute(let a):
      guard let u = a.enclosure(at: x, bits: bits) else { return nil }
      if u.lower.signum >= 0 { return u }
      return RationalInterval(u.upper.signum <= 0 ? -u.upper : 0, max(-u.lower, u.upper))
    case .maximum(let a, let b):
      guard let u = a.enclosure(at: x, bits: bits), let v = b.enclosure(at: x, bits: bits) else { return nil }
      return RationalInterval(max(u.lower, v.lower), max(u.upper, v.upper))
    }
  }
}
