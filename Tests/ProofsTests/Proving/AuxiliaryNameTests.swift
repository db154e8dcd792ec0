import Claims
import Elaboration
import Inputs
import ProofKernel
import Proofs
import TestSupport
import Testing

/// What a claim calls its families, parameters, indices and steps is no matter for its proof, though the program may have the
/// name for something of its own.
@Suite struct AuxiliaryNameTests {
  /// A claim that is proved, and the names in it that may be others.
  struct Pattern: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// Whether its proof takes next to no time.
    var isShort = false
    var names: [String]
    var items: String

    /// The claim with other names.
    func renamed(_ others: [String]) throws -> Theorem {
      let table = Dictionary(uniqueKeysWithValues: zip(names, others))
      var text = ""
      var word = ""
      for character in items + "\n" {
        if character.isLetter || character == "_" || !word.isEmpty && character.isNumber {
          word.append(character)
        } else {
          text += (table[word] ?? word) + String(character)
          word = ""
        }
      }
      return try Theorem.parse("theorem claimed\n\(text)end\n", file: "claimed")[0]
    }

    func theorem() throws -> Theorem { try renamed(names) }
  }

  static let patterns = [
    Pattern(
      testDescription: "exponentials", names: ["va", "vb"],
      items: """
        real va in [-1, 1]
        real vb in [va, 3]
        conclude exp(va) <= exp(vb) and log(exp(va) + 1) > 0
        """),
    Pattern(
      testDescription: "a box", names: ["va", "vb", "fn", "par", "la"],
      items: """
        real va in [0, 2], vb in [0, 2]
        assume va <= vb and vb <= 2
        let fn(par) = exp(-par)
        conclude fn(vb) >= 0.13
        proof
          lemma la: exp(va) <= 7.4
        end
        """),
    Pattern(
      testDescription: "a script", isShort: true,
      names: ["size_", "ix", "gate", "input", "lim", "fam", "la", "lb", "lc", "ld"],
      items: """
        size size_ >= 1
        index ix in 1..size_
        real gate[ix] in [0, 1], input[ix] in [-1, 1]
        real lim
        assume lim >= 1 and lim <= 2
        let fam[0] = 0
        let fam[ix] = gate[ix]*fam[ix-1] + (1 - gate[ix])*input[ix]
        conclude fam[ix] <= lim and abs(fam[ix]) < 2
        proof
          lemma la for ix in 0..size_: -1 <= fam[ix] <= 1 by induction on ix
          lemma lb for ix in 0..size_ assume lim >= 3/2: fam[ix] <= lim - 1/2 because la
          lemma lc: abs(fam[ix]) <= 1 by cases fam[ix] >= 0 because la
          lemma ld: fam[ix]*lim <= 2 by contradiction because la
          conclude because la, lc
        end
        """),
    Pattern(
      testDescription: "a fixed size", isShort: true,
      names: ["size_", "ix", "gate", "input", "va", "fam", "la"],
      items: """
        size size_ in 1..2
        index ix in 1..size_
        real gate[ix] in [1/4, 1/2], input[ix] in [-1, 1], va
        assume 0 <= va <= 1
        let fam[0] = 0
        let fam[ix] = gate[ix]*fam[ix-1] + (1 - gate[ix])*input[ix]
        conclude fam[size_] < 1 - 1/32 + va
        proof
          lemma la: va^2 <= va
        end
        """),
    Pattern(
      testDescription: "influence", names: ["size_", "ix", "iy", "gate", "input", "fam"],
      items: """
        size size_ >= 1
        index iy, ix in 1..size_
        real gate[ix] in [0, 1/2], input[ix] in [-1, 1]
        let fam[0] = 0
        let fam[ix] = gate[ix]*fam[ix-1] + (1 - gate[ix])*input[ix]
        conclude iy <= ix implies 0 <= diff(fam[ix], input[iy]) <= 1
        """),
    Pattern(
      testDescription: "operations", names: ["va", "vb", "vc", "size_", "ix", "fam"],
      items: """
        size size_ >= 1
        index ix in 1..size_
        real va in (0, 1], vb in [1/2, 1], vc[ix] in [0, 1]
        let fam[ix] = vc[ix]*va + vb
        conclude log(va) <= 0 and 1/vb > 0 and sqrt(va) <= 1 and max(va, vb) <= 1 and abs(va - vb) < 1
          and max(ix: vc[ix]) <= 1 and (if va > 1/2 then vb else 1) > 0 and sum(ix: vc[ix]) >= 0
          and prod(ix: vc[ix]) <= 1 and fam[ix] <= 2
        """),
  ]

  /// Words in quotes of what finds proofs, of the elaborator and of the kernel: names that they may give, with numbers or without.
  static let words: [String] = {
    var found: Set<String> = []
    for folder in ["Proofs", "Elaboration", "ProofKernel"] {
      for file in Repository.files(in: "Sources/\(folder)", ending: ".swift") {
        let text = (try? Repository.text("Sources/\(folder)/\(file)")) ?? ""
        for line in text.split(separator: "\n") where !line.contains("//") {
          let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
          // A text with spaces is no name.
          for (k, part) in parts.enumerated() where !k.isMultiple(of: 2) {
            let plain = part.replacing(/\\\([^()]*\)/, with: "-")
            if plain.contains(" ") { continue }
            let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
            found.formUnion(words.filter { $0.first?.isLetter == true && $0.count <= 12 }.map(String.init))
          }
        }
      }
    }
    return found.sorted()
  }()

  private static func isName(_ name: String) -> Bool {
    !ReservedWord.allCases.contains { $0.rawValue == name }
  }
  static let names = words.flatMap { word in
    (TestScale.isLarge ? ["", "0", "1", "2", "'"] : ["", "1"]).map { word + $0 }
  }.filter(isName)

  /// Those that facts or families of proofs and of the elaborator had, or have with points.
  static let likely = [
    "box", "exp0", "exp1", "ratio", "assume1", "assume2", "inv1", "if1", "max1", "abs1", "sum1", "prod1",
    "delta1", "first",
    "step", "step1", "IH", "goal1", "same", "index'", "given", "slope", "vertex1", "half1", "product", "cut",
    "case", "contrary",
    "defined1", "general1", "have1", "positive", "low", "e1",
  ]

  @Test func theWordsAreThere() {
    for word in [
      "box", "exp", "ratio", "assume", "goal", "given", "half", "slope", "inv", "step", "first",
    ] {
      #expect(Self.words.contains(word), "\(word)")
    }
  }

  @Test(arguments: patterns) func aClaimIsProvedWhateverItsNamesAre(_ pattern: Pattern) throws {
    try #require(try isProved(try pattern.theorem()))
    let roles = pattern.names.count
    // In a short run a part of the words, and each in one role.
    let words = Self.names.enumerated().filter { TestScale.isLarge || $0.offset.isMultiple(of: 12) }.map(
      \.element)
    for (names, turns) in [
      (Self.likely, TestScale.isLarge || pattern.isShort ? roles : 1), (words, TestScale.isLarge ? roles : 1),
    ] {
      for (k, start) in stride(from: 0, to: names.count, by: roles).enumerated() {
        let chosen = (0..<roles).map { names[(start + $0) % names.count] }
        for turn in 0..<turns {
          let first = (k + turn) % roles
          let turned = Array(chosen[first...] + chosen[..<first])
          #expect(try isProved(try pattern.renamed(turned)), "\(turned)")
        }
      }
    }
  }

  private func isProved(_ theorem: Theorem) throws -> Bool {
    guard case .proved(let found) = Prover.prove(theorem) else { return false }
    return try withDeepStack { try Elaboration(theorem).check(found.proof) } > 0
  }
}
