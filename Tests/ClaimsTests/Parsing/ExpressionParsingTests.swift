import Testing

@testable import Claims
@testable import Inputs

/// Precedence and shape, seen through the canonical text, which shows parentheses where they matter.
@Suite struct ExpressionParsingTests {
  /// The canonical text of an expression.
  private func canonical(_ text: String) throws -> String {
    let file = try ClaimFile.parse("theorem x let y = \(text) end", file: "")
    guard case .theorem(let block)? = file.syntax.entries.first,
      case .equation(_, _, let value)? = block.items.first
    else { return "" }
    return CanonicalPrinter().text(value)
  }

  private func formula(_ text: String) throws -> String {
    let file = try ClaimFile.parse("theorem x conclude \(text) end", file: "")
    guard case .theorem(let block)? = file.syntax.entries.first,
      case .conclude(let value, _)? = block.items.first
    else { return "" }
    return CanonicalPrinter().text(value)
  }

  @Test(arguments: [
    ("a+b*c", "a + b*c"), ("(a+b)*c", "(a + b)*c"), ("((a))", "a"), ("a-b-c", "a - b - c"),
    ("a-(b-c)", "a - (b - c)"), ("(a-b)-c", "(a - b) - c"), ("a/b/c", "a/b/c"), ("a/(b*c)", "a/(b*c)"),
    ("-x^2", "-x^2"), ("(-x)^2", "(-x)^2"), ("-(x^2)", "-x^2"), ("2^-3", "2^-3"), ("2^-3^2", "2^-3^2"),
    ("2^3^4", "2^3^4"), ("(2^3)^4", "(2^3)^4"), ("-a*b", "-a*b"), ("-(a*b)", "-(a*b)"),
    ("a - -b", "a - (-b)"),
    ("a*-b", "a*(-b)"), ("- -a", "--a"), ("a[t]^2", "a[t]^2"), ("a[ t-1 , n ]", "a[t - 1,n]"),
    ("f(x,y)", "f(x, y)"), ("max(a,b)", "max(a, b)"), ("max(a,b,c)", "max(a, b, c)"),
    ("max(t:b[t])", "max(t: b[t])"), ("max(s,t:b[t])", "max(s, t: b[t])"),
    ("max(t with t<=2:b[t])", "max(t with t <= 2: b[t])"), ("max(t in 1..3:t)", "max(t in 1..3: t)"),
    ("max(s,t in 1..3:t)", "max(s, t in 1..3: t)"), ("max(a,b[t])", "max(a, b[t])"),
    ("max(a, b*c, d)", "max(a, b*c, d)"), ("min(a,max(t:b[t]))", "min(a, max(t: b[t]))"),
    ("sum(t in 1..T:b[t])", "sum(t in 1..T: b[t])"), ("sum(s in 1..t-1: s)", "sum(s in 1..t - 1: s)"),
    ("prod(t, s in t..T with s /= t: a[s])", "prod(t, s in t..T with s /= t: a[s])"),
    ("if a<=b then 1 else 2+c", "if a <= b then 1 else 2 + c"),
    ("(if a<=b then 1 else 2)+c", "(if a <= b then 1 else 2) + c"),
    ("2*if a<=b then 1 else 2+c", "2*(if a <= b then 1 else 2 + c)"),
    ("if a<=b then if a=b then 0 else 1 else 2", "if a <= b then if a = b then 0 else 1 else 2"),
    ("if (a<=b) then 1 else 2", "if a <= b then 1 else 2"),
    ("x^if a=b then 1 else 2", "x^(if a = b then 1 else 2)"),
    ("diff(a*b,b)", "diff(a*b, b)"), ("diff(a,b[t, n])", "diff(a, b[t,n])"),
    ("diff(diff(a, b), c)", "diff(diff(a, b), c)"), ("gaussian(x:x^2)", "gaussian(x: x^2)"),
    ("abs(re(i*pi))", "abs(re(i*pi))"), ("1e-3+1E+2+0.50", "1e-3 + 1e2 + 0.50"), ("h'", "h'"),
    ("_a1'", "_a1'"), ("(a+b)", "a + b"), ("((a+b))-(c)", "(a + b) - c"),
  ]) func expressions(text: String, expected: String) throws {
    #expect(try canonical(text) == expected)
    #expect(try canonical(expected) == expected)
  }

