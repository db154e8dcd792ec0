import Synchronization
import Testing

/// What is recorded while something runs: the texts, and the lines they are recorded at.
func recorded(_ body: @escaping @Sendable () async throws -> Void) async throws -> [(text: String, line: Int)]
{
  let caught = Mutex<[(text: String, line: Int)]>([])
  let trait = IssueHandlingTrait.compactMapIssues { issue in
    let text = issue.comments.map(\.rawValue).joined(separator: "\n")
    caught.withLock { $0.append((text.isEmpty ? "\(issue)" : text, issue.sourceLocation?.line ?? 0)) }
    return nil
  }
  guard let test = Test.current else { return [] }
  try await trait.provideScope(for: test, testCase: Test.Case.current, performing: body)
  return caught.withLock { $0 }
}
