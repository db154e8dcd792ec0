import Algebra
import Numbers
import Programs

/// What ends a run over a cell.
enum CellInterrupt: Error {
  /// The points at which the cell must be split.
  case splits([AlgebraicNumber])
  /// An operation that is not algebraic, a nested quantifier, or an algebra that grows too large.
  case unsupported
}

/// Functions of the bound real on one cell of the line, as elements of a tower of square roots over the rational
/// functions of it. Every question about a sign is answered for the whole cell, or the cell must be split.
final class CellDomain: DemandedDomain {
  typealias Value = RadicalElement
  typealias Interrupt = CellInterrupt

  private(set) var tower = RadicalTower(on: .line, context: AlgebraContext())
  /// Where the block is looked at on the circle, the tower's variable being t = tan(g·w/2), and whether
  /// the cell is the point t = ∞ (then the tower's variable is not used).
  private var circle: CircleForm?
  private var isAtInfinity = false
  /// The square root that was last found to be defined.
  private var root: RadicalElement?

  func begin(_ tower: RadicalTower, circle: CircleForm? = nil, isAtInfinity: Bool = false) {
    (self.tower, self.circle, self.isAtInfinity, root) = (tower, circle, isAtInfinity, nil)
  }

  var refusal: CellInterrupt { .unsupported }

  private func within<Result>(
    _ body: () throws(AlgebraError) -> Result
  ) throws(CellInterrupt) -> Result {
    do throws(AlgebraError) { return try body() } catch { throw .unsupported }
  }

  func sign(_ x: RadicalElement) throws(CellInterrupt) -> Int {
    let answer = try within { () throws(AlgebraError) in try tower.sign(of: x) }
    switch answer {
    case .constant(let sign): return sign
    case .splits(let points): throw .splits(points)
    case .undefined: throw .unsupported
    }
  }

  /// The sign of x − y.
  func order(_ x: RadicalElement, _ y: RadicalElement) throws(CellInterrupt) -> Int {
    try sign(try within { () throws(AlgebraError) in try tower.difference(x, y) })
  }

  // MARK: Leaves

  var nothing: RadicalElement { .zero }
  func constant(_ x: Rational) -> RadicalElement { RadicalElement(x) }
  func pi() throws(CellInterrupt) -> RadicalElement { throw .unsupported }
  func zero(like x: RadicalElement) -> RadicalElement { .zero }

  func known(_ n: Instruction) throws(CellInterrupt) -> RadicalElement? {
    switch n.opcode {
    case .cos, .sin:
      guard let k = circle?.multiples[n.a] else { return nil }
      return try onCircle(k, isCosine: n.opcode == .cos)
    // What can't be told is not looked into.
    case .bound, .indeterminate, .isUndecided, .gaussian, .forallReal, .pi, .log, .tanh, .sigmoid, .softplus,
      .silu, .atan2:
      throw .unsupported
    default: return nil
    }
  }

  /// cos or sin of k·g·w: the real or imaginary part of ((1 + it)²/(1 + t²))^k.
  private func onCircle(_ k: Int, isCosine: Bool) throws(CellInterrupt) -> RadicalElement {
    if isAtInfinity { return RadicalElement(!isCosine ? 0 : k.isMultiple(of: 2) ? 1 : -1) }
    return try within { () throws(AlgebraError) in
      let t = tower.variable
      let (one, square) = (RadicalElement(1), try tower.power(t, 2))
      let inverse = try tower.inverse(of: try tower.sum(one, square))
      let c = try tower.product(try tower.difference(one, square), inverse)
      let s = try tower.product(try tower.sum(t, t), inverse)
      var (re, im) = (one, RadicalElement.zero)
      for _ in 0..<k.magnitude {
        (re, im) = (
          try tower.difference(try tower.product(re, c), try tower.product(im, s)),
          try tower.sum(try tower.product(re, s), try tower.product(im, c))
        )
      }
      if isCosine { return re }
      return k < 0 ? tower.negated(im) : im
    }
  }

  // MARK: Arithmetic

  func sum(_ x: RadicalElement, _ y: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    try within { () throws(AlgebraError) in try tower.sum(x, y) }
  }
  func difference(_ x: RadicalElement, _ y: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    try within { () throws(AlgebraError) in try tower.difference(x, y) }
  }
  func product(_ x: RadicalElement, _ y: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    try within { () throws(AlgebraError) in try tower.product(x, y) }
  }
  func quotient(_ x: RadicalElement, _ y: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    try within { () throws(AlgebraError) in try tower.product(x, tower.inverse(of: y)) }
  }
  func negated(_ x: RadicalElement) -> RadicalElement? { tower.negated(x) }
  func power(_ x: RadicalElement, _ n: Int) throws(CellInterrupt) -> RadicalElement? {
    try within { () throws(AlgebraError) in try tower.power(n < 0 ? tower.inverse(of: x) : x, abs(n)) }
  }

