import Claims
import Evaluation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Replay

/// Every rule of the second evaluation on claims whose answers were worked out by hand.
@Suite struct RuleTests {
  /// Seeds next to each other draw claims of their own, not the same ones a draw later.
  @Test func seedsNextToEachOtherShareNoRun() {
    func draws(_ seed: UInt64) -> [Int] {
      var source = ClaimSource(seed: seed)
      return (0..<64).map { _ in source.below(1 << 40) }
    }
    var seen: Set<Int> = []
    for seed in 0..<64 { for x in draws(UInt64(seed)) { #expect(seen.insert(x).inserted) } }
  }

  private func verdict(_ items: String, _ values: String = "{}", points: [String: Rational] = [:]) throws
    -> String
  {
    let theorem = try theorem(items, name: "c", file: "c.claim")
    let instance = try InstanceFile.parse(Array(values.utf8), file: "i.json", for: theorem)
    switch Replay(theorem, instance, points: points).decide() {
    case .holds: return "holds"
    case .violated: return "violated"
    case .vacuous: return "vacuous"
    case .undefined: return "undefined"
    case .undecided: return "undecided"
    }
  }

  @Test(arguments: [
    ("x + 1/3 - 2*x", "-2", "= 7/3", "holds"), ("x^-2", "2", "= 1/4", "holds"),
    ("x^-2", "0", "= 1/4", "undefined"),
    ("x^0", "0", "= 1", "holds"), ("x^(10^30)", "-1", "= 1", "holds"),
    ("x^(10^30 + 1)", "-1", "= -1", "holds"),
    ("x^(1/2)", "4", "= 2", "holds"), ("x^(1/3)", "-8", "= -2", "undefined"),
    ("x^(1/3)", "0", "= 0", "holds"),
    ("sqrt(x)", "-1", ">= 0", "undefined"), ("sqrt(x)^2", "2", "= 2", "holds"),
    ("log(x)", "0", "< 0", "undefined"),
    ("max(sqrt(x), sqrt(1 - x))", "2", ">= 0", "undefined"), ("0*log(x)", "-1", "= 0", "undefined"),
    ("if x > 0 then log(x) else 0", "-1", "= 0", "holds"),
    ("abs(sqrt(if 1 <= 1 then x else i))", "-4", "= 2", "holds"),
    ("abs(3 + 4*i*x)", "1", "= 5", "holds"), ("re((1 + i)^4)*x", "1", "= -4", "holds"),
    ("re(1/(x + i))", "0", "= 0", "holds"), ("re(log(x + 0*i))", "0", "= 0", "undefined"),
    ("sigmoid(x) + sigmoid(-x)", "1/3", "= 1", "holds"), ("exp(log(x))", "3", "= 3", "holds"),
    ("sum(k in 1..0: x)", "5", "= 0", "holds"), ("max(k in 1..0: x)", "5", "= 0", "vacuous"),
    ("max(k in 1..3 with x >= k: k)", "2", "= 2", "holds"),
    ("max(k in 1..3 with x >= k: k)", "0", "= 2", "vacuous"),
    ("min(x, 2/x)", "0", "= 0", "undefined"), ("tanh(x)", "0", "= 0", "holds"),
    ("cos(pi)*x", "1", "= -1", "holds"), ("re(diff((0*i)^x, x))", "1", "= 0", "holds"),
    ("re(diff((0*i)^(x^2), x))", "1/2", "= 1", "violated"),
  ])
  func values(_ expression: String, _ x: String, _ relation: String, _ expected: String) throws {
    #expect(
      try verdict("real x\nconclude \(expression) \(relation)", #"{"values": {"x": "\#(x)"}}"#) == expected,
      "\(expression) at \(x)")
  }

  @Test(arguments: [
    ("x^3", "2", "= 12", "holds"), ("1/x", "2", "= -1/4", "holds"), ("sqrt(x)", "4", "= 1/4", "holds"),
    ("sqrt(x)", "0", "= 0", "undefined"), ("abs(x)", "0", "= 0", "undefined"),
    ("abs(x)", "-1", "= -1", "holds"),
    ("abs(x)*x", "0", "= 0", "holds"), ("max(x, 0)", "0", "= 0", "undefined"),
    ("max(x, 2*x)", "0", "= 1", "undefined"),
    ("max(x, x)", "0", "= 1", "holds"), ("max(sqrt(x), 5)", "0", "= 0", "undefined"),
    ("max((-2)^x, 5)", "2", "= 7", "undefined"), ("0^x", "0", "= 0", "undefined"),
    ("0^x", "1", "= 0", "holds"),
    ("min(0^x, 1/2)", "0", "= 5", "undefined"), ("x^(3/2)", "0", "= 0", "undefined"),
    ("2^x", "0", "= log(2)", "holds"),
    ("if x >= 0 then x else x/100", "0", "= 1", "undefined"),
    ("if x >= 0 then x^2 else -x^2", "0", "= 0", "holds"),
    ("x*(if x > 0 then 1 else 2)", "0", "= 1", "undefined"),
    ("if x > 0 then 1 else 2", "0", "= 0", "undefined"),
    ("x^2*(if x > 0 then 1 else 2)", "0", "= 0", "holds"),
    ("if x = 0 then 5 else x", "0", "= 1", "undefined"),
    ("abs(x + i)", "0", "= 0", "holds"),
    ("re((x + i)^2)", "3", "= 6", "holds"),
    ("sigmoid(x)", "0", "= 1/4", "holds"), ("softplus(x)", "0", "= 1/2", "holds"),
    ("silu(x)", "0", "= 1/2", "holds"),
    ("im(exp(i*x))", "0", "= 1", "holds"), ("log(x)", "2", "= 1/2", "holds"), ("x^x", "1", "= 1", "holds"),
    ("f(x)", "3", "= 1", "holds"), ("s(x)", "3", "= 0", "holds"), ("x*s(x)", "3", "= 1", "holds"),
    ("diff(x^3, x)", "2", "= 12", "holds"), ("diff(x^2*abs(x), x)", "0", "= 0", "holds"),
    ("diff(x*abs(x), x)", "0", "= 0", "undefined"), ("diff(abs(x), x)", "0", "= 0", "undefined"),
    ("diff(abs(x), x)", "-3", "= 0", "holds"), ("diff(diff(x^4, x), x)", "1", "= 24", "holds"),
    ("x*diff(exp(2*x), x)", "0", "= 2", "holds"), ("diff(y*x^2, y)", "3", "= 6", "holds"),
    ("diff(abs(y - x), y)", "1", "= 0", "holds"), ("diff(abs(y - x), y)", "0", "= 0", "undefined"),
    ("diff(max(x, -x)*y, y)", "2", "= 1", "holds"), ("diff(sqrt(x), x)", "4", "= -1/32", "holds"),
    ("im(diff(exp(i*x), x))", "0", "= 0", "holds"), ("re(diff(exp(i*x), x))", "0", "= -1", "holds"),
  ])
  func derivatives(_ expression: String, _ x: String, _ relation: String, _ expected: String) throws {
    let functions = "let f(u) = u + 7\nlet s(u) = diff(f(u), u)"
    #expect(
      try verdict(
        "real x, y\n\(functions)\nconclude diff(\(expression), x) \(relation)",
        #"{"values": {"x": "\#(x)", "y": "0"}}"#)
        == expected,
      "\(expression) at \(x)")
  }

  @Test func parametersAreNumbersOfTheirOwn() throws {
    let items = """
      real x, c
      let residual(u) = u + c
      let slope(u) = diff(residual(u), u)
      let leaky(u) = if u >= 0 then u else u/100
      let leak(u) = diff(leaky(u), u)
      """
    let values = #"{"values": {"x": "-1/3", "c": "5"}}"#
    #expect(try verdict(items + "\nconclude slope(x) = 1", values) == "holds")
    #expect(try verdict(items + "\nconclude slope(x) = 0", values) == "violated")
    #expect(try verdict(items + "\nconclude leak(x) = 1/100", values) == "holds")
    #expect(try verdict(items + "\nconclude leak(0*x) = 1", values) == "undefined")
  }

  /// What is known of an element from before has both sides, too.
  /// max(0, g) and min(0, g) where g vanishes with its slope: which of the two goes on beside is not told by slopes, nor are
  /// the sign of what goes on, roots of it and conditions on it.
  @Test func extremaThatTouchStandStillForNobody() throws {
    for g in [
      "x^2", "-x^2", "x^3", "-x^3", "x*abs(x)", "x^2*x", "sin(x)^3", "(x - y)^2", "-(x - y)^3", "x^4 - x^2",
    ] {
      for extremum in ["min(0, \(g))", "max(0, \(g))", "min(\(g), 0)", "-max(\(g), 0)", "abs(min(0, \(g)))"] {
        for body in [
          "if \(extremum) >= 0 then x else 2*x", "if \(extremum) <= 0 then x else 0",
          "if \(extremum) = 0 then x else 3*x",
          "if \(extremum) < 0 then 2*x else x", "sqrt(\(extremum))", "(\(extremum))^(1/3)",
          "x*sqrt(1 + \(extremum))",
        ] {
          for value in ["0", "1", "2", "3", "7"] {
            let items = "real x, y\nconclude diff(\(body), x) = \(value)"
            let theorem = try theorem(items, name: "c", file: "c.claim")
            let instance = Instance(
              sizes: [], values: [[ExactComplex(re: 0, im: 0)], [ExactComplex(re: 0, im: 0)]])
            let ground = try GroundTheorem.lower(theorem, sizes: [])
            let first = try Engine(ground).decide(ground.inputs(of: instance)).verdict
            let second = try verdict(items, #"{"values": {"x": "0", "y": "0"}}"#)
            guard first != .undecided, second != "undecided" else { continue }
            #expect(first.rawValue == second, "\(items)")
          }
        }
      }
    }
    #expect(
      try verdict("real x conclude diff(max(0, x^2) + min(x^3, 0), x) = 0", #"{"values": {"x": "0"}}"#)
        == "holds")
  }

  @Test func elementsAreDifferentiatedTwice() throws {
    let items = "real x\nlet h = abs(x)\nconclude diff(h, x) = 1 or diff(h, x) = 1"
    #expect(try verdict(items, #"{"values": {"x": "0"}}"#) == "undefined")
    let function = "real x\nlet f(u) = abs(u)\nlet s(u) = diff(f(x), x) + diff(f(x), x)\nconclude s(1) /= 2"
    #expect(try verdict(function, #"{"values": {"x": "0"}}"#) == "undefined")
  }

  /// A function has two forms: for real arguments, and for others.
  @Test func callsHaveTheFormThatTheCheckerGivesThem() throws {
    let items = "real x\nlet f(u, v) = u\nconclude re(f(i, 0)) = 0 and abs(sqrt(f(x, i))) = 2"
    #expect(try verdict(items, #"{"values": {"x": "-4"}}"#) == "holds")
    let real = "real x\nlet f(u, v) = u\nconclude re(f(i, 0)) = 0 and sqrt(f(x, 1)) = 2"
    #expect(try verdict(real, #"{"values": {"x": "-4"}}"#) == "undefined")
  }

  @Test func connectivesShieldAndQuantifiersDoNot() throws {
    let items = "size T >= 1\nindex t in 1..T\nreal a[t]\n"
    let values = #"{"sizes": {"T": 2}, "values": {"a": ["0", "1"]}}"#
    #expect(try verdict(items + "conclude a[t] <= max(k in 1..t-1: a[k])", values) == "vacuous")
    #expect(
      try verdict(items + "conclude forall s in 1..T: a[s] <= max(k in 1..s-1: a[k])", values) == "vacuous")
    #expect(try verdict(items + "conclude t = 1 or a[t] <= max(k in 1..t-1: a[k])", values) == "violated")
    #expect(
      try verdict(items + "conclude t >= 2 implies a[t] <= max(k in 1..t-1: a[k])", values) == "violated")
    #expect(
      try verdict(items + "conclude a[2] <= 0\nconclude max(k in 1..0: a[k]) <= 1", values) == "vacuous")
    #expect(try verdict(items + "conclude a[2] <= 0 and max(k in 1..0: a[k]) <= 1", values) == "violated")
    #expect(try verdict(items + "conclude a[2] <= 0\nconclude log(a[1]) <= 1", values) == "violated")
    #expect(
      try verdict(items + "assume a[1] > 0\nassume log(a[1]) < 1\nconclude a[1] = 5", values) == "vacuous")
  }

  @Test func realsAtWhichAQuantifierFails() throws {
    let items = "real a\nconclude forall real w in (0, 2] with w > 1: a*w^2 <= 3"
    let values = #"{"values": {"a": "1"}}"#
    #expect(try verdict(items, values, points: ["w": 2]) == "violated")
    #expect(try verdict(items, values, points: ["w": 3]) == "undecided")
    #expect(try verdict(items, values, points: ["w": 1]) == "undecided")
    #expect(try verdict("real a\nconclude forall real w in (a, 1]: w < 0", values) == "holds")
  }

  @Test func longRecurrences() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real a
      let h[0] = 0
      let h[t] = a*h[t-1] + 1
      conclude h[T] <= 2 and diff(h[T], a) >= 0
      """
    #expect(try verdict(items, #"{"sizes": {"T": 20000}, "values": {"a": "1/2"}}"#) == "holds")
    let circle = "real a\nlet h[0] = h[1]\nlet h[1] = h[0]\nconclude a = 0"
    #expect((try? verdict(circle, #"{"values": {"a": "0"}}"#)) != "violated")
  }
}
