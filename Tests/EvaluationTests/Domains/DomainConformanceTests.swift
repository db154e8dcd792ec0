import Enclosures
import ExactReals
import Numbers
import Programs
import TestSupport
import Testing

@testable import Algebra
@testable import Evaluation

/// Every domain on random blocks: what it says of a set of reals is so at each of them.
///
/// Ends of boxes fall on poles, kinks and ends of domains (see `BlockGenerator`). Each domain must say enough: a domain
/// that knows nothing would pass otherwise.
@Suite struct DomainConformanceTests {
  private static let scale = TestScale.factor
  private static let precision = 200

  static let boxes: [(Rational, Rational)] = [
    (0, 1), (-1, 1), (Rational(1, 2), Rational(5, 8)), (-1, 0), (1, 2), (Rational(-1, 3), Rational(1, 7)),
    (Rational(1, 8), Rational(1, 3)), (2, Rational(5, 2)), (0, Rational(1, 64)), (-2, Rational(-7, 4)),
  ]

  private static let algebraic: [Opcode] = [
    .add, .sub, .mul, .div, .neg, .abs, .min, .max, .zeroIfDefined, .alias, .powInt, .pow, .sqrt, .select,
    .agree,
    .withSign, .derivativeSwitch, .less, .lessOrEqual, .equal, .not, .and, .or, .unlessVacuous,
  ]
  private static let functions: [Opcode] = [
    .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus, .silu, .atan2,
  ]

  /// Ends, and points between them.
  static func points(_ low: Rational, _ high: Rational) -> [Rational] {
    [0, Rational(1, 7), Rational(1, 2), Rational(7, 8), 1].map { low + (high - low) * $0 }
  }

  // MARK: Enclosures of one real

  private func reals<Number: RungNumber>(_ name: String, _: Number.Type, seed: UInt64, isPoint: Bool) {
    var generator = BlockGenerator(seed: seed)
    var conformance = Conformance(name)
    for _ in 0..<(250 * Self.scale) {
      let program = generator.program()
      let machine = ScalarMachine<Number>(program, precision: Self.precision)
      machine.run([])
      let (low, high) = generator.pick(Self.boxes)
      for (low, high) in isPoint ? [(low, low), (high, high)] : [(low, high)] {
        machine.run(block: 0, at: Number(from: low, to: high, precision: Self.precision))
        let answer = DomainAnswer(
          points: isPoint ? [low] : Self.points(low, high), status: { machine.statuses[Int($0)] },
          truth: { machine.truths[Int($0)] },
          value: { register, _ in machine.reals[Int(register)].enclosure(precision: 600) })
        conformance.compare(program, answer, set: "[\(low), \(high)]")
      }
    }
    conformance.expect(told: 3, of: Self.algebraic + Self.functions)
  }

  @Test func ballsHoldWhatTheyEnclose() {
    reals("balls", Ball.self, seed: 1, isPoint: false)
    reals("balls at points", Ball.self, seed: 2, isPoint: true)
  }

  @Test func intervalsHoldWhatTheyEnclose() {
    reals("intervals", Interval.self, seed: 3, isPoint: false)
    reals("intervals at points", Interval.self, seed: 4, isPoint: true)
  }

  @Test func exactNumbersAreWhatTheyStandFor() {
    reals("exact numbers", ExactReal.self, seed: 5, isPoint: true)
    reals("exact numbers over boxes", ExactReal.self, seed: 6, isPoint: false)
  }

  // MARK: Half lines and sides of points

  private static let places: [(TailDomain.Place, @Sendable (Rational) -> Rational)] = [
    (.right, { $0 }), (.left, { -$0 }),
    (.near(Rational(1, 2), fromRight: true), { Rational(1, 2) + 1 / $0 }),
    (.near(Rational(1, 2), fromRight: false), { Rational(1, 2) - 1 / $0 }),
    (.near(0, fromRight: false), { -1 / $0 }), (.near(1, fromRight: true), { 1 + 1 / $0 }),
  ]

