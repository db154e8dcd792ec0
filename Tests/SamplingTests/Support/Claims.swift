import Claims
import TestSupport

/// The first theorem of a text.
func claim(_ text: String, file: String = "claim") throws -> Theorem {
  guard let theorem = try Theorem.parse(text, file: file).first else {
    throw NoTheorem(description: "no theorem in \(text)")
  }
  return theorem
}
