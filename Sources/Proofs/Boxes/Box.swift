import Numbers
import ProofKernel

/// Ends of some numbers, with the facts that say so.
struct Box {
  struct End {
    var value: Rational
    /// That the number minus the end, or the end minus the number, is at least 0.
    var fact: Reference
    var isStrict: Bool
  }
  struct Side {
    var low: End
    var high: End
    var width: Rational { high.value - low.value }
  }

  /// By number.
  var sides: [Atom: Side]

  var atoms: [Atom] { sides.keys.sorted() }

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
        [side.low.value, side.high.value].map { point.merging([atom: $0]) { $1 } }
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
