/// How climbs go on; see `SearchTuning`.
enum ClimbTuning {
  /// How many instructions of a pass cost as much as the engine's unit of work.
  static let passesPerUnit = 3
  /// Equations are followed where they are few; of more than a handful, where instructions of a pass times equations
  /// are at most so many.
  static let followedLength = 10_000
  /// By so many bits relative to its size, or 1, a value is rounded: simple numbers first, then near ones.
  static let reaches: [Int] = [3, 5, 8, 12, 18, 26, 36, 48]
  /// A family of more numbers is as hard to climb in as all values.
  static let largestFamily = 12
  /// How often a block runs for one pass.
  static let samplePasses = gridCount + 3 * refinements
  /// Points at which a hypothesis over the reals is looked at: enough to see a few turns of an angle.
  static let gridCount = 27
  /// How often the worst of them is refined, each time to a third.
  static let refinements = 4
}
