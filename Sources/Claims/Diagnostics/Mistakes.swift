/// What people who come from papers and other languages write, and what it is here. Each entry completes an
/// error: "unknown name 'e'" + "; e^x is written 'exp(x)', e itself 'exp(1)'".
enum Mistakes {
  /// Names of distributions elsewhere, in small letters.
  static let distributions: [String: String] = [
    "gaussian": "write 'normal(0, 1)': mean and variance", "n": "write 'normal(0, 1)': mean and variance",
    "gauss": "write 'normal(0, 1)': mean and variance", "norm": "write 'normal(0, 1)': mean and variance",
    "u": "write 'uniform(0, 1)'", "unif": "write 'uniform(0, 1)'", "rand": "write 'uniform(0, 1)'",
    "randn": "write 'normal(0, 1)': mean and variance", "log_uniform": "write 'loguniform(1/1000, 1/10)'",
    "reciprocal": "write 'loguniform(1/1000, 1/10)'", "log_normal": "write 'lognormal(0, 1)'",
    "exp": "write 'exponential(1)', with the rate", "expon": "write 'exponential(1)', with the rate",
    "t": "write 'student(3)', with the degrees of freedom",
    "student_t": "write 'student(3)', with the degrees of freedom",
    "cauchy": "it is 'student(1)'", "delta": "write 'point(0)'", "dirac": "write 'point(0)'",
    "constant": "write 'point(0)'", "const": "write 'point(0)'",
    "randint": "write 'integers(1, 6)', both ends included",
    "categorical": "write 'choice(-1, 0, 1)', or 'mixture(9: point(0), 1: point(1))' with weights",
    "rademacher": "write 'choice(-1, 1)'", "coin": "write 'bernoulli(1/2)'",
    "complex": "write 'parts(normal(0, 1), normal(0, 1))' or 'polar(uniform(0, 1), uniform(0, 2*pi))'",
  ]

  /// Names that are undeclared, with what was probably meant.
  static let names: [String: String] = [
    "e": "e^x is written 'exp(x)', e itself 'exp(1)'",
    "ln": "the natural logarithm is written 'log(x)'",
    "log2": "write 'log(x)/log(2)'", "log_2": "write 'log(x)/log(2)'",
    "log10": "write 'log(x)/log(10)'", "log_10": "write 'log(x)/log(10)'",
    "infinity": "'inf' stands at the end of a domain, as in 'real x in [0, inf)'",
    "oo": "'inf' stands at the end of a domain, as in 'real x in [0, inf)'",
    "j": "the imaginary unit is 'i'",
    "norm": "write it out, as in 'sqrt(sum(n: x[n]^2))'",
    "relu": "write 'max(0, x)'", "ReLU": "write 'max(0, x)'",
    "sigma": "the logistic function is 'sigmoid(x)'", "logistic": "write 'sigmoid(x)'",
    "swish": "write 'silu(x)'", "SiLU": "write 'silu(x)'",
    "softmax": "write it out, as in 'exp(x[t])/sum(s: exp(x[s]))'",
    "sign": "write 'if x > 0 then 1 else if x < 0 then -1 else 0'",
    "sgn": "write 'if x > 0 then 1 else if x < 0 then -1 else 0'",
    "tan": "write 'sin(x)/cos(x)'", "sinh": "write '(exp(x) - exp(-x))/2'",
    "cosh": "write '(exp(x) + exp(-x))/2'", "pow": "write 'x^y'", "power": "write 'x^y'",
    "cbrt": "write 'x^(1/3)', for positive x", "square": "write 'x^2'", "sq": "write 'x^2'",
    "expm1": "write 'exp(x) - 1'", "log1p": "write 'log(1 + x)'",
    "mean": "write 'sum(t: x[t])/T'; a mean over a normal variable is 'gaussian(x: ...)'",
    "avg": "write 'sum(t: x[t])/T'", "average": "write 'sum(t: x[t])/T'",
    "product": "write 'prod(t: x[t])'", "maximum": "write 'max(t: x[t])' or 'max(x, y)'",
    "minimum": "write 'min(t: x[t])' or 'min(x, y)'", "sup": "write 'max(t: x[t])'",
    "infimum": "write 'min(t: x[t])'", "supremum": "write 'max(t: x[t])'",
    "Re": "the real part is 're(z)'", "Im": "the imaginary part is 'im(z)'",
    "imag": "the imaginary part is 'im(z)'", "conjugate": "write 'conj(z)'", "mod": noRemainder,
    "arg": "the argument of a complex number is 'im(log(z))'", "cis": "write 'exp(i*x)'",
    "floor": "the language has no rounding", "ceil": "the language has no rounding",
    "round": "the language has no rounding", "frac": "a fraction is written 'x/y'",
    "derivative": "write 'diff(f(x), x)'", "grad": "write 'diff(f(x), x)'",
    "d": "a derivative is written 'diff(f(x), x)'",
    "true": "there are no truth values; write a comparison such as '1 = 1'",
    "false": "there are no truth values; write a comparison such as '0 = 1'",
    "True": "there are no truth values; write a comparison such as '1 = 1'",
    "False": "there are no truth values; write a comparison such as '0 = 1'",
  ]
  private static let noRemainder = "there is no remainder in the language"

