import Claims
import Foundation
import Inputs
import SSMProof

/// Finds the files that arguments name.
enum FilePaths {
  /// Claim files as they are; of folders every `.claim` file below, in order of their paths.
  static func claims(_ paths: [String]) throws(InputError) -> [String] {
    try files(paths, ending: ".claim", what: "claim file")
  }

  /// The theorems of a claim file; of standard input for `-`.
  static func theorems(_ path: String) throws(InputError) -> [Theorem] {
    guard path == "-" else { return try Theorem.load(path: path) }
    return try ClaimFile.parse(bytes: Console.read(limit: InputFile.sizeLimit), file: path).checked()
  }

  /// The theorems of claim files and folders, or those of the names alone.
  static func selected(_ paths: [String], claims: [String]) throws(InputError) -> [Theorem] {
    var theorems: [Theorem] = []
    for file in try Self.claims(paths) { theorems += try Self.theorems(file) }
    guard !theorems.isEmpty else {
      throw InputError(
        file: paths.joined(separator: " "), message: "no theorem; a file states one as: theorem NAME … end")
    }
    guard !claims.isEmpty else { return theorems }
    let names = theorems.map(\.name)
    for claim in claims where !names.contains(claim) {
      var near = NearestName.hint(for: claim, among: names)
      if near.isEmpty {
        near = "; there are: \(names.prefix(12).joined(separator: ", "))" + (names.count > 12 ? ", ..." : "")
      }
      throw InputError(file: "", message: "no theorem is named '\(claim)'\(near)")
    }
    return theorems.filter { claims.contains($0.name) }
  }

  /// The one theorem whose instances an option decides.
  static func only(_ theorems: [Theorem], for option: String) throws(InputError) -> Theorem {
    guard let theorem = theorems.first, theorems.count == 1 else {
      let names = theorems.map(\.name).joined(separator: ", ")
      throw InputError(
        file: "",
        message: "\(option) decides instances of one theorem; choose it with --claim among: \(names)")
    }
    return theorem
  }

  /// Files as they are; of folders every file below with the ending, in order of their paths.
  static func files(_ paths: [String], ending: String, what: String) throws(InputError) -> [String] {
    var result: [String] = []
    for path in paths {
      if path == "-", ending == ".claim" {
        result.append(path)
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw InputError(file: path, message: "no such file or folder")
      }
      guard isFolder.boolValue else {
        // What lies beside certificates is met by a shell's `*`, and no JSON error says what is wrong with it.
        if ending == ".json", [".claim", ".v", ".lean", ".md"].contains(where: path.hasSuffix) {
          throw InputError(file: path, message: "this is no \(what): those end in .json")
        }
        result.append(path)
        continue
      }
      let base = path.hasSuffix("/") ? String(path.dropLast()) : path
      let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      let matching = found.filter { $0.hasSuffix(ending) }.sorted()
      guard !matching.isEmpty else {
        let message =
          ending == ".claim"
          ? "the folder holds no file that ends in .claim" : "the folder holds no \(what) (*\(ending))"
        throw InputError(file: path, message: message)
      }
      result += matching.map { "\(base)/\($0)" }
    }
    var seen: Set<String> = []
    return result.filter { seen.insert($0).inserted }
  }
}
