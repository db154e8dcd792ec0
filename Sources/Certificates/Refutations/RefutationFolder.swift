import Claims
import Foundation
import Inputs

/// A folder of certificates: where refutations are kept, and remembered from.
///
/// Each theorem has at most one file, `CLAIMFILE.THEOREM.json`.
package struct RefutationFolder: Sendable {
  /// The folder beside a claim file that remembers its refutations, where a user has made it.
  package static let memoryName = ".ssmproof"

  package let path: String
  /// What the certificates' names begin with, by claim file.
  private let stems: [String: String]

  /// A folder for the theorems of some claim files; files of one name in different folders are told apart
  /// by the folders' names.
  package init(path: String, claimFiles: [String]) {
    self.path = path
    var stems: [String: String] = [:]
    let groups = Dictionary(grouping: Set(claimFiles)) { Self.stem($0) }
    for (stem, files) in groups {
      for file in files {
        let folders = URL(fileURLWithPath: file).deletingLastPathComponent().pathComponents
        let distinct = folders.filter { $0 != "/" } + [stem]
        // Compare with the others from the end on until none is the same.
        var length = 1
        func tail(_ other: String, _ count: Int) -> [String] {
          let parts = URL(fileURLWithPath: other).deletingLastPathComponent().pathComponents
          return (parts.filter { $0 != "/" } + [stem]).suffix(count)
        }
        while length < distinct.count,
          files.contains(where: { $0 != file && tail($0, length) == tail(file, length) })
        {
          length += 1
        }
        stems[file] = distinct.suffix(length).joined(separator: "-")
      }
    }
    self.stems = stems
  }

  private static func stem(_ file: String) -> String {
    URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
  }

  /// The folder beside a claim file, where there is one.
  package static func memory(beside file: String) -> RefutationFolder? {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(memoryName)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue
    else {
      return nil
    }
    return RefutationFolder(path: folder.path, claimFiles: [file])
  }

  /// Makes the folder where there is none.
  ///
  /// - Throws: an `InputError` where it cannot be made or is no folder.
  package func create() throws(InputError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      throw InputError(
        file: path,
        message: exists && !isFolder.boolValue ? "is not a folder" : "the folder cannot be made")
    }
  }

  /// Where a theorem's certificate is kept.
  ///
  /// - Parameter ending: `.proof.json` for that of a proof.
  package func file(for theorem: Theorem, ending: String = ".json") -> String {
    let stem = stems[theorem.file] ?? Self.stem(theorem.file)
    return path + (path.hasSuffix("/") ? "" : "/") + "\(stem).\(theorem.name)\(ending)"
  }

  /// What is remembered of a theorem.
  package struct Memory: Sendable {
    package var certificate: RefutationCertificate
    /// The instance, as far as it fits the theorem as it is now.
    package var instance: Instance?
    /// Whether the claim has changed since.
    package var isStale: Bool
  }

  /// The certificate kept for a theorem; nil where there is none.
  ///
  /// - Throws: an `InputError` where a file of that name is no certificate: it would be overwritten.
  package func memory(of theorem: Theorem) throws(InputError) -> Memory? {
    let file = file(for: theorem)
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let certificate: RefutationCertificate
    do throws(InputError) {
      certificate = try RefutationCertificate.load(path: file)
    } catch {
      var error = error
      error.message += " (a certificate would be written here; move the file away or name another folder)"
      throw error
    }
    let isStale = certificate.claim != theorem.statement || !certificate.hasRightHash
    guard isStale else {
      return Memory(certificate: certificate, instance: certificate.instance, isStale: false)
    }
    // Read again by the declarations of today: names and shapes may have changed.
    let text = try? InstanceFile.text(certificate.instance, for: certificate.theorem)
    let instance = text.flatMap { try? InstanceFile.parse(Array($0.utf8), file: file, for: theorem) }
    return Memory(certificate: certificate, instance: instance, isStale: true)
  }

  /// Writes a certificate, in one piece or not at all.
  ///
  /// - Throws: an `InputError` where it cannot be written.
  package func save(_ certificate: RefutationCertificate, for theorem: Theorem) throws(InputError) {
    let file = file(for: theorem)
    do {
      try Data(try certificate.text().utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw InputError(file: file, message: "the certificate cannot be written")
    }
  }

  /// Removes what is kept for a theorem.
  package func forget(_ theorem: Theorem) {
    try? FileManager.default.removeItem(atPath: file(for: theorem))
  }
}
