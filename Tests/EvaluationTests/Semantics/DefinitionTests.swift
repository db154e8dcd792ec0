import Claims
import Enclosures
import Inputs
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

@Suite struct DefinitionTests {
  @Test func theEquationWithMoreNumbersHolds() throws {
    let items = """
      size T >= 1
      index t in 0..T
      let h[t] = h[t-1] + t
      let h[0] = 10
      conclude h[T] = 10 + T*(T+1)/2
      """
    for size in [1, 2, 7] { #expect(try verdict(items, sizes: [size]) == .holds) }
  }

  @Test func aLongRecurrenceNeedsNoDeepStack() throws {
    let items = """
      size T >= 1
      index t in 1..T
      let h[0] = 0
      let h[t] = h[t-1] + 1
      conclude h[T] = T
      """
    #expect(try verdict(items, sizes: [20_000]) == .holds)
  }

  @Test func twoEquationsThatTieAreAnError() throws {
    let items =
      "size T >= 1 index t, n in 0..T let h[0,n] = 1 let h[t,0] = 2 conclude h[0,1] = 1 and h[0,0] = 1"
    let error = #expect(throws: InputError.self) { try verdict(items, sizes: [1]) }
    #expect(error?.message.contains("h[0,0]") == true)
  }

  @Test func aCycleIsShown() throws {
    let items = "size T >= 1 index t in 1..T let h[t] = g[t] let g[t] = h[t] + 1 conclude h[1] = 0"
    let error = #expect(throws: InputError.self) { try verdict(items, sizes: [2]) }
    #expect(
      error?.message.contains("h[1] -> g[1] -> h[1]") == true || error?.message.contains("h → g → h") == true)
  }

  @Test func aLongCycleIsFound() throws {
    let items = """
      size T >= 1
      index t in 1..T
      let h[t] = if t = T then h[1] else h[t+1] + 1
      conclude h[1] = 0
      """
    let error = #expect(throws: InputError.self) { try verdict(items, sizes: [300]) }
    #expect(error?.message.contains("refers back to itself") == true)
  }

  @Test func aReferenceOutsideIsAnErrorOnlyWhereItIsReached() throws {
    let items = "size T >= 1 index t in 1..T real x[t] let h[t] = x[t] + h[t-1] conclude h[T] = 0"
    let error = #expect(throws: InputError.self) { try verdict(items, sizes: [2], [1, 1]) }
    #expect(error?.message.contains("h[0] is given by no equation") == true)
    let guarded = "size T >= 1 index t in 1..T real x[t] conclude forall t: t = T or x[t+1] >= 0"
    #expect(try verdict(guarded, sizes: [2], [1, 1]) == .holds)
  }

  @Test func functionsOfSeveralArguments() throws {
    let items = "real x let f(a, b) = a^2 - b let g(a) = f(a, f(a, 1)) conclude g(x) = 1"
    #expect(try verdict(items, [5]) == .holds)
  }

  @Test func shiftedPatterns() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real x[t]
      let h[1] = 0
      let h[t+1] = h[t] + x[t]
      conclude h[T+1] = sum(t: x[t])
      """
    #expect(try verdict(items, sizes: [3], [1, 2, 4]) == .holds)
  }

  @Test func complexFamiliesStartFromRealNumbers() throws {
    let items = """
      size T >= 1
      index t in 1..T
      complex a
      let h[0] = 1
      let h[t] = a*h[t-1]
      conclude abs(h[T]) = abs(a)^T
      """
    #expect(try verdict(items, sizes: [3], [Rational(3, 5), Rational(4, 5)]) == .holds)
    #expect(try verdict(items, sizes: [3], [1, 1]) == .holds)
  }

  @Test func sizesThatNeedTooMuchAreRefused() throws {
    let items = "size T >= 1 index s, t in 1..T real x[t] conclude max(s, t: abs(x[t] - x[s])) >= 0"
    let ground = try theorem(items)
    let error = #expect(throws: InputError.self) { try GroundTheorem.lower(ground, sizes: [1_000_000]) }
    #expect(error?.message.contains("use smaller sizes") == true)
  }
}
