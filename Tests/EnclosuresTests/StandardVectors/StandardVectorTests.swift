import Foundation
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

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
    for vector in try StandardVector.all() {
      guard let (ends, power) = vector.intervals, let expected = vector.expectedEnds else { continue }
      let operands = ends.map { E(from: $0.lower, to: $0.upper, precision: 53) }
      guard let result = Self.value(vector.operation, operands, power) else { continue }
      count += 1
      let (low, high) = Self.doubles(result.lower, result.upper)
      let (expectedLow, expectedHigh) = Self.doubles(expected.lower, expected.upper)
      #expect(low <= expectedLow && high >= expectedHigh, "\(type) gives \(result) for \(vector.text)")
    }
    return count
  }

  @Test func balls() throws { #expect(try check(Ball.self) > 1000) }
  @Test func exactReals() throws { #expect(try check(ExactReal.self) > 1000) }

  @Test func intervalsAreTightest() throws {
    #expect(try check(Interval.self) > 1000)
    for vector in try StandardVector.all() {
      guard let (ends, power) = vector.intervals, let expected = vector.expectedEnds else { continue }
      let operands = ends.map { Interval(from: $0.lower, to: $0.upper, precision: 53) }
      guard let result = Self.value(vector.operation, operands, power) else { continue }
      // Here a known whole exponent admits negative bases, and 0^0 = 1; there neither.
      if vector.operation == "pow",
        operands[1].exactValue?.isInteger == true || operands[0].isNonpositive == .yes
      {
        continue
      }
      let (low, high) = Self.doubles(result.lower, result.upper)
      let (expectedLow, expectedHigh) = Self.doubles(expected.lower, expected.upper)
      #expect(low == expectedLow && high == expectedHigh, "\(result) for \(vector.text)")
    }
  }

  // MARK: Truths and numbers

  /// What an assertion about truths or ends says of our rungs; nil where it is about something else.
  private static func agrees<E: RealEnclosure>(_ type: E.Type, _ vector: StandardVector) -> Bool? {
    func enclosure(_ k: Int) -> E? {
      guard k < vector.operands.count, case .interval(let x) = vector.operands[k] else { return nil }
      return E(from: x.lower, to: x.upper, precision: 53)
    }
    func answers(_ answer: Trilean) -> Bool? {
      guard case .other(let expected) = vector.expected else { return nil }
      return (answer == .yes) == (expected == "true")
    }
    func end(_ end: Rational?, _ infinity: Double) -> Bool? {
      guard case .number(let expected) = vector.expected else { return nil }
      return end.map { $0 == Rational(exactly: expected) } ?? (expected == infinity)
    }
    switch vector.operation {
    case "isMember":
      guard case .number(let x)? = vector.operands.first, x.isFinite, let y = enclosure(1) else { return nil }
      return Rational(exactly: x).flatMap { answers(Trilean(y.contains($0))) }
    case "isEntire": return enclosure(0).flatMap { answers(Trilean($0.lower == nil && $0.upper == nil)) }
    case "isSingleton": return enclosure(0).flatMap { answers(Trilean($0.exactValue != nil)) }
    case "inf": return enclosure(0).flatMap { end($0.lower, -.infinity) }
    case "sup": return enclosure(0).flatMap { end($0.upper, .infinity) }
    default: break
    }
    guard let x = enclosure(0), let y = enclosure(1) else { return nil }
    return switch vector.operation {
    case "precedes": answers(x.isLessOrEqual(to: y))
    case "strictPrecedes": answers(x.isLess(than: y))
    case "disjoint": answers(x.isEqual(to: y) == .no ? .yes : .no)
    default: nil
    }
  }

  @Test func truthsAndEnds() throws {
    var count = 0
    for vector in try StandardVector.all() {
      guard let agrees = Self.agrees(Interval.self, vector) else { continue }
      count += 1
      #expect(agrees, "\(vector.text)")
      // Balls and exact numbers hold some intervals only within wider ones: then "yes" is all that counts.
      if case .other("true") = vector.expected, vector.operation == "isMember" {
        #expect(Self.agrees(Ball.self, vector) == true, "balls: \(vector.text)")
        #expect(Self.agrees(ExactReal.self, vector) == true, "exact numbers: \(vector.text)")
      }
    }
    #expect(count > 150)
  }

  // MARK: What is left out

  /// Used assertions and left-out ones, by operation; the list stands in Documentation/testing.md.
  @Test func operationsLeftOut() throws {
    var (used, leftOut) = (0, [String: Int]())
    for vector in try StandardVector.all() {
      var isUsed = Self.agrees(Interval.self, vector) != nil
      if let (ends, power) = vector.intervals, vector.expectedEnds != nil {
        let operands = ends.map { Interval(from: $0.lower, to: $0.upper, precision: 53) }
        isUsed = isUsed || Self.value(vector.operation, operands, power) != nil
      }
      if isUsed {
        used += 1
      } else {
        leftOut[vector.operation.isEmpty ? "reductions" : vector.operation, default: 0] += 1
      }
    }
    let ours: Set = [
      "neg", "abs", "sqr", "recip", "sqrt", "exp", "log", "sin", "cos", "tanh", "pown", "add", "sub", "mul",
      "div", "min",
      "max", "convexHull", "pow", "atan2", "isMember", "isEntire", "isSingleton", "inf", "sup", "precedes",
      "strictPrecedes", "disjoint",
    ]
    let list = leftOut.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print("standard vectors: \(used) used; left out: \(list.joined(separator: ", "))")
    // Of the operations that we have only assertions on empty sets, decorations and the like are left out.
    for vector in try StandardVector.all() where ours.contains(vector.operation) {
      let isPlain = vector.operands.allSatisfy {
        if case .other = $0 { return false }
        return true
      }
      guard isPlain, let (ends, power) = vector.intervals, vector.expectedEnds != nil else { continue }
      let operands = ends.map { Interval(from: $0.lower, to: $0.upper, precision: 53) }
      #expect(Self.value(vector.operation, operands, power) != nil, "not used: \(vector.text)")
    }
  }
}
