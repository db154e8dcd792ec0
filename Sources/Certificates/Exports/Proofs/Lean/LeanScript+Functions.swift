import Numbers
import ProofKernel

extension LeanScript {
  /// Lines that show what an element is by its definition, in normal form, and the name of the equation.
  private func spelled(_ atom: Atom, _ export: ProofExport) throws -> (name: String, lines: [String]) {
    guard let definition = export.checker.theory.definitions[atom.name] else {
      throw ExportError(description: "'\(atom.name)' has no definition")
    }
    let text = export.text
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    let bodies = definition.kind.parts.bodies
    let raw = try bodies.map { try text.operand($0, KernelTermText.Place(values: values, isRaw: true)) }
    let normal = try bodies.map { try text.operand(try $0.substituting(values)) }
    let (function, count): (String, Int)
    switch definition.kind {
    case .exponential: (function, count) = (words.exponential, 1)
    case .logarithm: (function, count) = (words.logarithm, 1)
    case .modulus: (function, count) = definition.kind.isReal ? (words.magnitude, 1) : ("modulus", 2)
    default: throw ExportError(description: "'\(atom.name)' as a function of numbers")
    }
    func applied(_ operands: [String]) -> String {
      let all = operands.prefix(count)
      return ([function] + all + Array(repeating: "0", count: count - all.count)).joined(separator: " ")
    }
    let own = text.hypothesis()
    let element = try text.atom(atom)
    let equal =
      count == 1
      ? "congrArg \(function) \(Self.same)" : "congr (congrArg \(function) \(Self.same)) \(Self.same)"
    let lines =
      ["have X : \(element) = \(applied(raw)) := rfl"]
      + rewriting(try text.replacements(bodies, values), in: "X") + ["exact X.trans (\(equal))"]
    return (own, ["have \(own) : \(element) = \(applied(normal)) := by"] + lines.map { "  " + $0 })
  }

  /// exp(a + b + …) = exp a · exp b · …
  func writeExponentials(
    _ own: String, _ whole: Atom, _ parts: [Atom], _ heads: [RewriteHead], _ export: inout ProofExport
  ) throws {
    let text = export.text
    var known: [Atom: String] = [:]
    for atom in [whole] + parts where known[atom] == nil {
      let (name, lines) = try spelled(atom, export)
      known[atom] = name
      export.write(lines)
    }
    let exponents = try ([whole] + parts).map { try export.argument(of: $0).0 }
    let sum = exponents.dropFirst().reduce(RealPolynomial.zero) { $0 + $1 }
    let terms = try exponents.dropFirst().map { "(\(try text.polynomial($0)))" }
    let argument = text.hypothesis()
    let identity = try combined(exponents[0] - sum, heads, text)
    export.write(
      "have \(argument) : (\(try text.polynomial(exponents[0])) : ℝ) = \(terms.isEmpty ? "0" : terms.joined(separator: " + ")) := \(identity)"
    )
    let product = try parts.map { try text.atom($0) }.joined(separator: " * ")
    let names = parts.map { known[$0] ?? "" }
    let joined = names.dropFirst().reduce(names.first ?? "") { "(exp_join \($0) \($1))" }
    let last = parts.isEmpty ? "Real.exp_zero" : "(\(joined)).symm"
    export.write(
      "have \(own) : \(try text.atom(whole)) = \(parts.isEmpty ? "1" : product) :=",
      "  (\(known[whole] ?? "")).trans ((congrArg Real.exp \(argument)).trans \(last))",
      "exact eq_from \(own) \(Self.same)")
  }

  func writeExponentialOfLogarithm(
    _ atom: Atom, _ inner: Atom, from positive: CitedFact, _ export: inout ProofExport
  ) throws {
    let text = export.text
    let (outside, first) = try spelled(atom, export)
    let (inside, second) = try spelled(inner, export)
    export.write(first + second)
    let own = text.hypothesis()
    export.write(
      "have \(own) := (\(outside)).trans ((congrArg Real.exp \(inside)).trans (Real.exp_log (lt_from \(positive.name) \(Self.same))))",
      "exact eq_from \(own) \(Self.same)")
  }

