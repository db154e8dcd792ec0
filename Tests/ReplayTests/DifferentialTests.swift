import Claims
import Enclosures
import Evaluation
import Foundation
import Replay
import Testing

/// Random claims, weighted to where values may be missing, decided by both roads.
@Suite struct DifferentialTests {
  struct Source {
    var random: SplitMix
    mutating func pick<T>(_ list: [T]) -> T { list[Int(random.next() % UInt64(list.count))] }

    mutating func term(_ depth: Int, _ names: [String] = []) -> String {
      if depth == 0 { return pick(["x", "y", "a[1]", "a[2]", "0", "1", "2", "1/2", "h[2]"] + names + names) }
      func sub(_ s: inout Source) -> String { s.term(depth - 1, names) }
      let (p, q) = (sub(&self), sub(&self))
      switch random.next() % 22 {
      case 0, 1: return "(\(p) + \(q))"
      case 2, 3: return "(\(p) - \(q))"
      case 4, 5: return "(\(p))*(\(q))"
      case 6: return "(\(p))/(\(q) + x)"
      case 7: return "sqrt(\(p))"
      case 8: return "max(\(p), \(q))"
      case 9: return "min(\(p), \(q))"
      case 10: return "abs(\(p))"
      case 11: return "(\(p))^\(pick(["2", "3", "-1", "-2", "(1/2)", "(1/3)", "(3/2)", "0", "y", "(10^20)"]))"
      case 12: return "log(\(p))"
      case 13: return "exp(min(\(p), 3))"
      case 14: return "sum(k in 1..\(pick(["0", "2"])): a[k]*\(p))"
      case 15: return "max(k in \(pick(["1", "2"]))..2 with a[k] \(pick(["<", "<=", ">"])) \(p): \(q))"
      case 16: return "(if \(p) \(pick(["<", "<=", "=", ">"])) \(q) then \(p) else \(q))"
      case 17: return "f(\(p), \(q))"
      case 18: return "diff(\(p), \(pick(["x", "y", "a[1]"])))"
      case 19: return "s(\(p))"
      case 20: return "\(pick(["abs", "re", "im"]))(\(p) + i*(\(q)))"
      default: return "prod(k in 1..2: \(p) + a[k])"
      }
    }

    mutating func formula() -> String {
      let (p, q) = (term(2), term(1))
      let first = "\(p) \(pick(["<", "<=", "=", ">=", "/="])) \(q)"
      switch random.next() % 6 {
      case 0: return "(\(first)) and \(term(1)) >= \(term(0))"
      case 1: return "(\(first)) or \(term(1)) > \(term(0))"
      case 2: return "\(term(1)) > \(term(0)) implies (\(first))"
      case 3: return "forall k in 1..2: \(term(1)) <= a[k] + \(term(1))"
      default: return first
      }
    }
  }

  struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// 2,000 pairs; 10^5 where SSMPROOF_TEST_SCALE is `full`.
  @Test func bothRoadsAgree() throws {
    let isFull = ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"] == "full"
    var source = Source(random: SplitMix(state: 11))
    var (pairs, both) = (0, 0)
    var verdicts: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    while pairs < (isFull ? 100_000 : 2_000) {
      let hypothesis = source.pick([true, false, false]) ? "assume \(source.formula())" : ""
      let text = """
        theorem t index k in 1..2 real x, y real a[k] \
        let h[0] = x let h[1] = y let h[2] = h[1]*h[0] - a[1] \
        let f(u, v) = \(source.term(1, ["u", "v"])) let g(u) = \(source.term(2, ["u"])) let s(u) = diff(g(u), u) \
        \(hypothesis) conclude \(source.formula()) end
        """
      guard let theorem = try? Theorem.parse(text, file: "t")[0],
        let ground = try? GroundTheorem.lower(theorem, sizes: [])
      else { continue }
      for _ in 0..<4 {
        let numbers = (0..<4).map { _ in
          source.pick([0, 1, -1, 2, -2, Rational(1, 2), Rational(-1, 2), 3, 4, Rational(5, 3)])
        }
        let value = { ExactComplex(re: numbers[$0]) }
        let instance = Instance(sizes: [], values: [[value(0)], [value(1)], [value(2), value(3)]])
        guard
          let first = try? Engine(ground, limits: Engine.Limits(bits: 512)).decide(
            ground.inputs(of: instance))
        else { continue }
        pairs += 1
        let word: String
        switch Replay(theorem, instance).decide(bits: 512) {
        case .holds: word = "holds"
        case .violated: word = "violated"
        case .vacuous: word = "vacuous"
        case .undefined: word = "undefined"
        case .undecided(let reason):
          reasons[reason, default: 0] += 1
          continue
        }
        guard first.verdict != .undecided else { continue }
        both += 1
        verdicts[word, default: 0] += 1
        #expect(
          word == first.verdict.rawValue,
          "\(first.verdict), by the second road \(word): \(text) at \(numbers)")
      }
    }
    print("differential: \(pairs) pairs, \(both) decided by both, \(verdicts); undecided: \(reasons)")
    #expect(both * 10 >= pairs * 6)
    for verdict in ["holds", "violated", "vacuous", "undefined"] {
      #expect(verdicts[verdict, default: 0] * 20 >= both, "few pairs are \(verdict)")
    }
  }
}
