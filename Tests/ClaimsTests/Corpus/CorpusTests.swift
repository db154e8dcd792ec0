import Foundation
import TestSupport
import Testing

@testable import Claims
@testable import Inputs

/// Whole texts: what is accepted stays accepted, and printing loses nothing of it.
@Suite struct CorpusTests {
  /// Every claim file under `Theorems/`, relative to the package.
  static let theorems = Repository.files(in: "Theorems", ending: ".claim")

  private func checkRoundTrip(_ file: ClaimFile) throws {
    let printer = CanonicalPrinter()
    let text = printer.text(file.syntax)
    let again = try ClaimFile.parse(text, file: file.file)
    #expect(again.syntax == file.syntax)
    #expect(printer.text(again.syntax) == text)
    #expect(try again.checked().count == file.checked().count)
  }

  @Test(arguments: Corpus.texts.indices) func corpus(number: Int) throws {
    let file = try ClaimFile.parse(Corpus.texts[number], file: "corpus")
    #expect(try !file.checked().isEmpty)
    try checkRoundTrip(file)
  }

  @Test(arguments: theorems) func library(path: String) throws {
    try checkRoundTrip(
      try ClaimFile.load(path: Repository.path("Theorems/" + path)))
  }

  /// The files and the instance that the reference shows are what it says they are.
  @Test func reference() throws {
    let url = Repository.folder.appendingPathComponent("Documentation/claim-language.md")
    let blocks = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "```")
    var count = 0
    for (k, block) in blocks.enumerated() where k % 2 == 1 {
      if block.hasPrefix("json") {
        let theorem = try #require(
          try Theorem.parse(
            """
            theorem x size T >= 1, N >= 1 index t in 1..T index n in 1..N
            real A[t,n], c complex z conclude c <= 1 end
            """, file: ""
          ).first)
        _ = try InstanceFile.parse(Array(block.dropFirst(4).utf8), file: "", for: theorem)
      } else {
        #expect(try Theorem.parse(block, file: "block \(k)").count == 1)
      }
      count += 1
    }
    #expect(count == 5)
  }

  /// Every operation, function and kind of item occurs in the corpus.
  @Test func theCorpusIsComplete() {
    let text = Corpus.texts.joined()
    for word in ReservedWord.allCases where word != .import {
      #expect(text.contains(word.rawValue), "\(word)")
    }
  }
}
