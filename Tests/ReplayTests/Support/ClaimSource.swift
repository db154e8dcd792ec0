import Claims
import Numbers

/// Draws claims weighted to where values may be missing, and instances for them of few distinct numbers, so that zeros,
/// ties and ends of domains are common.
struct ClaimSource {
  private var state: UInt64

  /// Seeds next to each other start far apart: a seed that is a step of the generator would start one draw later.
  init(seed: UInt64) { state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Int(Self.mixed(state) % UInt64(count))
  }

  private static func mixed(_ x: UInt64) -> UInt64 {
    var z = x
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  // MARK: Expressions

  private static let leaves = [
    "x", "x", "y", "a[1]", "a[N]", "0", "1", "2", "1/2", "-1", "h[N]", "h[1]", "N", "abs(z[N])", "e[2]",
  ]
  private static let exponents = [
    "2", "3", "-1", "-2", "(1/2)", "(1/3)", "(3/2)", "(-1/2)", "0", "y", "x", "(10^20)", "N", "(N - 2)",
    "(2*N)",
    "(1/N)", "(-(10^19))",
  ]
  private static let relations = ["<", "<=", "=", ">=", ">", "/="]

  /// A real expression; `names` are parameters, bound reals and elements under a binder.
  mutating func term(_ depth: Int, _ names: [String] = [], calls: Bool = true) -> String {
    if depth == 0 {
      return pick(calls ? Self.leaves + names + names : ["x", "y", "2", "c1"] + names + names + names)
    }
    let (p, q) = (term(depth - 1, names, calls: calls), term(depth - 1, names, calls: calls))
    switch below(calls ? 28 : 22) {
    case 0, 1: return "(\(p) + \(q))"
    case 2, 3: return "(\(p) - \(q))"
    case 4, 5: return "(\(p))*(\(q))"
    case 6: return "(\(p))/(\(q) + x)"
    case 7: return "sqrt(\(p))"
    case 8: return "max(\(p), \(q))"
    case 9: return "min(\(p), \(q))"
    case 10: return "abs(\(p))"
    case 11, 12: return "(\(p))^\(pick(Self.exponents))"
    case 13: return "log(\(p))"
    case 14: return "\(pick(["exp", "sin", "tanh", "sigmoid", "softplus", "silu", "cos"]))(min(\(p), 3))"
    case 15: return "sum(k in 1..\(pick(["0", "N", "2"])) \(filter(p)): a[min(k, N)]*\(p))"
    case 16: return "max(k in \(pick(["1", "2"]))..N \(filter(p)): \(pick([q, "a[k]", "(\(q) - a[k])"])))"
    case 17, 18: return "(if \(comparison(p, q)) then \(pick([p, q, "x^2"])) else \(pick([p, q, "-x"])))"
    case 19: return "prod(k in 1..N: \(p) + a[k])"
    case 20: return derivative(of: chance(33) ? derivative(of: p, names) : p, names)
    case 21: return "\(pick(["abs", "abs", "re", "im"]))(\(complex(depth - 1, names, calls: calls)))"
    case 22: return "f(\(p), \(q))"
    case 23: return "\(pick(["s", "s", "q", "g"]))(\(pick([p, p, "0", "x^2", "abs(y)", "sqrt(x)", "0*y"])))"
    case 24: return derivative(of: chance(33) ? "s(\(p))" : p, names)
    case 25: return "\(pick(["re", "im", "abs"]))(w2(\(complex(depth - 1, names)), \(p)))"
    case 26: return "min(j in 1..N, k in j..N with a[j] <= a[k]: \(p) + a[k])"
    default: return "\(pick(["abs", "re"]))(\(complex(depth - 1, names)))"
    }
  }

  private mutating func filter(_ p: String) -> String {
    pick(["", "", "with k /= \(pick(["1", "2"]))", "with a[min(k, N)] \(pick(Self.relations)) \(p)"])
  }

  /// What touches 0 at a few points, smoothly or steeply, read by what asks for its sign or its slope.
  private mutating func corner() -> String {
    let u = pick(["x", "x", "y", "(x - 1)", "(x - y)", "a[1]"])
    let flat = pick(["\(u)^2", "-\(u)^2", "\(u)^3", "\(u)*abs(\(u))", "\(u)^4"])
    let touching = pick(["min(0, \(flat))", "max(\(flat), 0)", "abs(\(flat))", flat])
    switch below(5) {
    case 0:
      return "(if \(touching) \(pick(Self.relations)) 0 then \(u) else \(pick(["2*\(u)", "0", "\(u)"])))"
    case 1: return "sqrt(\(touching))"
    case 2: return "(\(touching))^\(pick(["(1/3)", "(3/2)", "(\(u) + 1)"]))"
    case 3: return "sqrt(abs(\(u)))^(\(u) + \(pick(["1", "3/2", "2", "3"])))"
    default: return touching
    }
  }

  private mutating func derivative(of p: String, _ names: [String]) -> String {
    let p = chance(25) ? pick([corner(), "(\(corner()) + \(p))", "(\(corner()))*(\(p))"]) : p
    let own = names.filter { $0.count == 1 && $0 != "k" }
    return "diff(\(p), \(pick(["x", "x", "y", "a[1]", "a[N]"] + own + own)))"
  }

  private mutating func comparison(_ p: String, _ q: String) -> String {
    "\(p) \(pick(Self.relations)) \(pick([q, q, "0", "x"]))"
  }

  /// An expression that can be complex.
  mutating func complex(_ depth: Int, _ names: [String] = [], calls: Bool = true) -> String {
    if depth <= 0 {
      return pick(["c", "i", "(x + i*y)", "(x + 0*i)", "i*x"] + (calls ? ["z[N]", "z[1]", "c*z[0]"] : []))
    }
    let (p, z) = (term(depth - 1, names, calls: calls), complex(depth - 1, names, calls: calls))
    switch below(10) {
    case 0: return "(\(z) + \(p))"
    case 1: return "(\(z))*(\(complex(depth - 1, names, calls: calls)))"
    case 2: return "(\(p))/(\(z))"
    case 3: return "sqrt(\(z))"
    case 4: return "(\(z))^\(pick(Self.exponents + ["c", "i"]))"
    case 5: return "\(pick(["conj", "exp", "log", "sin", "conj"]))(\(z))"
    case 6: return "(if \(comparison(p, p)) then \(p) else \(z))"
    case 7: return "sum(k in 1..\(pick(["0", "N"])): a[min(k, N)]*\(z))"
    case 8: return "(\(p))^(\(z))"
    default: return "sqrt(if \(comparison(p, "x")) then \(p) else \(z))"
    }
  }

  // MARK: Formulas

  mutating func formula(_ names: [String] = []) -> String {
    let first = "\(term(pick([2, 2, 3]), names)) \(pick(Self.relations)) \(term(1, names))"
    switch below(14) {
    case 0: return "(\(first)) and \(term(1, names)) >= \(term(0, names))"
    case 1: return "(\(first)) or \(term(1, names)) > \(term(0, names))"
    case 2: return "\(term(1, names)) > \(term(0, names)) implies (\(first))"
    case 3: return "forall k in 1..N \(filter("x")): \(term(1, names)) <= a[k] + \(term(1, names))"
    case 4: return "exists k in 1..N \(filter("x")): \(term(1, names + ["a[k]"])) <= \(term(1, names))"
    case 5: return "not (\(first))"
    case 6: return "\(complex(1, names)) \(pick(["=", "/="])) \(complex(1, names))"
    case 7: return "\(term(1, names + ["a[t]"])) \(pick(Self.relations)) \(term(1, names)) + h[t]"
    case 8: return "0 <= \(term(1, names)) \(pick(["<", "<=", "/="])) \(term(1, names))"
    case 9, 10: return real()
    default: return first
    }
  }

  /// A quantifier over the reals; few of them hold everywhere, so that a real at which it fails is mostly given.
  private mutating func real() -> String {
    let domain = pick(["in [0, 1]", "in (x, 2]", "in [x, y]", ">= 0", "in [-1, 1]", "in [1, 2]"])
    let condition = pick(["", "", "with w > x", "with w^2 <= 1"])
    let (p, q) = (pick(["w*x", "w^2 - y", "sqrt(w + 1)", "w - a[1]", term(1, ["w", "w"])]), term(1, ["w"]))
    return
      "\(pick(["", "", "", "not "]))(forall real w \(domain) \(condition): \(p) \(pick(Self.relations)) \(q))"
  }

  // MARK: Claims and instances

  mutating func claim() -> String {
    let hypothesis = chance(33) ? "assume \(formula())" : ""
    let g = term(2, ["u"], calls: false)
    return """
      theorem t size N in 1..3 index k, t in 1..N real x\(pick(["", "", " in [-1, 2]"])), y real a[k] complex c \
      let c1 = \(pick(["3", "x", "y/2"])) \
      let h[0] = x let h[t] = \(pick(["h[t-1]*y - a[t]", "max(h[t-1], a[t])", "h[t-1]*x + sqrt(a[t])", "abs(h[t-1])*a[t]"])) \
      let z[0] = \(pick(["c", "x", "i*y"])) let z[t] = \(pick(["(a[t] + i*x)*z[t-1] + c", "z[t-1]^2 + a[t]", "exp(i*a[t])*z[t-1]"])) \
      let e[t] = 1 let e[2] = \(term(1, [], calls: false)) let e[3] = y \
      let f(u, v) = \(term(1, ["u", "v"], calls: false)) let g(u) = \(g) let s(u) = diff(g(u), u) \
      let q(u) = diff(u*\(term(1, ["u"], calls: false)), \(pick(["x", "y"]))) let w2(u, v) = \(pick(["u", "v", "u^v", "sqrt(v)", "u*v", "sqrt(u)*v"])) \
      \(hypothesis) conclude \(formula()) end
      """
  }

  mutating func number() -> Rational {
    pick([0, 0, 1, -1, 2, -2, Rational(1, 2), Rational(-1, 2), 3, 4, Rational(5, 3), Rational(9, 4)])
  }

  mutating func instance() -> Instance {
    let n = 1 + below(3)
    func real(_ source: inout Self) -> ExactComplex { ExactComplex(re: source.number()) }
    return Instance(
      sizes: [n],
      values: [
        [real(&self)], [real(&self)], (0..<n).map { _ in real(&self) },
        [ExactComplex(re: number(), im: chance(50) ? 0 : number())],
      ])
  }
}
