import Foundation
import Numbers
import SSMProof
import Testing

/// Instances by name, their values, and many of them decided at once.
@Suite struct InstancesByNameTests {
  static let text = """
    theorem scan
      size T >= 1, N in 1..3
      index t in 1..T
      index n in 1..N
      real a[t,n] in [0, 1], x[t] in [-1, 1], c
      complex z
      let h[0] = 0
      let h[t] = a[t,1]*h[t-1] + x[t]
      conclude h[T] <= T + abs(z) - c
    end
    """

  private func theorem() throws -> Theorem { try Theorem.parse(Self.text, file: "scan.claim")[0] }

  @Test func namesAndListsMakeAnInstance() throws {
    let theorem = try theorem()
    let x: [Float] = [0.5, -0.25]
    let instance = try Instance(
      for: theorem, sizes: ["T": 2, "N": 1],
      ["a": [[0.5], [0.1]], "x": x, "c": "1/3", "z": ExactComplex(re: 0, im: 1)])
    #expect(instance.sizes == [2, 1])
    #expect(instance.values[0][0].re == Rational(1, 2))
    // The double, not one tenth.
    #expect(instance.values[0][1].re == Rational(exactly: 0.1) && instance.values[0][1].re != Rational(1, 10))
    #expect(instance.values[2] == [ExactComplex(re: Rational(1, 3))])
    #expect(try theorem.decide(instance).verdict == .holds)

    let model = try Model(instance, of: theorem)
    #expect(try model.size("T") == 2 && model.doubles("x") == [0.5, -0.25] && model.floats("x") == x)
    #expect(try model.rationals("c") == [Rational(1, 3)] && model.values("z") == [ExactComplex(re: 0, im: 1)])
  }

  @Test(
    arguments: [
      (["T": 2], [:], "there is no value of the size 'N'; write sizes: [\"N\": ...]"),
      (["T": 2, "N": 1, "M": 1], [:], "'M' is no size of it; known: T, N"),
      (["T": 0, "N": 1], [:], "the size T = 0 of the instance is outside the declared range: T >= 1"),
      (["T": 1, "N": 1], ["y": 1], "'y' is no variable of it; known: a, x, c, z"),
      (["T": 1, "N": 1], ["a": [[1]], "x": [1], "c": 1], "there is no value of 'z' (complex z)"),
      (
        ["T": 2, "N": 1], ["a": [[1], [1]], "x": [1, 1, 1], "c": 1, "z": 0],
        "'x' has 2 elements where 't' is in 1..2 (T = 2, N = 1); 3 given"
      ),
      (
        ["T": 2, "N": 1], ["a": [1, 1], "x": [1, 1], "c": 1, "z": 0],
        "'a[1]' has a list of numbers, one for each 'n' in 1..1"
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": 1, "c": 1, "z": 0],
        "'x' has a list of numbers, one for each 't' in 1..1"
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": [1], "c": [1], "z": 0],
        "'c' has no indices: give one number, not a list"
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": [[1]], "c": 1, "z": 0], "'x[1]' is one element: give one number"
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": [Double.nan], "c": 1, "z": 0],
        "nan for 'x[1]' is no exact number; what is finite is, and so is text such as \"3/5\""
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": [-Float.infinity], "c": 1, "z": 0],
        "-inf for 'x[1]' is no exact number; what is finite is, and so is text such as \"3/5\""
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": [1], "c": "1/0", "z": 0],
        "\"1/0\" for 'c' is no exact number; what is finite is, and so is text such as \"3/5\""
      ),
      (
        ["T": 1, "N": 1], ["a": [[1]], "x": [1], "c": ExactComplex(re: 0, im: 2), "z": 0],
        "'c' is real, and 0 + 2 i is not"
      ),
    ] as [([String: Int], [String: any ExactValuesConvertible & Sendable], String)])
  func whatDoesNotFitIsTold(
    sizes: [String: Int], values: [String: any ExactValuesConvertible & Sendable], message: String
  ) throws {
    let theorem = try theorem()
    let error = #expect(throws: InputError.self) { try Instance(for: theorem, sizes: sizes, values) }
    #expect(error?.description == "scan.claim: theorem 'scan': \(message)")
  }

