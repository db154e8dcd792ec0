import Claims
import Foundation
import Reports
import SSMProof

extension CheckCommand {
  /// The run as its reports name it.
  var checkRun: CheckRun {
    CheckRun(
      version: ssmProofVersion, seed: seed, maxBits: maxBits, instances: instances, work: work,
      decidesInstances: !instanceFiles.isEmpty, hasTimings: timings, showsRepairs: repair,
      reproducing: reproducing)
  }

  /// The command that finds a theorem's refutation again.
  func reproducing(_ theorem: Theorem) -> String {
    var words = ["ssmproof", "check", theorem.file, "--claim", theorem.name]
    if !instanceFiles.isEmpty {
      words += instanceFiles.flatMap { ["--instance", $0] }
    } else {
      words += ["--seed", String(seed)]
      if let instances { words += ["--instances", String(instances)] }
      if let seconds { words += ["--seconds", "\(seconds)"] }
      if let work { words += ["--work", "\(work)"] }
      if let sizes { words += ["--sizes", sizes] }
    }
    if maxBits != 2048 { words += ["--max-bits", String(maxBits)] }
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// The word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122: true
      default: "-_./=,+:".utf8.contains(byte)
      }
    }
    return plain && !word.isEmpty ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
