import Foundation
import Inputs

/// A safetensors file: eight bytes of header length, a JSON header, one buffer of tensors.
///
/// Everything the header says is checked against the file's size before any memory is taken; the
/// buffer is mapped, not read. The format: https://huggingface.co/docs/safetensors.
package final class SafetensorsFile: Sendable {
  /// What the header says of a tensor.
  package struct Entry: Sendable {
    package var name: String
    /// Nil for a type that is not known here; such a tensor cannot be used, only left aside.
    package var type: TensorType?
    /// The type as the header spells it.
    package var typeName: String
    package var shape: [Int]
    /// Bytes of the buffer, counted from its start.
    package var range: Range<Int>
    /// Where the header names the tensor.
    package var position: Position

    /// 0 where the type is not known.
    package var elementCount: Int { type.map { range.count / $0.byteCount } ?? 0 }
  }

  package let path: String
  package let entries: [Entry]
  package let metadata: [String: String]
  private let data: Data
  private let bufferStart: Int

  /// The longest header that is read, as in the reference implementation.
  package static let largestHeader = 100_000_000

  package init(path: String) throws(InputError) {
    self.path = path
    let data = try CheckpointFile.map(path)
    if let pointer = CheckpointFile.lfsPointer(data.prefix(64)) {
      throw InputError(file: path, message: pointer)
    }
    guard data.count >= 8 else {
      throw InputError(
        file: path,
        message:
          "\(data.count) bytes are too few for a safetensors file, which begins with 8 bytes of header length"
      )
    }
    let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= UInt64(data.count - 8) else {
      let hint =
        data.first == UInt8(ascii: "P") ? "; it looks like a zip archive, as pytorch_model.bin is" : ""
      throw InputError(
        file: path,
        message: "the header claims \(length) bytes, but only \(data.count - 8) follow its length\(hint)")
    }
    guard length <= Self.largestHeader else {
      throw InputError(
        file: path, message: "the header claims \(length) bytes; at most \(Self.largestHeader) are allowed")
    }
    let header = Array(data[data.startIndex + 8..<data.startIndex + 8 + Int(length)])
    let parsed = try Self.readHeader(header, file: path, bufferSize: data.count - 8 - Int(length))
    self.data = data
    bufferStart = 8 + Int(length)
    entries = parsed.entries
    metadata = parsed.metadata
  }

  /// The bytes of one tensor.
  func withBytes<Result>(of entry: Entry, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    data.withUnsafeBytes { all in
      body(
        UnsafeRawBufferPointer(
          rebasing: all[bufferStart + entry.range.lowerBound..<bufferStart + entry.range.upperBound]))
    }
  }
}

// MARK: - The header

extension SafetensorsFile {
  /// Reads and checks a header whose tensors lie in a buffer of `bufferSize` bytes.
  static func readHeader(
    _ text: [UInt8], file: String, bufferSize: Int
  ) throws(InputError) -> (entries: [Entry], metadata: [String: String]) {
    guard text.first == UInt8(ascii: "{") else {
      throw InputError(
        file: file, message: "the header is not JSON: it must begin with `{`; is this a safetensors file?")
    }
    let root: JSONNode
    do throws(InputError) {
      root = try JSONNode.parse(text, file: file)
    } catch {
      throw inHeader(error)
    }
    do throws(InputError) {
      var entries: [Entry] = []
      var metadata: [String: String] = [:]
      for member in try root.object(in: file) {
        if member.key == "__metadata__" {
          if case .null = member.node.value { continue }
          for pair in try member.node.object(in: file, "`__metadata__`") {
            metadata[pair.key] = try pair.node.string(in: file, "metadata \"\(pair.key)\"")
          }
        } else {
          entries.append(try readEntry(member, file: file, bufferSize: bufferSize))
        }
      }
      try checkLayout(entries, file: file, bufferSize: bufferSize)
      return (entries, metadata)
    } catch {
      throw inHeader(error)
    }
  }

