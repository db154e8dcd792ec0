import Inputs

extension Checkpoint {
  /// The taps of a depthwise convolution as `[channel][tap]`, the last for the present token.
  ///
  /// The usual shape is `[channels, 1, width]`. The size 1 may stand elsewhere or be left out, and channels and
  /// width may be the other way round, as other frameworks have it, where the sizes tell which is which.
  func convolution(_ name: String, channels: Int, width: Int) throws(InputError) -> [Double] {
    let usual = [channels, 1, width]
    func forms(_ a: Int, _ b: Int) -> [[Int]] { [[a, 1, b], [a, b], [a, b, 1], [1, a, b]] }
    let tells = channels != width && channels != 1 && width != 1
    let shape = shape(of: name)
    let isTransposed = tells && shape.map { forms(width, channels).contains($0) } == true
    let taps = try weights(
      name, shape: usual, because: "intermediate_size, 1, conv_kernel",
      or: tells ? forms(channels, width) + forms(width, channels) : []
    ).values()
    guard isTransposed else { return taps }
    return (0..<channels * width).map { taps[$0 % width * channels + $0 / width] }
  }
}
