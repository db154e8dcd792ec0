import Claims
import Testing

/// The first theorem of a text.
func claim(_ text: String, file: String = "claim") throws -> Theorem {
  try #require(try Theorem.parse(text, file: file).first)
}
