import ArgumentParser
import Foundation

/// What options of several commands take.
enum OptionRules {
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
      let wrong = ValidationError("--sizes takes \(form), separated by commas, not '\(part)'.")
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
}
