import Claims
import Evaluation
import Numbers
import Programs

/// Looks for the weakest change of a small grammar under which a search no longer refutes a theorem.
///
/// Candidates that the counterexample or a sample of instances refutes fall first, by evaluation alone. The
/// others are ordered by how much of the sample they leave, most first, and searched one after the other.
struct RepairSearch {
  private let theorem: Theorem
  private let found: Violation
  private let counterexample: Counterexample
  private let options: SearchOptions
  private var random: SplitMix64
  /// What all searches together may take.
  private let budget: Budget
  /// The work that one search may take.
  private var share: Int
  /// The first repair that survived without being proved, where proofs are sought.
  private var unproved: Repair?
  /// How many proofs were sought.
  private var attempts = 0

  init(
    _ theorem: Theorem, _ found: Violation, _ counterexample: Counterexample, _ options: SearchOptions,
    workOfFinding: Int, within budget: Budget
  ) {
    self.theorem = theorem
    self.found = found
    self.counterexample = counterexample
    self.options = options
    self.budget = budget
    random = SplitMix64(seed: options.seed, purpose: "repair " + theorem.name)
    share = max(RepairTuning.leastShare, RepairTuning.factor * workOfFinding)
  }

  private struct Candidate {
    var item: String
    var theorem: Theorem
    /// How many instances of the sample meet the further hypothesis.
    var kept: Int
  }

  /// The first repair that survives: the relation, a hypothesis, a constant. Where proofs are sought, the first that is
  /// proved, else the first that survives.
  mutating func run() -> Repair? { best() ?? unproved }

  private mutating func best() -> Repair? {
    // What is harder to refute than the budget allows would survive for that alone.
    guard share <= RepairTuning.work, found.ground.program.instructions.count <= RepairTuning.longestProgram
    else {
      return nil
    }
    let sample = sample()
    for (item, theorem) in weakerRelation() {
      guard keeps(theorem, sample, excludes: false) != nil else { continue }
      if let survivor = search(theorem, item, .relation), let repair = taken(survivor) { return repair }
    }
    if let repair = hypothesis(sample) { return repair }
    // Where a constant is not enough, the next one has to stand a longer search.
    for (item, theorem) in largerConstants() {
      guard keeps(theorem, sample, excludes: false) != nil else { continue }
      if let survivor = search(theorem, item, .constant), let repair = taken(survivor) { return repair }
      share *= RepairTuning.shareGrowth
    }
    return nil
  }

  // MARK: Instances at hand

  /// Instances at the counterexample's sizes: the counterexample, some near it, some drawn afresh.
  private mutating func sample() -> [[Rational]] {
    var sample = [found.inputs]
    let generator = found.generator
    while sample.count < RepairTuning.sampleSize, !budget.isInterrupted {
      let next =
        sample.count.isMultiple(of: 2) ? generator.vary(found.inputs, &random) : generator.draw(&random)
      sample.append(next.inputs)
    }
    return sample
  }

  /// How many instances of the sample hold; nil where one is violated, or where the counterexample,
  /// which comes first, is not excluded as it should be.
  private mutating func keeps(_ theorem: Theorem, _ sample: [[Rational]], excludes: Bool) -> Int? {
    guard let ground = try? GroundTheorem.lower(theorem, sizes: counterexample.instance.sizes),
      ground.inputs.count == found.inputs.count
    else { return nil }
    let engine = engine(ground, bits: RepairTuning.bits)
    budget.spend(ground.program.instructions.count * (SearchTuning.loweringCost + sample.count))
    defer { budget.spend(engine.effort) }
    guard let first = try? engine.verdict(sample[0]), first == (excludes ? .vacuous : .holds),
      let verdicts = verdicts(engine, sample), !verdicts.contains(.violated)
    else { return nil }
    return verdicts.count { $0 == .holds }
  }

  /// A few at a time, so that clock and work are looked at in between; nil where it takes more than a search may.
  private func verdicts(_ engine: Engine, _ sample: [[Rational]]) -> [InstanceVerdict]? {
    let effort = engine.effort
    var result: [InstanceVerdict] = []
    while result.count < sample.count {
      guard !budget.isInterrupted, engine.effort - effort < share,
        let next = try? engine.judge(
          Array(sample[result.count..<min(result.count + RepairTuning.batch, sample.count)]))
      else { return nil }
      result += next.map(\.verdict)
    }
    return result
  }

  // MARK: Hypotheses

