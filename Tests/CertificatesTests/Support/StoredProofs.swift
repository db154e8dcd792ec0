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

  /// The objects in a file beside the certificates.
  static func list(_ name: String) throws -> [JSONOutput] {
    guard case .array(let list) = try json(of: try Repository.text("Recheck/tests/\(name).json")) else {
      throw Mistake(description: "\(name).json is no list")
    }
    return list
  }

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// What a checker says of a certificate: the steps, or why it is refused; and the command's exit status.
  static func outcome(_ text: String) throws -> (steps: Int?, reason: String, status: Int) {
    do throws(InputError) {
      switch try Certificate.parse(Array(text.utf8), file: "c.json") {
      case .refutation: return (nil, "a refutation", 1)
      case .proof(let certificate):
        switch try certificate.check() {
        case .accepted(let steps): return (steps, "", 0)
        case .rejected(let reason): return (nil, reason, 1)
        case .undecided(let reason): return (nil, reason, 3)
        }
      }
    } catch {
      return (nil, error.message, 2)
    }
  }
}

extension JSONOutput {
  func member(_ key: String) -> JSONOutput? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }

  func text(_ key: String) throws -> String {
    guard case .string(let text)? = member(key) else {
      throw StoredProofs.Mistake(description: "\(self) has no text '\(key)'")
    }
    return text
  }

  /// The value with what a change puts at its place.
  func changed(by change: JSONOutput) throws -> JSONOutput {
    guard case .array(let path)? = change.member("at"), let other = change.member("to"),
      let changed = replacing(path[...], with: other)
    else { throw StoredProofs.Mistake(description: "\(change) cannot be made") }
    return changed
  }

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
