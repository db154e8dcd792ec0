import Numbers
import SSMProof
import Testing

/// Code of one's own, run on enclosures.
@Suite struct EnclosureValuesTests {
  private func scan<R: FieldNumber>(_ a: [R], _ x: [R]) -> [R] {
    var h: R = 0
    return zip(a, x).map { a, x in
      h = a * h + x
      return h
    }
  }

  @Test func valuesAreCertified() throws {
    let a = [0.5, 0.1, 0.3], x = [1.0, 0.1, -0.7]
    let values = try Enclosure.values { scan(a.map(Enclosure.init), x.map(Enclosure.init)) }
    let exact = scan(
      a.compactMap { Rational(exactly: $0) }, x.compactMap { Rational(exactly: $0) })
    #expect(values.count == 3)
    for (value, exact) in zip(values, exact) {
      let (low, high) = (try #require(value.lower), try #require(value.upper))
      #expect(low <= exact && exact <= high && high - low <= exact.magnitude / Rational(10).power(20))
    }
    let tenth = try Enclosure.values { [exp(Enclosure(Rational(1, 10)))] }
    #expect(tenth[0].text(digits: 10) == "1.105170918..1.105170919")
  }

  /// What cancels needs more bits than the first run has; so does a divisor near 0.
  @Test func precisionGrowsUntilValuesAreKnown() throws {
    let tiny = Rational(2).power(-500)
    let values = try Enclosure.values(digits: 30) {
      let x = Enclosure(1 + tiny / 3) - 1
      return [x, 1 / x, log(x), x.squareRoot()]
    }
    let low = try #require(values[1].lower), high = try #require(values[1].upper)
    #expect(low <= 3 / tiny && 3 / tiny <= high && high - low < low / Rational(10).power(29))
  }

  @Test func whatStaysOpenIsToldWithTheLimit() throws {
    func message(_ bits: Int = 512, _ code: @escaping () -> Enclosure) -> EnclosureError? {
      do {
        _ = try Enclosure.values(bits: bits) { [1, code()] }
        return nil
      } catch {
        return error as? EnclosureError
      }
    }
    // log(exp(1)) − 1 is 0, which no precision shows.
    let zero = { log(exp(1 as Enclosure)) - 1 }
    let open = try #require(message(512, zero))
    #expect(!open.isUndefined && open.element == 1)
    #expect(
      "\(open)"
        == "element 1 of what was computed on enclosures is not known closely enough within 512 bits of precision"
    )
    let divisor = try #require(message(300) { 1 / zero() })
    #expect(
      !divisor.isUndefined
        && "\(divisor)".contains("within 300 bits of precision: open is whether a divisor is 0"))
    let undefined = try #require(message { 1 / (0 as Enclosure) })
    #expect(undefined.isUndefined && "\(undefined)".hasSuffix("has no value: a division by 0"))
    #expect(message { exp(2 as Enclosure) } == nil)
    // Made outside of the run: what it has is all there is.
    let outside = Enclosure(Rational(1, 3))
    #expect(message { outside } == nil && message { exp(outside) - exp(Enclosure(Rational(1, 3))) } != nil)
  }

  @Test func errorsOfTheCodeAreThrownOn() {
    struct Own: Error {}
    #expect(throws: Own.self) { try Enclosure.values { throw Own() } }
  }
}