  @Test func tailsHoldTheirValues() {
    var generator = BlockGenerator(seed: 7)
    var conformance = Conformance("tails")
    for _ in 0..<(200 * Self.scale) {
      let program = generator.program()
      let machine = ScalarMachine<Interval>(program, precision: Self.precision)
      machine.run([])
      for (place, point) in Self.places {
        for (start, withForms, asRanges) in [(Rational(4), false, false), (8, true, true)] {
          let times = [start, start + Rational(1, 2), 7 * start, 1000]
          let arithmetic = TailArithmetic(
            start: start, precision: Self.precision, takesLogarithmsAsRanges: asRanges)
          let forms =
            withForms
            ? PolynomialForms(program, writers: program.writers, inputs: [], block: 0) : nil
          let tail = machine.runTail(block: 0, at: place, arithmetic, forms: forms)
          let answer = DomainAnswer(
            points: times.map(point), status: { tail.statuses[Int($0)] }, truth: { tail.truths[Int($0)] },
            value: { register, k in
              let u = tail.values[Int(register)]
              let factor = TailArithmetic(start: times[k], precision: 400)
              return u.m * factor.atStart(u.p, u.k, u.q)
            })
          conformance.compare(program, answer, set: "\(place)")
        }
      }
    }
    conformance.expect(told: 10, of: Self.algebraic + Self.functions)
  }

  // MARK: Taylor series

  @Test func seriesHoldTheirFunctions() {
    var generator = BlockGenerator(seed: 8)
    var (values, truths) = (Conformance("series"), Conformance("decisions by series"))
    for k in 0..<(400 * Self.scale) {
      let program = generator.program()
      let machine = ScalarMachine<ExactReal>(program, precision: Self.precision)
      machine.run([])
      let (low, high) = generator.pick(Self.boxes)
      let order = [1, 2, 5][k % 3]
      let points = Self.points(low, high)
      machine.run(block: 0, at: ExactReal(from: low, to: high, precision: Self.precision))
      // The truths of the decision first, then the numbers about each point.
      let decision = TaylorDecision(machine: machine, block: 0, order: order, precision: Self.precision)
      _ = decision.truth(on: (low, high), points: [low, points[2], high], excluded: nil, irrational: [])
      let (box, other) = (machine.series, machine.seriesAtPoint)
      truths.compare(
        program,
        DomainAnswer(
          points: points, status: { _ in .indeterminate }, truth: { box.truths[Int($0)] },
          value: { _, _ in nil }),
        set: "[\(low), \(high)]")
      for center in [low, points[1], high] {
        other.domain.begin(
          at: Interval(center, precision: Self.precision), order: order, choosingLike: box.domain)
        machine.runNumbers(other, block: 0) { $0.enclosure(precision: Self.precision) }
        let answer = DomainAnswer(
          points: points, status: { box.statuses[Int($0)] }, truth: { _ in .indeterminate },
          value: { register, k in
            guard let at = other.value(at: register), let over = box.value(at: register) else { return nil }
            let step = Interval(points[k] - center, precision: 600)
            return (0..<order).reversed().reduce(over[order]) { at[$1] + $0 * step }
          })
        values.compare(program, answer, set: "[\(low), \(high)] about \(center)")
      }
    }
    values.expect(
      told: 10,
      except: [.less, .lessOrEqual, .equal, .not, .and, .or, .unlessVacuous, .withSign, .agree, .atan2],
      of: Self.algebraic + Self.functions)
    truths.expect(told: 10, of: [.less, .lessOrEqual, .equal, .not, .and, .or, .unlessVacuous])
  }

  // MARK: Boxes of the complex plane

