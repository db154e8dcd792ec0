extension Complex {
  /// exp(a + bi) = exp(a)(cos b + i sin b).
  package func exp() -> Complex {
    let size = re.exp()
    return Complex(size * im.cos(), size * im.sin())
  }

  /// The principal logarithm, log|z| + i·arg z with arg in (−π, π], for z ≠ 0.
  package func log() -> Complex {
    Complex(squaredMagnitude.log() / re.constant(2), R.atan2(y: im, x: re))
  }

  /// The principal square root: real part ≥ 0, and i·sqrt(−x) on the negative real axis.
  ///
  /// With m = |z|: sqrt((m + re)/2) ± i·sqrt((m − re)/2), the sign that of the imaginary part.
  package func squareRoot() -> Complex {
    let (m, two) = (magnitude, re.constant(2))
    return Complex(
      ((m + re) / two).squareRoot(), ((m - re) / two).squareRoot().withSign(of: im))
  }

  /// sin(a + bi) = sin a cosh b + i cos a sinh b.
  package func sin() -> Complex {
    let (cosh, sinh) = Self.hyperbolic(im)
    return Complex(re.sin() * cosh, re.cos() * sinh)
  }

  /// cos(a + bi) = cos a cosh b − i sin a sinh b.
  package func cos() -> Complex {
    let (cosh, sinh) = Self.hyperbolic(im)
    return Complex(re.cos() * cosh, -(re.sin() * sinh))
  }

  /// cosh x = (exp(x) + exp(−x))/2 and sinh x = tanh x · cosh x, which does not cancel near 0.
  private static func hyperbolic(_ x: R) -> (cosh: R, sinh: R) {
    let cosh = (x.exp() + (-x).exp()) / x.constant(2)
    return (cosh, x.tanh() * cosh)
  }

  /// The principal power z^w = exp(w·log z), for z ≠ 0.
  package func power(_ exponent: Complex) -> Complex { (exponent * log()).exp() }
}
