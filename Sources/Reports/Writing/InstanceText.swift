import Claims
import Inputs

/// Instances as people read them: sizes on one line, then every variable.
package enum InstanceText {
  package static func lines(_ instance: Instance, _ theorem: Theorem, indent: String) -> [String] {
    var lines: [String] = []
    if !theorem.sizes.isEmpty {
      let sizes = zip(theorem.sizes, instance.sizes).map { "\($0.name) = \($1)" }
      lines.append(indent + sizes.joined(separator: ", "))
    }
    guard case .object(let members)? = (try? InstanceFile.json(instance, for: theorem))?.values else {
      return lines
    }
    for (name, value) in members {
      let variable = theorem.variables.first { $0.name == name }
      let indices = variable.map { $0.indices.map(\.name) } ?? []
      let label = indices.isEmpty ? name : "\(name)[\(indices.joined(separator: ","))]"
      lines.append("\(indent)\(label) = \(text(value))")
    }
    if lines.contains(where: { $0.contains("..") }) {
      lines.append("\(indent)(numbers between bounds are whole in --format json)")
    }
    return lines
  }

  private static func text(_ value: JSONOutput) -> String {
    switch value {
    case .array(let elements): return "[" + runs(elements.map(text)).joined(separator: ", ") + "]"
    case .string(let text): return NumberText.short(text)
    case .object(let parts):
      guard case .string(let longRe)? = parts.first?.1, case .string(let longIm)? = parts.last?.1 else {
        return ""
      }
      return complex(NumberText.short(longRe), NumberText.short(longIm))
    default: return ""
    }
  }

  /// `1/2 - 3 i` of both parts.
  static func complex(_ re: String, _ im: String) -> String {
    if im == "0" { return re }
    let imaginary = im == "1" ? "i" : im == "-1" ? "-i" : "\(im) i"
    if re == "0" { return imaginary }
    return imaginary.hasPrefix("-") ? "\(re) - \(imaginary.dropFirst())" : "\(re) + \(imaginary)"
  }

  /// Long lists in short: equal neighbours are counted, and of very many the first are named.
  static func runs(_ words: [String]) -> [String] {
    guard words.count > 12 else { return words }
    var result: [String] = []
    var start = 0
    while start < words.count {
      let end = words[start...].firstIndex { $0 != words[start] } ?? words.count
      if end - start > 3 {
        result.append("\(words[start]) (\(end - start) times)")
      } else {
        result += words[start..<end]
      }
      start = end
    }
    let shown = 40
    guard result.count > shown else { return result }
    return result.prefix(shown) + ["… (\(words.count) in all; `--format json` shows them)"]
  }
}
