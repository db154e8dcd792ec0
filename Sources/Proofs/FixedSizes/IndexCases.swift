import ProofKernel

/// Whole numbers for names that conditions leave few of, and proofs by all of them.
struct IndexCases {
  typealias Numbers = [String: IndexTerm]

  /// More values of a name are not told apart.
  static let most = 64

  /// The least and the greatest value that conditions leave to a name where other names are numbers.
  static func ends(of name: String, _ guards: [IndexTerm], _ numbers: Numbers) -> (low: Int, high: Int)? {
    var (low, high): (Int?, Int?)
    for guarding in guards {
      let factor = guarding.factor(of: name)
      guard factor != 0, factor.magnitude < Int.max, let rest = try? guarding.substituting(numbers),
        rest.parts.count == 1, rest.factor(of: name) == factor
      else { continue }
      let (quotient, remainder) = rest.constant.quotientAndRemainder(dividingBy: abs(factor))
      let floor = remainder < 0 ? quotient - 1 : quotient
      if factor > 0 {
        low = max(low ?? -floor, -floor)
      } else {
        high = min(high ?? floor, floor)
      }
    }
    guard let low, let high, high.subtractingReportingOverflow(low).overflow == false,
      high - low < most
    else { return nil }
    return (low, high)
  }

  /// All values of names that meet conditions; nil where some name has too many.
  static func values(
    of names: [String], _ guards: [IndexTerm], _ numbers: Numbers, atMost limit: Int
  ) -> [Numbers]? {
    guard !names.isEmpty else {
      let isMet = guards.allSatisfy { guarding in
        (try? guarding.substituting(numbers)).map { $0.parts.isEmpty && $0.constant >= 0 } ?? false
      }
      return isMet ? [numbers] : []
    }
    guard let (name, low, high) = next(of: names, guards, numbers) else { return nil }
    var all: [Numbers] = []
    for value in stride(from: low, through: high, by: 1) {
      guard
        let rest = values(
          of: names.filter { $0 != name }, guards, numbers.merging([name: IndexTerm(value)]) { $1 },
          atMost: limit - all.count)
      else { return nil }
      all += rest
      if all.count > limit { return nil }
    }
    return all
  }

  private static func next(
    of names: [String], _ guards: [IndexTerm], _ numbers: Numbers
  ) -> (name: String, low: Int, high: Int)? {
    for name in names {
      if let (low, high) = ends(of: name, guards, numbers) { return (name, low, high) }
    }
    return nil
  }

  /// A proof by all values of names in scope; nil where a name has too many, or a case has none.
  ///
  /// - Parameter leaf: The proof where all names are numbers.
  static func proof(
    by names: [String], _ context: Context, _ numbers: Numbers,
    _ leaf: (Context, Numbers) -> Proof?
  ) -> Proof? {
    guard !names.isEmpty else {
      if context.entails(IndexTerm(-1)) { return impossible }
      return leaf(context, numbers)
    }
    guard let (name, low, high) = next(of: names, context.guards, numbers) else { return nil }
    if low > high { return context.entails(IndexTerm(-1)) ? impossible : nil }
    return proof(by: name, low, high, context) { context, value in
      proof(
        by: names.filter { $0 != name }, context, numbers.merging([name: IndexTerm(value)]) { $1 }, leaf)
    }
  }

  private static func proof(
    by name: String, _ low: Int, _ high: Int, _ context: Context, _ leaf: (Context, Int) -> Proof?
  ) -> Proof? {
    if low == high { return leaf(context, low) }
    let middle = low + (high - low + 1) / 2
    guard let condition = try? IndexTerm(name).adding(IndexTerm(-middle)),
      let other = try? IndexTerm(-1).subtracting(condition),
      let yes = proof(by: name, middle, high, context.adding(condition), leaf),
      let no = proof(by: name, low, middle - 1, context.adding(other), leaf)
    else { return nil }
    return .indexCases(condition, yes: yes, no: no)
  }

  /// Where conditions contradict each other, -1 is at least 0.
  private static var impossible: Proof {
    var combination = Proof.Combination()
    combination.terms = [.init(1, [.fact(.index(IndexTerm(-1)))])]
    combination.isAbsurd = true
    return .combination(combination)
  }
}
