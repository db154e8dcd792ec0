import Numbers
import ProofKernel

/// What proofs on boxes rest on: functions that are known by their definitions, and what is defined and shown for them.
///
/// All cells of a box share it, so that a value of the exponential function is enclosed once.
final class BoxTheory {
  /// What an element is to a proof on a box.
  enum Kind {
    /// A number of which nothing is known but its ends.
    case base
    /// Something else, by an equation in which it stands alone.
    case equal(RealPolynomial, Reference)
    case inverse(RealPolynomial)
    /// At least 0, with this square; a real modulus has the number too that it is the modulus of.
    case root(RealPolynomial, of: RealPolynomial?)
    case exponential(RealPolynomial)
    case logarithm(RealPolynomial)
    case greatest([RealPolynomial])
    case least([RealPolynomial])
  }

  private(set) var checker: Checker
  private(set) var definitions: [FamilyDefinition] = []
  private(set) var lemmas: [Lemma] = []
  let context: Context
  let effort: ProofEffort
  let index: FactIndex
  /// The names of facts that are assumed.
  let hypotheses: Set<String>
  private var kinds: [Atom: Kind] = [:]
  private var depths: [Atom: Int] = [:]
  private var closed: [Atom: Bool] = [:]
  private var exponentials: [RealPolynomial: Atom] = [:]
  /// Rational bounds of closed exponentials, by how many binary places they hold to, and by how many squares.
  var bounds: [HalvedExponential: ClosedBounds] = [:]
  var chains: [HalvedExponential: ClosedBounds] = [:]
  /// exp 0, and that it is 1.
  var exponentialOf0Known: (atom: Atom, fact: Reference)?
  private var names = 0

  init(
    _ checker: Checker, _ context: Context, assuming hypotheses: Set<String>, within effort: ProofEffort
  ) {
    (self.checker, self.context, self.effort) = (checker, context, effort)
    self.hypotheses = hypotheses
    index = FactIndex(checker.theory)
  }

  // MARK: Elements

  func kind(of atom: Atom) -> Kind {
    if let known = kinds[atom] { return known }
    // What is met within itself is a number like others.
    kinds[atom] = .base
    let kind = found(atom)
    kinds[atom] = kind
    if case .exponential(let exponent) = kind, exponentials[exponent] == nil { exponentials[exponent] = atom }
    return kind
  }

  private func found(_ atom: Atom) -> Kind {
    if atom.name == Atom.realName { return .base }
    if let definition = checker.theory.definitions[atom.name] {
      let values = definition.values(at: atom)
      func here(_ body: RealPolynomial) -> RealPolynomial { (try? body.substituting(values)) ?? body }
      switch definition.kind {
      case .inverse(let x): return .inverse(here(x))
      case .squareRoot(let x): return .root(here(x), of: nil)
      case .exponential(let x): return .exponential(here(x))
      case .logarithm(let x): return .logarithm(here(x))
      case .modulus(let re, let im):
        let (re, im) = (here(re), here(im))
        return .root(re * re + im * im, of: im.isZero ? re : nil)
      case .greatest(let list): return .greatest(list.map(here))
      case .least(let list): return .least(list.map(here))
      case .sum, .product, .maximum, .minimum: break
      }
    }
    let sighting = Sighting(checker: checker, context: context, index)
    // Its own equations: others may say what it is by what it is in.
    let own = sighting.unfoldings(of: atom).first { rewrite in
      if case .fact(let name, _, _) = rewrite.equation { name.hasPrefix(atom.name + ".") } else { true }
    }
    guard let rewrite = own,
      let literal = try? checker.instance(rewrite.equation, context)
    else { return .base }
    return .equal(RealPolynomial(atom) - literal.polynomial, rewrite.equation)
  }

