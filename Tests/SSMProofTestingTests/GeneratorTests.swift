import Foundation
import Numbers
import SSMProof
import TestSupport
import Testing

@testable import SSMProofTesting

/// What generators make, and what they shrink to.
@Suite struct GeneratorTests {
  private func samples<Value>(_ generator: Generator<Value>, _ count: Int = 300) throws -> [Value] {
    try (0..<count).map { k in
      var draws = Draws(random: SplitMix64(seed: UInt64(k)))
      return try draws(generator)
    }
  }

  /// The simplest value that fails.
  private func smallest<Value: Sendable>(
    _ generator: Generator<Value>, seed: UInt64 = 1, failing: @escaping @Sendable (Value) -> Bool
  ) async throws -> Value? {
    let run = PropertyRun(generator: generator, trials: 1000, seed: seed, kept: nil) {
      failing($0) ? "fails" : nil
    }
    return try await run.run().failure?.value
  }

  @Test(arguments: [-5...5, 0...0, 3...9, -9...(-2), Int.min...Int.max, -3...1000, Int.min...0, 0...Int.max])
  func integersStayInRangeAndReachItsEnds(range: ClosedRange<Int>) throws {
    let values = try samples(Generator.integers(in: range))
    #expect(values.allSatisfy(range.contains))
    #expect(values.contains(range.lowerBound) || values.contains(range.upperBound))
    var draws = Draws()
    #expect(try draws(Generator.integers(in: range)) == min(max(0, range.lowerBound), range.upperBound))
  }

  /// Every choice is another number, and every number has one.
  @Test func choicesOfIntegersAreOneToOne() throws {
    for range in [-5...5, 3...9, -9...(-2), -3...10, -10...3] {
      let numbers = try (0..<UInt64(range.count)).map { k in
        var draws = Draws(given: [k])
        return try draws(Generator.integers(in: range))
      }
      #expect(Set(numbers) == Set(range))
    }
  }

  @Test(arguments: [
    0...1, -1...1, 0.1...0.2, 1e-300...1e300, -0x1p-1030...0x1p-1030, 5...5,
    0...Double.greatestFiniteMagnitude,
    -7...(-0.3), 0.999999999999...1,
  ])
  func doublesStayInRange(range: ClosedRange<Double>) throws {
    let values = try samples(Generator.doubles(in: range))
    #expect(values.allSatisfy(range.contains))
    #expect(range.lowerBound == range.upperBound || Set(values).count > 50)
    #expect(values.contains(range.lowerBound) && values.contains(range.upperBound))
  }

  @Test func floatsAndFractionsStayInRange() throws {
    #expect(try samples(Generator.floats(in: -0.3...0.7)).allSatisfy { -0.3 <= $0 && $0 <= 0.7 })
    let narrow = Rational(1, 3)...Rational(2, 5)
    let fractions = try samples(Generator.rationals(in: narrow, denominator: 30))
    #expect(fractions.allSatisfy { narrow.contains($0) && $0.denominator <= 30 } && Set(fractions).count > 10)
  }

  @Test func theSameSeedGivesTheSameValues() throws {
    let generator = Generator.doubles(in: 0...1).array(count: 0...5)
    #expect(try samples(generator) == samples(generator))
    #expect(Set(try samples(Generator.size(in: 1...1000))).count > 40)
  }

  // MARK: Shrinking

  @Test func numbersShrinkToTheBorder() async throws {
    #expect(try await smallest(Generator.integers(in: 0...1_000_000)) { $0 >= 4711 } == 4711)
    #expect(try await smallest(Generator.integers(in: -1_000_000...1_000_000)) { $0 <= -4711 } == -4711)
    #expect(try await smallest(Generator.doubles(in: 0...10)) { $0 > 2.5 } == 3)
    #expect(try await smallest(Generator.doubles(in: 0...1)) { $0 > 0.3 && $0 < 0.9 } == 0.5)
    #expect(try await smallest(Generator.rationals(in: 0...1)) { $0 > Rational(1, 3) } == 1)
  }

  @Test func listsShrinkToTheElementsThatMatter() async throws {
    let lists = Generator.integers(in: 0...100).array(count: 0...40)
    #expect(try await smallest(lists) { $0.contains { $0 >= 50 } } == [50])
    #expect(try await smallest(lists) { $0 != $0.sorted() } == [1, 0])
    #expect(try await smallest(lists) { $0.reduce(0, +) > 250 }?.count ?? 9 <= 4)
  }

