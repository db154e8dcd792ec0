import Foundation
import TestSupport

/// The `coqc` of this machine, for tests that compile what was exported.
///
/// Where it is missing, or its library Interval is and the text needs it, nothing is compiled and a line says
/// what was left out: tests pass with Coq and Interval, with Coq alone, and without either.
struct CoqCompiler {
  let program: String
  let hasInterval: Bool

  /// The first `coqc` on a path such as the environment's `PATH`; nil where there is none.
  init?(path: String) {
    let programs = path.split(separator: ":").map { "\($0)/coqc" }
    guard let program = programs.first(where: FileManager.default.isExecutableFile),
      let folder = try? Self.output(of: program, ["-where"])?
        .trimmingCharacters(in: .whitespacesAndNewlines)
    else { return nil }
    self.program = program
    hasInterval = FileManager.default.fileExists(atPath: folder + "/user-contrib/Interval/Tactic.vo")
  }

  static let ofThisMachine = CoqCompiler(path: ProcessInfo.processInfo.environment["PATH"] ?? "")

  /// Whether Coq accepts a text; nil, and a line that says so, where it cannot be asked.
  static func accepts(_ text: String, with compiler: CoqCompiler? = ofThisMachine) throws -> Bool? {
    guard let compiler else {
      print("skipped: coqc is not installed, an exported file was not compiled")
      return nil
    }
    guard compiler.hasInterval || !text.contains("From Interval") else {
      print("skipped: coqc has no library Interval, an exported file over the reals was not compiled")
      return nil
    }
    let scratch = try Scratch()
    try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path("Refutation.v")))
    return try output(of: compiler.program, ["-q", "Refutation.v"], in: scratch.folder) != nil
  }

  /// What a program prints; nil where it fails.
  private static func output(of program: String, _ arguments: [String], in folder: URL? = nil) throws
    -> String?
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
