import Numbers
import ProofKernel

/// The kernel's terms in a proof assistant's words: indices as whole numbers, elements of families as applications.
final class KernelTermText {
  enum Name: Hashable {
    case index(String)
    case family(String)
    case fact(String)
    case theorem
  }
  /// How indices and elements are written at a place.
  struct Place {
    /// Index terms in the place of names.
    var values: [String: IndexTerm] = [:]
    /// Whether sums of these are left as they come, which is what becomes of a fact at these indices.
    var isRaw = false
    /// Elements that stand for something else.
    /// Values are in their place, unless they are left as they come.
    var element: (Atom) throws -> String? = { _ in nil }
  }

  private let theorem: String
  let script: any ProofScript
  private var names: ExportNames
  private var known: [Name: String] = [:]
  private var hypotheses = 0
  /// What families take as arguments before their indices: outside of a section, what their definitions rest on.
  var parameters: [String: [String]] = [:]

  init(theorem: String, script: any ProofScript) {
    (self.theorem, self.script) = (theorem, script)
    names = ExportNames(reserved: script.reserved)
  }

  // MARK: Names

  subscript(_ name: Name) -> String {
    if let text = known[name] { return text }
    let text =
      switch name {
      case .index(let label), .family(let label), .fact(let label): names.unique(label)
      case .theorem: names.unique(theorem)
      }
    known[name] = text
    return text
  }

  /// The names that were given so far.
  var given: Set<String> { names.given }

  /// A name of the export's own.
  func unique(_ label: String) -> String { names.unique(label) }

  /// The name of a hypothesis within a proof.
  func hypothesis() -> String {
    // Coq's own names begin with H.
    hypotheses += 1
    return names.unique("K\(hypotheses)")
  }

  // MARK: Indices

  /// An index term, within parentheses or in a scope of whole numbers.
  func index(_ term: IndexTerm, _ place: Place = Place()) throws -> String {
    if !place.isRaw, !place.values.isEmpty { return try index(try term.substituting(place.values)) }
    func factor(_ part: IndexTerm.Part) throws -> String {
      let text: String
      if let value = place.values[part.name] {
        let inner = try index(value)
        text = value.isSimple ? inner : "(\(inner))"
      } else {
        text = self[.index(part.name)]
      }
      return abs(part.factor) == 1 ? text : "\(abs(part.factor)) * \(text)"
    }
    var signed: [(isNegative: Bool, text: String)] = []
    for part in term.parts { signed.append((part.factor < 0, try factor(part))) }
    signed = signed.filter { !$0.isNegative } + signed.filter(\.isNegative)
    if term.constant != 0 || signed.isEmpty {
      let constant = (term.constant < 0, "\(term.constant.magnitude)")
      // Nothing begins with a sign that need not.
      if term.constant > 0, signed.first?.isNegative ?? false {
        signed.insert(constant, at: 0)
      } else {
        signed.append(constant)
      }
    }
    return Self.joined(signed)
  }

