import Foundation

/// Standard output and standard error.
enum Console {
  /// A report that could not be written, on a full disk for example.
  struct OutputError: Error, CustomStringConvertible {
    var reason: String
    var description: String { "the report could not be written: \(reason)" }
  }

  /// Writes a report on standard output.
  ///
  /// - Throws: an `OutputError` where not all of it could be written.
  static func write(_ text: String) throws(OutputError) {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let rest = bytes[written...]
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputError(reason: String(cString: strerror(errno)))
      }
      written += count
    }
  }

  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// A reader that closes the pipe ends the program quietly.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_DFL)
  }
}
