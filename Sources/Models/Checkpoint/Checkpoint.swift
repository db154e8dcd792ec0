import Foundation
import Inputs

/// A folder with `config.json` and the tensors of one model: one safetensors file or several shards.
package struct Checkpoint: Sendable {
  package let folder: String
  /// The file that errors about missing tensors name.
  package let tensorFile: String
  private let tensors: [String: (file: SafetensorsFile, entry: SafetensorsFile.Entry)]

  package var tensorNames: [String] { tensors.keys.sorted() }

  /// The files that hold the tensors.
  package var files: [String] { Set(tensors.values.map(\.file.path)).sorted() }

  package init(folder: String) throws(InputError) {
    self.folder = folder
    switch CheckpointFile.kind(of: folder) {
    case .missing: throw InputError(file: folder, message: "no such folder")
    case .folder: break
    case .regular, .other:
      throw InputError(
        file: folder, message: "this is a file; name the folder that holds config.json and model.safetensors")
    }
    try Self.refuseAdapter(folder)
    let single = Self.path(folder, "model.safetensors")
    let index = Self.path(folder, "model.safetensors.index.json")
    if case .missing = CheckpointFile.kind(of: single) {
      guard case .missing = CheckpointFile.kind(of: index) else {
        tensorFile = index
        tensors = try Self.readShards(index, folder: folder)
        return
      }
      throw InputError(file: folder, message: Self.withoutTensors(folder))
    }
    try Self.refuseSecondModel(index, beside: single)
    tensorFile = single
    let file = try SafetensorsFile(path: single)
    tensors = Dictionary(uniqueKeysWithValues: file.entries.map { ($0.name, (file, $0)) })
  }

  static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Refuses an index beside the one file, unless it says that all tensors are in that file.
  private static func refuseSecondModel(_ index: String, beside single: String) throws(InputError) {
    if case .missing = CheckpointFile.kind(of: index) { return }
    let (root, text) = try CheckpointFile.json(index)
    do throws(InputError) {
      for (member, shard) in try weightMap(root, index) {
        guard shard == "model.safetensors" else {
          throw member.node.error(
            "the index says \"\(shard)\", but model.safetensors is here too: these may be two models; "
              + "take one of them out of the folder", in: index)
        }
      }
    } catch {
      throw error.showing(text)
    }
  }

  /// The tensors that an index lists, each with its shard.
  private static func weightMap(
    _ root: JSONNode, _ index: String
  ) throws(InputError) -> [(JSONMember, String)] {
    try root.require("weight_map", in: index).object(in: index, "`weight_map`").map {
      member throws(InputError) in
      (member, try member.node.string(in: index, "the file of tensor \"\(member.key)\""))
    }
  }

  private static func readShards(
    _ index: String, folder: String
  ) throws(InputError) -> [String: (file: SafetensorsFile, entry: SafetensorsFile.Entry)] {
    let (root, text) = try CheckpointFile.json(index)
    do throws(InputError) {
      var files: [String: SafetensorsFile] = [:]
      var located: [String: [String: SafetensorsFile.Entry]] = [:]
      var tensors: [String: (file: SafetensorsFile, entry: SafetensorsFile.Entry)] = [:]
      for (member, shard) in try weightMap(root, index) {
        guard !shard.isEmpty, !shard.contains("/"), !shard.contains("\\"), shard != "..",
          !shard.contains("\0")
        else {
          throw member.node.error("a shard must be a file of this folder, found \"\(shard)\"", in: index)
        }
        if files[shard] == nil {
          let path = path(folder, shard)
          if case .missing = CheckpointFile.kind(of: path) {
            throw member.node.error("the shard \"\(shard)\" is missing", in: index)
          }
          let file = try SafetensorsFile(path: path)
          files[shard] = file
          located[shard] = Dictionary(uniqueKeysWithValues: file.entries.map { ($0.name, $0) })
        }
        guard let file = files[shard], let entry = located[shard]?[member.key] else {
          throw InputError(
            file: index, position: member.keyPosition,
            message: "tensor \"\(member.key)\" is not in \"\(shard)\", where the index says it is")
        }
        tensors[member.key] = (file, entry)
      }
      for (shard, file) in files.sorted(by: { $0.key < $1.key }) {
        for entry in file.entries where tensors[entry.name]?.file !== file {
          throw InputError(
            file: file.path, position: entry.position,
            message: "tensor \"\(entry.name)\" is in \"\(shard)\", but the index does not say so")
        }
      }
      return tensors
    } catch {
      throw error.file == index ? error.showing(text) : error
    }
  }
}

