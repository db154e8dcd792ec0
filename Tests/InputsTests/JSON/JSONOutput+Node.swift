import Inputs

extension JSONOutput {
  /// The node back as JSON, positions left out.
  init(_ node: JSONNode) {
    switch node.value {
    case .object(let members): self = .object(members.map { ($0.key, JSONOutput($0.node)) })
    case .array(let elements): self = .array(elements.map { JSONOutput($0) })
    case .string(let text): self = .string(text)
    case .number(let text): self = .number(text)
    case .bool(let flag): self = .bool(flag)
    case .null: self = .null
    }
  }
}