  /// What an element is made of.
  func parts(of atom: Atom) -> [RealPolynomial] {
    switch kind(of: atom) {
    case .base: []
    case .equal(let x, _), .inverse(let x), .exponential(let x), .logarithm(let x): [x]
    case .root(let x, let y): [y ?? x]
    case .greatest(let list), .least(let list): list
    }
  }

  /// How deep operations are nested in an element; nil where it leads back to itself or too deep.
  func depth(of atom: Atom, _ limit: Int = BoxTuning.mostNested) -> Int? {
    if let known = depths[atom] { return known }
    guard limit > 0 else { return nil }
    var most = -1
    for inner in parts(of: atom).flatMap(\.variables) {
      guard let depth = depth(of: inner, limit - 1) else { return nil }
      most = max(most, depth)
    }
    if case .base = kind(of: atom) { most = -1 } else { most = max(most, 0) }
    depths[atom] = most + 1
    return most + 1
  }

  /// Whether it rests on no number that may vary.
  func isClosed(_ atom: Atom) -> Bool {
    if let known = closed[atom] { return known }
    var result = true
    if case .base = kind(of: atom) { result = false }
    closed[atom] = result
    result = result && parts(of: atom).allSatisfy { $0.variables.allSatisfy(isClosed) }
    closed[atom] = result
    return result
  }

  func isBase(_ atom: Atom) -> Bool { if case .base = kind(of: atom) { true } else { false } }

  /// Whether an element is a function of others that is no polynomial.
  func isFunction(_ atom: Atom) -> Bool {
    switch kind(of: atom) {
    case .base, .equal: false
    default: true
    }
  }

  /// The numbers that a polynomial rests on, and all elements on the way; nil where these are too many or nested too deep.
  func sight(of polynomial: RealPolynomial) -> (base: Set<Atom>, all: Set<Atom>)? {
    var (base, all): (Set<Atom>, Set<Atom>) = ([], [])
    var open = Array(polynomial.variables)
    while let atom = open.popLast() {
      guard all.insert(atom).inserted else { continue }
      guard all.count <= BoxTuning.mostElements else { return nil }
      if isBase(atom) { base.insert(atom) }
      open += parts(of: atom).flatMap(\.variables)
    }
    guard all.allSatisfy({ depth(of: $0) != nil }) else { return nil }
    return (base, all)
  }

  // MARK: Additions

  func freshName(_ stem: String) -> String {
    while true {
      names += 1
      let name = AuxiliaryName.ofBox(stem, names)
      if checker.theory.arities[name] == nil && checker.theory.facts[name] == nil { return name }
    }
  }

  /// The exponential of a polynomial: one that is there, or a new one.
  func exponential(of exponent: RealPolynomial) -> Atom? {
    if let known = exponentials[exponent] { return known }
    let parameters = exponent.indexNames.subtracting(checker.theory.constants).sorted()
    let name = freshName("e")
    let definition = FamilyDefinition(name, parameters, .exponential(exponent))
    guard (try? checker.define(definition)) != nil else { return nil }
    definitions.append(definition)
    let atom = Atom(name, parameters.map { IndexTerm($0) })
    exponentials[exponent] = atom
    kinds[atom] = .exponential(exponent)
    return atom
  }

  /// A fact of no variables, as a lemma, unless the kernel does not accept its proof.
  func lemma(_ stem: String, _ literal: Literal, _ proof: Proof) -> Reference? {
    let name = freshName(stem)
    let lemma = Lemma(name, Fact(literal), .direct(proof))
    guard (try? checker.prove(lemma)) != nil else { return nil }
    lemmas.append(lemma)
    return .fact(name, [], [])
  }

  /// That an exponential is above 0.
  func positive(_ exponential: Atom) -> Reference {
    .fact("\(exponential.name).positive", exponential.indices, [])
  }

  /// That it is at least its exponent and 1.
  func tangent(_ exponential: Atom) -> Reference {
    .fact("\(exponential.name).tangent", exponential.indices, [])
  }
}
