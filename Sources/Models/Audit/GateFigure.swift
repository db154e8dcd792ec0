import Enclosures
import Numbers

/// A gate A = exp(−x) with its exponent x ≥ 0 and its loss 1 − A.
///
/// Each is an enclosure of its own: the loss keeps its relative accuracy where A is near 1, the exponent where A is
/// near 0. Where nothing is known of the exponent, the gate is only known to lie in [0, 1].
public struct GateFigure: Hashable, Sendable {
  /// −log of the gate: a·Δ.
  public var exponent: Bounds
  /// A, within [0, 1].
  public var gate: Bounds
  /// 1 − A, within [0, 1].
  public var loss: Bounds

  /// The ends of the gate.
  public var lower: Rational { gate.rationalLower ?? .zero }
  /// The upper bound of the gate, as a fraction.
  public var upper: Rational { gate.rationalUpper ?? .one }

  /// Nothing is known of the gate.
  package var isOpen: Bool { exponent.isOpen }

  init(exponent: Bounds) {
    let x = exponent.nonnegative
    self.exponent = x
    // Both fall or rise with x, so the ends go by the ends; an end at infinity is the limit there.
    let (near, far) = (Self.values(x.lower), Self.values(x.upper))
    gate = Bounds(lower: far.gate.lower, upper: near.gate.upper)
    loss = Bounds(lower: near.loss.lower, upper: far.loss.upper)
  }

  /// The enclosures of exp(−x) and 1 − exp(−x).
  private static func values(_ x: Double) -> (gate: Bounds, loss: Bounds) {
    if x == 0 { return (Bounds(1), Bounds(0)) }
    // exp(−800) is below the least double.
    if x > 800 {
      return (Bounds(lower: 0, upper: .leastNonzeroMagnitude), Bounds(lower: 1.0.nextDown, upper: 1))
    }
    let bits = 128
    let exact = Interval(exactly: x, precision: bits)
    let loss = RelativeDecay.loss(exact, precision: bits).bounds
    let gate = (-exact).exp().bounds
    func cut(_ bounds: Bounds) -> Bounds { Bounds(lower: max(bounds.lower, 0), upper: min(bounds.upper, 1)) }
    return (cut(gate), cut(loss))
  }
}
