import ProofKernel

extension [Proof.Step] {
  /// A proof with those of the steps that it rests on.
  func needed(then last: Proof) -> Proof {
    var names = last.localNames
    var kept: [Proof.Step] = []
    for step in reversed() where names.contains(step.name) {
      names.formUnion(step.proof.localNames)
      kept.append(step)
    }
    return Proof.steps(kept.reversed(), then: last).flattened
  }
}

extension Proof {
  /// What a literal under a name says.
  static func itself(_ name: String) -> Proof {
    var combination = Combination()
    combination.terms = [.init(1, [.fact(.local(name))])]
    return .combination(combination)
  }

  /// Without a list of no steps.
  var flattened: Proof {
    if case .steps(let list, let then) = self, list.isEmpty { return then }
    return self
  }

  /// The names of literals that it takes from its context.
  var localNames: Set<String> {
    var names: Set<String> = []
    func visit(_ reference: Reference) {
      switch reference {
      case .local(let name): names.insert(name)
      case .fact(_, _, let premises): premises.forEach(visit)
      case .index, .same: break
      }
    }
    func visit(_ proof: Proof) {
      switch proof {
      case .combination(let sum):
        for term in sum.terms {
          for case .fact(let reference) in term.factors { visit(reference) }
        }
        for equation in sum.equations { visit(equation.equation) }
        for rewrite in sum.rewrites { visit(rewrite.equation) }
      case .steps(let list, let then):
        for step in list { visit(step.proof) }
        visit(then)
      case .indexCases(_, let yes, let no), .signCases(_, _, let yes, let no), .both(let yes, let no):
        visit(yes)
        visit(no)
      case .bound(_, _, _, let inner), .attained(_, _, _, _, let inner), .apart(_, let inner): visit(inner)
      case .bounds(_, let list): list.forEach(visit)
      case .modulus(_, _, let rewrites), .exponentials(_, _, let rewrites):
        for rewrite in rewrites { visit(rewrite.equation) }
      case .exponentialOfLogarithm(_, let positive): visit(positive)
      case .series(_, _, let argument): argument.map(visit)
      case .root(_, _, let nonnegative, let squares):
        visit(nonnegative)
        visit(squares)
      }
    }
    visit(self)
    return names
  }
}
