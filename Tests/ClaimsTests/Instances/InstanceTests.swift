import Foundation
import Numbers
import TestSupport
import Testing

@testable import Claims
@testable import Inputs

@Suite struct InstanceTests {
  private let text = """
    theorem x
      size T in 0..6, N >= 0
      index t in 1..T
      index s in 1..t
      index k in N..N+1
      index n in 2..N
      real A[t,n], L[t,s], c, d[k]
      complex z, Z[n]
      conclude c <= 1
    end
    """

  private func theorem() throws -> Theorem { try #require(try Theorem.parse(text, file: "").first) }

  private func parse(_ json: String) throws -> Instance {
    try InstanceFile.parse(Array(json.utf8), file: "i.json", for: theorem())
  }

  @Test func valuesOfEveryKind() throws {
    let instance = try parse(
      """
      {"sizes": {"N": 3, "T": 2},
       "values": {"z": "1/2", "c": -7, "Z": [{"re": 1, "im": "-0x1.8p-1"}, 2],
                  "L": [["1e-3"], [12345678901234567890123, "-3/6"]], "A": [["0.6", "+2"], ["0", "-0"]],
                  "d": ["1", "2"]},
       "left": "1", "right": [], "indices": {"s": 1}}
      """)
    #expect(instance.sizes == [2, 3])
    let re = instance.values.map { $0.map(\.re.description) }
    #expect(re[0] == ["3/5", "2", "0", "0"])
    #expect(re[1] == ["1/1000", "12345678901234567890123", "-1/2"])
    #expect(re[2] == ["-7"])
    #expect(re[3] == ["1", "2"])
    #expect(re[4] == ["1/2"])
    #expect(instance.values[5] == [ExactComplex(re: 1, im: Rational(-3, 4)), ExactComplex(re: 2)])
  }

  @Test func emptyRanges() throws {
    let instance = try parse(
      #"{"sizes": {"T": 0, "N": 0}, "values": {"z": 0, "c": 0, "Z": [], "L": [], "A": [], "d": [0, 1]}}"#)
    #expect(instance.values.map(\.count) == [0, 0, 1, 2, 1, 0])
  }

  /// Random instances, written and read again.
  @Test func readingIsTheInverseOfWriting() throws {
    let theorem = try theorem()
    var random = SplitMix64(seed: 3)
    for _ in 0..<(100 * TestScale.factor) {
      let sizes = [Int.random(in: 0...6, using: &random), Int.random(in: 0...5, using: &random)]
      var values: [[ExactComplex]] = []
      for variable in theorem.variables {
        var elements: [ExactComplex] = []
        var slots = [Int](repeating: 0, count: theorem.indexSlotCount)
        try variable.forEachElement(sizes: sizes, slots: &slots) { _ in
          func draw() -> Rational {
            Rational(Int.random(in: -99...99, using: &random), Int.random(in: 1...99, using: &random))
          }
          elements.append(ExactComplex(re: draw(), im: variable.isComplex ? draw() : 0))
        }
        #expect(
          try variable.elementCount(sizes: sizes, slotCount: theorem.indexSlotCount, limit: 1_000)
            == elements.count)
        values.append(elements)
      }
      let instance = Instance(sizes: sizes, values: values)
      let text = try InstanceFile.text(instance, for: theorem)
      #expect(try InstanceFile.parse(Array(text.utf8), file: "", for: theorem) == instance)
    }
  }

  @Test func writing() throws {
    let x = try #require(
      try Theorem.parse(
        "theorem x size T >= 1 index t in 1..T real a, b[t] complex z conclude a <= 1 end", file: ""
      ).first)
    let instance = Instance(
      sizes: [2],
      values: [
        [ExactComplex(re: Rational(3, 5))], [ExactComplex(re: 1), ExactComplex(re: -2)],
        [ExactComplex(re: 0, im: 1)],
      ])
    #expect(
      try InstanceFile.text(instance, for: x).split(whereSeparator: \.isWhitespace).joined()
        == #"{"sizes":{"T":2},"values":{"a":"3/5","b":["1","-2"],"z":{"re":"0","im":"1"}}}"#)
  }

  @Test func instancesThatAreTooLargeAreRefusedAtOnce() throws {
    let x = try #require(
      try Theorem.parse(
        """
        theorem x size T, N
        index s, t in 1..T index k in 1..t index m in 1..2^N index e in 1..0
        real a[s,t,k], b[m], c[s,t,e] conclude T >= 1 end
        """.replacingOccurrences(of: "size T, N", with: "size T >= 1, N >= 1"), file: ""
      ).first)
    func message(_ t: Int, _ n: Int) -> String {
      do {
        _ = try InstanceFile.parse(
          Array("{\"sizes\": {\"T\": \(t), \"N\": \(n)}, \"values\": {}}".utf8), file: "", for: x)
        return ""
      } catch {
        return error.message
      }
    }
    let time = ContinuousClock().measure {
      #expect(message(1_000_000, 1).contains("more than 16777216 elements"))
      #expect(message(1, 40).contains("more than 16777216 elements"))
      #expect(message(1, 63).contains("overflows 64 bits"))
      #expect(message(1, 1_000_000).contains("overflows 64 bits"))
      #expect(message(2, 2).contains("missing variable"))
    }
    #expect(time < .seconds(60))
  }

  /// Any damage to a valid instance file is an error or another instance, never a crash.
  @Test func damagedInstances() throws {
    let theorem = try theorem()
    let valid = Array(
      #"{"sizes": {"T": 2, "N": 2}, "values": {"A": [["1/2"], ["0.6"]], "L": [[1], [2, "3"]], "c": "3", "d": ["1", "0x1p-3"], "z": {"re": "0", "im": "1"}, "Z": ["5"]}}"#
        .utf8)
    _ = try InstanceFile.parse(valid, file: "", for: theorem)
    var random = SplitMix64(seed: 5)
    for _ in 0..<(3_000 * TestScale.factor) {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        default: bytes.insert(contentsOf: bytes[at..<min(at + 9, bytes.count)], at: at)
        }
      }
      do {
        _ = try InstanceFile.parse(bytes, file: "", for: theorem)
      } catch {
        _ = error.rendered
      }
    }
  }

  // MARK: Index arithmetic

  @Test func indexArithmetic() throws {
    func value(_ text: String) throws -> Result<Int, IndexArithmeticError> {
      let x = try #require(
        try Theorem.parse(
          "theorem x size T >= 0, N >= 0 index t in (\(text))..0 real a[t] conclude a[t] <= 1 end", file: ""
        ).first)
      let lower = x.variables[0].indices[0].range.lower
      return Result { () throws(IndexArithmeticError) in try lower.evaluateIndex(sizes: [5, 3], slots: [0]) }
    }
    for (text, expected) in [
      ("T - N - 1", 1), ("-T^2", -25), ("2^N^2", 512), ("min(T, N, 4)", 3), ("max(T, -N)", 5), ("0^0", 1),
      ("T*N*2", 30), ("(-1)^(10^18 + 1)", -1), ("1^(10^18)", 1), ("0^(10^18)", 0), ("(T - N)*(N - T)", -4),
      ("-9223372036854775807 - 1", Int.min), ("(-2)^63", Int.min), ("1e3", 1000),
    ] {
      #expect(try value(text) == .success(expected), "\(text)")
    }
    for text in [
      "2^63", "10^(10^18)", "9223372036854775807 + 1", "-9223372036854775807 - 2", "2^62*2", "-(-2)^63",
    ] {
      #expect(try value(text) == .failure(.overflow), "\(text)")
    }
    #expect(try value("2^(N - T)") == .failure(.negativeExponent))
  }
}
