import Foundation
import Testing
import XCTest

/// The caller of an expectation: where its failures are recorded, and what tells its kept failures from others.
struct TestPlace: Sendable {
  var fileID: String
  var filePath: StaticString
  var line: UInt
  var column: UInt
  var function: String

  /// Records a failure at the caller's line, in whichever of the two libraries runs the test.
  func record(_ text: String) {
    let location = SourceLocation(
      fileID: fileID, filePath: "\(filePath)", line: Int(line), column: Swift.max(Int(column), 1))
    Issue.record(Comment(rawValue: text), sourceLocation: location)
    // In a task of its own no test is current; the library that runs none lets the failure pass.
    if Test.current == nil { XCTFail(text, file: filePath, line: line) }
  }

  /// The command that runs the test again.
  var command: String {
    let name = function.prefix { $0 != "(" }
    let suite = Test.current.map { "\($0.id)" }?.split(separator: "/").first.map { "\($0)/" } ?? ""
    return "swift test --filter '\(suite)\(name)'"
  }

  /// `fileID`, function and whatever else tells failures apart, as the name of a file.
  func key(_ parts: String...) -> String {
    let all = [fileID, function] + parts
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in all.joined(separator: "\u{0}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let file = fileID.split(separator: "/").last.map { String($0).replacing(".swift", with: "") } ?? "test"
    let named: [String] = [file, String(function.prefix { $0 != "(" })] + parts.prefix(1)
    let words = named.map { word in
      String(word.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }.prefix(40))
    }
    let digits = String(hash, radix: 16)
    return words.filter { !$0.isEmpty }.joined(separator: ".") + "." + String(digits.suffix(8))
  }
}

/// The seed of tests that name none: SSMPROOF_SEED, or 1.
enum TestSeed {
  static var standard: UInt64 {
    ProcessInfo.processInfo.environment["SSMPROOF_SEED"].flatMap { UInt64($0) } ?? 1
  }
}
