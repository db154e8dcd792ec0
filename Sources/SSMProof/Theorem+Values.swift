import Claims
import Evaluation
import Foundation
import Inputs
import Numbers
import Programs

extension Theorem {
  /// The certified values of an expression in the theorem's names at an instance.
  ///
  ///     let states = try theorem.values(of: "h[t]", at: instance)   // one for each t of its range
  ///
  /// An expression without free index names has one value; with some, one for each combination in enumeration order. Hypotheses
  /// are not asked. Rational values are exact where they can be carried exactly; others are as narrow as `digits` asks for.
  ///
  /// - Parameter digits: The relative width at most, in decimal digits.
  /// - Throws: an `InputError` where the text is no real expression of the theorem, the instance does not fit the theorem, or a
  ///   value is missing (a division by zero, ...) or not known so closely.
  public func values(
    of expression: String, at instance: Instance, digits: Int = 20
  ) throws(InputError) -> [CertifiedValue] {
    let width = Rational(10).power(-max(digits, 1))
    return try ExpressionEvaluator(self, expression).values(at: instance) { value in
      guard value.exact == nil else { return true }
      guard let lower = value.lower, let upper = value.upper else { return false }
      return upper - lower <= width * min(lower.magnitude, upper.magnitude)
    }.map(\.value)
  }

  /// The certified value of an expression without free index names; see `values(of:at:digits:)`.
  public func value(
    of expression: String, at instance: Instance, digits: Int = 20
  ) throws(InputError) -> CertifiedValue {
    let values = try values(of: expression, at: instance, digits: digits)
    guard values.count == 1, let value = values.first else {
      throw InputError(
        file: file,
        message:
          "theorem '\(name)': '\(expression)' has index names that stand free, and \(values.count) values; "
          + "ask for its 'values', or name the element")
    }
    return value
  }
}

/// Computes the values of one expression at instances, one after the other: the program at given sizes is kept.
///
/// Not for several threads at once.
package final class ExpressionEvaluator {
  package let theorem: Theorem
  package let expression: String
  private let evaluating: Theorem
  private var engines: [[Int]: Engine] = [:]
  private let isCancelled: () -> Bool

  /// A value and the index names at which it stands.
  package typealias Element = (indices: [IndexValue], value: CertifiedValue)

  package init(
    _ theorem: Theorem, _ expression: String, isCancelled: @escaping () -> Bool = { false }
  ) throws(InputError) {
    (self.theorem, self.expression, self.isCancelled) = (theorem, expression, isCancelled)
    evaluating = try theorem.evaluating(expression)
  }

  /// - Parameter isEnough: Asked of every value whether it is known closely enough.
  /// - Throws: an `InputError` where a value is missing, or is not known closely enough at the limits of evaluation.
  package func values(
    at instance: Instance, where isEnough: (CertifiedValue) -> Bool
  ) throws(InputError) -> [Element] {
    try values(at: instance) { _, value in isEnough(value) }
  }

  /// The same with the place of the value.
  package func values(
    at instance: Instance, where isEnough: (Int, CertifiedValue) -> Bool
  ) throws(InputError) -> [Element] {
    try theorem.validate(instance)
    let engine = try engine(instance.sizes)
    let inputs = try engine.ground.inputs(of: instance)
    let found: [ExpressionValue]
    do {
      found = try engine.leftSides(of: inputs) { list in
        list.enumerated().allSatisfy { k, value in
          switch value {
          case .known(let known): isEnough(k, known)
          case .missing: true
          case .unknown: false
          }
        }
      }
    } catch {
      throw error as? InputError ?? InputError(file: theorem.file, message: "\(error)")
    }
    var elements: [Element] = []
    for (k, value) in found.enumerated() {
      let indices = engine.ground.program.conclusions[k].bindings
      let place =
        indices.isEmpty ? "" : " at " + indices.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
      switch value {
      case .known(let known) where isEnough(k, known): elements.append((indices, known))
      case .missing(let site): throw refusal("has no value\(place): \(site.message)")
      default:
        throw refusal("is not known closely enough\(place) within \(engine.limits.bits) bits of precision")
      }
    }
    return elements
  }

  private func engine(_ sizes: [Int]) throws(InputError) -> Engine {
    if let made = engines[sizes] { return made }
    if engines.count >= 16 { engines = [:] }
    let made = Engine(try GroundTheorem.lower(evaluating, sizes: sizes))
    made.isCancelled = isCancelled
    engines[sizes] = made
    return made
  }

  private func refusal(_ message: String) -> InputError {
    InputError(file: theorem.file, message: "theorem '\(theorem.name)': '\(expression)' \(message)")
  }
}
