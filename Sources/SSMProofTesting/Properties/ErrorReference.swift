import Enclosures
import Evaluation
import Foundation
import Inputs
import Numbers
import Programs
import SSMProof

/// What computed numbers are held against: an expression of a theorem, or code that runs on enclosures.
struct ErrorReference<Input: Sendable, Number: BinaryFloatingPoint & Sendable>: Sendable {
  /// What failures call it.
  var name: String
  /// The numbers that were computed for an input beside the certified ones. What is given beside them: the
  /// error that is asked about, and whether to stop.
  var compare:
    @Sendable (Input, [Number], Rational?, @escaping @Sendable () -> Bool) throws -> [ComparedNumber<Number>]

  /// Code that gives one enclosure for each number.
  init(_ code: @escaping @Sendable (Input) throws -> [Enclosure]) {
    name = "the reference"
    compare = { input, computed, ulps, isCancelled in
      let values = try Enclosure.values(
        bits: EvaluationLimits().bits, isCancelled: isCancelled, of: { try code(input) },
        where: { k, value in computed.isEnough(value, at: k, ulps: ulps) })
      guard values.count == computed.count else {
        throw InputError(
          file: "", message: "\(computed.count) numbers were computed, and the reference has \(values.count)")
      }
      return zip(values, computed).enumerated().map { k, pair in
        ComparedNumber(
          indices: values.count == 1 ? [] : [IndexValue(name: "element", value: k)], computed: pair.1,
          certified: pair.0, error: UlpError(of: pair.1, from: pair.0))
      }
    }
  }
}

extension ErrorReference where Input == Model {
  /// The values of an expression.
  init(_ expression: String) {
    let meters = Meters(expression)
    name = "'\(expression)'"
    compare = { model, computed, ulps, _ in
      try meters.meter(of: model.theorem).compare(computed, at: model, ulps: ulps)
    }
  }
}

extension Array where Element: BinaryFloatingPoint & Sendable {
  /// Whether a certified value is known closely enough to say the error of the number at a place, and whether
  /// it is within `ulps`.
  func isEnough(_ value: CertifiedValue, at k: Int, ulps: Rational?) -> Bool {
    guard indices.contains(k), self[k].isFinite else { return value.lower != nil }
    let error = UlpError(of: self[k], from: value)
    if let ulps, error.isWithin(ulps) == nil { return false }
    guard let lower = error.lower, let upper = error.upper else { return false }
    return upper - lower <= Swift.max(Rational(1, 1000), upper / Rational(1000))
  }
}

/// The meter of the theorem whose models are drawn.
private final class Meters: @unchecked Sendable {
  private let expression: String
  private let lock = NSLock()
  private var made: (theorem: Theorem, meter: ErrorMeter)?

  init(_ expression: String) { self.expression = expression }

  func meter(of theorem: Theorem) -> ErrorMeter {
    lock.withLock {
      if let made, made.theorem == theorem { return made.meter }
      let meter = ErrorMeter(theorem, expression)
      made = (theorem, meter)
      return meter
    }
  }
}

/// Holds computed numbers against an expression; for one model after the other.
final class ErrorMeter: @unchecked Sendable {
  let expression: String
  private let theorem: Theorem
  private let lock = NSLock()
  private let flag: @Sendable () -> Bool
  private var evaluator: ExpressionEvaluator?

  init(_ theorem: Theorem, _ expression: String, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    (self.theorem, self.expression, flag) = (theorem, expression, isCancelled)
  }

  /// - Parameter ulps: The error that is asked about: on which side of it each number lies has to be known.
  func compare<Number: BinaryFloatingPoint & Sendable>(
    _ computed: [Number], at model: Model, ulps: Rational?
  ) throws -> [ComparedNumber<Number>] {
    try lock.withLock {
      guard model.theorem == theorem else {
        throw InputError(
          file: theorem.file,
          message:
            "the model is one of theorem '\(model.theorem.name)', and values of '\(theorem.name)' are asked for"
        )
      }
      let evaluator = try self.evaluator ?? ExpressionEvaluator(theorem, expression, isCancelled: flag)
      self.evaluator = evaluator
      let values = try evaluator.values(at: model.instance) { k, value in
        computed.isEnough(value, at: k, ulps: ulps)
      }
      guard values.count == computed.count else {
        throw InputError(
          file: theorem.file,
          message: "\(computed.count) numbers were computed, and '\(expression)' has \(values.count) "
            + (values.count == 1 ? "value" : "values") + " at \(FailureText.sizes(model))")
      }
      return zip(values, computed).map { value, number in
        ComparedNumber(
          indices: value.indices, computed: number, certified: value.value,
          error: UlpError(of: number, from: value.value))
      }
    }
  }
}
