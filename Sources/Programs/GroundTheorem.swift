import Claims
import Inputs
import Numbers

/// A theorem at given sizes: its flat program, and what the program's inputs stand for.
package final class GroundTheorem: Sendable {
  package let theorem: Theorem
  /// In the order of `theorem.sizes`.
  package let sizes: [Int]
  package let program: Program
  package let inputs: [InputElement]
  /// How many of the program's hypotheses state domains; they come first.
  package let domainCount: Int
  /// For each of the other hypotheses the number of its `assume` item, from 0.
  private let assumptionNumbers: [Int]
  /// For each of the program's conclusions the number of its `conclude` item, from 1 in the text's order.
  package let conclusionNumbers: [Int]
  /// What registers are called in the theorem (`h[2,1]`), where that was asked for.
  package let labels: [Int32: String]

  private init(
    theorem: Theorem, sizes: [Int], program: Program, inputs: [InputElement], domainCount: Int,
    assumptionNumbers: [Int], conclusionNumbers: [Int], labels: [Int32: String]
  ) {
    self.theorem = theorem
    self.sizes = sizes
    self.program = program
    self.inputs = inputs
    self.domainCount = domainCount
    self.assumptionNumbers = assumptionNumbers
    self.conclusionNumbers = conclusionNumbers
    self.labels = labels
  }

  /// Lowers `theorem` at `sizes`.
  ///
  /// - Throws: an `InputError` for sizes that the theorem does not declare, a cyclic definition, two equations
  ///   that tie on an element, or sizes at which the program would be too large.
  ///
  /// - Parameters:
  ///   - stepLimit: How many index combinations may be run over; nil for the most there may be.
  ///   - isLabelled: Whether registers are given the names of what they hold.
  ///   - measures: Numbers of real plain definitions (`let m = …`) whose values are asked for, too.
  package static func lower(
    _ theorem: Theorem, sizes: [Int], stepLimit: Int? = nil, isLabelled: Bool = false, measures: [Int] = []
  ) throws(InputError) -> GroundTheorem {
    try lower(
      theorem, sizes: sizes, stepLimit: stepLimit, isLabelled: isLabelled, measures: measures, rewrites: true)
  }

  /// As above; without rewritings the program is what tests hold the rewritten one against.
  static func lower(
    _ theorem: Theorem, sizes: [Int], stepLimit: Int? = nil, isLabelled: Bool = false, measures: [Int] = [],
    rewrites: Bool
  ) throws(InputError) -> GroundTheorem {
    try theorem.validate(sizes: sizes)
    do {
      return try withDeepStack {
        let lowering = Lowering(
          theorem, sizes: sizes, stepLimit: stepLimit ?? Lowering.largestStepCount, rewrites: rewrites)
        try lowering.declareInputs()
        var hypotheses = try lowering.domains()
        let domainCount = hypotheses.count
        var assumptions: [Int] = []
        for (k, claim) in theorem.hypotheses.enumerated() {
          hypotheses += try lowering.claim(claim)
          assumptions += Array(repeating: k, count: hypotheses.count - domainCount - assumptions.count)
        }
        var conclusions: [Subformula] = []
        var numbers: [Int] = []
        for (k, claim) in theorem.conclusions.enumerated() {
          conclusions += try lowering.claim(claim)
          numbers += Array(repeating: k + 1, count: conclusions.count - numbers.count)
        }
        let measured = try measures.map { try lowering.measure($0) }
        let program = lowering.assemble(
          hypotheses: hypotheses, conclusions: lowering.sharingVacuity(conclusions), measures: measured)
        return GroundTheorem(
          theorem: theorem, sizes: sizes, program: program, inputs: lowering.inputs,
          domainCount: domainCount, assumptionNumbers: assumptions, conclusionNumbers: numbers,
          labels: isLabelled ? lowering.labels() : [:])
      }
    } catch Lowering.Interrupt.input(let error) {
      throw error
    } catch let error as InputError {
      throw error
    } catch {
      throw InputError(file: theorem.file, position: theorem.position, message: "\(error)")
    }
  }

  /// A hypothesis of the program in the claim language: `the domain x[t] in [0, 1]`, `the hypothesis x + y <= 1`.
  package func hypothesisText(_ index: Int) -> String {
    guard index < domainCount else {
      let formulas = theorem.syntax.items.compactMap { item -> Syntax.Formula? in
        if case .assume(let formula, _) = item { formula } else { nil }
      }
      let number = assumptionNumbers[index - domainCount]
      return formulas.indices.contains(number)
        ? "the hypothesis \(CanonicalPrinter().text(formulas[number]))" : "a hypothesis"
    }
    // Domains stand in the order of the variables and of their elements.
    var first = 0
    for (number, variable) in theorem.variables.enumerated() where variable.domain != nil {
      first += inputs.count { $0.variable == number && $0.part == .real }
      if index < first {
        let (element, domain) = theorem.declarationText(variable: number)
        return "the domain \(element)\(domain ?? "")"
      }
    }
    return "a domain"
  }

  /// The program's inputs for an instance.
  ///
  /// - Throws: an `InputError` where the instance does not fit the theorem, or has other sizes.
  package func inputs(of instance: Instance) throws(InputError) -> [Rational] {
    try theorem.validate(instance)
    guard instance.sizes == sizes else {
      throw InputError(
        file: theorem.file,
        message:
          "theorem '\(theorem.name)' was lowered at the sizes \(sizes), the instance has \(instance.sizes)")
    }
    return inputs.map { input in
      let element = instance.values[input.variable][input.element]
      return input.part == .real ? element.re : element.im
    }
  }

  /// The instance that has these inputs: one number for each.
  package func instance(_ numbers: [Rational]) -> Instance {
    var values = theorem.variables.map { _ in [ExactComplex]() }
    for (input, number) in zip(inputs, numbers) {
      if input.part == .real {
        values[input.variable].append(ExactComplex(re: number, im: 0))
      } else {
        values[input.variable][input.element].im = number
      }
    }
    return Instance(sizes: sizes, values: values)
  }
}
