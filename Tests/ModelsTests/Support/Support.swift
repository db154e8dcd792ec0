import Foundation
import Inputs
import Numbers
import TestSupport

@testable import Models

/// A folder of `Examples/checkpoints`.
func example(_ name: String) -> String { Repository.path("Examples/checkpoints/\(name)") }

/// A JSON file of an example, by Foundation rather than by the reader under test.
func exampleJSON(_ name: String, _ file: String) throws -> [String: Any] {
  let data = try Data(contentsOf: URL(fileURLWithPath: example(name) + "/" + file))
  return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
}

func write(_ text: String, _ folder: String, _ name: String) throws {
  try write(Array(text.utf8), folder, name)
}

func write(_ bytes: [UInt8], _ folder: String, _ name: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
}

/// The eight bytes of a header's length, the header, the data.
func safetensors(header: String, data: [UInt8] = []) -> [UInt8] {
  let length = UInt64(header.utf8.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + Array(header.utf8) + data
}
