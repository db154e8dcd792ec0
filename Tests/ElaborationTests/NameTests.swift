import Claims
import Elaboration
import Numbers
import TestSupport
import Testing

/// Names of claims, of binders and of what the elaborator adds do not meet.
@Suite struct NameTests {
  /// A power with a size for exponent is a product over a name of its own.
  @Test func powersInsideBinders() throws {
    let items = "size N in 2..2 index k in 1..N real a[k] conclude sum(k: a[k]^N) ="
    #expect(try verdicts("\(items) 5", sizes: [2], [[1, 2]]) == bothHold)
    #expect(try verdicts("\(items) 4", sizes: [2], [[1, 2]]) == bothViolated)
  }

  /// A sum's own name is not that of an index at which it stands.
  @Test func derivativesOfSumsInsideBinders() throws {
    let items = """
      size N in 2..2 index k, t in 1..N real a[k], b[k] let g[t] = sum(k: a[k]*b[t])
      conclude forall k: diff(g[k], a[1]) =
      """
    #expect(try verdicts("\(items) b[k]", sizes: [2], [[1, 1], [2, 3]]) == bothHold)
    #expect(try verdicts("\(items) b[1]", sizes: [2], [[1, 1], [2, 3]]) == bothViolated)
  }

  @Test func derivativesOfProductsInsideBinders() throws {
    let items = """
      size N in 2..2 index k, t in 1..N real a[k], b[k] let g[t] = prod(k: a[k] + b[t])
      conclude forall k: diff(g[k], a[1]) =
      """
    #expect(try verdicts("\(items) a[2] + b[k]", sizes: [2], [[1, 1], [2, 3]]) == bothHold)
    #expect(try verdicts("\(items) a[2] + b[2]", sizes: [2], [[1, 1], [2, 3]]) == bothViolated)
  }

  /// Names that the elaborator would give, taken by the claim.
  @Test(arguments: [
    "delta1", "delta", "abs1", "sum1", "inv1", "if1", "prod1", "log1", "exp1", "max1", "real1", "lo",
  ])
  func namesThatTheClaimHas(_ name: String) throws {
    let declarations = "size N in 2..2 index s, t in 1..N"
    let conclusion = """
      conclude diff(a[t], a[s]) = \(name)[t,s] and abs(a[t]) + sum(s: a[s])/a[t] + a[t]^N >= (if a[t] > 0 then 1 else 2)
      """
    let given = "\(declarations) real \(name)[s,t], a[t] \(conclusion)"
    #expect(try verdicts(given, sizes: [2], [[1, 0, 0, 1], [1, 1]]) == bothHold)
    #expect(try verdicts(given, sizes: [2], [[0, 0, 0, 0], [1, 1]]) == bothViolated)
    let defined = "\(declarations) real a[t] let \(name)[s,t] = a[s]*a[t]*a[1] - 1 \(conclusion)"
    #expect(try verdicts(defined, sizes: [2], [[1, 1]]) == bothViolated)
  }

  /// What an operation rests on may be called so that another of its indices comes first in the alphabet.
  @Test(arguments: [
    "exp((#-s)*w)", "1/(x[s] + 2*x[#])", "abs(x[s] + 2*x[#])", "sqrt(x[s]^2 + x[#]^4)",
    "log(1 + x[s]^2 + x[#]^4)",
    "cos(x[s]*x[#]^2)", "sin(x[s] + u*x[#])", "sum(k: x[k]*x[s]*x[#]^2)", "prod(k in s..#: x[k] + x[s])",
    "max(k: x[k]*x[s]*x[#]^2)", "max(x[s], 2*x[#])", "(if x[s] > 2*x[#] then x[s] else x[#]^2)",
    "abs(prod(k in s..#: z[k] + x[s]*x[#]^2))", "exp((#-s)*w + x[l]*u)", "1/(1 + x[s]^2 + x[#]^4 + x[l]^6)",
  ])
  func operationsWhateverIndicesAreCalled(_ operation: String) throws {
    let sides = ["t", "j"].map { operation.replacing("#", with: $0) }
    let found = try elaboration(
      """
      size T >= 2 index j, k, l, s, t in 1..T real u, w, x[t] complex z[t]
      conclude \(sides[0]) <= \(sides[1])
      """)
    #expect(found.theory.arities.keys.filter { $0.contains("2") }.isEmpty)
  }

