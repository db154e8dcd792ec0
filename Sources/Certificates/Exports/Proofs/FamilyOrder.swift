import Elaboration
import ProofKernel

/// Families that are defined by one another, each such group after what it is made of.
struct FamilyOrder {
  private(set) var components: [[String]] = []
  private let uses: [String: Set<String>]
  private var seen: Set<String> = []

  init(names: [String], sources: [String: FamilySource]) {
    uses = sources.mapValues(\.uses)
    for name in names { visit(name, names) }
  }

  /// Depth first; a group is complete where its first name is left.
  private mutating func visit(_ name: String, _ names: [String]) {
    guard !seen.contains(name) else { return }
    let below = reached(from: name)
    let group = names.filter { $0 == name || below.contains($0) && reached(from: $0).contains(name) }
    seen.formUnion(group)
    for other in names where below.contains(other) { visit(other, names) }
    components.append(group)
  }

  private func reached(from name: String) -> Set<String> {
    var found: Set<String> = []
    var open = Array(uses[name] ?? [])
    while let next = open.popLast() {
      if found.insert(next).inserted { open += uses[next] ?? [] }
    }
    return found
  }
}

/// What the elements of a family are.
enum FamilySource {
  /// Variables, names of `forall real`, π.
  case free
  case equations([(head: Atom, fact: Fact)])
  case operation(FamilyDefinition)
  case wave(isSine: Bool, parameters: [String], RealPolynomial)

  init(_ name: String, _ elaboration: Elaboration) {
    switch elaboration.origins[name] {
    case .free?, nil: self = .free
    case .equations(let list)?: self = .equations(list)
    case .operation?: self = elaboration.theory.definitions[name].map { .operation($0) } ?? .free
    case .wave(let parameters, let x)?:
      self = .wave(isSine: name.hasPrefix("sin"), parameters: parameters, x)
    }
  }

  /// The families in its equations and bodies.
  var uses: Set<String> {
    func names(_ polynomials: [RealPolynomial]) -> Set<String> {
      Set(polynomials.flatMap(\.variables).map(\.name))
    }
    switch self {
    case .free: return []
    case .equations(let list):
      return list.reduce(into: []) { found, equation in
        let rest = RealPolynomial(equation.head) - equation.fact.literal.polynomial
        found.formUnion(names([rest] + equation.fact.premises.map(\.polynomial)))
      }
    case .operation(let definition): return names(definition.kind.parts.bodies)
    case .wave(_, _, let x): return names([x])
    }
  }
}
