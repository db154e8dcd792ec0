import Numbers

/// Proposes instances near a given one: promising instances are varied, so that a narrow violation next
/// to them is found.
extension InstanceGenerator {
  /// Changes a few inputs of `inputs`; the flag says whether the result is known to meet the hypotheses.
  func vary(_ inputs: [Rational], _ random: inout SplitMix64) -> (inputs: [Rational], isRepaired: Bool) {
    guard !inputs.isEmpty else { return (inputs, true) }
    var varied = inputs
    var moved: Set<Int> = []
    if !equalities.isEmpty, random.chance(DrawTuning.groupPercent), moveGroup(&varied, &random) {
      return (varied, repair(&varied, frozen: [], &random))
    }
    for _ in 0..<random.pick([1, 1, 1, 2, 2, 3]) {
      let input = random.below(inputs.count)
      let interval = interval(of: input, at: varied)
      let x = varied[input]
      let candidate: Rational
      switch random.below(8) {
      case 0: candidate = random.value(in: interval, .corner)
      case 1: candidate = random.value(in: interval, .simple)
      case 2: candidate = random.value(in: interval, .dyadic)
      case 3: candidate = varied[random.below(varied.count)]
      case 4: candidate = -x
      case 5:
        candidate =
          x * random.pick([Rational(1, 2), Rational(3, 2), Rational(2), Rational(7, 8), Rational(9, 8)])
      default:
        let step = Rational(random.pick([1, 3, 5]), random.pick([4, 8, 16, 64, 256]))
        candidate = x + (random.chance(50) ? step : -step)
      }
      // Values that grow at every step would slow the search down.
      guard interval.contains(candidate), candidate.bitCount < DrawTuning.movedBits else { continue }
      varied[input] = candidate
      moved.insert(input)
    }
    if repair(&varied, frozen: moved, &random) { return (varied, true) }
    let isRepaired = repair(&varied, frozen: [], &random)
    return (varied, isRepaired)
  }
}

/// The instances that came closest to a violation at the sizes at hand.
struct PromisingInstances {
  private var list: [(closeness: Double, inputs: [Rational])] = []

  mutating func take(_ inputs: [Rational], _ closeness: Double?) {
    guard let closeness, closeness.isFinite else { return }
    if list.count == DrawTuning.promising, let last = list.last, closeness >= last.closeness { return }
    let place = list.firstIndex { $0.closeness > closeness } ?? list.count
    list.insert((closeness, inputs), at: place)
    if list.count > DrawTuning.promising { list.removeLast() }
  }

  func pick(_ random: inout SplitMix64) -> [Rational]? {
    list.isEmpty ? nil : list[random.below(list.count)].inputs
  }
}
