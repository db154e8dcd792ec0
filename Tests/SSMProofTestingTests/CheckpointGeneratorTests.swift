import Foundation
import Numbers
import SSMProof
import TestSupport
import Testing

@testable import SSMProofTesting

/// Models from a checkpoint.
@Suite struct CheckpointGeneratorTests {
  private static let folder = Repository.path("Examples/checkpoints/mamba-mqar-2l")

  /// Rates of a layer's channel as the file has them, and steps along tokens.
  static let hold = """
    theorem hold
      size N >= 1, T >= 1
      index n in 1..N
      index t in 1..T
      real L[n]
      real dt[t] > 0
      conclude exp(-dt[t]*exp(L[n])) + dt[t] <= 1
    end
    """

  static let ordered = """
    theorem ordered
      size N >= 1
      index n in 1..N
      real L[n], D
      conclude sum(n: exp(L[n])) <= 500
    end
    """

  private static func rates(_ theorem: Theorem, _ folder: String, _ layers: ClosedRange<Int>? = nil) throws
    -> Generator<Model>
  {
    try Generator.channels(ofCheckpoint: folder, layers: layers).map { channel in
      try Model(
        Instance(
          for: theorem, sizes: ["N": channel.logA.count], ["L": channel.logA, "D": channel.skip]),
        of: theorem, from: "\(channel)")
    }
  }

  @Test func layersAndChannelsAreDrawn() throws {
    let channels = try Generator.channels(ofCheckpoint: Self.folder)
    var (layers, seen) = (Set<Int>(), Set<Int>())
    for k in 0..<60 {
      var draws = Draws(random: SplitMix64(seed: UInt64(k)))
      let channel = try draws(channels)
      layers.insert(channel.layer)
      seen.insert(channel.channel)
      var again = Draws(given: draws.record)
      #expect(try again(channels) == channel)
    }
    #expect(layers == [0, 1] && seen.count > 30)
    var simplest = Draws()
    let first = try simplest(channels)
    #expect(first.layer == 0 && first.channel == 0 && first.tokens.isEmpty)
    var second = Draws()
    #expect(try second(Generator.channels(ofCheckpoint: Self.folder, layers: 1...1)).layer == 1)
  }

  @Test func aTheoremIsCheckedOnTheFilesNumbers() async throws {
    let theorem = try ModelTests.theorem(Self.ordered)
    let found = try await recorded {
      let checked = try await check(theorem, drawing: try Self.rates(theorem, Self.folder), trials: 40)
      #expect(checked.counts.held == 40)
    }
    #expect(found.isEmpty, "\(found)")
  }

  /// The hypothesis of the contraction theorem that trained steps miss: the simplest channel and the fewest tokens.
  @Test func aViolationIsShrunkToOneToken() async throws {
    let theorem = try ModelTests.theorem(Self.hold)
    let models = try Generator.channels(ofCheckpoint: Self.folder, tokens: 1...3).map { channel in
      try Model(
        Instance(
          for: theorem, sizes: ["N": channel.logA.count, "T": channel.tokens.count],
          ["L": channel.logA, "dt": channel.steps.map(\.midpoint)]),
        of: theorem, from: "\(channel)")
    }
    let found = try await recorded {
      let checked = try await check(theorem, drawing: models, trials: 200, failures: .none)
      let counterexample = try #require(checked.counterexample)
      #expect(counterexample.instance.sizes == [16, 1])
    }
    let text = try #require(found.first?.text)
    #expect(found.count == 1 && text.contains("\n  of layer 0, channel "))
    #expect(text.contains(", tokens 0\n  N = 16, T = 1\n"))
  }

  /// Rates and steps between certified bounds, as a claim declares them.
  @Test func gatesAreComputedByTheClaim() async throws {
    let theorem = try ModelTests.theorem(
      """
      theorem gates
        size N >= 1, T >= 1
        index n in 1..N
        index t in 1..T
        real A[n] < 0, dt[t] > 0
        conclude 0 < exp(dt[t]*A[n]) < 1
      end
      """)
    let channels = try Generator.channels(ofCheckpoint: Self.folder, tokens: 1...2)
    let models = channels.map { channel in
      try Model(
        Instance(
          for: theorem, sizes: ["N": channel.rates.count, "T": channel.steps.count],
          ["A": channel.rates.map(\.midpoint), "dt": channel.steps.map(\.midpoint)]),
        of: theorem, from: "\(channel)")
    }
    let found = try await recorded {
      let checked = try await check(theorem, drawing: models, trials: 20)
      #expect(checked.counts.held == 20)
    }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func tokensBeginASequenceThatIsGiven() throws {
    let sequences = TokenSequences(file: "mine", sequences: [[5, 6, 7, 8], [9, 10, 11]])
    let channels = try Generator.channels(
      ofCheckpoint: Self.folder, layers: 0...0, tokens: 2...3, from: sequences)
    for k in 0..<12 {
      var draws = Draws(random: SplitMix64(seed: UInt64(k)))
      let channel = try draws(channels)
      #expect(sequences.sequences.contains { $0.starts(with: channel.tokens) })
      #expect((2...3).contains(channel.tokens.count) && channel.steps.count == channel.tokens.count)
      #expect(channel.gates.allSatisfy { $0.count == 16 && $0.allSatisfy { 0 <= $0.lower && $0.upper <= 1 } })
    }
    var simplest = Draws()
    #expect(try simplest(channels).tokens == [5, 6])
  }

  @Test func mistakesAreTold() throws {
    let sequences = TokenSequences(file: "mine", sequences: [[5], [64, 1]])
    let messages: [(() throws -> Generator<TrainedChannel>, String)] = [
      ({ try .channels(ofCheckpoint: "/nowhere") }, "no such folder"),
      ({ try .channels(ofCheckpoint: Self.folder, layers: 1...2) }, "it has layers 0...1"),
      ({ try .channels(ofCheckpoint: Self.folder, layers: -1...0) }, "it has layers 0...1"),
      ({ try .channels(ofCheckpoint: Self.folder, tokens: 0...2) }, "1 token or more"),
      (
        { try .channels(ofCheckpoint: Self.folder, tokens: 2...2, from: sequences) },
        "has 1 tokens, and 2 are"
      ),
      (
        { try .channels(ofCheckpoint: Self.folder, tokens: 1...2, from: sequences) },
        "outside of the vocabulary"
      ),
      ({ try .channels(ofCheckpoint: Self.folder, from: sequences) }, "no number of 'tokens'"),
      (
        {
          try .channels(
            ofCheckpoint: Self.folder, tokens: 1...1, from: TokenSequences(file: "e", sequences: []))
        },
        "no sequence in e"
      ),
    ]
    for (body, message) in messages {
      do {
        _ = try body()
        Issue.record("no error: \(message)")
      } catch {
        #expect("\(error)".contains(message))
      }
    }
  }
}
