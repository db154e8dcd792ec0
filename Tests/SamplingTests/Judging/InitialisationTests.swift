import Foundation
import Inputs
import Numbers
import Search
import TestSupport
import Testing

@testable import Claims
@testable import Sampling

/// The families of `Theorems/Shared/initialisations.claim`, each in small theorems that use it.
@Suite struct InitialisationTests {
  private static let path = Repository.path("Theorems/Shared/initialisations.claim")

  /// What is claimed of each model. None is proved by surviving: they are bounds that hold for every model of the family.
  private static let models: [String: [String]] = [
    "s4d_lin": [
      "abs(Abar[n]) < 1", "abs(h[t,n]) <= 1 + sum(s in 1..t: abs(Bbar[n]*x[s]))",
      "abs(y[t]) <= 1 + 2*sum(n: abs(C[n]*h[t,n]))",
    ],
    "s4d_inv": ["abs(Abar[n]) < 1", "abs(h[t,n]) <= 1 + sum(s in 1..t: abs(Bbar[n]*x[s]))"],
    "s4d_real": ["abs(Abar[n]) < 1", "abs(h[t,n]) <= 1 + max(t: abs(x[t]))"],
    "s4d_legs": ["abs(Abar[n]) < 1", "abs(h[t,n]) <= 1 + sum(s in 1..t: abs(Bbar[n]*x[s]))"],
    "lru": ["0 < gamma[n] <= 1", "abs(h[t,n]) <= sum(s in 1..t: abs(x[s]))"],
    "mamba": ["0 < step[t] and 0 < Abar[t,n] < 1", "y[t] - x[t] <= 1 + sum(n: abs(C[n]*x[t]*h[t,n]))"],
    "retnet": ["31/32 <= decay[n] < 1", "abs(h[t,n]) <= 2^(4 + n)*max(t: abs(x[t]))"],
    "rwkv4": ["0 < decay[n] < 1", "abs(h[t,n]) <= sum(s in 1..t: abs(x[s]))"],
    "griffin": ["0 < a[t,n] < 1", "abs(h[t,n]) <= sum(s in 1..t: abs(x[s]))"],
    "griffin_ring": ["0 < a[t,n] < 1", "abs(h[t,n]) <= sum(s in 1..t: abs(x[s]))"],
  ]
  private static let inputs = [
    "gaussian_inputs", "uniform_inputs", "sign_inputs", "sparse_inputs", "one_impulse", "text_like_inputs",
  ]
  /// What the others are made of.
  private static let parts: Set = ["tokens", "states", "zero_order_hold", "griffin_gates"]

  private func theorem(_ model: String, _ input: String) throws -> Theorem {
    let conclusions = (Self.models[model] ?? []).map { "conclude \($0)" }.joined(separator: "\n")
    let text = "import \"\(Self.path)\" theorem x use \(model) use \(input)\n\(conclusions) end"
    return try #require(try Theorem.parse(text, file: "x.claim").first)
  }

  @Test func everyFamilyIsUsedAndNamesItsSource() throws {
    let file = try ClaimFile.load(path: Self.path)
    #expect(try file.checked().isEmpty)
    var names: Set<String> = []
    for case .family(let block) in file.syntax.entries {
      names.insert(block.name.text)
      let isOurs = Self.inputs.contains(block.name.text) || ["tokens", "states"].contains(block.name.text)
      let hasSource = block.items.contains { if case .source = $0 { true } else { false } }
      #expect(hasSource != isOurs, "\(block.name.text)")
    }
    #expect(names == Self.parts.union(Self.models.keys).union(Self.inputs))
  }

  /// All that is given has a distribution, and the text that a certificate carries is the theorem again.
  @Test(arguments: models.keys.sorted()) func drawn(model: String) throws {
    for input in Self.inputs {
      let theorem = try theorem(model, input)
      for variable in theorem.variables { #expect(variable.distribution != nil, "\(variable.name)") }
      let again = try #require(try Theorem.parse(theorem.statement, file: "again.claim").first)
      #expect(again.statement == theorem.statement)
      #expect(again.sources == theorem.sources && !theorem.sources.isEmpty)
    }
  }

  @Test(arguments: models.keys.sorted()) func survives(model: String) throws {
    for input in Self.inputs {
      var options = SearchOptions()
      options.instances = 12 * TestScale.factor
      let result = try TheoremSearch.run(theorem(model, input), options)
      #expect(result.verdict == .survived, "\(model), \(input): \(result)")
      #expect(
        result.counts.held == result.counts.tried && result.counts.held > 9, "\(model), \(input): \(result)")
    }
  }

