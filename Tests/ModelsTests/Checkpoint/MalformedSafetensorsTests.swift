import TestSupport
import Testing

@testable import Models

/// Headers that lie, each with its message. Nothing here takes more memory than the file.
@Suite struct MalformedSafetensorsTests {
  private func failure(_ bytes: [UInt8]) throws -> String {
    try withFolder { folder in
      try write(bytes, folder, "m")
      let message = inputError { _ = try SafetensorsFile(path: folder + "/m") }
      return message.replacing(folder + "/", with: "")
    }
  }

  private func failure(header: String, data: Int = 0) throws -> String {
    try failure(safetensors(header: header, data: Array(repeating: 0, count: data)))
  }

  @Test func filesThatAreNone() throws {
    #expect(try failure([]) == "m: the file is empty")
    #expect(
      try failure([1, 2, 3])
        == "m: 3 bytes are too few for a safetensors file, which begins with 8 bytes of header length")
    #expect(
      try failure(Array("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n".utf8))
        == "m: this is a pointer of Git LFS, not the file itself; fetch it with `git lfs pull`")
    #expect(
      try failure([0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0])
        == "m: the header claims 67324752 bytes, but only 1 follow its length; "
        + "it looks like a zip archive, as pytorch_model.bin is")
    #expect(
      inputError { _ = try SafetensorsFile(path: "/no/such") } == "/no/such: no such file")
    try withFolder { folder in
      #expect(
        inputError { _ = try SafetensorsFile(path: folder) }
          == "\(folder): this is a folder; a file is needed")
    }
  }

  @Test func lengthsThatLie() throws {
    #expect(
      try failure(Array(repeating: 0xFF, count: 8) + [0x7B, 0x7D])
        == "m: the header claims 18446744073709551615 bytes, but only 2 follow its length")
    #expect(
      try failure([3, 0, 0, 0, 0, 0, 0, 0x80] + [0x7B, 0x7D])
        == "m: the header claims 9223372036854775811 bytes, but only 2 follow its length")
    #expect(
      try failure(Array(safetensors(header: "{\"a\": {}}").dropLast(2)))
        == "m: the header claims 9 bytes, but only 7 follow its length")
  }

  @Test(arguments: [
    ("[]", 0, "m: the header is not JSON: it must begin with `{`; is this a safetensors file?"),
    ("{\"a\": 1 \"b\"}", 0, "m:1:9: in the header: expected `,` or `}`, found `\"`"),
    ("{\"a\": 1}", 0, "m:1:7: in the header: tensor \"a\" must be an object, found a number"),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]},\n \"a\": 1}", 4,
      "m:2:2: in the header: the key \"a\" is repeated; it stands first at 1:2"
    ),
    (
      "{\"__metadata__\": {\"a\": 1}}", 0,
      "m:1:24: in the header: metadata \"a\" must be a string, found a number"
    ),
    ("{\"a\": {\"shape\": [1], \"data_offsets\": [0, 4]}}", 4, "m:1:7: in the header: missing key \"dtype\""),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4], \"x\": 1}}", 4,
      "m:1:62: in the header: tensor \"a\" has the unknown key \"x\"; the keys are dtype, shape and data_offsets"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}", 4,
      "m:1:34: in the header: tensor \"a\" has the negative size -1"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1.5], \"data_offsets\": [0, 4]}}", 4,
      "m:1:34: in the header: a size in the shape of tensor \"a\" must be a whole number, found 1.5"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [4294967296, 4294967296, 4294967296], \"data_offsets\": [0, 4]}}",
      4,
      "m:1:33: in the header: tensor \"a\" has the shape [4294967296, 4294967296, 4294967296], "
        + "more elements than any memory holds"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [4611686018427387904], \"data_offsets\": [0, 0]}}", 0,
      "m:1:33: in the header: tensor \"a\" has the shape [4611686018427387904], more elements than any memory holds"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}", 4,
      "m:1:54: in the header: tensor \"a\" of type F32 and shape [2] takes 8 bytes, but its offsets span 4"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 0]}}", 4,
      "m:1:54: in the header: tensor \"a\" has the offsets [4, 0]; 0 <= begin <= end is needed"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4, 8]}}", 8,
      "m:1:54: in the header: data_offsets of tensor \"a\" must be [begin, end], found 3 numbers"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}}", 4,
      "m:1:54: in the header: tensor \"a\" ends at byte 8, but the file holds 4 bytes of tensors; is it truncated?"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 99999999999999999999]}}", 4,
      "m:1:58: in the header: the end offset of tensor \"a\" must be a whole number below 2^63, "
        + "found 99999999999999999999"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]},"
        + " \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}", 8,
      "m:1:63: in the header: tensor \"b\" begins at byte 4, inside \"a\", which ends at 8"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]},"
        + " \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [8, 12]}}", 12,
      "m:1:63: in the header: tensor \"b\" begins at byte 8, but the one before it ends at 4; "
        + "the format allows no holes"
    ),
    (
      "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", 5,
      "m: in the header: the tensors end at byte 4, but the file goes on to 5"
    ),
  ])
  func headersThatLie(header: String, data: Int, expected: String) throws {
    #expect(try failure(header: header, data: data) == expected)
  }

  @Test func emptyTensorsAndScalarsAreFine() throws {
    let header =
      "{\"s\": {\"dtype\": \"F32\", \"shape\": [], \"data_offsets\": [0, 4]}, "
      + "\"e\": {\"dtype\": \"I64\", \"shape\": [0, 9223372036854775807], \"data_offsets\": [4, 4]}}  "
    try withFolder { folder in
      try write(safetensors(header: header, data: [0, 0, 128, 63]), folder, "m")
      let file = try SafetensorsFile(path: folder + "/m")
      #expect(file.entries.map(\.elementCount) == [1, 0])
      let tensor = WeightTensor(name: "s", shape: [], file: file, entry: file.entries[0])
      #expect(tensor.values() == [1])
    }
  }
}
