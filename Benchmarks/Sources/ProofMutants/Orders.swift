import Foundation

/// Orders on standard input: a word, the number of bytes that follow, a line feed, the bytes.
struct Orders {
  private let input = FileHandle.standardInput
  private var buffer = Data()

  /// The next order; nil at the end, and where something else stands there.
  mutating func next() -> (word: String, bytes: [UInt8])? {
    var end = buffer.firstIndex(of: 10)
    while end == nil {
      guard fill() else { return nil }
      end = buffer.firstIndex(of: 10)
    }
    guard let end else { return nil }
    let words = String(decoding: buffer[..<end], as: UTF8.self).split(separator: " ")
    buffer.removeSubrange(...end)
    guard words.count == 2, let count = Int(words[1]), count >= 0 else { return nil }
    while buffer.count < count { guard fill() else { return nil } }
    let bytes = [UInt8](buffer.prefix(count))
    buffer.removeFirst(count)
    return (String(words[0]), bytes)
  }

  private mutating func fill() -> Bool {
    let more = input.availableData
    buffer.append(more)
    return !more.isEmpty
  }
}
