import Numbers
import Programs

/// `forall real` in hypotheses: the real where the truth is least, for each lane by itself.
extension GradientMachine {
  /// The truths of `forall real` that conclusions ask for as they are, and below each hypothesis all registers.
  static func polarities(_ program: Program, _ hypotheses: [Int32]) -> (
    climbed: Set<Int32>, cones: [Set<Int32>]
  ) {
    guard program.instructions.contains(where: { $0.opcode == .forallReal }) else {
      return ([], hypotheses.map { _ in [] })
    }
    var writer: [Int32: Instruction] = [:]
    for n in program.instructions { writer[n.target] = n }
    func cone(_ truth: Int32, through isPassed: (Opcode) -> Bool) -> Set<Int32> {
      var seen: Set<Int32> = []
      var stack = [truth]
      while let x = stack.popLast() {
        guard seen.insert(x).inserted, let n = writer[x], isPassed(n.opcode) else { continue }
        n.forEachOperand(in: program.operands) { stack.append($0) }
      }
      return seen
    }
    let cones = hypotheses.map { cone($0) { _ in true } }
    var climbed: Set<Int32> = []
    for conclusion in program.conclusions {
      climbed.formUnion(cone(conclusion.truth) { $0 == .and || $0 == .or })
    }
    for cone in cones { climbed.subtract(cone) }
    return (climbed.filter { writer[$0]?.opcode == .forallReal }, cones)
  }

  /// Sets a block's real to where its truth is least: of a grid, then by parabolas.
  func sample(_ sampling: Sampling, _ start: Int, isRelative: Bool) {
    let block = sampling.block
    let infinity = Lanes(repeating: .infinity)
    let low = block.lower.map { values[Int($0.register)] } ?? -infinity
    let high = block.upper.map { values[Int($0.register)] } ?? infinity
    let isBounded = block.lower != nil && block.upper != nil
    func clamped(_ w: Lanes) -> Lanes { Self.lesser(Self.larger(w, low), high) }
    func truth(_ w: Lanes) -> Lanes {
      values[Int(block.parameter)] = w
      for k in start...sampling.end { forward(steps[k], isRelative: isRelative) }
      let y = values[sampling.target]
      return Self.finite(y, or: .infinity)
    }
    var best = clamped(Lanes(repeating: 0))
    var least = infinity
    for k in 0..<ClimbTuning.gridCount {
      let w =
        isBounded
        ? low + (high - low) * (Double(k) / Double(ClimbTuning.gridCount - 1))
        : clamped(Lanes(repeating: ClimbTuning.freePoints[k]))
      let y = truth(w)
      let isLess = y .< least
      best = best.replacing(with: w, where: isLess)
      least = least.replacing(with: y, where: isLess)
    }
    var reach =
      isBounded
      ? (high - low) / Double(ClimbTuning.gridCount - 1)
      : Lanes(repeating: ClimbTuning.freeReach) + Self.larger(best, -best) * ClimbTuning.freeReachPart
    for _ in 0..<ClimbTuning.refinements {
      let (left, right) = (truth(clamped(best - reach)), truth(clamped(best + reach)))
      let bend = left - 2 * least + right
      let step = 0.5 * reach * (left - right) / bend
      var w = best + step.replacing(with: 0, where: .!(bend .> Lanes(repeating: 0)))
      w = clamped(Self.lesser(Self.larger(w, best - reach), best + reach))
      let y = truth(w)
      for (point, value) in [(clamped(best - reach), left), (clamped(best + reach), right), (w, y)] {
        let isLess = value .< least
        best = best.replacing(with: point, where: isLess)
        least = least.replacing(with: value, where: isLess)
      }
      reach *= ClimbTuning.narrowing
    }
    values[Int(block.parameter)] = best
  }
}
