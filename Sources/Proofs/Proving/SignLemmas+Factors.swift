import Numbers
import ProofKernel

extension SignLemmas {
  /// That the factors of a product are at least, or at most, the base of a power in the claim: what makes the product so, gates
  /// g + (1 - g)·sigmoid(u) and g^(t-s).
  mutating func compareFactors(of product: FamilyDefinition) {
    guard case .product(let bound, let body) = product.kind, body.indexNames.contains(bound) else { return }
    let names = body.indexNames.subtracting(checker.theory.constants).sorted()
    var guards: [IndexTerm] = []
    for name in names { guards += conditions(on: name, in: [body]).filter { !guards.contains($0) } }
    for power in checker.theory.powers
    where power.name != product.name && power.base.indexNames.isSubset(of: checker.theory.constants) {
      for (difference, word) in [(body - power.base, "least"), (power.base - body, "most")] {
        let literal = Literal(difference, .nonnegative)
        if isKnown(Fact(for: names, where: guards, literal))
          || attempt(
            AuxiliaryName.of(product.name, word + "." + power.name), literal, for: names, where: guards)
        {
          break
        }
      }
    }
  }
}
