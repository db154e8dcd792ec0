import Inputs

/// What is said where no item, family or theorem begins.
extension Parser {
  var hintForTheorem: String {
    let near = hint(among: [.import, .family, .theorem])
    if !near.isEmpty { return near }
    if isAt(.end), case .borrowed = closing { return "; 'proof as NAME' has no 'end' of its own" }
    if isAt(ScriptWord.proof) { return "; a proof stands inside its theorem, before the 'end'" }
    let isItem = if case .word(let word) = current.kind { ReservedWord.items.contains(word) } else { false }
    let isKnown = isItem || currentName.map(Mistakes.theorems.contains) ?? false
    return isKnown ? "; a statement begins with 'theorem NAME' and ends with 'end'" : ""
  }

  /// `; did you mean …?` where the current token looks like one of the words.
  func hint(among words: [ReservedWord]) -> String {
    guard current.kind == .name else { return "" }
    return NearestName.hint(for: source.text(current.range), among: words.map(\.rawValue))
  }

  func notAnItem() -> InputError {
    var hint = hint(among: ReservedWord.items)
    if hint.isEmpty, let name = currentName {
      hint = NearestName.hint(for: name, among: [ScriptWord.proof.rawValue])
    }
    if hint.isEmpty, let name = currentName, Mistakes.partsOfProofs.contains(name) {
      hint = "; it is a part of a proof, which stands between 'proof' and 'end'"
    }
    if hint.isEmpty, let name = currentName, let word = Mistakes.items[name] { hint = "; write '\(word)'" }
    if hint.isEmpty, isAtDrawing { hint = drawnHint(currentName ?? "x") }
    if hint.isEmpty {
      switch current.kind {
      case .symbol(.colon): hint = "; a ':' stands only after binders"
      case .symbol(.minus): hint = "; a comment begins with '#'"
      case .symbol(.comma):
        hint = "; conditions are joined by 'and', and every definition takes a 'let' of its own"
      case .symbol(.tilde): hint = "; a distribution follows what is declared: 'real x ~ normal(0, 1)'"
      case .symbol(let symbol) where symbol.relation != nil:
        hint = "; a comparison cannot stand inside an expression, nor in 'let'"
      case .word(.and), .word(.or), .word(.implies):
        hint = "; it joins formulas, not expressions"
      case .word(.in): hint = "; a domain follows 'real x'; elsewhere write '0 <= x <= 1'"
      case .word(.with): hint = "; 'with' stands after binders, before the ':'"
      case .word(.if): hint = "; write 'CONDITION implies ...'"
      case .word(.then): hint = "; write 'implies', or 'conclude' for the statement"
      default: hint = juxtapositionHint
      }
    }
    let words = (ReservedWord.items.map(\.rawValue) + [ScriptWord.proof.rawValue]).joined(separator: ", ")
    return unexpected("an item (\(words)) or 'end'", hint: hint)
  }
}
