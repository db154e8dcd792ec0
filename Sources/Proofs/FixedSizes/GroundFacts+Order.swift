import ProofKernel

extension GroundFacts {
  /// States come after what they are made of, and what a step needs besides before the state that it goes on from.
  func ordered(_ seen: Set<Atom>, _ goal: RealPolynomial) -> [Atom] {
    let parameters = parameters(seen, goal)
    var depths: [Atom: Int] = [:]
    func depth(_ atom: Atom) -> Int {
      if let known = depths[atom] { return known }
      depths[atom] = 0
      let below =
        equations[atom].map { [$0.value] } ?? (parameters.contains(atom) ? [] : arguments[atom] ?? [])
      if !below.isEmpty {
        depths[atom] = 1 + below.reduce(0) { $1.variables.reduce($0) { max($0, depth($1)) } }
      }
      return depths[atom] ?? 0
    }
    var levels: [Atom: Int] = [:]
    for atom in seen.sorted() { levels[atom] = 2 * depth(atom) }
    for atom in parameters { levels[atom] = -1 - nesting(atom) }
    for atom in seen where equations[atom] != nil || arguments[atom] != nil && !parameters.contains(atom) {
      for polynomial in equations[atom].map({ [$0.value] }) ?? arguments[atom] ?? [] {
        for part in polynomial.variables
        where equations[part] == nil && arguments[part] == nil {
          let level = 2 * depth(atom) - 1
          levels[part] = levels[part] == 0 ? level : min(levels[part] ?? level, level)
        }
      }
    }
    let degrees = Dictionary(uniqueKeysWithValues: seen.map { ($0, UnivariateForm(goal, in: $0).degree) })
    return seen.sorted {
      let (a, b) = (levels[$0] ?? 0, levels[$1] ?? 0)
      if a != b { return a < b }
      let (d, e) = (degrees[$0] ?? 0, degrees[$1] ?? 0)
      return d != e ? d > e : $0 < $1
    }
  }

  /// How deep operations are nested in an operation.
  private func nesting(_ atom: Atom) -> Int {
    (arguments[atom] ?? []).reduce(0) { most, part in part.variables.reduce(most) { max($0, 1 + nesting($1)) }
    }
  }

  /// Extrema and moduli that only bound others: no state is made of them, and the goal grows with them (falls with minima).
  private func parameters(_ seen: Set<Atom>, _ goal: RealPolynomial) -> Set<Atom> {
    var needed: Set<Atom> = []
    var open = goal.variables.filter { !isBound($0, goal) }.sorted()
    while let atom = open.popLast() {
      guard needed.insert(atom).inserted else { continue }
      for polynomial in equations[atom].map({ [$0.value] }) ?? arguments[atom] ?? [] {
        open += polynomial.variables.subtracting(needed).sorted()
      }
    }
    return seen.filter { arguments[$0] != nil && !needed.contains($0) && sign(of: $0) != nil }
  }

  private func isBound(_ atom: Atom, _ goal: RealPolynomial) -> Bool {
    guard let sign = sign(of: atom) else { return false }
    return UnivariateForm(goal, in: atom).coefficients.dropFirst().allSatisfy { part in
      part.terms.allSatisfy { $0.coefficient.signum == sign }
    }
  }

  /// 1 for what is at least some numbers, -1 for what is at most some; nil for all else.
  private func sign(of atom: Atom) -> Int? {
    guard arguments[atom] != nil else { return nil }
    switch checker.theory.definitions[atom.name]?.kind {
    case .maximum, .greatest, .modulus: return 1
    case .minimum, .least: return -1
    default: return nil
    }
  }
}