  @Test func modelsRoundNothing() throws {
    let theorem = try theorem()
    let instance = try Instance(
      for: theorem, sizes: ["T": 1, "N": 1],
      ["a": [[0.1]], "x": ["1/3"], "c": 1, "z": ExactComplex(re: 0, im: 1)])
    let model = try Model(instance, of: theorem)
    let messages = [
      { _ = try model.doubles("x") }, { _ = try model.floats("a") }, { _ = try model.rationals("z") },
      { _ = try model.values("xx") }, { _ = try model.size("t") },
    ].map { (body: () throws -> Void) -> String in
      do {
        try body()
        return ""
      } catch {
        return "\(error)".replacing("scan.claim: theorem 'scan': ", with: "")
      }
    }
    #expect(messages[0] == "1/3 of 'x' is no Double, and is not rounded; ask for its 'rationals'")
    #expect(messages[1].hasSuffix("of 'a' is no Float, and is not rounded; ask for its 'rationals'"))
    #expect(messages[2] == "'z' has values that are not real; ask for its 'values'")
    #expect(messages[3] == "'xx' is no variable of it; known: a, x, c, z")
    #expect(messages[4] == "'t' is no size of it; did you mean 'T'?")
  }

  // MARK: Values

  @Test func valuesOfExpressions() throws {
    let theorem = try theorem()
    let instance = try Instance(
      for: theorem, sizes: ["T": 3, "N": 1],
      ["a": [["1/2"], ["1/2"], ["1/2"]], "x": [1, 1, 7], "c": 2, "z": ExactComplex(re: 1, im: 1)])
    // Outside the domain of x: hypotheses are not asked.
    #expect(
      try theorem.values(of: "h[t]", at: instance).map(\.exact) == [1, Rational(3, 2), Rational(31, 4)])
    #expect(try theorem.value(of: "sum(t: x[t]) - T^2", at: instance).exact == 0)
    let root = try theorem.value(of: "abs(z)", at: instance, digits: 40)
    #expect(root.exact == nil && root.text(digits: 30).hasPrefix("1.4142135623730950488016887242"))
    let lower = try #require(root.lower), upper = try #require(root.upper)
    #expect(lower * lower < 2 && upper * upper > 2 && upper - lower < Rational(10).power(-39))
    let sine = try theorem.value(of: "exp(c)*sin(c)", at: instance)
    #expect(sine.text(digits: 15).hasPrefix("6.718849697428"))
    // Zero is known to be zero.
    #expect(try theorem.value(of: "sqrt(2)*sqrt(3) - sqrt(6)", at: instance).exact == 0)
  }

  @Test(arguments: [
    ("h[t] +", "expected"), ("y + 1", "unknown name 'y'"), ("x[1] <= 1", "expected"),
    ("1/(c - 2)", "has no value"),
    ("h[0] h", "expected"), ("z", "complex"), ("log(0 - c)", "has no value"),
    ("x[9]", "x"), ("h[t]", "have index names"), ("1 end theorem b conclude 1", "expected"),
  ])
  func expressionsWithoutValueAreErrors(expression: String, message: String) throws {
    let theorem = try theorem()
    let instance = try Instance(
      for: theorem, sizes: ["T": 2, "N": 1], ["a": [[1], [1]], "x": [1, 1], "c": 2, "z": 0])
    let error = #expect(throws: InputError.self) { try theorem.value(of: expression, at: instance) }
    #expect(message == "have index names" || error?.description.contains(message) == true, "\(error!)")
  }

  /// Against the recurrence in fractions, carried out here; long ones by enclosures.
  @Test(arguments: [1, 7, 40, 300]) func valuesContainThoseOfTheRecurrence(length: Int) throws {
    let theorem = try theorem()
    var random = SplitMix64(seed: UInt64(length))
    func draw() -> Double { Double(random.below(1 << 30)) / Double(1 << 30) }
    let (a, x) = ((0..<length).map { _ in draw() }, (0..<length).map { _ in 2 * draw() - 1 })
    let instance = try Instance(
      for: theorem, sizes: ["T": length, "N": 1],
      ["a": a.map { [$0] }, "x": x, "c": 0, "z": ExactComplex(re: 3, im: 4)])
    let model = try Model(instance, of: theorem)
    var (h, states) = (Rational.zero, [Rational]())
    for (gate, input) in zip(try model.rationals("a"), try model.rationals("x")) {
      h = gate * h + input
      states.append(h)
    }
    let values = try theorem.values(of: "h[t]", at: instance)
    #expect(values.count == length)
    for (value, state) in zip(values, states) {
      let (lower, upper) = (try #require(value.lower), try #require(value.upper))
      #expect(lower <= state && state <= upper && upper - lower <= state.magnitude / Rational(10).power(19))
    }
    // Exact cancellation is told as 0, however long the numbers are.
    #expect(try theorem.value(of: "h[T] - (a[T,1]*h[T-1] + x[T])", at: instance).exact == 0)
    #expect(try theorem.value(of: "abs(z)", at: instance).exact == 5)
    #expect(try theorem.value(of: "gaussian(y: y^2*x[1])", at: instance).exact == states[0])
    #expect(try theorem.value(of: "diff(h[T], x[T])", at: instance).exact == 1)
  }

  // MARK: Batches

  @Test func batchesDecideAsOneByOne() throws {
    let theorem = try theorem()
    let instances = try (0..<60).map { k in
      let length = k % 5 + 1
      return try Instance(
        for: theorem, sizes: ["T": length, "N": 1],
        [
          "a": (0..<length).map { [Double($0) / 7] }, "x": (0..<length).map { Double($0 + k) / 60 - 0.5 },
          "c": k % 7, "z": ExactComplex(re: 1, im: Rational(k, 3)),
        ])
    }
    let together = try theorem.decide(instances)
    let alone = try instances.map { try theorem.decide($0) }
    #expect(together.map(\.description) == alone.map(\.description))
    #expect(Set(together.map(\.verdict)) == [.holds, .violated])
    #expect(try theorem.decide([Instance]()).isEmpty)
    #expect(throws: InputError.self) { try theorem.decide(instances + [Instance(sizes: [1], values: [])]) }
    #expect(try theorem.decide(instances, isCancelled: { true }).count == 60)
  }

  // MARK: Conformances

  @Test func numbersAreTextAndBack() throws {
    let big = Rational(2).power(200)
    for value in [Rational(0), 1, Rational(-3, 5), big, big / Rational(3), -big] {
      #expect(Rational(value.description) == value)
      #expect(try JSONDecoder().decode(Rational.self, from: JSONEncoder().encode(value)) == value)
      let whole = value.numerator
      #expect(Integer(whole.description) == whole)
      #expect(try JSONDecoder().decode(Integer.self, from: JSONEncoder().encode(whole)) == whole)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Rational.self, from: Data("\"1/0\"".utf8))
    }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Integer.self, from: Data("\"1.5\"".utf8)) }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Rational.self, from: Data("0.5".utf8)) }
    for text in [
      "{\"lower\": \"2\", \"upper\": \"1\"}", "{\"exact\": \"2\", \"lower\": \"1\", \"upper\": \"2\"}",
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(CertifiedValue.self, from: Data(text.utf8))
      }
    }
    let half = try JSONDecoder().decode(CertifiedValue.self, from: Data("{\"lower\": \"1/2\"}".utf8))
    #expect(half.lower == Rational(1, 2) && half.upper == nil && half.exact == nil)
  }

  @Test func genericCodeTakesExactNumbers() {
    func horner<N: SignedNumeric>(_ coefficients: [N], _ x: N) -> N {
      coefficients.reduce(.zero) { $0 * x + $1 }
    }
    #expect(horner([1, -2, 3], Rational(1, 2)) == Rational(9, 4))
    #expect(horner([1, -2, 3], Integer(10)) == 83)
    #expect([Rational(1, 2), Rational(1, 3)].reduce(.zero, +) == Rational(5, 6))
    #expect(Integer(exactly: UInt64.max).description == "18446744073709551615")
    #expect(Integer(exactly: Int64.min) == Integer(Int.min) && Rational(exactly: Int8(-3)) == -3)
  }

  @Test func instancesAreCodableAndTheoremsComparable() throws {
    let theorem = try theorem()
    let instance = try Instance(
      for: theorem, sizes: ["T": 1, "N": 1],
      ["a": [["1/3"]], "x": [0.1], "c": 1, "z": ExactComplex(re: 0, im: 1)])
    let data = try JSONEncoder().encode(instance)
    #expect(try JSONDecoder().decode(Instance.self, from: data) == instance)
    let decision = try theorem.decide(instance)
    let margin = try #require(decision.margin)
    #expect(try JSONDecoder().decode(CertifiedValue.self, from: JSONEncoder().encode(margin)) == margin)
    let same = try Theorem.parse(
      Self.text.replacing("  size", with: "\n # other layout\n size"), file: "b.claim")[0]
    #expect(same == theorem && Set([same, theorem]).count == 1)
    #expect(try Theorem.parse(Self.text.replacing("<=", with: "<"), file: "b.claim")[0] != theorem)
  }
}
