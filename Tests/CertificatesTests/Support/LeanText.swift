import Foundation

@testable import Certificates

/// What can be said of a file for Lean where there is no Lean: brackets, blocks, and that every name is known where it stands.
struct LeanText {
  /// What is wrong with it, each with its line.
  private(set) var faults: [String] = []
  /// Names of Lean's and Mathlib's that it rests on.
  private(set) var cited: Set<String> = []
  private var declared: Set<String> = []

  private static let library = Set(LeanNames.mathlib)
  /// Types, tactics and their parts, and what stands after a dot.
  private static let words = LeanNames.tactics.union([
    "List", "Prop", "Decidable", "tactic", "at", "only", "ring1", "repeat", "simp", "add_neg_cancel",
    "repeat'", "with_reducible",
    "focus", "autoImplicit", "maxRecDepth", "maxHeartbeats", "linter.all", "axioms", "Mathlib", "all",
    "branch_holds",
    "branch_fails", "Nat", "zero", "succ", "nil", "cons", "show", "suffices",
  ])
  private static let projections: Set<String> = [
    "symm", "trans", "mp", "mpr", "1", "2", "ne", "ne'", "toNat",
  ]
  /// What a file must not call: what admits a gap, and what searches.
  static let forbidden: Set<String> = [
    "sorry", "admit", "axiom", "native_decide", "nlinarith", "polyrith", "positivity", "decide", "aesop",
    "grind",
    "exact?", "hint", "unsafe", "implemented_by", "macro_rules", "elab",
  ]

  init(_ text: String) {
    var block: [String] = []
    for line in Self.withoutComments(text).split(separator: "\n").map(String.init) {
      if line.first != " ", !block.isEmpty {
        check(block)
        block = []
      }
      block.append(line)
    }
    if !block.isEmpty { check(block) }
  }

  // MARK: Blocks

  private mutating func check(_ block: [String]) {
    let text = block.joined(separator: "\n")
    func fault(_ what: String) { faults.append("\(what): \(block[0].prefix(80))") }
    if !Self.isBalanced(text) { fault("brackets") }
    // A header of several lines is indented more than the proof below it.
    var isHeader = true
    for (line, next) in zip(block, block.dropFirst() + [""]) {
      let opens = line.hasSuffix(" by") || line.trimmed == "·" || line.hasSuffix(" :=")
      let column = isHeader ? 0 : line.indentation
      if opens, next.indentation <= column { fault("no block after \(line.trimmed.prefix(40))") }
      if opens { isHeader = false }
    }
    let tokens = Self.tokens(text)
    for token in tokens where Self.forbidden.contains(token) { fault("'\(token)'") }
    guard let first = tokens.first,
      ["theorem", "def", "variable", "include", "macro"].contains(first) || text.hasPrefix("#print")
    else { return }
    let locals = Self.locals(text)
    for token in tokens.dropFirst() where !knows(token, locals) { fault("'\(token)' is not known") }
    switch first {
    case "theorem", "def", "macro":
      let name = first == "macro" ? tokens[1] : Self.tokens(String(text.dropFirst(first.count)))[0]
      if LeanNames.keywords.contains(name) || Self.library.contains(name) {
        fault("'\(name)' means something")
      }
      if !declared.insert(name).inserted { fault("'\(name)' twice") }
    case "variable": declared.formUnion(locals)
    default: break
    }
  }

  private mutating func knows(_ token: String, _ locals: Set<String>) -> Bool {
    var whole = token
    while true {
      if Self.library.contains(whole) {
        cited.insert(whole)
        return true
      }
      guard let dot = whole.lastIndex(of: "."),
        Self.projections.contains(String(whole[whole.index(after: dot)...]))
      else { break }
      whole = String(whole[..<dot])
    }
    let parts = token.split(separator: ".").map(String.init)
    guard parts.dropFirst().allSatisfy(Self.projections.contains) else { return Self.words.contains(token) }
    let root = parts.first ?? ""
    if Self.library.contains(root) { cited.insert(root) }
    if parts.last == "toNat" { cited.insert("Int.toNat") }
    return token.hasPrefix(".") || locals.contains(root) || declared.contains(root)
      || Self.words.contains(root)
      || LeanNames.keywords.contains(root) || Self.library.contains(root) || declares(token, locals)
  }

  /// The name that a declaration gives is no use of it.
  private func declares(_ token: String, _ locals: Set<String>) -> Bool {
    locals.contains("declares " + token)
  }

  /// What is bound somewhere in a declaration.
  private static func locals(_ text: String) -> Set<String> {
    var found: Set<String> = []
    let words = tokens(text)
    if ["theorem", "def", "macro"].contains(words[0]) { found.insert("declares " + words[1]) }
    // Binders of the header, up to its statement.
    var depth = 0
    var header = ""
    for character in text {
      if "({".contains(character) { depth += 1 }
      if ")}".contains(character) { depth -= 1 }
      if depth == 0, character == ":" { break }
      header.append(character)
    }
    for group in header.split(whereSeparator: { "({".contains($0) }) where group.contains(" : ") {
      found.formUnion(tokens(String(group.prefix { $0 != ":" })))
    }
    for line in text.split(separator: "\n").map(String.init) {
      for word in [
        "intro ", "rintro ", "obtain ", "ext ", " with ", "fun ", "∀ ", "∃ ", "have ", "suffices ",
      ] {
        for rest in line.pieces(after: word) {
          let isPattern = word == "rintro " || word == "obtain "
          found.formUnion(tokens(String(rest.prefix { isPattern ? $0 != ":" : !":=,".contains($0) })))
        }
      }
      if let pattern = line.pieces(after: "| ").first, let arrow = pattern.range(of: " =>") {
        found.formUnion(tokens(String(pattern[..<arrow.lowerBound])))
      }
      for rest in line.pieces(after: "(") where rest.dropFirst().hasPrefix(" := ") {
        found.insert(String(rest.prefix(1)))
      }
    }
    return found
  }

  // MARK: Characters

  private static func isBalanced(_ text: String) -> Bool {
    let pairs: [Character: Character] = [")": "(", "]": "[", "}": "{", "⟩": "⟨"]
    var open: [Character] = []
    for character in text {
      if pairs.values.contains(character) { open.append(character) }
      if let other = pairs[character], open.popLast() != other { return false }
    }
    return open.isEmpty
  }

  private static func tokens(_ text: String) -> [String] {
    var list: [String] = []
    var word = ""
    for character in text + " " {
      if character.isLetter && character.isASCII || character.isASCII && character.isNumber
        || "_'.₀₂?".contains(character)
      {
        word.append(character)
      } else if !word.isEmpty {
        let isNumber = word.first?.isNumber ?? false
        if !isNumber, word != "_", !word.hasPrefix("?"), word != "." { list.append(word) }
        word = ""
      }
    }
    return list
  }

  static func withoutComments(_ text: String) -> String {
    var (result, depth) = ("", 0)
    var rest = Substring(text)
    while let first = rest.first {
      if rest.hasPrefix("/-") {
        depth += 1
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("-/"), depth > 0 {
        depth -= 1
        rest = rest.dropFirst(2)
      } else {
        if depth == 0 { result.append(first) }
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
  fileprivate var indentation: Int { prefix { $0 == " " }.count }

  fileprivate func pieces(after word: String) -> [Substring] {
    var (found, rest) = ([Substring](), Substring(self))
    while let range = rest.range(of: word) {
      found.append(rest[range.upperBound...])
      rest = rest[range.upperBound...]
    }
    return found
  }
}
