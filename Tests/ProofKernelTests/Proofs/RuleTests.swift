import Numbers
import ProofKernel
import ProofSupport
import Proofs
import Testing

/// Each rule where it may be used, and forgeries against each of its side conditions.
@Suite struct RuleTests {
  /// x, y, z are numbers of which nothing is known, b a family over 1..T, X and Y define what the tests name.
  private func theory() throws -> Theory {
    var theory = Theory()
    try theory.declare(size: "T", from: 1, to: nil)
    for name in ["x", "y", "z"] { try theory.declare(name, indices: 0) }
    try theory.declare("b", indices: 1)
    try theory.define(
      FamilyDefinition(
        "m", [], .maximum(over: ["t"], where: try guards("1 <= t <= T"), try polynomial("b[t]"))))
    try theory.define(
      FamilyDefinition(
        "g", ["s"], .maximum(over: ["t"], where: try guards("s <= t <= T"), try polynomial("b[t]"))))
    try theory.define(FamilyDefinition("a", [], .modulus(re: try polynomial("x"), im: .zero)))
    try theory.define(FamilyDefinition("c", [], .modulus(re: try polynomial("x"), im: try polynomial("y"))))
    try theory.define(
      FamilyDefinition("d", [], .modulus(re: try polynomial("x*x - y*y"), im: try polynomial("2*x*y"))))
    try theory.define(FamilyDefinition("w", [], .greatest([try polynomial("x"), try polynomial("y")])))
    try theory.define(FamilyDefinition("i", [], .inverse(try polynomial("x"))))
    try theory.define(FamilyDefinition("r", [], .squareRoot(try polynomial("x"))))
    try theory.define(FamilyDefinition("e", ["k"], .exponential(try polynomial("real[k]*x"))))
    try theory.define(FamilyDefinition("u", [], .exponential(try polynomial("x"))))
    try theory.define(FamilyDefinition("l", [], .logarithm(try polynomial("x"))))
    try theory.define(FamilyDefinition("f", [], .exponential(try polynomial("l"))))
    try theory.define(FamilyDefinition("S", ["j", "k"], .sum(over: "u", try polynomial("b[u]"))))
    return theory
  }

  private func proves(
    _ goal: String, _ proof: Proof, for variables: [String] = [], where guards: [IndexTerm] = [],
    given premises: [String: String] = [:]
  ) throws -> Bool {
    var checker = Checker(try theory())
    let names = premises.keys.sorted()
    let lemma = Lemma(
      "L", try fact(goal, for: variables, where: guards, given: names.compactMap { premises[$0] }),
      premiseNames: names, .direct(proof))
    do throws(KernelError) {
      try checker.prove(lemma)
      return true
    } catch {
      return false
    }
  }

  private func one(_ references: String...) throws -> Proof {
    try combination([Proof.Combination.Term(1, try references.map { .fact(try reference($0)) })])
  }

