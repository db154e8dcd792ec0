import Enclosures
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Claims
@testable import Inputs

/// Depth, size and damage.
@Suite struct LimitTests {
  /// Files nested 1,000 deep in every way the grammar has; parsed, checked, printed, compared and
  /// thrown away on a thread with a stack of 512 KB.
  @Test(arguments: [
    ("(", "a", ")", " <= 1"), ("abs(", "a", ")", " <= 1"), ("-", "a", "", " <= 1"), ("(-", "a", ")", " <= 1"),
    ("2^", "a", "", " <= 1"), ("1 + 2*(", "a", ")", " <= 1"), ("not ", "a <= 1", "", ""),
    ("(", "a <= 1", ")", ""), ("a = 1 implies ", "a <= 1", "", ""),
    ("a = 1 and (a = 2 or ", "a <= 1", ")", ""),
    ("if a = 1 then 0 else ", "a", "", " <= 1"), ("max(t: ", "a", ")", " <= 1"),
    ("max(1, ", "a", ")", " <= 1"),
    ("sum(t with b[t] = 1: b[t]*", "a", ")", " <= 1"), ("forall t: ", "b[t] <= 1", "", ""),
    ("forall t with b[t] = 1: ", "b[t] <= 1", "", ""), ("diff(", "a", ", a)", " <= 1"),
    ("1/(1 + ", "a", ")", " <= 1"), ("f(", "a", ")", " <= 1"), ("if 0 <= (", "a", ") then 0 else 1", " <= 1"),
    ("not (", "a <= 1", ")", ""), ("(a = 1 implies ", "a <= 1", ")", ""),
    ("2*(1 - (1 + ", "a", "))", " <= 1"),
    ("(if a = 1 then 0 else ", "a", ")", " <= 1"),
  ])
  func deep(open: String, core: String, close: String, end: String) throws {
    let depth = 1_000
    let nested =
      String(repeating: open, count: depth) + core + String(repeating: close, count: depth) + end
    let text = """
      theorem x size T >= 1 index t in 1..T real a, b[t] let f(u) = u
      conclude \(nested) end
      """
    let outcome = try onSmallStack {
      let file = try ClaimFile.parse(text, file: "deep")
      let theorems = try file.checked()
      let printed = CanonicalPrinter().text(file.syntax)
      let again = try ClaimFile.parse(printed, file: "printed")
      let isSame = withDeepStack { again.syntax == file.syntax }
      return theorems.count == 1 && isSame
    }
    #expect(outcome)
  }

  /// Runs on a thread with a stack of 512 KB, the smallest that platforms give to their own threads.
  private func onSmallStack(_ body: @escaping @Sendable () throws -> Bool) throws -> Bool {
    final class Box: @unchecked Sendable { var result: Result<Bool, any Error> = .success(false) }
    let box = Box()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      box.result = Result { try body() }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    return try box.result.get()
  }

  /// A script is deep wherever formulas stand in it, and may outlive its theorem.
  @Test(arguments: [
    "have D by cases D", "lemma L assume D: D", "let c = E have c <= 1", "have x <= 1 by squares of E",
    "by cases D", "lemma L for k >= W: D by induction on k from W", "lemma L for k in W..W: a <= 1",
  ])
  func deepScripts(steps: String) throws {
    let depth = 1_000
    func nested(_ core: String) -> String {
      String(repeating: "(1 + ", count: depth) + core + String(repeating: ")", count: depth)
    }
    let steps = steps.replacing("D", with: nested("a") + " <= 1").replacing("E", with: nested("a"))
      .replacing("W", with: nested("T"))
    let outcome = try onSmallStack {
      let file = try ClaimFile.parse(
        "theorem x size T >= 1 real a, x conclude a <= 1 proof \(steps) end end", file: "deep")
      let script = try file.checked().first?.script
      let printed = CanonicalPrinter().text(file.syntax)
      let again = try ClaimFile.parse(printed, file: "printed")
      let isSame = withDeepStack { again.syntax == file.syntax }
      let theorem = script?.theorem
      return isSame && theorem?.name == "x"
    }
    #expect(outcome)
  }

