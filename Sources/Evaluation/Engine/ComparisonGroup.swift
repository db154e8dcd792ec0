import Claims
import Enclosures
import Programs

/// A comparison of the conclusion as the text has it once, at every place where the program has it.
package struct ComparisonGroup: Sendable {
  /// The number of its `conclude` item, from 1.
  package let item: Int
  /// The way to it in the item: which part of a conjunction or link of a chain, at each that is passed.
  package let path: [Int]
  package let relation: Relation
  fileprivate(set) var places: [Place] = []
  package var placeCount: Int { places.count }

  struct Place: Sendable {
    /// Truths that all have to hold for the comparison to count.
    var premises: [Int32]
    /// The side that should be the less, and the other.
    var lesser: Int32
    var greater: Int32
  }

  /// The comparisons of a program's conclusions that say which of two numbers is the less: those that the theorem lists
  /// (`Theorem.orderComparisons`), in its order, without places where the sizes leave none.
  package static func all(of ground: GroundTheorem, in theorem: Theorem) -> [ComparisonGroup] {
    var groups = theorem.orderComparisons.map {
      ComparisonGroup(item: $0.item, path: $0.path, relation: $0.relation)
    }
    for (trace, item) in zip(ground.program.conclusions, ground.conclusionNumbers) {
      collect(trace, item, [], [], &groups)
    }
    return groups
  }

  private static func collect(
    _ trace: Subformula, _ item: Int, _ path: [Int], _ premises: [Int32], _ groups: inout [ComparisonGroup]
  ) {
    switch trace.kind {
    case .comparison(let relation, let left, let right):
      let isRising: Bool
      switch relation {
      case .less, .lessOrEqual: isRising = true
      case .greater, .greaterOrEqual: isRising = false
      case .equal, .notEqual: return
      }
      let place = Place(
        premises: premises, lesser: isRising ? left : right, greater: isRising ? right : left)
      if let k = groups.firstIndex(where: { $0.item == item && $0.path == path && $0.relation == relation }) {
        groups[k].places.append(place)
      }
    case .all(let parts):
      // What a quantifier runs over has bindings; the parts of a conjunction have none.
      let isQuantified = parts.contains { !$0.boundNames.isEmpty }
      for (k, part) in parts.enumerated() {
        collect(part, item, isQuantified ? path : path + [k], premises, &groups)
      }
    case .implies(let premise, let body): collect(body, item, path, premises + [premise.truth], &groups)
    case .any, .element, .forallReal, .opaque: return
    }
  }
}

extension Subformula {
  /// The bindings of the formula, or of what a filter admits.
  fileprivate var boundNames: [IndexValue] {
    if case .implies(_, let body) = kind, bindings.isEmpty { return body.bindings }
    return bindings
  }
}
