import Claims
import Inputs

/// A theorem that a test asks for is not there.
package struct NoTheorem: Error, CustomStringConvertible {
  package var description: String
}

/// The only theorem of a text whose items are given without `theorem … end`.
package func theorem(
  _ items: String, name: String = "claim", file: String = "test.claim"
) throws -> Theorem {
  guard let theorem = try Theorem.parse("theorem \(name)\n\(items)\nend", file: file).first else {
    throw NoTheorem(description: "no theorem in \(items)")
  }
  return theorem
}

/// A theorem of the repository's own folder of theorems.
package func published(_ name: String, in file: String) throws -> Theorem {
  let theorems = try Theorem.load(path: Repository.path("Theorems/\(file)"))
  guard let theorem = theorems.first(where: { $0.name == name }) else {
    throw NoTheorem(description: "no theorem \(name) in \(file)")
  }
  return theorem
}

/// The message of the input error that `body` throws.
package func inputError(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return (error as? InputError)?.description ?? "another error: \(error)"
  }
}
