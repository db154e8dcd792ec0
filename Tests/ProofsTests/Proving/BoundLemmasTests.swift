import TestSupport
import Testing

/// Bounds that hypotheses on all times give are not negative, and functions that papers use unsaid have their signs.
@Suite struct BoundLemmasTests {
  private static let inputs = "size T >= 1 index t in 1..T real x[t], X"

  @Test(arguments: [
    "\(inputs) assume abs(x[t]) <= X conclude X >= 0",
    "\(inputs) assume max(t: abs(x[t])) <= X conclude X >= 0",
    "size T >= 1 index t in 1..T real X real x[t] in [-X, X] conclude X >= 0",
    "\(inputs) assume x[t]^2 <= X conclude X >= 0",
    "size T >= 1, N >= 1 index t in 1..T index n in 1..N real x[t,n], X[n] assume abs(x[t,n]) <= X[n] conclude X[n] >= 0",
    """
    \(inputs) assume abs(x[t]) <= X
    real a in [0, 1) let h[0] = 0 let h[t] = a*h[t-1] + x[t] conclude abs(h[t]) <= X/(1 - a)
    """,
    """
    \(inputs) assume abs(x[t]) <= X
    real a[t] in [0, 1] let h[0] = 0 let h[t] = a[t]*h[t-1] + (1 - a[t])*x[t] conclude abs(h[t]) <= X
    """,
    "size T >= 1 index t in 1..T real p[t], L conclude sigmoid(L)^(8*sigmoid(p[t])) <= 1",
    "real L conclude log(sigmoid(L)) <= 0",
    """
    size T >= 1 index t in 1..T real p[t], L real x[t] in [-1, 1]
    let a[t] = sigmoid(L)^(8*sigmoid(p[t]))
    let h[0] = 0 let h[t] = a[t]*h[t-1] + sqrt(1 - a[t]^2)*x[t] conclude abs(h[t]) <= t
    """,
  ])
  func bounds(_ items: String) throws {
    #expect(try isProvedWithoutScript(items, within: 500_000_000))
  }

  @Test(arguments: [
    // No time says so.
    "size T >= 0 index t in 1..T real x[t], X assume abs(x[t]) <= X conclude X >= 0",
    "\(inputs) assume forall t with t >= 2: abs(x[t]) <= X conclude X >= 0",
    "\(inputs) assume x[t] <= X conclude X >= 0", "\(inputs) assume abs(x[t]) <= X conclude X > 0",
    "\(inputs) assume x[t]^2 <= X + 1 conclude X >= 0",
    "size T >= 1 index t in 1..T real p[t], L conclude sigmoid(L)^(8*p[t]) <= 1",
  ])
  func whatIsFalseIsNotProved(_ items: String) throws {
    #expect(try !isProvedWithoutScript(items, within: 50_000_000))
  }
}
