import Enclosures
import Evaluation

/// Keeps the instances whose margins may be the smallest, by their bounds at the first rung.
struct MarginTracker {
  private struct Entry {
    var lower: Double
    var engine: Engine
    var inputs: [Rational]
  }

  private static let capacity = 6
  private var entries: [Entry] = []
  /// The least lower bound among instances that were dropped.
  private var droppedLower = Double.infinity
  private var isSeen = false

  /// Takes the margin of the instance that the engine has just found to hold.
  mutating func take(_ engine: Engine, _ inputs: [Rational]) {
    guard let margin = engine.roughMargin() else { return }
    isSeen = true
    if entries.count == Self.capacity, let last = entries.last, margin.lower >= last.lower {
      droppedLower = min(droppedLower, margin.lower)
      return
    }
    let place = entries.firstIndex { $0.lower > margin.lower } ?? entries.count
    entries.insert(Entry(lower: margin.lower, engine: engine, inputs: inputs), at: place)
    if entries.count > Self.capacity { droppedLower = min(droppedLower, entries.removeLast().lower) }
  }

  /// The smallest margin: the exact one where it is certain which instance has it, else a bound.
  func smallest() -> CertifiedValue? {
    guard isSeen else { return nil }
    let margins = entries.compactMap { (try? $0.engine.decide($0.inputs))?.margin }
    guard
      let least = margins.min(by: { a, b in
        guard let x = a.lower else { return true }
        guard let y = b.lower else { return false }
        return x < y
      }), let lower = least.lower
    else { return nil }
    if droppedLower == .infinity { return least }
    guard let dropped = Rational(exactly: droppedLower) else { return nil }
    if lower <= dropped { return least }
    // Equality attained many times over: every dropped lower bound is below 0 by rounding alone.
    var bound = least
    bound.exact = nil
    bound.lower = dropped
    return bound
  }
}
