import Claims
import Inputs
import Numbers
import Programs

/// Draws the sizes that the claim draws; one for each thread.
///
/// A size is what its distribution gives, rounded down, drawn again as long as it lies outside its range.
final class SizeSampler {
  private let theorem: Theorem
  private let seed: UInt64
  /// The sizes that are given, by number.
  private let given: [Int?]
  private var samplers: [[Int]: Sampler] = [:]

  /// How often a size is drawn again.
  private static let attemptLimit = 4096
  private static let cacheLimit = 4096

  init(_ theorem: Theorem, seed: UInt64, given: [Int?]) {
    self.theorem = theorem
    self.seed = seed
    self.given = given
  }

  /// The sizes of a draw.
  func sizes(_ draw: UInt64) throws(InputError) -> [Int] {
    var sizes: [Int] = []
    for k in theorem.sizes.indices {
      if let value = given[k] { sizes.append(value) } else { sizes.append(try size(k, after: sizes, draw)) }
    }
    return sizes
  }

  private func size(_ k: Int, after sizes: [Int], _ draw: UInt64) throws(InputError) -> Int {
    let sampler = try sampler(k, sizes)
    let range = Double(theorem.sizes[k].minimum)...Double(theorem.sizes[k].largestAllowed)
    for first in stride(from: 0, to: Self.attemptLimit, by: Sampler.laneCount) {
      // Eight attempts at once; the first that lies in the range is the size.
      let start = draw &* UInt64(Self.attemptLimit) &+ UInt64(first)
      let attempts = SIMD8<UInt64>(repeating: start) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7)
      if let wrong = sampler.draw(attempts) {
        throw sampler.complaint(wrong, theorem, sizes: sizes, draw: draw)
      }
      for lane in 0..<Sampler.laneCount {
        let value = sampler.value(0, lane).rounded(.down)
        if range.contains(value) { return Int(value) }
      }
    }
    throw InputError(
      file: theorem.file, position: theorem.sizes[k].distribution?.position ?? theorem.sizes[k].position,
      message:
        "\(Self.attemptLimit) draws of the size '\(theorem.sizes[k].name)' in a row lie outside its range "
        + "\(theorem.sizes[k].minimum)..\(theorem.sizes[k].largestAllowed); let the distribution and the range overlap"
    )
  }

  private func sampler(_ k: Int, _ sizes: [Int]) throws(InputError) -> Sampler {
    let key = [k] + sizes
    if let known = samplers[key] { return known }
    guard let plan = try DrawPlan.lower(theorem, size: k, after: sizes) else {
      throw InputError(
        file: theorem.file, message: "the size '\(theorem.sizes[k].name)' is neither given nor drawn")
    }
    if samplers.count >= Self.cacheLimit { samplers = [:] }
    let made = Sampler(plan, seed: seed, purpose: "size \(theorem.sizes[k].name)")
    samplers[key] = made
    return made
  }
}
