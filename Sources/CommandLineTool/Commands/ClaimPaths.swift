import Foundation
import SSMProof

/// Finds the claim files that arguments name.
enum ClaimPaths {
  /// Files as they are; of folders every `.claim` file below, in order of their paths.
  static func files(_ paths: [String]) throws(InputError) -> [String] {
    var result: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw InputError(file: path, message: "no such file or folder")
      }
      guard isFolder.boolValue else {
        result.append(path)
        continue
      }
      let base = path.hasSuffix("/") ? String(path.dropLast()) : path
      let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      let claims = found.filter { $0.hasSuffix(".claim") }.sorted()
      guard !claims.isEmpty else {
        throw InputError(file: path, message: "the folder holds no file that ends in .claim")
      }
      result += claims.map { "\(base)/\($0)" }
    }
    var seen: Set<String> = []
    return result.filter { seen.insert($0).inserted }
  }
}
