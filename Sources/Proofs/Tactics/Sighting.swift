import Numbers
import ProofKernel

/// Finds instances of facts by the atoms that are in sight.
struct Sighting {
  let checker: Checker
  let context: Context
  private let index: FactIndex

  init(checker: Checker, context: Context, _ index: FactIndex? = nil) {
    (self.checker, self.context, self.index) = (checker, context, index ?? FactIndex(checker.theory))
  }

  private var theory: Theory { checker.theory }

  /// The values of all variables of a fact: those that are left open are what they are called here.
  private func completed(_ values: [String: IndexTerm], _ fact: Fact) -> [String: IndexTerm]? {
    var values = values
    for name in fact.variables where values[name] == nil {
      guard context.scope.contains(name) else { return nil }
      values[name] = IndexTerm(name)
    }
    return values
  }

  /// Whether the guards of a fact hold at index terms.
  func isAdmitted(_ fact: Fact, _ values: [String: IndexTerm]) -> Bool {
    fact.guards.allSatisfy { guarding in
      (try? guarding.substituting(values)).map(context.entails) ?? false
    }
  }

  /// Equations that say what an atom is, of sums and products those that go on from the first before the others.
  func foldings(of atom: Atom) -> [Rewrite] {
    let all = unfoldings(of: atom)
    func isFirst(_ rewrite: Rewrite) -> Bool {
      if case .fact(let name, _, _) = rewrite.equation { FactIndex.isFromFirst(name) } else { false }
    }
    return all.filter(isFirst) + all.filter { !isFirst($0) }
  }

  /// Equations that say what an atom is, in the order of the facts' names, those of definitions that go on from the last
  /// before those from the first.
  func unfoldings(of atom: Atom) -> [Rewrite] {
    var found: [Rewrite] = []
    for equation in (index.equations[atom.name] ?? []) + (index.conditional[atom.name] ?? []) {
      let (name, fact, variables) = (equation.name, equation.fact, Set(equation.fact.variables))
      for head in equation.heads {
        if let there = specialised(atom, to: head), there != atom {
          found.append(Rewrite(.same(atom, there), atom))
          break
        }
        guard let values = context.match(head, atom, variables, [:]), values.count == fact.variables.count,
          isAdmitted(fact, values)
        else { continue }
        guard let premises = discharged(fact, values) else { continue }
        let reference = Reference.fact(name, fact.variables.compactMap { values[$0] }, premises)
        guard let literal = try? checker.instance(reference, context),
          literal.polynomial[Monomial(atom)] == 1,
          !(RealPolynomial(atom) - literal.polynomial).contains(atom)
        else { continue }
        found.append(Rewrite(reference, atom))
        break
      }
    }
    return found
  }

  /// The element with whole numbers in the place of indices that the guards say are the pattern's.
  private func specialised(_ atom: Atom, to head: Atom) -> Atom? {
    var there = atom
    for (k, wanted) in head.indices.enumerated() where wanted.parts.isEmpty && atom.indices[k] != wanted {
      guard let up = try? wanted.subtracting(atom.indices[k]),
        let down = try? atom.indices[k].subtracting(wanted),
        context.entails(up), context.entails(down)
      else { return nil }
      there.indices[k] = wanted
    }
    return there
  }

  /// For each extremum in sight that it bounds its body somewhere in the range.
  func boundsSomewhere(_ sight: Set<Atom>) -> [Reference] {
    sight.sorted().compactMap { atom in
      guard let definition = theory.definitions[atom.name] else { return nil }
      switch definition.kind {
      case .maximum(let names, let guards, _), .minimum(let names, let guards, _):
        let values = definition.values(at: atom)
        return witness(names, guards, values).map { .fact("\(atom.name).bound", atom.indices + $0, []) }
      default: return nil
      }
    }
  }

