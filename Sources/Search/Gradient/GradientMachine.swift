import Evaluation
import Numbers
import Programs

/// How far eight instances are from violating a theorem, and which way leads there: plain doubles and
/// their derivatives, for search. Nothing about it is certified.
///
/// Truths become numbers, positive where true ("robustness"): `x <= y` is y − x, `and` is the least, `or`
/// the greatest of its parts, `not` the negative, `x = y` is −|x − y|. The violation of the theorem is the
/// negative of the conclusions' robustness; a comparison in a conclusion is taken relative to the size of
/// its sides where that is asked for. The merit that is climbed is the violation less `penalty` times
/// what the hypotheses infeasibility. Ends of domains that are constant are left to the caller.
///
/// Where a conclusion says `forall real w`, w is one more coordinate, after the inputs. Where a hypothesis says so, w
/// is where the hypothesis holds by least; see `sample`.
final class GradientMachine {
  typealias Lanes = SIMD8<Double>

  /// Inputs, then the reals of the conclusions' `forall real`.
  let coordinateCount: Int
  let inputCount: Int
  /// False where parts of the program have no plain value: means.
  let isComplete: Bool
  /// The program's instructions.
  let length: Int
  /// Whether comparisons of conclusions are taken relative to their sides.
  var isRelative = true
  var penalty = ClimbTuning.usualPenalty

  let coordinates: UnsafeMutablePointer<Lanes>
  let gradient: UnsafeMutablePointer<Lanes>
  /// Of the last pass.
  private(set) var violation = Lanes(repeating: -.infinity)
  private(set) var infeasibility = Lanes(repeating: .infinity)
  private(set) var merit = Lanes(repeating: -.infinity)

  let program: Program
  let values: UnsafeMutablePointer<Lanes>
  let slopes: UnsafeMutablePointer<Lanes>
  /// Without what is written once, in `init`.
  let steps: [Instruction]
  /// Comparisons that belong to conclusions.
  let isInConclusion: [Bool]
  private let conclusions: [Int32]
  /// Truths of the hypotheses that are not constant ends.
  private let hypotheses: [Int32]
  /// Hypotheses that are equations: the registers of both sides.
  let equations: [(left: Int32, right: Int32)]
  /// Registers that hold the reals of `forall real`, in the coordinates' order.
  private let parameters: [Int32]
  /// Hypotheses that rest on blocks which are sampled: their truths.
  let semiInfinite: [Int32]
  /// Blocks that are sampled, by the place of their first step.
  private let samplings: [Int: Sampling]

  /// A block whose real is where the block's truth is least.
  struct Sampling {
    /// The step that quantifies.
    var end: Int
    var block: Program.Block
    var target: Int
  }

  init(_ ground: GroundTheorem, evaluator: HypothesisEvaluator) {
    let program = ground.program
    self.program = program
    inputCount = program.inputCount
    var steps: [Instruction] = []
    var parameters: [Int32] = []
    var isComplete = true
    hypotheses = evaluator.constraints.filter { $0.bound?.end == nil }.map(\.truth)
    conclusions = program.conclusions.map(\.truth)
    let (climbed, cones) = Self.polarities(program, hypotheses)
    var sampled: [(step: Int, count: Int, n: Instruction)] = []
    var passes = 0
    var stepCount = 0
    for n in program.instructions {
      if n.opcode == .gaussian { isComplete = false }
      if n.opcode == .forallReal {
        let block = program.blocks[Int(n.a)]
        let count = block.instructions.count { !$0.opcode.isFixed }
        if climbed.contains(n.target) {
          parameters.append(block.parameter)
        } else {
          sampled.append((stepCount, count, n))
          passes += ClimbTuning.samplePasses * (count + 1)
        }
        stepCount += count
        steps += block.instructions
        if block.instructions.contains(where: { $0.opcode.hasBlock }) {
          isComplete = false
        }
      }
      if !n.opcode.isFixed { stepCount += 1 }
      steps.append(n)
    }
    length = steps.count + passes
    self.steps = steps.filter { !$0.opcode.isFixed }
    samplings = Dictionary(
      uniqueKeysWithValues: sampled.map { step, count, n in
        (step, Sampling(end: step + count, block: program.blocks[Int(n.a)], target: Int(n.target)))
      })
    let targets = Set(sampled.map(\.n.target))
    semiInfinite = zip(hypotheses, cones).filter { !$1.isDisjoint(with: targets) }.map(\.0)
    self.parameters = parameters
    self.isComplete = isComplete
    coordinateCount = program.inputCount + parameters.count

    equations = evaluator.constraints.filter { $0.relation == .equal }.map { ($0.left, $0.right) }

    let count = max(program.registerCount, 1)
    var isInConclusion = Array(repeating: false, count: count)
    for truth in conclusions { isInConclusion[Int(truth)] = true }
    for n in steps.reversed() where isInConclusion[Int(n.target)] {
      // Comparisons end the walk: what is below them are numbers.
      switch n.opcode {
      case .and, .or, .not: n.forEachOperand(in: program.operands) { isInConclusion[Int($0)] = true }
      case .forallReal:
        let block = program.blocks[Int(n.a)]
        isInConclusion[Int(block.body)] = true
      case .unlessVacuous: isInConclusion[Int(n.a)] = true
      default: break
      }
    }
    self.isInConclusion = isInConclusion
    coordinates = .allocate(capacity: max(coordinateCount, 1))
    coordinates.initialize(repeating: Lanes(repeating: 0), count: max(coordinateCount, 1))
    gradient = .allocate(capacity: max(coordinateCount, 1))
    gradient.initialize(repeating: Lanes(repeating: 0), count: max(coordinateCount, 1))
    values = .allocate(capacity: count)
    values.initialize(repeating: Lanes(repeating: 0), count: count)
    slopes = .allocate(capacity: count)
    slopes.initialize(repeating: Lanes(repeating: 0), count: count)
    for n in steps where n.opcode.isFixed { forwardRare(n, isRelative: false) }
  }

