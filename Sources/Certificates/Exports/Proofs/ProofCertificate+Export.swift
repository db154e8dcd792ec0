import Inputs

extension ProofCertificate {
  /// The proof stated and proved for a proof assistant: the whole text of a file.
  ///
  /// - Throws: an `ExportError` where the proof cannot be stated there, or is none.
  public func export(to assistant: ProofAssistant) throws -> String {
    guard assistant == .coq else { throw ExportError(description: "proofs are written for Coq alone") }
    return try withDeepStack { () throws in
      var export = try ProofExport(self)
      return try export.render()
    }
  }
}
