import Enclosures
import Numbers

/// The influence against distance, from the least sums of steps and the rates of a layer.
///
/// A_u = exp(−aΔ_u) with a constant in time, so Q(s, t) = exp(−a·(Δ_{s+1} + … + Δ_t)): its largest value
/// at distance k belongs to the least sum W(k) of k steps in a row.
struct InfluenceSummary {
  let configuration: MambaConfiguration
  let states: [LayerAccumulator.StateSummary]
  let leastWindows: [[Bounds]]
  let distances: [Int]
  let longest: Int
  let threshold: Rational
  private static let precision = 160
  private let horizons: Horizons

  init(
    configuration: MambaConfiguration, states: [LayerAccumulator.StateSummary], leastWindows: [[Bounds]],
    distances: [Int], longest: Int, threshold: Rational
  ) {
    (self.distances, self.longest) = (distances, longest)
    self.configuration = configuration
    self.states = states
    self.leastWindows = leastWindows
    self.threshold = threshold
    horizons = Horizons(threshold: threshold)
  }

  func report() -> InfluenceAudit {
    // The state with A = 0 keeps everything for ever; it would hide the others.
    let counted = (0..<configuration.channelCount).flatMap { channel in
      (configuration.oneStateCount..<configuration.stateCount).map { channel * configuration.stateCount + $0 }
    }
    let least = counted.reduce(Bounds(.infinity)) { Bounds.minimum($0, states[$1].leastExponent) }
    let realised = counted.map(realisedHorizon)
    let uniform = counted.map { horizons.of(states[$0].leastExponent) }
    return InfluenceAudit(
      distances: distances(counted, least), leastExponent: least, stepConstant: stepConstant(counted),
      realisedHorizon: Self.longest(realised), uniformHorizon: horizons.of(least),
      realisedQuantiles: Self.quantiles(realised), uniformQuantiles: Self.quantiles(uniform))
  }
}

// MARK: - Horizons

extension InfluenceSummary {
  /// Least k with k·x > log(1/threshold).
  struct Horizons: Sendable {
    private let precise: Interval
    /// log(1/threshold).
    let depth: Bounds

    init(threshold: Rational) {
      precise = Interval(1 / threshold, precision: InfluenceSummary.precision).log()
      depth = precise.bounds
    }

    func of(_ exponent: Bounds) -> Horizon { quick(exponent) ?? exact(exponent) }

    func exact(_ exponent: Bounds) -> Horizon {
      func least(_ depth: Rational?, _ x: Rational?) -> Integer? {
        guard let depth, let x, x.signum > 0 else { return nil }
        return (depth / x).floor + Integer(1)
      }
      return Horizon(
        lower: least(precise.lower, exponent.rationalUpper) ?? Integer(1),
        upper: least(precise.upper, exponent.rationalLower))
    }

    /// The same in doubles, where their rounding does not matter: a million of them take no time.
    func quick(_ exponent: Bounds) -> Horizon? {
      guard exponent.lower > 1e-200, exponent.upper < 1e200, depth.lower > 1e-200, depth.upper < 1e200 else {
        return nil
      }
      // Both ends of the depth and three roundings of 2^-53 lead to one whole number, or the long way is gone.
      func floor(_ x: Double) -> Int? {
        let low = (depth.lower / x * (1 - 0x1p-48)).rounded(.down)
        let high = (depth.upper / x * (1 + 0x1p-48)).rounded(.down)
        return low == high && high < 0x1p40 ? Int(low) : nil
      }
      guard let lower = floor(exponent.upper), let upper = floor(exponent.lower) else { return nil }
      return Horizon(lower: Integer(lower + 1), upper: Integer(upper + 1))
    }
  }

