import Foundation

/// Files of the repository that this package lies in.
enum Repository {
  static func path(_ relative: String) -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    return root.appendingPathComponent(relative).path
  }
}