  /// Words in the place of an item.
  static let items: [String: String] = [
    "assumption": "assume", "assumes": "assume", "hypothesis": "assume", "suppose": "assume",
    "given": "assume",
    "require": "assume", "requires": "assume", "where": "assume", "axiom": "assume",
    "show": "conclude", "prove": "conclude", "claim": "conclude", "conclusion": "conclude",
    "thus": "conclude",
    "ensures": "conclude", "ensure": "conclude", "assert": "conclude", "then": "conclude",
    "hence": "conclude",
    "var": "real", "variable": "real", "variables": "real", "param": "real", "parameter": "real",
    "float": "real", "reals": "real", "vector": "real", "matrix": "real",
    "def": "let", "define": "let", "const": "let", "constant": "let", "set": "let", "fun": "let",
    "function": "let", "int": "size", "nat": "size", "integer": "size", "sizes": "size", "dim": "size",
    "indices": "index", "cite": "source", "paper": "source", "comment": "note", "title": "theorem",
  ]

  /// Words in the place of `theorem`.
  static let theorems: Set<String> = [
    "lemma", "claim", "proposition", "corollary", "conjecture", "statement", "Theorem", "Lemma",
    "Proposition",
    "Corollary", "Claim", "thm", "example", "def", "definition", "let", "assume", "real", "size", "conclude",
  ]

  /// Letters of other alphabets, as names in ASCII.
  static let letters: [UnicodeScalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu",
    "ν": "nu", "ξ": "xi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "∆": "Delta", "Θ": "Theta",
    "Λ": "Lambda", "Ξ": "Xi", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ℓ": "l", "ä": "ae", "ö": "oe", "ü": "ue",
    "é": "e", "è": "e", "ℎ": "h", "′": "'", "ʹ": "'", "″": "''",
  ]

  /// Commands of TeX, as they are written here.
  static let commands: [String: String] = [
    "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "/=", "neq": "/=", "cdot": "*", "times": "*",
    "frac": "x/y", "sum": "sum(t: ...)", "prod": "prod(t: ...)", "max": "max(t: ...)", "min": "min(t: ...)",
    "sqrt": "sqrt(x)", "exp": "exp(x)", "log": "log(x)", "ln": "log(x)", "infty": "inf", "in": "in",
    "pi": "pi",
    "forall": "forall", "exists": "exists", "land": "and", "wedge": "and", "lor": "or", "vee": "or",
    "neg": "not", "lnot": "not", "implies": "implies", "Rightarrow": "implies", "to": "implies",
    "partial": "diff(..., x)", "left": "(", "right": ")", "odot": "*", "dots": "..", "ldots": "..",
    "sim": "~", "bar": "conj(z)", "overline": "conj(z)", "mathbb": "real x",
  ]

