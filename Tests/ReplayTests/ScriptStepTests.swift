import Evaluation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Claims
@testable import Replay

/// The steps of a proof script in their typed form mean what their text says: both roads evaluate them.
@Suite struct ScriptStepTests {
  private static let proved = """
    size T >= 1, N >= 1
    index s, t in 1..T
    index n in 1..N
    real A[t,n] in [0, 1), D[t,n] in [0, 1], b[t,n] in [-1, 1]
    let h[0,n] = 0
    let h[t,n] = A[t,n]*h[t-1,n] + D[t,n]*b[t,n]
    let Amin = min(t, n: A[t,n])
    assume A[t,n] + D[t,n] <= 1
    assume min(t: b[t,n]) <= 0 <= max(t: b[t,n])
    conclude max(s, t, n: abs(h[t,n] - h[s,n])) <= (1 - Amin^(T-1))*max(s, t, n: abs(b[t,n] - b[s,n]))
    proof
      let lo[n] = min(t: b[t,n])
      let hi[n] = max(t: b[t,n])
      let Q[n,s,t] = prod(u in s+1..t: A[u,n])
      lemma hull for t in 0..T: lo[n] <= h[t,n] <= hi[n]
      lemma gap for t in 0..T, s in 0..t: hi[n] - h[t,n] >= Q[n,s,t]*(hi[n] - h[s,n])
      lemma power for t in 0..T, s in 0..t: 0 <= Amin^(t-s) <= Q[n,s,t] <= 1
      lemma falls for j >= 0, k in 0..j: Amin^j <= Amin^k
      lemma one for t in 0..T assume t >= 1: Q[n,0,t] = A[1,n]*Q[n,1,t]
      have pair: s <= t implies abs(h[t,n]-h[s,n]) <= (1 - Amin^(T-1))*(hi[n]-lo[n])
      lemma false for t in 0..T: h[t,n] < hi[n] and Q[n,0,t] <= 1/4
    end
    """

  /// The script's theorem with a step for its conclusion; what has no upper end runs up to 4.
  private func theorem(saying step: Script.Step, _ script: Script) -> Theorem {
    var theorem = script.theorem
    let free = step.free.map {
      IndexBinding(
        name: $0.name, slot: $0.slot, range: IndexRange(lower: $0.lower, upper: $0.upper ?? .number(4)))
    }
    let statement = step.premise.map { Statement.implies($0, step.statement) } ?? step.statement
    theorem.conclusions = [Claim(free: free, statement: statement, position: step.position)]
    return theorem
  }

  @Test func stepsOfTheContraction() throws {
    let script = try #require(try TestSupport.theorem(Self.proved).script)
    #expect(script.steps.count == 7)
    var random = SplitMix64(seed: 3)
    var violations = 0
    for round in 0..<(20 * TestScale.factor) {
      let (length, width) = (1 + round % 4, 1 + round % 2)
      var values: [[ExactComplex]] = [[], [], []]
      for t in 1...length {
        for _ in 1...width {
          let gate = Rational(Int.random(in: 0...3, using: &random), 4)
          values[0].append(ExactComplex(re: gate))
          values[1].append(ExactComplex(re: Rational(1) - gate))
          // Of both signs, as the hypotheses ask.
          let input = Rational(Int.random(in: 0...4, using: &random), 4)
          values[2].append(ExactComplex(re: length == 1 ? Rational(0) : t % 2 == 0 ? input : -input))
        }
      }
      let instance = Instance(sizes: [length, width], values: values)
      for step in script.steps {
        let theorem = theorem(saying: step, script)
        let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
        let first = try Engine(ground).decide(ground.inputs(of: instance)).verdict
        let second = Replay(theorem, instance).decide()
        switch (first, second) {
        case (.holds, .holds): #expect(step.name != "false")
        case (.violated, .violated):
          violations += 1
          #expect(step.name == "false")
        default: Issue.record("\(step.name): \(first), \(second)")
        }
      }
    }
    #expect(violations >= 10)
  }
}
