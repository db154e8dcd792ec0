import Certificates
import Claims
import Evaluation
import Inputs
import Numbers
import Programs
import SSMProof
import Search
import Testing

/// Instances built in Swift that do not fit their theorem: each is told what is wrong, none stops the process, and
/// none is answered.
@Suite struct BrokenInstanceTests {
  /// A generator of theorems with sizes, families over one and two indices (a triangular one too), scalars, and
  /// complex numbers, and of instances that fit them.
  private struct Generator {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func value(isComplex: Bool) -> ExactComplex {
      ExactComplex(
        re: Rational(below(9) - 4, below(3) + 1), im: isComplex ? Rational(below(9) - 4, below(3) + 1) : 0)
    }

    static let theorem = """
      theorem all
        size T in 1..6, N in 0..4
        index t in 1..T
        index s in 1..t
        index n in 1..N
        real x[t] in [-9, 9], A[t,n], L[t,s], c
        complex z[n], w
        conclude abs(x[1]) + abs(c) + abs(w) >= 0
      end
      """

    /// An instance of the theorem.
    mutating func instance(_ theorem: Theorem) -> Instance {
      let (length, channels) = (below(6) + 1, below(5))
      let counts = [length, length * channels, length * (length + 1) / 2, 1, channels, 1]
      return Instance(
        sizes: [length, channels],
        values: zip(theorem.variables, counts).map { variable, count in
          (0..<count).map { _ in value(isComplex: variable.isComplex) }
        })
    }

    /// Breaks it in one way, and says in which.
    mutating func broken(_ instance: Instance, _ theorem: Theorem) -> (Instance, String)? {
      var result = instance
      let row = below(instance.values.count)
      switch below(12) {
      case 0: result.sizes.removeLast()
      case 1: result.sizes.append(below(4))
      case 2: result.sizes[0] = 0
      case 3: result.sizes[0] = -below(5) - 1
      case 4: result.sizes[below(2)] = 7 + below(1_000_000)
      case 5: result.sizes[1] = [Int.max, Int.min, 1_000_001, -1][below(4)]
      case 6: result.values.remove(at: row)
      case 7: result.values.append([ExactComplex(re: 1)])
      case 8:
        guard !result.values[row].isEmpty else { return nil }
        result.values[row].removeLast()
      case 9: result.values[row].append(ExactComplex(re: 1))
      case 10:
        guard !theorem.variables[row].isComplex, !result.values[row].isEmpty else { return nil }
        result.values[row][below(result.values[row].count)].im = 1
      default:
        result.values = []
      }
      return (result, theorem.variables[row].name)
    }
  }

  @Test func eachIsRefusedAndSaysWhy() throws {
    let theorem = try Theorem.parse(Generator.theorem, file: "all.claim")[0]
    var generator = Generator(state: 7)
    var refused = 0
    for _ in 0..<600 {
      let instance = generator.instance(theorem)
      guard let (broken, _) = generator.broken(instance, theorem) else { continue }
      let error = #expect(throws: InputError.self) { try theorem.validate(broken) }
      #expect(error?.message.hasPrefix("theorem 'all': ") == true)
      #expect(throws: InputError.self) { try theorem.decide(broken) }
      #expect(throws: InputError.self) { try InstanceFile.text(broken, for: theorem) }
      refused += 1
    }
    #expect(refused > 400)
  }

  @Test func thoseThatFitAreDecided() throws {
    let theorem = try Theorem.parse(Generator.theorem, file: "all.claim")[0]
    var generator = Generator(state: 11)
    for _ in 0..<40 {
      let instance = generator.instance(theorem)
      #expect(try theorem.decide(instance).verdict == .holds)
      let text = try InstanceFile.text(instance, for: theorem)
      #expect(try InstanceFile.parse(Array(text.utf8), file: "i.json", for: theorem) == instance)
    }
  }

