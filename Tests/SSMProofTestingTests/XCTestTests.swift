import Foundation
import SSMProof
import SSMProofTesting
import XCTest

/// The same expectations in XCTest.
final class XCTestTests: XCTestCase {
  private var recorded: [(text: String, line: Int)] = []
  private var isRecording = false

  override func recordFailure(
    withDescription description: String, inFile filePath: String, atLine lineNumber: Int, expected: Bool
  ) {
    guard isRecording else {
      return super.recordFailure(
        withDescription: description, inFile: filePath, atLine: lineNumber, expected: expected)
    }
    recorded.append((description, lineNumber))
  }

  private func failures(_ body: () async throws -> Void) async throws -> [(text: String, line: Int)] {
    (recorded, isRecording) = ([], true)
    defer { isRecording = false }
    try await body()
    return recorded
  }

  func testFailuresAreRecordedAtTheCallersLine() async throws {
    let none = try await failures {
      try await expectSurvives("real x in [0, 1] conclude x*x <= x", failures: .none)
      try await forAll(Generator.bools, failures: .none) { _ in }
    }
    XCTAssertEqual(none.count, 0)
    let line = #line + 2
    let found = try await failures {
      try await expectSurvives("real x in [0, 1], a in [0, 2] conclude a*x <= 1", failures: .none)
      try await expectTrue(forAll: Generator.integers(in: 0...99), failures: .none) { $0 < 17 }
      try await forAll(Generator.integers(in: 0...99), failures: .none) {
        if $0 > 20 { throw CocoaError(.fileNoSuchFile) }
      }
    }
    XCTAssertEqual(found.map(\.line), [line, line + 1, line + 2])
    XCTAssert(found[0].text.contains("x = 1\n    a = 2"))
    XCTAssert(found[1].text.contains("\n  17\nthe property is false"))
    XCTAssert(found[2].text.contains("\n  21\nthe property throws"))
  }
}
