import Elaboration
import Inputs
import Numbers
import ProofKernel

// Documentation/proofs.md has the format.
extension TheoremProof {
  /// The members of a certificate that say the proof.
  package var json: [(String, JSONOutput)] {
    (lets.isEmpty ? [] : [("lets", strings(lets))]) + [
      ("definitions", .array(definitions.map(\.json))),
      (
        "stages",
        .array(
          stages.map { stage in
            .object([
              ("lemmas", .array(stage.lemmas.map(\.json))),
              ("goals", .array(stage.goals.map { .object(Self.premises($0.premiseNames) + $0.way.json) })),
            ])
          })
      ),
    ]
  }

  private static func premises(_ names: [String]) -> [(String, JSONOutput)] {
    names.isEmpty ? [] : [("premises", strings(names))]
  }
}

private func strings(_ list: [some CustomStringConvertible]) -> JSONOutput {
  .array(list.map { .string($0.description) })
}

extension FamilyDefinition {
  fileprivate var json: JSONOutput {
    let (bound, guards, bodies) = kind.parts
    var members: [(String, JSONOutput)] = [
      ("name", .string(name)), ("parameters", strings(parameters)), ("is", .string(kind.word)),
    ]
    if !bound.isEmpty { members.append(("over", strings(bound))) }
    if !guards.isEmpty { members.append(("where", strings(guards))) }
    members.append(("of", strings(bodies)))
    return .object(members)
  }
}

extension FamilyDefinition.Kind {
  /// The word for it in certificates.
  package var word: String {
    switch self {
    case .sum: "sum"
    case .product: "product"
    case .maximum: "maximum"
    case .minimum: "minimum"
    case .greatest: "greatest"
    case .least: "least"
    case .modulus: "modulus"
    case .inverse: "inverse"
    case .squareRoot: "root"
    case .exponential: "exponential"
    case .logarithm: "logarithm"
    }
  }
}

extension Lemma {
  fileprivate var json: JSONOutput {
    var members: [(String, JSONOutput)] = [("name", .string(name))]
    if !fact.variables.isEmpty { members.append(("for", strings(fact.variables))) }
    if !fact.guards.isEmpty { members.append(("where", strings(fact.guards))) }
    if !fact.premises.isEmpty {
      members.append(
        (
          "given",
          .object(zip(premiseNames, fact.premises).map { ($0, .string($1.description)) })
        ))
    }
    members.append(("literal", .string(fact.literal.description)))
    members += way.json
    if !also.isEmpty {
      let list = also.map { other in
        JSONOutput.object([
          ("name", .string(other.name)), ("literal", .string(other.literal.description)),
          ("base", other.base.json), ("step", other.step.json),
        ])
      }
      members.append(("also", .array(list)))
    }
    return .object(members)
  }
}

extension Lemma.Way {
  fileprivate var json: [(String, JSONOutput)] {
    switch self {
    case .direct(let proof): [("proof", proof.json)]
    case .induction(let v, let low, let base, let step):
      [
        ("induction", .string(v)), ("from", .string(low.description)), ("base", base.json),
        ("step", step.json),
      ]
    }
  }
}

extension Proof {
  fileprivate var json: JSONOutput {
    switch self {
    case .combination(let combination): return combination.json
    case .steps(let list, let rest):
      let steps = list.map { step in
        JSONOutput.object([
          ("name", .string(step.name)), ("literal", .string(step.literal.description)),
          ("proof", step.proof.json),
        ])
      }
      return .object([("steps", .array(steps)), ("then", rest.json)])
    case .indexCases(let term, let yes, let no):
      return .object([("if", .string(term.description)), ("yes", yes.json), ("no", no.json)])
    case .signCases(let polynomial, let name, let yes, let no):
      return .object([
        ("sign", .string(polynomial.description)), ("name", .string(name)), ("yes", yes.json),
        ("no", no.json),
      ])
    case .bound(let atom, let witness, let names, let proof):
      return .object([
        ("bound", .string(atom.description)), ("witness", strings(witness)), ("names", strings(names)),
        ("proof", proof.json),
      ])
    case .bounds(let atom, let proofs):
      return .object([("bounds", .string(atom.description)), ("proofs", .array(proofs.map(\.json)))])
    case .attained(let atom, let witness, let names, let equation, let proof):
      return .object([
        ("attained", .string(atom.description)), ("witness", strings(witness)), ("names", strings(names)),
        ("equation", .string(equation)), ("proof", proof.json),
      ])
    case .modulus(let atom, let terms, let rewrites):
      let list = terms.map { term in
        JSONOutput.array(
          [.string(term.coefficient.description)] + term.weight.map(\.json)
            + term.factors.map { .object([("modulus", .string($0.description))]) })
      }
      return .object([("modulus", .string(atom.description)), ("terms", .array(list))] + rewrites.json)
    case .exponentials(let atom, let parts, let rewrites):
      return .object(
        [("exponentials", .string(atom.description)), ("parts", strings(parts))] + rewrites.json)
    case .exponentialOfLogarithm(let atom, let positive):
      return .object([
        ("exponentialOfLogarithm", .string(atom.description)), ("positive", .string(positive.description)),
      ])
    case .root(let x, let y, let nonnegative, let squares):
      return .object([
        ("root", strings([x, y])), ("nonnegative", nonnegative.json), ("squares", squares.json),
      ])
    case .both(let above, let below):
      return .object([("both", .array([above.json, below.json]))])
    case .apart(let isNegative, let proof):
      return .object([(isNegative ? "below" : "above", proof.json)])
    }
  }
}

extension Proof.Combination.Factor {
  fileprivate var json: JSONOutput {
    switch self {
    case .fact(let reference): .string(reference.description)
    case .square(let root): .object([("square", .string(root.description))])
    }
  }
}

extension Proof.Combination {
  fileprivate var json: JSONOutput {
    let list = terms.map { term in
      JSONOutput.array(
        [.string(term.coefficient.description)] + term.factors.map(\.json))
    }
    var members: [(String, JSONOutput)] = [("sum", .array(list))]
    if !equations.isEmpty {
      let list = equations.map {
        JSONOutput.array([.string($0.multiplier.description), .string($0.equation.description)])
      }
      members.append(("equations", .array(list)))
    }
    members += rewrites.json
    if isAbsurd { members.append(("absurd", true)) }
    return .object(members)
  }
}

extension [Rewrite] {
  fileprivate var json: [(String, JSONOutput)] {
    if isEmpty { return [] }
    let list = map { JSONOutput.array([.string($0.head.description), .string($0.equation.description)]) }
    return [("rewrites", .array(list))]
  }
}
