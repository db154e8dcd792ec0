extension MambaConfiguration {
  /// Takes sizes that the configuration does not state from the shapes of a mixer's tensors.
  ///
  /// A release whose sizes are those its program was called with states none of them. Shapes that make no sense are
  /// left to the checks that every tensor passes.
  mutating func complete(from checkpoint: Checkpoint, mixer: String) {
    func size(_ name: String, _ axis: Int, of count: Int) -> Int? {
      guard let shape = checkpoint.shape(of: mixer + name), shape.count == count,
        (1...ConfigurationReader.largestSize).contains(shape[axis])
      else { return nil }
      return shape[axis]
    }
    if unstated.contains(.channels), let found = size("A_log", 0, of: 2) { channelCount = found }
    if unstated.contains(.states), let found = size("A_log", 1, of: 2) { learnedStateCount = found }
    if unstated.contains(.rank), let found = size("dt_proj.weight", 1, of: 2) { timeStepRank = found }
    if unstated.contains(.convolution), size("conv1d.weight", 1, of: 3) == 1,
      let found = size("conv1d.weight", 2, of: 3), found <= 4096
    {
      convolutionWidth = found
    }
    unstated = []
  }
}
