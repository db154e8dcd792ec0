/// The steps of up to eight channels of a block of enclosures.
struct EnclosureGroup {
  let block: EnclosureBlock
  /// The first channel.
  let first: Int
  /// For the rows of an input's digits.
  let rowCount: Int
  /// R, and the largest on the way.
  var errors = SIMD8<Double>.zero
  private(set) var worst = SIMD8<Double>.zero
  /// w: the digits of the inputs that lie below the unit of h.
  var cut = [Int](repeating: 0, count: 8)

  init(block: EnclosureBlock, first: Int, rowCount: Int) {
    (self.block, self.first, self.rowCount) = (block, first, rowCount)
  }

  mutating func advance(_ h: EnclosureStep.Rows, _ range: Range<Int>) {
    worst = errors
    switch (block.gates.isShared, block.scales.isShared) {
    case (false, false): run(h, range, RecurrenceLanes.Unset.self, RecurrenceLanes.Unset.self)
    case (false, true): run(h, range, RecurrenceLanes.Unset.self, RecurrenceLanes.Set.self)
    case (true, false): run(h, range, RecurrenceLanes.Set.self, RecurrenceLanes.Unset.self)
    case (true, true): run(h, range, RecurrenceLanes.Set.self, RecurrenceLanes.Set.self)
    }
  }

  @inline(never)
  private mutating func run<SharedGates: RecurrenceLanes.Flag, SharedScales: RecurrenceLanes.Flag>(
    _ h: EnclosureStep.Rows, _ range: Range<Int>, _ sharedGates: SharedGates.Type,
    _ sharedScales: SharedScales.Type
  ) {
    let L = block.count
    let pairs = EnclosureStep.pairs(L)
    let groups = (block.channels + 7) / 8
    let isUniform = cut.allSatisfy { $0 == cut[0] }
    var (error, largest) = (errors, worst)
    withUnsafeTemporaryAllocation(of: SIMD8<UInt64>.self, capacity: rowCount) { rows in
      rows.initialize(repeating: .zero)
      rows.withMemoryRebound(to: UInt64.self) { rows in
        block.gates.words.withUnsafeBufferPointer { gates in
          block.scales.words.withUnsafeBufferPointer { scales in
            block.inputs.words.withUnsafeBufferPointer { inputs in
              guard let rows = rows.baseAddress, let gates = gates.baseAddress,
                let scales = scales.baseAddress,
                let inputs = inputs.baseAddress
              else { return }
              let b = rows + 8
              for t in range {
                let index = t &* groups &+ first / 8
                let place = 8 &* pairs &* index
                unpack(inputs + place, b, L, isUniform)
                EnclosureStep.advance(
                  h, b,
                  .init(
                    gates: gates + (SharedGates.isSet ? t &* pairs : place),
                    scales: scales + (SharedScales.isSet ? t &* pairs : place)), L, sharedGates, sharedScales)
                let bounds = block.bounds[index]
                error = error * bounds.gate + bounds.local
                largest = largest.replacing(with: error, where: .!(error .<= largest))
              }
            }
          }
        }
      }
    }
    (errors, worst) = (error, largest)
  }

  /// Lays the digits of b′ down.
  @inline(__always)
  private func unpack(
    _ words: UnsafePointer<UInt64>, _ b: EnclosureStep.Rows, _ L: Int, _ isUniform: Bool
  ) {
    typealias Vector = EnclosureStep.Vector
    if isUniform && cut[0] == 0 {
      for lane in stride(from: 0, to: 8, by: Vector.scalarCount) {
        for j in 0..<EnclosureStep.pairs(L) {
          let word = EnclosureStep.load(words + (8 &* j &+ lane))
          EnclosureStep.store(word & Vector(repeating: 0xFFFF_FFFF), b + (16 &* j &+ lane))
          // Where L is odd the last of these is a row of 0.
          EnclosureStep.store(word &>> 32, b + (16 &* j &+ 8 &+ lane))
        }
      }
      return
    }
    for lane in 0..<8 {
      func digit(_ k: Int) -> UInt64 { words[8 &* (k >> 1) &+ lane] >> UInt64(32 &* (k & 1)) & 0xFFFF_FFFF }
      let fill: UInt64 = digit(L &- 1) >> 27 == 1 ? 0xFFF_FFFF : 0
      let w = cut[lane]
      for k in 0..<L { b[8 &* k &+ lane] = w < L &- k ? digit(k &+ w) : fill }
    }
  }
}
