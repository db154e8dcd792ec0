import Numbers
import Programs

/// Computes the parameters of distributions for eight draws at once, in plain doubles; NaN where something has no value.
final class ParameterMachine {
  typealias Lanes = SIMD8<Double>

  private let plan: DrawPlan
  /// What is run, and how much of it stands before each instruction of the plan.
  private let steps: [Instruction]
  private let values: UnsafeMutablePointer<Lanes>

  init(_ plan: DrawPlan) {
    self.plan = plan
    let needed = plan.instructions.filter { plan.isNeeded[Int($0.target)] }
    steps = needed.filter { !$0.opcode.isFixed && $0.opcode != .input }
    values = .allocate(capacity: max(plan.instructions.count, 1))
    values.initialize(repeating: Lanes(repeating: .nan), count: max(plan.instructions.count, 1))
    var register: [Int32: Int32] = [:]
    for n in needed where n.opcode == .input { register[n.a] = n.target }
    registers = register
    for n in needed where n.opcode.isFixed { execute(n) }
  }

  /// The registers of the inputs that are read.
  private let registers: [Int32: Int32]

  deinit { values.deallocate() }

  subscript(_ register: Int32) -> Lanes { values[Int(register)] }

  /// The register to be set when an input is drawn; nil where no parameter reads it.
  func register(of input: Int) -> Int32? { registers[Int32(input)] }

  func set(_ register: Int32, _ value: Lanes) { values[Int(register)] = value }

  /// How many steps stand before an instruction of the plan.
  func stepCount(before instruction: Int) -> Int {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(steps[middle].target) < instruction { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func run(_ range: Range<Int>) {
    for k in range { execute(steps[k]) }
  }

  private static let yes = Lanes(repeating: 1)
  private static let no = Lanes(repeating: 0)

  /// Truths are 1 and 0, and NaN where a side has no value.
  private func truth(_ n: Instruction, _ relation: (Lanes, Lanes) -> SIMDMask<SIMD8<Int64>>) -> Lanes {
    let (x, y) = (values[Int(n.a)], values[Int(n.b)])
    return Self.no.replacing(with: Self.yes, where: relation(x, y))
      .replacing(with: .nan, where: x .!= x .| y .!= y)
  }

  private func execute(_ n: Instruction) {
    let (a, b, c, target) = (Int(n.a), Int(n.b), Int(n.c), Int(n.target))
    let nan = Lanes(repeating: .nan)
    switch n.opcode {
    case .input: break
    case .constant: values[target] = Lanes(repeating: plan.constants[a].approximation)
    case .pi: values[target] = Lanes(repeating: .pi)
    case .bound, .failure, .indeterminate, .gaussian, .forallReal, .isUndecided: values[target] = nan
    case .add: values[target] = values[a] + values[b]
    case .sub: values[target] = values[a] - values[b]
    case .mul: values[target] = values[a] * values[b]
    case .div: values[target] = (values[a] / values[b]).replacing(with: .nan, where: values[b] .== 0)
    case .neg: values[target] = -values[a]
    case .abs: values[target] = LaneMath.magnitude(values[a])
    // NaN on either side stays NaN.
    case .min:
      let sum = values[a] + values[b]
      values[target] = values[b].replacing(with: values[a], where: values[a] .< values[b])
        .replacing(with: .nan, where: sum .!= sum)
    case .max:
      let sum = values[a] + values[b]
      values[target] = values[b].replacing(with: values[a], where: values[a] .> values[b])
        .replacing(with: .nan, where: sum .!= sum)
    case .zeroIfDefined: values[target] = Self.no.replacing(with: .nan, where: values[a] .!= values[a])
    case .alias, .unlessVacuous: values[target] = values[a]
    case .powInt: values[target] = LaneMath.power(values[a], Int(n.b))
    case .pow: values[target] = LaneMath.power(values[a], values[b])
    case .sqrt: values[target] = values[a].squareRoot()
    case .exp: values[target] = LaneMath.exp(values[a])
    case .log: values[target] = LaneMath.log(values[a]).replacing(with: .nan, where: values[a] .<= 0)
    case .sin: values[target] = LaneMath.sine(values[a])
    case .cos: values[target] = LaneMath.cosine(values[a])
    case .tanh: values[target] = LaneMath.tanh(values[a])
    case .sigmoid: values[target] = LaneMath.sigmoid(values[a])
    case .softplus: values[target] = LaneMath.softplus(values[a])
    case .silu: values[target] = values[a] * LaneMath.sigmoid(values[a])
    case .atan2: values[target] = LaneMath.angle(values[a], values[b])
    case .withSign:
      let size = LaneMath.magnitude(values[a])
      values[target] = size.replacing(with: -size, where: values[b] .< 0)
    case .select:
      values[target] = nan.replacing(with: values[b], where: values[a] .== Self.yes)
        .replacing(with: values[c], where: values[a] .== Self.no)
    case .agree: values[target] = nan.replacing(with: values[a], where: values[a] .== values[b])
    case .derivativeSwitch:
      let o = (0..<Instruction.pooledCount).map { values[Int(plan.operands[a + $0])] }
      values[target] = nan.replacing(with: o[4], where: o[1] .== Self.yes)
        .replacing(with: o[5], where: o[1] .== Self.no)
    case .isTrue: values[target] = Self.yes
    case .isFalse: values[target] = Self.no
    case .less: values[target] = truth(n) { $0 .< $1 }
    case .lessOrEqual: values[target] = truth(n) { $0 .<= $1 }
    case .equal: values[target] = truth(n) { $0 .== $1 }
    case .not: values[target] = 1 - values[a]
    // A settled part settles the whole.
    case .and:
      let (x, y) = (values[a], values[b])
      values[target] = (x * y).replacing(with: Self.no, where: x .== Self.no .| y .== Self.no)
    case .or:
      let (x, y) = (values[a], values[b])
      values[target] = (x + y - x * y).replacing(with: Self.yes, where: x .== Self.yes .| y .== Self.yes)
    }
  }
}
