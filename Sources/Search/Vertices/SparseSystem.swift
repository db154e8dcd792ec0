import Numbers

/// Linear equations in rationals, few unknowns in most of them.
struct SparseSystem {
  private let unknowns: Int
  private var known: [Int: Rational] = [:]
  private var rows: [(terms: [Int: Rational], bound: Rational)] = []

  init(unknowns: Int) { self.unknowns = unknowns }

  mutating func fix(_ unknown: Int, at value: Rational) { known[unknown] = value }

  /// Adds `coefficients·x = bound`.
  mutating func add(_ coefficients: [(Int, Rational)], _ bound: Rational) {
    var terms: [Int: Rational] = [:]
    for (k, factor) in coefficients where !factor.isZero { terms[k] = (terms[k] ?? 0) + factor }
    rows.append((terms, bound))
  }

  /// The solution; what the equations leave open is close to `point`. Nil where they contradict each other or take
  /// too much.
  mutating func solved(near point: [Double]) -> [Rational]? {
    for r in rows.indices {
      for (k, factor) in rows[r].terms {
        guard let x = known[k] else { continue }
        rows[r].bound = rows[r].bound - factor * x
        rows[r].terms[k] = nil
      }
    }
    var products = 0
    // Always the shortest row, so that chains unwind and little is filled in.
    var eliminated: [(unknown: Int, terms: [Int: Rational], bound: Rational)] = []
    while let r = rows.indices.min(by: { rows[$0].terms.count < rows[$1].terms.count }) {
      let row = rows.remove(at: r)
      guard let (pivot, factor) = row.terms.min(by: { Self.rank($0) < Self.rank($1) }) else {
        if row.bound.isZero { continue }
        return nil
      }
      var terms = row.terms
      terms[pivot] = nil
      for k in terms.keys { terms[k] = terms[k].map { $0 / factor } }
      let bound = row.bound / factor
      for i in rows.indices {
        guard let other = rows[i].terms[pivot] else { continue }
        rows[i].terms[pivot] = nil
        for (k, x) in terms {
          let next = (rows[i].terms[k] ?? 0) - other * x
          rows[i].terms[k] = next.isZero ? nil : next
        }
        rows[i].bound = rows[i].bound - other * bound
        guard rows[i].bound.bitCount < VertexTuning.mostBits else { return nil }
        products += terms.count + 1
      }
      guard products < VertexTuning.mostProducts else { return nil }
      eliminated.append((pivot, terms, bound))
    }
    for (unknown, terms, bound) in eliminated.reversed() {
      var x = bound
      for (k, factor) in terms {
        if known[k] == nil { known[k] = Self.near(point[k]) }
        x = x - factor * (known[k] ?? 0)
      }
      known[unknown] = x
    }
    return (0..<unknowns).map { known[$0] ?? Self.near(point[$0]) }
  }

  /// The first unknown, so that the same system has the same solution.
  private static func rank(_ term: (key: Int, value: Rational)) -> Int { term.key }

  private static func near(_ x: Double) -> Rational {
    simplest(near: x, atLeast: 1, bits: VertexTuning.freeBits)
  }

  /// The simplest number within 2^-bits of x, relative to it or to `least`.
  static func simplest(near x: Double, atLeast least: Rational, bits: Int) -> Rational {
    guard let exact = Rational(exactly: x) else { return 0 }
    let room = max(exact.magnitude, least) * Rational(1, 1 << bits)
    return .simplest(between: exact - room, and: exact + room)
  }
}
