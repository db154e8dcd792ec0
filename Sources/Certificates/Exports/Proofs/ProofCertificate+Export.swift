import Inputs

extension ProofCertificate {
  /// The proof stated and proved for a proof assistant: the whole text of a file.
  ///
  /// - Throws: an `ExportError` where the proof cannot be stated there, or is none.
  public func export(to assistant: ProofAssistant) throws -> String {
    try withDeepStack { () throws in
      var export = try ProofExport(self, script(of: assistant))
      return try export.render()
    }
  }

  private func script(of assistant: ProofAssistant) -> any ProofScript {
    switch assistant {
    case .coq: CoqScript()
    case .lean: LeanScript()
    }
  }
}