  /// Characters that are no symbols of the language.
  static let symbols: [UnicodeScalar: String] = [
    "≤": "write '<='", "≥": "write '>='", "≠": "write '/='", "−": "write '-'", "–": "write '-'",
    "·": "write '*'", "×": "write '*'", "÷": "write '/'", "∞": "write 'inf'", "π": "write 'pi'",
    "∀": "write 'forall'", "∃": "write 'exists'", "∧": "write 'and'", "∨": "write 'or'",
    "¬": "write 'not'", "⇒": "write 'implies'", "→": "write 'implies'", "√": "write 'sqrt(...)'",
    "∑": "write 'sum(t: ...)'", "Σ": "write 'sum(t: ...)'", "∏": "write 'prod(t: ...)'",
    "²": "write '^2'", "³": "write '^3'", "∂": "write 'diff(..., x)'", "…": "a range is written '1..T'",
    "|": "write 'abs(...)' for an absolute value", "!": "write 'not'", "&": "write 'and'",
    "%": "a comment begins with '#'; there is no remainder in the language",
    ";": "items need no separator; lists take ','",
    "{": "group with '(' and ')'", "}": "group with '(' and ')'", "“": "write '\"'", "”": "write '\"'",
    ".": "a range is written '1..T', a number '0.5'", "'": "strings are written with '\"'",
    "\u{A0}": "it is a no-break space; use a plain one",
    "⋅": "write '*'", "∙": "write '*'", "•": "write '*'", "∗": "write '*'", "⊙": "write '*', with indices",
    "∘": "write '*', with indices", "⊗": "write '*', with indices", "⁄": "write '/'", "∕": "write '/'",
    "∈": "write 'in'", "⩽": "write '<='", "⩾": "write '>='", "≦": "write '<='", "≧": "write '>='",
    "≔": "write '='", "≡": "equality is written '='", "∣": "write 'abs(...)' for an absolute value",
    "‖": "write a norm out, as in 'sqrt(sum(n: x[n]^2))'",
    "∥": "write a norm out, as in 'sqrt(sum(n: x[n]^2))'",
    "⟹": "write 'implies'", "⟶": "write 'implies'", "↦": "a function is written 'let f(x) = ...'",
    "⇔": "write two formulas with 'implies'", "↔": "write two formulas with 'implies'",
    "≈": "equality is exact; write 'abs(x - y) <= 1/100'",
    "∼": "write '~'", "˜": "write '~'", "～": "write '~'", "≃": "write '~'", "∽": "write '~'",
    "±": "write both cases out", "𝒩": "write 'normal(0, 1)'", "𝓝": "write 'normal(0, 1)'",
    "ℝ": "'real x' alone is any real number", "ℂ": "write 'complex z'", "ℕ": "write 'size T >= 1'",
    "∫": "a mean over a normal variable is written 'gaussian(x: ...)'", "∇": "write 'diff(..., x)'",
    "⌊": "the language has no rounding", "⌈": "the language has no rounding", "½": "write '1/2'",
    "¼": "write '1/4'", "¹": "write '^1'", "⁴": "write '^4'", "ⁿ": "write '^n'", "ᵀ": "write '^T'",
    "⁻": "write '^-1'", "ᵗ": "write '^t'", "₀": "indices stand in brackets: 'h[0]'",
    "₁": "indices stand in brackets: 'h[1]'", "₂": "indices stand in brackets: 'h[2]'",
    "ₜ": "indices stand in brackets: 'h[t]'", "ₙ": "indices stand in brackets: 'h[n]'",
    "ₛ": "indices stand in brackets: 'h[s]'", "ᵢ": "indices stand in brackets: 'h[k]'",
    "ₖ": "indices stand in brackets: 'h[k]'", "⋯": "a range is written '1..T'", "$": "TeX is not read here",
    "@": "there are no matrices; write 'sum(k: A[n,k]*x[k])'", "?": "write 'if ... then ... else ...'",
    "`": "strings are written with '\"'", "’": "a prime is written \"'\"",
    "‘": "strings are written with '\"'",
    "\u{2011}": "write '-'", "—": "write '-'", "‐": "write '-'",
    "\u{2009}": "it is a thin space; use a plain one",
    "\u{202F}": "it is a narrow space; use a plain one", "\u{3000}": "it is a wide space; use a plain one",
    "\u{200B}": "it is an invisible space; remove it", "，": "write ','", "（": "write '('", "）": "write ')'",
    "：": "write ':'", "＝": "write '='",
  ]
}
