import ClaimChecks
import SSMProof
import Testing

@Suite struct ModelTests {
  static let checkpoint = Repository.path("Examples/checkpoints/mamba-mqar-2l")

  @Test func memoryOfATrainedModel() throws {
    // Two pairs of a key and a value, then the first key again.
    let tokens = [[3, 40, 7, 51, 0, 0, 0, 3]]
    let layers = try MemoryOfLayer.all(
      checkpoint: Self.checkpoint, tokens: tokens, threshold: Rational(1, 1000))
    #expect(layers.map(\.layer) == [0, 1])
    for layer in layers {
      #expect(layer.greatestGate > .zero)
      #expect(layer.greatestGate < .one)
    }
  }

  @Test func aMissingCheckpointIsAnError() {
    #expect(throws: InputError.self) {
      try MemoryOfLayer.all(
        checkpoint: Repository.path("Examples/checkpoints/none"), tokens: [[1]], threshold: Rational(1, 2))
    }
  }
}
