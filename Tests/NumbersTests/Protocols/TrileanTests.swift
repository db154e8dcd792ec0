import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Trilean")
struct TrileanTests {
  /// Strong Kleene logic is the minimum and maximum over no < unknown < yes.
  @Test func kleene() {
    let order: [Trilean] = [.no, .unknown, .yes]
    for (i, x) in order.enumerated() {
      #expect(!x == order[2 - i])
      for (j, y) in order.enumerated() {
        #expect((x && y) == order[min(i, j)] && (x || y) == order[max(i, j)])
      }
    }
    #expect(Trilean(true) == .yes && Trilean(false) == .no)
  }
}
