import Claims
import Elaboration
import Evaluation
import Inputs
import Numbers
import Programs
import TestSupport
import Testing

@testable import Search

/// The repository's own theorems: what the kernel has no terms for, and elaborations held against the engine.
@Suite struct CorpusTests {
  /// Why theorems are refused; all others are elaborated.
  static let refused = [
    "hard/attained-in-functions.claim spectrum_of_two_cosines": "'forall real' in a hypothesis",
    "hard/frequency.claim cosine_polynomial": "'forall real' in a hypothesis",
    "hard/in-passing.claim two_taps_nonnegative": "'forall real' in a hypothesis",
    "parallel-form.claim parallel_form_dense": "'A' may be asked for outside its ranges",
    "parallel-form.claim parallel_form_reversed": "'A' may be asked for outside its ranges",
    "stochastic-gates.claim growth_rate_negative":
      "the mean of what is not defined at each value of its variable",
    "stochastic-gates.claim growth_rate_positive":
      "the mean of what is not defined at each value of its variable",
  ]

  static let theorems = Repository.files(in: "Theorems", ending: ".claim")

  @Test(arguments: theorems) func everyTheoremIsElaboratedOrRefused(_ file: String) throws {
    for theorem in try Theorem.load(path: Repository.path("Theorems/\(file)")) {
      let key = "\(file) \(theorem.name)"
      do throws(Refusal) {
        let elaboration = try withDeepStack { () throws(Refusal) in try Elaboration(theorem) }
        #expect(Self.refused[key] == nil, "\(key) is elaborated")
        #expect(elaboration.stages.last?.goals.contains { $0.what == "the conclusion" } == true)
      } catch {
        #expect(Self.refused[key] == error.message, "\(key)")
      }
    }
  }

  /// At instances as a search draws them, and at counterexamples.
  @Test(arguments: theorems) func elaborationsSayWhatTheEngineSays(_ file: String) throws {
    var comparison = ElaborationComparison()
    for theorem in try Theorem.load(path: Repository.path("Theorems/\(file)")) {
      var random = SplitMix64(seed: 3, purpose: theorem.name)
      var instances: [Instance] = []
      for _ in 0..<4 {
        let sizes = theorem.sizes.map { random.int($0.minimum...min($0.maximum ?? .max, $0.minimum + 2)) }
        let ground = try GroundTheorem.lower(theorem, sizes: sizes)
        let generator = InstanceGenerator(ground)
        instances.append(ground.instance(generator.draw(&random).inputs))
      }
      if theorem.expectation == .refuted {
        var options = SearchOptions()
        (options.instances, options.shrinks) = (200, false)
        if let found = try TheoremSearch.run(theorem, options).counterexample {
          instances.append(found.instance)
        }
      }
      comparison.compare(theorem, instances)
    }
    print("\(file): \(comparison.summary)")
    #expect(comparison.faults.count == 0, "\(comparison.faults)")
  }
}