  /// Positions are those of the header's JSON, which begins at byte 8.
  private static func inHeader(_ error: InputError) -> InputError {
    var copy = error
    copy.message = "in the header: " + error.message
    copy.sourceLine = nil
    return copy
  }

  private static func readEntry(
    _ member: JSONMember, file: String, bufferSize: Int
  ) throws(InputError) -> Entry {
    let name = "tensor \"\(member.key)\""
    let node = member.node
    for known in try node.object(in: file, name)
    where !["dtype", "shape", "data_offsets"].contains(known.key) {
      throw InputError(
        file: file, position: known.keyPosition,
        message: "\(name) has the unknown key \"\(known.key)\"; the keys are dtype, shape and data_offsets")
    }
    let typeNode = try node.require("dtype", in: file)
    let typeName = try typeNode.string(in: file, "the dtype of \(name)")
    // Newer writers know types that this program does not; whether the tensor is wanted decides.
    let type = TensorType(rawValue: typeName)
    let shapeNode = try node.require("shape", in: file)
    var shape: [Int] = []
    var bytes = type?.byteCount ?? 1
    var overflows = false
    for size in try shapeNode.array(in: file, "the shape of \(name)") {
      let value = try size.int(in: file, "a size in the shape of \(name)")
      guard value >= 0 else { throw size.error("\(name) has the negative size \(value)", in: file) }
      shape.append(value)
      let (product, overflow) = bytes.multipliedReportingOverflow(by: value)
      bytes = product
      overflows = overflows || overflow
    }
    // A size of 0 makes the product 0 whatever the others are.
    if shape.contains(0) { (bytes, overflows) = (0, false) }
    guard !overflows else {
      throw shapeNode.error("\(name) has the shape \(shape), more elements than any memory holds", in: file)
    }
    let offsetsNode = try node.require("data_offsets", in: file)
    let offsets = try offsetsNode.array(in: file, "data_offsets of \(name)")
    guard offsets.count == 2 else {
      throw offsetsNode.error(
        "data_offsets of \(name) must be [begin, end], found \(offsets.count) numbers", in: file)
    }
    let begin = try offsets[0].int(in: file, "the begin offset of \(name)")
    let end = try offsets[1].int(in: file, "the end offset of \(name)")
    guard begin >= 0, begin <= end else {
      throw offsetsNode.error(
        "\(name) has the offsets [\(begin), \(end)]; 0 <= begin <= end is needed", in: file)
    }
    guard end <= bufferSize else {
      throw offsetsNode.error(
        "\(name) ends at byte \(end), but the file holds \(bufferSize) bytes of tensors; is it truncated?",
        in: file)
    }
    guard type == nil || end - begin == bytes else {
      throw offsetsNode.error(
        "\(name) of type \(typeName) and shape \(shape) takes \(bytes) bytes, but its offsets span \(end - begin)",
        in: file)
    }
    return Entry(
      name: member.key, type: type, typeName: typeName, shape: shape, range: begin..<end,
      position: member.keyPosition)
  }

  /// The buffer must be covered without holes and without overlap.
  private static func checkLayout(
    _ entries: [Entry], file: String, bufferSize: Int
  ) throws(InputError) {
    let sorted = entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var (end, before) = (0, nil as Entry?)
    for entry in sorted {
      let begin = entry.range.lowerBound
      if begin < end, let before {
        throw InputError(
          file: file, position: entry.position,
          message:
            "tensor \"\(entry.name)\" begins at byte \(begin), inside \"\(before.name)\", which ends at \(end)"
        )
      }
      if begin > end {
        throw InputError(
          file: file, position: entry.position,
          message:
            "tensor \"\(entry.name)\" begins at byte \(begin), but the one before it ends at \(end); "
            + "the format allows no holes")
      }
      (end, before) = (entry.range.upperBound, entry)
    }
    guard end == bufferSize else {
      throw InputError(
        file: file, message: "the tensors end at byte \(end), but the file goes on to \(bufferSize)")
    }
  }
}