  /// On the panel the value is the block's. Off it, a function that is analytic on a disc of radius ρ and bounded by M
  /// has Taylor coefficients of at most M/ρᵏ: those that the series have at the centre.
  @Test func boxesHoldAnalyticFunctions() {
    var generator = BlockGenerator(seed: 9)
    var conformance = Conformance("complex boxes")
    var estimates = 0
    for k in 0..<(400 * Self.scale) {
      let program = generator.program()
      let machine = ScalarMachine<Interval>(program, precision: Self.precision)
      let complex = machine.makeComplexInterpreter()
      machine.run([])
      let (low, high) = generator.pick(Self.boxes)
      let (center, half) = ((low + high) / 2, (high - low) / 2)
      let (a, b) = (half * [1, 2, 4][k % 3], half * [Rational(1, 2), 4, 3][k % 3])
      machine.run(block: 0, at: Interval(from: low, to: high, precision: Self.precision))
      _ = machine.body(
        complex, block: 0,
        on: Complex(
          Interval(from: center - a, to: center + a, precision: Self.precision),
          Interval(from: -b, to: b, precision: Self.precision)))
      // What the block is on the panel has been said by intervals.
      let panel = (0..<program.registerCount).map { machine.statuses[$0] }
      func isTold(_ register: Int32) -> Bool {
        panel[Int(register)].isDefined && complex.value(at: register) != nil
      }
      let answer = DomainAnswer(
        points: Self.points(low, high), status: { isTold($0) ? .defined : .indeterminate },
        truth: { _ in .indeterminate },
        value: { register, _ in
          guard isTold(register), let z = complex.value(at: register)?.box else { return nil }
          return z.im.isZero == .no ? Interval(10_000_000, precision: 64) : z.re
        })
      conformance.compare(program, answer, set: "[\(low), \(high)] in ±\(a) ± \(b)i")
      let series = machine.seriesAtPoint
      machine.series.domain.begin(
        on: Interval(from: low, to: high, precision: Self.precision), order: 24)
      machine.runNumbers(machine.series, block: 0) { $0 }
      series.domain.begin(
        at: Interval(center, precision: Self.precision), order: 24, choosingLike: machine.series.domain)
      machine.runNumbers(series, block: 0) { $0 }
      let radius = Interval(min(a, b), precision: Self.precision)
      for n in program.blocks[0].instructions where !n.opcode.isTruth && isTold(n.target) {
        guard let z = complex.value(at: n.target)?.box, machine.series.value(at: n.target) != nil,
          let coefficients = series.value(at: n.target)?.coefficients
        else { continue }
        estimates += 1
        let bound = z.magnitude
        for (k, c) in coefficients.enumerated()
        where (bound.isLess(than: c.magnitude * radius.power(k))) == .yes {
          conformance.note(
            "coefficient \(k) of \(n.opcode) in \(n.target) is too great: \(program.blocks[0])")
        }
      }
    }
    #expect(estimates > 400 * Self.scale)
    conformance.expect(
      told: 10, except: [.less, .lessOrEqual, .equal, .not, .and, .or, .unlessVacuous, .agree, .equal],
      of: Self.algebraic + Self.functions)
  }

  // MARK: Cells

  /// Runs every register of the block on a cell: those that are told, or the pieces that the cell must be cut into.
  private func tell(
    _ run: DemandRun<CellDomain>, _ program: Program, on cell: Cell
  ) -> (told: Set<Int32>, pieces: [Cell]) {
    let tower = RadicalTower(on: cell, context: AlgebraContext())
    run.interpreter.domain.begin(tower)
    run.begin()
    run.set(program.blocks[0].parameter, tower.variable)
    var told: Set<Int32> = []
    for n in program.blocks[0].instructions where n.opcode != .bound {
      do throws(CellInterrupt) {
        if n.opcode.isTruth { _ = try run.truth(n.target) } else { _ = try run.number(n.target) }
        told.insert(n.target)
      } catch {
        guard case .splits(let points) = error else { continue }
        let pieces = cell.split(at: points)
        if pieces.count > 1 { return ([], pieces) }
      }
    }
    return (told, [])
  }

  @Test func cellsKnowSignsThroughout() {
    var generator = BlockGenerator(seed: 10, isAlgebraic: true)
    var conformance = Conformance("cells")
    let points = Set(Self.boxes.flatMap { Self.points($0.0, $0.1) } + [-100, 100, 3]).sorted()
    for _ in 0..<(120 * Self.scale) {
      let program = generator.program()
      let run = DemandRun(program, writers: program.writers, CellDomain())
      let interpreter = run.interpreter
      var (waiting, count) = ([Cell.line], 0)
      while let cell = waiting.popLast(), count < 40 {
        count += 1
        let (told, pieces) = tell(run, program, on: cell)
        waiting += pieces.reversed()
        let inside =
          [cell.samplePoint.rational].compactMap { $0 } + points.filter { cell.contains(.rational($0)) }
        guard pieces.isEmpty, !inside.isEmpty else { continue }
        let answer = DomainAnswer(
          points: Array(inside.prefix(4)),
          status: { told.contains($0) ? interpreter.statuses[Int($0)] : .indeterminate },
          truth: { told.contains($0) ? interpreter.truths[Int($0)] : .indeterminate },
          value: { register, k in
            guard told.contains(register), interpreter.statuses[Int(register)].isDefined,
              let function = interpreter.values[Int(register)].rationalFunction
            else { return nil }
            return function(inside[k]).map { Interval($0, precision: 800) }
          })
        conformance.compare(program, answer, set: "\(cell)")
      }
    }
    conformance.expect(told: 5, of: Self.algebraic)
  }
}
