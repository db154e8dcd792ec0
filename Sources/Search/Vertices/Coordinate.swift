import Numbers
import Programs

/// One number of a climb among vertices: a real input, or how far a complex one goes along a direction, where moduli are
/// linear.
struct Coordinate {
  var parts: [(input: Int, factor: Rational)]
  var low, high: Rational
  /// The first index of its input.
  var index: Int

  /// Which directions complex numbers go in: all one, or each its own, the way the violation grows.
  enum Direction: Hashable, CaseIterable {
    case real, realBothWays, imaginary, diagonal, gradient
  }

  /// The part of the box to start in.
  var reachLow: Double {
    max(low.approximation, min(-VertexTuning.usual, high.approximation - 2 * VertexTuning.usual))
  }
  var reachHigh: Double {
    min(high.approximation, max(VertexTuning.usual, low.approximation + 2 * VertexTuning.usual))
  }

  static func all(
    _ generator: InstanceGenerator, _ turn: Direction, _ machine: GradientMachine, _ random: inout SplitMix64
  ) -> [Coordinate]? {
    let inputs = generator.ground.inputs
    var result: [Coordinate] = []
    let phases = turn == .gradient ? phases(generator, machine, &random) : [:]
    for (k, input) in inputs.enumerated() {
      let index = input.indices.first ?? 0
      if generator.ground.theorem.variables[input.variable].isComplex {
        guard input.part == .real,
          let other = imaginaryPart(of: k, inputs)
        else { continue }
        let (c, s): (Rational, Rational) =
          switch turn {
          case .real, .realBothWays: (1, 0)
          case .imaginary: (0, 1)
          case .diagonal: (Rational(20, 29), Rational(21, 29))
          case .gradient: phases[k] ?? (1, 0)
          }
        let isBothWays = turn == .realBothWays || turn == .diagonal
        result.append(
          Coordinate(
            parts: [(k, c), (other, s)], low: isBothWays ? -VertexTuning.reach : 0, high: VertexTuning.reach,
            index: index))
      } else {
        let interval = generator.intervals[k]
        var (low, high) = (interval.lower ?? -VertexTuning.reach, interval.upper ?? VertexTuning.reach)
        guard low <= high else { return nil }
        let inset = (high - low) * VertexTuning.inset
        if !interval.lowerIsClosed { low = low + inset }
        if !interval.upperIsClosed { high = high - inset }
        result.append(Coordinate(parts: [(k, 1)], low: low, high: high, index: index))
      }
    }
    return result
  }

  /// The input beside a real part.
  private static func imaginaryPart(of k: Int, _ inputs: [InputElement]) -> Int? {
    inputs.indices.first {
      inputs[$0].variable == inputs[k].variable && inputs[$0].indices == inputs[k].indices
        && inputs[$0].part == .imaginary
    }
  }

  /// Points of the unit circle in the direction in which the violation grows, by the real part's input, at a random
  /// instance of small numbers.
  private static func phases(
    _ generator: InstanceGenerator, _ machine: GradientMachine, _ random: inout SplitMix64
  ) -> [Int: (Rational, Rational)] {
    let inputs = generator.ground.inputs
    for k in inputs.indices {
      let x = Double(random.below(1025)) / 1024
      machine.coordinates[k] = GradientMachine.Lanes(
        repeating: generator.intervals[k].contains(Rational(exactly: x) ?? 0) ? x : 0)
    }
    machine.run()
    machine.differentiate()
    var result: [Int: (Rational, Rational)] = [:]
    for k in inputs.indices where inputs[k].part == .real {
      guard let other = imaginaryPart(of: k, inputs) else { continue }
      let (x, y) = (machine.gradient[k][0], machine.gradient[other][0])
      let size = (x * x + y * y).squareRoot()
      guard size > 0, size.isFinite else { continue }
      result[k] = Turn.circlePoint(near: x / size, y / size, VertexTuning.phaseBits)
    }
    return result
  }
}