  @Test(arguments: [
    ("a<=b", "a <= b"), ("0<=x<y=z", "0 <= x < y = z"), ("(a<=b)", "a <= b"), ("(a+b)<=c", "a + b <= c"),
    ("((a+b))<=(c)", "a + b <= c"), ("(a<=b)and(c<=d)", "a <= b and c <= d"),
    ("(a + b) <= c and (a <= b)", "a + b <= c and a <= b"), ("((a <= b))", "a <= b"),
    ("a=b and c=d or e=f", "a = b and c = d or e = f"),
    ("a=b and (c=d or e=f)", "a = b and (c = d or e = f)"),
    ("not a=b and c=d", "not (a = b) and c = d"), ("not (a=b and c=d)", "not (a = b and c = d)"),
    ("not not a=b", "not not (a = b)"), ("a=b implies c=d implies e=f", "a = b implies c = d implies e = f"),
    ("(a=b implies c=d) implies e=f", "(a = b implies c = d) implies e = f"),
    ("a=b or c=d implies e=f", "a = b or c = d implies e = f"),
    ("forall t: a=b and c=d implies e=f", "forall t: a = b and c = d implies e = f"),
    ("(forall t: a=b) and c=d", "(forall t: a = b) and c = d"),
    ("c=d and forall t: a=b or e=f", "c = d and (forall t: a = b or e = f)"),
    ("not forall t: a=b or e=f", "not (forall t: a = b or e = f)"),
    ("exists s,t with s<t: b[s]=b[t]", "exists s, t with s < t: b[s] = b[t]"),
    ("forall real w: a*w<=1", "forall real w: a*w <= 1"),
    ("forall real w>=0: a*w<=1", "forall real w >= 0: a*w <= 1"),
    ("forall real w in[0,1)with w/=a: a*w<=1", "forall real w in [0, 1) with w /= a: a*w <= 1"),
    ("forall real w with abs(w)>=O: a*w<=1", "forall real w with abs(w) >= O: a*w <= 1"),
    ("forall real w in (-inf,inf): a<=w", "forall real w in (-inf, inf): a <= w"),
    ("forall w in 0..1: a<=w", "forall w in 0..1: a <= w"),
    ("forall t,s in 1..t-1: a<=b", "forall t, s in 1..t - 1: a <= b"),
    ("(if a=b then 1 else 2) <= 3", "(if a = b then 1 else 2) <= 3"),
    ("if a=b then 1 else 2 <= 3", "(if a = b then 1 else 2) <= 3"),
    ("a = b = c /= d", "a = b = c /= d"), ("(((a)))=(((b)))", "a = b"),
  ]) func formulas(text: String, expected: String) throws {
    #expect(try formula(text) == expected)
    #expect(try formula(expected) == expected)
  }

  /// Parentheses of either kind, thousands of tokens deep and wide, take milliseconds: nothing is read
  /// twice.
  @Test func parenthesesAreReadOnce() throws {
    let depth = 1_000
    let clock = ContinuousClock()
    let open = String(repeating: "(", count: depth)
    let close = String(repeating: ")", count: depth)
    let mixed = String(repeating: "((a + 1)*", count: depth / 2)
    let ends = String(repeating: ") ", count: depth / 2)
    let broken = String(repeating: "(a + (b <= c and ", count: depth / 2)
    let texts = [
      "\(open)a\(close) <= b", "\(open)a <= b\(close)", "\(mixed)a\(ends) <= b and (a <= b)", broken,
    ]
    let time = clock.measure {
      for text in texts { _ = try? formula(text) }
    }
    #expect(try formula(texts[0]) == "a <= b")
    #expect(try formula(texts[1]) == "a <= b")
    #expect(throws: InputError.self) { try formula(broken) }
    #expect(time < .seconds(2))
  }

  @Test func commentsAndLineEndsMeanNothing() throws {
    let text = "theorem x # one\r\n#two\rconclude # three\n 1 # four\n <= 2 end # five"
    let file = try ClaimFile.parse(text, file: "")
    #expect(CanonicalPrinter().text(file.syntax) == "theorem x\n  conclude 1 <= 2\nend\n")
  }

  @Test func numbersAreExact() {
    for (text, value) in [
      ("0.1", "1/10"), ("1e-3", "1/1000"), ("12.50", "25/2"), ("1e3", "1000"), ("007", "7"), ("0e5", "0"),
      ("2.5E-1", "1/4"),
    ] {
      #expect(Syntax.NumberLiteral(text)?.value.description == value)
    }
    #expect(Syntax.NumberLiteral("1e10000") != nil)
    for text in [".5", "2.", "1e10001", "1e-10001", "-1", "1/2", "", "e", "0x1", "1e"] {
      #expect(Syntax.NumberLiteral(text) == nil, "\(text)")
    }
  }

  @Test func positionsCountScalars() {
    #expect(
      failure("theorem x note \"é状🎉\" conclude zz <= 1 end")
        == "1:31: unknown name 'zz'; declare it, as in 'real zz'")
    #expect(
      failure("# é状🎉\ntheorem x conclude zz <= 1 end")
        == "2:20: unknown name 'zz'; declare it, as in 'real zz'")
    #expect(
      failure("theorem x # é\r\n\tconclude zz <= 1 end")
        == "2:11: unknown name 'zz'; declare it, as in 'real zz'")
    #expect(
      failure("theorem x\r\rconclude zz <= 1 end") == "3:10: unknown name 'zz'; declare it, as in 'real zz'")
  }
}
