/// Counts the work of an exact computation, so that it can be stopped at the same place on every machine.
///
/// One step is about one operation on a machine word.
package protocol WorkMeter {
  associatedtype Failure: Error
  /// Takes note of work about to be done; throws where it is no longer allowed.
  func spend(_ steps: Int) throws(Failure)
}

/// No limit: for computations whose inputs the caller knows to be small.
package struct Unmetered: WorkMeter, Sendable {
  package init() {}
  package func spend(_ steps: Int) throws(Never) {}
}
