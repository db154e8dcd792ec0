import Claims

/// A way to make an instance at any size without a draw: what fails for long sequences alone mostly fails at such ones.
indirect enum Recipe: Hashable, Sendable {
  /// Where a value is sent.
  enum Aim: Hashable, CaseIterable, Sendable { case zero, one, minusOne, low, high, middle }
  /// What a ray's direction is like along the first index.
  enum Shape: Hashable, CaseIterable, Sendable {
    case constant, alternating, rising, falling, allButFirst, onlyFirst, halving, doubling
  }

  /// Which of the variables goes as far as it can at the expense of the others: the one declared first, the one declared
  /// last, or the last at the first index alone.
  enum Order: Hashable, Sendable { case declared, reversed, reversedAtFirst }

  /// Every value where its domain allows, whatever hypotheses on several say.
  case level(Aim)
  /// Value after value, along the first index, each as far towards its variable's aim as the hypotheses on it and
  /// those before it allow; the first of each variable towards an aim of its own.
  case saturated(aims: [Aim], first: Aim?, order: Order)
  /// From 0 (or what is next to it in the domain) along a direction, as far as the hypotheses hold.
  case ray(Shape, variable: Int?, isNegative: Bool)
  /// Where hypotheses pin the first and the last: what lies below (above) both the farthest from the one and the farthest
  /// from the other.
  case tent(Aim, ends: Aim?)
  /// One end of the domain up to an index and the other from there on, so that an equation holds; the value between them
  /// settles it.
  case switched(equation: Int, isHighFirst: Bool)
  /// Another recipe's, with imaginary parts next to 0.
  case real(Recipe)

  static let levels: [Recipe] = [.zero, .one, .low, .high, .middle, .minusOne].map { .level($0) }
  static let complexLevels = levels + [.one, .minusOne].map { .real(.level($0)) }

  /// All that are tried on a theorem where a size is looked at thoroughly, the simplest first.
  static func all(_ theorem: Theorem) -> [Recipe] {
    all(
      variables: theorem.variables.count, isIndexed: theorem.variables.map { !$0.indices.isEmpty },
      isComplex: theorem.variables.contains(where: \.isComplex))
  }

  /// The same for so many variables.
  static func all(variables: Int, isIndexed: [Bool], isComplex: Bool) -> [Recipe] {
    var result: [Recipe] = []
    for k in 0..<2 {
      for isHighFirst in [true, false] { result.append(.switched(equation: k, isHighFirst: isHighFirst)) }
    }
    for aim in [Aim.high, .low] {
      for ends in [nil, Aim.low, .high, .zero] { result.append(.tent(aim, ends: ends)) }
    }
    var aims = [Aim.high, .low].map { Array(repeating: $0, count: variables) }
    for v in 0..<variables where variables > 1 && variables <= DrawTuning.mostSingled {
      for (most, other) in [(Aim.high, Aim.low), (.low, .high), (.zero, .high)] {
        var next = Array(repeating: most, count: variables)
        next[v] = other
        aims.append(next)
      }
    }
    aims.append(Array(repeating: .zero, count: variables))
    for first in [nil, Aim.low, .high] {
      for aims in aims {
        for order in variables > 1 ? [Order.declared, .reversedAtFirst, .reversed] : [.declared] {
          if first == nil || order == .declared {
            result.append(.saturated(aims: aims, first: first, order: order))
          }
        }
      }
    }
    let chosen: [Int?] =
      variables > 1 && variables <= DrawTuning.mostRayed
      ? [nil] + isIndexed.indices.filter { isIndexed[$0] } : [nil]
    for shape in Shape.allCases {
      for variable in chosen {
        for isNegative in [false, true] {
          result.append(.ray(shape, variable: variable, isNegative: isNegative))
        }
      }
    }
    return isComplex ? result.flatMap { [.real($0), $0] } : result
  }
}
