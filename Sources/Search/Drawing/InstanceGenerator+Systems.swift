import Numbers

/// Instances on the systems of equations that the hypotheses make.
extension InstanceGenerator {
  /// Moves the inputs of a system onto it, near where they are or not; false where nothing suitable was found.
  func place(on system: EquationSystem, _ inputs: inout [Rational], _ random: inout SplitMix64) -> Bool {
    let drawn = system.inputs.map { inputs[$0] }
    if system.isMet(by: drawn) { return true }
    for attempt in 0..<SystemTuning.attempts {
      guard let point = proposal(system, attempt < SystemTuning.nearAttempts ? drawn : nil, &random) else {
        continue
      }
      if take(point, of: system, &inputs) { return true }
    }
    return false
  }

  /// A point of the system, by way of another.
  private func proposal(_ system: EquationSystem, _ drawn: [Rational]?, _ random: inout SplitMix64)
    -> [Rational]?
  {
    var order = Array(system.inputs.indices)
    order.shuffle(using: &random)
    guard !system.quadratics.isEmpty else {
      return drawn.flatMap { system.projected($0, isDirection: false, order: order) }
    }
    guard !system.bases.isEmpty else { return nil }
    var point = random.pick(system.bases)
    if system.quadratics.count == 1 {
      if random.chance(SystemTuning.basePercent) { return point }
      let way = drawn ?? point.map { $0 + Rational(random.int(-3...3)) }
      return system.second(from: point, towards: way, order: order)
    }
    guard !system.turns.isEmpty else { return point }
    for _ in 0..<random.pick([0, 1, 1, 2, 2, 3, 4]) {
      let (c, s) = random.circlePoint()
      random.pick(system.turns).apply(c, s, &point)
    }
    return point
  }

  /// Another point of the system that the inputs are on.
  func move(on system: EquationSystem, _ inputs: inout [Rational], _ random: inout SplitMix64) -> Bool {
    var point = system.inputs.map { inputs[$0] }
    guard system.isMet(by: point) else { return place(on: system, &inputs, &random) }
    if !system.turns.isEmpty, system.quadratics.count > 1 || random.chance(SystemTuning.turnPercent) {
      let (c, s) = random.circlePoint()
      random.pick(system.turns).apply(c, s, &point)
    } else if system.quadratics.count == 1 {
      var order = Array(system.inputs.indices)
      order.shuffle(using: &random)
      let way = point.map { $0 + Rational(random.int(-2...2)) }
      guard let next = system.second(from: point, towards: way, order: order) else { return false }
      point = next
    } else {
      return false
    }
    guard point.allSatisfy({ $0.bitCount < DrawTuning.movedBits }) else { return false }
    return take(point, of: system, &inputs)
  }

  /// Takes a point of the system, with signs changed where domains ask for it; false where domains forbid it.
  func take(_ point: [Rational], of system: EquationSystem, _ inputs: inout [Rational]) -> Bool {
    let before = inputs
    var point = point
    for (k, input) in system.inputs.enumerated() { inputs[input] = point[k] }
    for (k, input) in system.inputs.enumerated() {
      let interval = interval(of: input, at: inputs)
      if interval.contains(point[k]) { continue }
      point[k] = -point[k]
      guard interval.contains(point[k]) else {
        inputs = before
        return false
      }
      inputs[input] = point[k]
    }
    if system.isMet(by: point) { return true }
    inputs = before
    return false
  }

  /// Whether other inputs can follow a moved group only along square roots, which are hardly ever rational: an
  /// equation of second degree in the group has the squares of all others.
  func needsRoots(besides group: [Int]) -> Bool {
    systems.contains { system in
      let moved = Set(group.compactMap { system.inputs.firstIndex(of: $0) })
      return system.quadratics.contains { form in
        let places = Set(form.terms.flatMap { [$0.i, $0.j ?? $0.i] })
        let others = places.subtracting(moved)
        return others.count < places.count && others.allSatisfy { !form.square(of: $0).isZero }
      }
    }
  }
}
