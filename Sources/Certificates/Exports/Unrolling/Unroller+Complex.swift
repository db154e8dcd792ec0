import Claims
import Numbers

/// Complex numbers by their parts.
extension Unroller {
  func multiplyComplex(_ x: Parts, _ y: Parts) throws -> Parts {
    let (a, b, c, d) = (x.re, try imaginary(x), y.re, try imaginary(y))
    return Parts(
      re: try subtract(try multiply(a, c), try multiply(b, d)),
      im: try add(try multiply(a, d), try multiply(b, c)))
  }

  /// (a + bi)/(c + di) = ((ac + bd) + (bc − ad)i)/(c² + d²).
  func divideComplex(_ x: Parts, _ y: Parts) throws -> Parts {
    let (a, b, c, d) = (x.re, try imaginary(x), y.re, try imaginary(y))
    let size = try squaredModulus(y)
    return Parts(
      re: try divide(try add(try multiply(a, c), try multiply(b, d)), size),
      im: try divide(try subtract(try multiply(b, c), try multiply(a, d)), size))
  }

  private func squaredModulus(_ x: Parts) throws -> NodeID {
    try add(try power(x.re, 2), try power(try imaginary(x), 2))
  }

  private func modulus(_ x: Parts) throws -> NodeID { try squareRoot(try squaredModulus(x)) }

  func applyComplex(_ function: BuiltInFunction, _ x: Parts) throws -> Parts {
    let (a, b) = (x.re, try imaginary(x))
    switch function {
    case .abs: return Parts(re: try modulus(x))
    // The whole number must have a value for a part of it to have one.
    case .re: return Parts(re: try same(a, requirements: [b]))
    case .im: return Parts(re: try same(b, requirements: [a]))
    case .conj: return Parts(re: a, im: try negate(b))
    case .exp:
      let size = try exp(a)
      return Parts(re: try multiply(size, try cos(b)), im: try multiply(size, try sin(b)))
    case .sin:
      let (ch, sh) = try hyperbolic(b)
      return Parts(re: try multiply(try sin(a), ch), im: try multiply(try cos(a), sh))
    case .cos:
      let (ch, sh) = try hyperbolic(b)
      return Parts(re: try multiply(try cos(a), ch), im: try negate(try multiply(try sin(a), sh)))
    case .log: return Parts(re: try log(try modulus(x)), im: try angle(x))
    case .sqrt:
      // The root with a real part that is not negative; on the negative axis the one with a positive imaginary part.
      let (size, half) = (try modulus(x), try number(Rational(1, 2)))
      let re = try squareRoot(try multiply(half, try add(size, a)))
      let im = try squareRoot(try multiply(half, try subtract(size, a)))
      let isAbove = try compare(b, .greaterOrEqual, try number(0))
      return Parts(
        re: re,
        im: isAbove.isTrue
          ? try same(im, conditions: [isAbove])
          : try same(try negate(im), conditions: [Formula(.not(isAbove), isTrue: true)]))
    case .tanh, .sigmoid, .softplus, .silu:
      throw NoValue.undefined("\(function.rawValue) takes a real number")
    }
  }

  private func hyperbolic(_ x: NodeID) throws -> (cosh: NodeID, sinh: NodeID) {
    let (up, down, two) = (try exp(x), try exp(try negate(x)), try number(2))
    return (try divide(try add(up, down), two), try divide(try subtract(up, down), two))
  }

  /// The angle in (−π, π] of a number that is not 0.
  private func angle(_ x: Parts) throws -> NodeID {
    let (a, b, zero) = (x.re, try imaginary(x), try number(0))
    func arctangent(_ x: NodeID, _ y: NodeID) throws -> NodeID {
      let quotient = try divide(x, y)
      return try node(
        .arctangent, [quotient], .atan2(y: value(quotient), x: value(quotient).constant(1)))
    }
    let pi = try node(.pi, [], value(a).constantPi())
    let isRight = try compare(a, .greater, zero)
    if isRight.isTrue { return try same(try arctangent(b, a), conditions: [isRight]) }
    let isAbove = try compare(b, .greater, zero)
    let isBelow = try compare(b, .less, zero)
    if isAbove.isTrue || isBelow.isTrue {
      let quarter = try divide(pi, try number(2))
      let start = isAbove.isTrue ? quarter : try negate(quarter)
      return try same(
        try subtract(start, try arctangent(a, b)),
        conditions: [isAbove.isTrue ? isAbove : isBelow])
    }
    let isLeft = try compare(a, .less, zero)
    guard isLeft.isTrue else { throw NoValue.undefined("the logarithm of zero") }
    return try same(pi, conditions: [isLeft, try compare(b, .equal, zero)])
  }

  func powerComplex(_ base: Parts, _ exponent: Parts) throws -> Parts {
    if exponent.im == nil, let exact = value(exponent.re).exactValue, exact.isInteger {
      guard let k = exact.word, k.magnitude <= 4096 else {
        throw NoValue.untold("a complex power beyond 4096")
      }
      let conditions = try isNumber(exponent.re, exact)
      var result = Parts(re: try number(1), im: try number(0))
      for _ in 0..<k.magnitude { result = try multiplyComplex(result, base) }
      if k < 0 { result = try divideComplex(Parts(re: try number(1), im: try number(0)), result) }
      let required = [base.re, try imaginary(base)]
      return Parts(
        re: try same(result.re, conditions: conditions, requirements: required),
        im: try same(try imaginary(result), conditions: conditions, requirements: required))
    }
    let (a, b) = (base.re, try imaginary(base))
    if value(a).isZero == .yes, value(b).isZero == .yes {
      let zero = try number(0)
      let conditions = [
        try compare(a, .equal, zero), try compare(b, .equal, zero),
        try require(exponent.re, .greater, else: "the logarithm of zero"),
        try require(try imaginary(exponent), .equal, else: "the logarithm of zero"),
      ]
      return Parts(re: try same(zero, conditions: conditions), im: try same(zero, conditions: conditions))
    }
    // z^w = exp(w·log z).
    return try applyComplex(.exp, try multiplyComplex(exponent, try applyComplex(.log, base)))
  }
}
