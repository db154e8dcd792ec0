import ProofKernel
import ProofSupport
import Proofs
import Testing

@testable import ProofKernel

@Suite struct EntailmentTests {
  @Test func sumsOfConditionsAreFound() throws {
    let given = try guards("1 <= s <= t <= T", "1 <= n <= N")
    for known in ["T-s", "t-1", "T-1", "2*T-s-t", "T+N-2", "3*t-2*s-1", "N-1"] {
      #expect(Entailment.follows(try KernelText.index(known), from: given), "\(known)")
    }
    for open in ["s-t", "t-2", "T-2", "T-N", "s-n", "T-t-1"] {
      #expect(!Entailment.follows(try KernelText.index(open), from: given), "\(open)")
    }
  }

  /// What only whole numbers allow: a strict middle, an even number.
  @Test func constantsAreRoundedDown() throws {
    #expect(Entailment.follows(try KernelText.index("t-1"), from: try guards("1 <= 2*t")))
    #expect(!Entailment.follows(try KernelText.index("t-2"), from: try guards("2 <= 2*t")))
  }

  @Test func contradictionsEntailEverything() throws {
    let given = try guards("s <= t", "t+1 <= s", "1 <= n")
    #expect(Entailment.follows(IndexTerm(-1), from: given))
    #expect(Entailment.follows(try KernelText.index("s-7"), from: given))
  }

  /// Every answer "follows" against all whole numbers of a box.
  @Test func nothingFollowsThatIsFalse() throws {
    var random = SystemSeed(state: 5)
    let names = ["a", "b", "c"]
    func form() throws -> IndexTerm {
      var term = IndexTerm(random.int(-4...4))
      for name in names { term = try term.adding(IndexTerm(name), times: random.int(-2...2)) }
      return term
    }
    func value(_ term: IndexTerm, _ point: [Int]) -> Int {
      zip(names, point).reduce(term.constant) { $0 + term.factor(of: $1.0) * $1.1 }
    }
    var (followed, open) = (0, 0)
    for _ in 0..<1500 {
      let given = try (0..<random.int(1...4)).map { _ in try form() }
      let goal = try form()
      guard Entailment.follows(goal, from: given) else {
        open += 1
        continue
      }
      followed += 1
      for a in -4...4 {
        for b in -4...4 {
          for c in -4...4 where given.allSatisfy({ value($0, [a, b, c]) >= 0 }) {
            #expect(value(goal, [a, b, c]) >= 0, "\(goal) from \(given) at \([a, b, c])")
          }
        }
      }
    }
    #expect(followed > 50 && open > 50)
  }

  @Test func numbersThatDoNotFitAreRefused() throws {
    let large = IndexTerm(.max)
    #expect(throws: KernelError.overflow) { try large.adding(IndexTerm(1)) }
    #expect(throws: KernelError.overflow) {
      try large.adding(IndexTerm("t"), times: .max).adding(IndexTerm("t"))
    }
  }
}

struct SystemSeed {
  var state: UInt64
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int(state >> 33) % range.count
  }
}
