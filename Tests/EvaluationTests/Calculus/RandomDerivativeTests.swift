import Enclosures
import ExactReals
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Derivatives at corners, against values of the function itself beside them.
///
/// Where the program gives a derivative, the function must have values on both sides, and difference quotients must
/// go to it; where the program says that there is none, a value must be missing or the quotients must not agree.
@Suite struct RandomDerivativeTests {
  private typealias Exact = ScalarMachine<ExactReal>
  private static let precision = 1600
  private static let points: [Rational] = [0, 1, -1, 2, Rational(1, 2), -2]
  /// Steps are powers of 2 with these exponents.
  private static let steps = [-100, -200, -400]

  private enum Judgement: Equatable {
    case value(Rational)
    case none(String)
    case untold
  }

  /// The function at a point; nil is no value.
  private func value(_ machine: Exact, _ register: Int32, _ x: Rational) -> Judgement {
    machine.run([x])
    let status = machine.statuses[Int(register)]
    if status.failure != nil { return .none("") }
    guard status.isDefined else { return .untold }
    let enclosure = machine.reals[Int(register)].enclosure(precision: Self.precision)
    guard let low = enclosure.lower, let high = enclosure.upper,
      high - low <= Rational(2).power(-900) * (1 + low.magnitude)
    else { return .untold }
    return .value((low + high) / 2)
  }

  private static var tolerance: Rational { Rational(1, 1 << 10) }

  private static func agree(_ x: Rational, _ y: Rational) -> Bool {
    (x - y).magnitude <= tolerance * (1 + x.magnitude)
  }

  /// What the function's values say of its derivative.
  private func judgement(_ machine: Exact, _ register: Int32, at x: Rational) -> Judgement {
    let here: Rational
    switch value(machine, register, x) {
    case .none: return .none("no value at the point")
    case .untold: return .untold
    case .value(let y): here = y
    }
    var limits: [Rational] = []
    for sign in [Rational(-1), 1] {
      var quotients: [Rational] = []
      for k in Self.steps {
        let step = sign * Rational(2).power(k)
        switch value(machine, register, x + step) {
        case .none: return .none("no value at a distance of \(sign)·2^\(k)")
        case .untold: return .untold
        case .value(let y): quotients.append((y - here) / step)
        }
      }
      if !Self.agree(quotients[1], quotients[2]) || !Self.agree(quotients[0], quotients[2]) {
        return .none("the quotients do not converge")
      }
      limits.append(quotients[2])
    }
    return Self.agree(limits[0], limits[1]) ? .value(limits[0]) : .none("the sides differ")
  }

  /// What the program says of a register, on one rung.
  private func answer<Number: RungNumber>(
    _ machine: ScalarMachine<Number>, _ register: Int32, at x: Rational
  ) -> (isTold: Bool, value: CertifiedValue?) {
    machine.run([x])
    let status = machine.statuses[Int(register)]
    if status.isDefined { return (true, CertifiedValue(machine.reals[Int(register)])) }
    return (status.failure != nil, nil)
  }

