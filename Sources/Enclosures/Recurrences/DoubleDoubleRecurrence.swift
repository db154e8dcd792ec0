import Numbers

/// N recurrences h_t = a_t·h_{t−1} + d_t·b_t in pairs of doubles: certified to about 100 bits, at a few times
/// the cost of plain floating point, in memory that does not grow with the number of steps.
///
/// A channel is m + l with a bound E on its error in units of u = 2⁻⁵³. With the exact errors of a sum and of
/// two products (by a fused multiply-add),
///
///     q + q′ = a·m,   p + p′ = d·b,   s + s′ = q + p,
///     r₁ = fl(a·l + q′),   r₂ = fl(p′ + s′),   c = fl(r₁ + r₂),   m′ + l′ = s + c,
///
/// the step rounds three times only, and q′, p′ and r₁ may each lose η = 2⁻¹⁰⁷⁵ to underflow. From |h − m − l| ≤ u·E
/// follows
///
///     |h′ − m′ − l′| ≤ u·(|a|·E + |r₁| + |r₂| + |c|) + 3η ≤ u·E′,   E′ = |a|·E + |r₁| + |r₂| + |c| + 2⁻¹⁰²⁰,
///
/// where the last term is 4η/u. E′ is rounded as that of `BallRecurrence` is, and `errorUnit` outweighs it in the
/// same way. What overflows makes a term of E′ infinite or NaN, in this step or, where it is m′, in the next.
///
/// With fused multiply-adds in vectors sixteen channels took 0.76 ns for each step and channel on a Zen 4 core at
/// 2.6 GHz, where `FixedPointRecurrence` took 2.9 at 128 bits. Built for any x86-64 processor each of them is a function
/// call: there it took 10.6 ns, and fixed point 8.7.
package struct DoubleDoubleRecurrence: Sendable {
  /// The number of channels.
  package let channels: Int
  /// How many steps were taken.
  package private(set) var steps = 0
  /// For each eight channels.
  private var groups: [Group]

  /// Channels at 0.
  package init(channels: Int) {
    precondition(channels > 0, "a recurrence has at least one channel")
    self.channels = channels
    groups = Array(repeating: Group(), count: (channels + 7) / 8)
  }

  /// An enclosure of the channel's present value, with ends of 128 bits; the whole line where it or an operand
  /// overflowed.
  package subscript(channel: Int) -> Interval {
    precondition(channel >= 0 && channel < channels, "no such channel")
    let (group, n) = (groups[channel / 8], channel % 8)
    guard let m = Rational(exactly: group.m[n]), let l = Rational(exactly: group.l[n]),
      let radius = Rational(exactly: (group.e[n] * BallRecurrence.errorUnit).nextUp)
    else { return .wholeLine(precision: 128) }
    if group.e[n] == 0 { return Interval(m + l, precision: 128) }
    return Interval(from: m + l - radius, to: m + l + radius, precision: 128)
  }

  /// Takes the block's steps. The block must have as many channels as the recurrence.
  package mutating func advance(_ block: RecurrenceBlock) {
    precondition(block.channels == channels, "the block has another number of channels")
    steps += block.steps
    precondition(steps <= BallRecurrence.stepLimit, "too many steps for the bound on the error")
    var first = 0
    while first < channels {
      let index = first / 8
      if first + 16 <= channels {
        // Two groups at a time: one hides the latency of the other.
        LaneRows.with(block, first: first, channels: 8) { x in
          LaneRows.with(block, first: first + 8, channels: 8) { y in
            (groups[index], groups[index + 1]) = Group.run(groups[index], groups[index + 1], x, y)
          }
        }
        first += 16
      } else {
        LaneRows.with(block, first: first, channels: min(8, channels - first)) { x in
          groups[index] = Group.run(groups[index], x)
        }
        first += 8
      }
    }
  }

  private struct Group {
    typealias Lanes = SIMD8<Double>
    var m = Lanes.zero
    var l = Lanes.zero
    var e = Lanes.zero

    @inline(__always)
    private static func sum(_ x: Lanes, _ y: Lanes) -> (Lanes, error: Lanes) {
      let s = x + y
      let part = s - x
      return (s, (x - (s - part)) + (y - part))
    }

    @inline(__always)
    private static func product(_ x: Lanes, _ y: Lanes) -> (Lanes, error: Lanes) {
      let p = x * y
      return (p, (-p).addingProduct(x, y))
    }

    @inline(__always)
    mutating func step(_ a: Lanes, _ d: Lanes, _ b: Lanes) {
      let floor = Lanes(repeating: BallRecurrence.errorFloor)
      let (p, pError) = Self.product(d, b)
      let (q, qError) = Self.product(a, m)
      let (s, sError) = Self.sum(q, p)
      let r1 = qError.addingProduct(a, l)
      let r2 = pError + sError
      let c = r1 + r2
      (m, l) = Self.sum(s, c)
      let local =
        (RecurrenceLanes.magnitude(r1) + RecurrenceLanes.magnitude(r2))
        + (RecurrenceLanes.magnitude(c) + floor)
      e = local.addingProduct(RecurrenceLanes.magnitude(a), e)
    }

    @inline(never)
    static func run(_ x: Group, _ rows: LaneRows) -> Group {
      var x = x
      for t in 0..<rows.steps { x.step(rows.gates[t], rows.scales[t], rows.inputs[t]) }
      return x
    }

    @inline(never)
    static func run(_ x: Group, _ y: Group, _ xRows: LaneRows, _ yRows: LaneRows) -> (Group, Group) {
      var (x, y) = (x, y)
      for t in 0..<xRows.steps {
        x.step(xRows.gates[t], xRows.scales[t], xRows.inputs[t])
        y.step(yRows.gates[t], yRows.scales[t], yRows.inputs[t])
      }
      return (x, y)
    }
  }
}
