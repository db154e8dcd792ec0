import Claims

/// Whether expressions can be complex, by their form: as the checker judges it, and whatever folding, decided
/// conditions and empty ranges leave of them.
extension Lowering {
  /// A value with an imaginary part wherever its form asks for one.
  func ofForm(_ value: Value, _ isComplex: () -> Bool) -> Value {
    guard value.im == nil, isComplex() else { return value }
    return Value(re: value.re, im: builder.constant(0))
  }

  /// The form of a term at this place; parameters have the form of their arguments.
  func isComplex(_ term: Term) -> Bool {
    switch term {
    case .imaginaryUnit: true
    case .number, .pi, .size, .index, .extremum: false
    case .variable(let v, _, _): theorem.variables[v].isComplex
    case .definition(let d, _, _): theorem.definitions[d].isComplex
    case .call(let d, let arguments, _):
      theorem.definitions[d].isComplexForReals
        || (theorem.definitions[d].isComplex && arguments.contains(where: isComplex))
    case .slot(let slot): values[slot]?.im != nil
    case .sum(let summands): summands.contains { isComplex($0.term) }
    case .product(let factors): factors.contains { isComplex($0.term) }
    case .negation(let x), .gaussian(_, let x, _), .derivative(let x, _, _): isComplex(x)
    case .power(let base, let exponent, _): isComplex(base) || isComplex(exponent)
    case .function(let function, let x, _):
      switch function {
      case .abs, .re, .im, .tanh, .sigmoid, .softplus, .silu: false
      case .conj, .sqrt, .exp, .log, .sin, .cos: isComplex(x)
      }
    case .aggregate(let aggregate, _, let body, _):
      (aggregate == .sum || aggregate == .prod) && isComplex(body)
    case .conditional(_, let then, let otherwise): isComplex(then) || isComplex(otherwise)
    }
  }
}
