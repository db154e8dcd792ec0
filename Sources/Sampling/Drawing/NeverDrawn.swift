import Claims
import Inputs
import Numbers
import Programs

/// A value of an instance that its distribution cannot give.
///
/// Only what is certain is said: the parameters are the same for every draw and rational, and the value lies outside the
/// law's support by more than drawing could round. Of a parameter that is drawn or irrational nothing is said.
package struct NeverDrawn: Sendable, Equatable {
  /// `x[1]`, or a size.
  package var name: String
  package var value: ExactComplex
  /// How it is drawn, in the claim language: `exponential(1)`.
  package var law: String

  /// All of an instance, in the order of the declarations.
  package static func all(in instance: Instance, of theorem: Theorem) -> [NeverDrawn] {
    guard theorem.hasDistributions else { return [] }
    var found: [NeverDrawn] = []
    for (k, size) in theorem.sizes.enumerated() where size.distribution != nil {
      let before = Array(instance.sizes.prefix(k))
      guard let plan = try? DrawPlan.lower(theorem, size: k, after: before), let step = plan.steps.first,
        Support(step.law).excludes(size: instance.sizes[k])
      else { continue }
      found.append(
        NeverDrawn(
          name: size.name, value: ExactComplex(re: Rational(instance.sizes[k])),
          law: theorem.distributionText(size: k) ?? ""))
    }
    guard theorem.variables.contains(where: { $0.distribution != nil }),
      let plan = try? DrawPlan.lower(theorem, sizes: instance.sizes)
    else { return found }
    for (k, variable) in theorem.variables.enumerated() where variable.distribution != nil {
      // Inputs are numbered in the order of the elements.
      let steps = plan.steps.filter { $0.variable == k }.sorted { $0.input < $1.input }
      guard steps.count == instance.values[k].count else { continue }
      for (step, value) in zip(steps, instance.values[k]) where Support(step.law).excludes(value) {
        let indices = step.indices.map(String.init).joined(separator: ",")
        found.append(
          NeverDrawn(
            name: indices.isEmpty ? variable.name : "\(variable.name)[\(indices)]", value: value,
            law: theorem.distributionText(variable: k) ?? ""))
      }
    }
    return found
  }
}

/// A set that certainly holds everything that a law can give.
private indirect enum Support {
  /// All numbers: nothing is known.
  case everything
  /// Real numbers between two ends, closed; nil is no end.
  case reals(Rational?, Rational?)
  case wholes(Integer, Integer)
  case values([ExactComplex])
  case union([Support])
  case parts(Support, Support)
  /// Complex numbers whose modulus is that of a real number of the set.
  case moduli(Support)

  /// What drawing in double arithmetic may be off by, in proportion; some thousand times its error.
  private static let slack = Rational(2).power(-40)

  init(_ law: DrawPlan.Law) {
    switch law {
    case .values(let list): self = Self.values(list)
    case .simple(let kind, let parameters): self = Self.simple(kind, parameters.map(\.exact))
    // What a domain says is a hypothesis, which counterexamples meet.
    case .beside: self = .everything
    case .mixture(let components):
      self = .union(components.filter { $0.weight.exact?.isZero != true }.map { Support($0.law) })
    case .pair(.parts, let re, let im): self = .parts(Support(re), Support(im))
    case .pair(.polar, let modulus, _): self = .moduli(Support(modulus))
    }
  }

  private static func values(_ list: [DrawPlan.Value]) -> Support {
    var known: [ExactComplex] = []
    for value in list {
      guard let re = value.re.exact else { return .everything }
      guard let part = value.im else {
        known.append(ExactComplex(re: re))
        continue
      }
      guard let im = part.exact else { return .everything }
      known.append(ExactComplex(re: re, im: im))
    }
    return .values(known)
  }

  private static func simple(_ kind: DistributionKind, _ parameters: [Rational?]) -> Support {
    func parameter(_ k: Int) -> Rational? { parameters.indices.contains(k) ? parameters[k] : nil }
    switch kind {
    case .point, .choice, .normal, .student: return .everything
    case .exponential, .lognormal: return .reals(0, nil)
    case .uniform:
      guard let low = parameter(0), let high = parameter(1) else { return .everything }
      let margin = (low.magnitude + high.magnitude) * slack
      return .reals(low - margin, high + margin)
    case .loguniform:
      return .reals(parameter(0).map { $0 * (1 - slack) } ?? 0, parameter(1).map { $0 * (1 + slack) })
    case .integers:
      guard let low = parameter(0), let high = parameter(1) else { return .everything }
      return .wholes(
        (low - low.magnitude * slack).ceiling, (high + high.magnitude * slack).floor)
    case .bernoulli:
      switch parameter(0) {
      case 0?: return .values([ExactComplex(re: 0)])
      case 1?: return .values([ExactComplex(re: 1)])
      default: return .values([ExactComplex(re: 0), ExactComplex(re: 1)])
      }
    }
  }

  func excludes(_ z: ExactComplex) -> Bool {
    switch self {
    case .everything: return false
    case .reals(let low, let high):
      return !z.im.isZero || low.map { z.re < $0 } ?? false || high.map { z.re > $0 } ?? false
    case .wholes(let low, let high):
      return !z.im.isZero || !z.re.isInteger || z.re < Rational(low) || z.re > Rational(high)
    case .values(let list): return !list.contains { $0.re == z.re && $0.im == z.im }
    case .union(let sets): return sets.allSatisfy { $0.excludes(z) }
    case .parts(let re, let im):
      return re.excludes(ExactComplex(re: z.re)) || im.excludes(ExactComplex(re: z.im))
    case .moduli(let set): return set.excludesModulus(squared: z.re * z.re + z.im * z.im)
    }
  }

  /// Whether no number of the set has about this modulus.
  private func excludesModulus(squared square: Rational) -> Bool {
    let (least, most) = (square * (1 - Self.slack), square * (1 + Self.slack))
    switch self {
    case .everything, .parts, .moduli: return false
    case .reals(let low, let high):
      guard let high else { return low.map { $0 > 0 && $0 * $0 > most } ?? false }
      let isBeyond = low.map { max($0 * $0, high * high) < least } ?? false
      let isInside = low.map { $0 > 0 && $0 * $0 > most } ?? false
      return isBeyond || isInside || (high < 0 && high * high > most)
    case .wholes(let low, let high):
      return Support.reals(Rational(low), Rational(high)).excludesModulus(squared: square)
    case .values(let list): return !list.contains { $0.re * $0.re >= least && $0.re * $0.re <= most }
    case .union(let sets): return sets.allSatisfy { $0.excludesModulus(squared: square) }
    }
  }

  /// Of a size, which is what is drawn rounded down.
  func excludes(size: Int) -> Bool {
    let (low, high) = (Rational(size), Rational(size) + 1)
    switch self {
    case .everything, .parts, .moduli: return false
    case .reals(let least, let most):
      return least.map { high < $0 } ?? false || most.map { low > $0 } ?? false
    case .wholes(let least, let most): return low < Rational(least) || low > Rational(most)
    case .values(let list):
      // What is nearly a whole number may be drawn as it.
      return !list.contains { value in
        let margin = value.re.magnitude * Self.slack
        return value.re + margin >= low && value.re - margin < high
      }
    case .union(let sets): return sets.allSatisfy { $0.excludes(size: size) }
    }
  }
}
