// The loops of `BallRecurrence`, eight channels in a vector and two vectors at a time, so that one hides the
// latency of the other. The state stays in registers over all steps of a block.
enum RecurrenceLanes {
  typealias Lanes = SIMD8<Double>

  @inline(__always)
  static func load(_ p: UnsafePointer<Double>) -> Lanes { UnsafeRawPointer(p).loadUnaligned(as: Lanes.self) }

  @inline(__always)
  static func store(_ x: Lanes, _ p: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: Lanes.self)
  }

  /// Clears the signs by their bits: the generic `abs` goes lane by lane.
  @inline(__always)
  static func magnitude(_ x: Lanes) -> Lanes {
    unsafeBitCast(
      unsafeBitCast(x, to: SIMD8<UInt64>.self) & SIMD8(repeating: 0x7FFF_FFFF_FFFF_FFFF), to: Lanes.self)
  }

  /// The first `count` lanes; 0 in the others.
  @inline(__always)
  static func load(_ p: UnsafePointer<Double>, count: Int) -> Lanes {
    var x = Lanes.zero
    for i in 0..<count { x[i] = p[i] }
    return x
  }

  struct Lane {
    var m, e, low, high: Lanes

    /// One step; the formulas stand at `BallRecurrence`.
    @inline(__always)
    mutating func step<Tracking: Flag>(_ a: Lanes, _ d: Lanes, _ b: Lanes, _ tracking: Tracking.Type) {
      let floor = Lanes(repeating: BallRecurrence.errorFloor)
      let p = d * b
      #if SSMPROOF_FMA
        m = p.addingProduct(a, m)
        let local = RecurrenceLanes.magnitude(m) + (RecurrenceLanes.magnitude(p) + floor)
        e = local.addingProduct(RecurrenceLanes.magnitude(a), e)
      #else
        let q = a * m
        m = q + p
        let local =
          RecurrenceLanes.magnitude(m)
          + ((RecurrenceLanes.magnitude(p) + floor) + RecurrenceLanes.magnitude(q))
        e = RecurrenceLanes.magnitude(a) * e + local
      #endif
      if Tracking.isSet {
        // E ≥ |m|, so that a second errorUnit·E outweighs the rounding of this sum. A NaN compares as
        // false, but then E tells of it.
        let reach = e * Lanes(repeating: 2 * BallRecurrence.errorUnit)
        let (bottom, top) = (m - reach, m + reach)
        low = low.replacing(with: bottom, where: bottom .< low)
        high = high.replacing(with: top, where: top .> high)
      }
    }
  }

  @inline(__always)
  static func row<IsShared: Flag>(_ p: UnsafePointer<Double>, _ isShared: IsShared.Type) -> Lanes {
    IsShared.isSet ? Lanes(repeating: p.pointee) : load(p)
  }

  @inline(__always)
  private static func lane(_ state: LaneState, _ n: Int) -> Lane {
    Lane(
      m: load(state.midpoints + n), e: load(state.errors + n), low: load(state.lowest + n),
      high: load(state.highest + n))
  }

  @inline(__always)
  private static func save(_ lane: Lane, _ state: LaneState, _ n: Int) {
    store(lane.m, state.midpoints + n)
    store(lane.e, state.errors + n)
    store(lane.low, state.lowest + n)
    store(lane.high, state.highest + n)
  }

  /// The steps of the channels from `n` on: two vectors of them, or one.
  @inline(never)
  private static func run<IsPair: Flag, SharedGates: Flag, SharedScales: Flag, Tracking: Flag>(
    _ block: RecurrenceBlock, _ state: LaneState, from n: Int, _ isPair: IsPair.Type,
    _ sharedGates: SharedGates.Type, _ sharedScales: SharedScales.Type, _ tracking: Tracking.Type
  ) {
    var x = lane(state, n)
    var y = lane(state, IsPair.isSet ? n &+ 8 : n)
    var (a, d, b) = (block.gates.row(0, n), block.scales.row(0, n), block.inputs.row(0, n))
    for _ in 0..<block.steps {
      x.step(row(a, sharedGates), row(d, sharedScales), load(b), tracking)
      if IsPair.isSet {
        y.step(
          row(SharedGates.isSet ? a : a + 8, sharedGates), row(SharedScales.isSet ? d : d + 8, sharedScales),
          load(b + 8), tracking)
      }
      a += block.gates.stepStride
      d += block.scales.stepStride
      b += block.inputs.stepStride
    }
    save(x, state, n)
    if IsPair.isSet { save(y, state, n &+ 8) }
  }

  /// The last channels, fewer than eight.
  @inline(never)
  private static func runRest<Tracking: Flag>(
    _ block: RecurrenceBlock, _ state: LaneState, from n: Int, count: Int, _ tracking: Tracking.Type
  ) {
    func lanes(_ p: UnsafePointer<Double>, _ operand: RecurrenceBlock.Operand) -> Lanes {
      operand.channelStride == 0 ? Lanes(repeating: p.pointee) : load(p, count: count)
    }
    var x = Lane(
      m: load(state.midpoints + n, count: count), e: load(state.errors + n, count: count),
      low: load(state.lowest + n, count: count), high: load(state.highest + n, count: count))
    for t in 0..<block.steps {
      x.step(
        lanes(block.gates.row(t, n), block.gates), lanes(block.scales.row(t, n), block.scales),
        load(block.inputs.row(t, n), count: count), tracking)
    }
    for i in 0..<count {
      state.midpoints[n + i] = x.m[i]
      state.errors[n + i] = x.e[i]
      state.lowest[n + i] = x.low[i]
      state.highest[n + i] = x.high[i]
    }
  }

  private static func run<SharedGates: Flag, SharedScales: Flag, Tracking: Flag>(
    _ block: RecurrenceBlock, _ state: LaneState, _ sharedGates: SharedGates.Type,
    _ sharedScales: SharedScales.Type, _ tracking: Tracking.Type
  ) {
    var n = 0
    while n + 16 <= block.channels {
      run(block, state, from: n, Set.self, sharedGates, sharedScales, tracking)
      n += 16
    }
    if n + 8 <= block.channels {
      run(block, state, from: n, Unset.self, sharedGates, sharedScales, tracking)
      n += 8
    }
    if n < block.channels { runRest(block, state, from: n, count: block.channels - n, tracking) }
  }

  /// Each shape gets a loop of its own.
  static func run<Tracking: Flag>(_ block: RecurrenceBlock, _ state: LaneState, _ tracking: Tracking.Type) {
    switch (block.gates.channelStride == 0, block.scales.channelStride == 0) {
    case (false, false): run(block, state, Unset.self, Unset.self, tracking)
    case (false, true): run(block, state, Unset.self, Set.self, tracking)
    case (true, false): run(block, state, Set.self, Unset.self, tracking)
    case (true, true): run(block, state, Set.self, Set.self, tracking)
    }
  }

  /// A Boolean that is part of a type, so that each value gets a loop of its own.
  protocol Flag { static var isSet: Bool { get } }
  enum Set: Flag { static var isSet: Bool { true } }
  enum Unset: Flag { static var isSet: Bool { false } }
}
