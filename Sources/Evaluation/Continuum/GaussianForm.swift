import Enclosures

/// A function of x as Σ c·xⁿ·exp(k·x)·cos(ω·x) or …·sin(ω·x), whose mean over a standard normal x has a closed form:
///
///     E xⁿ·exp(κx) = exp(κ²/2)·E (x + κ)ⁿ,  κ = k + iω,
///
/// so that fast oscillation costs nothing, and equality with another closed form is decided by exact arithmetic.
struct GaussianForm<Number: RealEnclosure> {
  struct Term {
    var coefficient: Number
    var degree = 0
    var rate: Number
    var frequency: Number
    var isSine = false
  }

  var terms: [Term]

  private static var largestTermCount: Int { 64 }
  private static var largestDegree: Int { 64 }

  init(_ terms: [Term]) { self.terms = terms }

  init(constant x: Number) {
    terms = x.exactValue == 0 ? [] : [Term(coefficient: x, rate: x.constant(0), frequency: x.constant(0))]
  }

  /// x itself, numbers being like `x`.
  static func parameter(like x: Number) -> Self {
    Self([Term(coefficient: x.constant(1), degree: 1, rate: x.constant(0), frequency: x.constant(0))])
  }

  // MARK: Arithmetic

  private func isConstant(_ term: Term) -> Bool {
    term.degree == 0 && term.rate.exactValue == 0 && term.frequency.exactValue == 0
  }

  func scaled(by c: Number) -> Self {
    Self(
      terms.map {
        var term = $0
        term.coefficient = term.coefficient * c
        return term
      })
  }

  /// Terms with the same factor are put together where that is certain; nil for too many terms.
  private static func collected(_ terms: [Term]) -> Self? {
    var result: [Term] = []
    next: for term in terms {
      for k in result.indices
      where result[k].degree == term.degree && result[k].isSine == term.isSine
        && areSame(result[k].rate, term.rate) && areSame(result[k].frequency, term.frequency)
      {
        result[k].coefficient = result[k].coefficient + term.coefficient
        continue next
      }
      result.append(term)
    }
    result.removeAll { $0.coefficient.exactValue == 0 }
    return result.count <= largestTermCount ? Self(result) : nil
  }

  private static func areSame(_ x: Number, _ y: Number) -> Bool {
    guard let a = x.exactValue, let b = y.exactValue else { return false }
    return a == b
  }

  static func sum(_ x: Self, _ y: Self) -> Self? { collected(x.terms + y.terms) }

  static func product(_ x: Self, _ y: Self) -> Self? {
    guard x.terms.count * y.terms.count <= 4 * largestTermCount else { return nil }
    var result: [Term] = []
    for a in x.terms {
      for b in y.terms {
        guard let terms = product(a, b) else { return nil }
        result += terms
      }
    }
    return collected(result)
  }

  /// The products of cosines and sines become sums.
  private static func product(_ a: Term, _ b: Term) -> [Term]? {
    var term = a
    term.coefficient = a.coefficient * b.coefficient
    term.degree = a.degree + b.degree
    term.rate = a.rate + b.rate
    guard term.degree <= largestDegree else { return nil }
    if a.frequency.exactValue == 0, !a.isSine {
      (term.frequency, term.isSine) = (b.frequency, b.isSine)
      return [term]
    }
    if b.frequency.exactValue == 0, !b.isSine { return [term] }
    term.coefficient = term.coefficient * term.coefficient.constant(Rational(1, 2))
    var other = term
    term.frequency = a.frequency - b.frequency
    other.frequency = a.frequency + b.frequency
    term.isSine = a.isSine != b.isSine
    other.isSine = term.isSine
    // sin a·sin b = (cos(a − b) − cos(a + b))/2, cos a·sin b = (sin(a + b) − sin(a − b))/2.
    if a.isSine && b.isSine { other.coefficient = -other.coefficient }
    if !a.isSine && b.isSine { term.coefficient = -term.coefficient }
    if term.isSine, term.frequency.exactValue == 0 { return [other] }
    return [term, other]
  }

  func power(_ n: Int) -> Self? {
    guard let one = terms.first?.coefficient.constant(1) else { return n > 0 ? self : nil }
    guard n <= Self.largestDegree else { return nil }
    var result = Self(constant: one)
    for _ in 0..<n {
      guard let next = Self.product(result, self) else { return nil }
      result = next
    }
    return result
  }

  /// a and b of a + b·x.
  var linear: (Number?, Number?)? {
    var (constant, slope): (Number?, Number?) = (nil, nil)
    for term in terms {
      guard term.rate.exactValue == 0, term.frequency.exactValue == 0, !term.isSine else { return nil }
      switch term.degree {
      case 0: constant = constant.map { $0 + term.coefficient } ?? term.coefficient
      case 1: slope = slope.map { $0 + term.coefficient } ?? term.coefficient
      default: return nil
      }
    }
    return (constant, slope)
  }

  // MARK: The mean

  /// The mean, in numbers like `like`.
  func mean(like: Number) -> Number {
    var sum = like.constant(0)
    for term in terms { sum = sum + term.coefficient * Self.mean(term) }
    return sum
  }

