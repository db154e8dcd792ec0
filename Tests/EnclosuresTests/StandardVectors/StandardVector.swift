import Foundation
import TestSupport

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// The folder that ITF1788 or SSMPROOF_ITF1788 names, else `../shared/itf1788` beside the repository; nil where
/// there is none with vectors in it.
let standardVectorFolder: String? = {
  let environment = ProcessInfo.processInfo.environment
  let shared = Repository.folder.appendingPathComponent("../shared/itf1788").standardizedFileURL.path
  let named = environment["ITF1788"] ?? environment["SSMPROOF_ITF1788"]
  let folder = named ?? shared
  let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
  return names?.contains { $0.hasSuffix(".itl") } == true ? folder : nil
}()

/// One assertion of the standard's vectors: `operation operand … = expected;`.
struct StandardVector {
  /// [lower, upper] with nil for infinity. The files' numbers stand for the doubles nearest to them.
  struct Ends { var lower, upper: Rational? }

  enum Operand {
    case interval(Ends)
    case number(Double)
    /// The empty set, decorated trivia, text: what our rungs have no form of.
    case other(String)
  }

  var operation: String
  var operands: [Operand]
  var expected: Operand
  var text: String

  /// The operands where all are intervals, and the whole number that may come last.
  var intervals: (ends: [Ends], power: Int?)? {
    var ends: [Ends] = []
    var power: Int?
    for operand in operands {
      switch operand {
      case .interval(let x) where power == nil: ends.append(x)
      case .number(let x) where power == nil && !ends.isEmpty && Int(exactly: x) != nil: power = Int(x)
      default: return nil
      }
    }
    return ends.isEmpty ? nil : (ends, power)
  }

  var expectedEnds: Ends? {
    if case .interval(let ends) = expected { return ends }
    return nil
  }

  /// Every assertion of every file.
  static func all() throws -> [StandardVector] {
    guard let folder = standardVectorFolder else { return [] }
    var found: [StandardVector] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where name.hasSuffix(".itl") {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      for statement in statements(text) { found.append(parse(statement, name)) }
    }
    return found
  }

  private static func statements(_ text: String) -> [String] {
    var bare = ""
    var rest = text[...]
    while let start = rest.range(of: "/*") {
      bare += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].range(of: "*/") else { break }
      rest = rest[end.upperBound...]
    }
    bare += rest
    let lines = bare.split(separator: "\n").map { line in
      line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }
    return lines.joined(separator: "\n").split { ";{}".contains($0) }
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .filter { $0.contains("=") && !$0.hasPrefix("testcase") }
  }

  private static func parse(_ statement: String, _ file: String) -> StandardVector {
    let sides = statement.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var words = words(String(sides[0]))
    let operation = words.isEmpty ? "" : words.removeFirst()
    let expected = self.words(String(sides[1]))
    return StandardVector(
      operation: operation, operands: words.map(operand),
      expected: expected.count == 1 ? operand(expected[0]) : .other(expected.joined(separator: " ")),
      text: "\(file): \(statement)")
  }

  /// Words, a bracket with what it holds counting as one.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isInside = false
    for character in text {
      if character == "[" || character == "{" { isInside = true }
      if character == "]" || character == "}" { isInside = false }
      if !isInside && (character.isWhitespace || character == ",") {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func operand(_ word: String) -> Operand {
    if let ends = ends(word) { return .interval(ends) }
    let bare = word.hasPrefix("+") ? String(word.dropFirst()) : word
    if bare.lowercased() == "infinity" { return .number(.infinity) }
    if bare.lowercased() == "-infinity" { return .number(-.infinity) }
    return Double(bare).map(Operand.number) ?? .other(word)
  }

  private static func ends(_ text: String) -> Ends? {
    guard text.hasPrefix("["), let close = text.firstIndex(of: "]") else { return nil }
    // Decorations are not ours, and an interval that is none has no value.
    guard !text.hasSuffix("_ill") else { return nil }
    let inner = text[text.index(after: text.startIndex)..<close].lowercased()
    if inner == "entire" { return Ends() }
    let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 1 || parts.count == 2 else { return nil }
    let (a, b) = (parts[0], parts[parts.count - 1])
    var result = Ends()
    if a != "-infinity" && a != "-inf" {
      guard let value = Double(a).flatMap(Rational.init(exactly:)) else { return nil }
      result.lower = value
    }
    if b != "infinity" && b != "+infinity" && b != "inf" && b != "+inf" {
      guard let value = Double(b).flatMap(Rational.init(exactly:)) else { return nil }
      result.upper = value
    }
    return result
  }
}
