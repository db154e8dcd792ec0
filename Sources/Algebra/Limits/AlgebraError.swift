/// Why an exact computation was given up.
package enum AlgebraError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A polynomial's degree or coefficients would pass the stated bound.
  case tooLarge(degree: Int, bits: Int)
  /// The expression holds more independent square roots than a tower may have.
  case tooManyRadicals(limit: Int)
  /// The allowance of steps is used up.
  case outOfSteps(allowance: Int)
  /// An element that is zero on the cell was to be inverted.
  case divisionByZero

  package var description: String {
    switch self {
    case .tooLarge(let degree, let bits):
      "a polynomial of degree \(degree) with coefficients of \(bits) bits is beyond the limit of exact algebra"
    case .tooManyRadicals(let limit):
      "more than \(limit) independent square roots in one expression"
    case .outOfSteps(let allowance):
      "exact algebra used up its allowance of \(allowance) steps"
    case .divisionByZero:
      "division by an element that is zero on the cell"
    }
  }
}
