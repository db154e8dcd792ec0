import Evaluation
import Numbers
import Testing

@testable import Reports

@Suite struct FigureTextTests {
  private func value(_ low: String, _ high: String) throws -> CertifiedValue {
    let lower: Rational = try #require(Rational(low))
    let upper: Rational = try #require(Rational(high))
    return CertifiedValue(lower: lower, upper: upper)
  }

  @Test(arguments: [
    ("0.38296", "0.38304", "0.383"), ("0.38294", "0.38314", "0.383"), ("0.3824", "0.3836", "0.3824..0.3836"),
    ("0.12344", "0.12344", "0.1234"),
    ("-0.12346", "-0.12346", "-0.1235"), ("0.99999", "0.99999", "0.99999"),
    ("0.99999999", "0.99999999", "0.9999..1"), ("12.004", "12.004", "12.004"),
    ("99999.6", "99999.6", "99999.6"), ("1", "1", "1"),
    ("0", "0", "0"),
    ("1/3", "1/3", "1/3"),
    ("3602879701896397/9007199254740992", "3602879701896397/9007199254740992", "0.4"),
    ("1e-9", "1.5e-9", "1e-9..1.5e-9"), ("6.4001e-20", "6.4002e-20", "6.4e-20"),
  ])
  func figures(low: String, high: String, text: String) throws {
    #expect(FigureText.shown(try value(low, high), digits: 4) == text)
  }

  /// A standard error of 12.555 was once 1e1.
  @Test func fewDigitsOfALargeFigure() throws {
    #expect(FigureText.shown(try value("12.555", "12.555"), digits: 2) == "12.6")
    #expect(FigureText.shown(try value("12.4", "12.6"), digits: 2) == "12..13")
  }

  @Test func anEndAtInfinity() throws {
    #expect(FigureText.shown(CertifiedValue(lower: Rational(3), upper: nil), digits: 4) == "3..inf")
  }

  @Test func loosenessIsRoundedDown() throws {
    #expect(FigureText.looseness(try value("0.3", "1/3")) == "3")
    #expect(FigureText.looseness(try value("0.0149", "0.015")) == "66.6")
    #expect(FigureText.looseness(try value("0.9", "1")) == nil)
    #expect(FigureText.looseness(try value("-1", "-0.5")) == nil)
  }
}