  /// An index as an argument.
  func argument(_ term: IndexTerm, _ place: Place = Place()) throws -> String {
    let text = try index(term, place)
    guard text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" }) else {
      return script.scoped(text)
    }
    return text.first?.isNumber ?? false ? script.numeral(text) : text
  }

  /// That an index term is at least 0.
  func condition(_ term: IndexTerm, _ place: Place = Place()) throws -> String {
    let (low, high) = try term.sides()
    return script.atMost(try index(low, place), try index(high, place), isConstant: term.parts.isEmpty)
  }

  /// That an index term is 0.
  func equality(_ term: IndexTerm) throws -> String {
    let (low, high) = try term.sides()
    return script.equal(try index(high), try index(low), isConstant: term.parts.isEmpty)
  }

  private static func joined(_ signed: [(isNegative: Bool, text: String)]) -> String {
    signed.enumerated().map { k, part in
      part.isNegative ? (k == 0 ? "- " : " - ") + part.text : (k == 0 ? "" : " + ") + part.text
    }.joined()
  }

  // MARK: Numbers

  func atom(_ atom: Atom, _ place: Place = Place()) throws -> String {
    let there =
      place.isRaw ? atom : Atom(atom.name, try atom.indices.map { try $0.substituting(place.values) })
    if let text = try place.element(there) { return text }
    let arguments = try atom.indices.map { try argument($0, place) }
    if atom.name == Atom.realName { return script.real(arguments.joined(separator: " ")) }
    return ([self[.family(atom.name)]] + (parameters[atom.name] ?? []) + arguments).joined(separator: " ")
  }

  func polynomial(_ polynomial: RealPolynomial, _ place: Place = Place()) throws -> String {
    let signed = try polynomial.terms.map { ($0.coefficient.signum < 0, try term($0, place)) }
    return signed.isEmpty ? "0" : Self.joined(signed.filter { !$0.0 } + signed.filter(\.0))
  }

  private func term(_ term: RealPolynomial.Term, _ place: Place) throws -> String {
    let size = term.coefficient.magnitude
    var factors = try term.monomial.powers.map { power in
      let base = try atom(power.variable, place)
      guard power.exponent > 1 else { return base }
      return (base.contains(" ") ? "(\(base))" : base) + " ^ \(power.exponent)"
    }
    if size != 1 || factors.isEmpty {
      factors.insert(size.isInteger ? "\(size)" : "\(size.numerator) / \(size.denominator)", at: 0)
    }
    return factors.joined(separator: " * ")
  }

  // MARK: Statements

  /// A literal as proofs have it: 0 below a polynomial.
  func normal(_ literal: Literal) throws -> String {
    let text = try polynomial(literal.polynomial)
    let zero = literal.polynomial.constant == nil ? "0" : script.typed("0")
    return switch literal.relation {
    case .nonnegative: "\(zero) \(script.words.atMost) \(text)"
    case .positive: "\(zero) < \(text)"
    case .zero: "\(text) = \(zero)"
    case .nonzero: "\(text) \(script.words.unequal) \(zero)"
    }
  }

  /// A literal as people read it, with few signs.
  func statement(_ literal: Literal, _ place: Place = Place()) throws -> String {
    func sum(_ terms: [RealPolynomial.Term]) -> RealPolynomial { RealPolynomial(terms) }
    let terms = literal.polynomial.terms
    var (above, below) = (
      sum(terms.filter { $0.coefficient.signum > 0 }), -sum(terms.filter { $0.coefficient.signum < 0 })
    )
    if below.isZero, above.termCount > 1 {
      // A number alone has its sign.
      below = RealPolynomial(-above[.one])
      above = above + below
    }
    var (low, high) = (try polynomial(below, place), try polynomial(above, place))
    if literal.polynomial.constant != nil { (low, high) = (script.typed(low), script.typed(high)) }
    return switch literal.relation {
    case .nonnegative: "\(low) \(script.words.atMost) \(high)"
    case .positive: "\(low) < \(high)"
    case .zero: "\(high) = \(low)"
    case .nonzero: "\(high) \(script.words.unequal) \(low)"
    }
  }

  func quantifier(_ variables: [String], exists: Bool = false) -> String {
    let word = exists ? script.words.exists : script.words.forAll
    let names = variables.map { self[.index($0)] }.joined(separator: " ")
    return variables.isEmpty ? "" : "\(word) \(names) : \(script.words.whole), "
  }

  /// Guards, premises and the literal, or what says the same, without the variables.
  func implication(_ fact: Fact, _ literal: String? = nil) throws -> String {
    (try fact.guards.map { try condition($0) } + fact.premises.map { try statement($0) }
      + [try literal ?? statement(fact.literal)]).joined(separator: " \(script.words.implies) ")
  }

  func statement(_ fact: Fact, _ literal: String? = nil) throws -> String {
    quantifier(fact.variables) + (try implication(fact, literal))
  }

  /// A polynomial as an argument.
  func operand(_ polynomial: RealPolynomial, _ place: Place = Place()) throws -> String {
    let text = try self.polynomial(polynomial, place)
    if polynomial.constant != nil { return script.typed(text.contains(" ") ? "(\(text))" : text) }
    return text.contains(" ") ? "(\(text))" : text
  }

  /// What an index of a fact has to be replaced by, so that elements at these indices are the kernel's.
  func replacements(_ polynomials: [RealPolynomial], _ values: [String: IndexTerm]) throws -> [(
    String, String
  )] {
    var found: [String: String] = [:]
    for atom in polynomials.flatMap(\.variables) {
      for term in atom.indices {
        let raw = try index(term, Place(values: values, isRaw: true))
        let normal = try index(term, Place(values: values))
        if raw != normal { found[raw] = normal }
      }
    }
    // What stands in another comes later.
    return found.sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }.map { ($0.key, $0.value) }
  }
}

extension IndexTerm {
  /// A name or a number, which need no parentheses.
  var isSimple: Bool {
    parts.isEmpty ? constant >= 0 : parts.count == 1 && parts[0].factor == 1 && constant == 0
  }

  /// Terms without signs, one at most the other where this is at least 0.
  func sides() throws(KernelError) -> (low: IndexTerm, high: IndexTerm) {
    var (low, high) = (IndexTerm(max(0, -constant)), IndexTerm(max(0, constant)))
    for part in parts {
      if part.factor > 0 {
        high = try high.adding(IndexTerm(part.name), times: part.factor)
      } else {
        low = try low.adding(IndexTerm(part.name), times: -part.factor)
      }
    }
    return (low, high)
  }
}
