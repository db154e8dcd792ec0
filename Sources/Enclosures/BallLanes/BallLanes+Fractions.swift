import Numbers

/// Rational numbers into lanes: lists are read one after the other, as they lie in memory, and their
/// fractions divided eight at once.
extension BallLanes {
  /// Encloses number k of list i in lane i of `balls[k]`; lanes beyond the lists repeat the first list.
  ///
  /// - Parameters:
  ///   - lists: One to eight lists of as many numbers each.
  ///   - balls: Room for as many balls as a list has numbers.
  @inlinable
  package static func enclose(_ lists: ArraySlice<[Rational]>, into balls: UnsafeMutablePointer<BallLanes>) {
    precondition(!lists.isEmpty && lists.count <= count, "one list per lane")
    let length = lists[lists.startIndex].count
    var areWords = true
    for lane in 0..<count {
      let list = lists[lists.startIndex + (lane < lists.count ? lane : 0)]
      precondition(list.count == length, "lists of one length")
      areWords = list.withUnsafeBufferPointer { read($0, into: balls, lane: lane) } && areWords
    }
    for k in 0..<length { balls[k] = quotient(balls[k].midpoint, balls[k].radius) }
    guard !areWords else { return }
    for lane in 0..<count {
      let list = lists[lists.startIndex + (lane < lists.count ? lane : 0)]
      for (k, number) in list.enumerated() where bits(number) >= wordLimit {
        balls[k][lane] = Ball(number, precision: 53)
      }
    }
  }

  /// Beyond it whole numbers are not all doubles.
  @inlinable @inline(__always)
  static var wordLimit: UInt { 1 << 53 }

  /// At least |numerator| and denominator − 1 where both are words, in which bits it comes to; else huge:
  /// the denominator then is kept as 0, which becomes −1.
  @inlinable @inline(__always)
  static func bits(_ number: Rational) -> UInt {
    UInt(bitPattern: (number.n ^ (number.n &>> 63)) | (number.d &- 1))
  }

  /// Leaves numerators and denominators in the places of midpoints and radii.
  ///
  /// - Returns: Whether all of them are whole numbers below 2^53.
  @inlinable @inline(__always)
  static func read(
    _ list: UnsafeBufferPointer<Rational>, into balls: UnsafeMutablePointer<BallLanes>, lane: Int
  ) -> Bool {
    let stride = MemoryLayout<BallLanes>.stride / MemoryLayout<Double>.stride
    return balls.withMemoryRebound(to: Double.self, capacity: stride * list.count) { places in
      var union: UInt = 0
      var place = places + lane
      for number in list {
        union |= bits(number)
        place[0] = Double(number.n)
        place[count] = Double(number.d)
        place += stride
      }
      return union < wordLimit
    }
  }

  /// n/d in lowest terms: a double where the denominator is a power of two, and only there. A quotient of such
  /// whole numbers is no subnormal, so that half a unit bounds the error; the product is exact.
  @inlinable @inline(__always)
  static func quotient(_ n: Doubles, _ d: Doubles) -> BallLanes {
    let significand = unsafeBitCast(d, to: SIMD8<UInt64>.self) & SIMD8(repeating: (1 << 52) - 1)
    // As a double: comparing those is one instruction on every processor. Subnormals are not 0.
    let isExact = unsafeBitCast(significand, to: Doubles.self) .== Doubles(repeating: 0)
    let quotient = n / d
    let error = Doubles(repeating: Ball.halfUnit).replacing(with: 0, where: isExact)
    return BallLanes(unchecked: quotient, magnitude(quotient) * error)
  }
}
