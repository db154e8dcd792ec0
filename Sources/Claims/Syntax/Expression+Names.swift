extension Syntax.Expression {
  /// Collects every name that stands in index arithmetic: alone, or in a sum, product, power or
  /// extremum. Other operations have no place there and are refused elsewhere.
  func collectNames(_ names: inout Set<String>) {
    switch self {
    case .name(let name): names.insert(name.text)
    case .sum(let summands, _): for summand in summands { summand.value.collectNames(&names) }
    case .product(let factors, _): for factor in factors { factor.value.collectNames(&names) }
    case .negation(let operand, _): operand.collectNames(&names)
    case .power(let base, let exponent, _):
      base.collectNames(&names)
      exponent.collectNames(&names)
    case .extremum(_, let operands, _): for operand in operands { operand.collectNames(&names) }
    default: break
    }
  }
}
