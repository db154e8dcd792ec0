/// What linear conditions on whole numbers entail, by Fourier and Motzkin's elimination.
///
/// Each term stands for "at least 0". The conditions and the negation of what is asked, `goal ≤ -1`, are combined with
/// positive factors until no name is left; a negative constant refutes them. Constants are rounded down where all factors have
/// a common divisor, which whole numbers allow. Not complete: true where it says so.
package enum Entailment {
  /// More conditions than this are given up.
  static let limit = 400

  package static func follows(_ goal: IndexTerm, from guards: [IndexTerm]) -> Bool {
    if goal.parts.isEmpty { return goal.constant >= 0 || isContradictory(guards) }
    if guards.contains(where: { $0.parts == goal.parts && $0.constant <= goal.constant }) { return true }
    guard let negation = try? IndexTerm(-1).subtracting(goal) else { return false }
    return isContradictory(connected(guards, to: goal) + [negation])
  }

  /// The conditions that share names with the goal, through others.
  private static func connected(_ guards: [IndexTerm], to goal: IndexTerm) -> [IndexTerm] {
    var names = Set(goal.names)
    var rest = guards
    var found: [IndexTerm] = []
    while true {
      let (near, far) = (
        rest.filter { !names.isDisjoint(with: $0.names) }, rest.filter { names.isDisjoint(with: $0.names) }
      )
      if near.isEmpty { return found }
      found += near
      names.formUnion(near.flatMap(\.names))
      rest = far
    }
  }

  private static func isContradictory(_ conditions: [IndexTerm]) -> Bool {
    var known = Set(conditions.map(tightened))
    while true {
      if known.contains(where: { $0.parts.isEmpty && $0.constant < 0 }) { return true }
      guard let name = known.flatMap(\.names).min() else { return false }
      let (above, below) = (
        known.filter { $0.factor(of: name) > 0 }, known.filter { $0.factor(of: name) < 0 }
      )
      known = known.filter { $0.factor(of: name) == 0 }
      for a in above {
        for b in below {
          // What does not fit a word is left out, which only makes less follow.
          guard
            let scaled = try? IndexTerm(0).adding(a, times: -b.factor(of: name)),
            let sum = try? scaled.adding(b, times: a.factor(of: name))
          else { continue }
          known.insert(tightened(sum))
        }
      }
      if known.count > limit { return false }
    }
  }

  /// The same condition on whole numbers with factors that have no common divisor.
  private static func tightened(_ term: IndexTerm) -> IndexTerm {
    var divisor = 0
    for part in term.parts {
      var (a, b) = (divisor, part.factor.magnitude)
      var x = UInt(a)
      while b != 0 { (x, b) = (b, x % b) }
      a = Int(x)
      divisor = a
    }
    return divisor > 1 ? term.dividedDown(by: divisor) : term
  }
}

extension IndexTerm {
  /// Factors divided by a common divisor; the constant rounded down.
  fileprivate func dividedDown(by divisor: Int) -> IndexTerm {
    let quotient = constant / divisor
    var result = IndexTerm(constant % divisor < 0 ? quotient - 1 : quotient)
    for part in parts {
      // Smaller numbers than before: nothing overflows.
      result = (try? result.adding(IndexTerm(part.name), times: part.factor / divisor)) ?? self
    }
    return result
  }
}
