import Numbers
import ProofKernel

/// A family each of whose elements comes from the one before it along one of its indices, the time: h[t] = A·h[t-1] + g.
struct Recurrence {
  let name: String
  /// The names of its indices.
  let indices: [String]
  /// Which of them is the time.
  let place: Int
  /// The time of the first element.
  let first: Int
  /// Conditions on the indices at which an element comes from the one before; none is a lower end of the time.
  let conditions: [IndexTerm]
  /// A and g at the time of the indices.
  let gate: RealPolynomial
  let drive: RealPolynomial
  /// What stands in the first element's equation.
  let start: RealPolynomial

  /// Whether its elements are sums of what drives it: h[t] = h[t-1] + g.
  var keepsAll: Bool { gate == RealPolynomial(1) }

  var time: String { indices[place] }
  /// The names of the other indices.
  var others: [String] { indices.filter { $0 != time } }

  /// As the equations of a theory say; nil where the family is none.
  init?(_ name: String, _ theory: Theory) {
    let equations = theory.equations(of: name).filter(\.premises.isEmpty)
    for equation in equations {
      if let found = Recurrence(name, equation, equations) {
        self = found
        return
      }
    }
    return nil
  }

  /// The recurrences of a theory, those that drive others first.
  static func all(in theory: Theory) -> [Recurrence] {
    let all = theory.arities.keys.sorted().compactMap { Recurrence($0, theory) }
    let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    var (ordered, seen): ([Recurrence], Set<String>) = ([], [])
    func visit(_ recurrence: Recurrence) {
      guard seen.insert(recurrence.name).inserted else { return }
      for name in Set((recurrence.gate.variables.union(recurrence.drive.variables)).map(\.name)).sorted() {
        if let below = named[name] { visit(below) }
      }
      ordered.append(recurrence)
    }
    for recurrence in all { visit(recurrence) }
    return ordered
  }

  private init?(_ name: String, _ main: Fact, _ equations: [Fact]) {
    guard let head = Self.head(main, name) else { return nil }
    let value = RealPolynomial(head) - main.literal.polynomial
    let earlier = value.variables.filter { $0.name == name }
    guard earlier.count == 1, let before = earlier.first,
      let place = head.indices.indices.first(where: { head.indices[$0] != before.indices[$0] })
    else { return nil }
    let names = head.indices.map { $0.names[0] }
    let time = names[place]
    guard let wanted = try? IndexTerm(time).adding(IndexTerm(-1)),
      before.indices == head.indices.enumerated().map({ $0.offset == place ? wanted : $0.element }),
      let gate = value.factor(of: before)
    else { return nil }
    (self.name, indices, self.place, self.gate) = (name, names, place, gate)
    drive = value - gate * RealPolynomial(before)
    conditions = main.guards.filter { !($0.names == [time] && $0.factor(of: time) == 1) }
    // The first element has an equation of its own, right before the others.
    for equation in equations {
      for atom in equation.literal.polynomial.variables.sorted()
      where atom.name == name && atom.indices[place].parts.isEmpty
        && equation.literal.polynomial[Monomial(atom)] == 1
      {
        let (start, first) = (
          RealPolynomial(atom) - equation.literal.polynomial, atom.indices[place].constant
        )
        guard !start.variables.contains(where: { $0.name == name }),
          main.guards.contains(where: {
            $0.names == [time] && $0.factor(of: time) == 1 && $0.constant == -first - 1
          })
        else { continue }
        (self.start, self.first) = (start, first)
        return
      }
    }
    return nil
  }

  /// The element whose indices are the variables of an equation.
  private static func head(_ equation: Fact, _ name: String) -> Atom? {
    equation.literal.polynomial.variables.sorted().first { atom in
      atom.name == name && equation.literal.polynomial[Monomial(atom)] == 1
        && atom.indices.allSatisfy { $0.names.count == 1 && $0 == IndexTerm($0.names[0]) }
        && Set(atom.indices).count == equation.variables.count
    }
  }

  /// The element at a time, the other indices being what they are called.
  func element(at time: IndexTerm) -> RealPolynomial {
    var indices = indices.map { IndexTerm($0) }
    indices[place] = time
    return RealPolynomial(Atom(name, indices))
  }
  var now: RealPolynomial { element(at: IndexTerm(time)) }

  /// The conditions on indices of all elements from a time on.
  func range(from first: Int) throws(KernelError) -> [IndexTerm] {
    [try IndexTerm(time).adding(IndexTerm(-first))] + conditions
  }
}

extension RealPolynomial {
  /// What an atom is multiplied with; nil where it stands in a term with another exponent than 1.
  func factor(of atom: Atom) -> RealPolynomial? {
    var sum = RealPolynomial.zero
    for (monomial, coefficient) in terms {
      guard let rest = monomial.dividing(by: Monomial(atom)) else { continue }
      guard rest.dividing(by: Monomial(atom)) == nil else { return nil }
      sum = sum + RealPolynomial([(rest, coefficient)])
    }
    return sum
  }

  /// Without a factor that all terms have; nil where one has it not.
  func divided(by atom: Atom) -> RealPolynomial? {
    let quotients = terms.compactMap { term in
      term.monomial.dividing(by: Monomial(atom)).map { ($0, term.coefficient) }
    }
    return quotients.count == termCount ? RealPolynomial(quotients) : nil
  }
}
