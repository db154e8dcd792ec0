import Foundation

/// The files that the tests stand among.
enum Repository {
  static let folder: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  static var isRecording: Bool { ProcessInfo.processInfo.environment["SSMPROOF_RECORD"] == "1" }
}
