import Enclosures

/// A number at the instance, or on one side of it: there `value` is the limit from that side, and `slope` the derivative
/// of the number on that side by what `diff` differentiates by.
///
/// Real numbers have an imaginary part of 0 and are not complex by their form.
struct Dual<Number: ReplayNumber> {
  enum Slope {
    /// Nothing that is differentiated by is in the number.
    case constant
    case known(Complex<Number>)
    /// The difference quotient grows beyond all bounds: a root where its argument vanishes.
    case steep
  }

  var value: Complex<Number>
  var isComplex = false
  var slope = Slope.constant

  var re: Number { value.re }

  init(_ value: Complex<Number>, isComplex: Bool, slope: Slope = .constant) {
    (self.value, self.isComplex, self.slope) = (value, isComplex, slope)
  }

  init(_ value: Number, slope: Slope = .constant) {
    self.init(Complex(value), isComplex: false, slope: slope)
  }

  var isConstant: Bool {
    if case .constant = slope { return true }
    return false
  }

  var zero: Complex<Number> { value.constant(0) }

  /// Whether the number is 0.
  var isZero: Trilean { isComplex ? value.re.isZero && value.im.isZero : value.re.isZero }

  /// The slope as a number; throws where there is none that is finite.
  func finiteSlope() throws -> Complex<Number> {
    switch slope {
    case .constant: return zero
    case .known(let slope): return slope
    case .steep: throw Lack.untold("a derivative through a root that vanishes")
    }
  }

  /// f(x) for an f that is differentiable where it has a value: the chain rule.
  func mapped(
    _ value: Complex<Number>, isComplex: Bool? = nil, derivative: () throws -> Complex<Number>
  ) throws -> Dual {
    let isComplex = isComplex ?? self.isComplex
    switch slope {
    case .constant: return Dual(value, isComplex: isComplex)
    case .known(let slope): return Dual(value, isComplex: isComplex, slope: .known(try derivative() * slope))
    // A steep function of which another takes a slope that is not 0 stays steep.
    case .steep:
      let factor = try derivative()
      guard factor.re.isZero == .no || factor.im.isZero == .no else {
        throw Lack.untold("a derivative through a root that vanishes")
      }
      return Dual(value, isComplex: isComplex, slope: .steep)
    }
  }
}

extension Dual {
  static func add(_ x: Dual, _ y: Dual) throws -> Dual { try x.joined(y, x.value + y.value) { $0 + $1 } }
  static func subtract(_ x: Dual, _ y: Dual) throws -> Dual { try x.joined(y, x.value - y.value) { $0 - $1 } }
  static prefix func - (x: Dual) -> Dual {
    guard case .known(let slope) = x.slope else {
      return Dual(-x.value, isComplex: x.isComplex, slope: x.slope)
    }
    return Dual(-x.value, isComplex: x.isComplex, slope: .known(-slope))
  }

  private func joined(
    _ other: Dual, _ value: Complex<Number>, _ slope: (Complex<Number>, Complex<Number>) -> Complex<Number>
  ) throws -> Dual {
    let isComplex = isComplex || other.isComplex
    switch (self.slope, other.slope) {
    case (.constant, .constant): return Dual(value, isComplex: isComplex)
    // Two steep slopes may cancel: that is not looked into.
    case (.steep, .steep): throw Lack.untold("a derivative through two roots that vanish")
    case (.steep, _), (_, .steep): return Dual(value, isComplex: isComplex, slope: .steep)
    case (.known(let a), .known(let b)): return Dual(value, isComplex: isComplex, slope: .known(slope(a, b)))
    case (.known(let a), .constant): return Dual(value, isComplex: isComplex, slope: .known(slope(a, zero)))
    case (.constant, .known(let b)): return Dual(value, isComplex: isComplex, slope: .known(slope(zero, b)))
    }
  }

  /// (xy)' = x'y + xy'.
  static func multiply(_ x: Dual, _ y: Dual) throws -> Dual {
    let isComplex = x.isComplex || y.isComplex
    let value = isComplex ? x.value * y.value : Complex(x.re * y.re)
    if x.isConstant && y.isConstant { return Dual(value, isComplex: isComplex) }
    if case .steep = x.slope, y.isZero == .no, !y.isSteep {
      return Dual(value, isComplex: isComplex, slope: .steep)
    }
    if case .steep = y.slope, x.isZero == .no, !x.isSteep {
      return Dual(value, isComplex: isComplex, slope: .steep)
    }
    let slope = try x.finiteSlope() * y.value + x.value * y.finiteSlope()
    return Dual(value, isComplex: isComplex, slope: .known(slope))
  }

  var isSteep: Bool {
    if case .steep = slope { return true }
    return false
  }
}
