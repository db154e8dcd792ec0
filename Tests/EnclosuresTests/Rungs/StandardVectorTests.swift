import Foundation
import Testing

@testable import Enclosures

/// The folder that ITF1788 or SSMPROOF_ITF1788 names, else `../shared/itf1788` beside the repository; nil where
/// there is none with vectors in it.
private let standardVectorFolder: String? = {
  let environment = ProcessInfo.processInfo.environment
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let shared = root.appendingPathComponent("../shared/itf1788").standardizedFileURL.path
  let named = environment["ITF1788"] ?? environment["SSMPROOF_ITF1788"]
  let folder = named ?? shared
  let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
  return names?.contains { $0.hasSuffix(".itl") } == true ? folder : nil
}()

/// The public test vectors for interval arithmetic (ITF1788), from a folder with its `.itl`
/// files: every enclosure contains the tightest binary64
/// one, and the 53-bit interval, its ends rounded to doubles, is that one.
@Suite(
  "Standard vectors",
  .enabled(
    if: standardVectorFolder != nil,
    "the standard's test vectors are absent: ITF1788 names no folder of .itl files, nor is there ../shared/itf1788"
  ))
struct StandardVectorTests {
  /// [lower, upper] with nil for infinity. The files' numbers stand for the doubles nearest to them.
  struct Ends { var lower, upper: Rational? }

  static func ends(_ text: String) -> Ends? {
    guard text.hasPrefix("["), let close = text.firstIndex(of: "]") else { return nil }
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

  struct Vector {
    var operation: String
    var operands: [Ends]
    var power: Int?
    var expected: Ends
    var text: String
  }

  static func vectors() throws -> [Vector] {
    let names = try FileManager.default.contentsOfDirectory(atPath: standardVectorFolder ?? "").filter {
      $0.hasSuffix(".itl")
    }
    var found: [Vector] = []
    for name in names.sorted() {
      let text = try String(contentsOfFile: "\(standardVectorFolder ?? "")/\(name)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let line = line.trimmingCharacters(in: .whitespaces)
        guard let equals = line.firstIndex(of: "="), let end = line.firstIndex(of: ";") else { continue }
        guard equals < end, let space = line.firstIndex(of: " "), space < equals else { continue }
        let operation = String(line[..<space])
        let expectedText = line[line.index(after: equals)..<end].trimmingCharacters(in: .whitespaces)
        guard let expected = ends(expectedText) else { continue }
        var rest = line[space..<equals].trimmingCharacters(in: .whitespaces)[...]
        var operands: [Ends] = []
        var power: Int?
        var isUsable = true
        while !rest.isEmpty, isUsable {
          if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
            if let operand = ends(String(rest[...close])) {
              operands.append(operand)
            } else {
              isUsable = false
            }
            rest = rest[rest.index(after: close)...]
            // Decorations are not ours.
            if rest.hasPrefix("_") { rest = rest.drop { !$0.isWhitespace } }
          } else {
            let word = rest.prefix { !$0.isWhitespace }
            power = Int(word)
            isUsable = power != nil
            rest = rest.dropFirst(word.count)
          }
          rest = rest.drop { $0.isWhitespace || $0 == "," }
        }
        if isUsable, !operands.isEmpty {
          found.append(
            Vector(
              operation: operation, operands: operands, power: power, expected: expected,
              text: "\(name): \(line)"))
        }
      }
    }
    return found
  }

  static func value<E: RealEnclosure>(_ operation: String, _ x: [E], _ n: Int?) -> E? {
    switch (operation, x.count, n) {
    case ("neg", 1, nil): -x[0]
    case ("abs", 1, nil): x[0].magnitude
    case ("sqr", 1, nil): x[0].power(2)
    case ("recip", 1, nil): x[0].constant(1) / x[0]
    case ("sqrt", 1, nil): x[0].squareRoot()
    case ("exp", 1, nil): x[0].exp()
    case ("log", 1, nil): x[0].log()
    case ("sin", 1, nil): x[0].sin()
    case ("cos", 1, nil): x[0].cos()
    case ("tanh", 1, nil): x[0].tanh()
    case ("pown", 1, let n?): x[0].power(n)
    case ("add", 2, nil): x[0] + x[1]
    case ("sub", 2, nil): x[0] - x[1]
    case ("mul", 2, nil): x[0] * x[1]
    case ("div", 2, nil): x[0] / x[1]
    case ("min", 2, nil): E.minimum(x[0], x[1])
    case ("max", 2, nil): E.maximum(x[0], x[1])
    case ("convexHull", 2, nil): x[0].hull(x[1])
    case ("pow", 2, nil): x[0].power(x[1])
    case ("atan2", 2, nil): E.atan2(y: x[0], x: x[1])
    default: nil
    }
  }

  /// The ends rounded outward to doubles: MPFR's exponents reach further.
  static func doubles(_ lower: Rational?, _ upper: Rational?) -> (Double, Double) {
    (lower?.double(rounding: .down) ?? -.infinity, upper?.double(rounding: .up) ?? .infinity)
  }

  private func check<E: RealEnclosure>(_ type: E.Type) throws -> Int {
    var count = 0
    for vector in try Self.vectors() {
      let operands = vector.operands.map { E(from: $0.lower, to: $0.upper, precision: 53) }
      guard let result = Self.value(vector.operation, operands, vector.power) else { continue }
      count += 1
      let (low, high) = Self.doubles(result.lower, result.upper)
      let (expectedLow, expectedHigh) = Self.doubles(vector.expected.lower, vector.expected.upper)
      #expect(low <= expectedLow && high >= expectedHigh, "\(type) gives \(result) for \(vector.text)")
    }
    return count
  }

  @Test func balls() throws { #expect(try check(Ball.self) > 1000) }
  @Test func exactReals() throws { #expect(try check(ExactReal.self) > 1000) }

  @Test func intervalsAreTightest() throws {
    #expect(try check(Interval.self) > 1000)
    for vector in try Self.vectors() {
      let operands = vector.operands.map { Interval(from: $0.lower, to: $0.upper, precision: 53) }
      guard let result = Self.value(vector.operation, operands, vector.power) else { continue }
      // Here a known whole exponent admits negative bases, and 0^0 = 1; there neither.
      if vector.operation == "pow",
        operands[1].exactValue?.isInteger == true || operands[0].isNonpositive == .yes
      {
        continue
      }
      let (low, high) = Self.doubles(result.lower, result.upper)
      let (expectedLow, expectedHigh) = Self.doubles(vector.expected.lower, vector.expected.upper)
      #expect(low == expectedLow && high == expectedHigh, "\(result) for \(vector.text)")
    }
  }
}
