/// The bounds that exact algebra keeps to.
package struct AlgebraLimits: Hashable, Sendable {
  /// The greatest degree of a polynomial.
  package var degree = 400
  /// The greatest size of a coefficient of the primitive part, and of the content, in binary digits.
  package var bits = 32_768
  /// The most square roots in one tower.
  package var radicals = 8
  /// The allowance, in operations on machine words (some 5·10⁸ a second).
  package var steps = 2_000_000_000

  package init() {}
}

/// What the cells of one decision share: the allowance of work, and what does not depend on the
/// cell: real roots already isolated, norms already taken.
///
/// The count depends on the input alone, never on time, so the same input gives up at the same
/// place everywhere. Not for use from several threads at once.
package final class AlgebraContext: WorkMeter {
  package let limits: AlgebraLimits
  /// The steps used so far.
  package private(set) var spent = 0
  /// Asked now and then; true ends the work as a used-up allowance does.
  package var isCancelled: () -> Bool = { false }
  private var stepsUntilAsked = AlgebraContext.stepsBetween
  private static let stepsBetween = 1_000_000
  private var roots: [Polynomial: [AlgebraicNumber]] = [:]
  /// The polynomials known to hold all zeros of an element.
  var zeroSets: [ElementKey: [Polynomial]] = [:]

  struct ElementKey: Hashable {
    let element: RadicalElement
    let radicands: [RadicalElement]
  }

  package init(limits: AlgebraLimits = AlgebraLimits()) {
    self.limits = limits
  }

  package func spend(_ steps: Int) throws(AlgebraError) {
    let (sum, overflow) = spent.addingReportingOverflow(max(steps, 0))
    spent = overflow ? Int.max : sum
    stepsUntilAsked -= min(max(steps, 0), Self.stepsBetween)
    if stepsUntilAsked <= 0 {
      stepsUntilAsked = Self.stepsBetween
      if isCancelled() { throw .outOfSteps(allowance: spent) }
    }
    if spent > limits.steps { throw .outOfSteps(allowance: limits.steps) }
  }

  /// Throws `tooLarge` where the polynomial is beyond the limits.
  func admit(_ polynomial: Polynomial) throws(AlgebraError) {
    let bits = max(polynomial.bits, polynomial.content.bitCount)
    if polynomial.degree > limits.degree || bits > limits.bits {
      throw .tooLarge(degree: polynomial.degree, bits: bits)
    }
  }

  /// The distinct real roots in ascending order, from the store where they are known.
  func realRoots(of polynomial: Polynomial) throws(AlgebraError) -> [AlgebraicNumber] {
    let key = polynomial.primitivePart
    if let known = roots[key] { return known }
    let found = try key.realRoots(meter: self)
    roots[key] = found
    return found
  }

  /// A root of the polynomial in a short interval, which later questions about it start from.
  func sharpRoot(of polynomial: Polynomial, _ index: Int) throws(AlgebraError) -> AlgebraicNumber {
    let sharp = try realRoots(of: polynomial)[index].refined(toWidth: .powerOfTwo(-80), meter: self)
    roots[polynomial.primitivePart]?[index] = sharp
    return sharp
  }
}
