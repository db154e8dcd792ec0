import Enclosures
import Evaluation
import Numbers
import Testing

@testable import Reports

/// Numbers of any length, in few characters.
@Suite struct NumberTextTests {
  @Test(arguments: [
    (Rational(10).power(300), "1e300"), (-Rational(25) * Rational(10).power(100), "-25e100"),
    (Rational(3) / Rational(10).power(90), "3e-90"), (Rational(2).power(600), "0x1p600"),
    (-Rational(17) / Rational(2).power(900), "-0x11p-900"), (Rational(1, 3), "1/3"),
  ])
  func shortNumbersAreExact(_ number: Rational, _ text: String) {
    #expect(NumberText.short(number) == text)
    #expect(Rational(text) == number)
  }

  @Test func longNumbersAreBounded() throws {
    let number = Rational(10).power(100) / Rational(3).power(300)
    let ends = NumberText.short(number).components(separatedBy: "..").compactMap { Rational($0) }
    #expect(ends.count == 2 && ends[0] < number && number < ends[1])
  }
}
