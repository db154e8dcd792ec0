import Claims
import Evaluation
import Foundation
import Numbers
import Programs
import Replay
import TestSupport
import Testing

/// The two roads to a verdict, held against each other on random claims.
@Suite struct DifferentialTests {
  /// 2,000 pairs of a claim and an instance; 130,000 where SSMPROOF_TEST_SCALE is `full`.
  @Test func bothRoadsAgree() {
    var comparison = RoadComparison(seed: 5)
    comparison.run(pairs: TestScale.isFull ? 130_000 : 2_000)
    print("differential: \(comparison.summary)")
    #expect(comparison.contradictions == [])
    #expect(comparison.decided.both * 100 >= comparison.pairs * 75)
    for verdict in ["holds", "violated", "vacuous", "undefined"] {
      let count = comparison.verdicts[verdict, default: 0]
      #expect(count * 20 >= comparison.decided.both, "few pairs are \(verdict)")
    }
  }

  /// What is differentiated by is a number of its own, also where the argument cannot be negative: faults that were found.
  @Test(
    arguments: ["0", "x^2", "abs(x)", "0*x", "sqrt(x^2)", "q(x)", "max(x, 0)"],
    ["u^(3/2)", "sqrt(u)", "u*u + sqrt(u)^3"])
  func argumentsWithoutSign(_ argument: String, _ body: String) throws {
    let text = """
      theorem t real x let q(u) = diff(u^3, x) let g(u) = \(body) let s(u) = diff(g(u), u)
      conclude s(\(argument)) <= -1 end
      """
    let theorem = try Theorem.parse(text, file: "t")[0]
    let instance = Instance(sizes: [], values: [[ExactComplex(re: 0)]])
    let ground = try GroundTheorem.lower(theorem, sizes: [])
    #expect(try Engine(ground).decide(ground.inputs(of: instance)).verdict == .undefined)
    if case .undefined = Replay(theorem, instance).decide() { return }
    Issue.record("the second road does not find it undefined")
  }

  /// Where `diff` differentiates by a parameter, the parameter does not move with what its argument is made of: a
  /// derivative by a variable within holds it still, one around the call does not. Faults that were found.
  @Test(
    arguments: ["x^2", "sqrt(x)", "abs(x)", "x*y - 3", "q(x)", "y"],
    [
      ("u*diff(u, x)", "0*u"), ("abs(u)*diff(u*x, x)", "abs(u)*u"), ("u^2*diff(u + x, x)", "u^2"),
      ("exp(u)*diff(u^2*x, x)", "exp(u)*u^2"), ("g(u)*u", "(1 + u)*u"), ("g(2*u)*diff(g(u), x) + u", "u"),
    ])
  func parametersThatAreHeld(_ argument: String, _ bodies: (within: String, byHand: String)) throws {
    let text = """
      theorem t real x, y let q(u) = diff(u^3, x) let g(u) = diff(u*x + x, x)
      let s(u) = diff(\(bodies.within), u) let w(u) = diff(\(bodies.byHand), u)
      conclude s(\(argument)) = w(\(argument)) conclude s(\(argument)) + diff(s(y), y) = w(\(argument)) + diff(w(y), y) end
      """
    let theorem = try Theorem.parse(text, file: "t")[0]
    for (x, y): (Rational, Rational) in [(4, 2), (0, 1), (Rational(1, 4), -3)] {
      let instance = Instance(sizes: [], values: [[ExactComplex(re: x)], [ExactComplex(re: y)]])
      let ground = try GroundTheorem.lower(theorem, sizes: [])
      let first = try Engine(ground).decide(ground.inputs(of: instance)).verdict
      #expect(first == .holds || first == .undefined, "x = \(x), y = \(y)")
      switch Replay(theorem, instance).decide() {
      case .holds: #expect(first == .holds, "x = \(x), y = \(y)")
      case .undefined: #expect(first == .undefined, "x = \(x), y = \(y)")
      case .undecided(let reason): #expect(first == .holds, "\(reason)")
      default: Issue.record("the second road finds it false at x = \(x), y = \(y)")
      }
    }
  }

  /// A call stands for its definition with the arguments put in: a derivative by a variable sees through it.
  @Test(arguments: ["x", "x^2", "x*y", "abs(x) + y", "exp(x)"])
  func derivativesSeeThroughCalls(_ argument: String) throws {
    let text = """
      theorem t real x, y let f(u) = diff(u^2*x, x)
      conclude f(\(argument)) = diff((\(argument))^2*x, x) and diff(f(\(argument)), y) = diff(diff((\(argument))^2*x, x), y) end
      """
    let theorem = try Theorem.parse(text, file: "t")[0]
    let instance = Instance(sizes: [], values: [[ExactComplex(re: 4)], [ExactComplex(re: -2)]])
    let ground = try GroundTheorem.lower(theorem, sizes: [])
    #expect(try Engine(ground).decide(ground.inputs(of: instance)).verdict == .holds)
    guard case .holds = Replay(theorem, instance).decide() else {
      Issue.record("the second road does not find that it holds")
      return
    }
  }
}