  private mutating func hypothesis(_ sample: [[Rational]]) -> Repair? {
    let isEquality = counterexample.decision.failing.map {
      $0.left.exact != nil && $0.left.exact == $0.right.exact
    }
    let grammar = RepairGrammar(theorem: theorem, isEquality: isEquality ?? false)
    let concluded = Set(theorem.conclusionFormulas.compactMap(\.firstSide))
    guard let whole = met(sample) else { return nil }
    var candidates: [Candidate] = []
    for formula in grammar.inequalities() where budget.isLeft {
      // A bound on what the conclusion bounds repairs nothing.
      guard formula.firstSide.map({ !concluded.contains($0) }) ?? true,
        let repaired = theorem.assuming([formula]),
        let kept = keeps(repaired, sample, excludes: true), kept * RepairTuning.leastPart >= whole, kept > 0
      else { continue }
      candidates.append(
        Candidate(item: "assume " + CanonicalPrinter().text(formula), theorem: repaired, kept: kept))
    }
    // A stable order: of equally weak ones, the first of the grammar.
    let ordered = candidates.enumerated().sorted {
      ($1.element.kept, $0.offset) < ($0.element.kept, $1.offset)
    }
    .map(\.element)
    var met: [Instance] = []
    var searches = 0
    for candidate in ordered where searches < RepairTuning.mostSearches {
      guard !met.contains(where: { violates($0, candidate.theorem) }) else { continue }
      searches += 1
      var refuting: Instance?
      if let survivor = search(candidate.theorem, candidate.item, .hypothesis, refuting: &refuting),
        leavesRoom(candidate.theorem, sample), let repair = taken(survivor)
      {
        return repair
      }
      if let refuting { met.append(refuting) }
      if !budget.allows(share) { return nil }
    }
    return nil
  }

  /// Whether a repaired theorem is about more than the edge of what the hypotheses allow: where they leave an input several
  /// values, the further one leaves it several too. `v <= 0` beside `v >= 0` mends by emptying.
  private mutating func leavesRoom(_ repaired: Theorem, _ sample: [[Rational]]) -> Bool {
    guard let ground = try? GroundTheorem.lower(repaired, sizes: counterexample.instance.sizes) else {
      return false
    }
    budget.spend(SearchTuning.loweringCost * ground.program.instructions.count)
    let (generator, engine) = (InstanceGenerator(ground), engine(ground, bits: RepairTuning.bits))
    defer { budget.spend(engine.effort + generator.evaluator.effort) }
    let drawn = (0..<RepairTuning.sampleSize).map { _ in generator.draw(&random).inputs }
    guard let verdicts = verdicts(engine, drawn), let allowed = metInstances(sample) else { return false }
    let met = zip(drawn, verdicts).filter { $1 == .holds }.map(\.0)
    guard met.count >= RepairTuning.leastMet else { return false }
    return ground.inputs.indices.allSatisfy { input in
      Set(met.map { $0[input] }).count > 1 || Set(allowed.map { $0[input] }).count <= 1
    }
  }

  /// The instances of the sample that meet the theorem's own hypotheses; nil where that takes too much.
  private func metInstances(_ sample: [[Rational]]) -> [[Rational]]? {
    verdicts(engine(found.ground, bits: RepairTuning.bits), sample).map { verdicts in
      zip(sample, verdicts).filter { $1 == .holds || $1 == .violated }.map(\.0)
    }
  }

  /// How many instances of the sample meet the theorem's own hypotheses.
  /// nil where that takes too much.
  private func met(_ sample: [[Rational]]) -> Int? {
    metInstances(sample)?.count
  }

  private mutating func violates(_ instance: Instance, _ theorem: Theorem) -> Bool {
    guard let ground = try? GroundTheorem.lower(theorem, sizes: instance.sizes) else { return false }
    budget.spend(SearchTuning.loweringCost * ground.program.instructions.count)
    return (try? engine(ground).verdict(ground.inputs(of: instance))) == .violated
  }

  private func engine(_ ground: GroundTheorem, bits: Int = .max) -> Engine {
    let engine = Engine(ground, limits: EvaluationLimits(bits: min(options.limits.bits, bits)))
    engine.isCancelled = { [budget] in budget.isInterrupted }
    return engine
  }

  // MARK: Conclusions

  /// The only conclusion as one comparison, perhaps behind `implies`, and how it is put together again.
  private var conclusion:
    (
      left: Syntax.Expression, relation: Relation, right: Syntax.Expression,
      rebuilt: (Syntax.Formula) -> Syntax.Formula
    )?
  {
    let formulas = theorem.conclusionFormulas
    guard formulas.count == 1 else { return nil }
    switch formulas[0] {
    case .comparison(let left, let links, _) where links.count == 1:
      return (left, links[0].relation, links[0].value, { $0 })
    case .implies(let premise, .comparison(let left, let links, _), let mark) where links.count == 1:
      return (left, links[0].relation, links[0].value, { .implies(premise, $0, mark) })
    default: return nil
    }
  }

