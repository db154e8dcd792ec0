import Numbers
import ProofKernel

/// The division of a box into cells in which a literal is shown.
struct BoxSearch {
  private let goal: Literal
  private let theory: BoxTheory
  /// Facts about the same numbers, as the cells outside are not asked for.
  private let conditions: [(reference: Reference, literal: Literal)]
  private var cells: [Cell] = []
  /// Terms of the goal are of this size.
  private var size = 1.0

  private struct Cell {
    var box: Box
    var context: Context
    var halved = 0
    /// The goal's least value at the samples, and where it is.
    var least: Double
    var place: [Atom: Double]
    var isAtEquality = false
    var state = State.open
  }
  private enum State {
    case open
    case shown(Proof)
    case split(RealPolynomial, name: String, yes: Int, no: Int)
  }

  /// Nil where the goal is about something else, or is false somewhere.
  init?(_ goal: Literal, _ theory: BoxTheory, _ context: Context) {
    guard let sight = theory.sight(of: goal.polynomial), sight.base.count <= BoxTuning.mostVarying else {
      return nil
    }
    var sides: [Atom: Box.Side] = [:]
    for atom in sight.base {
      let ends = theory.ends(of: atom)
      guard let low = ends.low, let high = ends.high, low.value < high.value else { return nil }
      sides[atom] = Box.Side(low: low, high: high)
    }
    (self.goal, self.theory) = (goal, theory)
    conditions = theory.conditions(on: sight.base)
    let box = Box(sides: sides)
    guard let first = cell(box, context, halved: 0) else { return nil }
    cells = [first]
  }

  /// A proof by cells, or the cell that cannot be shown.
  mutating func proof() -> Result<Proof, BoxTactic.Failure> {
    var tries = 0
    while let k = worst() {
      tries += 1
      let failure = BoxTactic.Failure(cell: cells[k].box, isAtEquality: cells[k].isAtEquality)
      guard tries <= BoxTuning.mostCells, !theory.effort.isSpent else { return .failure(failure) }
      if let proof = shown(cells[k]) {
        cells[k].state = .shown(proof)
      } else {
        guard split(k) else { return .failure(failure) }
      }
    }
    return proof(0).map { .success($0) } ?? .failure(BoxTactic.Failure())
  }

  private func worst() -> Int? {
    cells.indices.filter { if case .open = cells[$0].state { true } else { false } }
      .min { cells[$0].least < cells[$1].least }
  }

  private func proof(_ k: Int) -> Proof? {
    switch cells[k].state {
    case .open: return nil
    case .shown(let proof): return proof
    case .split(let polynomial, let name, let yes, let no):
      guard let first = proof(yes), let second = proof(no) else { return nil }
      return .signCases(polynomial, name: name, yes: first, no: second)
    }
  }

  // MARK: One cell

  private func shown(_ cell: Cell) -> Proof? {
    for (halvings, focus) in manners(cell) {
      var proof = CellProof(
        theory, cell.box, cell.context, halvings: halvings, focus: focus, places: places(cell))
      if let found = proof.proof(of: goal) { return found }
      if theory.effort.isSpent { return nil }
    }
    return vacuous(cell)
  }

  /// How exactly closed numbers are known: to a part of what the goal leaves.
  private func places(_ cell: Cell) -> Int {
    let margin = cell.least / max(size, 1e-300)
    guard margin > (cell.box.sides.isEmpty ? BoxTuning.rounding : BoxTuning.equality) else {
      return BoxTuning.placesAtEquality
    }
    // In steps, so that cells share them.
    let places = max(8, 5 - margin.exponentOrZero)
    return min(cell.box.sides.isEmpty ? places : (places + 3) / 4 * 4, BoxTuning.mostPlaces)
  }

  /// How often exponents are halved, and the corner where bounds touch.
  private func manners(_ cell: Cell) -> [(Int, [Atom: Rational]?)] {
    if cell.box.sides.isEmpty { return [(0, nil)] }
    if cell.least > BoxTuning.small * size { return [(1, nil)] }
    if cell.least > BoxTuning.equality * size { return [(1, nil), (3, near(cell.place, cell.box))] }
    let corner = cell.box.corners.min { a, b in
      abs(theory.value(goal.polynomial, at: a.mapValues(\.approximation)))
        < abs(theory.value(goal.polynomial, at: b.mapValues(\.approximation)))
    }
    return [(0, corner), (3, corner), (6, corner)]
  }

  /// A short point of the cell.
  private func near(_ place: [Atom: Double], _ box: Box) -> [Atom: Rational] {
    var point: [Atom: Rational] = [:]
    for (atom, side) in box.sides {
      guard let value = place[atom], let exact = Rational(near: value, places: 40) else { continue }
      let digits = max(0, 5 - side.width.approximation.exponentOrZero)
      let short = exact.rounded(digits)
      point[atom] = min(max(short, side.low.value), side.high.value)
    }
    return point
  }

