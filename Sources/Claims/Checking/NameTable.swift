/// The declared names of a theorem. Of definitions those from a number on can be hidden: the steps of a proof see the `let`s
/// that stand before them.
struct NameTable {
  private var meanings: [String: TheoremChecker.Global] = [:]
  /// Definitions with this number or a greater one are hidden.
  var firstHidden = Int.max

  subscript(name: String) -> TheoremChecker.Global? {
    get {
      guard case .definition(let number)? = meanings[name], number >= firstHidden else {
        return meanings[name]
      }
      return nil
    }
    set { meanings[name] = newValue }
  }

  /// The number of the definition of this name, where it is hidden.
  func hidden(_ name: String) -> Int? {
    guard case .definition(let number)? = meanings[name], number >= firstHidden else { return nil }
    return number
  }

  var visibleNames: [String] { meanings.keys.filter { self[$0] != nil } }
}
