import Numbers

extension Polynomial {
  /// The greatest common divisor, primitive with a positive leading coefficient; gcd(0, 0) = 0.
  ///
  /// Modular (Brown): images modulo word-sized primes are joined by the Chinese remainder theorem
  /// until the candidate divides both. The degree of an image is never below the true degree, so a
  /// candidate that divides both is the answer whatever primes were met.
  package static func gcd(_ x: Polynomial, _ y: Polynomial) -> Polynomial {
    if x.isZero { return y.primitivePart }
    if y.isZero { return x.primitivePart }
    if x.isConstant || y.isConstant { return .one }
    if x.primitive == y.primitive { return x.primitivePart }
    let (a, b) = (x.primitivePart, y.primitivePart)
    let (leadA, leadB) = (a.primitive[a.degree], b.primitive[b.degree])
    let lead = Integer.gcd(leadA, leadB)
    var join = ResidueJoin()
    var index = 0
    while true {
      let field = PrimeField.large(index)
      index += 1
      if field.residue(leadA) == 0 || field.residue(leadB) == 0 { continue }
      let image = field.gcd(a.primitive.map(field.residue), b.primitive.map(field.residue))
      if image.count == 1 { return .one }
      if let known = join.count, image.count > known { continue }
      let factor = field.residue(lead)
      let isSettled = join.add(image.map { field.multiply($0, factor) }, modulo: field)
      guard isSettled else { continue }
      let candidate = Polynomial(whole: join.values).primitivePart
      if a.dividedExactly(by: candidate) != nil, b.dividedExactly(by: candidate) != nil {
        return candidate
      }
    }
  }
}

/// Vectors of whole numbers found from their residues, each in (−M/2, M/2].
private struct ResidueJoin {
  private(set) var values: [Integer] = []
  private var modulus = Integer(1)

  /// How many numbers there are; nil before the first residues.
  var count: Int? { values.isEmpty ? nil : values.count }

  /// Takes in one more prime; a shorter vector shows that all before were unlucky. True where the
  /// numbers may be final: unchanged by this prime, or the first.
  mutating func add(_ residues: [UInt], modulo field: PrimeField) -> Bool {
    let prime = Integer(Int(field.p))
    guard residues.count == values.count else {
      modulus = prime
      values = residues.map { Integer($0 > field.p / 2 ? Int($0) - Int(field.p) : Int($0)) }
      return true
    }
    let inverse = field.inverse(field.residue(modulus))
    let next = modulus * prime
    let half = next.shifted(by: -1)
    var isUnchanged = true
    for (i, residue) in residues.enumerated() {
      let step = field.multiply(field.subtract(residue, field.residue(values[i])), inverse)
      if step == 0 { continue }
      isUnchanged = false
      let value = values[i] + modulus * Integer(Int(step))
      values[i] = value > half ? value - next : value
    }
    modulus = next
    return isUnchanged
  }
}
