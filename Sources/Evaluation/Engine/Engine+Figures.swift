import Enclosures
import Inputs
import Numbers
import Programs

/// What one instance says of one comparison of the conclusion; see `LaneTightness`.
package struct ScalarTightness: Sendable {
  package var ratio: Ball?
  package var margin: Ball?
  package var isOpen: Bool

  package init(ratio: Ball? = nil, margin: Ball? = nil, isOpen: Bool = false) {
    (self.ratio, self.margin, self.isOpen) = (ratio, margin, isOpen)
  }

  /// Whether a number is known too badly to be told.
  package var isWide: Bool { ratio?.isWide ?? false || margin?.isWide ?? false }
}

extension Ball {
  /// Whether a figure of it would say little: less than six digits are known, and not twelve places behind the point.
  package var isWide: Bool { radius > 0x1p-20 * midpoint.magnitude && radius > 0x1p-40 }
}

/// Single instances, for what eight double balls at once leave open.
extension Engine {
  /// What an instance says of a comparison: at ever more bits until it is known well, and by exact arithmetic where nothing
  /// else knows it.
  package func tightness(of group: ComparisonGroup, at instance: [Rational]) -> ScalarTightness {
    var result = ScalarTightness(isOpen: true)
    climb(passesExact: { !result.isOpen }) { rung in
      let next = rung.tightness(of: group, at: instance)
      if result.isOpen || !next.isOpen { result = next }
      return !result.isOpen && !result.isWide
    }
    return result
  }

  /// The value of a measure at an instance, nil where it has none or nothing is known of it.
  ///
  /// - Throws: an `InputError` where it reaches a reference outside every equation or range.
  package func measure(_ k: Int, at instance: [Rational]) throws(InputError) -> Ball? {
    let register = ground.program.measures[k]
    var result: Ball?
    var site: Int?
    climb(passesExact: { result != nil }) { rung in
      let value = rung.number(register, at: instance)
      result = value.ball ?? result
      site = value.site
      return result.map { !$0.isWide } ?? (value.site != nil)
    }
    if result == nil, let site, let error = outOfRange(site) { throw error }
    return result
  }

  /// Goes through the rungs from the first on, until `isEnough`; exact arithmetic is passed over where more bits do.
  private func climb(passesExact: () -> Bool, _ isEnough: (any Rung) -> Bool) {
    if isEnough(ball) { return }
    for k in higher.indices where !interruption.isRequested {
      if isExact(k), passesExact() { continue }
      if withAllowance({ isEnough(rung(k)) }) { return }
    }
  }
}

extension ScalarRung {
  /// A number, or where it is that it has no value.
  func number(_ register: Int32, at instance: [Rational]) -> (ball: Ball?, site: Int?) {
    run(instance)
    let status = machine.statuses[Int(register)]
    guard status.isDefined else { return (nil, status.failure == nil ? nil : status.site) }
    return (Self.ball(machine.reals[Int(register)]), nil)
  }

  func tightness(of group: ComparisonGroup, at instance: [Rational]) -> ScalarTightness {
    run(instance)
    var (ratio, margin): (Number?, Number?) = (nil, nil)
    var (isOpen, isWithout) = (false, false)
    for place in group.places {
      let premises = place.premises.map { machine.truths[Int($0)] }
      if premises.contains(.no) { continue }
      guard premises.allSatisfy({ $0 == .yes }), let lesser = machine.number(at: place.lesser),
        let greater = machine.number(at: place.greater)
      else {
        isOpen = true
        continue
      }
      let rest = greater - lesser
      margin = margin.map { Number.minimum($0, rest) } ?? rest
      switch greater.isNonpositive {
      case .no:
        let part = lesser / greater
        ratio = ratio.map { Number.maximum($0, part) } ?? part
      // 0 beside at most 0 is passed over.
      case .yes: if !(greater.isZero == .yes && lesser.isNonpositive == .yes) { isWithout = true }
      case .unknown: isOpen = true
      }
    }
    guard !isOpen else { return ScalarTightness(isOpen: true) }
    return ScalarTightness(
      ratio: isWithout ? nil : ratio.map(Self.ball), margin: margin.map(Self.ball))
  }

  private static func ball(_ x: Number) -> Ball { Ball(from: x.lower, to: x.upper, precision: 53) }
}
