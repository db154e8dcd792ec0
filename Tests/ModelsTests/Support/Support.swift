import Foundation
import Inputs
import Numbers

@testable import Models

/// Steele, Lea, Flood: the same numbers on every machine.
struct SplitMix64 {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
  /// In [-1, 1).
  mutating func unit() -> Double { Double(Int64(bitPattern: next()) >> 11) * 0x1p-52 }
}

/// How many times longer the random tests run.
let testScale = ProcessInfo.processInfo.environment["SSMPROOF_TEST_SCALE"].flatMap { Int($0) } ?? 1

/// A folder of `Examples/checkpoints`.
func example(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples/checkpoints/\(name)").path
}

/// A JSON file of an example, by Foundation rather than by the reader under test.
func exampleJSON(_ name: String, _ file: String) throws -> [String: Any] {
  let data = try Data(contentsOf: URL(fileURLWithPath: example(name) + "/" + file))
  return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
}

/// Gives a fresh folder to `body` and removes it afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ssmproof-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

func write(_ text: String, _ folder: String, _ name: String) throws {
  try write(Array(text.utf8), folder, name)
}

func write(_ bytes: [UInt8], _ folder: String, _ name: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
}

/// The message of the input error that `body` throws.
func inputError(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch let error as InputError {
    return error.description
  } catch {
    return "another error: \(error)"
  }
}

/// The eight bytes of a header's length, the header, the data.
func safetensors(header: String, data: [UInt8] = []) -> [UInt8] {
  let length = UInt64(header.utf8.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + Array(header.utf8) + data
}
