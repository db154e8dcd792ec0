import Certificates
import Claims
import Foundation
import Inputs
import SSMProof
import Search

/// Certificates of `check`: what is remembered from earlier runs, and what is kept of this one. Proofs are kept where a
/// folder is named; they are not remembered, for the next run has to find them anyway.
struct RefutationMemory {
  /// For each theorem by its place in the list, where its certificate is kept; nil where it is not.
  private var folders: [RefutationFolder?] = []
  private var memories: [RefutationFolder.Memory?] = []
  private let theorems: [Theorem]
  private let keepsProofs: Bool

  /// Reads what is remembered. Where no folder is named, folders beside the claim files serve, if any.
  init(_ theorems: [Theorem], folder: String?) throws(InputError) {
    self.theorems = theorems
    keepsProofs = folder != nil
    if let folder {
      let common = RefutationFolder(path: folder, claimFiles: theorems.map(\.file))
      try common.create()
      folders = theorems.map { _ in common }
    } else {
      folders = theorems.map { RefutationFolder.memory(beside: $0.file) }
    }
    for (theorem, folder) in zip(theorems, folders) { memories.append(try folder?.memory(of: theorem)) }
  }

  /// The instances that are tried first, by theorem.
  var known: @Sendable (Theorem) -> [Instance] {
    var table: [String: Instance] = [:]
    for (theorem, memory) in zip(theorems, memories) { table[Self.key(theorem)] = memory?.instance }
    return { [table] theorem in table[Self.key(theorem)].map { [$0] } ?? [] }
  }

  private static func key(_ theorem: Theorem) -> String { theorem.file + "\u{0}" + theorem.name }

  /// Keeps the certificate of a refutation, and removes that of a claim that has changed and stands now.
  func keep(_ result: SearchResult, command: CheckCommand) throws(InputError) {
    guard let k = theorems.firstIndex(where: { Self.key($0) == Self.key(result.theorem) }),
      let folder = folders[k]
    else { return }
    if keepsProofs { try keepProofs(result, in: folder) }
    let memory = memories[k]
    guard let found = result.counterexample else {
      if let memory, memory.isStale, !result.isInterrupted, result.contradiction == nil,
        command.instanceFiles.isEmpty
      {
        folder.forget(theorems[k])
      }
      return
    }
    // What was remembered and is still the smallest stays as it was, with the command that found it.
    if let memory, !memory.isStale, memory.instance == found.instance { return }
    guard
      let certificate = RefutationCertificate(
        found, to: theorems[k], version: ssmProofVersion, seed: command.seed,
        command: command.reproducing(theorems[k]))
    else { return }
    try folder.save(certificate, for: theorems[k])
  }
  private func keepProofs(_ result: SearchResult, in folder: RefutationFolder) throws(InputError) {
    let ending = ".proof.json"
    if let proof = result.proof {
      try Files.write(proof.certificate, to: folder.file(for: result.theorem, ending: ending))
    }
    if let repair = result.suggestion, let proof = repair.proof {
      // No theorem is called so, whatever stands beside it in the file.
      try Files.write(
        repair.theorem.statement, to: folder.file(for: result.theorem, ending: ".repaired.claim"))
      try Files.write(proof.certificate, to: folder.file(for: result.theorem, ending: ".repaired" + ending))
    }
  }
}
