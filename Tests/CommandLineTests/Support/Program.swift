import Foundation
import TestSupport
import Testing

/// The built executable, which the build puts beside the test bundle.
enum Program {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  struct NotBuilt: Error, CustomStringConvertible {
    var description: String { "no executable 'ssmproof' beside the tests; `swift build` makes it" }
  }

  private static func built() throws -> URL {
    var folders = [URL(fileURLWithPath: CommandLine.arguments[0]), Bundle.main.bundleURL]
    folders += Bundle.allBundles.map(\.bundleURL)
    for start in folders {
      var folder = start
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent("ssmproof")
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      }
    }
    throw NotBuilt()
  }

  /// Seconds between looks at whether it still runs.
  private static let pause = 0.02

  /// Runs the program in a folder and waits for it.
  ///
  /// - Parameters:
  ///   - executable: Another program, in place of the built one.
  ///   - patience: After so many seconds it is sent a signal, if it still runs.
  ///   - signal: SIGINT is what Ctrl-C sends.
  ///   - input: What stands on standard input.
  ///   - environment: Added to the environment of the tests.
  static func run(
    executable: URL? = nil, _ arguments: [String], in folder: URL? = nil, output: FileHandle? = nil,
    patience: Double? = nil,
    signal: Int32 = SIGINT, input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try executable ?? built()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let scratch = try Scratch()
    let (out, err) = (scratch.url("out"), scratch.url("err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try output ?? FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    process.standardInput = FileHandle.nullDevice
    if let input {
      try scratch.write(input, to: "in")
      process.standardInput = try FileHandle(forReadingFrom: scratch.url("in"))
    }
    try process.run()
    if let patience {
      let deadline = Date(timeIntervalSinceNow: patience)
      while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: pause) }
      if process.isRunning { kill(process.processIdentifier, signal) }
    }
    process.waitUntilExit()
    // As shells have it.
    let signalled: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      status: signalled + process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
      errors: try String(contentsOf: err, encoding: .utf8))
  }
}
