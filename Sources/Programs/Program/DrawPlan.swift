import Claims
import Inputs
import Numbers

/// How the inputs of a program are drawn: what is computed for their distributions, and in which order.
package struct DrawPlan: Sendable {
  /// A number that a distribution needs.
  package struct Parameter: Sendable {
    package var register: Int32
    /// The value where it is the same for every draw and rational.
    package var exact: Rational?
  }

  /// A value of `point` or `choice`.
  package struct Value: Sendable {
    package var re: Parameter
    package var im: Parameter?
  }

  package indirect enum Law: Sendable {
    case values([Value])
    /// See `Distribution.simple`; not `point` and `choice`.
    case simple(DistributionKind, [Parameter])
    /// From an end, as far as an exponential number of rate 1.
    case beside(Parameter, isAbove: Bool)
    case mixture([(weight: Parameter, law: Law)])
    case pair(DistributionPair, Law, Law)
  }

  /// Draws one element: one input, two of a complex variable.
  package struct Step: Sendable {
    /// How many instructions have to be run before.
    package var instructionEnd: Int
    /// The program's input that is the element, or its real part.
    package var input: Int
    package var isComplex: Bool
    package var variable: Int
    package var indices: [Int]
    package var law: Law
    package var position: Position
  }

  /// Registers are numbered by the instruction that writes them.
  package var instructions: [Instruction]
  package var constants: [Rational]
  package var operands: [Int32]
  package var inputCount: Int
  package var steps: [Step]
  /// Whether an instruction is needed by some parameter.
  package var isNeeded: [Bool]
}

extension Theorem {
  /// Whether something is said of how its models are drawn.
  package var hasDistributions: Bool {
    sizes.contains { $0.distribution != nil } || variables.contains { $0.distribution != nil }
  }
}
