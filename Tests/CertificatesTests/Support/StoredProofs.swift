import Inputs
import TestSupport

@testable import Certificates

/// The certificates of proofs that the independent checker's tests have.
enum StoredProofs {
  static let names = Repository.files(in: "Recheck/tests/proofs", ending: ".json").map {
    String($0.dropLast(5))
  }

  static func text(_ name: String) throws -> String {
    try Repository.text("Recheck/tests/proofs/\(name).json")
  }

  static func json(_ name: String) throws -> JSONOutput { try json(of: try text(name)) }

  /// A text's JSON, to be changed and written.
  static func json(of text: String) throws -> JSONOutput {
    output(try JSONNode.parse(Array(text.utf8), file: "stored"))
  }

  private static func output(_ node: JSONNode) -> JSONOutput {
    switch node.value {
    case .object(let members): .object(members.map { ($0.key, output($0.node)) })
    case .array(let list): .array(list.map(output))
    case .string(let text): .string(text)
    case .number(let digits): .number(digits)
    case .bool(let flag): .bool(flag)
    case .null: .null
    }
  }

  /// What a checker says of a certificate: the steps, or why it is refused.
  static func outcome(_ text: String) throws -> (steps: Int?, reason: String) {
    do throws(InputError) {
      switch try Certificate.parse(Array(text.utf8), file: "c.json") {
      case .refutation: return (nil, "a refutation")
      case .proof(let certificate):
        switch try certificate.check() {
        case .accepted(let steps): return (steps, "")
        case .rejected(let reason), .undecided(let reason): return (nil, reason)
        }
      }
    } catch {
      return (nil, error.message)
    }
  }
}

extension JSONOutput {
  /// The value with another at a path of keys and places.
  func replacing(_ path: ArraySlice<JSONOutput>, with other: JSONOutput) -> JSONOutput? {
    guard let first = path.first else { return other }
    switch (self, first) {
    case (.object(var members), .string(let key)):
      guard let k = members.firstIndex(where: { $0.0 == key }),
        let inner = members[k].1.replacing(path.dropFirst(), with: other)
      else { return nil }
      members[k].1 = inner
      return .object(members)
    case (.array(var list), .number(let digits)):
      guard let k = Int(digits), list.indices.contains(k),
        let inner = list[k].replacing(path.dropFirst(), with: other)
      else { return nil }
      list[k] = inner
      return .array(list)
    default: return nil
    }
  }
}
