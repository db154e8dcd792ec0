/// The state of a recurrence during a block of enclosures: digits as EnclosureStep.swift wants them.
struct EnclosureNumbers {
  typealias Rows = EnclosureStep.Rows

  /// L.
  let count: Int
  /// F, a multiple of 28, and R.
  var fractionBits: [Int]
  var errors: [Double]
  /// The largest R of the last steps.
  private(set) var worst: [Double]
  /// Rows of eight digits: for each eight channels those of h, with rows of 0 around.
  private var rows: [SIMD8<UInt64>]

  private var rowCount: Int { EnclosureStep.rowCount(count) }
  var bits: Int { EnclosureStep.radixBits * count }

  init(channels: Int, count: Int) {
    self.count = count
    fractionBits = Array(repeating: 0, count: channels)
    errors = Array(repeating: 0, count: channels)
    worst = errors
    rows = Array(repeating: .zero, count: (channels + 7) / 8 * EnclosureStep.rowCount(count))
  }

  private func row(_ n: Int) -> Int { n / 8 * rowCount + 1 }

  private(set) subscript(_ n: Int, digit k: Int) -> UInt64 {
    get { rows[row(n) + k][n % 8] }
    set { rows[row(n) + k][n % 8] = newValue }
  }

  /// The sign's digit.
  private func fill(_ n: Int) -> UInt64 { self[n, digit: count - 1] >> 27 == 1 ? 0xFFF_FFFF : 0 }

  // MARK: - Limbs

  /// Limbs of the number in two's complement.
  func limbs(_ n: Int) -> [UInt64] {
    let fill = fill(n)
    var result = [UInt64](repeating: 0, count: (bits + 63) / 64)
    for k in 0..<(64 * result.count + 27) / 28 {
      let digit = k < count ? self[n, digit: k] : fill
      let (i, shift) = (28 * k / 64, UInt64(28 * k % 64))
      if i < result.count { result[i] |= digit << shift }
      if i + 1 < result.count { result[i + 1] |= (digit >> 1) >> (63 - shift) }
    }
    return result
  }

  mutating func setLimbs(_ n: Int, _ limbs: [UInt64]) {
    let fill = UInt64(bitPattern: Int64(bitPattern: limbs[limbs.count - 1]) >> 63)
    func limb(_ i: Int) -> UInt64 { i < limbs.count ? limbs[i] : fill }
    for k in 0..<count {
      let (i, shift) = (28 * k / 64, UInt64(28 * k % 64))
      self[n, digit: k] = (limb(i) >> shift | (limb(i + 1) << 1) << (63 - shift)) & 0xFFF_FFFF
    }
  }

  /// A bound on |h| of the channel, its error included.
  func magnitude(_ n: Int) -> Double {
    let fill = fill(n)
    let top = (0..<count).last { self[n, digit: $0] != fill } ?? 0
    // Two digits are enough, and what is below them is less than one unit of the lower.
    var leading: Int64 = fill == 0 ? 0 : -1
    for k in stride(from: top, through: max(0, top - 1), by: -1) {
      leading = leading << 28 + Int64(self[n, digit: k])
    }
    func scaled(_ x: Double, _ exponent: Int) -> Double {
      x == .infinity ? x : Double(sign: .plus, exponent: exponent - fractionBits[n], significand: x)
    }
    let number = scaled(Double(leading).magnitude + 1, 28 * max(0, top - 1))
    return (number + scaled(errors[n] * FixedPointRecurrence.errorSlack, 0)) * (1 + 0x1p-40)
  }

  /// Changes F by 28·`digits`; the number must fit.
  mutating func rescale(_ n: Int, by digits: Int) {
    if digits == 0 { return }
    let (old, fill) = ((0..<count).map { self[n, digit: $0] }, fill(n))
    for k in 0..<count {
      let from = k - digits
      self[n, digit: k] = from < 0 ? 0 : from < count ? old[from] : fill
    }
    fractionBits[n] += 28 * digits
    let scaled = errors[n] * Double(sign: .plus, exponent: max(-1000, min(28 * digits, 1000)), significand: 1)
    // Only what is 0 exactly loses nothing.
    errors[n] = digits > 0 || (errors[n] == 0 && old.allSatisfy { $0 == 0 }) ? scaled : scaled + 1
  }

  // MARK: - Steps

  /// Takes the steps `range` of the block in all channels; those whose numbers do not fit become anything.
  mutating func advance(_ block: EnclosureBlock, _ range: Range<Int>) {
    worst = errors
    let (L, rowCount) = (count, rowCount)
    rows.withUnsafeMutableBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      for first in stride(from: 0, to: errors.count, by: 8) {
        let channels = min(8, errors.count - first)
        var group = EnclosureGroup(block: block, first: first, rowCount: rowCount)
        for i in 0..<channels {
          group.errors[i] = errors[first + i]
          // Negative only where the channel left fixed point, and its digits mean nothing.
          group.cut[i] = max(0, (block.placements[first + i] - fractionBits[first + i]) / 28)
        }
        UnsafeMutableRawPointer(rows + (first / 8 * rowCount + 1)).withMemoryRebound(
          to: UInt64.self, capacity: 8 * L
        ) {
          group.advance($0, range)
        }
        for i in 0..<channels {
          errors[first + i] = group.errors[i]
          worst[first + i] = group.worst[i]
        }
      }
    }
  }
}
