import Foundation
import TestSupport
import Testing

@testable import Claims
@testable import Inputs

@Suite struct PrinterTests {
  @Test func theExample() throws {
    let file = try ClaimFile.parse(contraction, file: "")
    #expect(
      CanonicalPrinter().text(file.syntax) == """
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
          let h[t,n] = A[t,n]*h[t - 1,n] + D[t,n]*b[t,n]
          let Amin = min(t, n: A[t,n])

          assume A[t,n] + D[t,n] <= 1
          assume min(t: b[t,n]) <= 0 <= max(t: b[t,n])

          conclude max(s, t, n: abs(h[t,n] - h[s,n])) <= (1 - Amin^(T - 1))*max(s, t, n: abs(b[t,n] - b[s,n]))
        end

        """)
  }

  /// Parsing what was printed gives the tree again, for random trees of all shapes.
  @Test func parsingIsTheInverseOfPrinting() throws {
    let printer = CanonicalPrinter()
    for seed in 0..<UInt64(1_500 * TestScale.factor) {
      var random = RandomSyntax(seed: seed)
      let tree = random.file(Int(seed % 5))
      let text = printer.text(tree)
      let parsed: ClaimFile
      do {
        parsed = try ClaimFile.parse(text, file: "\(seed)")
      } catch {
        Issue.record("seed \(seed): \(error.rendered)\n\(text)")
        return
      }
      #expect(parsed.syntax == tree, "seed \(seed):\n\(text)")
      #expect(printer.text(parsed.syntax) == text, "seed \(seed)")
    }
  }

  /// The comparison of trees itself must be able to fail.
  @Test func treesThatDifferAreUnequal() throws {
    func syntax(_ text: String) throws -> Syntax.File {
      try ClaimFile.parse("theorem x conclude \(text) end", file: "").syntax
    }
    #expect(try syntax("a + b <= c") == syntax("(a  +\nb) <= c"))
    #expect(try syntax("a + b <= c") != syntax("b + a <= c"))
    #expect(try syntax("a + (b + c) <= c") != syntax("a + b + c <= c"))
    #expect(try syntax("a <= 1") != syntax("a <= 1.0"))
  }
}
