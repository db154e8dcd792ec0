import Claims
import Inputs
import Numbers

extension SampleOptions {
  /// Refuses what no run could keep to.
  func validate(for theorem: Theorem) throws(InputError) {
    func refuse(_ message: String) -> InputError { InputError(file: "", message: message) }
    guard draws >= 1, draws <= 1_000_000_000_000 else {
      throw refuse("the number of draws is a whole number from 1 to 10^12, not \(draws)")
    }
    guard confidence > 0, confidence < 1 else {
      throw refuse("a confidence lies between 0 and 1, not at \(confidence)")
    }
    if let halfWidth, halfWidth <= 0 || halfWidth >= 1 {
      throw refuse("a half-width lies between 0 and 1, not at \(halfWidth)")
    }
    if let seconds, !(seconds > 0 && seconds.isFinite) {
      throw refuse("seconds are a positive number, not \(seconds)")
    }
    let declared = theorem.sizes.map(\.name)
    for name in sizes.keys.sorted() {
      guard let size = theorem.sizes.first(where: { $0.name == name }) else {
        let hint = NearestName.hint(for: name, among: declared)
        throw refuse("theorem '\(theorem.name)' has no size '\(name)'\(hint)")
      }
      for value in sizes[name] ?? [] where value < size.minimum || value > size.largestAllowed {
        let range =
          size.maximum.map { "from \(size.minimum) to \($0)" } ?? "from \(size.minimum) to \(Size.largest)"
        throw refuse("the size \(name) of '\(theorem.name)' goes \(range), not to \(value)")
      }
    }
    let count = theorem.sizes.reduce(1) { $0 * max(1, sizes[$1.name]?.count ?? 1) }
    guard count <= 10_000 else {
      throw refuse("\(count) combinations of sizes are more than 10000, which is the limit")
    }
  }

  /// The sizes to be visited, nil for those that are drawn. A size that is neither given nor drawn takes 4, 16 and 64 where
  /// it is declared first, else 2, as far as its range allows.
  func combinations(for theorem: Theorem) -> [[Int?]] {
    var result: [[Int?]] = [[]]
    for (k, size) in theorem.sizes.enumerated() {
      var values: [Int?] = []
      if let given = sizes[size.name] {
        values = given
      } else if size.distribution != nil {
        values = [nil]
      } else {
        for wanted in k == 0 ? [4, 16, 64] : [2] {
          let value = min(max(wanted, size.minimum), size.largestAllowed)
          if !values.contains(value) { values.append(value) }
        }
      }
      result = result.flatMap { start in values.map { start + [$0] } }
    }
    return result
  }
}

extension Theorem {
  /// How everything is drawn, a line each.
  func drawnTexts(given: [String: [Int]]) -> [String] {
    var lines: [String] = []
    for (k, size) in sizes.enumerated() where given[size.name] == nil {
      if let text = distributionText(size: k) { lines.append("\(size.name) ~ \(text)") }
    }
    for (k, variable) in variables.enumerated() {
      let (element, domain) = declarationText(variable: k)
      if let text = distributionText(variable: k) {
        lines.append("\(element) ~ \(text)")
        continue
      }
      let law: String
      switch (variable.domain?.lower, variable.domain?.upper) {
      case (nil, nil) where variable.isComplex: law = "parts(normal(0, 1/2), normal(0, 1/2))"
      case (nil, nil): law = "normal(0, 1)"
      case (_?, _?): law = "uniform, by its domain\(domain ?? "")"
      case (_?, nil): law = "exponential(1) above the end of its domain\(domain ?? "")"
      case (nil, _?): law = "exponential(1) below the end of its domain\(domain ?? "")"
      }
      lines.append("\(element) ~ \(law)")
    }
    return lines
  }
}
