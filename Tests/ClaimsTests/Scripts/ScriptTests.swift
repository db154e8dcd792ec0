import Testing

@testable import Claims
@testable import Inputs

/// Proof scripts as the checker gives them.
@Suite struct ScriptTests {
  private func proved(_ text: String) throws -> Theorem {
    let theorems = try Theorem.parse(text, file: "x.claim")
    return try #require(theorems.last)
  }

  /// `theorem x` with a proof.
  private func script(_ steps: String, items: String = "", conclude: String = "h[t] <= 1") throws -> Script {
    let theorem = try proved(
      """
      theorem x
        size T >= 1, N >= 1
        index s, t in 1..T
        index k in 1..t
        real a[t] in [0, 1], x
        let h[0] = 0
        let h[t] = a[t]*h[t-1]
        \(items)
        conclude \(conclude)
        proof
          \(steps)
        end
      end
      """)
    return try #require(theorem.script)
  }

  @Test func theExample() throws {
    let theorem = try proved(adding(contractionProof, to: contraction))
    let script = try #require(theorem.script)
    #expect(script.firstDefinition == theorem.definitions.count)
    #expect(script.theorem.definitions.map(\.name) == ["h", "Amin", "lo", "hi", "Q"])
    #expect(script.theorem.definitions.map(\.coversAllIndices) == [false, false, true, true, true])
    #expect(script.steps.map(\.name) == ["hull", "gap", "gap'", "power", "falls", "width", "pair"])
    #expect(script.steps.map(\.isLemma) == [true, true, true, true, true, true, false])
    let names = script.steps.map { $0.free.map(\.name) }
    #expect(
      names == [
        ["t", "n"], ["t", "s", "n"], ["t", "s", "n"], ["t", "s", "n"], ["j", "k"], ["n"], ["s", "t", "n"],
      ])
    #expect(script.steps[0].text == "lo[n] <= h[t,n] <= hi[n]")

