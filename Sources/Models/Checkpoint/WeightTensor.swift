import Inputs

/// A tensor of weights, each an exact dyadic number, left in the mapped file until a row is asked for.
package struct WeightTensor: Sendable {
  package let name: String
  package let shape: [Int]
  let file: SafetensorsFile
  let entry: SafetensorsFile.Entry
  /// The element type: one that holds weights.
  let type: TensorType

  /// The entry's type must be one that holds weights.
  init(name: String, shape: [Int], file: SafetensorsFile, entry: SafetensorsFile.Entry) {
    guard let type = entry.type, type.isWeight else { preconditionFailure("\(name) holds no weights") }
    (self.name, self.shape, self.file, self.entry, self.type) = (name, shape, file, entry, type)
  }

  package var rowCount: Int { shape.first ?? 1 }
  /// Elements per row: the product of all sizes but the first.
  package var rowLength: Int { rowCount == 0 ? 0 : entry.elementCount / rowCount }
  package var elementCount: Int { entry.elementCount }

  /// Decodes elements `start ..< start + target.count`, counted over the whole tensor in order.
  func decode(from start: Int, into target: UnsafeMutableBufferPointer<Double>) {
    precondition(start >= 0 && start + target.count <= elementCount, "outside tensor \(name)")
    let type = self.type
    file.withBytes(of: entry) { bytes in
      guard let base = bytes.baseAddress, !target.isEmpty else { return }
      let first = base + start * type.byteCount
      // The usual type in a loop of its own, which the compiler can make vectors of.
      if type == .float32 {
        for index in 0..<target.count { target[index] = TensorType.single(first + index * 4) }
        return
      }
      for index in 0..<target.count {
        target[index] = type.decode(first + index * type.byteCount)
      }
    }
  }

  /// All elements in order.
  package func values() -> [Double] {
    [Double](unsafeUninitializedCapacity: elementCount) { buffer, count in
      let target = UnsafeMutableBufferPointer(rebasing: buffer[..<elementCount])
      target.initialize(repeating: 0)
      decode(from: 0, into: target)
      count = elementCount
    }
  }

  /// The first element that is no finite number, as an error.
  ///
  /// - Parameters:
  ///   - count: How many elements are looked at; nil: all.
  ///   - exceptMinusInfinity: Whether −∞ may stand, as in a logarithm.
  func checkFinite(first count: Int? = nil, exceptMinusInfinity: Bool = false) throws(InputError) {
    let type = self.type
    let bad = file.withBytes(of: entry) { bytes -> (Int, Double)? in
      guard let base = bytes.baseAddress else { return nil }
      for index in 0..<min(elementCount, count ?? elementCount) {
        let value = type.decode(base + index * type.byteCount)
        if !value.isFinite, !exceptMinusInfinity || value != -.infinity { return (index, value) }
      }
      return nil
    }
    guard let (index, value) = bad else { return }
    var (rest, indices) = (index, [Int]())
    for size in shape.reversed() {
      indices.insert(rest % size, at: 0)
      rest /= size
    }
    throw InputError(
      file: file.path,
      message:
        "tensor \"\(name)\" has \(value.isNaN ? "NaN" : "\(value)") at index \(indices); weights must be finite"
    )
  }
}
