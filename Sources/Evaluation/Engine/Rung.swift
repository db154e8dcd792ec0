import Enclosures
import Numbers
import Programs

/// What one rung says of one instance: the truth of all hypotheses together and of the conclusion.
package struct Outcome: Sendable {
  package var hypotheses: Truth
  package var conclusions: Truth

  package init(hypotheses: Truth, conclusions: Truth) {
    self.hypotheses = hypotheses
    self.conclusions = conclusions
  }

  /// The verdict; nil where a higher rung may still decide.
  package var verdict: InstanceVerdict? {
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
  package var site: Int? {
    let deciding = hypotheses == .yes ? conclusions : hypotheses
    return deciding.failure == nil ? nil : deciding.site
  }
}

/// A number representation at work on one program: takes instances, gives outcomes.
///
/// The engine knows rungs through this protocol alone. An implementation may keep many instances in
/// SIMD lanes, or limbs in flat memory; it must only be sound: an outcome's decided parts are true
/// of the exact instance.
package protocol Rung: AnyObject {
  var name: String { get }
  /// The work done so far, counted in units that are the same on every machine.
  var effort: Int { get }
  /// Whether the last run was cut off where it had cost too much.
  var isBeyondEffort: Bool { get }
  func outcomes(of instances: [[Rational]]) -> [Outcome]
  /// What kept an instance open that the rung does not decide.
  func openCause(of instance: [Rational]) -> OpenCause
  /// The least margin of the conclusion's comparisons for one instance, where the rung has one.
  func margin(of instance: [Rational]) -> CertifiedValue?
  /// The comparison of the conclusions that comes closest to failing at an instance that holds, where one is known.
  func closestComparison(of instance: [Rational]) -> FailingComparison?
  /// The values of the left sides of the conclusions, which are comparisons.
  func leftSides(of instance: [Rational]) -> [ExpressionValue]
  /// The number in a register, or the site at which it certainly has none.
  func number(_ register: Int32, at instance: [Rational]) -> (ball: Ball?, site: Int?)
  /// How near a comparison of the conclusions comes to failing.
  func tightness(of group: ComparisonGroup, at instance: [Rational]) -> ScalarTightness
  /// Which of the program's conclusions fails at an instance that the rung finds violated, and the
  /// comparison in it: one that has such a comparison, before others.
  func failingConclusion(of instance: [Rational]) -> (index: Int, comparison: FailingComparison?)?
  /// The same of the hypotheses at an instance that the rung finds vacuous.
  func failingHypothesis(of instance: [Rational]) -> (index: Int, comparison: FailingComparison?)?
  /// The failing comparisons of conclusion `index` at an instance, nil where the rung does not find it
  /// false; `points` are tried where a `forall real` of that name fails, in place of a real that the rung finds.
  func failingComparisons(
    of instance: [Rational], conclusion index: Int, points: [String: Rational]
  ) -> [FailingComparison]?
}

/// A rung that runs instances one after the other over one enclosure type.
final class ScalarRung<Number: RungNumber>: Rung {
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
  var isBeyondEffort: Bool { machine.isBeyondEffort }

  /// Runs the program, unless the registers are those of the instance already.
  func run(_ instance: [Rational]) {
    if !machine.isRun(for: instance) { machine.run(instance) }
  }

  func outcomes(of instances: [[Rational]]) -> [Outcome] {
    instances.map { instance in
      run(instance)
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

  func openCause(of instance: [Rational]) -> OpenCause {
    run(instance)
    return machine.openCause
  }

  func margin(of instance: [Rational]) -> CertifiedValue? {
    run(instance)
    return machine.margin(machine.program.conclusions).value.map { CertifiedValue($0) }
  }

  func failingConclusion(of instance: [Rational]) -> (index: Int, comparison: FailingComparison?)? {
    firstFailing(machine.program.conclusions, of: instance)
  }

  func failingHypothesis(of instance: [Rational]) -> (index: Int, comparison: FailingComparison?)? {
    firstFailing(machine.program.hypotheses, of: instance)
  }

  private func firstFailing(
    _ traces: [Subformula], of instance: [Rational]
  ) -> (index: Int, comparison: FailingComparison?)? {
    run(instance)
    var first: Int?
    for (index, trace) in traces.enumerated()
    where machine.truths[Int(trace.truth)] == .no {
      var found: FailingComparison?
      machine.forEachFailingComparison(trace) {
        found = $0
        return false
      }
      if let found { return (index, found) }
      first = first ?? index
    }
    return first.map { ($0, nil) }
  }

  func failingComparisons(
    of instance: [Rational], conclusion index: Int, points: [String: Rational]
  ) -> [FailingComparison]? {
    run(instance)
    guard machine.truths[Int(machine.program.conclusions[index].truth)] == .no else { return nil }
    var found: [FailingComparison] = []
    machine.forEachFailingComparison(machine.program.conclusions[index], at: points) {
      found.append($0)
      return found.count < 100_000
    }
    return found
  }
}

extension ScalarMachine: MarginSource {
  func truth(at register: Int32) -> Truth { truths[Int(register)] }

  func number(at register: Int32) -> Number? {
    statuses[Int(register)].isDefined ? reals[Int(register)] : nil
  }

  /// Calls `body` with the comparisons that make a false part false, from the registers of the last run,
  /// until it answers false; returns whether it never did.
  @discardableResult
  func forEachFailingComparison(
    _ trace: Subformula, at chosen: [String: Rational] = [:], _ bindings: [IndexValue] = [],
    _ points: [(name: String, value: Rational)] = [], _ body: (FailingComparison) -> Bool
  ) -> Bool {
    guard truths[Int(trace.truth)] == .no else { return true }
    let bindings = bindings + trace.bindings
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      return body(
        FailingComparison(
          indices: bindings, reals: points, left: CertifiedValue(reals[Int(left)]), relation: relation,
          right: CertifiedValue(reals[Int(right)]),
          isPartOfComplex: trace.isPartOfComplex))
    case .all(let parts):
      for part in parts {
        guard forEachFailingComparison(part, at: chosen, bindings, points, body) else { return false }
      }
      return true
    case .any(let parts):
      // All parts fail: a quantifier among them is to be seen failing, at its real.
      let reals = parts.compactMap { witness($0, at: chosen) }
      for part in parts.filter(\.isForallReal) + parts.filter({ !$0.isForallReal }) {
        let own = witness(part, at: chosen)?.name
        let beside = reals.filter { real in real.name != own && !points.contains { $0.name == real.name } }
        guard forEachFailingComparison(part, at: chosen, bindings, points + beside, body) else {
          return false
        }
      }
      return true
    case .element(let filter, let inner):
      guard truths[Int(filter.truth)] == .yes else { return true }
      return forEachFailingComparison(inner, at: chosen, bindings, points, body)
    case .implies(_, let right): return forEachFailingComparison(right, at: chosen, bindings, points, body)
    case .forallReal(let block, let inner):
      let name = program.blocks[Int(block)].name
      guard let point = chosen[name] ?? witnesses[Int(block)] else { return true }
      run(block: Int(block), at: Number(point, precision: precision))
      guard isInside(point, block: Int(block)) else { return true }
      return forEachFailingComparison(inner, at: chosen, bindings, points + [(name, point)], body)
    case .opaque: return true
    }
  }

  /// The real at which a part of the form `forall real` fails, where it is one and such a real is known.
  private func witness(_ trace: Subformula, at chosen: [String: Rational]) -> (name: String, value: Rational)?
  {
    guard case .forallReal(let block, _) = trace.kind, truths[Int(trace.truth)] == .no else { return nil }
    let name = program.blocks[Int(block)].name
    return (chosen[name] ?? witnesses[Int(block)]).map { (name, $0) }
  }

  /// Whether a real certainly lies in the range of a block that was just run at it, and passes its filter.
  private func isInside(_ point: Rational, block k: Int) -> Bool {
    let block = program.blocks[k]
    let x = Number(point, precision: precision)
    func admits(_ end: Program.Block.End, isLower: Bool) -> Bool {
      guard statuses[Int(end.register)].isDefined else { return false }
      let bound = reals[Int(end.register)]
      let (low, high) = isLower ? (bound, x) : (x, bound)
      return (end.isClosed ? low.isLessOrEqual(to: high) : low.isLess(than: high)) == .yes
    }
    return block.lower.map { admits($0, isLower: true) } ?? true
      && block.upper.map { admits($0, isLower: false) } ?? true
      && block.filter.map { truths[Int($0)] == .yes } ?? true
  }
}
