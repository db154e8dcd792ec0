import Foundation

/// Options that other programs have, or that people expect, and what they are called here.
enum OptionNames {
  private static let known: [String: String] = [
    "theorem": "--claim", "name": "--claim", "only": "--claim", "lemma": "--claim",
    "n": "--draws", "num": "--draws", "count": "--draws", "samples": "--draws", "draw": "--draws",
    "trials": "--instances", "size": "--sizes", "length": "--sizes", "timeout": "--seconds",
    "time": "--seconds",
    "out": "--save", "output": "--save", "outdir": "--save", "json": "--format json", "csv": "--format csv",
    "condition": "--where", "if": "--where", "filter": "--where", "assume": "--where",
    "group": "--by", "group-by": "--by", "groupby": "--by", "svg": "--plot FILE.svg", "expr": "--measure",
    "expression": "--measure", "bits": "--max-bits", "precision": "--max-bits", "prec": "--max-bits",
    "stream": "--instances-from", "from": "--instances-from", "random-seed": "--seed",
    "level": "--confidence",
  ]
  private static let options: [String: Set<String>] = [
    "sample": [
      "--claim", "--draws", "--sizes", "--seconds", "--save", "--format json", "--format csv", "--where",
      "--by",
      "--plot FILE.svg", "--measure", "--max-bits", "--seed", "--confidence",
    ],
    "check": [
      "--claim", "--instances", "--sizes", "--seconds", "--save", "--format json", "--max-bits", "--seed",
      "--instances-from",
    ],
    "audit": ["--max-bits", "--format json"], "replay": ["--max-bits", "--format json"],
    "list": ["--format json"],
  ]

  /// The parser's complaint about an unknown option, with what that is called here in the place of its own guess.
  static func completed(_ complaint: String, _ arguments: [String]) -> String {
    guard
      let match = complaint.firstMatch(of: /Unknown option '-{1,2}([A-Za-z-]+)'(\. Did you mean '[^']*'\?)?/),
      arguments.count > 1, let taken = options[arguments[1]]
    else { return complaint }
    let word = match.1.lowercased()
    guard var option = known[word] else { return complaint }
    if option == "--draws", !taken.contains(option) { option = "--instances" }
    if option == "--instances", !taken.contains(option) { option = "--draws" }
    guard taken.contains(option) else { return complaint }
    return complaint.replacingCharacters(
      in: match.range, with: "Unknown option '--\(match.1)'; it is called '\(option)' here")
  }
}
