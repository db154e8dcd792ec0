import Foundation
import Numbers

@testable import Algebra

/// A small generator with a seed (Steele, Lea and Flood's SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func rational(_ size: Int = 20, denominator: Int = 6) -> Rational {
    Rational(Int.random(in: -size...size, using: &self), Int.random(in: 1...denominator, using: &self))
  }

  mutating func polynomial(degree: Int, size: Int = 20) -> Polynomial {
    Polynomial((0...max(degree, 0)).map { _ in rational(size) })
  }
}

/// How many times to repeat a random trial.
func trials(_ count: Int) -> Int {
  count * max(1, Int(ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"] ?? "") ?? 1)
}

enum Fixture {
  /// The lines of a file in `Fixtures`, each cut at semicolons and then at spaces.
  static func rows(_ name: String) throws -> [[[String]]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
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
