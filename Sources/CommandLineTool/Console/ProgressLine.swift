import Foundation

/// One line on standard error that is written over, where that is a terminal; nothing elsewhere.
final class ProgressLine: @unchecked Sendable {
  private let lock = NSLock()
  private let isActive = isatty(STDERR_FILENO) != 0
  private let start = Date()
  private var last = Date.distantPast
  private var hasText = false
  /// Instances tried, by theorem, of those in work.
  private var tried: [String: (Int, Int)] = [:]
  private var finished = 0
  private let total: Int

  init(total: Int) { self.total = total }

  func update(_ name: String, _ done: Int, of planned: Int) {
    guard isActive else { return }
    lock.withLock {
      tried[name] = (done, planned)
      let now = Date()
      guard now.timeIntervalSince(last) > 0.1 else { return }
      last = now
      let work = tried.values.reduce(0.0) { $0 + Double($1.0) / Double(max($1.1, 1)) }
      let share = min(work / Double(max(total, 1)), 1)
      let elapsed = now.timeIntervalSince(start)
      let left = share > 0.02 ? " · about \(Int((elapsed / share - elapsed).rounded(.up))) s left" : ""
      show("\(name): \(done) of \(planned) instances · theorem \(min(tried.count, total)) of \(total)\(left)")
    }
  }

  func show(message: String) {
    guard isActive else { return }
    lock.withLock {
      let now = Date()
      guard now.timeIntervalSince(last) > 0.1 else { return }
      last = now
      show(message)
    }
  }

  func clear() {
    lock.withLock {
      guard hasText else { return }
      try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8))
      hasText = false
    }
  }

  private func show(_ text: String) {
    hasText = true
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text.prefix(110))".utf8))
  }
}
