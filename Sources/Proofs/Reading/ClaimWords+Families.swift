import Elaboration
import Numbers
import ProofKernel

/// Elements of families that are no operations of the kernel.
extension ClaimWords {
  /// `h[t]`, `re(z[t])`, `diff(h[t], x[s])`, `(if x > 0 then y else 0)`, `cos(w*t)`.
  func family(_ atom: Atom, _ depth: Int) -> String {
    if let addition = elaboration.additions[atom.name] {
      return depth == 0 ? "(...)" : text(atom, addition, depth)
    }
    if case .wave(let names, let x)? = elaboration.origins[atom.name] {
      if depth == 0 { return "\(atom.name.prefix(3))(...)" }
      let values = Dictionary(uniqueKeysWithValues: zip(names, atom.indices))
      return "\(atom.name.prefix(3))(\(text((try? x.substituting(values)) ?? x, depth - 1)))"
    }
    guard let dot = atom.name.lastIndex(of: ".") else { return atom.description }
    let (name, last) = (String(atom.name[..<dot]), String(atom.name[atom.name.index(after: dot)...]))
    if last == "re" || last == "im" { return "\(last)(\(family(Atom(name, atom.indices), depth)))" }
    guard let own = theory.arities[name], let others = theory.arities[last],
      own + others == atom.indices.count
    else { return atom.description }
    let (state, target) = (atom.indices.prefix(own), atom.indices.suffix(others))
    return "diff(\(text(Atom(name, Array(state)), depth)), \(Atom(last, Array(target))))"
  }

  private func text(_ atom: Atom, _ addition: Elaboration.Addition, _ depth: Int) -> String {
    switch addition {
    case .sameness: return "(if \(atom.indices[0]) = \(atom.indices[1]) then 1 else 0)"
    case .product(let parameters, let name, let body):
      var values = Dictionary(uniqueKeysWithValues: zip(parameters.dropLast(2), atom.indices))
      let bound = [name].fresh(besides: Set(atom.indices.flatMap(\.names)))[0]
      values[name] = IndexTerm(bound)
      let parts = [body.re, body.im].map { (try? $0.substituting(values)) ?? $0 }
      let text = complex(parts, parts.map { self.text($0, depth - 1) })
      let ends = atom.indices.suffix(2).map(\.description)
      return "prod(\(bound) in \(ends[0])..\(ends[1]): \(text))"
    case .conditional:
      var cases = cases(of: atom, depth)
      guard let last = cases.popLast() else { return "(if ...)" }
      while cases.last?.value == last.value { cases.removeLast() }
      return "(" + cases.map { "if \($0.condition) then \($0.value) else " }.joined()
        + "\(last.value))"
    }
  }

  /// Of an `if` in turn when it is what, by the family's equations.
  private func cases(of atom: Atom, _ depth: Int) -> [(condition: String, value: String)] {
    let names = theory.arities[atom.name] == nil ? [".re", ".im"].map { atom.name + $0 } : [atom.name]
    var found: [(condition: String, value: String)] = []
    for number in 1... {
      let parts = names.compactMap { theory.facts["\($0).\(number)"] }
      guard let first = parts.first else { break }
      let values = Dictionary(uniqueKeysWithValues: zip(first.variables, atom.indices))
      let polynomials = zip(names, parts).map { name, fact in
        let value = RealPolynomial(Atom(name, fact.variables.map { IndexTerm($0) })) - fact.literal.polynomial
        return (try? value.substituting(values)) ?? value
      }
      let texts = polynomials.map { text($0, depth - 1) }
      let value = polynomials.count == 2 ? complex(polynomials, texts) : texts[0]
      found.append((conditions(of: first, values), value))
    }
    return found
  }

  private func conditions(of fact: Fact, _ values: [String: IndexTerm]) -> String {
    let guards = fact.guards.map { (try? $0.substituting(values)) ?? $0 }
    let premises = fact.premises.map { (try? $0.substituting(values)) ?? $0 }
    return (texts(guards) + premises.map { text($0) }).joined(separator: " and ")
  }
}
