import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// What a half line's evaluation says of a function, against the function at points of that half line.
@Suite struct TailConformanceTests {
  private static let precision = 192
  private static let start = Rational(4)

  private func machine(_ expression: String) throws -> ScalarMachine<Interval>? {
    // What is wrong whatever the instance (a divisor 0) is an error of the text.
    guard let theorem = try? theorem("conclude gaussian(u: \(expression)) <= 0") else { return nil }
    let ground = try GroundTheorem.lower(theorem, sizes: [])
    guard !ground.program.blocks.isEmpty else { return nil }
    let machine = ScalarMachine<Interval>(ground.program, precision: Self.precision)
    machine.run([])
    return machine
  }

  private func tail(
    _ machine: ScalarMachine<Interval>, _ place: TailDomain.Place
  ) -> Interpreter<TailDomain> {
    let arithmetic = TailArithmetic(start: Self.start, precision: Self.precision)
    return machine.runTail(block: 0, at: place, arithmetic, forms: nil)
  }

  private func meet(_ x: Interval, _ y: Interval) -> Bool {
    (x.isLess(than: y) || y.isLess(than: x)) != .yes
  }

  /// m·t^p·exp(k·t + q·t²).
  private func value(_ u: TailValue, _ t: Rational) -> Interval {
    let start = TailArithmetic(start: t, precision: Self.precision)
    return u.m * start.atStart(u.p, u.k, u.q)
  }

  private static let places: [(TailDomain.Place, @Sendable (Rational) -> Rational)] = [
    (.right, { $0 }), (.left, { -$0 }),
    (.near(Rational(1, 2), fromRight: true), { Rational(1, 2) + 1 / $0 }),
    (.near(Rational(1, 2), fromRight: false), { Rational(1, 2) - 1 / $0 }),
  ]

  @Test func valuesLieInTheirTails() throws {
    var generator = ExpressionGenerator(seed: 41, names: ["u", "u", "(u - 1/2)", "(1/3 - u)"])
    var compared = Array(repeating: 0, count: Self.places.count)
    for _ in 0..<(300 * TestScale.factor) {
      let expression = generator.expression(3)
      guard let machine = try machine(expression) else { continue }
      for (k, (place, point)) in Self.places.enumerated() {
        let tail = tail(machine, place)
        let body = machine.program.blocks[0].body
        for t in [Self.start, Rational(9, 2), 7, 30, 1000] {
          machine.run(block: 0, at: Interval(point(t), precision: Self.precision))
          let status = machine.statuses[Int(body)]
          if tail.statuses[Int(body)].isDefined {
            compared[k] += 1
            #expect(status.isDefined || status == .indeterminate, "\(expression) at \(point(t))")
            if status.isDefined {
              #expect(
                meet(value(tail.values[Int(body)], t), machine.reals[Int(body)]),
                "\(expression) at \(point(t))")
            }
          } else if tail.statuses[Int(body)] != .indeterminate {
            #expect(!status.isDefined, "\(expression) has a value at \(point(t))")
          }
        }
      }
    }
    for count in compared { #expect(count > 100 * TestScale.factor) }
  }

  /// Factors whose logarithm rises a while before it falls: the range is that of the whole half line.
  @Test func rangesOfFactorsHoldTheirValues() {
    let x = TailArithmetic(start: Self.start, precision: Self.precision)
    for p in [-3, -1, 0, 1, 2, 5] as [Rational] {
      for k in [-3, -1, Rational(-1, 4), 0, Rational(1, 4), 2] {
        for q in [-1, Rational(-1, 50), 0, Rational(1, 50)] {
          let range = x.factorRange(p, k, q)
          for t in [Self.start, 5, 8, 13, 40, 200] {
            let value = TailArithmetic(start: t, precision: Self.precision).atStart(p, k, q)
            #expect(meet(range, value), "t^\(p)·exp(\(k)t + \(q)t²) at \(t)")
          }
        }
      }
    }
  }

  /// Of an integrand that is known but for its sign, the integral too is known but for its sign.
  @Test func integralsOfUnknownSignHaveUnknownSign() throws {
    let x = TailArithmetic(start: Self.start, precision: Self.precision)
    for (p, k, q) in [(0, 0, 0), (1, 0, 0), (2, -1, 0), (0, 1, Rational(1, 4))]
      as [(Rational, Rational, Rational)]
    {
      func integral(_ low: Rational, _ high: Rational) throws -> Interval {
        let m = Interval(from: low, to: high, precision: Self.precision)
        return try #require(x.gaussianIntegral(TailValue(m: m, p: p, k: k, q: q)))
      }
      let (both, right, left) = (try integral(-1, 1), try integral(1, 1), try integral(-1, -1))
      // A sum of two hundred slices from below is no more than the integral.
      var least = Interval(0, precision: Self.precision)
      let density = (least.constant(2) * least.constantPi()).squareRoot()
      for n in 0..<200 {
        let (a, b) = (Self.start + Rational(n) / 25, Self.start + Rational(n + 1) / 25)
        let ends = [a, b].map { t in
          TailArithmetic(start: t, precision: Self.precision).atStart(p, k, q - Rational(1, 2)) / density
        }
        least = least + Interval.minimum(ends[0], ends[1]) * least.constant(Rational(1, 25))
      }
      let bound = try #require(least.lower)
      #expect(try #require(right.upper) >= bound && (try #require(left.lower)) <= -bound)
      #expect(try #require(both.upper) >= bound && (try #require(both.lower)) <= -bound)
    }
  }
}
