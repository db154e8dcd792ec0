import Numbers
import SSMProof

extension Generator where Value == Bool {
  /// False, the simplest, or true.
  public static var bools: Generator { Generator { draw in try draw.choose(upTo: 1) == 1 } }
}

extension Generator where Value == Int {
  /// Whole numbers of a range; the one nearest to 0 is the simplest.
  public static func integers(in range: ClosedRange<Int>) -> Generator {
    Generator { draw in try draw.integer(range) }
  }

  /// Sizes: small ones are likelier, the smallest is the simplest.
  public static func size(in range: ClosedRange<Int>) -> Generator {
    Generator { draw in
      let width = range.upperBound - range.lowerBound
      let choice = try draw.choose(upTo: UInt64(width)) { UInt64($0.size(range) - range.lowerBound) }
      return range.lowerBound + Int(choice)
    }
  }
}

extension Generator where Value == Double {
  /// Doubles of a range, ends included; whole numbers, then halves, quarters, ... are the simplest.
  ///
  /// Drawn are numbers of all 53 bits and of few, the ends, and now and then one of tiny magnitude.
  public static func doubles(in range: ClosedRange<Double>) -> Generator {
    Generator { draw in try draw.dyadic(range, bits: 53) }
  }
}

extension Generator where Value == Float {
  /// Numbers in single precision of a range, ends included; whole numbers, then halves, quarters, ... are the simplest.
  public static func floats(in range: ClosedRange<Float>) -> Generator {
    Generator { draw in Float(try draw.dyadic(Double(range.lowerBound)...Double(range.upperBound), bits: 24))
    }
  }
}

extension Generator where Value == Rational {
  /// Fractions of a range with a denominator up to `denominator`; whole numbers are the simplest.
  public static func rationals(in range: ClosedRange<Rational>, denominator: Int = 100) -> Generator {
    Generator { draw in
      guard denominator >= 1 else {
        throw GeneratorError.malformed("a fraction's denominator is 1 or more, not \(denominator)")
      }
      var bottom = Int(try draw.choose(upTo: UInt64(denominator - 1))) + 1
      var (low, high) = (Rational.zero, Rational.zero)
      // A narrow range may have no fraction of this denominator.
      for _ in 0..<denominator {
        let scale = Rational(bottom)
        (low, high) = (
          Rational((range.lowerBound * scale).ceiling), Rational((range.upperBound * scale).floor)
        )
        if low <= high { break }
        bottom = bottom % denominator + 1
      }
      guard let a = low.word, let b = high.word, a <= b else {
        throw GeneratorError.malformed(
          "no fraction with a denominator up to \(denominator) lies in \(range), or its parts are beyond 64 bits"
        )
      }
      return Rational(try draw.integer(a...b), bottom)
    }
  }
}

extension Draws {
  /// A whole number: the one nearest to 0 has choice 0, then outward by turns.
  mutating func integer(_ range: ClosedRange<Int>) throws -> Int {
    let (low, high) = (range.lowerBound, range.upperBound)
    let origin = min(max(0, low), high)
    // How far both directions go; what is beyond the shorter one follows in order.
    let (below, above) = (low.distanceBelow(origin), origin.distanceBelow(high))
    let both = min(below, above)
    let choice = try choose(upTo: below + above) { random in
      // The ends now and then.
      switch random.below(20) {
      case 0: return below + above
      case 1: return 0
      default: return nil
      }
    }
    if choice <= 2 * both {
      let distance = Int(truncatingIfNeeded: choice / 2 + choice % 2)
      return choice.isMultiple(of: 2) ? origin &- distance : origin &+ distance
    }
    let further = Int(truncatingIfNeeded: choice - both)
    return above > below ? origin &+ further : origin &- further
  }

  /// A number m/2^k with at most `bits` bits: first k, then m; of tiny magnitude in a way of its own.
  mutating func dyadic(_ range: ClosedRange<Double>, bits: Int) throws -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard low.isFinite, high.isFinite else {
      throw GeneratorError.malformed("numbers of \(low)...\(high): both ends have to be finite")
    }
    // Choices of k: 0 to `bits` - 1 for the grid, `bits` for an end, `bits` + 1 for one of any magnitude.
    let kind = try choose(upTo: UInt64(bits + 1)) { random in
      switch random.below(16) {
      case 0: UInt64(bits)
      case 1: UInt64(bits + 1)
      case 2...4: UInt64(random.below(4))
      default: UInt64(bits - 1)
      }
    }
    if kind == UInt64(bits) { return try choose(upTo: 1) == 0 ? high : low }
    if kind == UInt64(bits) + 1, let value = try tiny(low, high, bits) { return value }
    // The finest grid on which every number has `bits` bits, and the coarsest that has a point in the range.
    let reach = max(low.magnitude, high.magnitude)
    let deepest = bits == 24 ? 149 : 1074
    let finest = reach == 0 ? 0 : min(bits - 1 - Int(reach.exponent), deepest)
    let fractions = Int(kind) >= bits - 1 ? finest : min(Int(kind), finest)
    for k in min(fractions, finest)...max(finest, fractions) {
      guard let (a, b) = Self.grid(low, high, k), a <= b else { continue }
      let m = try integer(a...b)
      return min(max(Double(m).scaled(by: -k), low), high)
    }
    return low
  }

  /// The whole numbers m with m/2^k between the ends.
  private static func grid(_ low: Double, _ high: Double, _ k: Int) -> (Int, Int)? {
    let (a, b) = (low.scaled(by: k).rounded(.up), high.scaled(by: k).rounded(.down))
    guard a.magnitude <= 0x1p53, b.magnitude <= 0x1p53 else { return nil }
    return (Int(a), Int(b))
  }

  /// A number of few bits and any magnitude, where the range has one.
  private mutating func tiny(_ low: Double, _ high: Double, _ bits: Int) throws -> Double? {
    guard low <= 0 || high > 0x1p-40, low < 0 || high > 0 else { return nil }
    let deepest = bits == 24 ? 149 : 1074
    let exponent = Int(try choose(upTo: UInt64(deepest - 1))) + 1
    let isNegative = try low < 0 && (high <= 0 || choose(upTo: 1) == 1)
    let sign = isNegative ? -1.0 : 1.0
    let value = sign * 1.0.scaled(by: -exponent)
    return low <= value && value <= high ? value : nil
  }
}

extension Double {
  /// self·2^k, whatever k is.
  fileprivate func scaled(by k: Int) -> Double {
    // In two steps, as 2^k alone can be beyond the range.
    let half = k / 2
    return self * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: k - half, significand: 1)
  }
}

extension Int {
  fileprivate func distanceBelow(_ other: Int) -> UInt64 { UInt64(bitPattern: Int64(other &- self)) }
}

extension SplitMix64 {
  /// A size of a range: half of them within the first eight.
  mutating func size(_ range: ClosedRange<Int>) -> Int {
    let width = range.upperBound - range.lowerBound
    guard width > 8, below(2) == 0 else { return range.lowerBound + below(Swift.min(width, 8) + 1) }
    return range.lowerBound + below(width + 1)
  }
}
