import Elaboration
import Inputs
import Proofs
import TestSupport
import Testing

/// Means with weights that add up to 1, be they given so or the softmax of scores.
@Suite struct WeightedMeanTests {
  private static let given = """
    size N >= 1
    index j, k in 1..N
    real w[j] in [0, 1]
    assume sum(j: w[j]) = 1
    real v[j]
    real u[j] in [-2, 3]

    """
  private static let part = given.replacing(") = 1", with: ") <= 1")
  private static let rows = """
    size T >= 1
    index s, t in 1..T
    real a[t,s] in [0, 1]
    assume forall t: sum(s in 1..t: a[t,s]) = 1
    real v[t]
    let y[t] = sum(s in 1..t: a[t,s]*v[s])

    """
  private static let softmax = """
    size N >= 1
    index j, k in 1..N
    real e[j]
    real v[j]
    real u[j] in [-2, 3]
    let w[j] = exp(e[j])/sum(k: exp(e[k]))

    """

  @Test(arguments: [
    given + "conclude min(j: v[j]) <= sum(j: w[j]*v[j]) <= max(j: v[j])",
    given + "conclude abs(sum(j: w[j]*u[j])) <= 3", given + "conclude -2 <= sum(j: w[j]*u[j])",
    given.replacing(") = 1", with: ") = 2") + "conclude sum(j: w[j]*u[j]) <= 6",
    part + "conclude sum(j: w[j]*v[j]) <= max(j: abs(v[j]))", part + "conclude abs(sum(j: w[j]*u[j])) <= 3",
    rows + "conclude y[t] <= max(s in 1..t: v[s])", rows + "conclude min(s in 1..t: v[s]) <= y[t]",
    softmax + "conclude sum(j: w[j]) = 1", softmax + "conclude 0 <= w[j] <= 1",
    softmax + "conclude min(j: v[j]) <= sum(j: w[j]*v[j]) <= max(j: v[j])",
    softmax + "conclude abs(sum(j: w[j]*u[j])) <= 3",
    softmax + "conclude sum(j: exp(e[j])*v[j]/sum(k: exp(e[k]))) <= max(j: v[j])",
    softmax + "conclude max(j: e[j]) <= log(sum(j: exp(e[j])))",
    given + "conclude w[j] <= sum(k: w[k])", given + "conclude max(j: w[j]) <= 1",
  ])
  func meansStayInTheHull(_ text: String) throws {
    #expect(try isProvedWithoutScript(text))
  }

  @Test(arguments: [
    given + "conclude sum(j: w[j]*v[j]) <= min(j: v[j])", given + "conclude abs(sum(j: w[j]*u[j])) <= 2",
    given.replacing(") = 1", with: ") >= 1") + "conclude sum(j: w[j]*u[j]) <= 3",
    given.replacing("[0, 1]", with: "[-1, 1]") + "conclude sum(j: w[j]*v[j]) <= max(j: v[j])",
    part + "conclude sum(j: w[j]*v[j]) <= max(j: v[j])", part + "conclude min(j: v[j]) <= sum(j: w[j]*v[j])",
    rows + "conclude y[t] <= max(s in t..T: v[s])",
    rows.replacing(") = 1", with: ") = 2") + "conclude y[t] <= max(s: v[s])",
    softmax + "conclude sum(j: w[j]) <= 1 - 1/1000", softmax + "conclude w[j] <= 1 - 1/1000",
    softmax + "conclude abs(sum(j: w[j]*u[j])) <= 2",
    softmax + "conclude max(j: e[j]) + 1/1000 <= log(sum(j: exp(e[j])))",
    softmax.replacing("exp(e[k])", with: "exp(e[k] - 1)") + "conclude sum(j: w[j]) = 1",
  ])
  func whatIsFalseIsNotProved(_ text: String) throws {
    #expect(try !isProvedWithoutScript(text, within: 50_000_000))
  }
}