  /// That a condition fails in the cell.
  private func vacuous(_ cell: Cell) -> Proof? {
    for (reference, literal) in conditions {
      guard cell.box.samples.allSatisfy({ theory.value(literal.polynomial, at: $0) < 0 }) else { continue }
      var proof = CellProof(theory, cell.box, cell.context, halvings: 1, focus: nil, places: 20)
      guard let contrary = proof.fact(-literal.polynomial, isStrict: true) else { continue }
      var absurd = Proof.Combination()
      absurd.isAbsurd = true
      absurd.terms = [.init(1, [.fact(reference)]), .init(1, [.fact(contrary)])]
      return proof.steps.needed(then: .combination(absurd))
    }
    return nil
  }

  // MARK: Division

  /// A cell that may be shown; nil where the goal is false in it.
  private mutating func cell(_ box: Box, _ context: Context, halved: Int) -> Cell? {
    var (least, place): (Double, [Atom: Double]) = (.infinity, [:])
    for point in box.samples + BoxMinimum(box, goal.polynomial, theory, conditions.map(\.literal)).points {
      var values = BoxValues(theory, at: point)
      let (value, size) = values.sum(goal.polynomial)
      theory.effort.spend(BoxTuning.costOfTerm * goal.polynomial.termCount)
      self.size = max(self.size, size.isFinite ? size : 0)
      if value.isNaN { continue }
      guard conditions.allSatisfy({ values.value($0.literal.polynomial) >= 0 }) else { continue }
      if value < -BoxTuning.rounding * size - 1e-15 { return nil }
      if value < least { (least, place) = (value, point) }
    }
    return Cell(box: box, context: context, halved: halved, least: least, place: place)
  }

  private mutating func split(_ k: Int) -> Bool {
    let cell = cells[k]
    guard !cell.box.sides.isEmpty, let (atom, value, isEquality) = cut(cell),
      let side = cell.box.sides[atom]
    else { return false }
    let most = cell.isAtEquality ? BoxTuning.mostHalvedAtEquality : BoxTuning.mostHalved
    guard cell.halved < most else { return false }
    let polynomial = RealPolynomial(atom) - RealPolynomial(value)
    let name = AuxiliaryName.fresh("cut") {
      cell.context.facts[$0] != nil || theory.checker.theory.facts[$0] != nil
    }
    guard
      let above = try? cell.context.adding(name, Literal(polynomial, .nonnegative), theory.checker.theory),
      let below = try? cell.context.adding(name, Literal(-polynomial, .positive), theory.checker.theory)
    else { return false }
    var (high, low) = (cell.box, cell.box)
    high.sides[atom] = Box.Side(
      low: Box.End(value: value, fact: .local(name), isStrict: false), high: side.high)
    low.sides[atom] = Box.Side(
      low: side.low, high: Box.End(value: value, fact: .local(name), isStrict: true))
    // Beside a point of equality the count begins anew, once.
    let halved = isEquality && !cell.isAtEquality ? 0 : cell.halved + 1
    guard var yes = self.cell(high, above, halved: halved), var no = self.cell(low, below, halved: halved)
    else {
      return false
    }
    yes.isAtEquality = yes.least <= BoxTuning.equality * size
    no.isAtEquality = no.least <= BoxTuning.equality * size
    cells.append(yes)
    cells.append(no)
    cells[k].state = .split(polynomial, name: name, yes: cells.count - 2, no: cells.count - 1)
    return true
  }

  /// Where a cell is cut: at a point of equality within it, at 0, else in the middle of the side along which most is lost.
  private func cut(_ cell: Cell) -> (Atom, Rational, isEquality: Bool)? {
    if cell.least <= BoxTuning.equality * size {
      for atom in cell.box.atoms {
        guard let side = cell.box.sides[atom], let near = cell.place[atom] else { continue }
        let width = side.width.approximation
        let slack = max(width * 1e-4, 1e-9)
        guard let low = Rational(near: near - slack, places: 48),
          let high = Rational(near: near + slack, places: 48)
        else { continue }
        let value = Rational.simplest(between: low, and: high)
        if value > side.low.value + side.width / 1000, value < side.high.value - side.width / 1000 {
          return (atom, value, true)
        }
      }
    }
    var best: (atom: Atom, loss: Double)?
    for atom in cell.box.atoms {
      let loss = loss(cell, along: atom)
      if loss > best?.loss ?? -1 { best = (atom, loss) }
    }
    guard let atom = best?.atom, let side = cell.box.sides[atom] else { return nil }
    if side.low.value.signum < 0 && side.high.value.signum > 0 { return (atom, 0, false) }
    let middle = (side.low.value + side.high.value) / 2
    let digits = max(0, 3 - side.width.approximation.exponentOrZero)
    let short = middle.roundedDown(digits)
    return (atom, short > side.low.value && short < side.high.value ? short : middle, false)
  }

  /// How far the goal is from linear along a side, and something of the width.
  private func loss(_ cell: Cell, along atom: Atom) -> Double {
    func value(_ place: Double) -> Double {
      theory.value(goal.polynomial, at: cell.box.point { $0 == atom ? place : 0.5 })
    }
    let width = cell.box.sides[atom]?.width.approximation ?? 0
    let bend = abs(value(0) - 2 * value(0.5) + value(1))
    return (bend.isFinite ? bend : 0) + 1e-6 * width
  }
}
