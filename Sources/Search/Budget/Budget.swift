import Foundation

/// What a search, or a part of it, may take: counted work, instances, time, and as long as nobody stops it.
///
/// Shares of a budget count on one meter: what a part spends, the whole has spent, and a share ends no later than what
/// it was taken from. Work is counted, not timed, so that equal seeds end at equal places on every machine; time is a
/// limit only where seconds are given. Not for use by several threads at once.
struct Budget {
  /// Counts for a budget and all its shares.
  private final class Meter {
    var work = 0
    var instances = 0
  }

  private let meter: Meter
  private let start: Date
  private var deadline: Date?
  private let stop: () -> Bool
  /// The meter's readings where this budget begins and ends.
  private var workStart, workEnd, instancesStart, instancesEnd: Int
  /// Where the number of instances is left open: so many, and more until so much work is done.
  private var usual: (instances: Int, leastWork: Int)?
  /// What does not count against the usual number.
  private var disregarded = (work: 0, instances: 0)
  /// So many instances are tried whatever they cost.
  private var leastInstances = 0

  /// Far beyond every count, and far enough from the largest whole number to be added to one.
  static let unlimited = Int.max / 4

  /// - Parameters:
  ///   - seconds: From now on; nil for no limit of time.
  ///   - stop: Asked now and then; true ends every share at once.
  init(seconds: Double? = nil, stop: @escaping () -> Bool = { false }) {
    let start = Date()
    (meter, self.start, self.stop) = (Meter(), start, stop)
    deadline = seconds.map { start.addingTimeInterval($0) }
    (workStart, workEnd, instancesStart, instancesEnd) = (0, Self.unlimited, 0, Self.unlimited)
  }

  /// A part of what is left, from now on.
  ///
  /// - Parameters:
  ///   - work: At most so much; nil for all that is left, and so of instances.
  ///   - time: The part of the time left, from 0 to 1.
  func share(work: Int? = nil, instances: Int? = nil, time: Double = 1) -> Budget {
    var share = self
    share.leastInstances = 0
    share.workStart = meter.work
    if let work { share.workEnd = min(workEnd, meter.work + min(work, Self.unlimited)) }
    if let instances {
      share.instancesStart = meter.instances
      share.instancesEnd = min(instancesEnd, meter.instances + min(instances, Self.unlimited))
      share.usual = nil
    }
    if let deadline, time < 1 {
      let now = Date()
      share.deadline = now.addingTimeInterval(max(deadline.timeIntervalSince(now), 0) * time)
    }
    return share
  }

  /// The share of a search, of whose instances one at least is tried.
  ///
  /// - Parameter instances: How many; nil for `usual`, which goes on until its `leastWork` is done.
  func search(work: Int?, instances: Int?, usual: (instances: Int, leastWork: Int)?) -> Budget {
    var share = share(work: work, instances: instances ?? Self.unlimited)
    share.leastInstances = 1
    if instances == nil { share.usual = usual }
    return share
  }

  // MARK: Spending

  func spend(_ work: Int) { meter.work += work }

  func spendInstance() { meter.instances += 1 }

  /// Takes back what was spent since the meter read so much.
  func refund(to work: Int) { meter.work = work }

  /// Leaves what was spent since a reading out of what counts against the usual number of instances.
  mutating func disregard(since reading: (work: Int, instances: Int)) {
    disregarded.work += meter.work - reading.work
    disregarded.instances += meter.instances - reading.instances
  }

  /// What all shares together have spent.
  var reading: (work: Int, instances: Int) { (meter.work, meter.instances) }

  // MARK: What is left

  /// The work done since the budget began.
  var spent: Int { meter.work - workStart }

  /// The work that may be done yet; below 0 where more was done than allowed.
  var workLeft: Int { workEnd - meter.work }

  /// How many instances may be tried yet.
  var instancesLeft: Int {
    guard let usual else { return instancesEnd - meter.instances }
    if meter.work - workStart - disregarded.work < usual.leastWork { return Self.unlimited }
    return instancesStart + usual.instances + disregarded.instances - meter.instances
  }

  /// Whether somebody has stopped it, or the time is up.
  var isInterrupted: Bool { isStopped || isOutOfTime }

  /// Whether there is something left of everything.
  var isLeft: Bool {
    (meter.instances - instancesStart < leastInstances || workLeft > 0 && instancesLeft > 0)
      && !isInterrupted
  }

  /// Whether work that is done, but not spent yet, is within it.
  func allows(_ pending: Int) -> Bool { pending <= workLeft && !isInterrupted }

  private var isStopped: Bool { stop() }
  private var isOutOfTime: Bool { deadline.map { Date() > $0 } ?? false }

  // MARK: What is told of it

  /// Seconds since it was made.
  var elapsed: Double { Date().timeIntervalSince(start) }

  /// The limit that it has met.
  var limitMet: SearchLimit? {
    if isStopped { return .interrupted }
    if isOutOfTime { return .seconds }
    guard meter.instances > instancesStart else { return nil }
    if workLeft <= 0 { return .work }
    return instancesLeft <= 0 ? .instances : nil
  }

  /// The limit that it is nearest to, and which part of that is used.
  var nearestLimit: (limit: SearchLimit, part: Double) {
    var nearest = (limit: SearchLimit.work, part: 0.0)
    func take(_ limit: SearchLimit, _ part: Double) { if part > nearest.part { nearest = (limit, part) } }
    func part(_ done: Int, _ whole: Int) -> Double { Double(done) / Double(max(whole, 1)) }
    if workEnd < Self.unlimited { take(.work, part(spent, workEnd - workStart)) }
    if let deadline { take(.seconds, elapsed / deadline.timeIntervalSince(start)) }
    let tried = meter.instances - instancesStart
    if let usual {
      take(.instances, min(part(tried, usual.instances), part(spent, usual.leastWork)))
    } else if instancesEnd < Self.unlimited {
      take(.instances, part(tried, instancesEnd - instancesStart))
    }
    return (nearest.limit, min(nearest.part, 1))
  }
}
