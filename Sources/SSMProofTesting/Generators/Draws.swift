import Numbers

/// The choices that a value is made of, as a generator draws them one after the other.
///
///     let pairs = Generator { draw in
///       let n = try draw(.size(in: 1...8))
///       return (try draw(Generator.doubles(in: 0...1).array(count: n)), n)
///     }
///
/// Everything drawn is a list of whole numbers, of which 0 is the simplest. A failing value is shrunk by making that
/// list shorter and its numbers smaller, and running the generator on it again: what comes of it is something that the
/// generator can make, whatever it was composed of.
public struct Draws {
  /// A number that was drawn, and the greatest that it could have been.
  struct Choice: Hashable, Sendable {
    var value: UInt64
    var bound: UInt64
  }

  /// Where the elements of a list lie among the choices.
  struct List: Sendable {
    var elements: [Range<Int>] = []
  }

  /// No value is made of more choices.
  static let mostChoices = 1 << 20

  /// What is replayed; after it come random numbers, or zeros where there are none.
  private let given: [UInt64]
  private var random: SplitMix64?
  private(set) var made: [Choice] = []
  private(set) var lists: [List] = []
  /// How often a filter threw something away.
  private(set) var thrownAway = 0

  init(given: [UInt64] = [], random: SplitMix64? = nil) {
    self.given = given
    self.random = random
  }

  /// The choices made, as they can be given again.
  var record: [UInt64] { made.map(\.value) }

  /// Draws a value of another generator.
  public mutating func callAsFunction<Value>(_ generator: Generator<Value>) throws -> Value {
    try generator.body(&self)
  }

  /// A number from 0 to `bound`; `propose` says how it is drawn at random, by default evenly.
  mutating func choose(
    upTo bound: UInt64, _ propose: (inout SplitMix64) -> UInt64? = { _ in nil }
  ) throws -> UInt64 {
    guard made.count < Self.mostChoices else {
      throw GeneratorError.malformed(
        "a value is made of more than \(Self.mostChoices) choices; is a recursion without end?")
    }
    var value: UInt64 = 0
    if made.count < given.count {
      value = min(given[made.count], bound)
    } else if var generator = random {
      let proposed = propose(&generator)
      value = min(proposed ?? (bound == .max ? generator.next() : generator.next() % (bound + 1)), bound)
      random = generator
    }
    made.append(Choice(value: value, bound: bound))
    return value
  }

  mutating func noteList(_ list: List) { lists.append(list) }
  mutating func noteThrownAway() { thrownAway += 1 }
}

/// What is wrong with a generator.
public enum GeneratorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It cannot be drawn from: an empty range, no alternatives, weights without sum, a number that is not finite.
  case malformed(String)
  /// A filter, or the hypotheses of a theorem, let too little through: what was asked for, how many passed, how many did not.
  case tooManyThrownAway(String, kept: Int, thrownAway: Int)

  public var description: String {
    switch self {
    case .malformed(let message): message
    case .tooManyThrownAway(let what, let kept, let thrownAway):
      "\(thrownAway) of \(kept + thrownAway) values were thrown away, as they are not \(what); "
        + "draw such values in the first place, by 'map' or 'flatMap', or ask for less"
    }
  }
}

/// One filter has tried often enough: this value is given up, the next may do.
struct GivenUp: Error {
  var what: String
}
