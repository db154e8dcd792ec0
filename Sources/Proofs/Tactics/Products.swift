import Numbers
import ProofKernel

/// Products of what is at least 0, chosen for what they may cancel: those that have a monomial of the goal, and by rounds those
/// that have a monomial of a product or equation that was chosen before.
struct Products {
  /// Something that is at least 0.
  struct Known {
    var factor: Proof.Combination.Factor
    var literal: Literal

    init(_ factor: Proof.Combination.Factor, _ literal: Literal) {
      (self.factor, self.literal) = (factor, literal)
    }
    init(_ reference: Reference, _ literal: Literal) { self.init(.fact(reference), literal) }
    init(squareOf root: RealPolynomial) { self.init(.square(root), Literal(root * root, .nonnegative)) }
  }
  struct Product {
    var factors: [Proof.Combination.Factor]
    var polynomial: NumberedPolynomial
    /// Whether it is above 0.
    var isStrict: Bool
  }
  struct Multiple {
    var multiplier: Int
    var reference: Reference
    var polynomial: NumberedPolynomial
  }

  private(set) var list: [Product] = [
    Product(factors: [], polynomial: .one, isStrict: true)
  ]
  private(set) var multiples: [Multiple] = []

  private let known: [Known]
  private let polynomials: [NumberedPolynomial]
  private let equations: [(reference: Reference, polynomial: NumberedPolynomial)]
  private let degree: Int
  private let table: MonomialTable
  private let degrees: [Int]
  private let most: Int
  /// The monomials of all facts one after the other, and where those of each begin: the choice runs through them most of its time.
  private let parts: [Part]
  private let starts: [Int]
  private let equationMonomials: [[Int]]
  private let factsWith: [Int: [Int]]
  private let isWeighted: Bool
  /// By the monomials of atoms, the facts that these are at least 0.
  private var signs: [Int: Int] = [:]
  private var chosen: Set<[Int]> = []
  private var chosenWords: Set<UInt64> = [0]
  private var chosenMultiples: Set<Pair> = []

  /// A monomial of a fact, with its variables as the table has them.
  private struct Part {
    var monomial: Int
    var mask: UInt64
  }

  private struct Pair: Hashable {
    var equation: Int
    var monomial: Int
  }

  /// - Parameters:
  ///   - count: How many facts a product may have.
  ///   - degree: Products of a higher degree are left out.
  init(
    of known: [Known], equations: [(reference: Reference, polynomial: RealPolynomial)], upTo count: Int,
    degree: Int,
    for goal: NumberedPolynomial, _ table: MonomialTable, rounds: Int, isWeighted: Bool = false
  ) {
    (self.known, self.degree, self.table, most, self.isWeighted) = (known, degree, table, count, isWeighted)
    polynomials = known.map { table.number($0.literal.polynomial) }
    self.equations = equations.map { ($0.reference, table.number($0.polynomial)) }
    degrees = polynomials.map { table.degree($0) }
    let monomials = polynomials.map { $0.terms.map(\.monomial) }
    parts = monomials.flatMap { list in list.map { Part(monomial: $0, mask: table.mask(of: $0)) } }
    starts = monomials.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    equationMonomials = self.equations.map { $0.polynomial.terms.map(\.monomial) }
    var index: [Int: [Int]] = [:]
    for (k, list) in monomials.enumerated() {
      for monomial in list { index[monomial, default: []].append(k) }
    }
    factsWith = index
    if isWeighted {
      for (k, list) in polynomials.enumerated() where list.terms.count == 1 && degrees[k] == 1 {
        let (term, isStrict) = (list.terms[0], known[k].literal.relation == .positive)
        guard term.coefficient == 1, isStrict || signs[term.monomial] == nil else { continue }
        signs[term.monomial] = k
      }
    }
    var seen: Set<Int> = []
    var open = goal.terms.map(\.monomial)
    if open.isEmpty || open == [MonomialTable.one] { open = monomials.flatMap { $0 } + [MonomialTable.one] }
    for _ in 0..<rounds {
      var next: [Int] = []
      for monomial in open where seen.insert(monomial).inserted {
        let (first, firstMultiple) = (list.count, multiples.count)
        choose(for: monomial)
        for product in list[first...] { next += product.polynomial.terms.map(\.monomial) }
        for multiple in multiples[firstMultiple...] { next += multiple.polynomial.terms.map(\.monomial) }
        if isFull { return }
      }
      open = next
    }
  }

  /// Steps of the choice.
  private(set) var effort = 0

  private var isFull: Bool {
    list.count + multiples.count >= ProofTuning.mostProducts || effort > ProofTuning.mostEffort
  }

  /// Products and multiples that have a monomial.
  private mutating func choose(for monomial: Int) {
    for k in equations.indices {
      for part in equationMonomials[k] {
        guard let rest = table.quotient(monomial, part),
          chosenMultiples.insert(Pair(equation: k, monomial: rest)).inserted
        else { continue }
        let polynomial = table.product(
          NumberedPolynomial(terms: [.init(monomial: rest, coefficient: 1)]), equations[k].polynomial)
        if table.degree(polynomial) <= max(degree, table.degree(equations[k].polynomial)) {
          multiples.append(
            Multiple(multiplier: rest, reference: equations[k].reference, polynomial: polynomial))
        }
      }
    }
    choose(monomial, [])
  }

  /// - Parameters:
  ///   - factors: Ascending.
  ///   - degree: That of their product.
  private mutating func choose(_ rest: Int, _ factors: [Int], _ degree: Int = 0) {
    effort += 1
    if isFull { return }
    if rest == MonomialTable.one {
      add(factors, degree)
    } else if isWeighted, let weight = weight(rest) {
      add((factors + weight).sorted(), weight.reduce(degree) { $0 + degrees[$1] })
    }
    guard factors.count < most else { return }
    let last = factors.last ?? 0
    if factors.count == most - 1 && !isWeighted {
      for k in factsWith[rest] ?? [] where k >= last { add(factors + [k], degree + degrees[k]) }
      return
    }
    let mask = table.mask(of: rest)
    for k in last..<max(last, known.count) where degree + degrees[k] <= self.degree {
      for place in starts[k]..<starts[k + 1] where parts[place].mask & ~mask == 0 {
        guard let left = table.quotient(rest, parts[place].monomial) else { continue }
        choose(left, factors + [k], degree + degrees[k])
      }
    }
  }

  /// Facts that all atoms of a monomial are at least 0.
  private func weight(_ monomial: Int) -> [Int]? {
    var facts: [Int] = []
    for atom in table.atoms(of: monomial) {
      guard let sign = signs[atom] else { return nil }
      facts.append(sign)
    }
    return facts
  }

  private mutating func add(_ factors: [Int], _ degree: Int) {
    guard degree <= self.degree, insert(factors) else { return }
    var product = Product(factors: [], polynomial: .one, isStrict: true)
    for k in factors {
      product.factors.append(known[k].factor)
      product.polynomial = table.product(product.polynomial, polynomials[k])
      product.isStrict = product.isStrict && known[k].literal.relation == .positive
    }
    list.append(product)
  }

  /// Whether the product was not chosen before. Few factors fit a word.
  private mutating func insert(_ factors: [Int]) -> Bool {
    guard factors.count <= 4, known.count < 0xFFFF else { return chosen.insert(factors).inserted }
    return chosenWords.insert(factors.reduce(0) { $0 << 16 | UInt64($1 + 1) }).inserted
  }
}