  /// A size and two lists that share it lose elements together.
  @Test func listsOfOneSizeShrinkTogether() async throws {
    let pairs = Generator { draw in
      let n = try draw(.size(in: 1...60))
      return (
        try draw(Generator.doubles(in: 0...1).array(count: n)),
        try draw(Generator.doubles(in: -1...1).array(count: n))
      )
    }
    let found = try #require(
      try await smallest(pairs) { pair in
        var count = 0
        for (a, x) in zip(pair.0, pair.1) where a > 0.25 && x < 0 { count += 1 }
        return count >= 2
      })
    #expect(found.0 == [1, 1] && found.1 == [-1, -1])
  }

  @Test func rowsAndColumnsShrink() async throws {
    let matrices = Generator { draw in
      let (m, n) = (try draw(.size(in: 1...12)), try draw(.size(in: 1...12)))
      return try draw(Generator.integers(in: 0...9).array(count: n).array(count: m))
    }
    let found = try await smallest(matrices) { (rows: [[Int]]) in
      rows.contains { row in row.filter { $0 > 4 }.count >= 2 }
    }
    #expect(found == [[5, 5]])
  }

  private indirect enum Tree: Sendable, Equatable {
    case leaf(Int)
    case node([Tree])
    var depth: Int {
      switch self {
      case .leaf: 0
      case .node(let inner): 1 + (inner.map(\.depth).max() ?? 0)
      }
    }
  }

  @Test func recursiveValuesShrink() async throws {
    let trees = Generator<Tree>.recursive(depth: 6, Generator.integers(in: 0...9).map(Tree.leaf)) { inner in
      inner.array(count: 1...3).map(Tree.node)
    }
    #expect(try samples(trees).map(\.depth).max() == 6)
    #expect(try await smallest(trees) { $0.depth >= 3 } == .node([.node([.node([.leaf(0)])])]))
  }

  /// What is shrunk is still something that the generator makes.
  @Test func shrinkingStaysInside() async throws {
    let even = Generator.integers(in: 0...1000).map { 2 * $0 }
    #expect(try await smallest(even) { $0 > 101 } == 102)
    let primes = Generator.integers(in: 2...1000).filter("primes") { n in
      (2..<n).allSatisfy { !n.isMultiple(of: $0) || $0 * $0 > n }
    }
    #expect(try await smallest(primes) { $0 > 100 } == 101)
    let sorted = Generator.integers(in: 0...100).flatMap { low in
      Generator.integers(in: low...200).map { (low, $0) }
    }
    let pair = try #require(try await smallest(sorted) { $0.1 - $0.0 > 20 && $0.0 > 5 })
    #expect(pair.0 == 6 && pair.1 == 27)
  }

  @Test func weightsAndAlternatives() async throws {
    let mostly = Generator.weighted([(9, .constant("a")), (0, .constant("b")), (1, .constant("c"))])
    let words = try samples(mostly, 1000)
    #expect(!words.contains("b") && (50...150).contains(words.filter { $0 == "c" }.count))
    #expect(try await smallest(Generator.oneOf(.constant(1), .constant(2), .constant(3))) { $0 > 1 } == 2)
    #expect(try await smallest(Generator.element(of: [7, 5, 3])) { $0 < 7 } == 5)
    #expect(try await smallest(Generator.bools.optional()) { $0 != nil } == false)
  }

  // MARK: What is kept

  @Test func failuresAreKeptBesideTheManifest() throws {
    let place = TestPlace(
      fileID: "Module/File.swift", filePath: #filePath, line: 1, column: 1, function: "test(_:)")
    let path = try #require(FailureFolder.standard.path(for: place))
    let named = ProcessInfo.processInfo.environment["SSMPROOF_FAILURES"]
    #expect(path == named ?? Repository.path(".ssmproof-failures"))
    #expect(FailureFolder.none.path(for: place) == nil && FailureFolder(path: "/x").path(for: place) == "/x")
    #expect(place.key("a b/c").hasPrefix("File.test.a-b-c.") && place.key("x") != place.key("y"))
    // A file that holds no choices, or others, is no failure.
    for text in [
      "", "{}", "{\"format\": \"ssmproof choices 2\", \"seed\": \"1\", \"value\": \"\", \"choices\": []}",
    ] {
      #expect(KeptChoices.read(Data(text.utf8)) == nil)
    }
    let kept = KeptChoices([0, .max, 7], seed: 1, value: "v")
    #expect(KeptChoices.read(kept.data) == [0, .max, 7])
  }

  // MARK: Mistakes

  @Test func malformedGeneratorsSayWhatIsWrong() throws {
    func message<Value>(_ generator: Generator<Value>) -> String? {
      var draws = Draws(random: SplitMix64(seed: 1))
      do {
        _ = try draws(generator)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(message(Generator<Int>.element(of: [])) == "there is no element to choose: the list is empty")
    #expect(message(Generator<Int>.oneOf()) == "there is no generator to choose: the list is empty")
    #expect(
      message(Generator<Int>.weighted([(0, .constant(1))]))
        == "weights are 0 or more, and one at least more than 0: [0]")
    #expect(message(Generator.bools.array(count: -1)) == "a list has -1 elements: 0 or more are asked for")
    #expect(
      message(Generator.doubles(in: 0...(.infinity))) == "numbers of 0.0...inf: both ends have to be finite")
    #expect(
      message(Generator.rationals(in: Rational(1, 3)...Rational(1, 3), denominator: 2))
        == "no fraction with a denominator up to 2 lies in 1/3...1/3, or its parts are beyond 64 bits")
    #expect(
      message(Generator.rationals(in: 0...1, denominator: 0))
        == "a fraction's denominator is 1 or more, not 0")
    let endless = Generator<Int> { draw in while true { _ = try draw(.bools) } }
    #expect(message(endless)?.contains("recursion without end") == true)
  }

  @Test func aFilterThatLetsNothingThroughEndsTheTest() async throws {
    let none = Generator.integers(in: 0...9).filter("greater than 9") { $0 > 9 }
    let error = await #expect(throws: GeneratorError.self) {
      try await forAll(none, failures: .none) { _ in }
    }
    #expect(
      "\(error!)".hasPrefix("220 of 220 values were thrown away, as they are not greater than 9; draw such"))
    await #expect(throws: GeneratorError.self) {
      try await forAll(Generator.integers(in: 0...999), failures: .none) { try assuming($0 == 7, "seven") }
    }
    await #expect(throws: GeneratorError.self) {
      try await forAll(Generator.bools, trials: 0, failures: .none) { _ in }
    }
  }
}
