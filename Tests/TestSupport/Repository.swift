import Foundation

/// The files that the tests stand among.
package enum Repository {
  package static let folder: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder
  }()

  package static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  package static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// The files below a folder whose names end so, as paths from that folder, in order.
  package static func files(in name: String, ending: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(ending) }.sorted()
  }

  /// Whether what is held against a page is written there instead.
  package static var isRecording: Bool { ProcessInfo.processInfo.environment["SSMPROOF_RECORD"] == "1" }
}
