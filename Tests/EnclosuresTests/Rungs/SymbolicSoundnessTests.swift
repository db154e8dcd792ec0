import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// A random expression, evaluated on any rung.
private indirect enum Expression {
  case number(Rational)
  case pi
  case unary(Int, Expression)
  case binary(Int, Expression, Expression)

  static func random(_ size: Int, _ random: inout SplitMix64) -> Expression {
    if size <= 1 {
      if random.next() % 12 == 0 { return .pi }
      return .number(
        Rational(Int.random(in: -4...4, using: &random), [1, 1, 2, 3, 4][Int(random.next() % 5)]))
    }
    if size == 2 || random.next() % 3 == 0 {
      return .unary(Int(random.next() % 12), .random(size - 1, &random))
    }
    let left = Int.random(in: 1..<size - 1, using: &random)
    return .binary(
      Int(random.next() % 7), .random(left, &random), .random(size - 1 - left, &random))
  }

  func value<E: RealEnclosure>(_ precision: Int, as type: E.Type = E.self) -> E {
    switch self {
    case .number(let x): return E(x, precision: precision)
    case .pi: return E(0, precision: precision).constantPi()
    case .unary(let k, let x):
      let x: E = x.value(precision)
      switch k {
      case 0: return x.exp()
      case 1: return x.magnitude.log()
      case 2: return x.sigmoid()
      case 3: return x.tanh()
      case 4: return x.sin()
      case 5: return x.cos()
      case 6: return x.magnitude.squareRoot()
      case 7: return x.magnitude
      case 8: return x.softplus()
      case 9: return x.silu()
      case 10: return x.power(3)
      default: return x.power(2)
      }
    case .binary(let k, let x, let y):
      let (x, y): (E, E) = (x.value(precision), y.value(precision))
      switch k {
      case 0, 1: return x + y
      case 2: return x - y
      case 3, 4: return x * y
      case 5: return x / y
      default: return x.magnitude.power(y)
      }
    }
  }
}

@Suite("Soundness of symbolic values")
struct SymbolicSoundnessTests {
  /// Nothing that is said at 256 bits contradicts plain intervals at 1024 bits.
  @Test func neverContradictsIntervals() {
    var random = SplitMix64(seed: 77)
    var failures = Failures()
    // How often 256 bits leave open what 1024 bits tell: lost precision, no wrong answer.
    var open = 0
    var (symbolic, equal, told) = (0, 0, 0)
    for _ in 0..<max(200, TestScale.count) {
      let size = Int.random(in: 2...9, using: &random)
      let first = Expression.random(size, &random)
      let second = random.next() % 3 == 0 ? first : .random(size, &random)
      let (x, y): (ExactReal, ExactReal) = (first.value(256), second.value(256))
      let (a, b): (Interval, Interval) = (first.value(1024), second.value(1024))
      if x.isSymbolic { symbolic += 1 }
      // Where the wide interval means no number, nothing is to be compared.
      guard a.lower != nil, a.upper != nil, b.lower != nil, b.upper != nil else { continue }
      if !x.meets(a) || !y.meets(b) { failures.note("\(first): \(x) and \(a)") }
      if let exact = x.exactValue, !a.contains(exact) { failures.note("\(first) is not \(exact)") }
      // The fraction denotes the number, too.
      if let fraction = x.fraction, !fraction.enclosure(precision: 700).meets(a) {
        failures.note("fraction of \(first): \(fraction.enclosure(precision: 700)) and \(a)")
      }
      for (said, seen) in [
        (x.isEqual(to: y), a.isEqual(to: b)), (x.isLess(than: y), a.isLess(than: b)),
        (x.isLessOrEqual(to: y), a.isLessOrEqual(to: b)), (x.isZero, a.isZero),
        (x.isNegative, a.isNegative), (x.isNonpositive, a.isNonpositive),
      ] {
        if said != .unknown, seen != .unknown, said != seen { failures.note("\(first) and \(second)") }
        if said == .unknown, seen != .unknown { open += 1 }
        if said != .unknown { told += 1 }
      }
      if x.isSymbolic, x.isEqual(to: y) == .yes { equal += 1 }
      let sum: Interval = a + b
      if !(x + y).meets(sum) || !(x * y).meets(a * b) || !(x - y).meets(a - b) {
        failures.note("arithmetic on \(first) and \(second)")
      }
      if let fraction = (x * y - x).fraction, !fraction.enclosure(precision: 700).meets(a * b - a) {
        failures.note("fraction of \(first)·\(second) − \(first)")
      }
    }
    failures.expectNone("symbolic")
    #expect(symbolic > 50 && equal > 20 && told > 500, "\(symbolic) \(equal) \(told)")
    #expect(open <= told / 200, "\(open) of \(told)")
  }