  @Test(arguments: [
    "1/(x[s] + 2*x[#])", "abs(x[s] - 2*x[#])", "max(x[s], 2*x[#])", "sum(k: x[k]*x[s]*x[#]^2)",
    "(if x[s] > 2*x[#] then x[s] else x[#]^2)", "prod(k in s..#: x[k] + x[s] + 1)",
  ])
  func operationsAtOtherIndices(_ operation: String) throws {
    let (at, here) = (operation.replacing("#", with: "t"), operation.replacing("#", with: "j"))
    let turned = at.replacing("[s]", with: "[S]").replacing("[t]", with: "[s]").replacing("[S]", with: "[t]")
      .replacing("s..t", with: "t..s")
    let items = """
      size N in 2..2 index j, k, s, t in 1..N real x[t]
      conclude forall s, t: sum(j: (if j = t then \(here) else 0)) =
      """
    #expect(try verdicts("\(items) \(at)", sizes: [2], [[1, 3]]) == bothHold)
    #expect(try verdicts("\(items) \(turned)", sizes: [2], [[1, 3]]) == bothViolated)
  }

  /// A family called like a hypothesis, of which both have several facts.
  @Test(arguments: [
    "let assume1[t] = a[t]*assume1[t-1] + a[t] let assume1[0] = 1", "real assume1[t]",
    "let assume1' = a[1]^3",
  ])
  func hypothesesHaveNamesOfTheirOwn(_ declaration: String) throws {
    let items = """
      size N in 2..2 index t in 1..N real a[t] \(declaration) assume -1 <= a[t] <= 1 assume a[1] <= a[2]
      conclude a[1] <= \(declaration.contains("'") ? "assume1'" : "assume1[1]") + 5
      """
    let stages = try elaboration(items).stages
    #expect(stages[0].assumed.filter(\.isAssumed).count == 3)
    #expect(Set(stages[0].assumed.map(\.name)).count == 3)
  }

  /// A size or an index with the name of an own one.
  @Test(arguments: ["k", "i'", "lo", "hi", "from", "j", "real'"])
  func namesOfSizes(_ name: String) throws {
    guard name != "i'" else { return }
    let items = """
      size \(name) in 2..2 index s, t in 1..\(name) real a[t] complex z
      conclude diff(a[t], a[s]) = (if s = t then 1 else 0) and a[1]^\(name) = 4 and sum(t: a[t]) = 5
        and prod(t: a[t] + 0*z) = 6
      """
    #expect(try verdicts(items, sizes: [2], [[2, 3], [0]]) == bothHold)
  }

  /// Cases that may meet where a term does not stand: what was read with what is known here is not said there, where it
  /// would be y = 0.
  @Test(arguments: [
    "if x > 0 or s = 1 then (if s <= t then y else 0) else 2",
    "if s = 1 or x > 0 then (if s <= t then y else 0) else 2",
    "if s = 1 and (if s <= t then y else 0) > 0 then 1 else 2",
    "if x > 0 or (s = 1 and y > 0) then prod(k in 1..2: if s <= t then y else 0) else 2",
  ])
  func casesThatMeet(_ term: String) throws {
    let claim = try theorem("size N in 2..3 index s, t in 1..N real x, y conclude \(term) <= 2")
    for y in [1, -1] {
      let instance = Instance(sizes: [2], values: [[1], [ExactComplex(re: Rational(y))]])
      let model = try ElaborationModel(try Elaboration(claim), claim, instance)
      #expect(try model.falseFacts() == [])
      #expect(try Reading(model) == .holds)
    }
  }

  /// |a[t-1]| and |a[t]| are elements of one family, each its own.
  @Test func shiftedOperations() throws {
    let items =
      "size N in 2..2 index t in 1..N real a[t] conclude forall t in 2..N: abs(a[t-1]) + 3*abs(a[t]) ="
    #expect(try verdicts("\(items) 7", sizes: [2], [[1, -2]]) == bothHold)
    #expect(try verdicts("\(items) 8", sizes: [2], [[1, -2]]) == bothViolated)
  }

  /// One name for two numbers.
  @Test func realsWithOneName() throws {
    let items = """
      real x conclude (forall real w in [0, 1]: w <= x) and (forall real w in [1, 2]: w >= x)
      """
    let goals = try elaboration(items).stages.flatMap(\.goals)
    let names = goals.map { Set($0.fact.literal.polynomial.variables.map(\.name)) }
    #expect(names == [["w", "x"], ["w'", "x"]])
  }

  /// What stands for a parameter keeps its indices under a function's own binders.
  @Test func argumentsUnderBinders() throws {
    let items = """
      size N in 2..2 index k in 1..N real a[k] let f(u) = sum(k: u*a[k]) + max(k: u)
      conclude sum(k: f(a[k])) =
      """
    #expect(try verdicts("\(items) 12", sizes: [2], [[1, 2]]) == bothHold)
    #expect(try verdicts("\(items) 11", sizes: [2], [[1, 2]]) == bothViolated)
  }
}
