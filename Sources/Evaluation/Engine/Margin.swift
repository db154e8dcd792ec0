import Numbers
import Programs

/// What is known of the margin of a formula that holds: by how much the comparisons hold that it rests on, the least
/// of those that all have to hold, the greatest of alternatives.
enum Margin<Number> {
  /// No comparison bears on the truth.
  case absent
  /// A part is not looked into or not known: nothing certain can be said of the whole.
  case unknown
  case known(Number)

  var value: Number? { if case .known(let number) = self { number } else { nil } }

  /// Of parts together; `choose` takes the less or the greater.
  static func combined(_ parts: some Sequence<Margin>, _ choose: (Number, Number) -> Number) -> Margin {
    var result = Margin.absent
    for part in parts {
      switch (result, part) {
      case (_, .absent): continue
      case (_, .unknown): return .unknown
      case (.known(let x), .known(let y)): result = .known(choose(x, y))
      default: result = part
      }
    }
    return result
  }
}

/// Registers after a run, from which margins are read.
protocol MarginSource {
  associatedtype Number: RealEnclosure
  func truth(at register: Int32) -> Truth
  /// The number in a register, where it is defined.
  func number(at register: Int32) -> Number?
}

extension MarginSource {
  /// The margin of a conjunction.
  func margin(_ traces: [Subformula]) -> Margin<Number> {
    .combined(traces.lazy.map { self.margin($0) }, Number.minimum)
  }

  private func margin(_ trace: Subformula) -> Margin<Number> {
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      guard let x = number(at: left), let y = number(at: right) else { return .unknown }
      let margin =
        switch relation {
        case .less, .lessOrEqual: y - x
        case .greater, .greaterOrEqual: x - y
        case .equal: -(y - x).magnitude
        case .notEqual: (y - x).magnitude
        }
      // A comparison that holds has a margin that is not negative, whatever the enclosure's width.
      guard truth(at: trace.truth) == .yes else { return .known(margin) }
      let zero = margin.constant(0)
      return .known(relation == .equal ? zero : Number.maximum(margin, zero))
    case .all(let parts): return margin(parts)
    case .element(let filter, let body): return margin([filter, body])
    case .any(let parts): return .combined(parts.lazy.map { self.margin($0) }, Number.maximum)
    case .implies(let premise, let body):
      switch truth(at: premise.truth) {
      case .yes: return margin(body)
      case .no: return .absent
      default: return .unknown
      }
    case .forallReal, .opaque: return .unknown
    }
  }
}