    // `for s in 0..t` ends at the slot of t, and induction begins at that of s.
    let gap = script.steps[1]
    guard case .index(gap.free[0].slot)? = gap.free[1].upper else {
      Issue.record("the range of s ends at \(String(describing: gap.free[1].upper))")
      return
    }
    guard case .induction(on: gap.free[0].slot, from: .index(gap.free[1].slot)?)? = gap.reasoning.method
    else {
      Issue.record("\(String(describing: gap.reasoning.method))")
      return
    }
    let falls = script.steps[4]
    #expect(falls.free[0].upper == nil && falls.free[1].upper != nil)
    #expect(script.steps[5].reasoning.method == nil && script.steps[5].reasoning.reasons.isEmpty)
    #expect(script.steps[6].reasoning.reasons == ["gap", "gap'", "hull", "power", "falls"])
    guard case .cases(let cases)? = script.last.method else {
      Issue.record("\(String(describing: script.last.method))")
      return
    }
    #expect(cases.count == 1)
    #expect(script.last.reasons == ["pair", "width"])
    // The conclusion is a maximum: s and t are bound in it.
    #expect(script.last.bound.map(\.name) == ["s", "t"])
    let slots = script.steps.flatMap { $0.free.map(\.slot) } + script.last.bound.map(\.slot)
    #expect(Set(slots).count == slots.count)
    #expect(slots.allSatisfy { $0 < script.theorem.indexSlotCount && $0 >= theorem.indexSlotCount })
  }

  /// A proof is no part of what the theorem says.
  @Test func theTheoremIsTheSameWithoutIt() throws {
    let bare = try proved(contraction)
    let theorem = try proved(adding(contractionProof, to: contraction))
    #expect(bare.script == nil && theorem.script != nil)
    #expect(bare == theorem)
    #expect(bare.statement == theorem.statement)
    #expect(bare.hashValue == theorem.hashValue)
    #expect(bare.numbers == theorem.numbers)
    #expect(bare.indexSlotCount == theorem.indexSlotCount && bare.valueSlotCount == theorem.valueSlotCount)
    #expect(theorem.definitions.allSatisfy { !$0.coversAllIndices })
    #expect(try theorem.withFalseConclusion().script == nil)
  }

  @Test func nothingAtAll() throws {
    let script = try script("")
    #expect(script.steps.isEmpty && script.last.method == nil && script.last.reasons.isEmpty)
    #expect(script.firstDefinition == script.theorem.definitions.count)
  }

  @Test func everyMethod() throws {
    let script = try script(
      """
      have x^2 >= 0 by squares
      have total: x^2 + 2*x + 1 >= 0 by squares of x + 1, x because a
      have 0 <= a[t] by contradiction
      lemma up assume x >= 0: 0 <= h[t] by induction on t because total, h
      by cases x >= 0, t = 1 because up
      """)
    #expect(script.steps.map(\.name) == ["have 1", "total", "have 2", "up"])
    guard case .squares(let none)? = script.steps[0].reasoning.method,
      case .squares(let two)? = script.steps[1].reasoning.method,
      case .contradiction? = script.steps[2].reasoning.method,
      case .induction(on: let slot, from: nil)? = script.steps[3].reasoning.method,
      case .cases(let cases)? = script.last.method
    else {
      Issue.record("\(script.steps.map(\.reasoning.method))")
      return
    }
    #expect(none.isEmpty && two.count == 2 && cases.count == 2)
    #expect(slot == script.steps[3].free.first?.slot)
    #expect(script.steps[3].premise != nil && script.steps[2].premise == nil)
    #expect(
      script.steps[1].reasoning.reasons == ["a"] && script.steps[3].reasoning.reasons == ["total", "h"])
    // In the conclusion t is free.
    #expect(script.last.bound.isEmpty)
  }

  /// Of the conclusion, t is its own free index; of two conclusions, the first one's.
  @Test func slotsOfTheConclusion() throws {
    let script = try script(
      "by induction on t", items: "conclude x <= 1 and a[s] <= 1", conclude: "h[t] <= 1 and a[s] <= 1")
    guard case .induction(on: let slot, from: nil)? = script.last.method else {
      Issue.record("\(String(describing: script.last.method))")
      return
    }
    #expect(script.theorem.conclusions[1].free.first { $0.name == "t" }?.slot == slot)
  }

  /// A range may speak of a free index, which then comes before it; and the declared range of a free index speaks of the `for`
  /// name that stands for what it uses.
  @Test func rangesUseEarlierOnesAlone() throws {
    let script = try script(
      """
      lemma L for j in s..T, m in 0..j: a[j] <= 1 + m
      lemma M for t in 0..T: a[k] <= h[t]
      """)
    let first = script.steps[0].free
    #expect(first.map(\.name) == ["s", "j", "m"])
    let second = script.steps[1].free
    #expect(second.map(\.name) == ["t", "k"])
    guard case .index(second[0].slot)? = second[1].upper else {
      Issue.record("k ends at \(String(describing: second[1].upper))")
      return
    }
  }

  /// What stands alone at the end belongs to the step before it, unless `conclude` says otherwise.
  @Test func whatTheLastMethodBelongsTo() throws {
    let own = try script("have x >= x by contradiction")
    #expect(own.last.method == nil && own.steps[0].reasoning.method != nil)
    let last = try script("have x >= x conclude by contradiction")
    #expect(last.last.method != nil && last.steps[0].reasoning.method == nil)
    let both = try script("have L: x >= x by contradiction because a by contradiction because L")
    #expect(both.last.reasons == ["L"] && both.steps[0].reasoning.reasons == ["a"])
  }

  /// The words of proofs are names like others wherever names stand.
  @Test func noWordIsReserved() throws {
    let theorem = try proved(
      """
      theorem proof
        size of >= 1
        index on, from in 1..of
        real lemma[on] in [0, 1], have, because, by, induction
        let cases(squares) = squares + contradiction
        let contradiction = have
        let as = by
        assume have <= because
        conclude cases(by) <= have + induction
        proof
          let for = lemma[1]
          lemma for for on in 1..of: lemma[on] >= 0 because lemma
          lemma by: by <= by because for
          have because: because <= because by cases by <= have, have = because because by, for
          have have = have by induction on on from from because because
          by squares of by, because because by
        end
      end
      """.replacingOccurrences(of: "have have = have", with: "have lemma[on] + lemma[from] >= 0"))
    let script = try #require(theorem.script)
    #expect(script.steps.map(\.name) == ["for", "by", "because", "have 1"])
    #expect(script.last.reasons == ["by"])
  }

  @Test func ofFamilies() throws {
    let family = """
      family gated
        size T >= 1
        index t in 1..T
        real a[t] in [0, 1]
        proof have bound: a[t] <= 1 because a end
      end

      """
    #expect(try proved(family + "theorem x use gated conclude a[t] <= 1 end").script?.steps.count == 1)
    // What is used of a theorem has no conclusion and no proof of one.
    let theorem = family + "theorem x use gated conclude a[t] <= 1 end\n"
    #expect(try proved(theorem + "theorem y use x conclude a[t] >= 0 end").script == nil)
    #expect(
      failure(family + "theorem x use gated conclude a[t] <= 1\nproof end end")
        == "8:1: a theorem has one proof; the first stands in line 5")
    // By itself, a family may speak of what its users declare.
    #expect(
      failure("family x proof have b >= 0 by cases d <= e have a[t] <= b because c by induction on t end end")
        == "")
  }

  @Test func borrowedProofs() throws {
    let script = """
      proof
          let top = max(t: x[t])
          lemma hull for t in 0..T: h[t] <= top by induction on t
          conclude because hull
        end
      """
    func text(_ name: String, _ gate: String, _ proof: String) -> String {
      """
      theorem \(name)
        size T >= 1 index t in 1..T
        real \(gate)[t] in [0, 1], x[t] >= 0
        let h[0] = 0
        let h[t] = \(gate)[t]*h[t-1] + (1 - \(gate)[t])*x[t]
        conclude h[t] <= max(t: x[t])
        \(proof)
      end

      """
    }
    let both = text("first", "a", script) + text("second", "c", "proof as first")
    let theorems = try Theorem.parse(both, file: "")
    #expect(theorems.map { $0.script?.steps.map(\.name) } == [["hull"], ["hull"]])
    #expect(theorems[1].script?.theorem.definitions.map(\.name) == ["h", "top"])
    #expect(theorems[1].script?.theorem.name == "second")
    // Through another that borrows it.
    let third = both + text("third", "d", "proof as second")
    #expect(try Theorem.parse(third, file: "").map { $0.script?.steps.count } == [1, 1, 1])
    #expect(
      failure(both.replacingOccurrences(of: "conclude because hull", with: "conclude because hull, a"))
        == "19:3: the proof of 'first' does not fit here: line 10, column 28: unknown lemma 'a'; reasons are lemmas, variables (for their domains) and definitions"
    )
  }

  /// The `let`s of a script cover all whole numbers: Q[n,0,t] has a value though s begins at 1.
  @Test func abbreviationsCoverAllIndices() throws {
    let script = try script("let Q[s,t] = s + 10*t have Q[0, T+1] >= 0")
    let definition = script.theorem.definitions[script.firstDefinition]
    let found = try definition.covering([-3, 7], sizes: [2, 1], slotCount: script.theorem.indexSlotCount)
    #expect(found?.bound.map(\.value) == [-3, 7])
  }

  /// What a script does with a function of the theorem has no part in how the theorem is read.
  @Test func complexArgumentsStayInTheScript() throws {
    let script = try script("let y = f(i) have abs(y) <= 1", items: "let f(u) = u^2")
    #expect(script.theorem.definitions.last?.isComplex == true)
    let theorem = try proved(
      "theorem x real r let f(u) = u^2 conclude f(r) >= 0 proof let y = f(i) have abs(y) <= 1 end end")
    #expect(theorem.definitions[0].isComplex == false)
    #expect(
      failure("theorem x real r let f(u) = u^2 conclude f(r) >= 0 proof let y = f(i) have y <= 1 end end")
        .contains("can be complex"))
  }
}
