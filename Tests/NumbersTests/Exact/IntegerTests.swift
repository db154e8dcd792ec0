import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Integer")
struct IntegerTests {
  static let edges = [
    Int.min, .min + 1, -1 << 62, -3, -1, 0, 1, 2, 1 << 31, 1 << 32, 1 << 62, .max - 1, .max,
  ]

  /// Words about the machine's limits, held against 128-bit arithmetic.
  @Test func wordEdges() throws {
    for a in Self.edges {
      let x = Integer(a)
      #expect(x.description == String(a) && x.signum == a.signum() && x.word == a)
      #expect((-x).description == String(-Int128(a)) && x.magnitude.description == String(a.magnitude))
      #expect(Integer(decimal: String(a)) == x)
      #expect(x.bitCount == (a == 0 ? 0 : 64 - a.magnitude.leadingZeroBitCount))
      for b in Self.edges {
        let y = Integer(b)
        #expect((x + y).description == String(Int128(a) + Int128(b)))
        #expect((x - y).description == String(Int128(a) - Int128(b)))
        #expect((x * y).description == String(Int128(a) * Int128(b)))
        #expect((x < y) == (a < b) && (x == y) == (a == b))
        #expect((x + y - y) == x && (x + y - y).hashValue == x.hashValue)
        let gcd = Integer.gcd(x, y)
        if a != 0 || b != 0 {
          #expect(gcd.signum > 0)
          #expect(x.flooredDivision(by: gcd).remainder.isZero && y.flooredDivision(by: gcd).remainder.isZero)
        } else {
          #expect(gcd.isZero)
        }
        if b != 0 {
          #expect((x * y).dividedExactly(by: y) == x, "\(a) \(b)")
          let (q, r) = x.flooredDivision(by: y)
          #expect(q * y + r == x)
          #expect(b > 0 ? r.signum >= 0 && r < y : r.signum <= 0 && y < r)
        }
      }
    }
  }

  @Test func shiftsAndRoots() {
    for a in Self.edges {
      let x = Integer(a)
      for k in [0, 1, 63, 64, 200] {
        #expect(x.shifted(by: k) == x * Integer(2).power(k))
        #expect(x.shifted(by: k).shifted(by: -k) == x)
        #expect(x.shifted(by: -k) == x.flooredDivision(by: Integer(2).power(k)).quotient)
      }
      #expect(x.power(3).exactRoot(3) == x && x.power(2).exactRoot(2) == x.magnitude)
    }
    #expect(
      Integer(2).exactRoot(2) == nil && Integer(-4).exactRoot(2) == nil && Integer(-8).exactRoot(3) == -2)
    #expect(Integer(0).power(0) == 1 && Integer(0).exactRoot(5) == 0)
  }

  @Test func text() {
    let long = "123456789012345678901234567890"
    #expect(
      Integer(decimal: long)?.description == long && Integer(decimal: "-" + long)?.description == "-" + long)
    #expect(Integer(decimal: "+" + long)?.description == long && Integer(decimal: "+5") == 5)
    for bad in ["", "-", "+", "--1", "1.0", "1e3", " 1", "1 ", "0x1", "١٢", "+-1"] {
      #expect(Integer(decimal: bad) == nil, "\(bad)")
    }
  }
}
