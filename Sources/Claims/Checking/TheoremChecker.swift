import Inputs

/// Turns the syntax of one theorem into its typed form.
///
/// 1. `gather`: the items with families spliced in, and every declared name.
/// 2. `checkIndexRanges`: the ranges of index declarations, and that they do not depend on each other
///    in a circle.
/// 3. `settleComplexity`: every part is resolved once, and again as long as it becomes known that
///    more definitions and parameters can be complex.
/// 4. `assemble`: every part is resolved with that knowledge, which now is held against the rules
///    for complex numbers.
/// 5. `checkCycles`: definitions that certainly rest on themselves.
/// 6. `typedScript`: the steps of the proof, by a checker of their own that knows the `let`s of the script too.
final class TheoremChecker {
  let block: Syntax.Block
  let blockSource: SourceText
  let library: Library
  /// A family by itself: names that it does not declare are not held against it.
  let isFragment: Bool
  /// Whether an item is checked that was added to a theorem, whose declarations are beyond its writer.
  var isOfAddition = false

  // Declarations.
  var items: [SourcedItem] = []
  var globals = NameTable()
  var places: [String: (source: SourceText, position: Position)] = [:]
  var sizes: [Size] = []
  /// What follows `~`, by size.
  var sizeDistributions: [(syntax: Syntax.Distribution?, source: SourceText)] = []
  var indices: [IndexDeclaration] = []
  var variables: [VariableDeclaration] = []
  var definitions: [LetDeclaration] = []
  /// Families and theorems of the file itself that `use` reached.
  var usedHere: Set<String> = []
  /// The `proof` item, where there is one.
  var proof: SourcedProof?
  /// The script whose steps are checked beside the theorem, where this checker is one of a proof.
  var script: ScriptDeclarations?

  // State of the resolution.
  /// The text in which the part being resolved stands.
  var here: SourceText
  var indexSlotCount = 0
  var valueSlotCount = 0
  /// The index names left free in the claim being resolved, dependencies first.
  var free: [IndexBinding] = []
  /// What is bound around all of the lemma being resolved: the ranges of its free names speak of it too.
  var bindings: [String: Scope.Local] = [:]
  /// How many variables, definitions and bound reals the part being resolved has mentioned.
  var mentionCount = 0
  /// Set when an error is an unknown name, which a fragment forgives.
  var missedName = false
  /// Complexity is only reported once it is known.
  var reportsComplexity = false
  var takesParametersAsReal = false
  /// The unit being resolved, for `readers`.
  var unit = 0
  /// Whether a distribution is being resolved: how it calls a function has no part in what the claim says of it.
  var isDrawing = false
  /// The number of the size whose distribution is being resolved.
  var drawnSize: Int?
  /// Which units read the complexity of a definition.
  var readers: [Set<Int>] = []
  var pending: [Int] = []
  var isPending: [Bool] = []

  struct SourcedItem {
    var item: Syntax.Item
    var source: SourceText
  }

  enum Global {
    case size(Int)
    case index(Int)
    case variable(Int)
    case definition(Int)
  }

  struct IndexDeclaration {
    var name: String
    var range: Syntax.Range
    var position: Position
    var source: SourceText
    /// The declared indices that the range names.
    var dependencies: [Int] = []
    /// Dependencies have a smaller rank.
    var rank = 0
  }

  struct VariableDeclaration {
    var syntax: Syntax.Variable
    var isComplex: Bool
    var source: SourceText
  }

  struct LetDeclaration {
    struct Part {
      var patterns: [Syntax.Expression]
      var value: Syntax.Expression
      var position: Position
      var source: SourceText
    }
    var name: String
    /// Nil for a family of equations.
    var parameters: [Syntax.Name]?
    var parts: [Part]
    /// Whether a value can be complex; for a function, for the arguments that it is given.
    var isComplex = false
    /// Whether a function's value can be complex for real arguments.
    var isComplexForReals = false
    var parameterIsComplex: [Bool]
    var arity: Int { parameters?.count ?? parts.first?.patterns.count ?? 0 }
  }

  init(_ block: Syntax.Block, source: SourceText, library: Library, isFragment: Bool) {
    self.block = block
    blockSource = source
    self.library = library
    self.isFragment = isFragment
    here = source
  }

  func theorem() throws(InputError) -> Theorem {
    try gather()
    try checkIndexRanges()
    try settleComplexity()
    var theorem = try assemble()
    try checkCycles(theorem)
    if let proof { theorem.script = try typedScript(proof) }
    return theorem
  }

  // MARK: Errors

  func error(at position: Position, _ message: String) -> InputError {
    here.error(at: position, message)
  }

