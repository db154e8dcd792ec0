import Foundation
import SSMProof
import Search

/// One line on standard error that is written over, where that is a terminal; nothing elsewhere.
final class ProgressLine: @unchecked Sendable {
  private let lock = NSLock()
  private let isActive = isatty(STDERR_FILENO) != 0
  private let start = Date()
  private var last = Date.distantPast
  private var hasText = false
  /// How far each theorem's search is, of those in work.
  private var shares: [String: Double] = [:]
  private var finished = 0
  private let total: Int

  init(total: Int) { self.total = total }

  func update(_ search: SearchProgress) {
    guard isActive else { return }
    lock.withLock {
      shares[search.theorem] = search.share
      let now = Date()
      guard now.timeIntervalSince(last) > 0.1 else { return }
      last = now
      let work = shares.values.reduce(0, +)
      let share = min(work / Double(max(total, 1)), 1)
      let elapsed = now.timeIntervalSince(start)
      let left = share > 0.02 ? " · about \(Int((elapsed / share - elapsed).rounded(.up))) s left" : ""
      let part = "\(Int(search.share * 100)) % of its \(search.limit.rawValue)"
      show(
        "\(search.theorem): \(search.tried) instances, \(part) · theorem \(min(shares.count, total)) of \(total)\(left)"
      )
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
