import Claims
import Foundation
import TestSupport
import Testing

@testable import Search

/// True theorems of Theorems/ with one constant, sign or index changed, in the folder Mutations: what
/// became false must be refuted, what stayed true must not.
@Suite struct MutationTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Mutations")

  /// How many instances true claims are tried on; false ones have the default.
  private static let instancesOfTrueClaims = 30

  /// Every third mutation; all of them, with the default number of instances, where
  /// SSMPROOF_TEST_SCALE is larger than 1.
  @Test func mutationsComeOutAsTheirNotesSay() throws {
    let chosen = try mutations().enumerated().filter { TestScale.isLarge || $0.offset.isMultiple(of: 3) }.map(
      \.element)
    #expect(Set(chosen.map(\.expectation)).count == 2)
    for mutation in chosen {
      let isTrue = mutation.expectation == .holds
      let result = try search(
        mutation, instances: isTrue && !TestScale.isLarge ? Self.instancesOfTrueClaims : 4000)
      #expect(result.isAsExpected, "\(mutation.name): \(result.verdict)")
      // A search that never met the hypotheses would pass everything that is true.
      #expect(result.counts.held > 0 || result.verdict == .refuted, "\(mutation.name)")
    }
  }

  @Test func everyMutationSaysWhatChangedAndWhy() throws {
    let all = try mutations()
    #expect(all.filter { $0.expectation == .refuted }.count >= 25)
    #expect(all.filter { $0.expectation == .holds }.count >= 25)
    #expect(Set(all.map(\.name)).count == all.count)
    for mutation in all {
      #expect(mutation.title?.contains(": ") == true && mutation.notes.isEmpty == false, "\(mutation.name)")
    }
  }

  private func mutations() throws -> [Theorem] {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    return try files.filter { $0.hasSuffix(".claim") }.sorted().flatMap {
      try Theorem.load(path: Self.folder.appendingPathComponent($0).path)
    }
  }
}
