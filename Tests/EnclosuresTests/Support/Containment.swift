import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

extension Failures {
  func expectNone(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(count == 0, "\(name): \(self)", sourceLocation: sourceLocation)
  }
}

extension RealEnclosure {
  /// Whether the enclosure may contain the number that `reference` encloses more tightly.
  func meets(_ reference: Interval) -> Bool {
    if let lower, let top = reference.upper, top < lower { return false }
    if let upper, let bottom = reference.lower, bottom > upper { return false }
    return true
  }
}

/// x at four times the precision of a rung under test.
func reference(_ x: Rational, _ precision: Int) -> Interval {
  Interval(x, precision: 4 * max(precision, 53))
}
