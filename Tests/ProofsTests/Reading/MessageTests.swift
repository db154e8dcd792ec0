import Claims
import Elaboration
import Inputs
import Numbers
import Proofs
import TestSupport
import Testing

/// What is said where a proof is not found: in the claim's own words, and where it is that something is left to show.
@Suite struct MessageTests {
  private func open(_ theorem: Theorem, limit: Int? = nil) throws -> ProofOutcome.OpenGoal {
    guard case .open(let goal) = Prover.prove(theorem, limit: limit) else {
      throw InputError(file: "", message: "no goal is left open:\n\(theorem.statement)")
    }
    return goal
  }

  // MARK: Sides

  /// Of a divisor the side that its sign leaves open, and of a contradiction what was to be shown.
  @Test(arguments: [
    (
      "size T >= 1 index t in 1..T real w[t] in [-1, 1] conclude 1/(2 + prod(t: w[t])) <= 1",
      ["2 + prod(t in 1..T: w[t]) /= 0"]
    ),
    ("real x conclude x/x = 1", ["x /= 0"]),
    ("real x in [0, 1] conclude 1/x >= 1", ["x /= 0", "x > 0"]),
    ("real x in [-1, 0] conclude 1/x <= -1", ["x /= 0", "x < 0"]),
    (
      "size T >= 1 index t in 1..T real w[t] >= 0 conclude 1/sum(t: w[t]) >= 0",
      ["sum(t in 1..T: w[t]) /= 0", "sum(t in 1..T: w[t]) > 0"]
    ),
    ("real x in [0, 1] conclude x <= 1/2 proof by contradiction end", ["x <= 1/2"]),
    // One side may hold where the equation does not.
    ("real x, y conclude x*y - y = 0", ["x*y = y", "x*y <= y"]),
    ("size T >= 1 index s, t in 1..T conclude s - t = 0", ["s = t", "s <= t"]),
  ]) func whatIsLeftIsNotItsContrary(_ items: String, _ left: [String]) throws {
    #expect(try open(theorem(items)).left == left)
  }

  // MARK: Names

  private static let declarations = """
    size T >= 2
    index s, t in 1..T
    real x in [1/2, 2], y in [1/2, 2], v[t] in [1/2, 2]
    complex z, w[t]
    let h[0] = y
    let h[t] = v[t]*h[t-1] + x
    let k[0] = z
    let k[t] = w[t]*k[t-1]
    let sigma(u) = 1/(1 + exp(-u))
    """

  /// Every operation of the language, on one number.
  private static let operations = [
    "1/(#)", "exp(#)", "log(#)", "sqrt(#)", "abs(#)", "max(#, y)", "min(#, 1)", "sigmoid(#)", "tanh(#)",
    "softplus(#)",
    "silu(#)", "sin(#)", "cos(#)", "(if # > 1 then x else y)", "(if t = s then # else 1)", "sum(t: v[t]*#)",
    "prod(t: #)",
    "max(t: v[t]*#)", "(#)^t", "(#)^y", "sigma(#)", "abs(z*#)", "re(z*#)", "im(exp(i*#))",
    "gaussian(BOUND: BOUND^2*#)", "pi*#",
  ]
  private static let numbers = [
    "x", "h[t]", "diff(h[t], x)", "diff(h[t], v[s])", "abs(k[t])", "re(k[t])", "re(prod(t: w[t]))",
    "diff(sigma(x), x)",
    "diff(prod(t: v[t]), v[s])", "re(diff(k[t]*x, x))", "(if x > y then abs(k[t]) else im(z))",
  ]

  private static let claims: [String] = {
    var random = SplitMix64(seed: 5)
    var list = numbers + operations.map { $0.replacing("#", with: "x").replacing("BOUND", with: "u") }
    for _ in 0..<TestScale.count(60, full: 1000) {
      var term = numbers[Int(random.next() % UInt64(numbers.count))]
      for depth in 0..<(1 + random.next() % 8) {
        term = operations[Int(random.next() % UInt64(operations.count))].replacing("#", with: term)
          .replacing("BOUND", with: "u\(depth)")
      }
      list.append(term)
    }
    return list
  }()

  /// The names in a text, without primes.
  private func names(in text: String) -> Set<String> {
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "_.'".contains($0))) }
    return Set(
      words.map { word in String(word.prefix { $0 != "'" }) }.filter { $0.first?.isLetter ?? false })
  }

  @Test(arguments: claims) func noNameButTheClaimsIsSaid(_ term: String) throws {
    let claim = try theorem("\(Self.declarations)\nconclude \(term) >= 1000")
    // What cannot be said in the kernel's terms is another matter.
    guard let elaboration = try? withDeepStack({ () throws(Refusal) in try Elaboration(claim) }) else {
      return
    }
    let goal = try open(claim, limit: 3_000_000)
    let words = Set(ReservedWord.allCases.map(\.rawValue))
    let own = Set((claim.sizes.map(\.name) + claim.variables.map(\.name) + claim.definitions.map(\.name)))
      .union(["s", "t", "lo", "hi"])
    for text in goal.left {
      // Ellipses stand where operations are nested deep.
      let said = names(in: text.replacing("...", with: " ").replacing("..", with: " "))
      #expect(said.subtracting(words).subtracting(own) == [], "\(text)")
    }
    let internals = Set(elaboration.theory.arities.keys).subtracting(own).subtracting(words)
    #expect(names(in: goal.what).intersection(internals) == [], "\(goal.what)")
  }

  @Test(arguments: [
    ("x", "x"), ("1/(1 + x)", "1/(1 + x)"), ("exp(-x)", "exp(-x)"), ("re(k[t])", "re(k[t])"),
    ("diff(h[t], v[s])", "diff(h[t], v[s])"), ("diff(h[t], x)", "diff(h[t], x)"), ("cos(x)", "cos(x)"),
    ("(if x > y then h[t] else 2)", "(if y < x then h[t] else 2)"),
    ("(if s = t then x else y)", "(if s = t then x else y)"),
    ("(if s < t then x else y)", "(if s+1 <= t then x else y)"),
    ("re(prod(s: w[s]))", "re(prod(s in 1..T: w[s]))"),
  ])
  func whatIsLeft(_ term: String, _ said: String) throws {
    let goal = try open(try theorem("\(Self.declarations)\nconclude \(term) >= 1000"), limit: 3_000_000)
    #expect(goal.left.first == "1000 <= \(said)")
  }

  // MARK: Places

  private let cases = """
    size T >= 1
    index s, t in 1..T
    real x in [-1, 1], v[t] in [0, 1]
    conclude CLAIM
    proof
      lemma all: CLAIM by cases CASES
    end
    """

  @Test(arguments: [
    ("x^2 + x >= 0", "x >= 0", "x < 0"), ("x - x^2 >= 0", "x >= 0", "x < 0"),
    ("x^2 - x >= 0", "x >= 0", "x >= 0"),
    ("x*v[t]*(T - s) <= 0", "x <= 0, s <= t", "x > 0 and s <= t"),
    ("(T - s)*(t - s) >= 0", "s <= t", "t+1 <= s"),
  ])
  func theCaseThatFails(_ claim: String, _ split: String, _ inside: String) throws {
    let items = cases.replacing("CLAIM", with: claim).replacing("CASES", with: split)
    #expect(try open(try theorem(items)).what.contains("in the case \(inside)"))
  }
}
