import Claims
import Dispatch
import Evaluation
import Foundation
import Inputs
import Reports
import SSMProof

/// Decides a stream of instances that another program wrote: a JSON object on each line, or a folder of files.
///
/// What is read is bounded: some thousand lines at a time, decided on all cores and reported in order.
struct InstanceStream {
  var theorem: Theorem
  var path: String
  var limits: EvaluationLimits
  var format: ReportFormat

  /// How many instances are read before they are decided, and how many one core takes at a time.
  private static let batch = 256
  private static let share = 32

  private struct Entry: Sendable {
    var bytes: [UInt8]
    var file: String
    /// The line of the file that it stands on; nil where the file is the instance.
    var line: Int?
    var place: String { line.map { "\(file):\($0)" } ?? file }
  }

  func run() throws -> ExitStatus {
    var report = StreamReport(theorem, version: ssmProofVersion, format: format)
    let source = try self.source()
    let count = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let judges = (0..<count).map { [theorem, limits] _ in
      InstanceJudge(theorem, limits: limits) { Interrupt.isRequested }
    }
    try Console.write(report.opening, isWhole: false)
    var failure: InputError?
    var isComplete = true
    do throws(InputError) {
      while !Interrupt.isRequested {
        let (entries, error) = source.next(Self.batch)
        let decisions = decide(entries, judges)
        // What an interrupt broke off would be told with a wrong reason.
        if Interrupt.isRequested { break }
        for (entry, decision) in zip(entries, decisions) {
          try write(report.add(try decision.get(), at: entry.place))
        }
        if let error { throw error }
        if entries.isEmpty { break }
      }
      isComplete = !Interrupt.isRequested
    } catch {
      failure = error
      isComplete = false
    }
    try Console.write(report.closing(isComplete: isComplete, error: failure?.rendered), isWhole: false)
    if let failure { throw failure }
    for fault in report.contradictions { Console.complain("ssmproof: a fault of the program: \(fault)") }
    if !report.contradictions.isEmpty { return .fault }
    if report.violated > 0, theorem.expectation != .refuted { return .unexpected }
    return report.undecided > 0 || !isComplete ? .undecided : .asExpected
  }

  private func write(_ text: String) throws(InputError) {
    guard !text.isEmpty else { return }
    do {
      try Console.write(text, isWhole: false)
    } catch {
      throw InputError(file: "", message: "\(error)")
    }
  }

  /// The decisions in order; where one entry is wrong, it and what follows in its part.
  private func decide(_ entries: [Entry], _ judges: [InstanceJudge]) -> [Result<Decision, InputError>] {
    let parts = stride(from: 0, to: entries.count, by: Self.share).map {
      entries[$0..<min($0 + Self.share, entries.count)]
    }
    let theorem = theorem
    // Each thread has a judge of its own.
    nonisolated(unsafe) let judges = judges
    let results = inOrder(parts.count, threads: judges.count) { part, thread in
      Self.decide(parts[part], theorem, judges[thread])
    }
    return results.flatMap { (try? $0.get()) ?? [] }
  }

  private static func decide(
    _ entries: ArraySlice<Entry>, _ theorem: Theorem, _ judge: InstanceJudge
  ) -> [Result<Decision, InputError>] {
    var instances: [Instance] = []
    var failure: InputError?
    for entry in entries {
      do throws(InputError) {
        instances.append(
          try InstanceFile.parse(entry.bytes, file: entry.file, line: entry.line, for: theorem))
      } catch {
        failure = error
        if error.position == nil {
          failure?.position = entry.line.map { Position(line: $0, column: 1) }
        }
        break
      }
    }
    do throws(InputError) {
      return try judge.decide(instances).map { .success($0) } + (failure.map { [.failure($0)] } ?? [])
    } catch {
      // One of them cannot be evaluated: which one is found one by one.
      var results: [Result<Decision, InputError>] = []
      for (entry, instance) in zip(entries, instances) {
        do throws(InputError) {
          results.append(.success(try judge.decide([instance])[0]))
        } catch {
          var error = error
          error.message += "; met by the instance at \(entry.place)"
          return results + [.failure(error)]
        }
      }
      return results
    }
  }

  // MARK: Where the instances come from

  private func source() throws(InputError) -> Source {
    if path == "-" { return Source(descriptor: STDIN_FILENO, name: "-") }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw InputError(file: path, message: "no such file or folder")
    }
    if isFolder.boolValue {
      return Source(files: try FilePaths.files([path], ending: ".json", what: "instance file"))
    }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw InputError(file: path, message: "the file cannot be read: \(String(cString: strerror(errno)))")
    }
    return Source(descriptor: descriptor, name: path)
  }

  /// Files one after the other, or the lines of a descriptor.
  private final class Source {
    private var files: [String]
    private let descriptor: Int32?
    private let name: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var line = 0
    private var isAtEnd = false

    init(files: [String]) {
      self.files = files
      descriptor = nil
      name = ""
    }

    init(descriptor: Int32, name: String) {
      files = []
      self.descriptor = descriptor
      self.name = name
    }

    deinit { if let descriptor, descriptor != STDIN_FILENO { close(descriptor) } }

    /// Up to a number of entries; none at the end. An error stands behind the entries that come before it.
    func next(_ count: Int) -> (entries: [Entry], error: InputError?) {
      var entries: [Entry] = []
      do throws(InputError) {
        while entries.count < count, let entry = try entry() { entries.append(entry) }
        return (entries, nil)
      } catch {
        return (entries, error)
      }
    }

    private func entry() throws(InputError) -> Entry? {
      if descriptor == nil {
        guard !files.isEmpty else { return nil }
        let file = files.removeFirst()
        return Entry(bytes: try InputFile.read(path: file), file: file, line: nil)
      }
      while let bytes = try lineOfBytes() {
        line += 1
        // Blank lines and a byte order mark mean nothing.
        var rest = bytes[...]
        if line == 1, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
        return Entry(bytes: Array(rest), file: name, line: line)
      }
      return nil
    }

    private func lineOfBytes() throws(InputError) -> [UInt8]? {
      var seen = start
      while true {
        if let end = buffer[seen...].firstIndex(of: 10) {
          defer { start = end + 1 }
          return Array(buffer[start..<end])
        }
        seen = buffer.count
        if isAtEnd {
          guard start < buffer.count else { return nil }
          defer { start = buffer.count }
          return Array(buffer[start...])
        }
        guard buffer.count - start <= InputFile.sizeLimit else {
          throw InputError(
            file: name, position: Position(line: line + 1, column: 1),
            message:
              "a line of more than \(InputFile.sizeLimit) bytes, which is the limit; one instance stands on each line"
          )
        }
        if start > 0 {
          buffer.removeFirst(start)
          (seen, start) = (seen - start, 0)
        }
        fill()
      }
    }

    private func fill() {
      var chunk = [UInt8](repeating: 0, count: 1 << 18)
      let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor ?? -1, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR && !Interrupt.isRequested { return }
      if count > 0 { buffer += chunk[..<count] } else { isAtEnd = true }
    }
  }
}
