import Numbers
import ProofKernel

extension SignLemmas {
  /// A value of the exponential function: exp(exponent) = value.
  struct ExponentialValue {
    var name: String
    var parameters: [String]
    var guards: [IndexTerm]
    var exponent: RealPolynomial
    /// The element that is defined to be the exponential.
    var element: Atom
    /// What it is: itself, 1, or the argument of a logarithm.
    var value: RealPolynomial
    /// The lemma that says so, unless it is itself.
    var equation: String?

    /// By other names than those that are taken.
    func renamed(apart taken: [String]) throws(KernelError) -> Self {
      try named(parameters.fresh(besides: Set(taken)))
    }

    /// By other names.
    func named(_ names: [String]) throws(KernelError) -> Self {
      let values = Dictionary(uniqueKeysWithValues: zip(parameters, names.map { IndexTerm($0) }))
      var result = self
      result.parameters = names
      result.guards = try guards.map { x throws(KernelError) in try x.substituting(values) }
      result.exponent = try exponent.substituting(values)
      result.value = try value.substituting(values)
      result.element = try element.substituting(values)
      return result
    }

    /// The rewriting of the element to what it is.
    var rewrites: [Rewrite] {
      equation.map { [Rewrite(.fact($0, parameters.map { IndexTerm($0) }, []), element)] } ?? []
    }
  }

  /// What holds of an exponential beside the values that are there: tangents, sums of exponents, steps of indices.
  mutating func showExponential(_ definition: FamilyDefinition, _ exponent: RealPolynomial) {
    let me = Atom(definition.name, definition.parameters.map { IndexTerm($0) })
    showExponentialOf0()
    let value = ExponentialValue(
      name: definition.name, parameters: definition.parameters, guards: [], exponent: exponent, element: me,
      value: RealPolynomial(me))
    showAt0(value)
    showSteps(value)
    showProducts(value)
    add(value)
  }

  /// exp 0 = 1.
  private mutating func showExponentialOf0() {
    let one = Atom(AuxiliaryName.exponentialOf0, [])
    guard exponentials.isEmpty, define(FamilyDefinition(one.name, [], .exponential(.zero))),
      add(
        "\(one.name).value", Fact(Literal(RealPolynomial(one) - RealPolynomial(1), .zero)),
        .exponentials(one, [], rewrites: []))
    else { return }
    exponentials.append(
      ExponentialValue(
        name: one.name, parameters: [], guards: [], exponent: .zero, element: one, value: RealPolynomial(1),
        equation: "\(one.name).value"))
  }

  /// exp(log x) = x, where x > 0 was shown.
  mutating func showLogarithm(
    _ definition: FamilyDefinition, _ argument: RealPolynomial, where guards: [IndexTerm]
  ) {
    let indices = definition.parameters.map { IndexTerm($0) }
    let (name, equation) = (
      AuxiliaryName.ratio(of: definition.name), AuxiliaryName.of(definition.name, "inverse")
    )
    let (me, log) = (Atom(name, indices), RealPolynomial(Atom(definition.name, indices)))
    guard checker.theory.facts[equation] == nil else { return }
    showExponentialOf0()
    guard
      let there =
        checker.theory.definitions[name] != nil
          || define(FamilyDefinition(name, definition.parameters, .exponential(log))) ? me : nil,
      add(
        equation,
        Fact(
          for: definition.parameters, where: guards, Literal(RealPolynomial(there) - argument, .zero)),
        .exponentialOfLogarithm(
          there, positive: .fact(AuxiliaryName.of(definition.name, "argument"), indices, [])))
    else { return }
    add(
      ExponentialValue(
        name: definition.name, parameters: definition.parameters, guards: guards, exponent: log, element: me,
        value: argument, equation: equation))
  }

  mutating func add(_ value: ExponentialValue) {
    guard exponentials.count < ProofTuning.mostExponentials else { return }
    exponentials.append(value)
    for other in exponentials {
      showTangent(from: value, to: other)
      if other.name != value.name { showTangent(from: other, to: value) }
    }
  }

  /// The name of the step that an exponential is a product of others.
  private static let join = AuxiliaryName.of("product")