  /// Least k with a·W(k) > log(1/threshold), within the sequences.
  private func realisedHorizon(_ place: Int) -> Horizon {
    let horizon = states[place].horizon
    return Horizon(
      lower: Integer(horizon.lowerBound),
      upper: horizon.upperBound < longest ? Integer(horizon.upperBound) : nil)
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
    let lower = sorted(horizons.map(\.lower))
    let upper = sorted(horizons.compactMap(\.upper))
    return [0, 25, 50, 75, 90, 99, 100].map { percent in
      // The nearest rank: the least value that at least `percent` of all do not exceed.
      let rank = max(1, (percent * horizons.count + 99) / 100) - 1
      return .init(
        percent: percent, horizon: Horizon(lower: lower[rank], upper: rank < upper.count ? upper[rank] : nil))
    }
  }
}

extension InfluenceSummary {
  private static func sorted(_ numbers: [Integer]) -> [Integer] {
    let words = numbers.compactMap(\.word)
    return words.count == numbers.count ? words.sorted().map { Integer($0) } : numbers.sorted()
  }
}

// MARK: - Influence against distance

extension InfluenceSummary {
  private func distances(_ counted: [Int], _ least: Bounds) -> [InfluenceAudit.Distance] {
    guard !counted.isEmpty else { return [] }
    var leastRates = Array(repeating: Bounds(.infinity), count: configuration.channelCount)
    for place in counted {
      let channel = place / configuration.stateCount
      leastRates[channel] = Bounds.minimum(leastRates[channel], states[place].rate)
    }
    return distances.enumerated().map { index, distance in
      var exponent = Bounds(.infinity)
      for (channel, windows) in leastWindows.enumerated() where index < windows.count {
        exponent = Bounds.minimum(exponent, Bounds.product(leastRates[channel], windows[index]))
      }
      let uniform = Bounds.product(Bounds(Double(distance)), least)
      return .init(
        distance: distance, computed: GateFigure(exponent: exponent).gate,
        bound: GateFigure(exponent: uniform).gate.upper)
    }
  }

  /// The largest a·ρ·G/(1 − ρ) + max|b| with each (channel, state)'s own ρ and G.
  private func stepConstant(_ counted: [Int]) -> Double? {
    // From the greatest ceiling on: whatever lies below the largest so far cannot change it.
    var ceilings: [(place: Int, ceiling: Double)] = []
    ceilings.reserveCapacity(counted.count)
    for place in counted {
      let state = states[place]
      guard state.leastExponent.lower > 0, state.rate.upper.isFinite, state.injectionSize.upper.isFinite,
        state.inputSize.upper.isFinite
      else { return nil }
      ceilings.append((place, Self.ceiling(state)))
    }
    var largest = 0.0
    let first = ceilings.max { $0.ceiling < $1.ceiling }?.place
    if let first { largest = Self.stepConstant(of: states[first]) }
    for (place, ceiling) in ceilings where place != first && !(ceiling < largest) {
      largest = max(largest, Self.stepConstant(of: states[place]))
    }
    return largest.isFinite && !counted.isEmpty ? largest : nil
  }

  static func stepConstant(of state: LayerAccumulator.StateSummary) -> Double {
    func number(_ value: Double) -> Interval { Interval(exactly: value, precision: Self.precision) }
    let exponent = number(state.leastExponent.lower)
    let loss = RelativeDecay.loss(exponent, precision: Self.precision)
    let constant =
      number(state.rate.upper) * (-exponent).exp() * number(state.injectionSize.upper) / loss
      + number(state.inputSize.upper)
    return constant.bounds.upper
  }

  /// An upper bound of the same in a few operations: ρ/(1 − ρ) = 1/(e^x − 1) < 1/(x + x²/2). Infinite where a
  /// product leaves the range in which a rounding is a relative one.
  static func ceiling(_ state: LayerAccumulator.StateSummary) -> Double {
    let x = state.leastExponent.lower
    let (a, g, b) = (state.rate.upper, state.injectionSize.upper, state.inputSize.upper)
    guard x > 1e-100, x < 1e100 else { return .infinity }
    if a == 0 || g == 0 { return b }
    let product = a * g
    guard product > 1e-200, product < 1e200 else { return .infinity }
    return (product / (x + x * x / 2) + b) * (1 + 0x1p-46)
  }
}