  /// Angles and functions of quotients, products and powers, whose factors may be kept apart above and below the line.
  @Test func functionsOfFactorsThatAreKeptApart() {
    var random = SplitMix64(seed: 52)
    var failures = Failures()
    var compared = 0
    for _ in 0..<max(60, TestScale.count / 2) {
      let parts = (0..<3).map { _ in Expression.random(Int.random(in: 2...5, using: &random), &random) }
      func forms<E: RealEnclosure>(_ precision: Int, as type: E.Type = E.self) -> [E] {
        let (x, y, z): (E, E, E) = (
          parts[0].value(precision), parts[1].value(precision), parts[2].value(precision)
        )
        let (s, t) = (x + y, y + z)
        let factors = s.power(3) * t.power(2)
        let quotients = [
          x / s, s * t / x, x.constant(1) / (s * t), (x / s) / (t / y), factors, factors / s, t / factors,
        ]
        var result: [E] = quotients
        for (k, p) in quotients.enumerated() {
          let q = quotients[(k + 3) % quotients.count]
          result += [
            E.atan2(y: p, x: q), E.atan2(y: q, x: p), (p / q).exp(), (p * p).log(), p.tanh(), (q / p).sin(),
          ]
          result.append(E.atan2(y: x.constant(1) / (x.constant(1) / p), x: q))
        }
        return result
      }
      let (exact, wide): ([ExactReal], [Interval]) = (forms(192), forms(768))
      for (k, (x, a)) in zip(exact, wide).enumerated() where a.lower != nil && a.upper != nil {
        compared += 1
        if !x.meets(a) { failures.note("form \(k) of \(parts): \(x) and \(a)") }
      }
    }
    failures.expectNone("factors")
    #expect(compared > 800, "\(compared)")
  }

