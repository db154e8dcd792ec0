import Models
import Enclosures
import ExactReals
import Foundation

/// What failed, from any thread.
final class Tally: @unchecked Sendable {
  private let lock = NSLock()
  private var failures = 0

  func fail(_ text: String) {
    lock.withLock {
      failures += 1
      if failures <= 20 { FileHandle.standardError.write(Data((text + "\n").utf8)) }
    }
  }

  var count: Int { lock.withLock { failures } }
}

/// One kind of work and its share of all operations.
struct Section {
  let name: String
  /// Operations in a million.
  let share: Int
  let run: @Sendable (Int, inout Operands, Tally) -> Void
}

/// Random operations on every rung and function, each result held against an independent value:
///
///     Soak OPERATIONS [SECONDS] [SEED]
///
/// stops after that many operations or seconds, whichever comes first, and prints what it did. Exit
/// status 1 where an enclosure missed its value.
@main
struct Soak {
  static func sections() -> [Section] {
    var sections: [Section] = []
    for operation in DoubleSoak.arithmetic {
      let name = operation.name
      sections.append(
        Section(name: "balls \(name)", share: 30_000) { n, operands, tally in
          guard let operation = DoubleSoak.arithmetic.first(where: { $0.name == name }) else { return }
          DoubleSoak.balls(operation, n, &operands, tally)
        })
      sections.append(
        Section(name: "lanes \(name)", share: 50_000) { n, operands, tally in
          guard let operation = DoubleSoak.arithmetic.first(where: { $0.name == name }) else { return }
          DoubleSoak.lanes(operation, n, &operands, tally)
        })
    }
    sections.append(
      Section(name: "comparisons of doubles", share: 120_000) { DoubleSoak.comparisons($0, &$1, $2) })
    for operation in DoubleSoak.functions {
      let name = operation.name
      sections.append(
        Section(name: "balls \(name)", share: 6_000) { n, operands, tally in
          guard let operation = DoubleSoak.functions.first(where: { $0.name == name }) else { return }
          DoubleSoak.balls(operation, n, &operands, tally)
        })
      sections.append(
        Section(name: "lanes \(name)", share: 10_000) { n, operands, tally in
          guard let operation = DoubleSoak.functions.first(where: { $0.name == name }) else { return }
          DoubleSoak.lanes(operation, n, &operands, tally)
        })
    }
    sections.append(Section(name: "recurrences", share: 80_000) { RungSoak.recurrences($0, &$1, $2) })
    for name in RungSoak.operations {
      for bits in [53, 200, 1000] {
        sections.append(
          Section(name: "intervals \(name) at \(bits) bits", share: 400) { n, operands, tally in
            RungSoak.arithmetic(Interval.self, name, bits: bits, n, &operands, tally)
          })
      }
      sections.append(
        Section(name: "exact \(name)", share: 400) { n, operands, tally in
          RungSoak.arithmetic(ExactReal.self, name, bits: 200, n, &operands, tally)
        })
    }
    for name in RungSoak.functions {
      for bits in [53, 200] {
        sections.append(
          Section(name: "intervals \(name) at \(bits) bits", share: 100) { n, operands, tally in
            RungSoak.functions(Interval.self, name, bits: bits, n, &operands, tally)
          })
      }
      sections.append(
        Section(name: "exact \(name)", share: 40) { n, operands, tally in
          RungSoak.functions(ExactReal.self, name, bits: 128, n, &operands, tally)
        })
    }
    return sections
  }

  static func main() {
    let arguments = CommandLine.arguments.dropFirst().map { Double($0) }
    let operations = Int(arguments.first.flatMap { $0 } ?? 1e7)
    let seconds = arguments.dropFirst().first.flatMap { $0 } ?? .infinity
    let seed = UInt64(arguments.dropFirst(2).first.flatMap { $0 } ?? 1)
    let tally = Tally()
    let start = Date()
    let sections = sections()
    let total = sections.reduce(0) { $0 + $1.share }
    // Rounds of every section in turn, so that a limit in seconds cuts all alike.
    let rounds = max(1, operations / 20_000_000)
    let done = Counter(sections.count)
    let jobs = Counter(1)
    DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
      while -start.timeIntervalSinceNow < seconds {
        let job = jobs.add(1, to: 0)
        guard job < rounds * sections.count else { break }
        let section = sections[job % sections.count]
        let share = Double(operations) * Double(section.share) / Double(total) / Double(rounds)
        let count = 8 * Int((share / 8).rounded(.up))
        var operands = Operands(seed: seed &+ UInt64(job) &* 1_000_003)
        section.run(count, &operands, tally)
        _ = done.add(count, to: job % sections.count)
      }
    }
    for (k, section) in sections.enumerated() { print("\(done[k])  \(section.name)") }
    let all = sections.indices.reduce(0) { $0 + done[$1] }
    let time = Int(-start.timeIntervalSinceNow)
    print("\(all) operations, \(tally.count) failures, \(time) seconds, seed \(seed)")
    exit(tally.count == 0 ? 0 : 1)
  }
}

/// Counts that threads share.
final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var counts: [Int]

  init(_ count: Int) { counts = Array(repeating: 0, count: count) }

  /// Adds, and returns the count from before.
  func add(_ n: Int, to k: Int) -> Int {
    lock.withLock {
      counts[k] += n
      return counts[k] - n
    }
  }

  subscript(k: Int) -> Int { lock.withLock { counts[k] } }
}
