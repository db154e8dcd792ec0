import Enclosures
import Numbers
import Testing

@testable import Claims
@testable import Inputs

@Suite struct DiagnosticsTests {
  private func rendered(_ line: String, _ column: Int) -> [Substring] {
    InputError(
      file: "f", position: Position(line: 7, column: column), message: "m", sourceLine: line
    ).rendered.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func theCaretStandsUnderThePlace() {
    #expect(rendered("abc", 2) == ["f:7:2: m", "  abc", "   ^"])
    #expect(rendered("abc", 4) == ["f:7:4: m", "  abc", "     ^"])
    #expect(rendered("", 1) == ["f:7:1: m", "  ", "  ^"])
    #expect(rendered("\ta\tb", 4) == ["f:7:4: m", "      a   b", "          ^"])
    #expect(rendered("状a", 2) == ["f:7:2: m", "  状a", "    ^"])
    #expect(rendered("e\u{301}x", 3) == ["f:7:3: m", "  e\u{301}x", "   ^"])
    #expect(rendered("\u{1B}[31mx", 6) == ["f:7:6: m", "  \u{FFFD}[31mx", "       ^"])
    #expect(rendered("a\u{202E}b", 3) == ["f:7:3: m", "  a\u{FFFD}b", "    ^"])
  }

  @Test func longLinesAreCut() {
    let line = String(repeating: "x", count: 500_000) + "!" + String(repeating: "y", count: 500_000)
    let clock = ContinuousClock()
    var lines: [Substring] = []
    let time = clock.measure { lines = rendered(line, 500_001) }
    #expect(lines[1].count == 2 + 3 + 100 + 3)
    #expect(lines[2].count == 2 + 3 + 50 + 1)
    let column = lines[2].distance(
      from: lines[2].startIndex, to: lines[2].firstIndex(of: "^") ?? lines[2].startIndex)
    #expect(Array(lines[1])[column] == "!")
    #expect(time < .seconds(5))
    // A column beyond the line is shown at its end.
    #expect(rendered("ab", 99)[2] == "    ^")
  }

  @Test func withoutAPlace() {
    #expect(InputError(file: "f", message: "m").rendered == "f: m")
    #expect(InputError(file: "", message: "m").rendered == "m")
    #expect(
      InputError(file: "f", position: Position(line: 1, column: 2), message: "m").rendered == "f:1:2: m")
  }

  @Test(
    arguments: [
      ("Amim", "Amin"), ("amin", "Amin"), ("gaet", "gate"), ("sigmod", "sigmoid"), ("gte", "gate"),
      ("gatee", "gate"), ("softpuls", "softplus"), ("t", nil), ("ab", nil), ("xyz", nil), ("gtea", nil),
      ("Amin", nil), ("", nil),
    ] as [(String, String?)]) func nearestName(name: String, expected: String?)
  {
    let names = ["Amin", "gate", "sigmoid", "softplus", "T1", "a"]
    #expect(NearestName.suggestion(for: name, among: names) == expected)
  }

  /// Against the definition by recursion.
  @Test func distance() {
    func oracle(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
      guard let x = a.last, let y = b.last else { return a.count + b.count }
      var best = min(
        oracle(a.dropLast(), b) + 1, oracle(a, b.dropLast()) + 1,
        oracle(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1))
      if a.count > 1, b.count > 1, x == b.dropLast().last, y == a.dropLast().last {
        best = min(best, oracle(a.dropLast(2), b.dropLast(2)) + 1)
      }
      return best
    }
    var random = SplitMix64(seed: 1)
    for _ in 0..<300 {
      func word() -> [UInt8] {
        (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random) }
      }
      let (a, b) = (word(), word())
      #expect(NearestName.distance(a, b) == oracle(a[...], b[...]))
    }
  }

  /// The UTF-8 check agrees with the standard library's, and says where.
  @Test func encoding() {
    var random = SplitMix64(seed: 2)
    let pieces: [[UInt8]] = [
      [65], Array("é".utf8), Array("状".utf8), Array("🎉".utf8), [0xC0], [0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90],
      [0xE2, 0x88], [0xFF], [0xF0, 0x8F, 0xBF, 0xBF], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xEF, 0xBF, 0xBF],
    ]
    for _ in 0..<3_000 {
      let bytes = (0..<4).flatMap { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      let fault = UTF8Check.firstFault(in: bytes)
      #expect((fault == nil) == (String(validating: bytes, as: UTF8.self) != nil))
      if let fault {
        #expect(String(validating: bytes[..<fault.offset], as: UTF8.self) != nil)
      }
    }
  }

  @Test func deepStackPassesOnWhatHappens() {
    struct Fault: Error {}
    #expect(throws: Fault.self) { try withDeepStack { throw Fault() } }
    #expect(withDeepStack { withDeepStack { 7 } } == 7)
    func depth(_ n: Int) -> Int { n == 0 ? 0 : 1 + depth(n - 1) }
    #expect(withDeepStack { depth(500_000) } == 500_000)
  }
}
