import Claims
import Evaluation
import Numbers
import Programs
import Testing

@testable import Sampling

/// Values of instances that their distributions cannot give.
@Suite struct NeverDrawnTests {
  private func found(_ items: String, _ values: [[ExactComplex]], sizes: [Int] = []) throws -> [String] {
    let theorem = try claim("theorem x \(items) conclude 1 = 1 end")
    return NeverDrawn.all(in: Instance(sizes: sizes, values: values), of: theorem).map {
      "\($0.name) = \($0.value.re)\($0.value.im.isZero ? "" : " + \($0.value.im) i")"
    }
  }

  private func z(_ re: Rational, _ im: Rational = 0) -> ExactComplex { ExactComplex(re: re, im: im) }

  /// Which values of a few lie outside; of the others nothing is said.
  @Test(arguments: [
    ("exponential(1)", ["-1", "-1/1000000"], ["0", "3", "1/3"]),
    ("lognormal(0, 1)", ["-1"], ["0", "1/3"]),
    ("uniform(-1/3, 2/3)", ["-1", "7/10", "-1/2"], ["-1/3", "2/3", "0", "1/7"]),
    ("loguniform(1/1000, 1/10)", ["0", "-1", "1/5", "1/2000"], ["1/1000", "1/10", "1/50"]),
    ("integers(-1/2, 7/2)", ["-1", "4", "1/2"], ["0", "3"]),
    ("choice(1/3, 2, 5)", ["1", "0", "3333333/10000000"], ["1/3", "2", "5"]),
    ("point(1/7)", ["0", "1"], ["1/7"]),
    ("bernoulli(1/2)", ["1/2", "-1", "2"], ["0", "1"]), ("bernoulli(0)", ["1"], ["0"]),
    ("bernoulli(1)", ["0"], ["1"]), ("normal(0, 1)", [], ["-5", "1/3", "0"]),
    ("student(2)", [], ["-5", "1/3", "0"]), ("point(sqrt(2))", [], ["1"]), ("choice(1, sqrt(2))", [], ["3"]),
    ("mixture(1: point(2), 3: uniform(0, 1))", ["3/2", "-1"], ["2", "1/2"]),
    ("mixture(0: point(2), 3: uniform(0, 1))", ["2"], ["1/2"]),
    ("mixture(1: normal(0, 1), 3: uniform(0, 1))", [], ["7"]),
    ("uniform(0, w)", [], ["7", "-7"]), ("exponential(w)", ["-1"], ["7"]),
  ])
  func supports(law: String, outside: [String], inside: [String]) throws {
    for (list, isOutside) in [(outside, true), (inside, false)] {
      for text in list {
        let x = try #require(Rational(text))
        let found = try found("real w ~ uniform(1, 2) real x ~ \(law)", [[z(1)], [z(x)]])
        #expect(found == (isOutside ? ["x = \(x)"] : []), "\(law) at \(text)")
      }
    }
  }

  @Test func complexOnes() throws {
    let half = Rational(1, 2)
    let disc = "complex z ~ polar(uniform(1/2, 1), uniform(0, 2*pi))"
    #expect(try found(disc, [[z(2)]]) == ["z = 2"] && found(disc, [[z(0, Rational(1, 4))]]).count == 1)
    #expect(try found(disc, [[z(half, half)]]).isEmpty && found(disc, [[z(1)]]).isEmpty)
    let parts = "complex z ~ parts(exponential(1), choice(-1, 1))"
    #expect(try found(parts, [[z(1, 1)]]).isEmpty && found(parts, [[z(-1, 1)]]).count == 1)
    #expect(try found(parts, [[z(1, 0)]]) == ["z = 1"])
    #expect(try found("complex z ~ uniform(0, 1)", [[z(half, 1)]]).count == 1)
    #expect(try found("complex z ~ choice(i, 1 + i)", [[z(0, 1)]]).isEmpty)
    #expect(try found("complex z ~ choice(i, 1 + i)", [[z(1)]]).count == 1)
  }

  @Test func elementsAndSizes() throws {
    let items = "size T ~ uniform(4, 8) index t in 1..T real x[t] ~ uniform(-1/t, 1/T)"
    #expect(try found(items, [[z(-1), z(-1), z(0), z(1)]], sizes: [4]) == ["x[2] = -1", "x[4] = 1"])
    #expect(try found(items, [[z(0), z(0)]], sizes: [2]) == ["T = 2"])
    let chosen = "size T >= 1 ~ choice(3/2, 7) real x ~ normal(0, 1)"
    #expect(try found(chosen, [[z(0)]], sizes: [1]).isEmpty && found(chosen, [[z(0)]], sizes: [7]).isEmpty)
    #expect(try found(chosen, [[z(0)]], sizes: [2]) == ["T = 2"])
    #expect(try found("size T >= 1 ~ loguniform(1, 64) real x", [[z(0)]], sizes: [65]) == ["T = 65"])
    #expect(try found("size T >= 1 ~ loguniform(1, 64) real x", [[z(0)]], sizes: [64]).isEmpty)
  }

  /// What is drawn is never said not to be.
  @Test func drawnValuesAreNeverNamed() throws {
    let laws = [
      "uniform(-1e16, 1)", "uniform(1/3, 1/3)", "uniform(0.1, 0.30000000000000004)",
      "loguniform(1e-100, 1e100)",
      "loguniform(1/3, 1/3)", "exponential(1e-3)", "exponential(mean = 1/3)", "lognormal(-700, 1)",
      "integers(-7/2, 5)", "integers(9007199254740993, 9007199254740999)", "choice(1/3, 0.1, -2/7)",
      "point(1/3)",
      "point(1e400/3e400)", "bernoulli(1/3)", "bernoulli(1)", "student(1)", "normal(1/3, 0)",
      "mixture(1/3: point(1/7), 2: uniform(0, 1/3), 0: point(9))",
    ]
    let pairs = [
      "polar(uniform(1/3, 1/3), uniform(0, 2*pi))", "polar(choice(1/3, -0.7), normal(0, 1))",
      "parts(point(1/3), exponential(3))",
      "choice(1/3 + i/7, 2)", "uniform(0, 1/3)",
      "mixture(1: point(i/3), 1: polar(loguniform(1/9, 1/3), point(1/3)))",
    ]
    var items =
      "size T >= 1 ~ mixture(1: loguniform(1, 9), 1: choice(7/3, 5), 1: integers(1, 4)) index t in 1..T\n"
    for (k, law) in laws.enumerated() { items += "real x\(k)[t] ~ \(law)\n" }
    for (k, law) in pairs.enumerated() { items += "complex z\(k)[t] ~ \(law)\n" }
    let theorem = try claim("theorem x \(items) conclude 1 = 1 end")
    var options = SampleOptions()
    options.draws = 256
    var told = 0
    _ = try SampleRun.run(theorem, options) { record in
      let named = NeverDrawn.all(in: record.instance, of: theorem)
      told += 1
      #expect(named.isEmpty, "\(named)")
    }
    #expect(told == 256)
  }
}
