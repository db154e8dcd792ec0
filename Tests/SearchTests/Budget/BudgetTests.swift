import Foundation
import Testing

@testable import Search

@Suite struct BudgetTests {
  @Test func whatAShareSpendsTheWholeHasSpent() {
    let whole = Budget().share(work: 100)
    let half = whole.share(work: 50)
    half.spend(30)
    let rest = half.share(work: 40)
    #expect(rest.workLeft == 20 && half.workLeft == 20 && whole.workLeft == 70)
    rest.spend(25)
    #expect(!rest.isLeft && !half.isLeft && whole.isLeft)
    #expect(whole.spent == 55 && half.spent == 55 && rest.spent == 25)
    // A later share has its own beginning.
    #expect(whole.share(work: 1000).workLeft == 45)
    #expect(!whole.allows(46) && whole.allows(45))
  }

  @Test func instancesAreCountedLikeWork() {
    let whole = Budget().share(instances: 3)
    let one = whole.share(instances: 1)
    one.spendInstance()
    #expect(!one.isLeft && whole.instancesLeft == 2)
    let many = whole.share(instances: 100)
    #expect(many.instancesLeft == 2)
  }

  @Test func oneInstanceIsTriedWhateverItCosts() {
    let search = Budget().search(work: 10, instances: nil, usual: nil)
    search.spend(20)
    #expect(search.isLeft && search.limitMet == nil)
    search.spendInstance()
    #expect(!search.isLeft && search.limitMet == .work)
    #expect(!search.share(work: 5).isLeft)
  }

  /// By default so many instances are tried, and more while they cost little; what a phase took aside does not count.
  @Test func theUsualNumberIsForCostlyInstances() {
    var search = Budget().search(work: 1000, instances: nil, usual: (2, leastWork: 100))
    for _ in 0..<5 { search.spendInstance() }
    search.spend(99)
    #expect(search.isLeft)
    search.spend(1)
    #expect(!search.isLeft && search.limitMet == .instances)
    let before = search.reading
    search.spend(50)
    search.spendInstance()
    search.disregard(since: before)
    #expect(search.instancesLeft == 2 + 1 - 6)
    // Of several phases everything.
    let later = search.reading
    for _ in 0..<2 { search.spendInstance() }
    search.disregard(since: later)
    #expect(search.instancesLeft == 2 + 3 - 8)
  }

  @Test func whatIsGivenBackMayBeSpentAgain() {
    let search = Budget().share(work: 100)
    search.spend(40)
    let before = search.reading
    search.spend(60)
    #expect(!search.isLeft)
    search.refund(to: before.work)
    #expect(search.isLeft && search.workLeft == 60 && search.spent == 40)
  }

  @Test func whoeverStopsItEndsEveryShare() {
    final class Switch { var isOn = false }
    let stop = Switch()
    let whole = Budget(stop: { stop.isOn })
    let share = whole.share(work: 10, instances: 10)
    #expect(share.isLeft && !share.isInterrupted)
    stop.isOn = true
    #expect(share.isInterrupted && !share.isLeft && !share.allows(0) && whole.limitMet == .interrupted)
  }

  @Test func aShareOfTimeEndsBeforeTheWhole() {
    let whole = Budget(seconds: 1e6)
    let none = whole.share(time: 0)
    while !none.isInterrupted {}
    #expect(none.limitMet == .seconds && !whole.isInterrupted && whole.isLeft)
    #expect(!whole.share(time: 0.5).isInterrupted)
    #expect(none.share(time: 1).isInterrupted)
  }

  @Test func theNearestLimitIsTold() {
    let search = Budget().search(work: 1000, instances: 10, usual: nil)
    search.spend(300)
    #expect(search.nearestLimit == (.work, 0.3))
    for _ in 0..<5 { search.spendInstance() }
    #expect(search.nearestLimit == (.instances, 0.5))
  }
}
