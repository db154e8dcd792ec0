import Foundation
import SSMProof

/// Where failing instances are kept, so that they are tried first the next time.
///
/// Files of it are written in one piece, so that tests may run in parallel; one is removed when what it holds passes.
public struct FailureFolder: Hashable, Sendable {
  private enum Kind: Hashable, Sendable {
    case standard, none
    case path(String)
  }

  private let kind: Kind

  private init(_ kind: Kind) { self.kind = kind }

  /// The folder that the environment's SSMPROOF_FAILURES names; without it `.ssmproof-failures` beside the manifest of the package
  /// that the test is in.
  public static let standard = FailureFolder(.standard)
  /// Nothing is kept.
  public static let none = FailureFolder(.none)

  /// A folder of one's own; it is made when something fails.
  public init(path: String) { kind = .path(path) }

  /// The folder for a test; nil where nothing is kept.
  func path(for place: TestPlace) -> String? {
    switch kind {
    case .none: return nil
    case .path(let path): return path
    case .standard:
      if let named = ProcessInfo.processInfo.environment["SSMPROOF_FAILURES"], !named.isEmpty { return named }
      var folder = URL(fileURLWithPath: "\(place.filePath)").deletingLastPathComponent()
      let beside = folder
      while folder.path != "/" {
        if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
          return folder.appendingPathComponent(".ssmproof-failures").path
        }
        folder.deleteLastPathComponent()
      }
      return beside.appendingPathComponent(".ssmproof-failures").path
    }
  }
}

/// One failure that is kept.
struct KeptFailure: Sendable {
  /// Nil: nothing is kept.
  let path: String?

  init(_ folder: FailureFolder, _ place: TestPlace, _ name: String) {
    path = folder.path(for: place).map { "\($0)/\(name).json" }
  }

  func read() -> Data? { path.flatMap { FileManager.default.contents(atPath: $0) } }

  /// Whether it was written; nil where nothing is kept.
  @discardableResult
  func write(_ data: Data) -> Bool? {
    guard let path else { return nil }
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url, options: .atomic)
      return true
    } catch {
      return false
    }
  }

  func remove() {
    guard let path else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// What the failure text says of it.
  func note(isWritten: Bool?) -> String? {
    guard let path, let isWritten else { return nil }
    return isWritten ? "kept in \(path), tried first next time" : "not kept: \(path) cannot be written"
  }
}

/// Choices that made a failing value.
struct KeptChoices: Codable {
  static let currentFormat = "ssmproof choices 1"
  var format = currentFormat
  var seed: String
  /// The value, for a reader.
  var value: String
  /// As text: beyond 2^53 not every reader of JSON takes numbers whole.
  var choices: [String]

  init(_ choices: [UInt64], seed: UInt64, value: String) {
    (self.seed, self.value, self.choices) = ("\(seed)", value, choices.map { "\($0)" })
  }

  var data: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)) ?? Data()
  }

  /// The choices of a file; nil where it holds none.
  static func read(_ data: Data?) -> [UInt64]? {
    guard let data, let kept = try? JSONDecoder().decode(KeptChoices.self, from: data),
      kept.format == currentFormat
    else { return nil }
    let choices = kept.choices.compactMap { UInt64($0) }
    return choices.count == kept.choices.count ? choices : nil
  }
}
