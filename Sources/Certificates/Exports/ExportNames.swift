/// The names of an export: those of the claim, made fit for the proof assistant, each once.
struct ExportNames {
  private var taken: Set<String>
  private var known: [NodeID: String] = [:]
  /// The names that were given, with those of lemmas about them.
  private(set) var given: Set<String> = []

  init(reserved: Set<String>) { taken = reserved }

  /// The name of a number, where it has one.
  subscript(_ x: NodeID) -> String? { known[x] }

  /// Gives a number its name: the claim's, or `v` and its place.
  mutating func give(_ x: NodeID, _ label: String?) -> String {
    if let name = known[x] { return name }
    let name = unique(label ?? "v\(x)")
    known[x] = name
    return name
  }

  mutating func unique(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "_", "'": name.unicodeScalars.append(scalar)
      case "-": name += "m"
      case "[", ",", " ", ".": name += "_"
      default: break
      }
    }
    if name.first?.isLetter != true { name = "v" + name }
    // Lemmas about a number have names of their own, made of its name.
    let family = { (name: String) in
      [name] + ["_value", "_bounds", "_slope", "_at", "_same"].map { name + $0 }
    }
    while family(name).contains(where: taken.contains) { name += "_" }
    taken.formUnion(family(name))
    given.formUnion(family(name))
    return name
  }

  /// The words in a text that could be names; single letters are bound where they stand.
  static func identifiers(in text: String) -> Set<String> {
    words(in: text).filter { $0.count > 1 }
  }

  /// The same with single letters.
  static func words(in text: String) -> Set<String> {
    let words = text.split { character in
      !(character.isASCII
        && (character.isLetter || character.isNumber || character == "_" || character == "'"))
    }
    return Set(words.filter { $0.first?.isNumber == false }.map(String.init))
  }
}

extension RefutationCertificate {
  /// The claim and where it fails, in words.
  var exportHeader: String {
    let sizes = zip(theorem.sizes, instance.sizes).map { "\($0.name) = \($1)" }
    var lines = [
      "The claim below is false\(sizes.isEmpty ? "" : " at \(sizes.joined(separator: ", "))"), as the theorem at the end states and proves."
    ]
    if let command { lines.append("Found by: \(command)") }
    lines += ["SHA-256 of the claim: \(sha256)", "", claim]
    return lines.joined(separator: "\n")
  }
}
