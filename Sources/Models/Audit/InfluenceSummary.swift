import Enclosures

/// The influence against distance, from the least sums of steps and the rates of a layer.
///
/// A_u = exp(−aΔ_u) with a constant in time, so Q(s, t) = exp(−a·(Δ_{s+1} + … + Δ_t)): its largest value
/// at distance k belongs to the least sum W(k) of k steps in a row.
struct InfluenceSummary {
  let configuration: MambaConfiguration
  let states: [LayerAccumulator.StateSummary]
  let leastWindows: [[Bounds]]
  let threshold: Rational
  private static let precision = 160
  /// log(1/threshold).
  private let depth: Interval

  init(
    configuration: MambaConfiguration, states: [LayerAccumulator.StateSummary], leastWindows: [[Bounds]],
    threshold: Rational
  ) {
    self.configuration = configuration
    self.states = states
    self.leastWindows = leastWindows
    self.threshold = threshold
    depth = Interval(1 / threshold, precision: Self.precision).log()
  }

  func report() -> InfluenceAudit {
    // The state with A = 0 keeps everything for ever; it would hide the others.
    let counted = (0..<configuration.channelCount).flatMap { channel in
      (configuration.oneStateCount..<configuration.stateCount).map { channel * configuration.stateCount + $0 }
    }
    let least = counted.reduce(Bounds(.infinity)) { Bounds.minimum($0, states[$1].leastExponent) }
    let realised = counted.map(realisedHorizon)
    let uniform = counted.map { uniformHorizon(states[$0].leastExponent) }
    return InfluenceAudit(
      distances: distances(counted, least), leastExponent: least, stepConstant: stepConstant(counted),
      realisedHorizon: Self.longest(realised), uniformHorizon: uniformHorizon(least),
      realisedQuantiles: Self.quantiles(realised), uniformQuantiles: Self.quantiles(uniform))
  }
}

// MARK: - Horizons

extension InfluenceSummary {
  /// Least k with a·W(k) > log(1/threshold), within the sequences.
  private func realisedHorizon(_ place: Int) -> Horizon {
    let windows = leastWindows[place / configuration.stateCount]
    let (rate, limit) = (states[place].rate, depth.bounds)
    // W grows with k, so the first k that passes is followed by others that do.
    var (possible, certain) = (nil as Int?, nil as Int?)
    for (index, window) in windows.enumerated() {
      let exponent = Bounds.product(rate, window)
      if possible == nil, exponent.upper > limit.lower { possible = index + 1 }
      if exponent.lower > limit.upper {
        certain = index + 1
        break
      }
    }
    return Horizon(lower: Integer(possible ?? windows.count + 1), upper: certain.map { Integer($0) })
  }

  /// Least k with k·x > log(1/threshold).
  private func uniformHorizon(_ exponent: Bounds) -> Horizon {
    func least(_ depth: Rational?, _ x: Rational?) -> Integer? {
      guard let depth, let x, x.signum > 0 else { return nil }
      return (depth / x).floor + Integer(1)
    }
    return Horizon(
      lower: least(depth.lower, exponent.rationalUpper) ?? Integer(1),
      upper: least(depth.upper, exponent.rationalLower))
  }

  private static func longest(_ horizons: [Horizon]) -> Horizon {
    var result = Horizon(lower: Integer(1), upper: Integer(1))
    for horizon in horizons {
      result.lower = max(result.lower, horizon.lower)
      if let bound = result.upper { result.upper = horizon.upper.map { max($0, bound) } }
    }
    return result
  }

  /// Order statistics: the k-th of enclosed numbers lies between the k-th lower and the k-th upper end.
  private static func quantiles(_ horizons: [Horizon]) -> [InfluenceAudit.Quantile] {
    guard !horizons.isEmpty else { return [] }
    let lower = horizons.map(\.lower).sorted()
    let upper = horizons.compactMap(\.upper).sorted()
    return [0, 25, 50, 75, 90, 99, 100].map { percent in
      // The nearest rank: the least value that at least `percent` of all do not exceed.
      let rank = max(1, (percent * horizons.count + 99) / 100) - 1
      return .init(
        percent: percent, horizon: Horizon(lower: lower[rank], upper: rank < upper.count ? upper[rank] : nil))
    }
  }
}

// MARK: - Influence against distance

extension InfluenceSummary {
  /// exp(−x) for a range of x ≥ 0.
  private static func decay(_ x: Bounds) -> Bounds {
    let gate = GateFigure(exponent: x)
    return Bounds(lower: gate.lower, upper: gate.upper)
  }

  private func distances(_ counted: [Int], _ least: Bounds) -> [InfluenceAudit.Distance] {
    guard !counted.isEmpty else { return [] }
    var leastRates = Array(repeating: Bounds(.infinity), count: configuration.channelCount)
    for place in counted {
      let channel = place / configuration.stateCount
      leastRates[channel] = Bounds.minimum(leastRates[channel], states[place].rate)
    }
    let longest = leastWindows.map(\.count).max() ?? 0
    return (0..<longest).map { index in
      var exponent = Bounds(.infinity)
      for (channel, windows) in leastWindows.enumerated() where index < windows.count {
        exponent = Bounds.minimum(exponent, Bounds.product(leastRates[channel], windows[index]))
      }
      let uniform = Bounds.product(Bounds(Double(index + 1)), Bounds(least.lower))
      return .init(
        distance: index + 1, computed: Self.decay(exponent), bound: Self.decay(uniform).upper)
    }
  }

  /// The largest a·ρ·G/(1 − ρ) + max|b| with each (channel, state)'s own ρ and G.
  private func stepConstant(_ counted: [Int]) -> Double? {
    var largest = 0.0
    func number(_ value: Double) -> Interval { Interval(exactly: value, precision: Self.precision) }
    for place in counted {
      let state = states[place]
      guard state.leastExponent.lower > 0, state.rate.upper.isFinite, state.injectionSize.upper.isFinite,
        state.inputSize.upper.isFinite
      else { return nil }
      let gate = (-number(state.leastExponent.lower)).exp()
      let constant =
        number(state.rate.upper) * gate * number(state.injectionSize.upper) / (number(1) - gate)
        + number(state.inputSize.upper)
      guard let upper = constant.upper else { return nil }
      largest = max(largest, upper.double(rounding: .up))
    }
    return largest.isFinite && !counted.isEmpty ? largest : nil
  }
}
