import Numbers
import Testing

@testable import Elaboration

/// Equations have to end.
@Suite struct DescentTests {
  @Test(arguments: [
    "let h[t] = h[N-t+1]", "let h[t] = if x > 0 then g[t] + 1 else 0 let g[t] = h[t]*x",
    "let h[t] = if x > 0 then g[t] else 1 let g[t] = h[t]",
    "let h[0] = 0 let h[t] = g[t-1] + h[t-1] let g[0] = 0 let g[t] = sum(k in 1..t+1 with k <= N: h[k])",
    "let h[t] = if x > 0 then h[t] else 1", "let h[t] = max(k in 1..N: h[k])",
    "let h[t] = f(t) let f(u) = u*h[1]",
    "let h[t] = m[t,1] let m[t,s] = m[s,t]",
    "let h[t] = m[t,1] let m[t,s] = if s < t then m[s,t] else m[t,s]",
    "let h[t] = if t = 1 then h[N] else h[t-1]",
  ])
  func circles(_ lets: String) throws {
    let items = "size N >= 1 index s, t in 1..N real x \(lets) conclude h[1] = 0"
    let reason = try refusal(items)
    #expect(reason.hasSuffix("are not seen to end"), "\(reason)")
  }

  @Test(arguments: [
    ("let h[0] = x let h[t] = h[t-1] + 1", 3), ("let h[N+1] = x + 1 let h[t] = h[t+1] + 1", 3),
    ("let h[t] = m[t,t] let m[0,s] = x let m[t,0] = x let m[0,0] = x let m[t,s] = m[t-1,s] + 1", 3),
    // One index falls, or it stays and the other does.
    ("let h[t] = m[N,t] let m[0,s] = x let m[t,1] = m[t-1,N] + 1 let m[t,s] = m[t,s-1]", 3),
    ("let h[t] = g[t] + 1 let g[t] = if t = 1 then x else h[t-1]", 3),
    ("let h[t] = if t = 1 then x + 1 else h[t-1] + 1", 3), ("let h[t] = x + sum(k in 1..t-1: h[k]) + 1", 4),
    ("let h[t] = if x > 5 then h[t] else x + t", 3),
  ])
  func recursionsThatEnd(_ lets: String, _ last: Int) throws {
    let items = "size N in 1..3 index s, t in 1..N real x \(lets) conclude h[N] ="
    guard !lets.contains("x > 5") else {
      // Only the value of a number ends it: not seen.
      #expect(try refusal("\(items) 0").hasSuffix("are not seen to end"))
      return
    }
    #expect(try verdicts("\(items) \(last)", sizes: [2], [[1]]) == bothHold)
    #expect(try verdicts("\(items) \(last + 1)", sizes: [2], [[1]]) == bothViolated)
  }

  /// Elements that no equation covers, or that two cover.
  @Test func coverings() throws {
    let items = "size N in 1..3 index s, t in 1..N real x, a[t]"
    for (rest, reason) in [
      ("let h[t] = x conclude h[N+1] = x", "'h' may be asked for where no equation covers it"),
      ("let h[t] = x let h[N+2] = 0 conclude h[N+1] = x", "'h' may be asked for where no equation covers it"),
      ("conclude a[t-1] = x", "'a' may be asked for outside its ranges"),
      (
        "let h[t] = x let h[1] = 0 let h[N] = 1 conclude h[N] = x", "two equations may cover the same element"
      ),
      ("let m[t,1] = 1 let m[1,t] = x conclude m[1,1] = 1", "two equations may cover the same element"),
    ] {
      #expect(try refusal("\(items) \(rest)") == reason)
    }
  }

  /// The equation with more numbers holds, with offsets and sizes in patterns too.
  @Test func specialEquations() throws {
    let items = """
      size N in 2..3 index s, t in 1..N real x let h[t+1] = t let h[N+1] = x let h[1] = 7
      let m[t,s] = 1 let m[t,2] = 2 let m[N,2] = 3 conclude
      """
    let good =
      "h[1] = 7 and h[2] = 1 and h[N] = N - 1 and h[N+1] = x and m[N,2] = 3 and m[1,2] = 2 and m[N,1] = 1"
    #expect(try verdicts("\(items) \(good)", sizes: [3], [[5]]) == bothHold)
    #expect(try verdicts("\(items) h[N+1] = N", sizes: [3], [[5]]) == bothViolated)
    #expect(try verdicts("\(items) m[N,2] = 2", sizes: [3], [[5]]) == bothViolated)
  }

  /// Index arithmetic that does not fit a word at some size.
  @Test func numbersThatAreTooLarge() throws {
    let items = "size N in 1..1000 index t in 1..N real x conclude"
    for sum in ["1..9000000000000000000*N - 9000000000000000000*N", "1..2000000*N", "-5000000..N"] {
      #expect(try refusal("\(items) sum(k in \(sum): 0*x) = 0").hasPrefix("index arithmetic"))
    }
    let large =
      "\(items) 9000000000000000000*N >= 9000000000000000000 and (if 5000000*t > N then 1 else 2) = 1"
    #expect(try verdicts(large, sizes: [5], [[0]]) == bothHold)
  }

  /// What reaches each other, by brute force.
  @Test(arguments: 1...200)
  func familiesOfOneCycleReachEachOther(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let count = Int.random(in: 1...9, using: &random)
    let steps = (0..<Int.random(in: 0...14, using: &random)).map { _ in
      Descent(
        from: Int.random(in: 0..<count, using: &random), [], [],
        to: Int.random(in: 0..<count, using: &random), [])
    }
    var reaches = (0..<count).map { i in (0..<count).map { $0 == i } }
    for _ in 0..<count {
      for step in steps { for i in 0..<count where reaches[i][step.from] { reaches[i][step.to] = true } }
    }
    let cycles = Elaborator.cycles(steps)
    for step in steps {
      #expect((cycles[step.from] == cycles[step.to]) == reaches[step.to][step.from])
      #expect(cycles[step.from] != nil && cycles[step.to] != nil)
    }
    for (i, first) in cycles {
      for (j, second) in cycles { #expect((first == second) == (reaches[i][j] && reaches[j][i])) }
    }
  }

  /// Sizes with one value.
  @Test func fixedSizes() throws {
    let items =
      "size N >= 2 index t in 1..N real a[t] let h[0] = 0 let h[t] = h[t-1] + a[t]^N conclude h[N] ="
    #expect(try verdicts("\(items) 5", sizes: [2], [[1, 2]], fixed: ["N": 2]) == bothHold)
    #expect(try verdicts("\(items) 4", sizes: [2], [[1, 2]], fixed: ["N": 2]) == bothViolated)
    for fixed in [["N": 1], ["M": 2]] {
      #expect(throws: (any Error).self) { try elaboration("\(items) 5", fixed: fixed) }
    }
  }
}
