import Inputs
import Numbers

/// An instance together with its theorem: its sizes and values by name, as code under test takes them.
///
///     let model = Model(instance, of: theorem)
///     let outputs = scan(try model.doubles("a"), try model.doubles("x"))
public struct Model: Hashable, Sendable {
  /// What declares the names.
  public let theorem: Theorem
  /// The values.
  public let instance: Instance
  /// Where they come from, in words, for messages; nil where nobody said.
  public let origin: String?

  /// - Parameter origin: Where the values come from, for messages: "layer 1, channel 57".
  /// - Throws: an `InputError` where the instance does not fit the theorem (`Theorem.validate`).
  public init(_ instance: Instance, of theorem: Theorem, from origin: String? = nil) throws(InputError) {
    try theorem.validate(instance)
    (self.theorem, self.instance, self.origin) = (theorem, instance, origin)
  }

  /// A size.
  ///
  /// - Throws: an `InputError` where there is none of that name.
  public func size(_ name: String) throws(InputError) -> Int {
    guard let k = theorem.sizes.firstIndex(where: { $0.name == name }) else {
      throw refusal("'\(name)' is no size of it", name, theorem.sizes.map(\.name))
    }
    return instance.sizes[k]
  }

  /// The elements of a variable in enumeration order: outermost index first, each range from its lower end
  /// up.
  ///
  /// - Throws: an `InputError` where there is none of that name.
  public func values(_ name: String) throws(InputError) -> [ExactComplex] {
    guard let k = theorem.variables.firstIndex(where: { $0.name == name }) else {
      throw refusal("'\(name)' is no variable of it", name, theorem.variables.map(\.name))
    }
    return instance.values[k]
  }

  /// The elements of a real variable.
  ///
  /// - Throws: an `InputError` where there is none of that name, or it is complex.
  public func rationals(_ name: String) throws(InputError) -> [Rational] {
    let values = try values(name)
    guard values.allSatisfy(\.im.isZero) else {
      throw refusal("'\(name)' has values that are not real; ask for its 'values'")
    }
    return values.map(\.re)
  }

  /// The elements of a real variable as doubles.
  ///
  /// - Throws: an `InputError` too where an element is no double: nothing is rounded.
  public func doubles(_ name: String) throws(InputError) -> [Double] {
    try exact(name, "Double") { $0 }
  }

  /// The elements of a real variable in single precision.
  ///
  /// - Throws: an `InputError` too where an element is no such number: nothing is rounded.
  public func floats(_ name: String) throws(InputError) -> [Float] {
    try exact(name, "Float") { Float(exactly: $0) }
  }

  private func exact<Number>(
    _ name: String, _ type: String, _ convert: (Double) -> Number?
  ) throws(InputError) -> [Number] {
    var numbers: [Number] = []
    for value in try rationals(name) {
      let double = value.approximation
      guard Rational(exactly: double) == value, let number = convert(double) else {
        throw refusal("\(value) of '\(name)' is no \(type), and is not rounded; ask for its 'rationals'")
      }
      numbers.append(number)
    }
    return numbers
  }

  private func refusal(_ message: String, _ name: String? = nil, _ known: [String] = []) -> InputError {
    var remedy = name.map { NearestName.hint(for: $0, among: known) } ?? ""
    if name != nil, remedy.isEmpty, !known.isEmpty { remedy = "; known: \(known.joined(separator: ", "))" }
    return InputError(file: theorem.file, message: "theorem '\(theorem.name)': \(message)\(remedy)")
  }
}

/// Theorems are equal that say the same: their statements are, wherever they were read.
extension Theorem: Hashable {
  public static func == (x: Theorem, y: Theorem) -> Bool { x.syntax == y.syntax }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
