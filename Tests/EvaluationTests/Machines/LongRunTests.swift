import Enclosures
import Foundation
import Inputs
import Testing

@testable import Evaluation
@testable import Programs

/// A long run does not grow.
@Suite struct LongRunTests {
  #if os(Linux)
    /// Megabytes of memory in use.
    private static func residentSize() throws -> Double {
      let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
      return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }

    /// Constants that MPFR kept for threads of deep stacks were lost with each of them.
    @Test func threadsOfDeepStacksLeaveNothingBehind() throws {
      func round() {
        for _ in 0..<250 {
          let value = withDeepStack { Interval(2, precision: 100_000).log().isPositive }
          #expect(value == .yes)
        }
      }
      round()
      // Other tests take and give back memory beside this one: what grows in every round is lost.
      var growth = Double.infinity
      for _ in 0..<8 where growth > 2 {
        let before = try Self.residentSize()
        round()
        growth = min(growth, try Self.residentSize() - before)
      }
      // The constants of 250 threads hold more than that.
      #expect(growth < 2)
    }
  #endif
}
