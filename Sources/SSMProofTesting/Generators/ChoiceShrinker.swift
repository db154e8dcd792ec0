/// Makes a list of choices simpler as long as what is made of it still fails: fewer choices before smaller ones, of equally
/// many the ones whose first difference is smaller.
///
/// The passes know nothing of what the choices mean, so that whatever a generator is composed of is shrunk; lists that
/// share a length with a size drawn before lose elements together with it.
struct ChoiceShrinker {
  /// Runs the generator and the test on a list of choices: what was drawn where it fails, nil where it does not.
  typealias Trial = ([UInt64]) async throws -> Draws?

  private(set) var current: Draws
  /// How many lists were tried.
  private(set) var tried = 0
  private(set) var steps = 0
  private let limit: Int
  private let trial: Trial
  private var seen: Set<[UInt64]> = []

  init(_ found: Draws, limit: Int = 2_000, trial: @escaping Trial) {
    (current, self.limit, self.trial) = (found, limit, trial)
  }

  mutating func shrink() async throws {
    var before = -1
    while steps != before, tried < limit {
      before = steps
      try await dropElements()
      try await dropChunks()
      try await zeroChunks()
      try await lowerEach()
      try await lowerTogether()
      try await lowerPairs()
      if steps == before { try await dropAndRaise() }
    }
  }

  /// Whether the list is simpler than the current one, and fails; then it becomes the current one.
  ///
  /// - Parameter isShorter: Whether what it makes has to be of fewer choices.
  private mutating func take(_ list: [UInt64], isShorter: Bool = false) async throws -> Bool {
    guard tried < limit, Self.isSimpler(list, current.record), seen.insert(list).inserted else {
      return false
    }
    tried += 1
    try Task.checkCancellation()
    guard let drawn = try await trial(list), Self.isSimpler(drawn.record, current.record) else {
      return false
    }
    guard !isShorter || drawn.record.count < current.record.count else { return false }
    current = drawn
    steps += 1
    return true
  }

  static func isSimpler(_ x: [UInt64], _ y: [UInt64]) -> Bool {
    x.count != y.count ? x.count < y.count : x.lexicographicallyPrecedes(y)
  }

  // MARK: Fewer choices

  /// Elements of all lists of one length, with the size that says the length.
  private mutating func dropElements() async throws {
    var isChanged = true
    while isChanged, tried < limit {
      isChanged = false
      let lengths = Set(current.lists.map(\.elements.count)).filter { $0 > 0 }.sorted(by: >)
      search: for length in lengths {
        let lists = current.lists.filter { $0.elements.count == length }
        let first = lists.compactMap { $0.elements.first?.lowerBound }.min() ?? 0
        var width = length
        while width >= 1 {
          for start in stride(from: length - width, through: 0, by: -width) {
            let dropped = lists.flatMap { $0.elements[start..<start + width] }
            // The size stands before the lists, mostly just before.
            for place in (0..<first).reversed().prefix(24) where current.made[place].value >= UInt64(width) {
              var list = current.record
              list[place] -= UInt64(width)
              if try await take(Self.without(dropped, list), isShorter: true) {
                isChanged = true
                break search
              }
            }
          }
          width /= 2
        }
      }
    }
  }

  private static func without(_ ranges: [Range<Int>], _ list: [UInt64]) -> [UInt64] {
    var isDropped = [Bool](repeating: false, count: list.count)
    for range in ranges { for k in range where k < list.count { isDropped[k] = true } }
    return list.indices.filter { !isDropped[$0] }.map { list[$0] }
  }

  private mutating func dropChunks() async throws {
    var width = min(current.record.count, 64)
    while width >= 1 {
      var start = current.record.count - width
      while start >= 0, tried < limit {
        let list = current.record
        guard start + width <= list.count else {
          start = list.count - width
          continue
        }
        if try await !take(Array(list[..<start] + list[(start + width)...])) { start -= 1 }
      }
      width = width > 8 ? width / 2 : width - 1
    }
  }

  // MARK: Smaller choices

  private mutating func zeroChunks() async throws {
    var width = min(current.record.count, 32)
    while width >= 1 {
      for start in stride(from: 0, to: current.record.count, by: width) {
        var list = current.record
        let end = min(start + width, list.count)
        guard start < end, list[start..<end].contains(where: { $0 > 0 }) else { continue }
        for k in start..<end { list[k] = 0 }
        _ = try await take(list)
      }
      width /= 2
    }
  }

  /// Each choice, as far down as it still fails.
  private mutating func lowerEach() async throws {
    var place = 0
    while place < current.record.count, tried < limit {
      try await lower { list, value in
        guard place < list.count else { return 0 }
        if let value { list[place] = value }
        return list[place]
      }
      place += 1
    }
  }

  /// Choices that are equal, all at once.
  private mutating func lowerTogether() async throws {
    for value in Set(current.record).subtracting([0]).sorted() where tried < limit {
      let places = current.record.indices.filter { current.record[$0] == value }
      guard places.count > 1 else { continue }
      try await lower { list, value in
        guard let first = places.first, places.allSatisfy({ $0 < list.count }) else { return 0 }
        if let value { for place in places { list[place] = value } }
        return list[first]
      }
    }
  }

  /// Bisects for the least value that fails. `access` reads the value, after setting it where one is given.
  private mutating func lower(_ access: (inout [UInt64], UInt64?) -> UInt64) async throws {
    func read(_ list: [UInt64]) -> UInt64 {
      var list = list
      return access(&list, nil)
    }
    func setting(_ list: [UInt64], _ value: UInt64) -> [UInt64] {
      var list = list
      _ = access(&list, value)
      return list
    }
    var high = read(current.record)
    guard high > 0 else { return }
    for small in [0, 1, 2, 3] as [UInt64] where small < high {
      if try await take(setting(current.record, small)) { return }
    }
    // Numbers of two signs come by turns: two less keeps the sign.
    for step in [1, 2] as [UInt64] {
      // `high` - step·`low` is known to fail, of step·`beyond` it is not.
      var (low, beyond): (UInt64, UInt64) = (0, high / step + 1)
      while beyond > low + 1, tried < limit {
        let middle = low + (beyond - low) / 2
        if try await take(setting(current.record, high - step * middle)) {
          low = middle
        } else {
          beyond = middle
        }
      }
      high = min(high - step * low, read(current.record))
    }
    // Where not every number below fails.
    var step: UInt64 = 1
    while step <= 12, step <= high, tried < limit {
      if try await take(setting(current.record, high - step)) {
        high -= step
        step = 1
      } else {
        step += 1
      }
    }
  }

  /// A choice that says what the next one means, with a next one that is simple.
  private mutating func lowerPairs() async throws {
    var place = 0
    while place + 1 < current.record.count, tried < limit {
      search: for first in 0..<min(current.record[place], 4) {
        for second in 0..<(5 as UInt64) {
          var list = current.record
          (list[place], list[place + 1]) = (first, second)
          if try await take(list) { break search }
        }
      }
      place += 1
    }
  }

  /// One choice less, or two, where another one is as great as it can be.
  private mutating func dropAndRaise() async throws {
    guard current.record.count <= 24 else { return }
    for width in [2, 1] {
      var start = 0
      while start + width <= current.record.count, tried < limit {
        for place in current.record.indices where !(start..<start + width).contains(place) {
          guard start + width <= current.record.count, place < current.record.count else { break }
          var list = current.record
          list[place] = current.made[place].bound
          list.removeSubrange(start..<start + width)
          _ = try await take(list)
        }
        start += 1
      }
    }
  }
}
