import Inputs

/// A claim file: its syntax tree, and the files it imports.
package struct ClaimFile: Sendable {
  /// The file as the user named it.
  package let file: String
  package let syntax: Syntax.File
  let source: SourceText
  /// What tells files apart, whatever they are called: the real path.
  let identity: String
  /// The imported files in order of the text; nil before `resolved()`.
  let imports: [ClaimFile]?
  /// How deep the text nests.
  let depth: Int
  private let release: DeepRelease?

  init(
    file: String, syntax: Syntax.File, source: SourceText, identity: String, imports: [ClaimFile]?, depth: Int
  ) {
    self.file = file
    self.syntax = syntax
    self.source = source
    self.identity = identity
    self.imports = imports
    self.depth = depth
    release = DeepRelease(syntax, depth: depth)
  }

  /// Reads a text; imports are not followed yet.
  ///
  /// Throws the first error of encoding, spelling or grammar.
  package static func parse(_ text: String, file: String) throws(InputError) -> ClaimFile {
    try parse(bytes: Array(text.utf8), file: file)
  }

  /// Reads the bytes of a text in UTF-8; a byte order mark is skipped.
  package static func parse(bytes: [UInt8], file: String) throws(InputError) -> ClaimFile {
    guard bytes.count <= InputFile.sizeLimit else {
      throw InputError(
        file: file, message: "holds more than \(InputFile.sizeLimit) bytes, the limit for such a file")
    }
    let source = try SourceText(bytes: bytes, file: file)
    return try withDeepStack { () throws(InputError) in
      var parser = Parser(source)
      let syntax = try parser.file()
      return ClaimFile(
        file: file, syntax: syntax, source: source, identity: Self.identity(of: file), imports: nil,
        depth: parser.greatestDepth)
    }
  }

  /// Reads a file and, as far as they go, the files that it imports.
  ///
  /// Throws what `InputFile.read` and `parse` throw; a file that cannot be imported is reported at the
  /// place of its `import`, and so is a loop of imports.
  package static func load(path: String) throws(InputError) -> ClaimFile {
    try parse(bytes: try InputFile.read(path: path), file: path).resolved()
  }

  /// The theorems of this file in order, checked and typed.
  ///
  /// Imported families and theorems serve `use` but are not among them. Families of this file that
  /// none of its theorems uses are checked as far as they go by themselves.
  package func checked() throws(InputError) -> [Theorem] {
    let file = imports == nil ? try resolved() : self
    return try withDeepStack { () throws(InputError) in try file.check() }
  }

  /// Families and theorems of this file.
  var blocks: [(block: Syntax.Block, isTheorem: Bool)] {
    syntax.entries.compactMap { entry in
      switch entry {
      case .import: nil
      case .family(let block): (block, false)
      case .theorem(let block): (block, true)
      }
    }
  }

  private func check() throws(InputError) -> [Theorem] {
    var first: [String: Position] = [:]
    for (block, _) in blocks {
      if let place = first.updateValue(block.name.position, forKey: block.name.text) {
        throw source.error(
          at: block.name.position,
          "the name '\(block.name.text)' is taken by the family or theorem of line \(place.line)")
      }
    }
    let library = Library(self)
    var theorems: [Theorem] = []
    var used: Set<String> = []
    for (block, isTheorem) in blocks where isTheorem {
      let checker = TheoremChecker(block, source: source, library: library, isFragment: false)
      var theorem = try checker.theorem()
      // Each part may outlive the others.
      if var script = theorem.script {
        script.theorem.release = DeepRelease(script.theorem, depth: library.depth)
        script.release = DeepRelease(script, depth: library.depth)
        theorem.script = script
      }
      theorem.release = DeepRelease(theorem, depth: library.depth)
      theorems.append(theorem)
      used.formUnion(checker.usedHere)
    }
    for (block, isTheorem) in blocks where !isTheorem && !used.contains(block.name.text) {
      let checker = TheoremChecker(block, source: source, library: library, isFragment: true)
      _ = try checker.theorem()
    }
    return theorems
  }
}

extension Theorem {
  /// The theorems of a claim file, checked; see `ClaimFile.load` and `ClaimFile.checked`.
  public static func load(path: String) throws(InputError) -> [Theorem] {
    try ClaimFile.load(path: path).checked()
  }

  /// The theorems of a text; imports are sought beside `file`.
  public static func parse(_ text: String, file: String) throws(InputError) -> [Theorem] {
    try ClaimFile.parse(text, file: file).checked()
  }
}

/// What `use` can name: the families and theorems of a file and of all files that it imports,
/// directly or through others.
struct Library: Sendable {
  /// How many files may import, or families use, each other in a row.
  static let nestingLimit = 1_000

  struct Entry: Sendable {
    var block: Syntax.Block
    var isTheorem: Bool
    var source: SourceText
    var identity: String
    var key: String { identity + "\u{0}" + block.name.text }
  }

  private(set) var entries: [String: [Entry]] = [:]
  /// The deepest nesting of all the files.
  private(set) var depth = 0

  init(_ file: ClaimFile) {
    var seen: Set<String> = []
    var pending = [file]
    while let next = pending.popLast() {
      guard seen.insert(next.identity).inserted else { continue }
      depth = max(depth, next.depth)
      for (block, isTheorem) in next.blocks {
        entries[block.name.text, default: []].append(
          Entry(block: block, isTheorem: isTheorem, source: next.source, identity: next.identity))
      }
      pending.append(contentsOf: (next.imports ?? []).reversed())
    }
  }
}