  private func concluding(_ formula: Syntax.Formula) -> [(String, Theorem)] {
    theorem.concluding([formula]).map { [("conclude " + CanonicalPrinter().text(formula), $0)] } ?? []
  }

  private func weakerRelation() -> [(String, Theorem)] {
    guard let conclusion, let failing = counterexample.decision.failing, failing.left.exact != nil,
      failing.left.exact == failing.right.exact,
      let relation: Relation = [.less: .lessOrEqual, .greater: .greaterOrEqual][conclusion.relation]
    else { return [] }
    return concluding(
      conclusion.rebuilt(.comparison(conclusion.left, [.init(relation, conclusion.right)], .none)))
  }

  private func largerConstants() -> [(String, Theorem)] {
    guard let conclusion, conclusion.relation == .lessOrEqual || conclusion.relation == .less,
      let failing = counterexample.decision.failing, let right = failing.right.lower, right > 0
    else { return [] }
    return RepairTuning.constants.flatMap { constant -> [(String, Theorem)] in
      guard let right = Self.product(constant, conclusion.right) else { return [] }
      return concluding(
        conclusion.rebuilt(
          .comparison(conclusion.left, [.init(conclusion.relation, right)], .none)))
    }
  }

  /// A product; of a number, a number of as many digits that is not smaller.
  private static func product(_ constant: Rational, _ value: Syntax.Expression) -> Syntax.Expression? {
    if case .number(let literal, _) = value {
      let digits = max(
        literal.text.prefix { $0 != "e" }.drop { "0.".contains($0) }.count(where: \.isNumber),
        RepairTuning.leastDigits)
      let text = (constant * literal.value).decimal(digits: digits, rounding: .up)
      return Syntax.NumberLiteral(text).map { .number($0, .none) }
    }
    return expression(constant).map { .product($0 + [.init(isDivisor: false, value)], .none) }
  }

  private static func expression(_ constant: Rational) -> [Syntax.Expression.Factor]? {
    let parts = constant.description.split(separator: "/").map(String.init)
    let literals = parts.compactMap { Syntax.NumberLiteral($0) }
    guard literals.count == parts.count else { return nil }
    return literals.enumerated().map { .init(isDivisor: $0 == 1, .number($1, .none)) }
  }

  // MARK: Searching

  /// A repair that survived, and an instance that meets its hypotheses.
  private typealias Survivor = (repair: Repair, witness: Instance?)

  /// The repair, where nothing better is to be looked for: a proof, where one is sought.
  private mutating func taken(_ survivor: Survivor) -> Repair? {
    var repair = survivor.repair
    guard options.provesRepairs, attempts < RepairTuning.mostProofs else { return unproved ?? repair }
    attempts += 1
    repair.proof = survivor.witness.flatMap { options.prover(repair.theorem, $0) }
    if repair.proof != nil { return repair }
    unproved = unproved ?? repair
    return nil
  }

  private mutating func search(_ theorem: Theorem, _ item: String, _ kind: Repair.Kind) -> Survivor? {
    var refuting: Instance?
    return search(theorem, item, kind, refuting: &refuting)
  }

  private mutating func search(
    _ theorem: Theorem, _ item: String, _ kind: Repair.Kind, refuting: inout Instance?
  ) -> Survivor? {
    guard budget.allows(share) else { return nil }
    var options = options
    options.explains = false
    options.shrinks = false
    options.seconds = nil
    options.work = share
    // Few instances refute a theorem; they do not recommend another one.
    options.instances = RepairTuning.instances
    options.drawsPlainly = false
    options.known = { _ in [] }
    options.near = counterexample.instance
    options.progress = { _ in }
    guard let result = try? TheoremSearch.run(theorem, options, TheoremSearch.phases, within: budget)
    else { return nil }
    refuting = result.counterexample?.instance
    // What only few instances meet has not been put to the test.
    guard result.verdict == .survived, !budget.isInterrupted, result.counts.held >= RepairTuning.leastHeld,
      RepairTuning.heldPart * result.counts.held >= result.counts.tried
    else { return nil }
    return theorem.asRepaired.map {
      (Repair(kind: kind, item: item, counts: result.counts, theorem: $0), result.witness)
    }
  }
}
