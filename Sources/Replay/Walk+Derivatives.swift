import Claims
import Numbers

/// Derivatives, and the order of numbers beside the instance.
extension Walk {
  /// The sign of a number, beside the instance that of its limit and, where that is 0, of its slope there.
  func sign(_ x: Real) throws -> Int {
    switch x {
    case .plain(let number):
      if number.isPositive == .yes { return 1 }
      if number.isNegative == .yes { return -1 }
      guard number.isZero == .yes else {
        throw NoValue.untold("a comparison closer than the precision limit")
      }
      return 0
    case .beside(let tag, let limit, let slope):
      let order = try sign(limit)
      guard order == 0 else { return order }
      ties.insert(tag)
      let growth = try sign(slope) * (sides.first { $0.tag == tag }?.direction ?? 0)
      guard growth != 0 else { throw NoValue.untold("sides that touch without crossing") }
      return growth
    }
  }

  /// Whether a number beside the instance is 0 with a slope of 0: as good as 0 where one derivative is taken.
  func isFlat(_ x: Real) -> Bool {
    guard sides.count == 1, case .beside(let tag, .plain(let limit), .plain(let slope)) = x,
      (limit.isZero && slope.isZero) == .yes
    else { return false }
    ties.insert(tag)
    return true
  }

  /// The two-sided derivative: there is a value at the instance and on both sides, the function does not jump, and the
  /// slopes on both sides are equal.
  func derivative(_ body: Term, _ target: Term.DerivativeTarget, _ scope: Scope) throws -> Value {
    let tag = (sides.last?.tag ?? 0) + 1
    let place: Side.Target
    switch target {
    case .variable(let v, let terms):
      let indices = try terms.map { try index($0, scope) }
      _ = try variable(v, indices)
      place = .element(variable: v, indices: indices)
    case .slot(let slot): place = .slot(slot)
    }
    // The name of a number is a number of its own here, whatever argument it stands for.
    var (held, inner) = (scope, scope)
    if case .slot(let slot) = place {
      let x: Real
      do { x = try value(of: scope.bindings[slot]).re } catch let absence as NoValue {
        // What the body lacks may prevail.
        do { _ = try value(body, scope) } catch let other as NoValue { throw NoValue.worse(absence, other) }
        throw absence
      }
      held.bindings[slot] = Binding(x)
      inner.bindings[slot] = Binding(.beside(tag, limit: x, slope: number(1)))
    }
    let here = try value(body, held)
    func beside(_ direction: Int) throws -> Value {
      sides.append(Side(tag: tag, target: place, direction: direction))
      defer { sides.removeLast() }
      return try value(body, inner)
    }
    // Without a tie both sides are one computation.
    ties.remove(tag)
    defer { ties.remove(tag) }
    let right: Value
    do { right = try beside(1) } catch let absence as NoValue {
      // No value on one side suffices, whatever the other is.
      if case .undecided(_, mayBeEmpty: false) = absence {
        do { _ = try beside(-1) } catch NoValue.undefined(let reason) { throw NoValue.undefined(reason) }
      }
      throw absence
    }
    if ties.contains(tag) {
      let left = try beside(-1)
      for limit in [left, right].map({ $0.mapped { $0.split(tag).limit } }) {
        try equal(limit, here, "the function jumps")
      }
      let (less, more) = (left.mapped { $0.split(tag).slope }, right.mapped { $0.split(tag).slope })
      try equal(less, more, "the derivatives on both sides differ")
    }
    return right.mapped { $0.split(tag).slope }
  }

  private func equal(_ x: Value, _ y: Value, _ message: String) throws {
    let difference = x - y
    for part in [difference.re, difference.im].compactMap({ $0 }) {
      if case .plain(let number) = part {
        try NoValue.require(number.isZero, message)
      } else if try sign(part) != 0 {
        // Inside another `diff`: not equal on that side of the instance.
        throw NoValue.undefined(message)
      }
    }
  }
}
