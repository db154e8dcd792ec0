import ArgumentParser
import Foundation
import Inputs
import SSMProof

/// Words in the place of a command, before the arguments are parsed: a misspelt one is told what was meant.
enum CommandNames {
  /// What is wrong with the command that the arguments name, nil where nothing is.
  static func complaint(about arguments: [String], among names: [String]) -> String? {
    guard let first = arguments.first else { return nil }
    let word = first == "help" && arguments.count > 1 ? arguments[1] : first
    guard !word.hasPrefix("-") || word == "-", word != "help", !names.contains(word) else { return nil }
    let near = NearestName.hint(for: word, among: names)
    let remedy =
      if !near.isEmpty {
        near
      } else if word == "-" || word.hasSuffix(".claim") || FileManager.default.fileExists(atPath: word) {
        "; write: ssmproof check \(word)"
      } else {
        ""
      }
    return "ssmproof: there is no command '\(word)'\(remedy)\n"
      + "commands: \(names.joined(separator: ", ")); 'ssmproof help COMMAND' lists the options of one"
  }
}
