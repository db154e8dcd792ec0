import Evaluation
import Inputs
import Numbers
import Programs

/// The instances of a theorem at one combination of sizes, with what a search knows of them.
struct InstanceSpace {
  var engine: Engine
  var generator: InstanceGenerator
  var promising = PromisingInstances()
  var seen: Set<[Rational]> = []
  /// Only instances that were seen before are drawn.
  var isExhausted = false
  /// How many instances held.
  var held = 0
  /// How many instances the first rung left undecided.
  var escalated = 0
  /// The work that the costliest instance of the last batch may have taken.
  var lastCost = Int.max
  /// Climbs towards violations; nil where the program has no plain values.
  lazy var climber = Climber(generator)
  /// Plain draws, once there were some, with a random generator of their own: careful ones are the same with them and without.
  var quick: QuickDraws?
  /// An instance that met the hypotheses.
  var base: [Rational]?
  /// The points that climbs ended at and that were looked at.
  var summits: Set<[Rational]> = []
  var climbs = 0
  /// The least distance from a violation that a climb ended at, relative to the sides.
  var gap = Double.infinity
  /// How many climbs in turn led to nothing that was not known.
  var fruitlessClimbs = 0
  /// The families that are still to be climbed in.
  lazy var families = Families.partitions(of: engine.ground)

  /// - Parameter budget: Whose end breaks off the engine's decisions.
  init(_ ground: GroundTheorem, _ limits: EvaluationLimits, _ budget: Budget) {
    engine = Engine(ground, limits: limits)
    engine.isCancelled = { budget.isInterrupted }
    generator = InstanceGenerator(ground)
  }

  var sizes: [Int] { engine.ground.sizes }

  /// Where climbs still lead to something new, or sampling has not come to an end.
  var isClimbable: Bool { climbs > 0 && fruitlessClimbs < SearchTuning.patience }

  /// Whether there is more than one instance.
  var isVaried: Bool { generator.intervals.contains { $0.lower == nil || $0.lower != $0.upper } }

  /// Whether what is drawn has a common denominator beyond exact arithmetic's means.
  var isLong: Bool { generator.intervals.count >= SearchTuning.longInstance }

  /// The work done so far; see `Engine.effort`.
  var effort: Int { engine.effort + generator.evaluator.effort }

  /// The program's length; see `Program.workPerInstance`.
  var length: Int { engine.ground.program.workPerInstance }
}

extension Program {
  /// How long the program is to one instance: blocks are run many times over.
  var workPerInstance: Int {
    instructions.count + blocks.reduce(0) { $0 + SearchTuning.blockRuns * $1.instructions.count }
  }
}

extension TheoremSearch {
  /// Lowers the theorem at sizes; nil where the default plan passes them over as too large. Where a size is only glanced
  /// at, programs may be longer.
  mutating func open(_ sizes: [Int], isLong: Bool = false) throws(InputError) -> InstanceSpace? {
    let isOptional = options.sizes.isEmpty && !tally.sizesTried.isEmpty
    let room = isLong ? SearchTuning.glanceFactor : 1
    let ground: GroundTheorem
    do throws(InputError) {
      ground = try GroundTheorem.lower(
        theorem, sizes: sizes, stepLimit: isOptional ? room * SearchTuning.comfortableSteps : nil)
    } catch {
      guard isOptional && error.kind == .tooLarge else { throw error }
      if !isLong { plan.passOver(sizes) }
      return nil
    }
    let length = ground.program.workPerInstance
    budget.spend(SearchTuning.loweringCost * length)
    if isOptional && length > room * SearchTuning.comfortableLength {
      if !isLong { plan.passOver(sizes) }
      return nil
    }
    tally.sizesTried.append(sizes)
    var space = InstanceSpace(ground, options.limits, budget)
    // Sizes alone make one instance.
    if space.generator.intervals.isEmpty { space.seen = swept[sizes] ?? [] }
    return space
  }

  /// Opens the plan's first sizes where no phase before has.
  mutating func openSpaces() throws(InputError) {
    guard spaces.isEmpty else { return }
    for sizes in plan.combinations where budget.isLeft {
      if let space = try open(sizes) { spaces.append(space) }
    }
  }
}
