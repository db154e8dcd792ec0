import Claims

/// What the reports on a check say of the run: what was asked of it, and how to have it again.
package struct CheckRun: Sendable {
  /// The program's.
  package var version: String
  package var seed: UInt64
  package var maxBits: Int
  /// How many instances a theorem was to be tried on, and how many times the usual work; nil where nothing was said.
  package var instances: Int?
  package var work: Double?
  /// Whether instances that were given are decided, in place of a search.
  package var decidesInstances: Bool
  /// Measured seconds differ from run to run; without them equal runs print equal bytes.
  package var hasTimings: Bool
  /// Whether repaired theorems are shown whole.
  package var showsRepairs: Bool
  /// The command that finds the refutation of a theorem again.
  package var reproducing: @Sendable (Theorem) -> String

  package init(
    version: String, seed: UInt64, maxBits: Int, instances: Int? = nil, work: Double? = nil,
    decidesInstances: Bool = false, hasTimings: Bool = false, showsRepairs: Bool = false,
    reproducing: @escaping @Sendable (Theorem) -> String
  ) {
    self.version = version
    self.seed = seed
    self.maxBits = maxBits
    self.instances = instances
    self.work = work
    self.decidesInstances = decidesInstances
    self.hasTimings = hasTimings
    self.showsRepairs = showsRepairs
    self.reproducing = reproducing
  }
}