  /// The sums up to each degree, and from the last what is to be shown.
  func writeSeries(_ series: SeriesText, _ export: inout ProofExport) throws {
    let text = export.text
    let (equation, lines) = try spelled(series.atom, export)
    export.write(lines)
    let x = try text.operand(series.argument)
    var last = text.hypothesis()
    export.write("have \(last) := series_first \(x)")
    var (sum, term) = (RealPolynomial(1), RealPolynomial(1))
    for k in 0..<series.degree {
      term = Rational(1, k + 1) * (term * series.argument)
      sum = sum + term
      let next = text.hypothesis()
      let (s, t) = (try text.operand(sum), try text.operand(term))
      export.write(
        "have \(next) : Series \(k + 1) \(x) \(s) \(t) :=",
        "  series_next (c := \(k + 1)) \(last) (by norm_num) (by ring1) (by ring1)")
      last = next
    }
    let own = text.hypothesis()
    let sign = series.given.map { "(le_from \($0) \(Self.same))" } ?? ""
    let known =
      series.given == nil
      ? "series_odd \(last) rfl"
      : series.isAbove ? "series_above \(last) \(sign)" : "series_below \(last) rfl \(sign)"
    export.write("have \(own) := \(known)")
    let whole =
      series.isAbove
      ? "le_trans \(own) (le_of_eq (\(equation)).symm)" : "le_trans (le_of_eq \(equation)) \(own)"
    export.write("exact le_from (\(whole)) \(Self.same)")
  }

  // MARK: Moduli

  func writeWithin(
    _ own: String, _ atom: Atom, _ parts: (re: String, im: String), _ definition: FamilyDefinition,
    _ export: inout ProofExport
  ) throws {
    let (equation, lines) = try spelled(atom, export)
    export.write(lines)
    export.write(
      "have \(own) : within (\(parts.re)) (\(parts.im)) (\(try export.text.atom(atom))) := by",
      "  rewrite [\(equation)]",
      "  exact \(definition.kind.isReal ? "within_real _" : "within_itself _ _")")
  }

  func writeModulus(_ modulus: ModulusText, _ export: inout ProofExport) throws {
    let text = export.text
    let (re, im) = (try text.polynomial(modulus.re), try text.polynomial(modulus.im))
    func number(_ value: Rational) throws -> String { "(\(try text.polynomial(RealPolynomial(value))))" }
    var sum = "(within_number 0 0 (by norm_num))"
    var left = (re: modulus.re, im: modulus.im)
    for term in modulus.terms {
      var z = (re: RealPolynomial(term.coefficient), im: RealPolynomial.zero)
      let sizes = (try number(term.coefficient), try number(term.coefficient.magnitude))
      var product = "(within_number \(sizes.0) \(sizes.1) (by norm_num))"
      if let weight = term.weight {
        product = "(within_product \(product) (within_weight \(atLeast(weight))))"
        z = (z.re * weight.polynomial, z.im * weight.polynomial)
      }
      for factor in term.factors {
        guard let other = modulus.within[factor] else { continue }
        product = "(within_product \(product) \(other.name))"
        z = (z.re * other.re - z.im * other.im, z.re * other.im + z.im * other.re)
      }
      sum = "(within_sum \(sum) \(product))"
      left = (left.re - z.re, left.im - z.im)
    }
    let (own, bound, equation) = modulus.own
    let same = (try combined(left.re, modulus.heads, text), try combined(left.im, modulus.heads, text))
    let (spelling, lines) = try spelled(modulus.whole, export)
    let real = modulus.definition.kind.isReal ? "(\(spelling)).trans (modulus_real _).symm" : spelling
    export.write(
      "have \(own) := \(sum)",
      "have \(bound) := within_same (u := \(re)) (v := \(im)) \(own) \(same.0) \(same.1)")
    export.write(lines)
    export.write(
      "have \(equation) : \(try text.atom(modulus.whole)) = modulus (\(re)) (\(im)) := \(real)",
      "exact le_from (le_trans (le_of_eq \(equation)) \(bound)) \(Self.same)")
  }
}