  @Test func longScripts() throws {
    let count = 5_000
    let lets = (0..<count).map {
      "let c\($0 + 1) = c\($0)*i have L\($0 + 1): abs(c\($0)) <= 1 because L\($0)"
    }
    let steps = "let c0 = x have L0: x <= 1 " + lets.joined(separator: "\n")
    let time = try ContinuousClock().measure {
      let theorem = try Theorem.parse("theorem x real x conclude x <= 1 proof \(steps) end end", file: "")
        .first
      #expect(theorem?.script?.steps.count == count + 1)
      #expect(theorem?.script?.theorem.definitions.count { $0.isComplex } == count)
    }
    #expect(time < .seconds(20))
    let borrowed = (0..<2_000).map { "theorem p\($0) conclude 1 <= 2 proof as p\($0 + 1) end" }
    #expect(
      failure(borrowed.joined(separator: "\n") + " theorem p2000 conclude 1 <= 2 proof end end")
        .hasSuffix("proofs borrow from each other over more than 1000 steps"))
  }

  @Test func longListsAreNotDeep() throws {
    let sum = Array(repeating: "a", count: 20_000).joined(separator: " + ")
    let product = Array(repeating: "a", count: 20_000).joined(separator: "*")
    let and = Array(repeating: "a <= 1", count: 5_000).joined(separator: " and ")
    let chain = Array(repeating: "a", count: 20_000).joined(separator: " <= ")
    let text = "theorem x real a assume \(sum) <= \(product) assume \(and) conclude \(chain) end"
    #expect(try Theorem.parse(text, file: "").count == 1)
  }

  @Test func longChainsOfDefinitions() throws {
    let count = 20_000
    let lets = (0..<count).map { "let c\($0) = c\($0 + 1) + i" }.joined(separator: "\n")
    let text = "theorem x real a \(lets) let c\(count) = a conclude re(c0) <= 1 end"
    let theorem = try #require(try Theorem.parse(text, file: "").first)
    #expect(theorem.definitions.count == count + 1)
    #expect(theorem.definitions.filter(\.isComplex).count == count)
    let circle = "theorem x real a \(lets) let c\(count) = c0 conclude a <= 1 end"
    #expect(failure(circle).contains("'c0' is defined by itself: c0 → c1 →"))
  }

  @Test func longChainsOfOtherKinds() {
    let indices = (0..<5_000).map { "index t\($0 + 1) in 1..t\($0)" }.joined(separator: "\n")
    #expect(
      failure("theorem x index t0 in 1..3 \(indices) real a conclude a*t5000 <= 1 end").contains(
        "64 index ranges"))
    let families = (0..<5_000).map { "family p\($0) use p\($0 + 1) end" }.joined(separator: "\n")
    #expect(
      failure("\(families) family p5000 end theorem x use p0 real a conclude a <= 1 end")
        .hasSuffix("families use each other over more than 1000 steps"))
    let calls = (0..<5_000).map { "let f\($0)(u) = f\($0 + 1)(u)" }.joined(separator: "\n")
    #expect(failure("theorem x complex z \(calls) let f5000(u) = u conclude f0(z) = 1 end") == "")
    #expect(
      failure("theorem x complex z \(calls) let f5000(u) = u conclude f0(z) <= 1 end").contains(
        "can be complex"))
  }

  /// Divisors of numbers alone are evaluated once, however deep they nest.
  @Test func deepFractions() {
    let depth = 1_500
    let text = String(repeating: "1/(1 + ", count: depth) + "7" + String(repeating: ")", count: depth)
    let time = ContinuousClock().measure {
      #expect(failure("theorem x real a conclude a <= \(text) end") == "")
    }
    #expect(time < .seconds(20))
  }

  /// One megabyte takes well below a second in a release build; debug builds are some ten times slower.
  @Test func oneMegabyte() throws {
    var text = "theorem x size T >= 1 index t in 1..T real a[t], b[t]\n"
    var k = 0
    while text.utf8.count < 1 << 20 {
      text += "let c\(k)[t] = a[t]*(b[t] - 0.5)^2 + max(a[t], abs(b[t]))/(1 + exp(-a[t]))\n"
      k += 1
    }
    text += "conclude a[t] <= 1 end"
    let time = try ContinuousClock().measure {
      _ = try ClaimFile.parse(text, file: "")
    }
    #if DEBUG
      #expect(time < .seconds(20))
    #else
      #expect(time < .seconds(1))
    #endif
  }

  // MARK: Damage

  /// Valid texts with random damage: an error or a theorem, never a crash, never a hang.
  @Test func damagedTexts() throws {
    var random = SplitMix64(seed: 7)
    let pieces =
      ReservedWord.allCases.map(\.rawValue) + ScriptWord.allCases.map(\.rawValue) + [
        "(", ")", "[", "]", "..", ",", ":", "1", "t", "^", "-",
      ]
    let seeds = Corpus.texts.map { Array($0.utf8) }
    let clock = ContinuousClock()
    var accepted = 0
    for round in 0..<(2_000 * TestScale.factor) {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 2:
          let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
          bytes.insert(contentsOf: Array(" \(piece) ".utf8), at: at)
        case 3:
          let end = Int.random(in: at..<bytes.count, using: &random)
          let target = Int.random(in: 0..<bytes.count, using: &random)
          bytes.insert(contentsOf: bytes[at..<min(end, at + 40)], at: target)
        default: bytes.removeSubrange(at..<min(bytes.count, at + 12))
        }
        if bytes.isEmpty { bytes = [32] }
      }
      let time = clock.measure {
        do {
          let file = try ClaimFile.parse(bytes: bytes, file: "damaged")
          let printed = CanonicalPrinter().text(file.syntax)
          let again = try ClaimFile.parse(printed, file: "printed")
          #expect(again.syntax == file.syntax)
          _ = try file.checked()
          accepted += 1
        } catch {
          #expect(error is InputError)
          if let error = error as? InputError { #expect(error.rendered.utf8.count < 4_000) }
        }
      }
      #expect(time < .seconds(5))
    }
    #expect(accepted > 0)
  }

  @Test func randomTokens() {
    var random = SplitMix64(seed: 11)
    let words =
      ReservedWord.allCases.map(\.rawValue) + ScriptWord.allCases.map(\.rawValue)
      + [
        "a", "t", "T", "1", "0.5", "(", ")", "[", "]", "..", ",", ":", "+", "-", "*", "/", "^", "=", "<=",
        "<",
      ]
    for _ in 0..<(2_000 * TestScale.factor) {
      let text = (0..<30).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
      _ = failure("theorem x " + text.joined(separator: " "))
    }
  }
}
