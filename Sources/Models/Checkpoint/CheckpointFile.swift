import Foundation
import Inputs

/// Opening files of a checkpoint: what is asked of the file system, with errors that name the file.
enum CheckpointFile {
  enum Kind {
    case missing, folder, other
    case regular(size: Int)
  }

  static func kind(of path: String) -> Kind {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .missing }
    if isFolder.boolValue { return .folder }
    // Through symbolic links: caches of downloaded models are made of them.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? NSNumber
    else { return .other }
    return .regular(size: size.intValue)
  }

  /// The size of a regular file that is not empty; anything else is an error that says what it is.
  static func requireRegular(_ path: String) throws(InputError) -> Int {
    switch kind(of: path) {
    case .missing: throw InputError(file: path, message: "no such file")
    case .folder: throw InputError(file: path, message: "this is a folder; a file is needed")
    case .other: throw InputError(file: path, message: "not a regular file that can be read")
    case .regular(let size):
      guard size > 0 else { throw InputError(file: path, message: "the file is empty") }
      return size
    }
  }

  /// Maps a regular file into memory; nothing is read until it is used.
  static func map(_ path: String) throws(InputError) -> Data {
    _ = try requireRegular(path)
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch {
      throw InputError(file: path, message: "cannot be read: \(error.localizedDescription)")
    }
  }

  /// The largest JSON file that is read.
  static let largestJSON = 64 << 20

  /// Reads a JSON file; `NaN` and `Infinity`, which Python writes, too.
  static func json(_ path: String) throws(InputError) -> (node: JSONNode, text: [UInt8]) {
    let text = try jsonText(path)
    return (try JSONNode.parse(text, file: path, nonFinite: true), text)
  }

  /// The bytes of a JSON file.
  static func jsonText(_ path: String) throws(InputError) -> [UInt8] {
    let size = try requireRegular(path)
    guard size <= largestJSON else {
      throw InputError(
        file: path, message: "\(size) bytes of JSON; at most \(largestJSON >> 20) MiB are read")
    }
    let text = Array(try map(path))
    if let pointer = lfsPointer(text) { throw InputError(file: path, message: pointer) }
    return text
  }

  /// The message for a file that is only a pointer of Git LFS; nil for any other.
  static func lfsPointer(_ head: some Sequence<UInt8>) -> String? {
    let magic = Array("version https://git-lfs.github.com/spec/".utf8)
    guard head.starts(with: magic) else { return nil }
    return "this is a pointer of Git LFS, not the file itself; fetch it with `git lfs pull`"
  }
}

/// A number of bytes for people: "300 KiB".
func byteText(_ count: Double) -> String {
  let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
  var (value, unit) = (count, 0)
  while value >= 1024, unit < units.count - 1 {
    value /= 1024
    unit += 1
  }
  let rounded = (value * 10).rounded() / 10
  return rounded == rounded.rounded() ? "\(Int(rounded)) \(units[unit])" : "\(rounded) \(units[unit])"
}
