import Numbers

/// Why a number or a truth is missing, in the order in which one prevails over another.
enum NoValue: Error {
  case undefined(String)
  case vacuous
  /// More work could tell; the part may turn out to be vacuous where it `mayBeEmpty`.
  case undecided(String, mayBeEmpty: Bool)

  private var rank: Int {
    switch self {
    case .undefined: 0
    case .vacuous: 1
    case .undecided(_, let mayBeEmpty): mayBeEmpty ? 3 : 2
    }
  }

  static func worse(_ x: NoValue?, _ y: NoValue) -> NoValue { x.map { y.rank > $0.rank ? y : $0 } ?? y }
  static func untold(_ reason: String) -> NoValue { .undecided(reason, mayBeEmpty: false) }
  static let limit = NoValue.undecided("the limit of the second evaluation's work", mayBeEmpty: true)

  /// True, or the absence that follows: undefined, or not told.
  static func require(_ condition: Trilean, _ message: String) throws {
    if condition == .no { throw undefined(message) }
    if condition == .unknown { throw untold("\(message), or closer to it than the precision limit") }
  }
}

/// A truth value of strong Kleene logic, with the reason where it is open.
enum Truth {
  case yes, no
  case open(NoValue)

  init(_ trilean: Trilean) {
    switch trilean {
    case .yes: self = .yes
    case .no: self = .no
    case .unknown: self = .open(.untold("a comparison closer than the precision limit"))
    }
  }

  static prefix func ! (x: Truth) -> Truth {
    switch x {
    case .yes: .no
    case .no: .yes
    case .open: x
    }
  }

  /// One false part settles a conjunction; of a quantifier (`isQuantified`) every element is evaluated, so that an empty
  /// maximum in one of them prevails.
  static func all(_ parts: [Truth], isQuantified: Bool = false) -> Truth {
    var (isFalse, isEmpty, worst) = (false, false, NoValue?.none)
    for part in parts {
      switch part {
      case .yes: break
      case .no: isFalse = true
      case .open(let absence):
        if case .vacuous = absence { isEmpty = true }
        worst = .worse(worst, absence)
      }
    }
    if isQuantified && isEmpty { return .open(.vacuous) }
    guard let worst else { return isFalse ? .no : .yes }
    if isFalse, case .undecided(_, mayBeEmpty: true) = worst, isQuantified { return .open(worst) }
    return isFalse ? .no : .open(worst)
  }

  static func any(_ parts: [Truth], isQuantified: Bool = false) -> Truth {
    !all(parts.map { !$0 }, isQuantified: isQuantified)
  }
}
