import Foundation

/// Values by number, from several threads.
final class Collected<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [Int: Value] = [:]

  func set(_ number: Int, _ value: Value) { lock.withLock { found[number] = value } }

  var values: [Int: Value] { lock.withLock { found } }
}
