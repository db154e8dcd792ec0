import Foundation
import Inputs

extension ClaimFile {
  /// The file with its imports read, which are sought relative to the file that names them.
  package func resolved() throws(InputError) -> ClaimFile {
    var loader = ImportLoader()
    return try withDeepStack { () throws(InputError) in try loader.resolve(self) }
  }

  /// The real path, or the path itself where there is no such file.
  static func identity(of path: String) -> String {
    guard !path.utf8.contains(0), let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path that an import names in a file.
  static func path(of name: String, from file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }
}

/// Reads imported files, each once.
private struct ImportLoader {
  private var finished: [String: ClaimFile] = [:]
  /// The files whose imports are being read, outermost first.
  private var open: [ClaimFile] = []

  mutating func resolve(_ file: ClaimFile) throws(InputError) -> ClaimFile {
    if let known = finished[file.identity] { return known }
    open.append(file)
    defer { open.removeLast() }
    var imports: [ClaimFile] = []
    for case .import(let name, let mark) in file.syntax.entries {
      let path = ClaimFile.path(of: name, from: file.file)
      let identity = ClaimFile.identity(of: path)
      if let start = open.firstIndex(where: { $0.identity == identity }) {
        let loop = (open[start...].map(\.file) + [open[start].file]).joined(separator: " → ")
        throw file.source.error(at: mark.position, "the imports form a loop: \(loop)")
      }
      guard open.count <= Library.nestingLimit else {
        throw file.source.error(
          at: mark.position, "files import each other over more than \(Library.nestingLimit) steps")
      }
      if let known = finished[identity] {
        imports.append(known)
        continue
      }
      let bytes: [UInt8]
      do throws(InputError) {
        bytes = try InputFile.read(path: path)
      } catch {
        throw file.source.error(at: mark.position, "cannot import '\(path)': \(error.message)")
      }
      imports.append(try resolve(try ClaimFile.parse(bytes: bytes, file: path)))
    }
    let result = ClaimFile(
      file: file.file, syntax: file.syntax, source: file.source, identity: file.identity, imports: imports,
      depth: file.depth)
    finished[file.identity] = result
    return result
  }
}
