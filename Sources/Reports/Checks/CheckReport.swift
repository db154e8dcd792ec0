import Evaluation
import Search

/// The outcome on one theorem, or on one instance of it, as the reports take it.
package struct CheckReport: Sendable {
  package var result: SearchResult
  /// The decision, where one instance was asked for, and the file that it is in.
  package var decision: Decision?
  package var instanceFile: String?
  /// The work on it was broken off.
  package var isInterrupted = false

  package init(result: SearchResult, decision: Decision? = nil, instanceFile: String? = nil) {
    self.result = result
    self.decision = decision
    self.instanceFile = instanceFile
  }
}
