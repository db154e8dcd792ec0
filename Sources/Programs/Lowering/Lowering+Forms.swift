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
  func isComplex(_ term: Term) -> Bool { theorem.canBeComplex(term) { values[$0]?.im != nil } }
}
