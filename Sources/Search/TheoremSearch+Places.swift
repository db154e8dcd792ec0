import Evaluation
import Foundation
import Inputs
import Numbers
import Programs

/// Combinations of sizes, with what is known of each.
extension TheoremSearch {
  /// What the search keeps about one combination of sizes.
  struct Place {
    var engine: Engine
    var drawer: Drawer
    var promising = PromisingInstances()
    var seen: Set<[Rational]> = []
    /// Only instances that were seen before are drawn.
    var isExhausted = false
    /// How many instances held.
    var held = 0
    /// How many instances the first rung left undecided.
    var climbed = 0
    /// The work that the costliest instance of the last batch may have taken.
    var lastCost = Int.max
    /// Climbs towards violations; nil where the program has no plain values.
    lazy var climber = Climber(drawer)
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
    /// Where climbs still lead to something new, or sampling has not come to an end.
    var isClimbable: Bool { climbs > 0 && fruitlessClimbs < 12 }

    /// Whether there is more than one instance.
    var isVaried: Bool { drawer.intervals.contains { $0.lower == nil || $0.lower != $0.upper } }

    var effort: Int { engine.effort + drawer.probe.effort }
  }

  /// How long a program is to one instance: blocks are run many times over.
  static func length(_ program: Program) -> Int {
    program.instructions.count + program.blocks.reduce(0) { $0 + 60 * $1.instructions.count }
  }

  /// Lowers the theorem at sizes; nil where the default plan passes them over as too large. Where a size is only glanced
  /// at, programs may be longer.
  mutating func open(_ sizes: [Int], isLong: Bool = false) throws(InputError) -> Place? {
    let isOptional = options.sizes.isEmpty && !sizesTried.isEmpty
    let ground: GroundTheorem
    do throws(InputError) {
      ground = try GroundTheorem.lower(
        theorem, sizes: sizes, stepLimit: isOptional ? (isLong ? 10 : 1) * SearchTuning.comfortableSteps : nil
      )
    } catch {
      if isOptional && error.kind == .tooLarge { return nil }
      throw error
    }
    let length = Self.length(ground.program)
    workLeft -= SearchTuning.loweringCost * length
    if isOptional && length > (isLong ? 10 : 1) * SearchTuning.comfortableLength { return nil }
    sizesTried.append(sizes)
    let engine = Engine(ground, limits: options.limits)
    engine.isCancelled = clock
    var place = Place(engine: engine, drawer: Drawer(ground))
    // Sizes alone make one instance.
    if place.drawer.intervals.isEmpty { place.seen = swept[sizes] ?? [] }
    return place
  }
}
