/// Makes values for tests, and shrinks those that fail.
///
///     let lists = Generator.integers(in: -9...9).array(count: 0...20)
///     try await forAll(lists) { list in #expect(list.sorted() == list.reversed().sorted()) }
///
/// The same seed gives the same values on any machine.
public struct Generator<Value>: Sendable {
  let body: @Sendable (inout Draws) throws -> Value

  /// A generator that draws from others, as often and in whatever order is needed.
  public init(_ body: @escaping @Sendable (_ draw: inout Draws) throws -> Value) { self.body = body }

  /// What `transform` makes of the values.
  public func map<Other>(_ transform: @escaping @Sendable (Value) throws -> Other) -> Generator<Other> {
    Generator<Other> { draw in try transform(draw(self)) }
  }

  /// Values of a generator that depends on a value.
  public func flatMap<Other>(
    _ next: @escaping @Sendable (Value) throws -> Generator<Other>
  ) -> Generator<Other> {
    Generator<Other> { draw in try draw(next(draw(self))) }
  }

  /// The values that meet a condition; others are drawn again, `attempts` times in a row.
  ///
  /// Where most are thrown away the test ends with `GeneratorError.tooManyThrownAway`.
  ///
  /// - Parameter what: What the values are that pass, in words, for that error: "primes".
  public func filter(
    _ what: String = "what the filter asks for", attempts: Int = 20,
    _ isIncluded: @escaping @Sendable (Value) throws -> Bool
  ) -> Generator {
    Generator { draw in
      for _ in 0..<max(attempts, 1) {
        let value = try draw(self)
        if try isIncluded(value) { return value }
        draw.noteThrownAway()
      }
      throw GivenUp(what: what)
    }
  }

  /// Lists of `count` values.
  public func array(count: Int) -> Generator<[Value]> {
    Generator<[Value]> { draw in
      guard count >= 0 else {
        throw GeneratorError.malformed("a list has \(count) elements: 0 or more are asked for")
      }
      var (values, list) = ([Value](), Draws.List())
      for _ in 0..<count {
        let start = draw.made.count
        values.append(try draw(self))
        list.elements.append(start..<draw.made.count)
      }
      draw.noteList(list)
      return values
    }
  }

  /// Lists of a number of values within a range; short ones are the simplest.
  public func array(count range: ClosedRange<Int>) -> Generator<[Value]> {
    Generator<[Value]> { draw in
      guard range.lowerBound >= 0 else {
        throw GeneratorError.malformed("a list has \(range.lowerBound) elements: 0 or more are asked for")
      }
      var (values, aim) = ([Value](), Int?.none)
      while values.count < range.upperBound {
        if values.count >= range.lowerBound {
          // Whether there is one more: an element and its answer can be left out together.
          let goesOn = try draw.choose(upTo: 1) { random in
            let wanted = aim ?? random.size(range)
            aim = wanted
            return values.count < wanted ? 1 : 0
          }
          if goesOn == 0 { break }
        }
        values.append(try draw(self))
      }
      return values
    }
  }

  /// A value, or nil; nil is the simplest.
  public func optional() -> Generator<Value?> {
    Generator<Value?> { draw in try draw.choose(upTo: 3) == 0 ? nil : draw(self) }
  }

  /// Values of each of several generators.
  public static func tuple<each Part>(
    _ parts: repeat Generator<each Part>
  ) -> Generator where Value == (repeat each Part) {
    Generator { draw in (repeat try draw(each parts)) }
  }

  /// Always the same.
  public static func constant(_ value: Value) -> Generator where Value: Sendable { Generator { _ in value } }

  /// One of some values; the first is the simplest.
  public static func element(of values: [Value]) -> Generator where Value: Sendable {
    Generator { draw in
      guard !values.isEmpty else {
        throw GeneratorError.malformed("there is no element to choose: the list is empty")
      }
      return values[Int(try draw.choose(upTo: UInt64(values.count - 1)))]
    }
  }

  /// A value of one of several generators, equally likely; the first is the simplest.
  public static func oneOf(_ generators: Generator...) -> Generator {
    weighted(generators.map { (1, $0) })
  }

  /// A value of one of several generators, each as likely as its share of the weights says; the first is the simplest.
  public static func weighted(_ generators: [(weight: Int, generator: Generator)]) -> Generator {
    Generator { draw in
      guard generators.allSatisfy({ $0.weight >= 0 }), generators.contains(where: { $0.weight > 0 }) else {
        throw GeneratorError.malformed(
          generators.isEmpty
            ? "there is no generator to choose: the list is empty"
            : "weights are 0 or more, and one at least more than 0: \(generators.map(\.weight))")
      }
      let possible = generators.filter { $0.weight > 0 }
      let total = possible.reduce(0) { $0 + $1.weight }
      let k = try draw.choose(upTo: UInt64(possible.count - 1)) { random in
        var rest = random.below(total)
        for (k, choice) in possible.enumerated() {
          if rest < choice.weight { return UInt64(k) }
          rest -= choice.weight
        }
        return 0
      }
      return try draw(possible[Int(k)].generator)
    }
  }

  /// Values that hold values of their own kind, as expressions and trees do, at most `depth` levels deep.
  ///
  ///     let trees = Generator<Tree>.recursive(depth: 4, .constant(.leaf)) { inner in
  ///       inner.array(count: 1...3).map(Tree.node)
  ///     }
  public static func recursive(
    depth: Int, _ leaf: Generator, _ grow: @escaping @Sendable (Generator) -> Generator
  ) -> Generator {
    guard depth > 0 else { return leaf }
    return Generator { draw in
      // Two times in three a value goes on.
      let goesOn = try draw.choose(upTo: 1) { random in random.below(3) == 0 ? 0 : 1 }
      return try goesOn == 0 ? draw(leaf) : draw(grow(recursive(depth: depth - 1, leaf, grow)))
    }
  }
}