  /// What crashed or was answered once, with what is said of it now.
  @Test(arguments: [
    ([1], [[]], "the instance has 0 elements of 'x' where there are 1 at T = 1"),
    ([0], [[]], "the size T = 0 of the instance is outside the declared range: T >= 1"),
    ([-1], [[]], "the size T = -1 of the instance is outside the declared range: T >= 1"),
    ([1_000_001], [[]], "the size T = 1000001 of the instance is beyond 1000000 (10^6): T >= 1"),
    ([], [[1]], "0 sizes are given where the theorem declares 1: T"),
    ([1, 1], [[1]], "2 sizes are given where the theorem declares 1: T"),
    ([1], [], "the instance has values of 0 where the theorem declares 1 variable: a list for each of x"),
    ([2], [[1, 1, 1]], "the instance has 3 elements of 'x' where there are 2 at T = 2"),
  ])
  func messages(sizes: [Int], values: [[Int]], message: String) throws {
    let theorem = try Theorem.parse(
      "theorem a size T >= 1 index t in 1..T real x[t] in [0, 1] conclude max(t: x[t]) <= 1 end",
      file: "a.claim")[0]
    let instance = Instance(sizes: sizes, values: values.map { $0.map { ExactComplex(re: Rational($0)) } })
    let error = #expect(throws: InputError.self) { try theorem.decide(instance) }
    #expect(error?.description == "a.claim: theorem 'a': \(message)")
  }

  @Test func enginesRefuseListsOfAnotherLength() throws {
    let theorem = try Theorem.parse("theorem a real x, y conclude x*y <= 1 end", file: "a.claim")[0]
    let ground = try GroundTheorem.lower(theorem, sizes: [])
    let engine = Engine(ground)
    for list in [[], [1], [1, 2, 3]] as [[Rational]] {
      #expect(throws: InputError.self) { try engine.decide(list) }
      #expect(throws: InputError.self) { try engine.verdict(list) }
      #expect(throws: InputError.self) { try engine.judge([[1, 1], list]) }
      #expect(throws: InputError.self) {
        try engine.redecide(list, part: (1, [:]), points: [:]) { _ in true }
      }
      #expect(engine.exactMargin(list) == nil)
    }
    #expect(throws: InputError.self) { try GroundTheorem.lower(theorem, sizes: [1]) }
  }

  /// A search with limits that are none once ran for ever or not at all.
  @Test func limitsThatAreNoneAreRefused() throws {
    let theorem = try Theorem.parse("theorem a size T >= 1 real x conclude x <= x end", file: "a.claim")[0]
    let changes: [(inout SearchOptions) -> Void] = [
      { $0.instances = 0 }, { $0.instances = -3 }, { $0.seconds = 0 }, { $0.seconds = -1 },
      { $0.seconds = .nan }, { $0.seconds = .infinity }, { $0.sizes = ["N": 1...2] },
      { $0.sizes = ["T": -5...(-1)] }, { $0.sizes = ["T": 0...0] }, { $0.sizes = ["T": 1...2_000_000] },
      { $0.known = { _ in [Instance(sizes: [1], values: [])] } },
    ]
    for change in changes {
      var options = SearchOptions()
      change(&options)
      #expect(throws: InputError.self) { try theorem.check(options) }
    }
    var options = SearchOptions()
    options.instances = 5
    options.limits.bits = -7
    #expect(try theorem.check(options).verdict == .survived)
  }

  @Test func certificatesOfOtherInstancesAreErrors() throws {
    let theorem = try Theorem.parse(
      "theorem a size T >= 1 index t in 1..T real x[t] in [0, 1] conclude x[1] <= 1/2 end", file: "a.claim")[
        0]
    let found = try #require(try theorem.check().counterexample)
    var certificate = try #require(
      RefutationCertificate(found, to: theorem, version: "0", seed: nil, command: nil))
    #expect(try certificate.text().isEmpty == false)
    for sizes in [[], [0], [3]] {
      certificate.instance.sizes = sizes
      #expect(throws: InputError.self) { try certificate.replay() }
      #expect(throws: InputError.self) { try certificate.text() }
      #expect(throws: (any Error).self) { try certificate.export(to: .coq) }
    }
  }
}
