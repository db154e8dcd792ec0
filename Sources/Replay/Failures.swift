import Claims
import ExactReals
import Inputs
import Numbers

/// What makes a conclusion fail, for a comparison with what a certificate states; no verdict rests on it.
extension Replay {
  /// A comparison of the conclusion that fails.
  package struct Failure: Sendable {
    /// Which `conclude` item, from 1.
    package var conclusion: Int
    /// The values of the index names there, outermost first.
    package var indices: [(name: String, value: Int)]
    package var reals: [(name: String, value: Rational)]
    /// Bounds of both sides; nil where complex numbers are compared.
    package var left: Bounds?
    package var right: Bounds?

    package init(
      conclusion: Int, indices: [(name: String, value: Int)], reals: [(name: String, value: Rational)],
      left: Bounds? = nil, right: Bounds? = nil
    ) {
      (self.conclusion, self.indices, self.reals) = (conclusion, indices, reals)
      (self.left, self.right) = (left, right)
    }
  }

  /// Rational bounds of a number; nil is infinity.
  package struct Bounds: Sendable, Equatable {
    package var lower: Rational?
    package var upper: Rational?
    package init(lower: Rational?, upper: Rational?) { (self.lower, self.upper) = (lower, upper) }
  }

  /// What fails of conclusion `number`: for each combination of its free indices the whole, without sides, and then the
  /// comparisons that make it fail; `body` ends the walk with false.
  package func failures(of number: Int, bits: Int = 2048, _ body: (Failure) -> Bool) {
    withDeepStack {
      Walk<ExactReal>(self, precision: min(max(bits, 256), 1024)).failures(of: number, body)
    }
  }
}

extension Walk {
  func failures(of conclusion: Int, _ body: (Replay.Failure) -> Bool) {
    do {
      try declareInputs()
      let claim = theorem.conclusions[conclusion - 1]
      var isWanted = true
      try forEach(claim.free, outside) { scope in
        guard isWanted else { return }
        let start = Replay.Failure(conclusion: conclusion, indices: named(claim.free, scope), reals: [])
        isWanted = try attempt {
          guard case .no = try truth(claim.statement, scope) else { return true }
          return try body(start) && forEachFailure(claim.statement, scope, start, body)
        }
      }
    } catch {
      // What cannot be told fails nowhere that is known.
    }
  }

  private func named(_ bindings: [IndexBinding], _ scope: Scope) -> [(name: String, value: Int)] {
    bindings.map { ($0.name, scope.slots[$0.slot]) }
  }

  /// Calls `body` with the comparisons that make a false formula false, until it answers false; returns whether it never did.
  private func forEachFailure(
    _ statement: Statement, _ scope: Scope, _ sofar: Replay.Failure, _ body: (Replay.Failure) -> Bool
  ) throws -> Bool {
    guard case .no = try truth(statement, scope) else { return true }
    var failure = sofar
    switch statement {
    case .comparison(let first, let links, _):
      var left = try outcome(first, scope)
      for link in links {
        let right = try outcome(link.term, scope)
        defer { left = right }
        guard case .no = try compare(left, link.relation, right), case .success(let x) = left,
          case .success(let y) = right
        else { continue }
        let isReal = x.im == nil && y.im == nil
        failure.left = isReal ? Self.bounds(x.re.number) : nil
        failure.right = isReal ? Self.bounds(y.re.number) : nil
        guard body(failure) else { return false }
      }
      return true
    case .and(let parts), .or(let parts):
      return try parts.allSatisfy { try forEachFailure($0, scope, sofar, body) }
    case .implies(_, let y): return try forEachFailure(y, scope, sofar, body)
    case .quantified(_, let binders, let inner):
      var isWanted = true
      try forEach(binders.bindings, scope) { scope in
        guard isWanted else { return }
        if let filter = binders.filter, case .no = try truth(filter, scope) { return }
        failure.indices = sofar.indices + named(binders.bindings, scope)
        isWanted = try forEachFailure(inner, scope, failure, body)
      }
      return isWanted
    case .forallReal(let quantification):
      guard let inner = try atPoint(quantification, scope), let point = replay.points[quantification.name]
      else {
        return true
      }
      failure.reals.append((quantification.name, point))
      return try forEachFailure(quantification.body, inner, failure, body)
    case .not: return true
    }
  }

  private static func bounds(_ x: Number) -> Replay.Bounds {
    let exact = x.exactValue ?? (x.isZero == .yes ? 0 : nil)
    return Replay.Bounds(lower: exact ?? x.lower, upper: exact ?? x.upper)
  }
}
