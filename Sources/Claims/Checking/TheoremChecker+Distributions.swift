import Inputs
import Numbers

/// What follows `~`.
extension TheoremChecker {
  /// The distribution of a variable.
  func distribution(
    of declaration: VariableDeclaration, _ scope: Scope
  ) throws(InputError) -> Distribution? {
    guard let syntax = declaration.syntax.distribution else { return nil }
    isDrawing = true
    defer { isDrawing = false }
    return try distribution(syntax, isComplex: declaration.isComplex, scope)
  }

  private func distribution(
    _ value: Syntax.Distribution, isComplex: Bool, _ scope: Scope
  ) throws(InputError) -> Distribution {
    switch value {
    case .simple(let kind, let parameters, let mark):
      try hold(kind, parameters, mark)
      let rule =
        isComplex
        ? "'\(kind.rawValue)' takes real numbers ('parts' and 'polar' draw complex ones)"
        : "'\(kind.rawValue)' takes real numbers"
      let takesComplex = isComplex && (kind == .point || kind == .choice)
      var terms: [Term] = []
      for parameter in parameters {
        let term =
          takesComplex
          ? try self.term(parameter.value, scope).term
          : try real(parameter.value, scope, rule)
        terms.append(parameter.label?.text == "variance" ? root(of: term, parameter) : term)
      }
      // The second parameter stands for the variance, as in N(m, v).
      if kind == .normal || kind == .lognormal, parameters[1].label == nil {
        terms[1] = root(of: terms[1], parameters[1])
      }
      if kind == .exponential, parameters[0].label?.text == "mean" {
        terms[0] = .product([
          .init(isDivisor: false, term: .number(1), position: mark.position),
          .init(isDivisor: true, term: terms[0], position: mark.position),
        ])
      }
      if kind == .student { terms += [Term.number(0), .number(1)].dropFirst(terms.count - 1) }
      return .simple(kind, terms, mark.position)
    case .mixture(let components, let mark):
      let weights = components.map { ConstantValue($0.weight)?.realValue }
      for (component, weight) in zip(components, weights) {
        guard let weight, weight < 0 else { continue }
        throw error(at: component.weight.position, "a weight is at least 0, not \(weight)")
      }
      if weights.allSatisfy({ $0?.isZero ?? false }) {
        throw error(
          at: mark.position,
          "the weights of this mixture are all 0; at least one is above, as in '\(Parser.example("mixture"))'"
        )
      }
      let parts = try components.map { component throws(InputError) in
        Distribution.Component(
          weight: try real(component.weight, scope, "a weight is real"),
          distribution: try distribution(component.distribution, isComplex: isComplex, scope))
      }
      return .mixture(parts, mark.position)
    case .pair(let pair, let first, let second, let mark):
      guard isComplex else {
        throw error(
          at: mark.position,
          "'\(pair.rawValue)' draws complex numbers, and here a real one is drawn; a variable that is declared "
            + "'complex' takes it, and within it 'polar' and 'parts' take real distributions")
      }
      return .pair(
        pair, try distribution(first, isComplex: false, scope),
        try distribution(second, isComplex: false, scope),
        mark.position)
    }
  }

  private func root(of term: Term, _ parameter: Syntax.Distribution.Parameter) -> Term {
    .function(.sqrt, term, parameter.value.position)
  }

  /// The distribution of a size, of numbers and the sizes before it.
  func sizeDistribution(_ k: Int) throws(InputError) -> Distribution? {
    guard let syntax = sizeDistributions[k].syntax else { return nil }
    here = sizeDistributions[k].source
    drawnSize = k
    defer { drawnSize = nil }
    return try tolerantly { () throws(InputError) in
      let drawn = try distribution(
        syntax, isComplex: false,
        Scope(freeIndices: .forbidden(remedy: "sizes are drawn before there are any indices")))
      try holdRange(of: sizes[k], syntax)
      return drawn
    }
  }

  /// Refuses a size that has no value yet where another is drawn.
  func known(_ size: Int, _ name: Syntax.Name) throws(InputError) {
    if let drawnSize, size >= drawnSize { throw notYetDrawn(name) }
  }

  /// Refuses a size that would be drawn again for ever.
  private func holdRange(of size: Size, _ drawn: Syntax.Distribution) throws(InputError) {
    guard let (low, high) = drawn.wholeNumbers,
      high.map({ $0 < Integer(size.minimum) }) ?? false
        || low.map({ $0 > Integer(size.largestAllowed) }) ?? false
    else { return }
    let numbers =
      switch (low, high) {
      case (let low?, let high?) where low < high: "numbers from \(low) to \(high)"
      case (let low?, let high?): low == high ? "\(low) alone" : "numbers below \(low)"
      case (let low?, nil): "numbers from \(low) on"
      case (nil, let high): "numbers up to \(high ?? 0)"
      }
    let range = size.maximum.map { "from \(size.minimum) to \($0)" } ?? "at least \(size.minimum)"
    throw error(
      at: drawn.position,
      "the size '\(size.name)' is \(range), and this draws \(numbers), rounded down; give it another range or distribution"
    )
  }

  func notYetDrawn(_ name: Syntax.Name) -> InputError {
    error(
      at: name.position,
      "'\(name.text)' is not known when this size is drawn; its distribution speaks of numbers and of sizes before it"
    )
  }

  // MARK: Rules

