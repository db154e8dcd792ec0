import Foundation

/// Standard input, standard output and standard error.
enum Console {
  /// A report that could not be written, on a full disk for example.
  struct OutputError: Error, CustomStringConvertible {
    var reason: String
    var description: String { "the report could not be written: \(reason)" }
  }

  /// Writes a report on standard output. Where its reader has closed the pipe, the program ends quietly.
  ///
  /// - Parameter isWhole: Whether the last line ends here.
  /// - Throws: an `OutputError` where not all of it could be written.
  static func write(_ text: String, isWhole: Bool = true) throws(OutputError) {
    let bytes = Array((text.hasSuffix("\n") || !isWhole ? text : text + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let rest = bytes[written...]
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { leaveQuietly() }
        throw OutputError(reason: String(cString: strerror(errno)))
      }
      written += count
    }
  }

  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// Takes the line of progress off the terminal, where there is one.
  static func clearProgress() {
    guard isatty(STDERR_FILENO) != 0 else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8))
  }

  /// A closed pipe is told by `write`, not by a signal that would leave a line of progress on the terminal.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// As by the signal of a broken pipe.
  private static func leaveQuietly() -> Never {
    clearProgress()
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    _exit(128 + SIGPIPE)
  }

  /// All of standard input, up to a number of bytes and one more.
  static func read(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = buffer.withUnsafeMutableBytes { Foundation.read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
