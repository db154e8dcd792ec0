/// N recurrences h_t = a_t·h_{t−1} + d_t·b_t on the double rung: certified at about the cost of plain
/// floating point, in memory that does not grow with the number of steps.
///
/// The midpoints m run as plain doubles; beside them runs a bound E of their error in units of
/// u = 2⁻⁵³. With p = fl(d·b), q = fl(a·m) and m′ = fl(q + p),
///
///     |d·b − p| ≤ u|p| + η,   |a·m − q| ≤ u|q| + η,   |q + p − m′| ≤ u|m′|,   η = 2⁻¹⁰⁷⁵,
///
/// where a fused multiply-add makes no error in q. Hence from |h − m| ≤ u·E follows
///
///     |h′ − m′| ≤ u·(|a|·E + |m′| + |p| + |q|) + 2η,
///
/// which is u·E′ for E′ = |a|·E + |m′| + |p| + |q| + 2⁻¹⁰²⁰, the last term being 4η/u: it also covers
/// what |a|·E loses to underflow. E′ itself is rounded at most five times a step, so that a summand that
/// entered k steps ago is too small by a factor of at least (1 − u)^(5k + 5); up to 2⁴⁰ steps that is more than
/// 1 − 2⁻¹⁰, and `errorUnit` = u(1 + 2⁻⁹) outweighs it. Where a midpoint overflows or an operand is
/// not finite, E becomes infinite or NaN and stays so: the channel is the whole line from then on.
package struct BallRecurrence: Sendable {
  /// The number of channels.
  package let channels: Int
  /// How many steps were taken.
  package private(set) var steps = 0
  var midpoints: [Double]
  var errors: [Double]
  var lowest: [Double]
  var highest: [Double]

  /// What one unit of `errors` stands for.
  static let errorUnit = 0x1p-53 * (1 + 0x1p-9)
  /// 4η in units of `errors`.
  @inline(__always) static var errorFloor: Double { 0x1p-1020 }
  static let stepLimit = 1 << 40

  /// Channels at 0.
  package init(channels: Int) {
    precondition(channels > 0, "a recurrence has at least one channel")
    self.channels = channels
    midpoints = Array(repeating: 0, count: channels)
    errors = midpoints
    lowest = midpoints
    highest = midpoints
  }

  /// Channels at given enclosures of h_0.
  package init(initial: [Ball]) {
    self.init(channels: initial.count)
    for (n, ball) in initial.enumerated() {
      midpoints[n] = ball.midpoint
      // The quotient is a power of two times the radius, unless it overflows to infinity, or underflows.
      errors[n] = ball.radius == 0 ? 0 : ball.radius * 0x1p53 + Self.errorFloor
    }
    restartRanges()
  }

  /// An enclosure of the channel's present value; the whole line where it or an operand overflowed.
  package subscript(channel: Int) -> Ball {
    let error = errors[channel]
    if error == 0 { return Ball(midpoint: midpoints[channel], radius: 0) }
    let radius = error * Self.errorUnit
    return radius < .infinity
      ? Ball(midpoint: midpoints[channel], radius: radius.nextUp) : .wholeLine
  }

  /// An enclosure of all values that the channel took since the ranges were last restarted, at that
  /// moment included. Only steps taken with `trackingRanges` count.
  package func range(_ channel: Int) -> Ball {
    guard errors[channel] < .infinity else { return .wholeLine }
    return Ball(lower: lowest[channel], upper: highest[channel])
  }

  /// Makes every range the channel's present value.
  package mutating func restartRanges() {
    for n in 0..<channels {
      // Not as in a step: an initial E may be smaller than |m|.
      lowest[n] = self[n].lowerBound
      highest[n] = self[n].upperBound
    }
  }

  /// Takes the block's steps. The block must have as many channels as the recurrence.
  package mutating func advance(_ block: RecurrenceBlock, trackingRanges: Bool = false) {
    precondition(block.channels == channels, "the block has another number of channels")
    steps += block.steps
    precondition(steps <= Self.stepLimit, "too many steps for the bound on the error")
    midpoints.withUnsafeMutableBufferPointer { m in
      errors.withUnsafeMutableBufferPointer { e in
        lowest.withUnsafeMutableBufferPointer { low in
          highest.withUnsafeMutableBufferPointer { high in
            guard let m = m.baseAddress, let e = e.baseAddress, let low = low.baseAddress,
              let high = high.baseAddress
            else { return }
            let state = LaneState(midpoints: m, errors: e, lowest: low, highest: high)
            if trackingRanges {
              RecurrenceLanes.run(block, state, RecurrenceLanes.Set.self)
            } else {
              RecurrenceLanes.run(block, state, RecurrenceLanes.Unset.self)
            }
          }
        }
      }
    }
  }
}

/// Where the lanes' state lies between blocks.
struct LaneState {
  let midpoints, errors, lowest, highest: UnsafeMutablePointer<Double>
}
