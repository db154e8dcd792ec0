import Numbers
import ProofKernel

/// Ends of some numbers, with the facts that say so.
struct Box {
  struct End {
    /// Where there is no end, the place beyond which nothing is looked at.
    var value: Rational
    /// That the number minus the end, or the end minus the number, is at least 0; nil: there is no end.
    var fact: Reference?
    var isStrict = false
  }
  struct Side {
    var low: End
    var high: End
    var width: Rational { high.value - low.value }
    var isBounded: Bool { low.fact != nil && high.fact != nil }

    /// A side of which one end, or none, may be there.
    init?(low: End?, high: End?) {
      let reach = Rational(BoxTuning.reachWithoutEnd)
      switch (low, high) {
      case (let low?, let high?): (self.low, self.high) = (low, high)
      case (let low?, nil): (self.low, self.high) = (low, End(value: low.value + reach))
      case (nil, let high?): (self.low, self.high) = (End(value: high.value - reach), high)
      case (nil, nil): (self.low, self.high) = (End(value: -reach), End(value: reach))
      }
      guard self.low.value < self.high.value else { return nil }
    }

    /// The ends that are there, or a place between.
    var places: [Rational] {
      let ends = [low, high].filter { $0.fact != nil }.map(\.value)
      return ends.isEmpty ? [0] : ends
    }
  }

  /// By number.
  var sides: [Atom: Side]

  var atoms: [Atom] { sides.keys.sorted() }
  var isBounded: Bool { sides.values.allSatisfy(\.isBounded) }
  /// Whether all ends are reached.
  var isClosed: Bool { sides.values.allSatisfy { !$0.low.isStrict && !$0.high.isStrict } }

  /// A point by its place between the ends of each side, 0 to 1.
  func point(_ place: (Atom) -> Double) -> [Atom: Double] {
    Dictionary(
      uniqueKeysWithValues: sides.map { atom, side in
        let (a, b) = (side.low.value.approximation, side.high.value.approximation)
        return (atom, a + place(atom) * (b - a))
      })
  }

  /// Corners, the middle, and points between: where a sign is looked at.
  var samples: [[Atom: Double]] {
    let atoms = atoms
    var points: [[Atom: Double]] = [[:]]
    let places: [Double] = atoms.count <= 2 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1]
    for atom in atoms {
      guard let side = sides[atom] else { continue }
      let (a, b) = (side.low.value.approximation, side.high.value.approximation)
      points = points.flatMap { point in
        places.map { place in
          var next = point
          next[atom] = a + place * (b - a)
          return next
        }
      }
    }
    return points
  }

  var corners: [[Atom: Rational]] {
    var points: [[Atom: Rational]] = [[:]]
    for atom in atoms {
      guard let side = sides[atom] else { continue }
      points = points.flatMap { point in
        side.places.map { point.merging([atom: $0]) { $1 } }
      }
    }
    return points
  }
}

extension Rational {
  /// A fraction over 2^places, at most this one.
  func roundedDown(_ places: Int) -> Rational {
    let scale = Rational(2).power(places)
    return Rational((self * scale).floor) / scale
  }

  func roundedUp(_ places: Int) -> Rational { -(-self).roundedDown(places) }

  /// The fraction over 2^places that is closest; half-way, the one above.
  func rounded(_ places: Int) -> Rational { (self + Rational(2).power(-places - 1)).roundedDown(places) }

  /// The double, with at most this many binary places.
  init?(near value: Double, places: Int) {
    guard value.magnitude < 1e15, let exact = Rational(exactly: value) else { return nil }
    self = exact.rounded(min(places, 52))
  }
}
