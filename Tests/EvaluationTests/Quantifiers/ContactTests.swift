import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Sides that touch at a point, to any order up to eight: true claims, and the same made false by very little, none of
/// which may hold. What holds is looked at near the contact, at many points, by the evaluation of plain numbers.
@Suite struct ContactTests {
  /// An inequality of a function of u and the first terms of its series at 0: true for all u of a side, touching at u = 0.
  private struct Kind {
    /// The function, and whether it is the greater side.
    let function: String
    let isGreater: Bool
    /// Coefficients of the polynomial.
    let polynomial: [Rational]
    /// Whether it is false for small u < 0.
    let isOneSided: Bool
    /// The greatest u looked at, and the least.
    var upper = Rational(2)
    var lower = Rational(-2)
  }

  private static func series(_ count: Int, _ term: (Int) -> Rational) -> [Rational] { (0..<count).map(term) }
  private static func factorial(_ n: Int) -> Rational { (0..<n).reduce(1) { $0 * Rational($1 + 1) } }

  /// Of functions without numbers in their series that are not rational.
  private static let kinds: [Kind] = {
    var kinds: [Kind] = []
    let exponential = series(8) { 1 / factorial($0) }
    for n in 1...8 {
      kinds.append(
        Kind(
          function: "exp(U)", isGreater: true, polynomial: Array(exponential.prefix(n)),
          isOneSided: n % 2 == 1))
    }
    let sine = series(8) { k in k % 2 == 0 ? 0 : (k % 4 == 1 ? 1 : -1) / factorial(k) }
    for n in [2, 4, 6] {
      kinds.append(
        Kind(function: "sin(U)", isGreater: n == 4, polynomial: Array(sine.prefix(n)), isOneSided: true))
    }
    let cosine = series(8) { k in k % 2 == 1 ? 0 : (k % 4 == 0 ? 1 : -1) / factorial(k) }
    for n in [1, 3, 5, 7] {
      kinds.append(
        Kind(
          function: "cos(U)", isGreater: n % 4 == 3, polynomial: Array(cosine.prefix(n)), isOneSided: false))
    }
    let logarithm = series(5) { k in k == 0 ? 0 : Rational(k % 2 == 1 ? 1 : -1, k) }
    for n in 2...5 {
      kinds.append(
        Kind(
          function: "log(1 + U)", isGreater: n % 2 == 1, polynomial: Array(logarithm.prefix(n)),
          isOneSided: n % 2 == 1, lower: Rational(-1, 2)))
    }
    kinds.append(Kind(function: "tanh(U)", isGreater: false, polynomial: [0, 1], isOneSided: true))
    kinds.append(
      Kind(function: "tanh(U)", isGreater: true, polynomial: [0, 1, 0, Rational(-1, 3)], isOneSided: true))
    for n in 1...6 {
      kinds.append(
        Kind(
          function: "1/(1 - U)", isGreater: true, polynomial: Array(repeating: 1, count: n),
          isOneSided: n % 2 == 1,
          upper: Rational(1, 2)))
    }
    let softplus: [Rational] = [0, Rational(1, 2), Rational(1, 8)]
    kinds.append(
      Kind(
        function: "(softplus(U) - log(2))", isGreater: true, polynomial: Array(softplus.prefix(2)),
        isOneSided: false))
    kinds.append(
      Kind(function: "(softplus(U) - log(2))", isGreater: false, polynomial: softplus, isOneSided: false))
    return kinds
  }()

  private static let tiny = Rational(10).power(-12)

  /// A claim about w near p, with u = a·(w − p), and what of it is false where something is.
  private struct Case {
    var function: String
    var relation: String
    var polynomial: [Rational]
    var lower: Rational
    var upper: Rational
    var point: Rational

    var inside: String {
      let terms = polynomial.enumerated().filter { !$1.isZero }.map { k, c in "(\(c))*U^\(k)" }
      let text = "\(function) \(relation) \(terms.isEmpty ? "0" : terms.joined(separator: " + "))"
      return text.replacing("U", with: "(a*(w - (\(point))))")
    }
    var text: String { "forall real w in [\(lower), \(upper)]: \(inside)" }

    /// The first point near the contact at which the claim is certainly false.
    func failure(_ a: Rational) throws -> Rational? {
      var points: [Rational] = [point, lower, upper]
      for k in 1...40 { points += [point + Rational(2).power(-k), point - Rational(2).power(-k)] }
      for k in 0...24 { points.append(lower + (upper - lower) * Rational(k, 24)) }
      for w in points where lower <= w && w <= upper {
        if try verdict("real a, w conclude \(inside)", [a, w], bits: 2048) == .violated { return w }
      }
      return nil
    }
  }

