import Claims
import Evaluation
import Inputs
import Numbers
import Sampling

/// Draws one by one: a JSON object or a row of a table each.
package struct SampleRows: Sendable {
  private let theorem: Theorem
  /// Whether an expression tells the draws apart.
  private let isGrouped: Bool

  package init(_ theorem: Theorem, isGrouped: Bool) {
    self.theorem = theorem
    self.isGrouped = isGrouped
  }

  static func bounds(_ value: CertifiedValue) -> JSONOutput {
    func end(_ x: Rational?, _ rounding: Rational.Rounding) -> JSONOutput {
      x.map { .string($0.decimal(digits: 17, rounding: rounding)) } ?? .null
    }
    return .array([end(value.lower, .down), end(value.upper, .up)])
  }

  /// One line: the number of the draw, sizes and values as in an instance file, the verdict, the figures.
  package func json(_ record: SampleRecord) throws -> String {
    let instance = try InstanceFile.json(record.instance, for: theorem)
    func list(_ values: [CertifiedValue?]) -> JSONOutput {
      .array(values.map { $0.map(Self.bounds) ?? .null })
    }
    return JSONWriter.text(
      .object([
        ("claim", .string(theorem.name)), ("draw", .number(String(record.draw))), ("sizes", instance.sizes),
        ("values", instance.values), ("verdict", .string(record.verdict.rawValue)),
        ("tightness", list(record.tightness)), ("margin", list(record.margins)),
        ("measures", list(record.measures)), ("group", record.group.map(Self.bounds) ?? .null),
      ])) + "\n"
  }

  /// The head of the table: verdict and figures, no values.
  package func header(_ first: SampleRecord) -> String {
    var cells = ["claim", "draw"] + theorem.sizes.map(\.name) + ["verdict"]
    for k in first.tightness.indices {
      cells += [
        "tightness\(k + 1)_low", "tightness\(k + 1)_high", "margin\(k + 1)_low", "margin\(k + 1)_high",
      ]
    }
    for k in first.measures.indices { cells += ["measure\(k + 1)_low", "measure\(k + 1)_high"] }
    if isGrouped { cells += ["by_low", "by_high"] }
    return cells.joined(separator: ",") + "\n"
  }

  package func row(_ record: SampleRecord) -> String {
    var cells = [theorem.name, String(record.draw)] + record.instance.sizes.map(String.init)
    cells.append(record.verdict.rawValue)
    func add(_ value: CertifiedValue?) {
      cells.append(value?.lower?.decimal(digits: 17, rounding: .down) ?? "")
      cells.append(value?.upper?.decimal(digits: 17, rounding: .up) ?? "")
    }
    for (ratio, margin) in zip(record.tightness, record.margins) {
      add(ratio)
      add(margin)
    }
    record.measures.forEach(add)
    if isGrouped { add(record.group) }
    return cells.joined(separator: ",") + "\n"
  }
}
