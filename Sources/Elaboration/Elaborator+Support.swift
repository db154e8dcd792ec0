import ProofKernel

/// What a value rests on beside the numbers that are left of it in a polynomial: in 0·√x the root is gone, but x must be at
/// least 0, and above it where the whole is differentiated.
///
/// Values have owners: definitions and families of derivatives by their names, each `diff`, each argument of a call, and the
/// item that is elaborated.
struct Support {
  /// The owners of what it is made of.
  var uses: Set<String> = []
  /// Whether something has to be shown for it to be defined.
  var isPartial = false
  /// That numbers under roots are at least 0: places in `Elaborator.roots`.
  var roots: Set<Int> = []
  /// What the conditions of `if` are about.
  var conditions: Set<RealPolynomial> = []
}

extension Elaborator {
  /// The owner of a hypothesis or conclusion.
  static let item = ""

  /// Elaborates what a value of the present owner uses; what is elaborated meanwhile is its own.
  mutating func owned<Value>(
    by owner: String, _ work: (inout Self) throws(Refusal) -> Value
  ) throws(Refusal) -> Value {
    use(owner)
    owners.append(owner)
    defer { owners.removeLast() }
    return try work(&self)
  }

  mutating func use(_ owner: String) { note { $0.uses.insert(owner) } }

  mutating func note(_ change: (inout Support) -> Void) {
    change(&supports[owners[owners.count - 1], default: Support()])
  }

  /// An owner without a name in the claim.
  mutating func newOwner(_ kind: String) -> String {
    nameCounts[kind, default: 0] += 1
    return "\(kind).\(nameCounts[kind] ?? 0)"
  }

  /// What an owner's value rests on, all that it uses included.
  func support(of owner: String) -> Support {
    var all = Support()
    var open = [owner]
    while let next = open.popLast() {
      guard let own = supports[next] else { continue }
      all.isPartial = all.isPartial || own.isPartial
      all.roots.formUnion(own.roots)
      all.conditions.formUnion(own.conditions)
      for use in own.uses where all.uses.insert(use).inserted { open.append(use) }
    }
    return all
  }

  /// Whether a family's values can rest on another's.
  func depends(_ name: String, on target: String) -> Bool {
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      if next == target { return true }
      guard seen.insert(next).inserted else { continue }
      switch origins[next] {
      case .equations(let list)?:
        open += list.flatMap { ($0.fact.premises + [$0.fact.literal]).flatMap { names($0.polynomial) } }
      case .wave(_, let x)?: open += names(x)
      case .operation?: open += (theory.definitions[next]?.kind.parts.bodies ?? []).flatMap(names)
      case .free?, nil: break
      }
    }
    return false
  }

  func depends(_ polynomial: RealPolynomial, on target: String) -> Bool {
    names(polynomial).contains { depends($0, on: target) }
  }

  private func names(_ polynomial: RealPolynomial) -> Set<String> { Set(polynomial.variables.map(\.name)) }
}
