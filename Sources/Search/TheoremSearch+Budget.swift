import Foundation
import Numbers

/// What a search may take: counted work, instances, seconds, and whoever stops it.
extension TheoremSearch {
  var isOutOfTime: Bool { clock() }

  /// Says whether the time is up.
  var clock: () -> Bool {
    { [start, options] in
      if options.isCancelled() { return true }
      guard let seconds = options.seconds else { return false }
      return Date().timeIntervalSince(start) > seconds
    }
  }

  /// How many instances may be tried.
  var instanceLimit: Int {
    if let instances = options.instances { return instances }
    if options.workFactor != nil { return .max / 4 }
    let isCheap = workGiven - workLeft - besides.work < SearchTuning.leastWork
    return options.seconds != nil || isCheap ? .max / 4 : SearchTuning.usualInstances + besides.tried
  }

  var hasBudget: Bool {
    !isOutOfTime && (counts.tried == 0 || (workLeft > 0 && counts.tried < instanceLimit))
  }

  /// The limit that ends a search whose loops have come to their end.
  func limitReached(_ further: FurtherSizes) -> SearchLimit {
    if options.isCancelled() { return .interrupted }
    if isOutOfTime { return .seconds }
    if counts.tried > 0, workLeft <= 0 { return .work }
    if counts.tried >= instanceLimit { return .instances }
    var further = further
    return further.next() == nil ? .sizesExhausted : .programLength
  }

  /// How far the search is, towards the limit that it will reach first.
  var progress: SearchProgress {
    var (limit, share) = (SearchLimit.work, 0.0)
    func take(_ next: SearchLimit, _ part: Double) { if part > share { (limit, share) = (next, part) } }
    let work = Double(workGiven - workLeft)
    if workGiven < .max { take(.work, work / Double(max(workGiven, 1))) }
    if let seconds = options.seconds { take(.seconds, Date().timeIntervalSince(start) / seconds) }
    if let instances = options.instances {
      take(.instances, Double(counts.tried) / Double(max(instances, 1)))
    } else if options.seconds == nil, options.workFactor == nil {
      take(
        .instances,
        min(Double(counts.tried) / Double(SearchTuning.usualInstances), work / Double(SearchTuning.leastWork))
      )
    }
    return SearchProgress(theorem: theorem.name, tried: counts.tried, limit: limit, share: min(share, 1))
  }
}