  deinit {
    coordinates.deallocate()
    gradient.deallocate()
    values.deallocate()
    slopes.deallocate()
  }

  /// Computes `violation`, `infeasibility` and `merit` at the coordinates.
  func run() {
    for (k, register) in parameters.enumerated() { values[Int(register)] = coordinates[inputCount + k] }
    let isRelative = isRelative
    if samplings.isEmpty {
      for n in steps { forward(n, isRelative: isRelative) }
    } else {
      for (k, n) in steps.enumerated() {
        if let sampling = samplings[k] { sample(sampling, k, isRelative: isRelative) }
        forward(n, isRelative: isRelative)
      }
    }
    var least = Lanes(repeating: .infinity)
    for truth in conclusions { least = Self.lesser(least, values[Int(truth)]) }
    violation = Self.finite(-least, or: -.infinity)
    var infeasibility = Lanes(repeating: 0)
    for truth in hypotheses {
      let robustness = values[Int(truth)]
      infeasibility += Self.larger(-robustness, Lanes(repeating: 0))
    }
    self.infeasibility = Self.finite(infeasibility, or: .infinity)
    merit = Self.finite(violation - penalty * self.infeasibility, or: -.infinity)
  }

  /// Computes `gradient`, of the merit at the coordinates of the last run.
  func differentiate() {
    clear()
    // The conclusion that fails most decides.
    var least = Lanes(repeating: .infinity)
    for truth in conclusions { least = Self.lesser(least, values[Int(truth)]) }
    var open = Lanes(repeating: -1)
    for truth in conclusions {
      let isLeast = values[Int(truth)] .== least
      slopes[Int(truth)] += Lanes(repeating: 0).replacing(with: open, where: isLeast)
      open = open.replacing(with: 0, where: isLeast)
    }
    for truth in hypotheses {
      let fails = values[Int(truth)] .< Lanes(repeating: 0)
      slopes[Int(truth)] += Lanes(repeating: 0).replacing(with: penalty, where: fails)
    }
    propagate()
  }

  /// Left less right of an equation, by the last run.
  func residual(_ k: Int) -> Lanes {
    Self.finite(values[Int(equations[k].left)] - values[Int(equations[k].right)], or: 0)
  }

  /// Computes `gradient`, of an equation's residual at the coordinates of the last run.
  func differentiate(equation k: Int) {
    clear()
    slopes[Int(equations[k].left)] += Lanes(repeating: 1)
    slopes[Int(equations[k].right)] -= Lanes(repeating: 1)
    propagate()
  }

  /// How much hypothesis `semiInfinite[k]` holds by, by the last run.
  func robustness(semiInfinite k: Int) -> Lanes { Self.finite(values[Int(semiInfinite[k])], or: 0) }

  /// Computes `gradient`, of the robustness of one of `semiInfinite` at the coordinates of the last run.
  func differentiate(semiInfinite k: Int) {
    clear()
    slopes[Int(semiInfinite[k])] += Lanes(repeating: 1)
    propagate()
  }

  /// How many hypotheses there are that are not constant ends of domains, in the evaluator's order.
  var hypothesisCount: Int { hypotheses.count }

  /// How much a hypothesis holds by, by the last run.
  func robustness(hypothesis k: Int) -> Lanes {
    Self.finite(values[Int(hypotheses[k])], or: -.infinity)
  }

  /// Computes `gradient`, of how much a hypothesis holds by at the coordinates of the last run.
  func differentiate(hypothesis k: Int) {
    clear()
    slopes[Int(hypotheses[k])] += Lanes(repeating: 1)
    propagate()
  }

  private func clear() {
    for n in steps { slopes[Int(n.target)] = Lanes(repeating: 0) }
    for sampling in samplings.values { slopes[Int(sampling.block.parameter)] = Lanes(repeating: 0) }
    for register in parameters { slopes[Int(register)] = Lanes(repeating: 0) }
    for k in 0..<inputCount { gradient[k] = Lanes(repeating: 0) }
  }

  private func propagate() {
    let isRelative = isRelative
    for n in steps.reversed() { backward(n, isRelative: isRelative) }
    for (k, register) in parameters.enumerated() { gradient[inputCount + k] = slopes[Int(register)] }
    for k in 0..<coordinateCount { gradient[k] = Self.finite(gradient[k], or: 0) }
  }

  @inline(__always)
  static func finite(_ x: Lanes, or other: Double) -> Lanes {
    // x − x is 0 but for infinities and NaN.
    Lanes(repeating: other).replacing(with: x, where: (x - x) .== Lanes(repeating: 0))
  }

  @inline(__always)
  static func lesser(_ x: Lanes, _ y: Lanes) -> Lanes { x.replacing(with: y, where: .!(x .<= y)) }

  @inline(__always)
  static func larger(_ x: Lanes, _ y: Lanes) -> Lanes { x.replacing(with: y, where: .!(x .>= y)) }
}