  /// How many parameters, which labels, and what can be told of numbers.
  private func hold(
    _ kind: DistributionKind, _ parameters: [Syntax.Distribution.Parameter], _ mark: Syntax.Mark
  ) throws(InputError) {
    let example = Parser.example(kind.rawValue)
    func fail(_ position: Position, _ message: String) -> InputError {
      error(at: position, "\(message); write '\(example)'")
    }
    let counts: ClosedRange<Int> =
      switch kind {
      case .point, .exponential, .bernoulli: 1...1
      case .uniform, .integers, .loguniform, .normal, .lognormal: 2...2
      case .student: 1...3
      case .choice: 1...Syntax.listLimit
      }
    guard counts.contains(parameters.count) else {
      let count =
        counts.lowerBound == counts.upperBound
        ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
      throw fail(
        mark.position,
        "'\(kind.rawValue)' takes \(count) \(counts.upperBound == 1 ? "parameter" : "parameters"), not \(parameters.count)"
      )
    }
    for (place, parameter) in parameters.enumerated() {
      guard let label = parameter.label else { continue }
      let admitted = Self.labels(kind, place)
      guard admitted.contains(label.text) else {
        let list = admitted.map { "'\($0) = ...'" }.joined(separator: " or ")
        throw error(
          at: label.position,
          admitted.isEmpty
            ? "the parameters of '\(kind.rawValue)' have no names: write '\(example)'"
            : "'\(label.text)' is no parameter of '\(kind.rawValue)' at this place; there is \(list)")
      }
    }
    let values = parameters.map { ConstantValue($0.value)?.realValue }
    func refuse(_ place: Int, _ rule: String, where isWrong: (Rational) -> Bool) throws(InputError) {
      guard place < values.count, let value = values[place], isWrong(value) else { return }
      throw error(at: parameters[place].value.position, "\(rule), not \(value)")
    }
    switch kind {
    case .uniform, .integers, .loguniform:
      if kind == .loguniform {
        for place in 0...1 { try refuse(place, "the ends of 'loguniform' are above 0") { $0 <= 0 } }
      }
      if let low = values[0], let high = values[1], low > high {
        throw error(
          at: parameters[0].value.position,
          "the lower end comes first, and \(low) is above \(high); write '\(kind.rawValue)(\(high), \(low))'")
      }
      if kind == .integers, let low = values[0], let high = values[1], low.ceiling > high.floor {
        throw fail(parameters[0].value.position, "no whole number lies from \(low) to \(high)")
      }
    case .normal, .lognormal:
      try refuse(1, "a \(parameters[1].label?.text ?? "variance") is at least 0") { $0 < 0 }
    case .exponential:
      try refuse(0, "the \(parameters[0].label?.text ?? "rate") of 'exponential' is above 0") { $0 <= 0 }
    case .student:
      try refuse(0, "the degrees of freedom are above 0") { $0 <= 0 }
      try refuse(2, "a scale is at least 0") { $0 < 0 }
    case .bernoulli: try refuse(0, "a probability lies from 0 to 1") { $0 < 0 || $0 > 1 }
    case .point, .choice: break
    }
  }

  private static func labels(_ kind: DistributionKind, _ place: Int) -> [String] {
    switch (kind, place) {
    case (.uniform, 0), (.integers, 0), (.loguniform, 0): ["low"]
    case (.uniform, 1), (.integers, 1), (.loguniform, 1): ["high"]
    case (.normal, 0), (.lognormal, 0): ["mean"]
    case (.normal, 1), (.lognormal, 1): ["variance", "deviation"]
    case (.exponential, 0): ["rate", "mean"]
    case (.student, 0): ["freedom"]
    case (.student, 1): ["centre"]
    case (.student, 2): ["scale"]
    case (.bernoulli, 0): ["probability"]
    default: []
    }
  }
}

extension Syntax.Distribution {
  /// The least and the greatest whole number that can come out, rounded down, where that can be told; nil in their
  /// places where there is none, and as a whole where nothing is known.
  fileprivate var wholeNumbers: (low: Integer?, high: Integer?)? {
    switch self {
    case .simple(let kind, let parameters, _):
      let values = parameters.map { ConstantValue($0.value)?.realValue }
      switch kind {
      case .point, .choice:
        let known = values.compactMap { $0?.floor }
        guard known.count == values.count, let low = known.min(), let high = known.max() else { return nil }
        return (low, high)
      case .uniform, .loguniform, .integers:
        // The upper end itself comes out with probability 0, unless it is the only number.
        return (
          values[0].map { kind == .integers ? $0.ceiling : $0.floor },
          values[1].map { kind == .integers || $0 == values[0] ? $0.floor : $0.ceiling - 1 }
        )
      case .exponential, .lognormal: return (0, nil)
      case .bernoulli: return (0, 1)
      case .normal, .student: return nil
      }
    case .mixture(let components, _):
      var all: (low: Integer?, high: Integer?)?
      for component in components where ConstantValue(component.weight)?.isZero != true {
        guard let next = component.distribution.wholeNumbers else { return nil }
        guard let known = all else {
          all = next
          continue
        }
        all = (
          known.low.flatMap { low in next.low.map { min(low, $0) } },
          known.high.flatMap { high in next.high.map { max(high, $0) } }
        )
      }
      return all
    case .pair: return nil
    }
  }
}
