import Claims
import Foundation
import Inputs
import TestSupport
import Testing

@testable import Certificates

@Suite struct RefutationFolderTests {
  private static let items = "real x in [0, 1]\nconclude x <= 1/2"
  private static let instance = #"{"values": {"x": "1"}}"#

  @Test func keepsAndRemembers() throws {
    let scratch = try Scratch()
    let claim = try theorem(Self.items)
    let folder = RefutationFolder(path: scratch.path("deep/er"), claimFiles: [claim.file])
    #expect(try folder.memory(of: claim) == nil)
    try folder.create()
    let certificate = try certificate(Self.items, Self.instance)
    try folder.save(certificate, for: claim)
    #expect(folder.file(for: claim).hasSuffix("/deep/er/test.claim.json"))
    let memory = try #require(try folder.memory(of: claim))
    #expect(!memory.isStale)
    #expect(memory.instance == certificate.instance)
    folder.forget(claim)
    #expect(try folder.memory(of: claim) == nil)
  }

  @Test func aChangedClaimMakesStale() throws {
    let scratch = try Scratch()
    let claim = try theorem(Self.items)
    let folder = RefutationFolder(path: scratch.folder.path, claimFiles: [claim.file])
    try folder.save(try certificate(Self.items, Self.instance), for: claim)
    let wider = try #require(try folder.memory(of: try theorem("real x in [0, 1]\nconclude x <= 2")))
    #expect(wider.isStale)
    #expect(wider.instance?.values == [[ExactComplex(re: 1)]])
    let other = try #require(try folder.memory(of: try theorem("real y in [0, 1]\nconclude y <= 2")))
    #expect(other.isStale && other.instance == nil)
  }

  @Test func anythingElseOfThatNameIsLeftAlone() throws {
    let scratch = try Scratch()
    let claim = try theorem(Self.items)
    let folder = RefutationFolder(path: scratch.folder.path, claimFiles: [claim.file])
    try Data("{\"mine\": 1}".utf8).write(to: URL(fileURLWithPath: folder.file(for: claim)))
    #expect(throws: InputError.self) { try folder.memory(of: claim) }
  }

  @Test func filesOfOneNameAreToldApart() throws {
    let files = ["a/x.claim", "b/x.claim", "b/y.claim", "c/b/x.claim"]
    let folder = RefutationFolder(path: "out", claimFiles: files)
    let names = try files.map { folder.file(for: try theorem(Self.items, name: "t", file: $0)) }
    #expect(
      names == ["out/a-x.t.json", "out/\(Self.folderName)-b-x.t.json", "out/y.t.json", "out/c-b-x.t.json"])
  }

  /// `b/x.claim` is told from `c/b/x.claim` by the folder that it is in, here the working one.
  private static let folderName = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    .lastPathComponent

  @Test func theFolderBesideAClaimFile() throws {
    let scratch = try Scratch()
    #expect(RefutationFolder.memory(beside: scratch.path("a.claim")) == nil)
    try FileManager.default.createDirectory(
      atPath: scratch.path(RefutationFolder.memoryName), withIntermediateDirectories: false)
    #expect(RefutationFolder.memory(beside: scratch.path("a.claim")) != nil)
  }
}
