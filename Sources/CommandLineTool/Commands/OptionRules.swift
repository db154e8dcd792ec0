import ArgumentParser
import Foundation
import Numbers

/// What options of several commands take.
enum OptionRules {
  /// A whole number; what is written otherwise is told how: `1e3` as 1000.
  static func whole(_ text: String) throws -> Int {
    if let value = Int(text) { return value }
    let plain = text.replacingOccurrences(of: ",", with: "").replacingOccurrences(of: "_", with: "")
    if let value = Rational(plain), value.isInteger, let number = Int(value.description) {
      throw ValidationError("a whole number is written in digits alone: \(number).")
    }
    throw ValidationError("a whole number is wanted, such as 1000.")
  }

  /// A number of doubles' precision, which takes a decimal; `1/2` is told to be 0.5.
  static func number(_ text: String) throws -> Double {
    if let value = Double(text) { return value }
    if let value = Rational(text.replacingOccurrences(of: "_", with: "")) {
      throw ValidationError("a number is written as a decimal: \(value.approximation).")
    }
    throw ValidationError("a number is wanted, such as 60 or 0.5, without a unit.")
  }

  static func seconds(_ value: Double?) throws -> Double? {
    guard let value else { return nil }
    guard value > 0, value.isFinite else { throw ValidationError("--seconds takes a positive number.") }
    return value
  }

  static func maxBits(_ value: Int) throws -> Int {
    guard (53...1_000_000).contains(value) else {
      throw ValidationError("--max-bits takes a whole number from 53 to 1000000.")
    }
    return value
  }

  static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      if let value = Rational(text), value.isInteger, let number = UInt64(value.description) {
        throw ValidationError("a seed is written in digits alone: \(number).")
      }
      throw ValidationError("a seed is a whole number from 0 to \(UInt64.max).")
    }
    return seed
  }

  /// `T=1..8,N=3`; with lists also `T=4,16,64,N=2`.
  ///
  /// - Parameter form: What is taken, for the error.
  static func sizes(_ text: String, takesLists: Bool, form: String) throws -> [String: [ClosedRange<Int>]] {
    var result: [String: [ClosedRange<Int>]] = [:]
    var name: String?
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let wrong = ValidationError(
        "--sizes takes \(form), separated by commas, not '\(part)'\(meant(String(part)))")
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard ((takesLists ? 1 : 2)...2).contains(sides.count), let last = sides.last else { throw wrong }
      if sides.count == 2 {
        guard !sides[0].isEmpty else { throw wrong }
        guard result.updateValue([], forKey: sides[0]) == nil else {
          throw ValidationError("--sizes names '\(sides[0])' twice.")
        }
        name = sides[0]
      }
      let ends = last.components(separatedBy: "..")
      guard let name, ends.count <= 2, let low = ends.first.flatMap({ Int($0) }),
        let high = ends.last.flatMap({ Int($0) }), low <= high
      else { throw wrong }
      guard (0...1_000_000).contains(low), high <= 1_000_000 else {
        throw ValidationError("--sizes: sizes go from 0 to 1000000, not '\(part)'.")
      }
      result[name]?.append(low...high)
    }
    return result
  }

  /// `; write T=1..8` for `T=1-8`, `T=8..1`, `T:8` and the like; else the end of the sentence.
  private static func meant(_ part: String) -> String {
    guard
      let match = part.wholeMatch(
        of: /\s*(\w+)\s*[=:]\s*([0-9_]+)(?:\s*(?:\.{2,3}|-|:|\.\.<)\s*([0-9_]+))?\s*/)
    else {
      let scientific = part.wholeMatch(of: /\s*(\w+)\s*=\s*([0-9.]+[eE][0-9]+)\s*/)
      guard let scientific, let value = Rational(String(scientific.2)), value.isInteger, value <= 1_000_000
      else {
        return "."
      }
      return "; write \(scientific.1)=\(value)"
    }
    func number(_ text: Substring) -> Int? { Int(text.replacingOccurrences(of: "_", with: "")) }
    guard let low = number(match.2) else { return "." }
    guard let last = match.3 else { return "; write \(match.1)=\(low)" }
    guard let high = number(last) else { return "." }
    return "; write \(match.1)=\(min(low, high))..\(max(low, high))"
  }
}
