import Foundation

/// Standard output and standard error.
enum Console {
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// A reader that closes the pipe ends the program quietly.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_DFL)
  }
}
