import Foundation
import Inputs

/// Files that a report is written to.
enum Files {
  static func write(_ text: String, to path: String) throws(InputError) {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw InputError(file: path, message: "the file cannot be written: \(error.localizedDescription)")
    }
  }
}