  /// exp b >= exp a · (1 + b - a).
  private mutating func showTangent(from a: ExponentialValue, to other: ExponentialValue) {
    guard let b = try? other.renamed(apart: a.parameters), a.name != b.name || !a.parameters.isEmpty,
      // That of exp 0 is an axiom.
      a.name != AuxiliaryName.exponentialOf0 || b.equation != nil
    else { return }
    let parameters = a.parameters + b.parameters
    let ratio = Atom(AuxiliaryName.ratio(of: a.name, b.name), parameters.map { IndexTerm($0) })
    let exponent = b.exponent - a.exponent
    let literal = Literal(b.value - a.value * (RealPolynomial(1) + exponent), .nonnegative)
    guard define(FamilyDefinition(ratio.name, parameters, .exponential(exponent))) else { return }
    let product = Literal(
      RealPolynomial(b.element) - RealPolynomial(a.element) * RealPolynomial(ratio), .zero)
    var whole = Proof.Combination()
    whole.terms = [
      .init(
        1,
        [
          .fact(.fact("\(a.element.name).positive", a.element.indices, [])),
          .fact(.fact("\(ratio.name).tangent", ratio.indices, [])),
        ])
    ]
    whole.equations = [.init(RealPolynomial(1), .local(Self.join))]
    whole.rewrites = a.rewrites + b.rewrites
    _ = add(
      AuxiliaryName.of("\(a.name).\(b.name)", "tangent"),
      Fact(for: parameters, where: a.guards + b.guards, literal),
      .steps(
        [
          Proof.Step(
            Self.join, product, .exponentials(b.element, [a.element, ratio], rewrites: []))
        ], then: .combination(whole)))
  }

  /// exp 0 = 1, at indices where the exponent is 0.
  private mutating func showAt0(_ value: ExponentialValue) {
    for (k, name) in value.parameters.enumerated() {
      let others = value.parameters.filter { $0 != name }
      let beside = others.flatMap { other in
        // Where a sum up to another index has no term.
        [1, -1].compactMap { try? IndexTerm(other).adding(IndexTerm($0)) }
      }
      let ends = others.map { IndexTerm($0) } + (-1...2).map { IndexTerm($0) } + beside
      for (j, end) in ends.enumerated() where j >= k || j >= others.count {
        guard let exponent = try? value.exponent.substituting([name: end]),
          let me = try? value.element.substituting([name: end])
        else { continue }
        let rewrites = sums(of: exponent, "empty").filter {
          $0.condition.parts.isEmpty && $0.condition.constant >= 0
        }
        .map(\.rewrite)
        let context = Context(checker.theory, for: others, where: [])
        guard (try? checker.rewrite(exponent, rewrites, context))?.isZero ?? false else { continue }
        _ = add(
          AuxiliaryName.of(value.name, "at0.\(k + 1).\(j + 1)"),
          Fact(for: others, Literal(RealPolynomial(me) - RealPolynomial(1), .zero)),
          .exponentials(me, [], rewrites: rewrites))
      }
    }
  }

  /// exp(a + b) = exp a · exp b of exponentials that are there.
  private mutating func showProducts(_ value: ExponentialValue) {
    let list = exponentials.filter { $0.name != AuxiliaryName.exponentialOf0 } + [value]
    guard let one = exponentials.first else { return }
    for (k, a) in list.enumerated() {
      for b in list[k...] {
        let sum = a.exponent + b.exponent
        for whole in list + [one] where [a.name, b.name, whole.name].contains(value.name) {
          guard sum == whole.exponent else { continue }
          let name = AuxiliaryName.of("\(whole.name).\(a.name).\(b.name)", "sum")
          showProduct(name, whole, [a, b].map { ($0.element, $0.value, $0.rewrites) }, [a, b])
        }
      }
    }
  }

  mutating func showProduct(
    _ name: String, _ whole: ExponentialValue,
    _ factors: [Factor],
    _ values: [ExponentialValue] = [], where guards: [IndexTerm] = [], _ rewrites: [Rewrite] = []
  ) {
    let product = factors.reduce(RealPolynomial(1)) { $0 * $1.value }
    var parameters = whole.parameters
    for name in values.flatMap(\.parameters) where !parameters.contains(name) { parameters.append(name) }
    let plain = factors.reduce(RealPolynomial(1)) { $0 * RealPolynomial($1.element) }
    var itself = Proof.Combination()
    itself.equations = [.init(RealPolynomial(1), .local(Self.join))]
    for rewrite in factors.flatMap(\.rewrites) + whole.rewrites where !itself.rewrites.contains(rewrite) {
      itself.rewrites.append(rewrite)
    }
    _ = add(
      name,
      Fact(
        for: parameters, where: whole.guards + values.flatMap(\.guards) + guards,
        Literal(whole.value - product, .zero)),
      .steps(
        [
          Proof.Step(
            Self.join, Literal(RealPolynomial(whole.element) - plain, .zero),
            .exponentials(whole.element, factors.map(\.element), rewrites: rewrites))
        ], then: .combination(itself)))
  }
}
