import Inputs

/// A proof assistant that refutations and proofs are exported to.
public enum ProofAssistant: String, CaseIterable, Sendable {
  /// Coq 8.16.
  case coq
  /// Lean 4 with Mathlib.
  case lean

  /// Of the file: `v`, `lean`.
  package var fileExtension: String {
    switch self {
    case .coq: Coq.fileExtension
    case .lean: Lean.fileExtension
    }
  }

  /// Files of the project that modules in a folder belong to; Coq needs none.
  package func project(modules: [String]) -> [(name: String, text: String)] {
    switch self {
    case .coq: []
    case .lean: LeanProject.files(modules: modules)
    }
  }
}

extension RefutationCertificate {
  /// The refutation stated and proved for a proof assistant: the whole text of a file.
  ///
  /// - Throws: an `ExportError` where the claim at the instance cannot be stated over the rationals, an `InputError`
  ///   where the instance does not fit the theorem.
  public func export(to assistant: ProofAssistant) throws -> String {
    try theorem.validate(instance)
    return try withDeepStack { () throws in
      let claim = try Unroller.unroll(self)
      switch assistant {
      case .coq:
        do {
          return try RationalExport<Coq>.text(self, claim)
        } catch let error as ExportError where error.leadsOutOfTheRationals {
          return try RealExport.text(self, claim)
        }
      case .lean: return try RationalExport<Lean>.text(self, claim)
      }
    }
  }
}