  /// Every draw meets the hypotheses, holds, and tells how near each comparison comes to failing.
  @Test(arguments: models.keys.sorted()) func isDrawn(model: String) throws {
    for input in Self.inputs {
      var options = SampleOptions()
      options.draws = 8 * TestScale.factor
      options.sizes = ["T": [1, 5], "N": [model == "s4d_legs" ? 8 : 3]]
      let result = try SampleRun.run(theorem(model, input), options)
      #expect(result.groups.count == options.sizes.values.map(\.count).reduce(1, *))
      for group in result.groups {
        #expect(group.counts.held == options.draws, "\(model), \(input): \(group.counts)")
        for comparison in group.comparisons {
          #expect(comparison.margin.count == options.draws, "\(model), \(input): \(comparison.text)")
          // Where all inputs are 0 both sides may be.
          let known = comparison.tightness.count + comparison.tightness.without
          #expect(
            known == options.draws && comparison.tightness.open == 0, "\(model), \(input): \(comparison.text)"
          )
        }
      }
    }
  }

  /// A claim that is false of random models falls, and its repairs and explanation read the distributions.
  @Test(arguments: ["retnet", "griffin", "lru"]) func falls(model: String) throws {
    let text =
      "import \"\(Self.path)\" theorem x use \(model) use gaussian_inputs conclude abs(h[t,n]) <= abs(x[t]) end"
    let theorem = try #require(try Theorem.parse(text, file: "x.claim").first)
    var options = SearchOptions()
    options.instances = 400
    let result = try TheoremSearch.run(theorem, options)
    #expect(result.verdict == .refuted)
  }

  /// The frequencies of S4D-LegS are the positive eigenvalues of -iS, where S has sqrt(2j + 1)sqrt(2k + 1)/2 above its
  /// diagonal: all power sums of their squares are those that the traces of S^2, S^4, ... tell, which are rational.
  @Test func frequenciesOfLegS() throws {
    let size = 16
    let frequencies = try Self.frequencies()
    #expect(frequencies.count == size / 2 && frequencies == frequencies.sorted(by: >))
    // Similar to S by a diagonal matrix, with rational entries.
    var skew = [[Rational]](repeating: [Rational](repeating: .zero, count: size), count: size)
    for j in 0..<size {
      for k in 0..<size where j != k { skew[j][k] = Rational(2 * k + 1, j < k ? 2 : -2) }
    }
    func times(_ a: [[Rational]], _ b: [[Rational]]) -> [[Rational]] {
      var product = a
      for j in 0..<size {
        for k in 0..<size {
          var entry = Rational.zero
          for l in 0..<size { entry += a[j][l] * b[l][k] }
          product[j][k] = entry
        }
      }
      return product
    }
    let square = times(skew, skew)
    var power = square
    for j in 1...size / 2 {
      var (wanted, found) = (Rational.zero, Rational.zero)
      for k in 0..<size { wanted += power[k][k] / Rational(j % 2 == 0 ? 2 : -2) }
      for frequency in frequencies { found += frequency.power(2 * j) }
      #expect((found - wanted).magnitude <= wanted * Rational(1, 10).power(18), "power \(2 * j)")
      power = times(power, square)
    }
    // The power sums say little of the small ones: those are seen in the product of all, the root of the determinant.
    var product = Rational.one
    for frequency in frequencies { product *= frequency * frequency }
    #expect((product - Self.determinant(skew)).magnitude <= product * Rational(1, 10).power(18))
  }

  /// `let omega[k] = …` of the family.
  private static func frequencies() throws -> [Rational] {
    let file = try ClaimFile.load(path: path)
    for case .family(let block) in file.syntax.entries where block.name.text == "s4d_legs" {
      return block.items.compactMap { item in
        guard case .equation(let name, _, .number(let number, _)) = item, name.text == "omega" else {
          return nil
        }
        return number.value
      }
    }
    return []
  }

  private static func determinant(_ matrix: [[Rational]]) -> Rational {
    var (rows, result) = (matrix, Rational.one)
    for k in rows.indices {
      guard let pivot = rows.indices.first(where: { $0 >= k && !rows[$0][k].isZero }) else { return .zero }
      if pivot != k {
        rows.swapAt(pivot, k)
        result = -result
      }
      result = result * rows[k][k]
      for j in rows.indices where j > k && !rows[j][k].isZero {
        let factor = rows[j][k] / rows[k][k]
        for l in k..<rows.count { rows[j][l] = rows[j][l] - factor * rows[k][l] }
      }
    }
    return result
  }
}
