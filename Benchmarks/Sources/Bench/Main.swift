import Foundation

enum Build {
  #if SSMPROOF_FMA
    static let isNative = true
  #else
    static let isNative = false
  #endif
}

func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

/// The same numbers in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64 = 20_240_229
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@main
struct Bench {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let isJSON = arguments.contains("--json")
    let wanted = arguments.filter { !$0.hasPrefix("--") }
    let rivals =
      arguments.first { $0.hasPrefix("--rivals=") }.map { Rival.read(String($0.dropFirst(9))) } ?? []
    var failures = 0
    if !isJSON {
      print("row                     bits  build       ours_ns  peer                peer_ns      ratio")
    }
    func run(_ name: String, addsRivals: Bool = true, _ body: () -> [Row]) {
      guard wanted.isEmpty || wanted.contains(where: { name.hasPrefix($0) }) else { return }
      var rows = body()
      if rows.isEmpty { failures += 1 }
      if addsRivals, let ours = rows.first {
        rows += rivals.filter { $0.row == name }.map {
          Row(name, bits: ours.bits, ours: ours.ours, peer: $0.peer, peerTime: $0.time)
        }
      }
      for row in rows {
        if isJSON {
          let encoder = JSONEncoder()
          encoder.outputFormatting = .sortedKeys
          if let data = try? encoder.encode(row) { print(String(decoding: data, as: UTF8.self)) }
        } else {
          print(row.text)
        }
      }
    }
    let long = RecurrenceBench(channels: 16, steps: 4096)
    run("recurrence-53") { long.ball() }
    // Double-double needs fused multiply-adds; elsewhere numbers of 128 bits in fixed point do it.
    run("recurrence-106") {
      Build.isNative ? long.doubleDouble() : long.fixed(106, target: nil, name: "recurrence-106")
    }
    run("recurrence-128") { long.fixed(128, target: Build.isNative ? 12 : 5, name: "recurrence-128") }
    run("recurrence-256") { long.fixed(256, target: Build.isNative ? 12 : 5, name: "recurrence-256") }
    run("recurrence-512") { long.fixed(512, target: Build.isNative ? 5 : 2, name: "recurrence-512") }
    run("recurrence-1024-doubles") { long.fixed(1024, target: nil, name: "recurrence-1024-doubles") }
    // Gates of full precision, in a block that fits a cache on both sides.
    let full = RecurrenceBench(channels: 16, steps: 256)
    run("recurrence-1024") { full.full(1024, target: Build.isNative ? 1.3 : 1.2, name: "recurrence-1024") }
    for bits in [128, 256, 512] {
      run("recurrence-\(bits)-full") { full.full(bits, target: nil, name: "recurrence-\(bits)-full") }
    }
    run("recurrence-exact") { RecurrenceBench(channels: 16, steps: 64).exact() }
    run("engine-contraction") { attempt { try ContractionBench(count: 400).given() } }
    run("engine-contraction-drawn") { attempt { try ContractionBench(count: 4000).drawn() } }
    run("sample-contraction") { attempt { try ContractionBench(count: 100_000).sampled() } }
    for name in FunctionBench.names {
      let bench = FunctionBench(name)
      for bits in [53, 128, 256, 512, 1024] { run("\(name)-\(bits)") { bench.run(bits) } }
    }
    if let numpy = rivals.first(where: { $0.row == "audit-mamba" }) {
      run("audit-mamba", addsRivals: false) { AuditBench.run(numpy) }
    }
    if failures > 0 {
      complain("\(failures) rows are missing: an enclosure did not contain its reference")
      exit(1)
    }
  }
}

/// No rows, and the reason, where there is an error.
func attempt(_ body: () throws -> [Row]) -> [Row] {
  do {
    return try body()
  } catch {
    complain("\(error)")
    return []
  }
}

/// A time that another program measured: lines of `row bits peer ns`.
struct Rival {
  var row: String
  var peer: String
  var time: Double

  static func read(_ path: String) -> [Rival] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 4, let time = Double(parts[3]) else { return nil }
      return Rival(row: String(parts[0]), peer: String(parts[2]), time: time)
    }
  }
}