// MARK: - Tensors by name

extension Checkpoint {
  package func has(_ name: String) -> Bool { tensors[name] != nil }

  /// Where a tensor's header entry stands, for errors about it.
  func place(of name: String) -> (file: String, position: Position?) {
    tensors[name].map { ($0.file.path, $0.entry.position) } ?? (tensorFile, nil)
  }

  func shape(of name: String) -> [Int]? { tensors[name]?.entry.shape }

  /// Whether the elements are of a type that no forward pass reads by itself: scales of another tensor's blocks, or a
  /// type that this program does not know. Integers may be masks or quantised weights.
  func holdsNoValues(_ name: String) -> Bool {
    guard let type = tensors[name]?.entry.type else { return true }
    return type == .float8E8M0
  }

  /// An error at a tensor's place.
  func error(_ name: String, _ message: String) -> InputError {
    let (file, position) = place(of: name)
    return InputError(file: file, position: position, message: "tensor \"\(name)\" " + message)
  }

  /// The weights of that name and shape.
  ///
  /// Throws where the tensor is missing (naming the nearest name that is present), has another shape,
  /// an element type that holds no weights, or an element that is no finite number.
  ///
  /// - Parameters:
  ///   - alternatives: Other shapes that the same elements in the same order may have.
  ///   - padded: Whether there may be up to this many rows more than `shape` says.
  ///   - isLogarithm: Whether −∞, the logarithm of 0, may stand.
  package func weights(
    _ name: String, shape: [Int], because reason: String, or alternatives: [[Int]] = [], padded: Int = 0,
    isLogarithm: Bool = false
  ) throws(InputError) -> WeightTensor {
    guard let (file, entry) = tensors[name] else {
      let nearest = Spelling.nearest(to: name, among: tensorNames)
      throw InputError(
        file: tensorFile,
        message: "tensor \"\(name)\" is missing"
          + (nearest.map { "; the nearest name present is \"\($0)\"" } ?? ""))
    }
    guard entry.type?.isWeight == true else {
      throw error(name, "has the dtype \(entry.typeName); weights must be F16, BF16, F32 or F64")
    }
    let isPadded =
      entry.shape.count == shape.count && entry.shape.dropFirst() == shape.dropFirst()
      && (entry.shape.first.map { ($0 - shape[0]) >= 0 && ($0 - shape[0]) <= padded } ?? false)
    guard entry.shape == shape || alternatives.contains(entry.shape) || isPadded else {
      throw error(name, "has the shape \(entry.shape); config.json makes it \(shape) (\(reason))")
    }
    let tensor = WeightTensor(name: name, shape: entry.shape, file: file, entry: entry)
    try tensor.checkFinite(first: shape.reduce(1, *), exceptMinusInfinity: isLogarithm)
    return tensor
  }
}

enum Spelling {
  /// The candidate with the fewest edits, if there is any within half the name's length.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let target = Array(name.utf8)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let other = Array(candidate.utf8)
      let limit = min(best?.distance ?? Int.max, target.count / 2 + 1)
      guard abs(other.count - target.count) < limit else { continue }
      let distance = editDistance(target, other)
      if distance < limit { best = (distance, candidate) }
    }
    return best?.name
  }

  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