  /// Powers are those of a constant p/2; others are left to subdivision.
  func exactValue(of x: RadicalElement) throws(CellInterrupt) -> Rational? {
    guard let constant = x.constant, let twice = (constant * 2).word, twice.magnitude < 1 << 10 else {
      throw .unsupported
    }
    return constant
  }
  func power(
    _ x: RadicalElement, whole n: Rational, _ y: RadicalElement
  ) throws(CellInterrupt) -> RadicalElement? {
    guard let k = n.word else { throw .unsupported }
    return try power(x, k)
  }
  func power(_ x: RadicalElement, _ y: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    guard let twice = try exactValue(of: y).flatMap({ ($0 * 2).word }), try admitsSquareRoot(x) == .yes,
      let root = try squareRoot(x)
    else { throw .unsupported }
    return try power(root, twice)
  }

  // MARK: Choices

  func magnitude(_ x: RadicalElement, at place: Int32) throws(CellInterrupt) -> RadicalElement? {
    try sign(x) < 0 ? tower.negated(x) : x
  }
  func minimum(
    _ x: RadicalElement, _ y: RadicalElement, at place: Int32
  ) throws(CellInterrupt) -> RadicalElement? { try order(x, y) <= 0 ? x : y }
  func maximum(
    _ x: RadicalElement, _ y: RadicalElement, at place: Int32
  ) throws(CellInterrupt) -> RadicalElement? { try order(x, y) >= 0 ? x : y }
  func withSign(_ x: RadicalElement, of s: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    (try sign(x) < 0) == (try sign(s) < 0) ? x : tower.negated(x)
  }
  /// No truth is unknown on a cell.
  func hull(_ x: RadicalElement, _ y: RadicalElement) -> RadicalElement? { nil }

  // MARK: Functions

  func squareRoot(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { root }

  /// What exp(i·w), cos and sin leave at 0.
  private func atZero(_ x: RadicalElement, _ value: Rational) throws(CellInterrupt) -> RadicalElement {
    guard try sign(x) == 0 else { throw .unsupported }
    return RadicalElement(value)
  }
  func exp(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { try atZero(x, 1) }
  func cos(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { try atZero(x, 1) }
  func sin(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { try atZero(x, 0) }

  func log(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { throw .unsupported }
  func tanh(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { throw .unsupported }
  func sigmoid(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { throw .unsupported }
  func softplus(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { throw .unsupported }
  func silu(_ x: RadicalElement) throws(CellInterrupt) -> RadicalElement? { throw .unsupported }
  func atan2(y: RadicalElement, x: RadicalElement) throws(CellInterrupt) -> RadicalElement? {
    throw .unsupported
  }

  // MARK: Questions

  func isZero(_ x: RadicalElement) throws(CellInterrupt) -> Trilean { Trilean(try sign(x) == 0) }
  func isNegative(_ x: RadicalElement) throws(CellInterrupt) -> Trilean { Trilean(try sign(x) < 0) }
  func isNonpositive(_ x: RadicalElement) throws(CellInterrupt) -> Trilean { Trilean(try sign(x) <= 0) }

  /// The tower looks at the sign while it takes the root.
  func admitsSquareRoot(_ x: RadicalElement) throws(CellInterrupt) -> Trilean {
    root = nil
    switch try within({ () throws(AlgebraError) in try tower.squareRoot(of: x) }) {
    case .value(let found):
      root = found
      return .yes
    case .undefined: return .no
    case .splits(let points): throw .splits(points)
    }
  }

  func isLess(
    _ x: RadicalElement, _ y: RadicalElement, at place: Int32
  ) throws(CellInterrupt) -> Trilean { Trilean(try order(x, y) < 0) }
  func isLessOrEqual(
    _ x: RadicalElement, _ y: RadicalElement, at place: Int32
  ) throws(CellInterrupt) -> Trilean { Trilean(try order(x, y) <= 0) }
  func isEqual(
    _ x: RadicalElement, _ y: RadicalElement, at place: Int32
  ) throws(CellInterrupt) -> Trilean { Trilean(try order(x, y) == 0) }
}

extension DemandRun where Domain == CellDomain {
  /// What block `k` says on a cell: that a real lies in the range and passes `with` implies the body.
  func truth(
    ofBlock k: Int, on tower: RadicalTower, circle: CircleForm? = nil, isAtInfinity: Bool = false
  ) throws(CellInterrupt) -> Truth {
    let block = interpreter.program.blocks[k]
    interpreter.domain.begin(tower, circle: circle, isAtInfinity: isAtInfinity)
    begin()
    // On the circle the range has been seen to, and the real itself is no function of the tower's variable.
    guard circle == nil else { return try truth(ofBlock: k) }
    let x = tower.variable
    set(block.parameter, x)
    for (end, isLower) in [(block.lower, true), (block.upper, false)] {
      guard let end else { continue }
      let (y, status) = try number(end.register)
      guard status.isDefined else { return Truth(status) }
      let sign = try isLower ? interpreter.domain.order(x, y) : interpreter.domain.order(y, x)
      if sign < 0 || (sign == 0 && !end.isClosed) { return .yes }
    }
    return try truth(ofBlock: k)
  }
}
