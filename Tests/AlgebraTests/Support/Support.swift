import Enclosures
import Foundation
import Numbers
import TestSupport

@testable import Algebra

extension SplitMix64 {
  mutating func polynomial(degree: Int, size: Int = 20) -> Polynomial {
    Polynomial((0...max(degree, 0)).map { _ in rational(size) })
  }
}

enum Fixture {
  /// The lines of a file in `Fixtures`, each cut at semicolons and then at spaces.
  static func rows(_ name: String) throws -> [[[String]]] {
    let text = try Repository.text("Tests/AlgebraTests/Fixtures/\(name)")
    return text.split(separator: "\n").map { line in
      line.split(separator: ";", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").map(String.init)
      }
    }
  }

  static func polynomial(_ words: [String]) -> Polynomial {
    Polynomial(words.map { Rational($0) ?? 0 })
  }
}
