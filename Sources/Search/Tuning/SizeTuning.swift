/// Which sizes a search looks at; see `SearchTuning`. All numbers of lengths are above the least one.
enum SizeTuning {
  /// The first size is the sequence's length by custom; the others stay smaller.
  static let firstLengths = [0, 1, 2, 3, 4, 5, 7, 11, 15]
  static let firstWidths = [0, 1, 2, 3]
  /// How many combinations a plan holds at most; and where sizes were asked for.
  static let mostPlanned = 48
  static let mostAsked = 400
  /// Lengths that are looked at for a moment: what fails for long sequences only.
  static let largerLengths = [23, 31, 47, 63, 99, 149, 249, 399, 699, 999]
  /// The places of the larger lengths at which linear programs are solved: what fails at one mostly fails at the next.
  static let vertexPlaces: Set<Int> = [1, 3, 4, 5]
  /// Lengths at which only the simplest instances are tried.
  static let longestLengths = [1499, 2999, 5999, 11_999, 24_999, 49_999, 99_999]

  /// How far above its least value each size goes along its axis.
  static let reach = 400
  /// So far every step is taken before sizes are chosen that people choose.
  static let firstSteps = 64
  /// Of the numbers in the claim, those name a size that programs can have; of many, the first.
  static let largestNamed = 100_000
  static let mostNamed = 24
  /// Of two sizes at once so many are named, and their product is at most so large.
  static let mostPaired = 6
  static let largestPaired = 4000
  /// What people choose: powers of two and their neighbours, their triples, tens, fifties and hundreds.
  static let chosen: [Int] = {
    var sizes: Set<Int> = []
    for k in 4...10 { sizes.formUnion([(1 << k) - 1, 1 << k, (1 << k) + 1, 3 << (k - 1)]) }
    sizes.formUnion(stride(from: 10, through: 200, by: 10))
    sizes.formUnion(stride(from: 50, through: 500, by: 50))
    sizes.formUnion(stride(from: 100, through: 1000, by: 100))
    return sizes.sorted()
  }()

  /// Linear programs are solved at so many of the largest sizes: of those asked for, and of a plan without larger
  /// ones.
  static let askedVertexLengths = 4
  static let plannedVertexLengths = 2
  /// Of a range asked for all values are taken where they are few; of a long one the first, where most fails, and
  /// then each farther from the least one by one part in so many.
  static let shortRange = 16
  static let wholeSteps = 8
  static let growthPart = 2
  /// A number of the claim names the size at it and those next to it, where a sequence has begun or ended.
  static let namedOffsets = [0, 1, -1, 2]
  /// Smaller numbers name nothing that is not visited anyway.
  static let leastNamed = 2
  /// The sizes that are named two at a time, by their places: the first ones, which are lengths and widths by custom.
  static let pairedAxes = [(0, 1), (1, 0), (0, 2), (1, 2)]
}
