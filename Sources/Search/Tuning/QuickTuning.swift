/// How plain draws are made and how many; see `SearchTuning`.
enum QuickTuning {
  /// So many plain draws for each instance that was tried with more care: they cost some hundredth of it.
  static let times = 9
  /// How many are decided together, and how many at most in a row.
  static let batch = 32
  static let mostInARow = 2048
  /// Fewer inputs than this are drawn well enough otherwise, and often alike.
  static let leastInputs = 3
  /// They may take one part in so many of the work of the others.
  static let workPart = 8
  /// After so many, where more than one in the second number met no hypotheses, or all took more than so many
  /// times their programs' lengths, there is no point in more.
  static let trial = 64
  static let leastMet = 8
  static let mostEffort = 2
  /// So many failures in turn to draw one, and there will be no more.
  static let mostFailures = 40
  /// The bits of an instance's numbers, relative to the width of their domain: coarse ones meet, fine ones do not.
  static let bits = [1, 2, 3, 4, 6, 10, 16, 20]
  /// Ends of domains and zero, in percent of an instance's numbers.
  static let corners = [0, 0, 0, 25, 60, 95]
  /// Values that are the variable's last one again.
  static let repeats = [0, 0, 0, 50, 90, 100]
  /// How far from 0, or from the other end, a domain without an end is looked at; exponents are kept small.
  static let reaches = [1, 1, 2, 8, 100]
  static let moderateReach = 2.0
  /// Whole numbers beyond this are no longer exact in sums of doubles.
  static let mostWhole = 1e14
  /// A form in more inputs is too long to be looked at for each.
  static let mostTerms = 4096
}
