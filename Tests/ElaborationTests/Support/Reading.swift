import Claims
import Elaboration
import Evaluation
import Numbers
import Programs
import ProofKernel

/// What an elaboration says of an instance: the first of its stages' facts that does not hold.
enum Reading: Equatable {
  case holds
  /// A hypothesis is false.
  case vacuous(String)
  /// Something has to be defined and is not.
  case undefined(String)
  case violated

  /// - Throws: `Untold`.
  init(_ model: ElaborationModel) throws {
    for stage in model.elaboration.stages {
      for named in stage.assumed where try !model.holds(named.fact) {
        self = .vacuous(named.name)
        return
      }
      for goal in stage.goals where try !model.holds(goal.fact) {
        self = goal.what == "the conclusion" ? .violated : .undefined(goal.what)
        return
      }
    }
    self = .holds
  }
}

extension ElaborationModel {
  /// The facts of the theory that are false, of those looked at: equations and definitions, also outside of their ranges.
  func falseFacts() throws -> [String] {
    try elaboration.theory.facts.sorted { $0.key < $1.key }.filter { try !holds($0.value) }.map(\.key)
  }
}
