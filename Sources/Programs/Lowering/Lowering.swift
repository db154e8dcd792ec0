import Claims
import Inputs
import Numbers

/// Lowers a theorem at given sizes to a flat program.
///
/// Index arithmetic, binders, index-only conditions and the choice of equations are carried out
/// here; what remains are operations on numbers.
final class Lowering {
  typealias Node = ProgramBuilder.Node

  /// A lowered expression: its real node, and the node of the imaginary part where the expression
  /// can be complex.
  struct Value: Hashable {
    var re: Node
    var im: Node?
  }

  /// An element of a family of equations, or of a variable.
  struct Element: Hashable {
    var owner: Int
    var indices: [Int]
  }

  struct CallKey: Hashable {
    var definition: Int
    var arguments: [Value]
    /// What derivatives inside hold still.
    var held: Set<Node>
  }

  /// What interrupts lowering.
  enum Interrupt: Error {
    case input(InputError)
    /// The recursion went deep: lower this element first, then start again.
    case needs(Element)
  }

  let theorem: Theorem
  let sizes: [Int]
  let builder: ProgramBuilder
  /// Current values of the integer slots.
  var slots: [Int]
  /// Current nodes of the value slots.
  var values: [Value?]

  /// Told of every input that is about to be read.
  var willRead: ((_ input: Int32, _ element: Element, _ position: Position) throws -> Void)?
  var inputs: [InputElement] = []
  var inputIndex: [Element: Int32] = [:]
  var elements: [Element: Value] = [:]
  /// Elements whose lowering has begun, in order.
  var inProgress: [Element] = []
  var inProgressSet: Set<Element> = []
  /// Elements set aside because they need others first.
  var deferred: [Element] = []
  var deferredSet: Set<Element> = []
  var calls: [CallKey: Value] = [:]
  /// Of the assembled program, by node: the register, or −1 where it was not needed.
  var registers: [Int32] = []
  /// Parameters by which some `diff` differentiates.
  let differentiatedSlots: Set<Int>
  /// The parameters by which a `diff` differentiates whose body is being lowered: numbers of their own, whatever their
  /// arguments are.
  var held: Set<Node> = []
  private struct DerivativeKey: Hashable {
    var target: Node
    var held: Set<Node>
  }
  private var derivatives: [DerivativeKey: Differentiation] = [:]
  private(set) var steps = 0
  private let stepLimit: Int

  /// How many families may nest in the recursion of the lowering itself.
  static let recursionLimit = 40
  /// How many index combinations one program may run over.
  static let largestStepCount = 10_000_000

  /// - Parameter rewrites: Whether the program may be simplified; tests compare it with one that is not.
  init(_ theorem: Theorem, sizes: [Int], stepLimit: Int = largestStepCount, rewrites: Bool = true) {
    builder = ProgramBuilder(rewrites: rewrites)
    self.stepLimit = stepLimit
    self.theorem = theorem
    self.sizes = sizes
    slots = Array(repeating: 0, count: theorem.indexSlotCount)
    values = Array(repeating: nil, count: theorem.valueSlotCount)
    differentiatedSlots = DerivativeTargets.slots(of: theorem)
  }

  func fail(_ position: Position, _ message: String, _ kind: InputError.Kind = .wrong) -> Interrupt {
    .input(InputError(file: theorem.file, position: position, message: message, kind: kind))
  }

  // MARK: Indices

  func index(_ term: Term, _ position: Position) throws -> Int {
    do {
      return try term.evaluateIndex(sizes: sizes, slots: slots)
    } catch {
      throw fail(position, "\(error)")
    }
  }

  func countStep(_ position: Position) throws {
    steps += 1
    if steps > stepLimit || builder.isTooLarge {
      throw tooLarge(position)
    }
  }

  private func tooLarge(_ position: Position) -> Interrupt {
    let text = zip(theorem.sizes, sizes).map { "\($0.name) = \($1)" }.joined(separator: ", ")
    return fail(
      position,
      "theorem '\(theorem.name)'\(text.isEmpty ? "" : " at \(text)") needs more than \(ProgramBuilder.largestNodeCount) values or "
        + "\(stepLimit) index combinations; use smaller sizes",
      .tooLarge)
  }

  func checkSize(_ position: Position) throws {
    if builder.isTooLarge { throw tooLarge(position) }
  }

  /// Runs `body` for every combination of the bindings' values, outermost first.
  func forEach(_ bindings: [IndexBinding], _ position: Position, _ body: () throws -> Void) throws {
    try forEach(bindings[...], position, body)
  }

  private func forEach(
    _ bindings: ArraySlice<IndexBinding>, _ position: Position, _ body: () throws -> Void
  ) throws {
    guard let first = bindings.first else {
      try countStep(position)
      return try body()
    }
    let lower = try index(first.range.lower, position)
    let upper = try index(first.range.upper, position)
    guard lower <= upper else { return }
    // Too many are refused before the first is looked at.
    if upper.subtractingReportingOverflow(lower).overflow || upper - lower >= stepLimit - steps {
      throw tooLarge(position)
    }
    let saved = slots[first.slot]
    defer { slots[first.slot] = saved }
    for value in lower...upper {
      slots[first.slot] = value
      try forEach(bindings.dropFirst(), position, body)
    }
  }

  func bindingValues(_ bindings: [IndexBinding]) -> [IndexValue] {
    bindings.map { IndexValue(name: $0.name, value: slots[$0.slot]) }
  }

  // MARK: Derivatives

  func derivative(of node: Node, by target: Node, _ position: Position) -> Node {
    let key = DerivativeKey(target: target, held: held)
    let known = derivatives[key] ?? Differentiation(builder, by: target, holding: held, position: position)
    derivatives[key] = known
    return known.derivative(of: node)
  }
}

/// One real input of a program: a real variable's element, or one part of a complex one's.
package struct InputElement: Hashable, Sendable {
  package enum Part: Sendable { case real, imaginary }
  /// Index into `Theorem.variables`.
  package var variable: Int
  /// Position in the variable's enumeration.
  package var element: Int
  package var indices: [Int]
  package var part: Part
}
