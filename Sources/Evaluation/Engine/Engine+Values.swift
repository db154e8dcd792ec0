import Enclosures
import Numbers
import Programs

/// What is known of an expression's value.
package enum ExpressionValue: Sendable {
  case known(CertifiedValue)
  /// It has none, and why.
  case missing(FailureSite)
  /// Nothing is known of it at the precision that was tried.
  case unknown
}

extension Engine {
  /// The values of the left sides of the conclusions, which are comparisons: at ever more bits, until `isEnough` takes
  /// all of them, and at last by exact arithmetic.
  ///
  /// Hypotheses are not asked.
  package func leftSides(
    of instance: [Rational], until isEnough: ([ExpressionValue]) -> Bool
  ) throws -> [ExpressionValue] {
    try hold(instance)
    var values = ball.leftSides(of: instance)
    if isEnough(values) { return values }
    let isPlain = ground.program.blocks.isEmpty
    if isPlain {
      var bits = 128
      while bits <= max(128, limits.bits), !interruption.isRequested {
        if valueRungs[bits] == nil {
          let made = ScalarRung<Interval>("\(bits)-bit intervals", ground.program, precision: bits)
          made.machine.interruption = interruption
          valueRungs[bits] = made
        }
        if let rung = valueRungs[bits] { values = rung.leftSides(of: instance) }
        if isEnough(values) { return values }
        bits *= 4
      }
    }
    for k in higher.indices where !interruption.isRequested && (!isPlain || k == exactIndex) {
      values = withAllowance { rung(k).leftSides(of: instance) }
      if isEnough(values) { return values }
    }
    return values
  }
}

extension ScalarRung {
  func leftSides(of instance: [Rational]) -> [ExpressionValue] {
    run(instance)
    return machine.program.conclusions.map { trace in
      guard let left = trace.leftSide else { return .unknown }
      let status = machine.statuses[Int(left)]
      if status.isDefined { return .known(CertifiedValue(machine.reals[Int(left)])) }
      return status.failure == nil ? .unknown : .missing(machine.program.sites[status.site])
    }
  }
}

extension Subformula {
  /// The register of the first comparison's left side.
  fileprivate var leftSide: Int32? {
    switch kind {
    case .comparison(_, let left, _): left
    case .all(let parts), .any(let parts): parts.first?.leftSide
    case .implies, .element, .forallReal, .opaque: nil
    }
  }
}