  /// Runs one part of the check; in a fragment, a name that is declared elsewhere ends it quietly.
  @discardableResult
  func tolerantly<Value>(
    _ body: () throws(InputError) -> Value
  ) throws(InputError) -> Value? {
    missedName = false
    do throws(InputError) {
      return try body()
    } catch {
      guard isFragment, missedName else { throw error }
      return nil
    }
  }

  /// The file of `here` where it is not the theorem's own.
  var foreignFile: String? { here === blockSource ? nil : here.file }

  /// `line 7`, or `line 7 of base.claim` where that is another file.
  func place(_ source: SourceText, _ position: Position) -> String {
    source === here ? "line \(position.line)" : "line \(position.line) of \(source.file)"
  }

  func unknownName(_ name: Syntax.Name, _ scope: Scope, kind: String = "name") -> InputError {
    if let number = globals.hidden(name.text) { return notYetDefined(name, number) }
    missedName = true
    let shown = Self.shortened(name.text)
    let what = kind == "size" ? "name" : kind == "binder" ? "index" : kind
    return error(at: name.position, "unknown \(what) '\(shown)'\(hint(for: name.text, scope, kind))")
  }

  /// What an undeclared name probably means.
  private func hint(for name: String, _ scope: Scope, _ kind: String) -> String {
    let shown = Self.shortened(name)
    var candidates =
      globals.visibleNames.filter { !$0.hasPrefix(Theorem.measureName) } + Array(scope.locals.keys)
    if kind != "index" && kind != "binder" { candidates += ReservedWord.expressionWords.map(\.rawValue) }
    if let known = Mistakes.names[name] { return "; \(known)" }
    // T is not a misspelt t.
    let near = name.count > 1 ? NearestName.hint(for: name, among: candidates) : ""
    if !near.isEmpty { return near }
    if let element = elementMeant(by: name) { return "; an element is written '\(element)'" }
    for word in ["max", "min", "sum", "prod"] where name.hasPrefix(word + "_") {
      return "; write '\(word)(t: ...)'"
    }
    if isOfAddition {
      let names = (sizes.map(\.name) + variables.map(\.syntax.name.text) + definitions.map(\.name))
        .filter { !$0.hasPrefix(Theorem.measureName) }
      let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
      if kind != "binder" { return names.isEmpty ? "" : "; the claim declares \(list)" }
      let indices = indices.map(\.name).joined(separator: ", ")
      return
        "; write '\(shown) in 1..4'\(indices.isEmpty ? "" : ", or take an index of the claim: \(indices)")"
    }
    if script?.isBorrowed == false, kind != "index" {
      return "; a 'let' before this can define it, or an item of the theorem declare it"
    }
    // Capitals of one letter are lengths and numbers of channels by custom.
    let isCapital = name.count == 1 && name.first?.isUppercase == true
    switch kind {
    case "size" where isCapital: return "; declare it, as in 'size \(shown) >= 1'"
    case "size", "index": return "; declare it, as in 'index \(shown) in 1..T'"
    case "binder": return "; declare it, as in 'index \(shown) in 1..T', or write 'forall real \(shown)'"
    case "function" where Parser.names.contains(name):
      return "; what is drawn is declared: 'real x ~ \(Parser.example(name))'"
    case "function": return "; declare it, as in 'let \(shown)(x) = ...'"
    default:
      return "; declare it, as in '\(isCapital ? "size \(shown) >= 1" : "real \(shown)")'"
    }
  }

  /// `x_t` and `x_0` for an element `x[t]` of a family.
  private func elementMeant(by name: String) -> String? {
    guard let split = name.lastIndex(of: "_"), split > name.startIndex else { return nil }
    let (family, index) = (String(name[..<split]), String(name[name.index(after: split)...]))
    guard !index.isEmpty else { return nil }
    switch globals[family] {
    case .variable(let k)? where !variables[k].syntax.indices.isEmpty: return "\(family)[\(index)]"
    case .definition(let k)? where definitions[k].parameters == nil && definitions[k].arity > 0:
      return "\(family)[\(index)]"
    default: return nil
    }
  }

  static func shortened(_ name: String) -> String {
    name.utf8.count <= 60 ? name : name.prefix(57) + "..."
  }
}

/// The names that are bound around a part of a formula.
struct Scope {
  enum Local {
    case index(slot: Int)
    /// A parameter (with its definition and number), a `forall real` or a `gaussian` name.
    case value(slot: Int, parameter: (definition: Int, number: Int)?)
  }

  var locals: [String: Local] = [:]
  /// In a claim, declared index names may stay free; elsewhere this says where they could be bound.
  var freeIndices: FreeIndices

  enum FreeIndices {
    case quantified
    case forbidden(remedy: String)
  }
}
