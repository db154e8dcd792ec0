/// Bad input: where, what is wrong, and what would be right.
///
/// The command line prints `rendered` on standard error and exits with status 2.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it; empty for a command-line argument.
  public var file: String
  /// Nil where no place in the file can be named (a missing file, a truncated binary).
  public var position: Position?
  /// What is wrong and, after it, what would be right: one sentence without a final full stop.
  public var message: String
  /// The line of the text at `position`, for the caret display.
  public var sourceLine: String?
  package var kind: Kind

  package enum Kind: Hashable, Sendable {
    /// The input is wrong.
    case wrong
    /// The input asks for more than is evaluated; smaller sizes would be.
    case tooLarge
  }

  package init(
    file: String, position: Position? = nil, message: String, sourceLine: String? = nil, kind: Kind = .wrong
  ) {
    self.file = file
    self.position = position
    self.message = message
    self.sourceLine = sourceLine
    self.kind = kind
  }

  /// `file:line:column: message`, without the display of the line.
  public var description: String {
    var head = file
    if let position { head += ":\(position.line):\(position.column)" }
    return head.isEmpty ? message : "\(head): \(message)"
  }
}