  private static func drawn(_ kind: Kind, _ random: inout ExpressionGenerator) -> (Case, Rational) {
    let a = Rational(1 + random.below(5), 1 + random.below(3))
    let point = Rational(random.below(9) - 4, 1 + random.below(4))
    let isRight = kind.isOneSided || random.below(3) == 0
    return (
      Case(
        function: kind.function, relation: kind.isGreater ? ">=" : "<=", polynomial: kind.polynomial,
        lower: isRight ? point : point + kind.lower / a, upper: point + kind.upper / a, point: point), a
    )
  }

  private func decided(_ item: Case, _ a: Rational) throws -> InstanceVerdict {
    try verdict("real a conclude \(item.text)", [a], bits: 512)
  }

  @Test func trueOnesHold() throws {
    var random = ExpressionGenerator(seed: 1, names: [])
    for (k, kind) in Self.kinds.enumerated() {
      for _ in 0..<TestScale.factor {
        let (item, a) = Self.drawn(kind, &random)
        #expect(try decided(item, a) == .holds, "kind \(k): \(item.text), a = \(a)")
      }
    }
  }

  @Test func almostTrueOnesDoNot() throws {
    var random = ExpressionGenerator(seed: 2, names: [])
    for (k, kind) in Self.kinds.enumerated() {
      for change in 0..<4 * TestScale.factor {
        var (item, a) = Self.drawn(kind, &random)
        let worse = Rational(kind.isGreater ? 1 : -1)
        switch change % 4 {
        case 0: item.polynomial[0] = item.polynomial[0] + worse * Self.tiny
        case 1:
          // The last term that is there, for u > 0.
          let last = item.polynomial.lastIndex { !$0.isZero } ?? 0
          item.polynomial[last] = item.polynomial[last] + worse * Self.tiny
        case 2: item.relation = kind.isGreater ? ">" : "<"
        default:
          guard kind.isOneSided else { continue }
          item.lower = item.point - Self.tiny
        }
        #expect(try decided(item, a) != .holds, "kind \(k), change \(change % 4): \(item.text), a = \(a)")
      }
    }
  }

  /// Claims of either kind, of which nothing is known but what points say.
  @Test func whatHoldsFailsAtNoPoint() throws {
    var random = ExpressionGenerator(seed: 3, names: [])
    var held = 0
    for _ in 0..<40 * TestScale.factor {
      var (item, a) = Self.drawn(random.pick(Self.kinds), &random)
      let k = random.below(9)
      item.polynomial += Array(repeating: 0, count: max(0, k + 1 - item.polynomial.count))
      let size = Rational(10).power(-random.below(14))
      item.polynomial[k] = item.polynomial[k] + (random.below(2) == 0 ? size : -size)
      if random.below(2) == 0 { item.lower = item.point - Rational(1, 3) / a }
      guard try decided(item, a) == .holds else { continue }
      held += 1
      let failure = try item.failure(a)
      #expect(failure == nil, "\(item.text), a = \(a), fails at \(failure?.description ?? "")")
    }
    #expect(held > 0)
  }

  @Test(arguments: [
    ("forall real x in [0, 1): exp(x) <= 1/(1 - x)", InstanceVerdict.holds),
    ("forall real x in (0, 1): exp(x) < 1/(1 - x)", .holds),
    ("forall real x in [0, 1): exp(x) < 1/(1 - x)", .violated),
    ("forall real w >= 0: sin(w) >= w - w^3/6", .holds),
    ("forall real w > 0: sin(w) > w - w^3/6", .holds),
    ("forall real w: cos(w) >= 1 - w^2/2", .holds),
    ("forall real w: exp(w) >= 1 + w", .holds),
    ("forall real w > 0: exp(w) > 1 + w", .holds),
    ("forall real w: softplus(w) >= max(w, 0)", .holds),
    ("forall real w in [-1/2, 5]: log(1 + w) <= w", .holds),
    ("forall real w in [0, 20]: sin(w) <= w", .holds),
  ])
  func samples(_ text: String, _ expected: InstanceVerdict) throws {
    let found = try formula(text)
    if expected == .holds { #expect(found == .holds, "\(text)") } else { #expect(found != .holds, "\(text)") }
  }

  /// A period is no end of the range: nothing is left out where it begins again.
  @Test(arguments: [
    "forall real w in (0, 20): cos(w) < 1", "forall real w in (0, 20): cos(w - 355/113) < 1",
    "forall real w in (-1, 9): cos(w*710/113 - 710/113) < 1",
    "forall real w in (0, 20): cos(w - 710/113) < 1",
  ])
  func periodsLeaveNothingOut(_ text: String) throws {
    #expect(try formula(text) != .holds, "\(text)")
  }
}
