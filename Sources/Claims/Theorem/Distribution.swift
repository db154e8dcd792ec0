import Inputs

/// The distributions that are made of numbers, under their names in the language.
package enum DistributionKind: String, CaseIterable, Sendable {
  case point, choice, uniform, integers, loguniform, normal, lognormal, exponential, student, bernoulli
}

/// A complex number made of two independent draws: modulus and angle, or real and imaginary part.
package enum DistributionPair: String, CaseIterable, Sendable { case polar, parts }

/// How a variable or a size is drawn. It says where to draw and is no hypothesis: a search is free to look elsewhere.
package indirect enum Distribution: Sendable {
  package struct Component: Sendable {
    package var weight: Term
    package var distribution: Distribution
  }

  /// The parameters in order: `uniform`, `integers` and `loguniform` low and high; `normal` and `lognormal` mean and standard
  /// deviation (of the logarithm); `exponential` the rate; `student` degrees of freedom, centre and scale; `bernoulli` the
  /// probability of 1; `point` its value, `choice` all of its values.
  case simple(DistributionKind, [Term], Position)
  /// One of several, each with a probability in proportion to its weight.
  case mixture([Component], Position)
  case pair(DistributionPair, Distribution, Distribution, Position)

  package var position: Position {
    switch self {
    case .simple(_, _, let position), .mixture(_, let position), .pair(_, _, _, let position): position
    }
  }
}

extension Distribution {
  /// Every parameter and weight, in order of the text.
  package func forEachTerm(_ body: (Term) -> Void) {
    switch self {
    case .simple(_, let terms, _): terms.forEach(body)
    case .mixture(let components, _):
      for component in components {
        body(component.weight)
        component.distribution.forEachTerm(body)
      }
    case .pair(_, let first, let second, _):
      first.forEachTerm(body)
      second.forEachTerm(body)
    }
  }
}
