import Claims
import Inputs
import Programs
import TestSupport
import Testing

@testable import Sampling

/// What cannot be drawn is answered by its place and what would be right.
@Suite struct DrawErrorTests {
  @Test func circlesAndMeansAreRefused() {
    let cases = [
      // What is certain is told when the claim is read, the rest when it is drawn.
      ("real x ~ normal(y, 1), y ~ normal(x, 1)", "drawn by itself: x → y → x"),
      ("real x ~ normal(if 1 <= 2 then y else 0, 1), y ~ normal(x, 1)", "waits for itself: x -> y -> x"),
      ("size T >= 1 index t in 1..T real x[t] ~ normal(x[T + 1 - t], 1)", "x[1] -> x[4] -> x[1]"),
      ("real x ~ normal(gaussian(u: abs(u)), 1)", "cannot rest on 'gaussian'"),
      ("real x ~ uniform(0, h) let h = x + 1", "drawn by itself: x → h → x"),
      ("real x ~ uniform(0, h) let h = if 1 <= 2 then x + 1 else 0", "waits for itself"),
    ]
    for (text, expected) in cases {
      let message = self.message(text)
      #expect(message.contains(expected), "\(text): \(message)")
      #expect(message.hasPrefix("claim:1:"), "\(message)")
    }
  }

  @Test func parametersThatAreNoneAreRefusedWithTheDraw() {
    let cases = [
      ("real a ~ uniform(0, 1), b ~ uniform(0, 1/2 - a)", "the lower end is at most the upper end"),
      ("real a ~ uniform(-1, 1), b ~ normal(0, deviation = a)", "the deviation is not negative"),
      ("real a ~ uniform(-1, 1), b ~ loguniform(a, 2)", "the lower end is above 0"),
      ("real a ~ uniform(-1, 1), b ~ exponential(a)", "the rate is above 0"),
      ("real a ~ uniform(-1, 1), b ~ student(a)", "the degrees of freedom are above 0"),
      ("real a ~ uniform(0, 2), b ~ bernoulli(a)", "the probability lies from 0 to 1"),
      ("real a ~ uniform(-1, 1), b ~ mixture(a: point(1), 0: point(2))", "the weights are"),
      ("real a ~ choice(0, 1), b ~ point(1/a)", "has no value"),
      ("real a ~ uniform(0, 1), b ~ integers(a, a)", "a whole number lies between the ends"),
      ("real a ~ lognormal(0, 1000000)", "finite"),
    ]
    for (text, expected) in cases {
      let message = self.message(text)
      #expect(message.contains(expected), "\(text): \(message)")
      #expect(message.contains("draw "), "\(message)")
    }
  }

  @Test func sizesOutsideTheirRangeAreDrawnAgain() throws {
    let claim = try SamplingTests.claim(
      "theorem t size T in 3..5 ~ integers(1, 10), N >= 1 ~ integers(1, T) index n in 1..N real x[n] conclude 0 <= x[1]^2 end"
    )
    let sampler = SizeSampler(claim, seed: 1, given: [nil, nil])
    var seen: Set<[Int]> = []
    for draw in 0..<300 {
      let sizes = try sampler.sizes(UInt64(draw))
      #expect((3...5).contains(sizes[0]) && (1...sizes[0]).contains(sizes[1]))
      seen.insert(sizes)
    }
    #expect(seen.count == 12)
    #expect(
      message("size T in 20..30 ~ normal(0, 1/100) index t in 1..T real x[t]").contains(
        "lie outside its range 20..30"))
  }

  private func message(_ declarations: String) -> String {
    inputError {
      let claim = try SamplingTests.claim("theorem t \(declarations) conclude 0 <= 1 end", file: "claim")
      var options = SampleOptions()
      options.draws = 200
      _ = try SampleRun.run(claim, options)
    }
  }
}
