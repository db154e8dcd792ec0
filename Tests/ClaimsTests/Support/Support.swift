import Foundation
import Numbers
import Testing

@testable import Claims
@testable import Inputs

/// `theorem x` around some items, with what they need to stand.
func theorem(around items: String, conclude: String = "T >= 1") throws -> Theorem {
  let text = "theorem x\n size T, N\n\(items)\nconclude \(conclude)\nend"
    .replacingOccurrences(of: "size T, N", with: "size T >= 1, N >= 1 index s, t in 1..T index n in 1..N")
  let theorems = try Theorem.parse(text, file: "x.claim")
  return try #require(theorems.first)
}

/// The message of the error that reading some items throws; empty where they are accepted.
func message(_ items: String, conclude: String = "T >= 1") -> String {
  do {
    _ = try theorem(around: items, conclude: conclude)
    return ""
  } catch {
    return (error as? InputError)?.message ?? "\(error)"
  }
}

/// `line:column: message` of the error for a whole text; empty where it is accepted.
func failure(_ text: String) -> String {
  do {
    _ = try Theorem.parse(text, file: "")
    return ""
  } catch {
    return String(error.description.drop { $0 == ":" })
  }
}

let contraction = """
  theorem contraction "Memory states contract"
    source "arXiv:2501.00658, Theorem 4.2"
    expect holds

    size T >= 1, N >= 1
    index s, t in 1..T
    index n in 1..N

    real A[t,n] in [0, 1)
    real D[t,n] in [0, 1]
    real b[t,n] in [-1, 1]

    let h[0,n] = 0
    let h[t,n] = A[t,n]*h[t-1,n] + D[t,n]*b[t,n]
    let Amin   = min(t, n: A[t,n])

    assume A[t,n] + D[t,n] <= 1
    assume min(t: b[t,n]) <= 0 <= max(t: b[t,n])

    conclude max(s, t, n: abs(h[t,n] - h[s,n]))
          <= (1 - Amin^(T-1)) * max(s, t, n: abs(b[t,n] - b[s,n]))
  end
  """

/// A proof of `contraction`, for any T and N.
let contractionProof = """
    proof
      let lo[n] = min(t: b[t,n])
      let hi[n] = max(t: b[t,n])
      let Q[n,s,t] = prod(u in s+1..t: A[u,n])
      lemma hull  for t in 0..T:             lo[n] <= h[t,n] <= hi[n]                      by induction on t
      lemma gap   for t in 0..T, s in 0..t:  hi[n] - h[t,n] >= Q[n,s,t]*(hi[n] - h[s,n])   by induction on t from s
      lemma gap'  for t in 0..T, s in 0..t:  h[t,n] - lo[n] >= Q[n,s,t]*(h[s,n] - lo[n])   by induction on t from s
      lemma power for t in 0..T, s in 0..t:  0 <= Amin^(t-s) <= Q[n,s,t] <= 1              by induction on t from s
      lemma falls for j >= 0, k in 0..j:     Amin^j <= Amin^k                              by induction on j from k
      lemma width:                           hi[n] - lo[n] <= max(s,t,n: abs(b[t,n]-b[s,n]))
      have pair: s <= t implies abs(h[t,n]-h[s,n]) <= (1 - Amin^(T-1))*(hi[n]-lo[n])       because gap, gap', hull, power, falls
      by cases s <= t                                                                      because pair, width
    end
  """

/// A theorem with another item before its `end`.
func adding(_ item: String, to theorem: String) -> String {
  theorem.replacingOccurrences(of: "\nend", with: "\n\(item)\nend")
}
