/// The element types that a safetensors header can name.
package enum TensorType: String, CaseIterable, Sendable {
  case bool = "BOOL"
  case unsigned8 = "U8"
  case signed8 = "I8"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3 = "F8_E4M3"
  case float8E8M0 = "F8_E8M0"
  case float8E4M3Unsigned = "F8_E4M3FNUZ"
  case float8E5M2Unsigned = "F8_E5M2FNUZ"
  case unsigned16 = "U16"
  case signed16 = "I16"
  case float16 = "F16"
  case brain16 = "BF16"
  case unsigned32 = "U32"
  case signed32 = "I32"
  case float32 = "F32"
  case unsigned64 = "U64"
  case signed64 = "I64"
  case float64 = "F64"
  case complex64 = "C64"

  package var byteCount: Int {
    switch self {
    case .bool, .unsigned8, .signed8, .float8E5M2, .float8E4M3, .float8E8M0, .float8E4M3Unsigned,
      .float8E5M2Unsigned:
      1
    case .unsigned16, .signed16, .float16, .brain16: 2
    case .unsigned32, .signed32, .float32: 4
    case .unsigned64, .signed64, .float64, .complex64: 8
    }
  }

  /// Whether the elements can be weights: reals that a double holds exactly.
  package var isWeight: Bool {
    switch self {
    case .float16, .brain16, .float32, .float64: true
    default: false
    }
  }

  /// The exact value of one little-endian element at `bytes`; only where `isWeight`.
  @inline(__always)
  func decode(_ bytes: UnsafeRawPointer) -> Double {
    switch self {
    case .float32: Self.single(bytes)
    case .float64:
      Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)))
    case .brain16:
      Double(Float(bitPattern: UInt32(UInt16(littleEndian: bytes.loadUnaligned(as: UInt16.self))) << 16))
    default:
      Self.half(UInt16(littleEndian: bytes.loadUnaligned(as: UInt16.self)))
    }
  }

  @inline(__always)
  static func single(_ bytes: UnsafeRawPointer) -> Double {
    Double(Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))))
  }

  /// The value of an IEEE binary16 pattern. By hand: `Float16` does not exist on every platform.
  static func half(_ bits: UInt16) -> Double {
    let sign: FloatingPointSign = bits & 0x8000 == 0 ? .plus : .minus
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF)
    switch exponent {
    case 0: return Double(sign: sign, exponent: -24, significand: fraction)
    case 31: return fraction == 0 ? (sign == .plus ? .infinity : -.infinity) : .nan
    default: return Double(sign: sign, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }
}
