import Enclosures

/// Decides `forall real` on the exact rung.
enum ExactQuantifier {
  static func decide(_ machine: ScalarMachine<ExactReal>, _ k: Int) -> Truth {
    Subdivision().decide(machine, k)
  }
}
