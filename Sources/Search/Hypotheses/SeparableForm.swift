import Claims
import Numbers
import Programs

/// A sum of terms that depend on one input each: what lets the others' room be told before all are drawn.
///
/// In doubles: for search only.
struct SeparableForm {
  /// What a term does with its input.
  enum Kind { case linear, absolute, square }

  struct Term {
    var input: Int
    var kind: Kind
    var factor: Double
  }

  var constant = 0.0
  var terms: [Term] = []

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.constant += b.constant
    for term in b.terms {
      if let k = sum.terms.firstIndex(where: { $0.input == term.input && $0.kind == term.kind }) {
        sum.terms[k].factor += term.factor
      } else {
        sum.terms.append(term)
      }
    }
    sum.terms.removeAll { $0.factor == 0 }
    return sum
  }

  static func * (a: Self, factor: Double) -> Self {
    Self(
      constant: a.constant * factor,
      terms: a.terms.map { Term(input: $0.input, kind: $0.kind, factor: $0.factor * factor) })
  }

  /// `form <= 0`, or `form = 0`.
  struct Row {
    var form: SeparableForm
    var isClosed: Bool
    var isEquation: Bool
  }
}

/// Reads comparisons of a program as rows of separable forms.
struct SeparableReader {
  let program: Program
  let writer: [Int32: Instruction]

  /// The rows that say the same as a comparison; nil where it is of another kind.
  func row(_ relation: Relation, _ left: Int32, _ right: Int32) -> SeparableForm.Row? {
    let isClosed = relation != .less && relation != .greater
    switch relation {
    case .less, .lessOrEqual: return row(left, atMost: right, isClosed: isClosed)
    case .greater, .greaterOrEqual: return row(right, atMost: left, isClosed: isClosed)
    case .equal:
      guard let a = form(left), let b = form(right) else { return nil }
      return SeparableForm.Row(form: a + b * -1, isClosed: true, isEquation: true)
    case .notEqual: return nil
    }
  }

  private func row(_ small: Int32, atMost great: Int32, isClosed: Bool) -> SeparableForm.Row? {
    // A modulus, or another root of squares, beside a constant.
    if let n = writer[small], n.opcode == .sqrt, let squares = form(n.a), let end = form(great),
      end.terms.isEmpty, end.constant >= 0
    {
      let limit = SeparableForm(constant: -end.constant * end.constant)
      return SeparableForm.Row(form: squares + limit, isClosed: isClosed, isEquation: false)
    }
    guard let a = form(small), let b = form(great) else { return nil }
    return SeparableForm.Row(form: a + b * -1, isClosed: isClosed, isEquation: false)
  }

  /// The register as a separable form; nil where it is none.
  private func form(_ register: Int32) -> SeparableForm? {
    guard let n = writer[register] else { return nil }
    switch n.opcode {
    case .input:
      return SeparableForm(terms: [SeparableForm.Term(input: Int(n.a), kind: .linear, factor: 1)])
    case .constant: return SeparableForm(constant: program.constants[Int(n.a)].approximation)
    case .neg: return form(n.a).map { $0 * -1 }
    case .add: return form(n.a).flatMap { a in form(n.b).map { a + $0 } }
    case .sub: return form(n.a).flatMap { a in form(n.b).map { a + $0 * -1 } }
    case .mul:
      if n.a == n.b { return term(n.a, .square) }
      guard let a = form(n.a), let b = form(n.b) else { return nil }
      if a.terms.isEmpty { return b * a.constant }
      return b.terms.isEmpty ? a * b.constant : nil
    case .div:
      guard let a = form(n.a), let b = form(n.b), b.terms.isEmpty, b.constant != 0 else { return nil }
      return a * (1 / b.constant)
    case .powInt where n.b == 2: return term(n.a, .square)
    case .abs: return term(n.a, .absolute)
    case .alias: return form(n.a)
    default: return nil
    }
  }

  private func term(_ register: Int32, _ kind: SeparableForm.Kind) -> SeparableForm? {
    guard let n = writer[register], n.opcode == .input else { return nil }
    return SeparableForm(terms: [SeparableForm.Term(input: Int(n.a), kind: kind, factor: 1)])
  }
}
