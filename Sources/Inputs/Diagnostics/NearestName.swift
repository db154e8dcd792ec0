/// Guesses what a misspelt name was meant to be.
package enum NearestName {
  /// The candidate that takes the fewest edits (insertion, deletion, replacement, exchange of two
  /// neighbours), nil where none is near: one edit for names of three to five letters, two for
  /// longer ones; a difference of upper and lower case alone is always near. Ties go to the first in
  /// alphabetical order.
  static func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8.prefix(65))
    guard wanted.count <= 64 else { return nil }
    let allowed = wanted.count <= 2 ? 0 : wanted.count <= 5 ? 1 : 2
    let folded = name.lowercased()
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let letters = Array(candidate.utf8.prefix(67))
      guard abs(letters.count - wanted.count) <= 2 else { continue }
      let distance = candidate.lowercased() == folded ? 0 : self.distance(wanted, letters)
      guard distance <= allowed else { continue }
      if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
        best = (distance, candidate)
      }
    }
    return best?.name
  }

  /// `; did you mean 'Amin'?`, or nothing.
  package static func hint(for name: String, among candidates: some Sequence<String>) -> String {
    suggestion(for: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The Damerau–Levenshtein distance in its restricted form (no edit within an exchanged pair).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var older = [Int](repeating: 0, count: b.count + 1)
    var old = Array(0...b.count)
    for j in 1...max(a.count, 1) where j <= a.count {
      var row = [Int](repeating: j, count: b.count + 1)
      for k in 1...max(b.count, 1) where k <= b.count {
        let cost = a[j - 1] == b[k - 1] ? 0 : 1
        row[k] = Swift.min(old[k] + 1, row[k - 1] + 1, old[k - 1] + cost)
        if j > 1, k > 1, a[j - 1] == b[k - 2], a[j - 2] == b[k - 1] {
          row[k] = Swift.min(row[k], older[k - 2] + 1)
        }
      }
      (older, old) = (old, row)
    }
    return old[b.count]
  }
}