  private static func mean(_ term: Term) -> Number {
    let (k, w) = (term.rate, term.frequency)
    let (zero, one) = (k.constant(0), k.constant(1))
    // Powers of κ, and Σ C(n, 2j)·(2j − 1)!!·κ^(n − 2j).
    var powers = [(one, zero)]
    for _ in 0..<term.degree {
      let (p, q) = powers[powers.count - 1]
      powers.append((p * k - q * w, p * w + q * k))
    }
    var (re, im) = (zero, zero)
    var weight = Rational(1)
    for j in 0...(term.degree / 2) {
      let n = term.degree - 2 * j
      if j > 0 { weight = weight * Rational((n + 2) * (n + 1), 2 * j) }
      let factor = k.constant(weight)
      re = re + factor * powers[n].0
      im = im + factor * powers[n].1
    }
    let size = ((k * k - w * w) * k.constant(Rational(1, 2))).exp()
    let angle = k * w
    let (cosine, sine) = (angle.cos(), angle.sin())
    return size * (term.isSine ? re * sine + im * cosine : re * cosine - im * sine)
  }
}

extension GaussianForm {
  /// The mean of block `k` in closed form at the instance that the machine holds; nil where none is seen.
  static func mean(_ machine: ScalarMachine<Number>, _ k: Int) -> (Number, Status)? {
    let block = machine.program.blocks[k]
    guard !block.instructions.contains(where: { $0.opcode == .gaussian || $0.opcode == .forallReal }) else {
      return nil
    }
    let like = Number(0, precision: machine.precision)
    machine.run(block: k, at: like)
    var reader = Reader(machine: machine, like: like, parameter: block.parameter)
    for n in block.instructions where n.opcode != .bound { reader.read(n) }
    guard let form = reader.form(block.body) else { return nil }
    return (form.mean(like: like), .defined)
  }

  private struct Reader {
    let machine: ScalarMachine<Number>
    let like: Number
    var forms: [Int32: GaussianForm]
    /// Registers of the block that depend on x as far as is seen, or have no value.
    var open: Set<Int32> = []

    init(machine: ScalarMachine<Number>, like: Number, parameter: Int32) {
      self.machine = machine
      self.like = like
      forms = [parameter: .parameter(like: like)]
    }

    /// Nil where the register has no such form, or no value that is certain.
    func form(_ register: Int32) -> GaussianForm? {
      if let known = forms[register] { return known }
      if open.contains(register) { return nil }
      let r = Int(register)
      return machine.statuses[r].isDefined ? GaussianForm(constant: machine.reals[r]) : nil
    }

    private func isConstant(_ register: Int32) -> Bool {
      if let form = forms[register] { return form.terms.allSatisfy(form.isConstant) }
      return !open.contains(register)
    }

    mutating func read(_ n: Instruction) {
      var areConstant = true
      n.forEachOperand(in: machine.program.operands) { areConstant = areConstant && isConstant($0) }
      // What does not depend on x has been computed with x = 0.
      if areConstant {
        let r = Int(n.target)
        if !n.opcode.isTruth, !machine.statuses[r].isDefined { open.insert(n.target) }
        return
      }
      if let form = combined(n) { forms[n.target] = form } else { open.insert(n.target) }
    }

    private func combined(_ n: Instruction) -> GaussianForm? {
      if n.opcode == .select {
        guard isConstant(n.a) else { return nil }
        let truth = machine.truths[Int(n.a)]
        return truth.isDecided ? form(truth == .yes ? n.b : n.c) : nil
      }
      guard !n.opcode.isTruth, let x = form(n.a) else { return nil }
      switch n.opcode {
      case .neg: return x.scaled(by: like.constant(-1))
      case .alias: return x
      case .zeroIfDefined: return GaussianForm([])
      case .powInt:
        return n.b >= 1 ? x.power(Int(n.b)) : n.b == 0 ? GaussianForm(constant: like.constant(1)) : nil
      case .exp, .sin, .cos: return function(n.opcode, x)
      default: break
      }
      guard let y = form(n.b) else { return nil }
      switch n.opcode {
      case .add: return .sum(x, y)
      case .sub: return .sum(x, y.scaled(by: like.constant(-1)))
      case .mul: return .product(x, y)
      case .div:
        guard isConstant(n.b), let divisor = y.linear?.0, divisor.isZero == .no else { return nil }
        return x.scaled(by: like.constant(1) / divisor)
      default: return nil
      }
    }

    /// exp, sin or cos of a + b·x.
    private func function(_ opcode: Opcode, _ x: GaussianForm) -> GaussianForm? {
      guard let (constant, slope) = x.linear, let slope else { return nil }
      let zero = like.constant(0)
      let a = constant ?? zero
      if opcode == .exp { return GaussianForm([Term(coefficient: a.exp(), rate: slope, frequency: zero)]) }
      let cosine = Term(coefficient: a.cos(), rate: zero, frequency: slope)
      let sine = Term(coefficient: a.sin(), rate: zero, frequency: slope)
      var (first, second) = opcode == .sin ? (sine, cosine) : (cosine, sine)
      second.isSine = true
      first.isSine = false
      if opcode == .cos { second.coefficient = -second.coefficient }
      return .collected([first, second])
    }
  }
}
