import Numbers

/// An element of Q(w)(r₁)…(rₖ), rᵢ² = Pᵢ: a sum Σ c_S(w)·∏_{i ∈ S} rᵢ over sets of generators.
///
/// Only with the tower that made it does an element have a meaning. Different sums may denote the
/// same function where the radicands are dependent (√2, √3 and √6): ask the tower for the sign of a difference.
package struct RadicalElement: Hashable, Sendable {
  /// A coefficient and its generators, bit i standing for rᵢ.
  struct Term: Hashable, Sendable {
    var mask: Int
    var coefficient: RationalFunction
  }

  /// Ascending by mask, no coefficient zero: so the terms with the highest generator come last.
  let terms: [Term]

  init(terms: [Term]) { self.terms = terms }

  package init(_ function: RationalFunction) {
    terms = function.isZero ? [] : [Term(mask: 0, coefficient: function)]
  }

  package init(_ constant: Rational) { self.init(RationalFunction(constant)) }

  package static let zero = RadicalElement(terms: [])
  package static let one = RadicalElement(1)

  /// True for the empty sum; an element may be zero as a function without being it.
  package var isZero: Bool { terms.isEmpty }

  /// The element as a function of w alone, where no generator occurs; nil otherwise.
  package var rationalFunction: RationalFunction? {
    if terms.isEmpty { return .zero }
    return terms.count == 1 && terms[0].mask == 0 ? terms[0].coefficient : nil
  }

  /// The element's value where it is a rational number written out; nil otherwise.
  package var constant: Rational? { rationalFunction?.constant }

  /// The index of the highest generator that occurs; nil where none does.
  var top: Int? {
    guard let mask = terms.last?.mask, mask > 0 else { return nil }
    return Int.bitWidth - 1 - mask.leadingZeroBitCount
  }

  /// (X, Y) with element = X + Y·r for the generator of that index, none higher occurring.
  func parts(_ index: Int) -> (RadicalElement, RadicalElement) {
    let bit = 1 << index
    let cut = terms.firstIndex { $0.mask >= bit } ?? terms.endIndex
    let upper = terms[cut...].map { Term(mask: $0.mask - bit, coefficient: $0.coefficient) }
    return (RadicalElement(terms: Array(terms[..<cut])), RadicalElement(terms: upper))
  }

  /// Element · r for a generator above all that occur.
  func timesGenerator(_ index: Int) -> RadicalElement {
    RadicalElement(terms: terms.map { Term(mask: $0.mask | 1 << index, coefficient: $0.coefficient) })
  }

  /// All generators that occur, as bits.
  var support: Int { terms.reduce(0) { $0 | $1.mask } }

  /// The degree and the size of the largest coefficient.
  var extent: (degree: Int, bits: Int) {
    terms.reduce((0, 0)) {
      let (n, d) = ($1.coefficient.numerator, $1.coefficient.denominator)
      return (max($0.0, n.degree, d.degree), max($0.1, n.bits, d.bits))
    }
  }

  var words: Int { terms.reduce(1) { $0 + $1.coefficient.words } }
}

extension RadicalElement: CustomStringConvertible {
  package var description: String {
    if terms.isEmpty { return "0" }
    return terms.map { term in
      let radicals = (0..<Int.bitWidth).filter { term.mask >> $0 & 1 == 1 }.map { "r\($0 + 1)" }
      return (["(\(term.coefficient))"] + radicals).joined(separator: "·")
    }.joined(separator: " + ")
  }
}
