import Claims
import Inputs

/// The claim, as a claim file states it.
extension Theorem: CustomStringConvertible {
  public var description: String { statement.hasSuffix("\n") ? String(statement.dropLast()) : statement }
}

/// `T >= 1`, `N in 1..4`.
extension Size: CustomStringConvertible {
  public var description: String {
    maximum.map { "\(name) in \(minimum)..\($0)" } ?? "\(name) >= \(minimum)"
  }
}

/// `real A[t,n]`.
extension Variable: CustomStringConvertible {
  public var description: String {
    let place = indices.isEmpty ? "" : "[\(indices.map(\.name).joined(separator: ","))]"
    return "\(isComplex ? "complex" : "real") \(name)\(place)"
  }
}

/// `12:31`, line and column.
extension Position: CustomStringConvertible {
  public var description: String { "\(line):\(column)" }
}

/// `1/2`, `-i`, `1/2 + 3 i`; long numbers in short (see `NumberText`).
extension ExactComplex: CustomStringConvertible {
  public var description: String { InstanceText.complex(NumberText.short(re), NumberText.short(im)) }
}

/// `sizes 2, 1; values [0, 1/2], [1, 1]`, in the order of the theorem's declarations; long lists in short.
extension Instance: CustomStringConvertible {
  public var description: String {
    let parts = [
      ("sizes", sizes.map { "\($0)" }),
      ("values", values.map { "[\(InstanceText.runs($0.map(\.description)).joined(separator: ", "))]" }),
    ]
    let said = parts.filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: ", "))" }
    return said.isEmpty ? "no sizes, no values" : said.joined(separator: "; ")
  }
}
