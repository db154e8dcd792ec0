/// Whether expressions can be complex, by their form: as the checker judges it, whatever an instance, decided conditions
/// and empty ranges leave of them. All evaluators ask here.
extension Theorem {
  /// The form of a term; `slot` tells the forms of the names of numbers in scope, parameters having those of their
  /// arguments (`parameterForms`).
  package func canBeComplex(_ term: Term, slot: (Int) -> Bool) -> Bool {
    func isComplex(_ term: Term) -> Bool {
      switch term {
      case .imaginaryUnit: true
      case .number, .pi, .size, .index, .extremum: false
      case .slot(let number): slot(number)
      case .variable(let v, _, _): variables[v].isComplex
      case .definition(let d, _, _): definitions[d].isComplex
      case .call(let d, let arguments, _): callIsComplex(d, anyComplex: arguments.contains(where: isComplex))
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
    return isComplex(term)
  }

  /// The form of a call of function `d`: `anyComplex` where one of its arguments can be complex.
  package func callIsComplex(_ d: Int, anyComplex: Bool) -> Bool {
    definitions[d].isComplexForReals || (anyComplex && definitions[d].isComplex)
  }

  /// The forms that a function's parameters have in a call with arguments of these forms.
  ///
  /// Where one argument can be complex, so can every parameter that can be in some call: a function has two forms, for
  /// real arguments and for others.
  package static func parameterForms(_ parameters: [Definition.Parameter], arguments: [Bool]) -> [Bool] {
    let anyComplex = arguments.contains(true)
    return zip(parameters, arguments).map { $1 || (anyComplex && $0.isComplex) }
  }
}
