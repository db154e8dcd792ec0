import Foundation

/// Reading files that a user names: regular files up to a stated size, nothing else.
package enum InputFile {
  /// The largest claim or instance file that is read: 16 MiB.
  package static let sizeLimit = 16 << 20

  /// The bytes of a regular file.
  ///
  /// Throws an `InputError` without a position where there is no such file, where it is a directory,
  /// a device or a pipe, cannot be read, or holds more than `limit` bytes (said before it is read).
  package static func read(path: String, limit: Int = sizeLimit) throws(InputError) -> [UInt8] {
    func failure(_ message: String) -> InputError { InputError(file: path, message: message) }
    guard !path.isEmpty else { throw failure("an empty file name") }
    guard !path.utf8.contains(0) else { throw failure("a file name with a NUL character") }
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(reason(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw failure("is a directory; a file is wanted here")
    default: throw failure("is not a regular file")
    }
    func tooLarge() -> InputError {
      failure("holds more than \(limit) bytes, the limit for such a file")
    }
    guard status.st_size <= limit else { throw tooLarge() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(reason(errno))
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      // A file may grow, or (under /proc) not know its size.
      guard bytes.count <= limit else { throw tooLarge() }
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case ENOTDIR: "there is no such file (a part of its path is not a directory)"
    case EACCES, EPERM: "the file may not be read (permission denied)"
    case ELOOP: "a loop of symbolic links"
    case ENAMETOOLONG: "the file name is too long"
    default: "the file cannot be read: " + String(cString: strerror(code))
    }
  }
}