  private func check(_ isTold: Bool, _ value: CertifiedValue?, _ judgement: Judgement, _ text: String) {
    guard isTold, judgement != .untold else { return }
    switch (value, judgement) {
    case (let value?, .value(let slope)):
      let margin = Self.tolerance * (1 + slope.magnitude)
      #expect(
        (value.lower ?? slope) <= slope + margin && (value.upper ?? slope) >= slope - margin,
        "\(text): \(value), the quotients say \(slope.approximation)")
    case (let value?, .none(let reason)): Issue.record(Comment(rawValue: "\(text): \(value), but \(reason)"))
    case (nil, .value(let slope)):
      Issue.record("\(text): undefined, the quotients say \(slope.approximation)")
    default: break
    }
  }

  private static func left(_ ground: GroundTheorem) -> Int32? {
    guard case .comparison(_, let left, _) = ground.program.conclusions[0].kind else { return nil }
    return left
  }

  @Test func derivativesAreWhatTheFunctionSays() throws {
    var (cases, told, undecided) = (0, 0, 0)
    for seed in 0..<(1000 * TestScale.factor) {
      var g = ExpressionGenerator(seed: UInt64(seed) &* 31 + 7, names: ["x"])
      let body = g.expression(seed % 3 == 0 ? 3 : 2)
      let diff: String
      switch seed % 4 {
      case 0:
        diff = "real x let f(u) = \(body.replacing(variable: "u")) let s(u) = diff(f(u), u) conclude s(x) = 7"
      case 1: diff = "real x conclude sum(k in 1..1: diff(\(body), x)) = 7"
      default: diff = "real x conclude diff(\(body), x) = 7"
      }
      // What the checker refuses is no claim.
      guard let function = try? theorem("real x conclude \(body) = 7"), let derivative = try? theorem(diff)
      else {
        continue
      }
      let ground = try GroundTheorem.lower(function, sizes: [], rewrites: false)
      let slopes = try GroundTheorem.lower(derivative, sizes: [])
      guard let f = Self.left(ground), let s = Self.left(slopes) else { continue }
      let machine = Exact(ground.program, precision: Self.precision)
      let exact = Exact(slopes.program, precision: 256)
      let interval = ScalarMachine<Interval>(slopes.program, precision: 128)
      let ball = ScalarMachine<Ball>(slopes.program, precision: 53)
      for _ in 0..<2 {
        let x = g.pick(Self.points)
        let judgement = judgement(machine, f, at: x)
        let text = "diff(\(body), x) at \(x), form \(seed % 4)"
        cases += 1
        if judgement == .untold { continue }
        let answers = [answer(exact, s, at: x), answer(interval, s, at: x), answer(ball, s, at: x)]
        for answer in answers { check(answer.isTold, answer.value, judgement, text) }
        if answers[0].isTold { told += 1 } else { undecided += 1 }
      }
    }
    #expect(cases > 1500 * TestScale.factor, "\(cases) cases")
    #expect(undecided * 8 < told, "\(undecided) of \(told + undecided) were not told")
  }

  /// Powers of bases that vanish steeply, smoothly or not at all, to exponents that move: the slope of the base counts, whatever the
  /// exponent is.
  @Test func powersOfVanishingBasesAreWhatTheFunctionSays() throws {
    var g = ExpressionGenerator(seed: 5, names: ["x"])
    let bases = [
      "sqrt(abs(x))", "2*sqrt(abs(x))", "sqrt(sqrt(abs(x)))", "sqrt(sqrt(x^2))", "sqrt(max(x, -2*x))",
      "sqrt(abs(x) + x^2)", "sqrt(abs(sin(x)))", "sqrt(exp(abs(x)) - 1)", "abs(x)^(1/3)", "abs(x)", "x^2",
      "sqrt(x)", "x", "sqrt(x^2)", "max(x, 0)", "abs(x)^(3/2)", "1 + x", "abs(x)^(x + 1)",
      "sqrt(sum(k in 1..2: abs(x)))",
    ]
    let exponents = [
      "x + 2", "x + 3/2", "x + 3", "x + 4", "2 + x^2", "abs(x) + 2", "max(x, 0) + 2", "exp(x) + 1",
      "cos(x) + 1",
      "x + 1", "x + 1/2", "2 + sqrt(abs(x))", "2 - x", "x*abs(x) + 5/2",
    ]
    let wrappings = [
      "#", "#", "max(#, 0)", "abs(# - x^2)", "(#)/(1 + x)", "2*(#)", "sum(k in 1..2: #)", "(#)^1", "exp(#)",
    ]
    var told = 0
    for base in bases {
      for exponent in exponents {
        let body = g.pick(wrappings).replacing("#", with: "(\(base))^(\(exponent))")
        let function = try theorem("real x conclude \(body) = 7")
        let ground = try GroundTheorem.lower(function, sizes: [], rewrites: false)
        let slopes = try GroundTheorem.lower(
          try theorem("real x conclude diff(\(body), x) = 7"), sizes: [])
        let (f, s) = (try #require(Self.left(ground)), try #require(Self.left(slopes)))
        let judgement = judgement(Exact(ground.program, precision: Self.precision), f, at: 0)
        let exact = answer(Exact(slopes.program, precision: 256), s, at: 0)
        let ball = answer(ScalarMachine<Ball>(slopes.program, precision: 53), s, at: 0)
        for answer in [exact, ball] {
          check(answer.isTold, answer.value, judgement, "diff(\(body), x) at 0")
        }
        if exact.isTold { told += 1 }
      }
    }
    #expect(told > 60, "\(told) were told")
  }

  /// The same under a quantifier over the reals, at a point alone: by every means that the continuum has.
  @Test func derivativesByABoundNameAreWhatTheFunctionSays() throws {
    var told = 0
    for seed in 0..<(150 * TestScale.factor) {
      var g = ExpressionGenerator(seed: UInt64(seed) &* 17 + 3, names: ["x"])
      let (body, x) = (g.expression(2), g.pick(Self.points))
      let bound = body.replacing(variable: "w")
      guard let function = try? theorem("real x conclude \(body) = 7"),
        let ground = try? GroundTheorem.lower(function, sizes: [], rewrites: false), let f = Self.left(ground)
      else { continue }
      let judgement = judgement(Exact(ground.program, precision: Self.precision), f, at: x)
      let slope: Rational
      switch judgement {
      case .untold: continue
      case .none: slope = 7
      case .value(let value): slope = value
      }
      let margin = Self.tolerance * (1 + slope.magnitude)
      let items = """
        real x, low, high
        conclude forall real w in [x, x]: low <= diff(\(bound), w) <= high
        """
      guard (try? theorem(items)) != nil else { continue }
      let verdict = try verdict(items, [x, slope - margin, slope + margin], bits: 128)
      if case .value = judgement {
        #expect(verdict == .holds || verdict == .undecided, "\(body) at \(x): \(verdict)")
      } else {
        #expect(verdict == .undefined || verdict == .undecided, "\(body) at \(x): \(verdict)")
      }
      if verdict != .undecided { told += 1 }
    }
    #expect(told > 50 * TestScale.factor, "\(told) were told")
  }
}

extension String {
  /// The text with another name for x, which stands by itself.
  fileprivate func replacing(variable name: String) -> String {
    replacing(/\bx\b/, with: name)
  }
}