  /// Instances of inequalities (or equations) all of whose atoms are in sight.
  func instances(_ sight: Set<Atom>, equations: Bool) -> [Reference] {
    var found: [Reference] = []
    let byName = Dictionary(grouping: sight.sorted(), by: \.name)
    for (name, fact, atoms) in equations ? index.equalities : index.inequalities {
      let variables = Set(fact.variables)
      guard atoms.allSatisfy({ byName[$0.name] != nil }), !atoms.isEmpty || fact.variables.isEmpty else {
        continue
      }
      var candidates: [[String: IndexTerm]] = [[:]]
      for atom in atoms {
        var next: Set<[String: IndexTerm]> = []
        for values in candidates {
          for seen in byName[atom.name] ?? [] {
            if let more = context.match(atom, seen, variables, values) { next.insert(more) }
          }
        }
        candidates = Array(next)
        if candidates.isEmpty || candidates.count > ProofTuning.mostProducts { break }
      }
      let complete = Set(candidates.compactMap { completed($0, fact) }).filter { isAdmitted(fact, $0) }
      let sorted = complete.map { values in fact.variables.compactMap { values[$0] } }
        .sorted { $0.lexicographicallyPrecedes($1) }
      for indices in sorted {
        let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, indices))
        guard let premises = discharged(fact, values) else { continue }
        found.append(.fact(name, indices, premises))
      }
    }
    return found
  }

  /// That elements are equal, where two guards say that some index is another.
  func equalities(_ sight: Set<Atom>) -> [Reference] {
    let guards = Set(context.guards)
    guard
      guards.contains(where: {
        $0 != IndexTerm(0) && guards.contains((try? IndexTerm(0).subtracting($0)) ?? $0)
      })
    else { return [] }
    var found: [Reference] = []
    for (name, atoms) in Dictionary(grouping: sight.sorted(), by: \.name).sorted(by: { $0.key < $1.key })
    where name != Atom.realName && atoms.count <= ProofTuning.mostAlike {
      for (k, a) in atoms.enumerated() {
        for b in atoms[(k + 1)...] {
          let isSame = zip(a.indices, b.indices).allSatisfy { i, j in
            guard i != j else { return true }
            guard let up = try? i.subtracting(j), let down = try? j.subtracting(i) else { return false }
            return context.entails(up) && context.entails(down)
          }
          if isSame { found.append(.same(a, b)) }
        }
      }
    }
    return found
  }

  /// The atoms, and functions of them of which the claim's facts speak.
  func closed(_ atoms: Set<Atom>) -> Set<Atom> {
    var all = atoms
    var count = 0
    for (name, definition) in theory.definitions.sorted(by: { $0.key < $1.key })
    where !AuxiliaryName.isWithinProofs(name) {
      switch definition.kind {
      case .sum, .product, .maximum, .minimum: continue
      default: break
      }
      var candidates: [[String: IndexTerm]] = [[:]]
      for wanted in definition.kind.parts.bodies.flatMap(\.variables).sorted() {
        candidates = candidates.flatMap { values in
          atoms.sorted().compactMap { context.match(wanted, $0, Set(definition.parameters), values) }
        }
        if candidates.isEmpty || candidates.count > ProofTuning.mostFacts { break }
      }
      for values in candidates
      where values.count == definition.parameters.count && count < ProofTuning.mostFunctions {
        if all.insert(Atom(name, definition.parameters.compactMap { values[$0] })).inserted { count += 1 }
      }
    }
    return all
  }

  /// The atoms, what stands in those of them that are functions of numbers, and of sines and cosines the other one.
  func opened(_ atoms: Set<Atom>) -> Set<Atom> {
    var all = atoms
    for atom in atoms {
      guard let definition = theory.definitions[atom.name] else {
        for wave in ["cos", "sin"] where atom.name.hasPrefix(wave) {
          let circle = "cos\(atom.name.dropFirst(wave.count)).circle"
          for other in theory.facts[circle]?.literal.polynomial.variables ?? [] {
            all.insert(Atom(other.name, atom.indices))
          }
        }
        continue
      }
      switch definition.kind {
      case .sum, .product, .maximum, .minimum: continue
      default: break
      }
      for body in definition.bodies(at: atom) { all.formUnion(body.variables) }
    }
    return all
  }

  /// Instances of named facts that some atoms in sight determine, whether or not all their atoms are in sight.
  func reached(from sight: Set<Atom>, of names: Set<String>) -> [Reference] {
    var found: [Reference] = []
    for name in names.sorted() {
      guard let fact = theory.facts[name], fact.literal.relation != .nonzero else { continue }
      let admitted = determined(fact, from: sight).filter { isAdmitted(fact, $0) }
      let sorted = admitted.map { values in fact.variables.compactMap { values[$0] } }
        .sorted { $0.lexicographicallyPrecedes($1) }
      for indices in sorted.prefix(ProofTuning.mostReached) {
        let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, indices))
        guard let premises = discharged(fact, values) else { continue }
        found.append(.fact(name, indices, premises))
      }
    }
    return found
  }

  /// Conditions of instances of named facts that the guards neither say nor exclude: those first that the most facts have.
  func pending(from sight: Set<Atom>, of names: Set<String>) -> [IndexTerm] {
    var counts: [IndexTerm: Int] = [:]
    for name in names.sorted() {
      guard let fact = theory.facts[name] else { continue }
      for values in determined(fact, from: sight) {
        let open = fact.guards.compactMap { try? $0.substituting(values) }.filter { !context.entails($0) }
        // One that is excluded makes the others of no use.
        let isUseful = open.allSatisfy { condition in
          (try? IndexTerm(-1).subtracting(condition)).map { !context.entails($0) } ?? false
        }
        if isUseful, open.count == 1 { counts[open[0], default: 0] += 1 }
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// Premises of instances of named facts that nothing says yet, none twice.
  func openPremises(from sight: Set<Atom>, of names: Set<String>) -> [Literal] {
    var found: [Literal] = []
    for name in names.sorted() {
      guard let fact = theory.facts[name] else { continue }
      let admitted = determined(fact, from: sight).filter { isAdmitted(fact, $0) }
      let sorted = admitted.map { values in (fact.variables.compactMap { values[$0] }, values) }
        .sorted { $0.0.lexicographicallyPrecedes($1.0) }
      for (_, values) in sorted.prefix(ProofTuning.mostReached) {
        for premise in fact.premises.compactMap({ try? $0.substituting(values) })
        where witness(premise) == nil && !found.contains(premise) {
          found.append(premise)
        }
      }
    }
    return found
  }

  /// The values of a fact's variables that some atoms in sight determine: one atom, or two of which each leaves open what the other says.
  private func determined(_ fact: Fact, from sight: Set<Atom>) -> Set<[String: IndexTerm]> {
    let byName = Dictionary(grouping: sight.sorted(), by: \.name)
    let variables = Set(fact.variables)
    var complete: Set<[String: IndexTerm]> = fact.variables.isEmpty ? [[:]] : []
    let stated = fact.premises.reduce(fact.literal.polynomial.variables) {
      $0.union($1.polynomial.variables)
    }
    let atoms = opened(stated).sorted()
    for first in atoms {
      for seen in byName[first.name] ?? [] {
        guard let values = context.match(first, seen, variables, [:]) else { continue }
        if values.count == fact.variables.count {
          complete.insert(values)
          continue
        }
        if let all = completed(values, fact) { complete.insert(all) }
        for second in atoms where second != first {
          for other in byName[second.name] ?? [] {
            if let more = context.match(second, other, variables, values), more.count == fact.variables.count
            {
              complete.insert(more)
            }
          }
        }
      }
      if complete.count > ProofTuning.mostReached { break }
    }
    return complete
  }

  /// What shows the premises of a fact: something assumed, or a fact of the theory that says the same.
  private func discharged(_ fact: Fact, _ values: [String: IndexTerm]) -> [Reference]? {
    var references: [Reference] = []
    for premise in fact.premises {
      guard let wanted = try? premise.substituting(values), let reference = witness(wanted) else {
        return nil
      }
      references.append(reference)
    }
    return references
  }

  /// A reference that says a literal: something assumed, a fact without premises, or one whose premises are such.
  func witness(_ wanted: Literal, isNested: Bool = false) -> Reference? {
    func says(_ literal: Literal) -> Bool {
      literal == wanted
        || literal.polynomial == wanted.polynomial && literal.relation == .positive
          && wanted.relation != .zero
        || literal.polynomial == -wanted.polynomial && literal.relation == .positive
          && wanted.relation == .nonzero
    }
    for (name, literal) in context.facts.sorted(by: { $0.key < $1.key }) where says(literal) {
      return .local(name)
    }
    let sight = wanted.polynomial.variables
    for (name, fact) in index.byPremises where fact.premises.isEmpty || !isNested {
      if let reference = ofIndex(wanted, by: fact, name, says) { return reference }
      guard fact.literal.polynomial.termCount == wanted.polynomial.termCount else { continue }
      var atoms = fact.literal.polynomial.variables.filter { $0.name != Atom.realName }.sorted()
      // Index terms as numbers are in sight only where they say what nothing else does.
      if !Set(atoms.flatMap { $0.indices.flatMap(\.names) }).isSuperset(of: fact.variables) {
        atoms = fact.literal.polynomial.variables.sorted()
      }
      var candidates: [[String: IndexTerm]] = [[:]]
      for atom in atoms {
        candidates = candidates.flatMap { values in
          sight.sorted().compactMap { context.match(atom, $0, Set(fact.variables), values) }
        }
      }
      for values in candidates where values.count == fact.variables.count && isAdmitted(fact, values) {
        guard let there = try? fact.literal.substituting(values), says(there) else { continue }
        var premises: [Reference] = []
        for premise in fact.premises {
          guard let wanted = try? premise.substituting(values), let found = witness(wanted, isNested: true)
          else { break }
          premises.append(found)
        }
        let reference = Reference.fact(name, fact.variables.compactMap { values[$0] }, premises)
        if (try? checker.instance(reference, context)) != nil { return reference }
      }
    }
    return nil
  }

  /// Indices that meet the guards of a range: its lower or upper ends, one name after the other.
  func witness(_ names: [String], _ guards: [IndexTerm], _ values: [String: IndexTerm]) -> [IndexTerm]? {
    func search(_ k: Int, _ values: [String: IndexTerm]) -> [IndexTerm]? {
      if k == names.count {
        let isMet = guards.allSatisfy { (try? $0.substituting(values)).map(context.entails) ?? false }
        return isMet ? names.compactMap { values[$0] } : nil
      }
      for guarding in guards where abs(guarding.factor(of: names[k])) == 1 {
        // name - end >= 0, or end - name >= 0.
        let sign = guarding.factor(of: names[k])
        guard let rest = try? guarding.adding(IndexTerm(names[k]), times: -sign),
          names[k...].allSatisfy({ rest.factor(of: $0) == 0 }),
          let end = try? IndexTerm(0).adding(rest, times: -sign), let here = try? end.substituting(values)
        else { continue }
        if let found = search(k + 1, values.merging([names[k]: here]) { $1 }) { return found }
      }
      return nil
    }
    return search(0, values)
  }
}
