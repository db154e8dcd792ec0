import Claims
import Foundation
import Inputs
import SSMProof

/// What an expectation takes as a claim: text in the claim language, a theorem, or several.
public protocol TestedClaim: Sendable {
  /// The theorems; `path` is the test's source file, beside which imports are sought.
  ///
  /// - Throws: an `InputError` with place and remedy where the text is no claim.
  func theorems(inTestAt path: String) throws -> [Theorem]
}

extension Theorem: TestedClaim {
  public func theorems(inTestAt path: String) -> [Theorem] { [self] }
}

extension Array: TestedClaim where Element == Theorem {
  public func theorems(inTestAt path: String) -> [Theorem] { self }
}

/// A text of theorems as in a claim file, or the items of one theorem alone:
/// `"real x in [0, 1] conclude x*x <= x"`.
extension String: TestedClaim {
  public func theorems(inTestAt path: String) throws -> [Theorem] {
    let words = ["theorem", "family", "import"]
    let first = split(separator: "\n").lazy.map { $0.prefix { $0 != "#" } }
      .first { !$0.allSatisfy(\.isWhitespace) }?.split(whereSeparator: \.isWhitespace).first
    let isWhole = first.map { words.contains(String($0)) } ?? true
    // Lines are counted from the beginning of the text, not of the source file.
    let name = "the claim in \(path.split(separator: "/").last ?? "")"
    do throws(InputError) {
      // A head on a line of its own, so that columns stay.
      let text = isWhole ? self : "theorem claim\n\(self)\nend\n"
      return try Theorem.parse(text, file: path).map { theorem in
        var theorem = theorem
        theorem.file = name
        return theorem
      }
    } catch {
      guard error.file == path else { throw error }
      var error = error
      error.file = name
      if !isWhole, let position = error.position {
        error.position = Position(line: Swift.max(position.line - 1, 1), column: position.column)
      }
      throw error
    }
  }
}

extension TestedClaim {
  /// The only theorem.
  ///
  /// - Throws: an `InputError` where there are none or several.
  func theorem(for place: TestPlace) throws -> Theorem {
    let theorems = try theorems(inTestAt: "\(place.filePath)")
    guard theorems.count == 1 else {
      let names = theorems.map(\.name).joined(separator: ", ")
      throw InputError(
        file: "\(place.filePath)",
        message: theorems.isEmpty
          ? "the claim has no theorem, and one is asked for"
          : "the claim has \(theorems.count) theorems (\(names)), and one is asked for; "
            + "take one of 'Theorem.parse(...)'")
    }
    return theorems[0]
  }
}
