import Foundation

/// A folder that goes away with its owner.
package final class Scratch {
  package let folder: URL

  /// - Parameter files: What lies in it at first, by name; folders in names are made.
  package init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ssmproof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  package func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  package func path(_ name: String) -> String { url(name).path }

  package func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  package func write(_ bytes: [UInt8], to name: String) throws {
    try FileManager.default.createDirectory(
      at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url(name))
  }
}

/// Gives a fresh folder to `body` and removes it afterwards.
package func withFolder<Result>(
  _ files: [String: String] = [:], _ body: (String) throws -> Result
) throws -> Result {
  let scratch = try Scratch(files)
  return try withExtendedLifetime(scratch) { try body(scratch.folder.path) }
}
