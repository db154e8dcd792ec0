import Enclosures
import Foundation

/// Bounds of ‖W‖₂ for the matrices of a layer, computed when first asked for.
///
/// With them the double rung follows a row's Euclidean deviation through the products, which grows by the
/// matrix' norm, where radii grow by that of its absolute values: for a random matrix √n times faster.
final class GainCache: @unchecked Sendable {
  private let lock = NSLock()
  private var known: [String: Double] = [:]

  func value(of weights: WeightTensor) -> Double {
    lock.withLock {
      if let gain = known[weights.name] { return gain }
      let (outputs, inputs) = (weights.rowCount, weights.rowLength)
      let gain = BallMatrix.spectralNorm(outputs: outputs, inputs: inputs) {
        weights.decode(from: $0 * inputs, into: $1)
      }
      known[weights.name] = gain
      return gain
    }
  }
}
