import Claims
import Enclosures
import Inputs
import Numbers
import Programs

/// Draws the inputs of a program, eight draws at once, each found by its number alone.
///
/// One for each thread.
package final class Sampler {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>
  package static let laneCount = 8

  private let plan: DrawPlan
  private let machine: ParameterMachine
  private let stream: UInt64
  private var steps: [Step] = []
  /// Rational values that are no doubles, by their tags.
  private var fractions: [Rational] = []
  /// What was drawn last, by input.
  private let values: UnsafeMutablePointer<Lanes>
  /// Numbers in `fractions` of what was drawn last, or −1; of the inputs that can have one.
  private let tags: UnsafeMutablePointer<Lanes>

  private struct Step {
    var run: Range<Int>
    var input: Int
    var isComplex: Bool
    /// Where parameters read it.
    var registers: (re: Int32?, im: Int32?)
    var law: Law
    var isTagged: Bool
  }

  /// A law with the places of its uniform numbers.
  private indirect enum Law {
    case value(Number, Number)
    case choice([(Number, Number)], place: Int)
    case simple(DistributionKind, InlineArray<3, Int32>, place: Int)
    case beside(Int32, isAbove: Bool, place: Int)
    case mixture([(weight: Int32, law: Law)], place: Int)
    case pair(DistributionPair, Law, Law)
  }

  /// A register, with the tag of its exact value where a double does not hold it.
  private struct Number {
    var register: Int32
    var tag: Double = -1
  }

  /// What a law gives: both parts with their tags, and where a parameter was none of the law's.
  private struct Drawn {
    var re: Lanes
    var im = Lanes(repeating: 0)
    var reTag = Lanes(repeating: -1)
    var imTag = Lanes(repeating: -1)
    var isWrong = Mask(repeating: false)
  }

  /// - Parameter purpose: What tells this stream of numbers from others under the seed.
  package init(_ plan: DrawPlan, seed: UInt64, purpose: String) {
    self.plan = plan
    machine = ParameterMachine(plan)
    stream = UniformLanes.stream(seed: seed, purpose: purpose)
    let count = max(plan.inputCount, 1)
    values = .allocate(capacity: count)
    values.initialize(repeating: Lanes(repeating: 0), count: count)
    tags = .allocate(capacity: count)
    tags.initialize(repeating: Lanes(repeating: -1), count: count)
    var place = 0
    var start = 0
    for step in plan.steps {
      let end = machine.stepCount(before: step.instructionEnd)
      let count = fractions.count
      let law = law(step.law, &place)
      steps.append(
        Step(
          run: start..<max(start, end), input: step.input, isComplex: step.isComplex,
          registers: (
            machine.register(of: step.input), step.isComplex ? machine.register(of: step.input + 1) : nil
          ), law: law, isTagged: fractions.count > count))
      start = max(start, end)
    }
  }

  deinit {
    values.deallocate()
    tags.deallocate()
  }

  private func law(_ law: DrawPlan.Law, _ place: inout Int) -> Law {
    func next() -> Int {
      defer { place += 1 }
      return place
    }
    switch law {
    case .values(let list):
      let numbers = list.map { (number($0.re), $0.im.map { number($0) } ?? Number(register: -1)) }
      return numbers.count == 1 ? .value(numbers[0].0, numbers[0].1) : .choice(numbers, place: next())
    case .simple(let kind, let parameters):
      var registers = InlineArray<3, Int32>(repeating: 0)
      for (k, parameter) in parameters.enumerated() { registers[k] = parameter.register }
      defer { if kind == .student { place += 1 } }
      return .simple(kind, registers, place: next())
    case .beside(let end, let isAbove): return .beside(end.register, isAbove: isAbove, place: next())
    case .mixture(let components):
      let own = next()
      return .mixture(components.map { ($0.weight.register, self.law($0.law, &place)) }, place: own)
    case .pair(let pair, let first, let second):
      return .pair(pair, self.law(first, &place), self.law(second, &place))
    }
  }

  private func number(_ parameter: DrawPlan.Parameter) -> Number {
    guard let exact = parameter.exact, Rational(exactly: exact.approximation) != exact else {
      return Number(register: parameter.register)
    }
    fractions.append(exact)
    return Number(register: parameter.register, tag: Double(fractions.count - 1))
  }

  // MARK: Drawing

  /// Draws eight draws by their numbers.
  ///
  /// - Returns: The first lane and step at which a parameter is none of its law's or a number drawn is not finite; nil where
  ///   all is well.
  func draw(_ draws: SIMD8<UInt64>) -> (lane: Int, step: Int)? {
    let uniform = UniformLanes(stream: stream, draws: draws)
    var wrong: (lane: Int, step: Int)?
    for (k, step) in steps.enumerated() {
      if !step.run.isEmpty { machine.run(step.run) }
      var isWrong: Mask
      if case .simple(.uniform, let registers, let place) = step.law {
        // The most frequent law by itself.
        let (low, high) = (machine[registers[0]], machine[registers[1]])
        let value = low + (high - low) * uniform.uniform(place)
        values[step.input] = value
        if let register = step.registers.re { machine.set(register, value) }
        isWrong = .!(low .<= high) .| .!(LaneMath.magnitude(value) .< Lanes(repeating: .infinity))
        if step.isComplex {
          values[step.input + 1] = Lanes(repeating: 0)
          if let register = step.registers.im { machine.set(register, Lanes(repeating: 0)) }
        }
      } else {
        let drawn = drawn(step.law, uniform)
        values[step.input] = drawn.re
        if let register = step.registers.re { machine.set(register, drawn.re) }
        isWrong = drawn.isWrong .| .!(LaneMath.magnitude(drawn.re) .< Lanes(repeating: .infinity))
        if step.isTagged { tags[step.input] = drawn.reTag }
        if step.isComplex {
          values[step.input + 1] = drawn.im
          if step.isTagged { tags[step.input + 1] = drawn.imTag }
          if let register = step.registers.im { machine.set(register, drawn.im) }
          isWrong = isWrong .| .!(LaneMath.magnitude(drawn.im) .< Lanes(repeating: .infinity))
        }
      }
      if wrong == nil, any(isWrong), let lane = (0..<8).first(where: { isWrong[$0] }) { wrong = (lane, k) }
    }
    return wrong
  }

  private func drawn(_ law: Law, _ uniform: UniformLanes) -> Drawn {
    switch law {
    case .value(let re, let im): return drawn(re, im)
    case .choice(let numbers, let place):
      let u = uniform.uniform(place)
      let chosen = (u * Double(numbers.count)).rounded(.down)
      var result = drawn(numbers[0].0, numbers[0].1)
      for k in 1..<numbers.count {
        choose(&result, drawn(numbers[k].0, numbers[k].1), where: chosen .== Double(k))
      }
      return result
    case .simple(let kind, let registers, let place): return simple(kind, registers, place, uniform)
    case .beside(let end, let isAbove, let place):
      let distance = -LaneMath.log(1 - uniform.uniform(place))
      return Drawn(re: isAbove ? machine[end] + distance : machine[end] - distance)
    case .mixture(let components, let place):
      var sum = Lanes(repeating: 0)
      var isWrong = Mask(repeating: false)
      for (weight, _) in components {
        isWrong = isWrong .| .!(machine[weight] .>= 0)
        sum += machine[weight]
      }
      isWrong = isWrong .| .!(sum .> 0)
      let level = uniform.uniform(place) * sum
      var below = Lanes(repeating: 0)
      var result: Drawn?
      for (weight, part) in components {
        let next = drawn(part, uniform)
        let isHere = level .>= below .& machine[weight] .> 0
        if result != nil { choose(&result!, next, where: isHere) } else { result = next }
        below += machine[weight]
      }
      var whole = result ?? Drawn(re: Lanes(repeating: .nan))
      whole.isWrong = whole.isWrong .| isWrong
      return whole
    case .pair(let pair, let first, let second):
      let (x, y) = (drawn(first, uniform), drawn(second, uniform))
      let isWrong = x.isWrong .| y.isWrong
      switch pair {
      case .parts: return Drawn(re: x.re, im: y.re, reTag: x.reTag, imTag: y.reTag, isWrong: isWrong)
      case .polar:
        return Drawn(re: x.re * LaneMath.cosine(y.re), im: x.re * LaneMath.sine(y.re), isWrong: isWrong)
      }
    }
  }

  private func drawn(_ re: Number, _ im: Number) -> Drawn {
    Drawn(
      re: machine[re.register], im: im.register < 0 ? Lanes(repeating: 0) : machine[im.register],
      reTag: Lanes(repeating: re.tag), imTag: Lanes(repeating: im.tag))
  }

  private func choose(_ result: inout Drawn, _ other: Drawn, where mask: Mask) {
    result.re.replace(with: other.re, where: mask)
    result.im.replace(with: other.im, where: mask)
    result.reTag.replace(with: other.reTag, where: mask)
    result.imTag.replace(with: other.imTag, where: mask)
    result.isWrong = (result.isWrong .& .!mask) .| (other.isWrong .& mask)
  }

  private func simple(
    _ kind: DistributionKind, _ registers: InlineArray<3, Int32>, _ place: Int, _ uniform: UniformLanes
  ) -> Drawn {
    let (a, b) = (machine[registers[0]], machine[registers[1]])
    let u = uniform.uniform(place)
    switch kind {
    case .point, .choice: return Drawn(re: Lanes(repeating: .nan))
    case .uniform: return Drawn(re: a + (b - a) * u, isWrong: .!(a .<= b))
    case .integers:
      let (low, high) = (a.rounded(.up), b.rounded(.down))
      return Drawn(re: low + (u * (high - low + 1)).rounded(.down), isWrong: .!(low .<= high))
    case .loguniform:
      return Drawn(re: a * LaneMath.exp(u * LaneMath.log(b / a)), isWrong: .!(a .> 0 .& a .<= b))
    case .normal: return Drawn(re: a + b * NormalQuantile.value(u), isWrong: .!(b .>= 0))
    case .lognormal:
      return Drawn(re: LaneMath.exp(a + b * NormalQuantile.value(u)), isWrong: .!(b .>= 0))
    case .exponential: return Drawn(re: -LaneMath.log(1 - u) / a, isWrong: .!(a .> 0))
    case .bernoulli:
      return Drawn(
        re: Lanes(repeating: 0).replacing(with: 1, where: u .< a), isWrong: .!(a .>= 0 .& a .<= 1))
    case .student:
      // Bailey, Mathematics of Computation 62 (1994) 779: the polar way, by two uniform numbers.
      let size = (a * (LaneMath.exp(LaneMath.log(u) * (-2 / a)) - 1)).squareRoot()
      let cosine = LaneMath.turn(uniform.uniform(place + 1)).cosine
      let scale = machine[registers[2]]
      return Drawn(re: b + scale * (size * cosine), isWrong: .!(a .> 0 .& scale .>= 0))
    }
  }

  // MARK: What was drawn

  /// Encloses the numbers of the last draw.
  func enclose(into balls: UnsafeMutablePointer<BallLanes>) {
    for k in steps.indices {
      let (first, isTagged) = (steps[k].input, steps[k].isTagged)
      for input in first...(steps[k].isComplex ? first + 1 : first) {
        balls[input] = BallLanes(values[input])
        guard isTagged else { continue }
        for lane in 0..<Self.laneCount where tags[input][lane] >= 0 {
          balls[input][lane] = Ball(fractions[Int(tags[input][lane])], precision: 53)
        }
      }
    }
  }

  /// The numbers of one lane, exactly.
  func instance(_ lane: Int) -> [Rational] {
    (0..<plan.inputCount).map { input in
      let tag = tags[input][lane]
      if tag >= 0 { return fractions[Int(tag)] }
      return Rational(exactly: values[input][lane]) ?? 0
    }
  }

  /// A number of one lane, as a double.
  func value(_ input: Int, _ lane: Int) -> Double { values[input][lane] }

  /// What is wrong with a step's parameters in a lane.
  func complaint(_ wrong: (lane: Int, step: Int), _ theorem: Theorem, sizes: [Int], draw: UInt64)
    -> InputError
  {
    let step = plan.steps[wrong.step]
    let declared = step.variable >= 0 ? theorem.variables[step.variable] : nil
    let name = declared.map { variable in
      step.indices.isEmpty
        ? variable.name : "\(variable.name)[\(step.indices.map(String.init).joined(separator: ","))]"
    }
    let place = zip(theorem.sizes, sizes).map { "\($0.name) = \($1)" }.joined(separator: ", ")
    let at = place.isEmpty ? "" : " at \(place)"
    return InputError(
      file: declared?.file ?? theorem.file, position: step.position,
      message: "draw \(draw)\(at): \(name.map { "'\($0)'" } ?? "the size") cannot be drawn: "
        + fault(step.law, wrong.lane))
  }

  private func fault(_ law: DrawPlan.Law, _ lane: Int) -> String {
    func shown(_ parameter: DrawPlan.Parameter) -> String {
      let value = machine[parameter.register][lane]
      return value.isNaN ? "without a value" : "\(value)"
    }
    switch law {
    case .values: return "its value is not finite, or has no value"
    case .beside(let end, _): return "the end of its domain is \(shown(end))"
    case .mixture(let components):
      return
        "the weights are \(components.map { shown($0.weight) }.joined(separator: ", ")), or a part is wrong"
    case .pair: return "a part is wrong or not finite"
    case .simple(let kind, let parameters):
      let list = parameters.map(shown).joined(separator: ", ")
      let rule =
        switch kind {
        case .uniform: "the lower end is at most the upper end"
        case .integers: "a whole number lies between the ends"
        case .loguniform: "the lower end is above 0 and at most the upper end"
        case .normal, .lognormal: "the deviation is not negative, and what is drawn is finite"
        case .exponential: "the rate is above 0"
        case .student:
          "the degrees of freedom are above 0, the scale is not negative, and what is drawn is finite"
        case .bernoulli: "the probability lies from 0 to 1"
        case .point, .choice: "the value is finite"
        }
      return "the parameters of '\(kind.rawValue)' are \(list); \(rule)"
    }
  }
}
