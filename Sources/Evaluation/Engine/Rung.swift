import Enclosures

/// What one rung says of one instance: the truth of all hypotheses together and of the conclusion.
public struct Outcome: Sendable {
  public var hypotheses: Truth
  public var conclusions: Truth

  public init(hypotheses: Truth, conclusions: Truth) {
    self.hypotheses = hypotheses
    self.conclusions = conclusions
  }

  /// The verdict; nil where a higher rung may still decide.
  public var verdict: InstanceVerdict? {
    if hypotheses == .no { return .vacuous }
    let deciding = hypotheses == .yes ? conclusions : hypotheses
    if deciding == .yes { return .holds }
    if deciding == .no { return .violated }
    switch deciding.failure {
    case .vacuous: return .vacuous
    case .undefined, .outOfRange: return .undefined
    case nil: return nil
    }
  }

  /// The site of the failure that decided, where one did.
  public var site: Int? {
    let deciding = hypotheses == .yes ? conclusions : hypotheses
    return deciding.failure == nil ? nil : deciding.site
  }
}

/// A number representation at work on one program: takes instances, gives outcomes.
///
/// The engine knows rungs through this protocol alone. An implementation may keep many instances in
/// SIMD lanes, or limbs in flat memory; it must only be sound: an outcome's decided parts are true
/// of the exact instance.
public protocol Rung: AnyObject {
  var name: String { get }
  /// The work done so far, counted in units that are the same on every machine.
  var effort: Int { get }
  func outcomes(of instances: [[Rational]]) -> [Outcome]
  /// The least margin of the conclusion's comparisons for one instance, where the rung has one.
  func margin(of instance: [Rational]) -> CertifiedValue?
  /// The failing comparison of an instance whose conclusion the rung finds false.
  func failingComparison(of instance: [Rational]) -> FailingComparison?
}

/// A rung that runs instances one after the other over one enclosure type.
final class ScalarRung<Number: RealEnclosure>: Rung {
  let name: String
  let machine: ScalarMachine<Number>

  init(
    _ name: String, _ program: Program, precision: Int,
    quantifier: ((ScalarMachine<Number>, Int) -> Truth)? = nil
  ) {
    self.name = name
    machine = ScalarMachine(program, precision: precision)
    machine.quantifier = quantifier
  }

  var effort: Int { machine.effort }

  func outcomes(of instances: [[Rational]]) -> [Outcome] {
    instances.map { instance in
      machine.run(instance)
      return outcome
    }
  }

  private var outcome: Outcome {
    let program = machine.program
    var hypotheses = Truth.yes
    for trace in program.hypotheses { hypotheses = hypotheses && machine.truths[Int(trace.truth)] }
    var conclusions = Truth.yes
    for trace in program.conclusions { conclusions = conclusions && machine.truths[Int(trace.truth)] }
    return Outcome(hypotheses: hypotheses, conclusions: conclusions)
  }

  func margin(of instance: [Rational]) -> CertifiedValue? {
    machine.run(instance)
    return machine.margin(machine.program.conclusions).map { CertifiedValue($0) }
  }

  func failingComparison(of instance: [Rational]) -> FailingComparison? {
    machine.run(instance)
    for trace in machine.program.conclusions {
      if let failing = machine.failingComparison(trace) { return failing }
    }
    return nil
  }
}

extension ScalarMachine {
  /// The least margin over a conjunction, from the registers of the last run.
  func margin(_ traces: [Trace]) -> Number? {
    var least: Number?
    for trace in traces {
      guard let next = margin(trace) else { continue }
      least = least.map { Number.minimum($0, next) } ?? next
    }
    return least
  }

  private func margin(_ trace: Trace) -> Number? {
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      guard statuses[Int(left)].isDefined, statuses[Int(right)].isDefined else { return nil }
      let (x, y) = (reals[Int(left)], reals[Int(right)])
      let margin =
        switch relation {
        case .less, .lessOrEqual: y - x
        case .greater, .greaterOrEqual: x - y
        case .equal: -(y - x).magnitude
        case .notEqual: (y - x).magnitude
        }
      // A comparison that holds has a margin that is not negative, whatever the enclosure's width.
      guard truths[Int(trace.truth)] == .yes else { return margin }
      let zero = margin.constant(0)
      return relation == .equal ? zero : Number.maximum(margin, zero)
    case .all(let parts): return margin(parts)
    case .any(let parts):
      var greatest: Number?
      for part in parts {
        guard let next = margin(part) else { continue }
        greatest = greatest.map { Number.maximum($0, next) } ?? next
      }
      return greatest
    case .implies(let left, let right):
      return truths[Int(left.truth)] == .yes ? margin(right) : nil
    case .forallReal, .opaque: return nil
    }
  }

  /// The first comparison that makes a false part false, from the registers of the last run.
  func failingComparison(
    _ trace: Trace, _ bindings: [Trace.Binding] = [], _ points: [(name: String, value: Rational)] = []
  ) -> FailingComparison? {
    guard truths[Int(trace.truth)] == .no else { return nil }
    let bindings = bindings + trace.bindings
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      return FailingComparison(
        indices: bindings, reals: points, left: CertifiedValue(reals[Int(left)]), relation: relation,
        right: CertifiedValue(reals[Int(right)]))
    case .all(let parts), .any(let parts):
      for part in parts {
        if let failing = failingComparison(part, bindings, points) { return failing }
      }
      return nil
    case .implies(_, let right): return failingComparison(right, bindings, points)
    case .forallReal(let block, let body):
      guard let point = witnesses[Int(block)] else { return nil }
      run(block: Int(block), at: Number(point, precision: precision))
      let name = program.blocks[Int(block)].name
      return failingComparison(body, bindings, points + [(name, point)])
    case .opaque: return nil
    }
  }
}
