import Claims
import Inputs
import Numbers

extension Sampler {
  /// The inputs of one draw, exactly.
  ///
  /// - Throws: an `InputError` where a parameter is none of its distribution's.
  package func inputs(
    _ number: UInt64, of theorem: Theorem, sizes: [Int]
  ) throws(InputError) -> [Rational] {
    if let wrong = draw(SIMD8(repeating: number)) {
      throw complaint(wrong, theorem, sizes: sizes, draw: number)
    }
    return instance(0)
  }
}
