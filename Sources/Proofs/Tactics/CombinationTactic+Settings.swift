import ProofKernel

/// What a combination is looked for in: the goal as it stands and after rewritings, and what is known then.
extension CombinationTactic {
  struct Known {
    var reference: Reference
    var literal: Literal
  }

  /// A goal after some rewritings, and what is known then.
  struct Setting {
    var goal: Literal
    var target: Literal
    var rewrites: [Rewrite]
    var known: [Known]
  }

  /// The settings of a goal, each made when it is first asked for: most goals are shown in one of the first.
  final class Settings: Sequence {
    private var made: [Setting] = []
    private var open: AnyIterator<Setting>

    init(_ settings: some Sequence<Setting>) { open = AnyIterator(settings.makeIterator()) }

    func makeIterator() -> AnyIterator<Setting> {
      var place = 0
      return AnyIterator {
        if place == self.made.count {
          guard let next = self.open.next() else { return nil }
          self.made.append(next)
        }
        place += 1
        return self.made[place - 1]
      }
    }
  }

  /// The goal as it stands, and after rewritings.
  func settings(_ goal: Literal) -> Settings {
    Settings(
      rewritings(of: goal).lazy.compactMap { rewrites in
        let unfolding = Unfolding(rewrites, checker, context)
        guard let rewritten = unfolding(goal.polynomial) else { return nil }
        let target = Literal(rewritten, goal.relation)
        return Setting(goal: goal, target: target, rewrites: rewrites, known: facts(goal, target, unfolding))
      })
  }
}

// MARK: Rewritings

extension CombinationTactic {
  /// Lists of equations to unfold some polynomials by.
  func rewritings(of polynomials: [RealPolynomial]) -> [[Rewrite]] {
    rewritings(
      of: Literal(
        polynomials.reduce(.zero) { sum, x in
          sum + x.variables.sorted().reduce(.zero) { $0 + RealPolynomial($1) }
        }, .zero))
  }

  /// Lists of equations to unfold the goal by: those of atoms that nothing assumed speaks of, all, none.
  func rewritings(of goal: Literal) -> [[Rewrite]] {
    let known = Set(context.facts.values.flatMap { $0.polynomial.variables })
    let fresh = goal.polynomial.variables.subtracting(known)
    let new = unfolded(fresh, rounds: 1)
    let all = unfolded(goal.polynomial.variables.union(known), rounds: 1)
    let deep = unfolded(fresh, rounds: 3)
    let first = unfolded(fresh, rounds: 1, isFromFirst: true)
    let inside = unfolded(sighting.opened(fresh), rounds: 1)
    var lists: [[Rewrite]] = []
    for list in [[], new, all, deep, first, inside] where !lists.contains(list) { lists.append(list) }
    return lists
  }

  private func unfolded(_ atoms: Set<Atom>, rounds: Int, isFromFirst: Bool = false) -> [Rewrite] {
    var list: [Rewrite] = []
    var seen: Set<Atom> = []
    var open = atoms
    for _ in 0..<rounds {
      var next: Set<Atom> = []
      for atom in open.sorted() where atom.name != Atom.realName && seen.insert(atom).inserted {
        let rewritings = isFromFirst ? sighting.foldings(of: atom) : sighting.unfoldings(of: atom)
        guard let rewrite = rewritings.first,
          let literal = try? checker.instance(rewrite.equation, context)
        else { continue }
        list.append(rewrite)
        next.formUnion(literal.polynomial.variables.subtracting([atom]))
      }
      open = next
    }
    // What is a number: `h[0] = 0`, empty sums.
    for atom in open.sorted() where atom.name != Atom.realName && !seen.contains(atom) {
      guard let rewrite = sighting.unfoldings(of: atom).first,
        let literal = try? checker.instance(rewrite.equation, context),
        (literal.polynomial - RealPolynomial(atom)).constant != nil
      else { continue }
      list.append(rewrite)
    }
    return ordered(list)
  }

  /// Rewritings so that each head comes after what brings it in.
  private func ordered(_ list: [Rewrite]) -> [Rewrite] {
    let places = Dictionary(list.enumerated().map { ($1.head, $0) }, uniquingKeysWith: { first, _ in first })
    let below = list.map { rewrite in
      ((try? checker.instance(rewrite.equation, context))?.polynomial.variables ?? []).sorted()
        .filter { $0 != rewrite.head }.compactMap { places[$0] }
    }
    var (seen, done) = (Set<Int>(), [Rewrite]())
    func visit(_ k: Int) {
      guard seen.insert(k).inserted else { return }
      for next in below[k].reversed() { visit(next) }
      done.append(list[k])
    }
    for k in list.indices.reversed() { visit(k) }
    return done.reversed()
  }
}

// MARK: Facts

extension CombinationTactic {

  /// What is known of the atoms in sight, after rewriting, no polynomial twice: what was assumed and named first.
  func facts(_ goal: Literal, _ target: Literal, _ unfolding: Unfolding) -> [Known] {
    let locals = context.facts.keys.sorted().map { Reference.local($0) }
    var sight = goal.polynomial.variables.union(target.polynomial.variables)
    func look(_ references: [Reference]) {
      for reference in references {
        guard let literal = try? checker.instance(reference, context) else { continue }
        sight.formUnion(literal.polynomial.variables)
        if let more = unfolding.literal(reference) { sight.formUnion(more.polynomial.variables) }
      }
    }
    look(locals)
    for rewrite in unfolding.rewrites {
      sight.formUnion((try? checker.instance(rewrite.equation, context))?.polynomial.variables ?? [])
    }
    for square in squares { sight.formUnion(square.variables) }
    var references = locals
    if !hints.isEmpty {
      for _ in 0..<ProofTuning.hintRounds {
        let named = sighting.reached(from: sight, of: hints)
        references += named
        look(named)
      }
    }
    let somewhere = sighting.boundsSomewhere(sighting.opened(sight))
    references += somewhere
    look(somewhere)
    sight = sighting.closed(sighting.opened(sight))
    references += sighting.equalities(sight)
    references += sighting.instances(sight, equations: false) + sighting.instances(sight, equations: true)
    // Index terms as numbers, where something speaks of them.
    let numbers = Set(sight.filter { $0.name == Atom.realName }.flatMap { $0.indices.flatMap(\.names) })
    if !numbers.isEmpty {
      references += context.guards.filter { !numbers.isDisjoint(with: $0.names) }.map { .index($0) }
      references += numbers.sorted().map { .index(IndexTerm($0)) }
    }
    effort.spend(ProofTuning.costOfFact * references.count)
    var seen: Set<Literal> = []
    return references.compactMap { reference in
      guard let literal = unfolding.literal(reference), literal.relation != .nonzero,
        seen.insert(literal).inserted
      else { return nil }
      return Known(reference: reference, literal: literal)
    }
  }
}
