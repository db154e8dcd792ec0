import Inputs

extension Syntax {
  /// How a variable or a size is drawn: `normal(0, 1/N)`.
  package indirect enum Distribution: Hashable, Sendable {
    /// A parameter, with its label where one was written: `variance = 2`.
    package struct Parameter: Hashable, Sendable {
      package var label: Name?
      package var value: Expression
      package init(label: Name? = nil, _ value: Expression) {
        self.label = label
        self.value = value
      }
    }
    package struct Component: Hashable, Sendable {
      package var weight: Expression
      package var distribution: Distribution
      package init(weight: Expression, _ distribution: Distribution) {
        self.weight = weight
        self.distribution = distribution
      }
    }

    case simple(DistributionKind, [Parameter], Mark)
    /// `mixture(9: normal(0, 1), 1: point(0))`
    case mixture([Component], Mark)
    /// `polar(uniform(0, 1), uniform(0, 2*pi))`, `parts(normal(0, 1), normal(0, 1))`
    case pair(DistributionPair, Distribution, Distribution, Mark)

    package var position: Position {
      switch self {
      case .simple(_, _, let mark), .mixture(_, let mark), .pair(_, _, _, let mark): mark.position
      }
    }
  }
}
