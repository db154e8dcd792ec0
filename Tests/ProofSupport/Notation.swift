import Numbers
import ProofKernel
import Proofs

/// Facts and proofs of tests, written as certificates write them.
package func polynomial(_ text: String) throws -> RealPolynomial { try KernelText.polynomial(text) }
package func literal(_ text: String) throws -> Literal { try KernelText.literal(text) }
package func reference(_ text: String) throws -> Reference { try KernelText.reference(text) }
package func atom(_ text: String) throws -> Atom { try KernelText.atom(text) }

/// `0 <= s <= t` as index terms that are at least 0.
package func guards(_ chains: String...) throws -> [IndexTerm] {
  try chains.flatMap { chain in
    let ends = try chain.components(by: "<=").map { try KernelText.index($0) }
    return try zip(ends, ends.dropFirst()).map { try $1.subtracting($0) }
  }
}

extension String {
  /// The parts between the separators, without space around them.
  package func components(by separator: String) -> [String] {
    var parts: [String] = [""]
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
      } else {
        parts[parts.count - 1].append(rest.removeFirst())
      }
    }
    return parts.map { $0.split(separator: " ").joined(separator: " ") }
  }
}

package func fact(
  _ text: String, for variables: [String] = [], where guards: [IndexTerm] = [], given premises: [String] = []
) throws -> Fact {
  Fact(for: variables, where: guards, given: try premises.map(literal), try literal(text))
}

/// `2: gap(s,t) hi.low(n) (x - y)^2` with numbers in front, and squares of what stands in parentheses.
package func term(_ coefficient: Rational, _ factors: String...) throws -> Proof.Combination.Term {
  Proof.Combination.Term(
    coefficient,
    try factors.map { text in
      text.hasPrefix("sq ") ? .square(try polynomial(String(text.dropFirst(3)))) : .fact(try reference(text))
    })
}

package func combination(
  _ terms: [Proof.Combination.Term] = [], equations: [(String, String)] = [],
  rewrites: [(String, String)] = [],
  isAbsurd: Bool = false
) throws -> Proof {
  var result = Proof.Combination()
  result.terms = terms
  result.equations = try equations.map { .init(try polynomial($0.0), try reference($0.1)) }
  result.rewrites = try rewrites.map { Rewrite(try reference($0.0), try atom($0.1)) }
  result.isAbsurd = isAbsurd
  return .combination(result)
}