  @Test func combinations() throws {
    #expect(try proves("x*y >= 0", try one("p", "q"), given: ["p": "x >= 0", "q": "y >= 0"]))
    #expect(try proves("x*y > 0", try one("p", "q"), given: ["p": "x > 0", "q": "y > 0"]))
    #expect(try !proves("x*y > 0", try one("p", "q"), given: ["p": "x > 0", "q": "y >= 0"]))
    #expect(try !proves("x*y >= 0", try one("p", "q"), given: ["p": "x = 0", "q": "y >= 0"]))
    #expect(try proves("x*x - 2*x*y + y*y >= 0", try combination([try term(1, "sq x - y")])))
    #expect(try !proves("x*x - 2*x*y + y*y > 0", try combination([try term(1, "sq x - y")])))
    #expect(
      try proves("x + 1 > 0", try combination([try term(1), try term(1, "p")]), given: ["p": "x >= 0"]))
    #expect(
      try !proves("x - 1 > 0", try combination([try term(-1), try term(1, "p")]), given: ["p": "x >= 0"]))
    #expect(try proves("x*y = 0", try combination(equations: [("y", "p")]), given: ["p": "x = 0"]))
    #expect(try !proves("x*y = 0", try combination(equations: [("y", "p")]), given: ["p": "x >= 0"]))
    #expect(try !proves("x = 0", try one("p"), given: ["p": "x >= 0"]))
    #expect(try !proves("x /= 0", try one("p"), given: ["p": "x /= 0"]))
    #expect(try !proves("x >= 0", try combination([try term(0, "p")]), given: ["p": "x >= 0"]))
  }

  @Test func contradictions() throws {
    let absurd = try combination([try term(1, "p"), try term(1, "q")], isAbsurd: true)
    #expect(try proves("z = 0", absurd, given: ["p": "x - 1 >= 0", "q": "-x >= 0"]))
    #expect(try proves("z = 0", absurd, given: ["p": "x > 0", "q": "-x >= 0"]))
    #expect(try !proves("z = 0", absurd, given: ["p": "x >= 0", "q": "-x >= 0"]))
    #expect(try !proves("z = 0", absurd, given: ["p": "x + 1 >= 0", "q": "-x >= 0"]))
  }

  @Test func rewriting() throws {
    let rewrite = [("p", "x")]
    #expect(try proves("x*x = y*y", try combination(rewrites: rewrite), given: ["p": "x - y = 0"]))
    // Not an equation, a head that is not alone, one with another factor, one that is not there.
    #expect(try !proves("x*x = y*y", try combination(rewrites: rewrite), given: ["p": "x - y >= 0"]))
    #expect(try !proves("x*x = y*y", try combination(rewrites: rewrite), given: ["p": "x - y*x = 0"]))
    #expect(try !proves("x*x = y*y", try combination(rewrites: rewrite), given: ["p": "2*x - 2*y = 0"]))
    #expect(try !proves("x*x = y*y", try combination(rewrites: rewrite), given: ["p": "y - z = 0"]))
  }

  @Test func cases() throws {
    let nonnegative = Proof.signCases(
      try polynomial("x"), name: "s", yes: try one("s", "s"), no: try one("s", "s"))
    #expect(try proves("x*x >= 0", nonnegative))
    #expect(try !proves("x*x > 0", nonnegative))
    let byIndex = Proof.indexCases(
      try KernelText.index("t-1"), yes: try one("index(t-1)"),
      no: try combination([try term(1, "index(-1)")], isAbsurd: true))
    #expect(try proves("real[t] - 1 >= 0", byIndex, for: ["t"], where: try guards("1 <= t")))
    // The other branch has t <= 0, no more.
    #expect(try !proves("real[t] - 1 >= 0", byIndex, for: ["t"], where: try guards("0 <= t")))
    #expect(
      try !proves(
        "real[t] >= 0", .indexCases(try KernelText.index("v"), yes: byIndex, no: byIndex), for: ["t"]))
  }

  @Test func boundsOfMaxima() throws {
    func shows(_ proof: Proof) throws -> Bool {
      var theory = try theory()
      try theory.assume("given", fact("b[t] <= x", for: ["t"], where: try guards("1 <= t <= T")))
      var checker = Checker(theory)
      let goal = Fact(try literal("m <= x"))
      do throws(KernelError) {
        try checker.prove(Lemma("L", goal, .direct(proof)))
        return true
      } catch { return false }
    }
    let inner = try one("given(k)")
    #expect(try shows(.bound(try atom("m"), witness: [IndexTerm(1)], names: ["k"], inner)))
    #expect(try shows(.bound(try atom("m"), witness: [IndexTerm("T")], names: ["k"], inner)))
    // A witness outside the range, names that are taken, another number of names, the wrong body.
    #expect(try !shows(.bound(try atom("m"), witness: [IndexTerm(0)], names: ["k"], inner)))
    #expect(try !shows(.bound(try atom("m"), witness: [IndexTerm("k")], names: ["k"], inner)))
    #expect(try !shows(.bound(try atom("m"), witness: [IndexTerm(1)], names: ["T"], try one("given(T)"))))
    #expect(try !shows(.bound(try atom("m"), witness: [], names: [], inner)))
    #expect(try !shows(.bound(try atom("m"), witness: [IndexTerm(1)], names: ["k"], try one("given(1)"))))
    // A range that may be empty.
    let later = Proof.bound(try atom("g[s]"), witness: [IndexTerm("s")], names: ["k"], try one("p"))
    #expect(try !proves("g[s] <= x", later, for: ["s"], given: ["p": "x - b[1] >= 0"]))
    // No maximum at all, and strict bounds.
    #expect(
      try !proves(
        "a <= x", .bound(try atom("a"), witness: [], names: [], try one("p")), given: ["p": "x >= 0"]))
    #expect(try !proves("m < x", .bound(try atom("m"), witness: [IndexTerm(1)], names: ["k"], inner)))
  }

  @Test func maximaAreAttained() throws {
    let inner = try combination(equations: [("1", "E")])
    let used = Proof.attained(
      try atom("m"), witness: [IndexTerm(1)], names: ["k"], equation: "E",
      try combination([try term(1)], equations: [("1", "E"), ("-1", "E")]))
    #expect(
      try proves(
        "x*x + 1 > 0",
        .attained(
          try atom("m"), witness: [IndexTerm(1)], names: ["k"], equation: "E",
          try combination([try term(1), try term(1, "sq x")]))))
    #expect(
      try !proves(
        "m = b[1]",
        .attained(
          try atom("m"), witness: [IndexTerm(1)], names: ["k"], equation: "E", inner)))
    #expect(try proves("1 > 0", used))
    #expect(
      try !proves(
        "m = b[s]",
        .attained(
          try atom("m"), witness: [IndexTerm(1)], names: ["s"], equation: "E", inner), for: ["s"]))
  }

  @Test func fewNumbers() throws {
    let both = Proof.bounds(try atom("w"), [try one("p"), try one("q")])
    #expect(try proves("w <= z", both, given: ["p": "x <= z", "q": "y <= z"]))
    #expect(try !proves("w <= z", both, given: ["p": "x <= z", "q": "x <= z"]))
    #expect(try !proves("w <= z", .bounds(try atom("w"), [try one("p")]), given: ["p": "x <= z"]))
    let modulus = Proof.bounds(try atom("a"), [try one("p"), try one("q")])
    #expect(try proves("a <= z", modulus, given: ["p": "x <= z", "q": "-x <= z"]))
    #expect(try !proves("a <= z", modulus, given: ["p": "x <= z", "q": "x <= z"]))
    #expect(
      try !proves(
        "c <= z", .bounds(try atom("c"), [try one("p"), try one("q")]),
        given: ["p": "x <= z", "q": "-x <= z"]))
    #expect(try proves("w*w - w*x - w*y + x*y = 0", try combination(equations: [("1", "w.attained()")])))
  }

  @Test func moduli() throws {
    // |z²| <= |z|², which is even equal.
    let square = Proof.modulus(try atom("d"), [.init(1, [try atom("c"), try atom("c")])], rewrites: [])
    #expect(try proves("d <= c*c", square))
    #expect(try !proves("d <= c", square))
    #expect(try !proves("d <= c*c", .modulus(try atom("d"), [.init(1, [try atom("c")])], rewrites: [])))
    #expect(
      try proves(
        "2*c >= c",
        .modulus(try atom("c"), [.init(-1, [try atom("c")]), .init(2, [try atom("c")])], rewrites: []))
        == false)
    #expect(
      try proves(
        "3*c >= c",
        .modulus(try atom("c"), [.init(-1, [try atom("c")]), .init(2, [try atom("c")])], rewrites: [])))
  }

  @Test func partialFunctions() throws {
    #expect(
      try proves("x*i = 1", try combination(equations: [("1", "i.product(){p}")]), given: ["p": "x > 0"]))
    #expect(
      try proves("x*i = 1", try combination(equations: [("1", "i.product(){p}")]), given: ["p": "-x > 0"]))
    #expect(
      try !proves("x*i = 1", try combination(equations: [("1", "i.product(){p}")]), given: ["p": "x >= 0"]))
    #expect(
      try !proves("x*i = 1", try combination(equations: [("1", "i.product(){p}")]), given: ["p": "y > 0"]))
    #expect(try !proves("x*i = 1", try combination(equations: [("1", "i.product()")])))
    #expect(
      try proves("r*r = x", try combination(equations: [("1", "r.square(){p}")]), given: ["p": "x > 0"]))
    #expect(
      try !proves("r*r = x", try combination(equations: [("1", "r.square(){p}")]), given: ["p": "-x >= 0"]))
    #expect(
      try proves(
        "f = x", .exponentialOfLogarithm(try atom("f"), positive: .local("p")), given: ["p": "x > 0"]))
    #expect(
      try !proves(
        "f = x", .exponentialOfLogarithm(try atom("f"), positive: .local("p")), given: ["p": "x >= 0"]))
    #expect(
      try !proves(
        "f = x", .exponentialOfLogarithm(try atom("e[1]"), positive: .local("p")), given: ["p": "x > 0"]))
    #expect(try proves("x /= 0", .apart(isNegative: true, try one("p")), given: ["p": "x < 0"]))
    #expect(try !proves("x /= 0", .apart(isNegative: false, try one("p")), given: ["p": "x < 0"]))
    #expect(try !proves("x /= 0", .apart(isNegative: true, try one("p")), given: ["p": "x <= 0"]))
  }

  @Test func exponentials() throws {
    func product(_ whole: String, _ parts: [String]) throws -> Proof {
      .exponentials(try atom(whole), try parts.map(atom), rewrites: [])
    }
    #expect(try proves("e[k+1] = e[k]*e[1]", try product("e[k+1]", ["e[k]", "e[1]"]), for: ["k"]))
    #expect(try proves("e[0] = 1", try product("e[0]", [])))
    #expect(try !proves("e[k+1] = e[k]*e[1]", try product("e[k+1]", ["e[k]", "e[2]"]), for: ["k"]))
    #expect(try !proves("e[k+1] = e[k]", try product("e[k+1]", ["e[k]", "e[1]"]), for: ["k"]))
    #expect(try !proves("c = 1", try product("c", [])))
    #expect(try proves("e[k] >= 1 + real[k]*x", try one("e.tangent(k)"), for: ["k"]))
  }

  @Test func series() throws {
    func series(_ degree: Int, _ element: String = "u", by sign: String? = nil) throws -> Proof {
      .series(try atom(element), degree: degree, argument: try sign.map { try one($0) })
    }
    let (up, down) = (["p": "x >= 0"], ["p": "x <= 0"])
    let (square, cube) = ("1 + x + 1/2*x*x", "1 + x + 1/2*x*x + 1/6*x*x*x")
    #expect(try proves("u >= \(cube)", try series(3)))
    #expect(try proves("u >= \(square)", try series(2, by: "p"), given: up))
    #expect(try proves("u <= \(square)", try series(2, by: "p"), given: down))
    #expect(try proves("u >= 1", try series(0, by: "p"), given: up))
    #expect(try proves("u <= 1", try series(0, by: "p"), given: down))
    #expect(try proves("u >= 1 + x", try series(1)))
    #expect(try proves("e[k] >= 1 + real[k]*x", try series(1, "e[k]"), for: ["k"]))
    #expect(try proves("e[2] >= 1 + 2*x + 2*x*x + 4/3*x*x*x", try series(3, "e[2]")))
    // The other sign, or none.
    #expect(try !proves("u >= \(square)", try series(2, by: "p"), given: down))
    #expect(try !proves("u <= \(square)", try series(2, by: "p"), given: up))
    #expect(try !proves("u >= \(square)", try series(2)))
    #expect(try !proves("u <= \(square)", try series(2)))
    #expect(try !proves("u >= \(square)", try series(2, by: "p"), given: ["p": "x + 1 >= 0"]))
    #expect(try !proves("u <= \(cube)", try series(3)))
    #expect(try !proves("u <= \(cube)", try series(3, by: "p"), given: down))
    #expect(try !proves("u >= \(cube)", try series(3, by: "p"), given: up))
    // Another degree, another sum, another relation, another element.
    #expect(try !proves("u >= \(cube)", try series(5)))
    #expect(try !proves("u >= \(cube)", try series(1)))
    #expect(try !proves("u >= 1 + x + 1/2*x*x + 1/5*x*x*x", try series(3)))
    #expect(try !proves("u >= 1 + x + 1/2*x*x + 1/6*x*x*x - 1/1000000000", try series(3)))
    #expect(try !proves("u > \(cube)", try series(3)))
    #expect(try !proves("u = 1", try series(0, by: "p"), given: ["p": "x = 0"]))
    #expect(try !proves("u >= \(cube)", try series(3, "e[1]")))
    #expect(try !proves("x >= 1", try series(0, "x", by: "p"), given: up))
    #expect(try !proves("l >= 1 + x", try series(1, "l")))
    #expect(try !proves("e[j] >= 1 + real[j]*x", try series(1, "e[j]"), for: ["k"]))
    // Of e[0] = 1 every sum is 1, and a degree is a number of terms to add.
    let nothing = Proof.combination(Proof.Combination())
    for degree in [0, 2, 64] {
      #expect(try proves("e[0] >= 1", .series(try atom("e[0]"), degree: degree, argument: nothing)))
    }
    for degree in [-2, 66, 1 << 40, Int.max - 1, Int.min] {
      #expect(try !proves("e[0] >= 1", .series(try atom("e[0]"), degree: degree, argument: nothing)))
    }
    for degree in [-1, 65, Int.max] {
      #expect(try !proves("e[0] >= 1", .series(try atom("e[0]"), degree: degree, argument: nil)))
    }
  }

  @Test func roots() throws {
    let proof = Proof.root(
      try polynomial("x"), try polynomial("y"), nonnegative: try one("p"), squares: try one("q"))
    #expect(try proves("x <= y", proof, given: ["p": "y >= 0", "q": "y*y - x*x >= 0"]))
    #expect(try !proves("x <= y", proof, given: ["p": "x >= 0", "q": "y*y - x*x >= 0"]))
    #expect(try !proves("y <= x", proof, given: ["p": "y >= 0", "q": "y*y - x*x >= 0"]))
    #expect(try proves("x = y", .both(try one("p"), try one("q")), given: ["p": "x >= y", "q": "x <= y"]))
    #expect(try !proves("x = y", .both(try one("p"), try one("p")), given: ["p": "x >= y"]))
  }

  @Test func ranges() throws {
    let some = try guards("j <= k")
    let last = try combination(equations: [("1", "S.last(j,k)")])
    #expect(try proves("S[j,k] = S[j,k-1] + b[k]", last, for: ["j", "k"], where: some))
    #expect(try !proves("S[j,k] = S[j,k-1] + b[k]", last, for: ["j", "k"], where: try guards("j <= k+1")))
    #expect(
      try proves(
        "S[j,k] = b[j] + S[j+1,k]", try combination(equations: [("1", "S.first(j,k)")]), for: ["j", "k"],
        where: some))
    #expect(try proves("S[2,1] = 0", try combination(equations: [("1", "S.empty(2,1)")])))
    #expect(try !proves("S[1,1] = 0", try combination(equations: [("1", "S.empty(1,1)")])))
  }

  @Test func steps() throws {
    let proof = Proof.steps(
      [.init("q", try literal("x*x >= 0"), try combination([try term(1, "sq x")]))],
      then: try combination([try term(1), try term(1, "q")]))
    #expect(try proves("x*x + 1 > 0", proof))
    #expect(try !proves("x*x + 1 > 0", proof, given: ["q": "x >= 0"]))
    #expect(
      try !proves("x > 0", .steps([.init("q", try literal("x > 0"), try one("q"))], then: try one("q"))))
    #expect(
      try !proves(
        "x >= 0", .steps([.init("q", try literal("b[v] >= 0"), try combination())], then: try one("q"))))
  }
}