  /// Identities by rewriting random values: certain every time.
  @Test func rewritings() {
    var random = SplitMix64(seed: 31)
    for _ in 0..<max(20, TestScale.count / 20) {
      func number() -> ExactReal {
        ExactReal(
          Rational(Int.random(in: -50...50, using: &random), Int.random(in: 1...20, using: &random)),
          precision: 200)
      }
      func value() -> ExactReal {
        switch random.next() % 7 {
        case 0: number().exp()
        case 1: number().sigmoid()
        case 2: number().tanh()
        case 3: number().sin()
        case 4: number().cos()
        case 5: (number().magnitude + number().constant(1)).log()
        default: (number().magnitude + number().constant(1)).squareRoot()
        }
      }
      let (x, y, z, p, q) = (value(), value(), value(), number(), number())
      let tiny = p.constant(Rational(10).power(-30))
      var pairs = [
        ((x + y) * z, x * z + y * z), ((x + y) * (x - y), x * x - y * y), (x - (y - z), z - y + x),
        ((p * x + q).power(2), p * p * x * x + p.constant(2) * p * q * x + q * q),
        ((p + x).exp(), p.exp() * x.exp()), ((x - p).exp() * (p - x).exp(), p.constant(1)),
        ((x + q).sin(), x.sin() * q.cos() + x.cos() * q.sin()),
        (p.sigmoid() * (p.constant(1) + (-p).exp()), p.constant(1)),
        ((p + q).tanh() * (p.constant(1) + p.tanh() * q.tanh()), p.tanh() + q.tanh()),
        (x.magnitude * x.magnitude, x * x), ((x * x).squareRoot(), x.magnitude),
        (x.softplus() - (-x).softplus(), x), (x.sigmoid() + (-x).sigmoid(), p.constant(1)),
      ]
      if x.isZero == .no, y.isZero == .no {
        pairs += [
          (z / x / y, z / (x * y)), (z / x + z / y, z * (x + y) / (x * y)), ((z / y) * y, z),
          (x / y * (y / x), p.constant(1)),
          ((x * x).log(), p.constant(2) * x.magnitude.log()),
        ]
      }
      for (k, (a, b)) in pairs.enumerated() {
        #expect(
          a.isEqual(to: b) == .yes, "\(k): \(a) = \(b) for x = \(x), y = \(y), z = \(z), p = \(p), q = \(q)")
        #expect(a.isEqual(to: b + tiny) == .no && a.isLess(than: b + tiny) == .yes, "\(k), perturbed")
      }
    }
  }

  @Test func whatGrowsDegrades() {
    let one = ExactReal(1, precision: 128)
    var product = one
    for k in 1...SymbolicDenominator.largestFactorCount + 2 {
      product = product * (one + one.constant(Rational(1, k)).exp())
    }
    #expect(!product.isSymbolic && product.isPositive == .yes && product.lower != nil)
    var nested = one
    for _ in 0..<200 { nested = (nested + one).sin() }
    #expect(!nested.isSymbolic && nested.isLessOrEqual(to: one) == .yes)
    var sum = one
    for k in 1...520 { sum = sum + one.constant(Rational(k, 70)).exp().sigmoid() }
    #expect(!sum.isSymbolic && sum.isLess(than: one.constant(522)) == .yes)
    let huge = one.constant(Rational(3).power(20_000))
    #expect((huge * one.exp() / huge).isEqual(to: one.exp()) != .no)
    #expect(one.exp().power(1 << 40).isPositive == .yes && one.exp().power(Int.min).isNonnegative == .yes)
    #expect((one + one.exp()).power(100_000).isPositive == .yes)
    #expect(one.exp().power(1_000_000).log().isEqual(to: one.constant(1_000_000)) == .yes)
    var long = one.squareRoot()
    for k in 1...5000 { long = long + one.constant(Rational(k)).squareRoot() }
    #expect((long * one.exp()).isPositive == .yes)
  }

  @Test func divisorsMustBeKnown() {
    let one = ExactReal(1, precision: 128)
    // 0 that is recognised, and a 0 that is not: π/4 = 4 atan(1/5) − atan(1/239).
    let zero = one.sigmoid() + (-one).sigmoid() - one
    #expect((one / zero).lower == nil && (one.exp() / zero).upper == nil)
    let machin =
      one.constant(4) * ExactReal.atan2(y: one, x: one.constant(5))
      - ExactReal.atan2(y: one, x: one.constant(239)) - one.constantPi() / one.constant(4)
    #expect(machin.isZero == .unknown && machin.isSymbolic)
    #expect((one.exp() / machin).lower == nil && (machin / machin).lower == nil)
    #expect(machin.power(-1).upper == nil && (machin / one.exp() - machin * (-one).exp()).isZero == .yes)
    #expect(machin.squareRoot().isNegative != .yes && machin.magnitude.isNonnegative != .no)
    // Outside the domain nothing exact is said.
    #expect(!(-one.exp()).log().isSymbolic && !(-one.exp()).squareRoot().isSymbolic)
    #expect(!(-one.exp()).power(one.constant(Rational(1, 2))).isSymbolic)
    #expect((-one.exp()).power(one.constant(3)).isNegative == .yes)
  }
}
