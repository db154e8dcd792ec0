import Numbers
import ProofKernel

/// Recurrences whose states stay between two ends and come closer to them.
extension InvariantSearch {
  /// Shows what keeps the elements between ends, and how fast they approach each other.
  mutating func contract(_ recurrence: Recurrence) throws(KernelError) {
    let ends = try ends(of: recurrence)
    try showGates(recurrence)
    let lower = try hull(recurrence, ends.lower, isUpper: false)
    let upper = try hull(recurrence, ends.upper, isUpper: true)
    guard !lower.isEmpty || !upper.isEmpty, speaksOfTwoTimes(recurrence) else { return }
    let product = try product(of: recurrence)
    try compare(product, recurrence)
    var gaps: [String] = []
    for (list, isUpper) in [(lower, false), (upper, true)] {
      for end in list {
        let sign: Rational = isUpper ? 1 : -1
        let earlier = recurrence.element(at: IndexTerm(product.from))
        let literal = Literal(
          sign * (end - recurrence.now - product.value * (end - earlier)), .nonnegative)
        let fact = Fact(
          for: recurrence.indices + [product.from], where: try product.range(recurrence, recurrence.first),
          literal)
        if let name = attempt("gap", fact, by: .induction(on: recurrence.time, from: IndexTerm(product.from)))
        {
          gaps.append(name)
        }
      }
    }
    for low in lower {
      for high in upper {
        try showWidth(low, high, recurrence)
        try showPairs(low, high, product, gaps, recurrence)
      }
    }
  }

  /// Whether a goal compares elements at two times.
  private func speaksOfTwoTimes(_ recurrence: Recurrence) -> Bool {
    let bodies = wanted.compactMap { checker.theory.definitions[$0] }.flatMap { $0.kind.parts.bodies }
    return (goals.map(\.literal.polynomial) + bodies).contains { polynomial in
      let times = polynomial.variables.filter { $0.name == recurrence.name }.map {
        $0.indices[recurrence.place]
      }
      return Set(times).count > 1
    }
  }

  /// Signs of the gate and of what lets inputs in, and that they are at most 1 together.
  private mutating func showGates(_ recurrence: Recurrence) throws(KernelError) {
    let range = try recurrence.range(from: recurrence.first + 1)
    func fact(_ p: RealPolynomial) -> Fact {
      Fact(for: recurrence.indices, where: range, Literal(p, .nonnegative))
    }
    let one = RealPolynomial(1)
    attempt("gate", fact(recurrence.gate))
    attempt("gate", fact(one - recurrence.gate))
    for input in recurrence.drive.variables.sorted() where !recurrence.gate.variables.contains(input) {
      let factor = recurrence.drive.factor(of: input)
      guard let factor, recurrence.drive == factor * RealPolynomial(input) else { continue }
      attempt("gate", fact(factor))
      attempt("gate", fact(one - factor))
      attempt("gate", fact(one - recurrence.gate - factor))
    }
  }

  /// The ends that all elements are on one side of, by the equations; numbers where there is no other.
  private mutating func hull(
    _ recurrence: Recurrence, _ ends: [RealPolynomial], isUpper: Bool
  ) throws(KernelError) -> [RealPolynomial] {
    var found: [RealPolynomial] = []
    for end in ends where end.constant == nil || found.isEmpty {
      let literal = Literal(isUpper ? end - recurrence.now : recurrence.now - end, .nonnegative)
      let fact = Fact(for: recurrence.indices, where: try recurrence.range(from: recurrence.first), literal)
      if attempt("hull", fact, by: .induction(on: recurrence.time, from: IndexTerm(recurrence.first))) != nil
      {
        found.append(end)
      }
    }
    return found
  }

  // MARK: Pairs of times

  /// hi - lo is no more than an extremum that stands in a goal.
  private mutating func showWidth(
    _ low: RealPolynomial, _ high: RealPolynomial, _ recurrence: Recurrence
  ) throws(KernelError) {
    for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name })
    where wanted.contains(definition.name) && Set(definition.parameters).isSubset(of: recurrence.others) {
      guard case .maximum = definition.kind else { continue }
      let whole = RealPolynomial(Atom(definition.name, definition.parameters.map { IndexTerm($0) }))
      guard whole != high else { continue }
      let conditions = recurrence.conditions.filter { !$0.names.contains(recurrence.time) }
      attempt(
        "width", Fact(for: recurrence.others, where: conditions, Literal(whole - high + low, .nonnegative)))
    }
  }

  /// Elements at two times differ by no more than the share of the width that the gates between them leave.
  private mutating func showPairs(
    _ low: RealPolynomial, _ high: RealPolynomial, _ product: GateProduct, _ gaps: [String],
    _ recurrence: Recurrence
  ) throws(KernelError) {
    let range = try product.range(recurrence, recurrence.first + 1)
    let earlier = recurrence.element(at: IndexTerm(product.from))
    for share in try shares(product, recurrence) {
      let names = recurrence.indices + [product.from]
      if share != product.value {
        attempt(
          "share", Fact(for: names, where: range, Literal(product.value - share, .nonnegative)),
          because: shown)
      }
      let room = (RealPolynomial(1) - share) * (high - low)
      for sign in [1, -1] as [Rational] {
        attempt(
          "pair",
          Fact(for: names, where: range, Literal(room - sign * (recurrence.now - earlier), .nonnegative)),
          because: shown)
      }
    }
  }

  /// What the goals have in the place of the product of gates.
  private func shares(_ product: GateProduct, _ recurrence: Recurrence) throws(KernelError)
    -> [RealPolynomial]
  {
    var shares: [RealPolynomial] = []
    let distance = try IndexTerm(recurrence.time).adding(IndexTerm(product.from), times: -1)
    for atom in Set(goals.flatMap { $0.literal.polynomial.variables }).sorted() {
      var share: RealPolynomial?
      if atom.name == product.family {
        share = product.value
      } else if let base = checker.theory.power(atom.name) {
        guard Set(base.parameters).isSubset(of: recurrence.others) else { continue }
        let length = atom.indices[atom.indices.count - 1]
        let isFixed = Set(checker.theory.constants).isSuperset(of: length.names)
        share = RealPolynomial(base.element(isFixed ? length : distance))
      }
      if let share, !shares.contains(share) { shares.append(share) }
    }
    return shares
  }
}
