import Numbers
import ProofKernel

/// A power: a product of a body that does not rest on the index that it runs over.
struct PowerFamily {
  let name: String
  /// Without the ends.
  let parameters: [String]
  let base: RealPolynomial

  /// The power with so many factors, the parameters being what they are called.
  func element(_ count: IndexTerm) -> Atom {
    Atom(name, parameters.map { IndexTerm($0) } + [IndexTerm(1), count])
  }
}

extension Theory {
  func power(_ name: String) -> PowerFamily? {
    guard let definition = definitions[name], case .product(let bound, let body) = definition.kind,
      !body.indexNames.contains(bound)
    else { return nil }
    return PowerFamily(name: name, parameters: definition.parameters.dropLast(2), base: body)
  }

  var powers: [PowerFamily] { definitions.keys.sorted().compactMap(power) }
}

/// The product of a recurrence's gates after one time up to another.
struct GateProduct {
  /// The earlier time; the later one is the recurrence's.
  let from: String
  let family: String
  let value: RealPolynomial

  /// Conditions on both times, the earlier one at least `first`.
  func range(_ recurrence: Recurrence, _ first: Int) throws(KernelError) -> [IndexTerm] {
    let (earlier, later) = (IndexTerm(from), IndexTerm(recurrence.time))
    return recurrence.conditions
      + [try earlier.adding(IndexTerm(-first)), try later.adding(earlier, times: -1)]
  }
}

extension InvariantSearch {
  /// The claim's own product of the gates, or power, or a new family.
  mutating func product(of recurrence: Recurrence) throws(KernelError) -> GateProduct {
    let from = freshIndex("s", besides: recurrence.indices)
    let (gate, later, earlier) = (recurrence.gate, IndexTerm(recurrence.time), IndexTerm(from))
    func product(_ name: String, _ values: [IndexTerm], isPower: Bool) throws(KernelError) -> GateProduct {
      let ends =
        isPower
        ? [IndexTerm(1), try later.adding(earlier, times: -1)] : [try earlier.adding(IndexTerm(1)), later]
      return GateProduct(from: from, family: name, value: RealPolynomial(Atom(name, values + ends)))
    }
    for definition in checker.theory.definitions.values.sorted(by: { $0.name < $1.name }) {
      guard case .product(let bound, let body) = definition.kind else { continue }
      let parameters = Array(definition.parameters.dropLast(2))
      let isPower = !body.indexNames.contains(bound)
      for values in matches(body, Set(parameters + [bound]), gate.variables, in: recurrence.indices) {
        guard parameters.allSatisfy({ values[$0] != nil }), isPower || values[bound] == later,
          try body.substituting(values) == gate
        else { continue }
        return try product(definition.name, parameters.compactMap { values[$0] }, isPower: isPower)
      }
    }
    let others = recurrence.others.filter(gate.indexNames.contains)
    let ends = ["lo", "hi"].map { freshIndex($0, besides: recurrence.indices) }
    let isPower = !gate.indexNames.contains(recurrence.time)
    let bound = freshIndex("u", besides: recurrence.indices + ends)
    let name = try family(
      "gates", others + ends,
      .product(over: bound, try gate.substituting([recurrence.time: IndexTerm(bound)])))
    return try product(name, others.map { IndexTerm($0) }, isPower: isPower)
  }

  /// Signs of the product, and powers on either side of it.
  mutating func compare(_ product: GateProduct, _ recurrence: Recurrence) throws(KernelError) {
    let names = recurrence.indices + [product.from]
    let byTime = ProofPlan.Method.induction(on: recurrence.time, from: IndexTerm(product.from))
    func fact(_ p: RealPolynomial, from first: Int) throws(KernelError) -> Fact {
      Fact(for: names, where: try product.range(recurrence, first), Literal(p, .nonnegative))
    }
    attempt("product", try fact(product.value, from: recurrence.first), by: byTime)
    attempt("product", try fact(RealPolynomial(1) - product.value, from: recurrence.first), by: byTime)
    let distance = try IndexTerm(recurrence.time).adding(IndexTerm(product.from), times: -1)
    for power in checker.theory.powers where power.name != product.family {
      guard wanted.contains(power.name), Set(power.parameters).isSubset(of: recurrence.others) else {
        continue
      }
      try fall(power, recurrence)
      let value = RealPolynomial(power.element(distance))
      for difference in [product.value - value, value - product.value] {
        // The first element's gate need not count.
        for first in [recurrence.first, recurrence.first + 1] {
          if attempt("power", try fact(difference, from: first), by: byTime) != nil { break }
        }
      }
      // Gates of either sign.
      let sides = [
        try fact(value - product.value, from: recurrence.first),
        try fact(value + product.value, from: recurrence.first),
      ]
      attempt("power", sides, by: byTime, upTo: recurrence.gate.degree + 1)
    }
    if let power = checker.theory.power(product.family) { try fall(power, recurrence) }
  }

  /// Powers of what is in [0, 1] are, and fall.
  mutating func fall(_ power: PowerFamily, _ recurrence: Recurrence) throws(KernelError) {
    let (less, more) = (
      freshIndex("k", besides: power.parameters), freshIndex("j", besides: power.parameters)
    )
    let conditions = recurrence.conditions.filter {
      Set(power.parameters + checker.theory.constants).isSuperset(of: $0.names)
    }
    let isMore = try IndexTerm(more).adding(IndexTerm(less), times: -1)
    let (short, long) = (
      RealPolynomial(power.element(IndexTerm(less))), RealPolynomial(power.element(IndexTerm(more)))
    )
    for literal in [Literal(short, .positive), Literal(short, .nonnegative)] {
      let fact = Fact(for: power.parameters + [less], where: conditions + [IndexTerm(less)], literal)
      if attempt("power", fact, by: .induction(on: less, from: IndexTerm(0))) != nil { break }
    }
    attempt(
      "falls",
      Fact(
        for: power.parameters + [less, more], where: conditions + [IndexTerm(less), isMore],
        Literal(short - long, .nonnegative)), by: .induction(on: more, from: IndexTerm(less)))
  }
}
