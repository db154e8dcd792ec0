import Claims
import Search

/// The report on a theorem in a few lines: verdict and name, the counts, the counterexample.
extension SearchResult: CustomStringConvertible {
  public var description: String { CheckText.brief(self) }
}

/// `412 tried, 400 held, 12 vacuous`.
extension InstanceCounts: CustomStringConvertible {
  public var description: String {
    var parts = ["\(tried) tried", "\(held) held"]
    for (count, name) in [(vacuous, "vacuous"), (undefined, "undefined"), (undecided, "undecided")]
    where count > 0 {
      parts.append("\(count) \(name)")
    }
    return parts.joined(separator: ", ")
  }
}

/// What is certain, in the words of the report.
extension Explanation: CustomStringConvertible {
  public var description: String {
    let facts = ExplanationText.facts(self)
    return facts.isEmpty ? "nothing more is certain" : facts.joined(separator: "; ")
  }
}

/// The item, and whether it is a theorem.
extension Repair: CustomStringConvertible {
  public var description: String {
    proof.map { "\(item)  (\($0))" } ?? "\(item)  (survives \(counts.tried) instances; not proved)"
  }
}

/// `proved for all T >= 1, in 58 steps that the kernel accepts`.
extension ProofRecord: CustomStringConvertible {
  public var description: String {
    "proved \(coverage), in \(steps) step\(steps == 1 ? "" : "s") that the kernel accepts"
  }
}

/// What the two evaluations say, and of which instance.
extension Contradiction: CustomStringConvertible {
  public var description: String { "\(text), at \(instance)" }
}

/// `contraction: 400 instances tried, 10 % of its work`.
extension SearchProgress: CustomStringConvertible {
  public var description: String {
    "\(theorem): \(tried) instances tried, \(Int(share * 100)) % of its \(limit.rawValue)"
  }
}

/// What was asked for, where it is not the usual.
extension SearchOptions: CustomStringConvertible {
  public var description: String {
    var parts = ["seed \(seed)"]
    if let instances { parts.append("\(instances) instances") }
    if let seconds { parts.append("\(seconds) seconds") }
    if let workFactor { parts.append("\(workFactor) times the usual work") }
    let sizes = sizes.sorted { $0.key < $1.key }.map {
      "\($0.key) = \($0.value.lowerBound)..\($0.value.upperBound)"
    }
    return (parts + sizes + ["\(limits)"]).joined(separator: ", ")
  }
}

/// The sizes in the order in which they are tried: `1, 2, 3; larger 24, 32`; of several sizes `(1, 1), (2, 1)`.
extension SizePlan: CustomStringConvertible {
  package var description: String {
    func listed(_ list: [[Int]]) -> String {
      let words = list.map { sizes in
        let text = sizes.map { "\($0)" }.joined(separator: ", ")
        return sizes.count == 1 ? text : "(\(text))"
      }
      return words.prefix(20).joined(separator: ", ")
        + (words.count > 20 ? ", … (\(words.count) in all)" : "")
    }
    let first = combinations.isEmpty ? "no sizes" : listed(combinations)
    return first + (larger.isEmpty ? "" : "; larger \(listed(larger))")
  }
}
