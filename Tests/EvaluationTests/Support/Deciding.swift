import Claims
import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

/// Decides an instance: sizes in order of declaration, numbers in order of the program's inputs.
func decide(
  _ items: String, sizes: [Int] = [], _ numbers: [Rational] = [], bits: Int = 512
) throws -> Decision {
  let ground = try GroundTheorem.lower(try theorem(items), sizes: sizes)
  return try Engine(ground, limits: EvaluationLimits(bits: bits)).decide(numbers)
}

func verdict(
  _ items: String, sizes: [Int] = [], _ numbers: [Rational] = [], bits: Int = 512
) throws -> InstanceVerdict {
  try decide(items, sizes: sizes, numbers, bits: bits).verdict
}

/// The verdict on a formula without variables.
func formula(_ text: String) throws -> InstanceVerdict { try verdict("conclude \(text)") }
