import Claims
import Numbers

/// Draws claims made of all that the language has, and instances of few distinct numbers, so that ties and zeros are common.
struct ClaimSource {
  var random: SplitMix64
  /// Names of numbers bound by `forall real` so far.
  private var realCount = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed, purpose: "claims of elaborations") }

  private mutating func pick(_ list: String...) -> String { random.pick(list) }
  private mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }

  /// What may be spoken of at a place.
  struct Scope {
    /// Names of indices from 1 to N.
    var indices: [String] = []
    /// Names of numbers: parameters, and what `forall real` binds.
    var reals: [String] = []
    /// Terms that stand for elements of families that are there.
    var elements: [String] = []
    /// Calls and derivatives are part of it.
    var isWhole = true
    /// Names that `diff` can differentiate by.
    var targets: [String] = ["x", "y"]

    func binding(_ names: String...) -> Scope {
      var inside = self
      inside.indices += names.filter { !inside.indices.contains($0) }
      return inside
    }
  }

  // MARK: Expressions

  private mutating func index(_ scope: Scope) -> String {
    scope.indices.isEmpty || chance(15) ? pick("1", "N") : random.pick(scope.indices)
  }

  private mutating func leaf(_ scope: Scope) -> String {
    let (s, t) = (index(scope), index(scope))
    if !scope.elements.isEmpty, chance(30) {
      return random.pick(scope.elements).replacing("#", with: s).replacing("$", with: t)
    }
    if !scope.reals.isEmpty, chance(50) { return random.pick(scope.reals) }
    return pick(
      "x", "y", "x", "a[\(s)]", "a[\(s)]", "A[\(s),\(t)]", "0", "1", "2", "1/2", "-1", s, "N", "re(c)",
      "im(u[\(s)])", "abs(c)", "B[\(s),1]", "B[N,\(s)]")
  }

  /// A binder from 1 to N over a name that is declared, often one that is in use already.
  private mutating func binder(_ scope: Scope) -> (text: String, name: String) {
    let name = pick("k", "k", "s", "t", "j")
    let other = index(scope)
    return (
      "\(name)"
        + pick(
          "", "", " in 1..N", " in 1..\(other)", " in \(other)..N", " in 1..\(other) - 1",
          " in \(other) + 1..N",
          " in 2..N"),
      name
    )
  }

  private mutating func binders(_ scope: Scope, filtered: Bool = true) -> (text: String, scope: Scope) {
    let first = binder(scope)
    var inside = scope.binding(first.name)
    var text = first.text
    if chance(20) {
      let second = binder(inside)
      if second.name != first.name {
        text += ", " + second.text
        inside = inside.binding(second.name)
      }
    }
    if filtered, chance(30) { text += " with " + condition(inside) }
    return (text, inside)
  }

  /// A condition, mostly on indices.
  private mutating func condition(_ scope: Scope) -> String {
    let relation = pick("<", "<=", "=", "/=", ">", ">=")
    if chance(65), !scope.indices.isEmpty {
      return "\(random.pick(scope.indices)) \(relation) \(index(scope))" + pick("", "", " - 1", " + 1")
    }
    let first = "\(leaf(scope)) \(relation) \(leaf(scope))"
    switch random.below(7) {
    case 6: return "(\(first) implies \(leaf(scope)) < \(index(scope)))"
    case 0: return "(\(first) and \(leaf(scope)) > \(leaf(scope)))"
    case 1: return "(\(first) or \(index(scope)) = \(index(scope)))"
    case 2: return "not (\(first))"
    case 3: return "0 <= \(leaf(scope)) \(pick("<", "<=", "/=")) \(leaf(scope))"
    default: return first
    }
  }

  mutating func term(_ depth: Int, _ scope: Scope) -> String {
    if depth <= 0 { return leaf(scope) }
    let (p, q) = (term(depth - 1, scope), term(depth - 1, scope))
    switch random.below(scope.isWhole ? 28 : 22) {
    case 0, 1: return "(\(p) + \(q))"
    case 2, 3: return "(\(p) - \(q))"
    case 4, 5: return "(\(p))*(\(q))"
    case 6: return "(\(p))/(\(q))"
    case 7: return "sqrt(\(pick(p, "abs(\(p))", "(\(p))^2")))"
    case 8, 9: return "\(pick("max", "min"))(\(p), \(q))"
    case 10: return "abs(\(p))"
    case 11:
      return "(\(p))^\(pick("2", "3", "0", "(-1)", "(-2)", "N", "(N - 1)", "(1 - N)", "(1/2)", index(scope)))"
    case 12, 13:
      let (text, inside) = binders(scope)
      return "sum(\(text): \(term(depth - 1, inside)))"
    case 14:
      let (text, inside) = binders(scope)
      return "prod(\(text): \(term(depth - 1, inside)))"
    case 15, 16:
      let (text, inside) = binders(scope, filtered: chance(10))
      let filter = pick("", "", " with k <= \(index(inside))", " with \(index(inside)) < \(index(inside))")
      let isFiltered = text.contains(" with ") || !inside.indices.contains("k")
      return "\(pick("max", "min"))(\(text)\(isFiltered ? "" : filter): \(term(depth - 1, inside)))"
    case 17, 18: return "(if \(condition(scope)) then \(p) else \(q))"
    case 19: return "\(pick("abs", "re", "im"))(\(complex(depth - 1, scope)))"
    case 20: return "\(pick("exp", "log", "sigmoid", "cos", "exp"))(\(pick(p, "abs(\(p))")))"
    case 21: return "-\(p)"
    case 22: return "f(\(p), \(q))"
    case 23: return "d(\(p))"
    case 24: return mean(depth, scope)
    default: return derivative(depth, scope)
    }
  }

  /// The mean of what is a polynomial, mostly.
  private mutating func mean(_ depth: Int, _ scope: Scope) -> String {
    realCount += 1
    let name = "g\(realCount)"
    var inside = scope
    inside.reals.append(name)
    inside.targets.append(name)
    let factor = term(depth - 1, scope)
    let powers = "(\(pick(name, name, "(\(name) + x)", term(1, inside))))^\(pick("1", "2", "4"))"
    return pick(
      "gaussian(\(name): (\(factor))*\(powers))", "gaussian(\(name): \(smooth(depth - 1, inside))*\(powers))")
  }

  private mutating func derivative(_ depth: Int, _ scope: Scope) -> String {
    let target =
      chance(60)
      ? random.pick(scope.targets) : pick("a[\(index(scope))]", "A[\(index(scope)),\(index(scope))]")
    let body: String
    switch random.below(3) {
    case 0: body = term(depth - 1, scope)
    case 1: body = smooth(depth, scope)
    default: body = chance(30) ? derivative(depth - 1, scope) : smooth(depth - 1, scope)
    }
    return "diff(\(body), \(target))"
  }

  /// What has derivatives, mostly.
  private mutating func smooth(_ depth: Int, _ scope: Scope) -> String {
    if depth <= 0 { return leaf(scope) }
    let (p, q) = (smooth(depth - 1, scope), smooth(depth - 1, scope))
    switch random.below(12) {
    case 0, 1: return "(\(p) + \(q))"
    case 2, 3, 4: return "(\(p))*(\(q))"
    case 5:
      let (text, inside) = binders(scope, filtered: false)
      return "sum(\(text): \(smooth(depth - 1, inside)))"
    case 6:
      let (text, inside) = binders(scope, filtered: false)
      return "prod(\(text): \(smooth(depth - 1, inside)))"
    case 7: return "(\(p))/(\(q))"
    case 8: return "(\(p))^\(pick("2", "3", "N", "(-1)"))"
    case 9: return "\(pick("sqrt", "abs", "exp", "0*sqrt"))(\(p))"
    case 10: return "(if \(condition(scope)) then \(p) else \(q))"
    default: return "(\(p) - \(q))"
    }
  }

  mutating func complex(_ depth: Int, _ scope: Scope) -> String {
    if depth <= 0 {
      return pick("c", "i", "u[\(index(scope))]", "(x + i*y)", "z[\(index(scope))]", "z[0]", "conj(c)")
    }
    let (p, w) = (term(depth - 1, scope), complex(depth - 1, scope))
    switch random.below(9) {
    case 0: return "(\(w) + \(p))"
    case 1, 2: return "(\(w))*(\(complex(depth - 1, scope)))"
    case 3: return "(\(p))/(\(w))"
    case 4: return "(\(w))^\(pick("2", "(-1)", "N", "0"))"
    case 5: return "conj(\(w))"
    case 6: return "(if \(condition(scope)) then \(p) else \(w))"
    case 7:
      let (text, inside) = binders(scope)
      return "\(pick("sum", "prod"))(\(text): \(complex(depth - 1, inside)))"
    default: return "(\(w) - \(complex(depth - 1, scope)))"
    }
  }

  // MARK: Formulas

  mutating func comparison(_ scope: Scope) -> String {
    let relation = pick("<", "<=", "=", "/=", ">", ">=")
    let first = "\(term(random.pick([1, 2, 2, 3]), scope)) \(relation) \(term(1, scope))"
    switch random.below(8) {
    case 0: return "0 <= \(term(1, scope)) \(pick("<", "<=", "/=", "=")) \(term(1, scope))"
    case 1: return "\(complex(2, scope)) \(pick("=", "/=")) \(complex(1, scope))"
    default: return first
    }
  }

  mutating func formula(_ depth: Int, _ scope: Scope) -> String {
    guard depth > 0 else { return comparison(scope) }
    let (p, q) = (formula(depth - 1, scope), formula(depth - 1, scope))
    switch random.below(11) {
    case 0: return "(\(p) and \(q))"
    case 1: return "(\(p) or \(q))"
    case 2: return "(\(condition(scope)) implies \(q))"
    case 3: return "(\(p) implies \(q))"
    case 4: return "not (\(p))"
    case 5, 6:
      let (text, inside) = binders(scope)
      return "(forall \(text): \(formula(depth - 1, inside)))"
    case 7:
      let (text, inside) = binders(scope)
      let body = "(exists \(text): \(formula(depth - 1, inside)))"
      return pick("not \(body)", "(\(body) implies \(p))")
    default: return comparison(scope)
    }
  }

  private mutating func forallReal(_ scope: Scope) -> String {
    realCount += 1
    var inside = scope
    let name = "w\(realCount)"
    inside.reals.append(name)
    inside.targets.append(name)
    let domain = pick("in [0, 1]", "in [-1, x]", ">= 0", "> y", "", "in [-1, 1] with \(name)^2 <= abs(x)")
    return "(forall real \(name) \(domain): \(comparison(inside)))"
  }

  // MARK: Claims and instances

  /// Families, each with what stands for its elements: # and $ for indices from 1 to N.
  private mutating func families() -> (text: String, elements: [String]) {
    var (text, elements) = ("", [String]())
    var scope = Scope(indices: ["t"])
    scope.isWhole = chance(30)
    func use(_ source: inout Self, _ lets: String, _ names: String...) {
      text += lets + "\n"
      elements += names
    }
    func inner(_ source: inout Self, _ more: String...) -> Scope {
      var inside = scope
      inside.elements = elements + more
      return inside
    }
    if chance(70) {
      let own = inner(&self, "h[t-1]")
      use(
        &self,
        "let h[0] = \(pick("0", "x", "1")) let h[t] = \(pick("a[t]*h[t-1] + \(leaf(scope))", term(2, own), "(1 - a[t])*h[t-1] + a[t]*x"))",
        "h[#]", "h[#-1]", "h[0]")
    }
    if chance(30) {
      let own = inner(&self, "g[t+1]", "g[N+1]")
      use(&self, "let g[N+1] = \(term(1, Scope())) let g[t] = \(term(2, own))", "g[#]", "g[#+1]")
    }
    if chance(40) {
      let own = inner(&self)
      let others = pick("let e[1] = \(term(1, Scope()))", "let e[2] = \(leaf(Scope()))", "let e[N] = 2", "")
      use(&self, "let e[t] = \(term(2, own)) \(others)", "e[#]")
    }
    if chance(25) {
      var own = inner(&self, "m[t-1,s]", "m[t,s-1]")
      own.indices = ["s", "t"]
      let overlaps = pick("", "let m[1,s] = \(term(1, Scope(indices: ["s"])))", "let m[0,0] = 1")
      use(
        &self,
        "let m[0,s] = \(leaf(Scope(indices: ["s"]))) let m[t,0] = \(leaf(scope)) let m[t,s] = \(term(2, own)) \(overlaps)",
        "m[#,$]")
    }
    if chance(25) {
      let own = inner(&self, "q[t-1]")
      let other = inner(&self, "p[t]", "p[t]")
      use(
        &self,
        "let p[0] = 1 let p[t] = \(term(2, own)) let q[0] = x let q[t] = \(term(pick("1", "2") == "1" ? 1 : 2, other))",
        "p[#]", "q[#]")
    }
    if chance(20) {
      let own = Scope(indices: ["t", "s"], isWhole: false)
      use(&self, "let b[t,s] = \(pick("a[t]*A[t,s]", "a[s]", "\(term(1, own))"))", "b[#,$]", "b[#,#]")
    }
    if chance(20) {
      let own = inner(&self)
      use(&self, "let o[t+1] = \(term(2, own)) let o[1] = \(leaf(Scope()))", "o[#]")
    }
    use(&self, "let v = \(term(1, Scope(elements: elements, isWhole: false)))", "v")
    return (text, elements)
  }

  mutating func claim() -> String {
    realCount = 0
    let (families, elements) = families()
    let scope = Scope(elements: elements)
    var free = Scope(indices: random.pick([["t"], ["t"], [], [], ["s", "t"], ["r"]]), elements: elements)
    // Its range brings t along.
    if free.indices == ["r"] { free.elements += ["B[t,r]", "B[t,r]"] }
    var functions = Scope(reals: ["f1", "f2", "f1"], elements: elements, isWhole: false)
    let f = term(2, functions)
    functions.reals = ["d1", "d1"]
    functions.targets += ["d1", "d1"]
    let d = chance(60) ? derivative(2, functions) : term(2, functions)
    let hypotheses = (0..<random.pick([0, 0, 0, 1, 1, 2])).map { _ in "assume \(formula(1, free))" }
    let conclusion = chance(15) ? forallReal(free) : formula(random.pick([0, 0, 1, 2]), free)
    let more = chance(20) ? "conclude \(comparison(scope))" : ""
    return """
      theorem claim size N \(pick("in 1..3", "in 1..3", "in 1..3", "in 0..2", "in 2..3"))
      index j, k, s, t in 1..N
      index r in 1..t
      real x\(pick("", "", " in [-1, 2]", " in (-1/2, 1/2]", " > 0")), y, a[t]\(pick("", "", " in [0, 1]", " >= -1")), A[s,t] \(pick("", "", "", "<= t", "in [a[s] - 1, 2*t]"))
      real B[t,r]
      complex c, u[t]
      let z[0] = \(pick("c", "x", "1")) let z[t] = \(pick("(a[t] + i*x)*z[t-1] + u[t]", "u[t]*z[t-1]", "c", complex(1, Scope(indices: ["t"], isWhole: false)) + " + z[t-1]"))
      let f(f1, f2) = \(f) let d(d1) = \(d)
      \(families)\(hypotheses.joined(separator: "\n"))
      conclude \(conclusion) \(more)
      end
      """
  }

  private static let numbers: [Rational] = [-1, Rational(-1, 2), 0, 0, Rational(1, 2), 1, 1, 2]

  mutating func number() -> Rational { random.pick(Self.numbers) }

  /// An instance at sizes, of the theorem's variables.
  mutating func instance(_ theorem: Theorem, sizes: [Int]) throws -> Instance {
    var values: [[ExactComplex]] = []
    for variable in theorem.variables {
      var list: [ExactComplex] = []
      var slots = [Int](repeating: 0, count: theorem.indexSlotCount)
      try variable.forEachElement(sizes: sizes, slots: &slots) { _ in
        list.append(ExactComplex(re: number(), im: variable.isComplex && random.chance(60) ? number() : 0))
      }
      values.append(list)
    }
    return Instance(sizes: sizes, values: values)
  }

  /// Small sizes that the theorem admits.
  mutating func sizes(_ theorem: Theorem, span: Int = 3) -> [Int] {
    theorem.sizes.map { size in
      let most = min(size.maximum ?? .max, size.minimum + span - 1)
      return random.int(size.minimum...most)
    }
  }
}
