import Claims
import Evaluation
import Inputs
import Numbers
import Programs

/// A theorem with what is asked of its draws: the same for all sizes.
struct SampleModel: Sendable {
  /// With the condition as a hypothesis and the measures as definitions.
  let theorem: Theorem
  let options: SampleOptions
  /// Numbers of the measures' definitions; that of the grouping expression comes last.
  let definitions: [Int]
  let measureTexts: [String]
  /// The expression by whose values the draws are told apart, in canonical layout.
  let groupingText: String?
  var isGrouped: Bool { groupingText != nil }
  /// The texts that were added, as errors name them: the condition, and one for each definition.
  private let condition: Addition?
  private let additions: [Addition]

  private struct Addition {
    var file: String
    var text: String
  }

  init(_ theorem: Theorem, _ options: SampleOptions) throws(InputError) {
    var extended = theorem
    var definitions: [Int] = []
    var texts: [String] = []
    var additions: [Addition] = []
    if let condition = options.condition { extended = try extended.assuming(condition, file: "--where") }
    condition = options.condition.map { Addition(file: "--where", text: $0) }
    for text in options.measures {
      additions.append(Addition(file: "--measure", text: text))
      let measure = try extended.defining(text, file: "--measure")
      extended = measure.theorem
      definitions.append(measure.definition)
      texts.append(measure.text)
    }
    // Where sizes are drawn they tell the draws apart, if nothing else does.
    let drawn = theorem.sizes.first { $0.distribution != nil && options.sizes[$0.name] == nil }
    var groupingText: String?
    if let grouping = options.grouping ?? drawn?.name {
      let measure = try extended.defining(grouping, file: "--by")
      extended = measure.theorem
      definitions.append(measure.definition)
      groupingText = measure.text
      additions.append(Addition(file: "--by", text: grouping))
    }
    self.additions = additions
    self.theorem = extended
    self.options = options
    self.definitions = definitions
    measureTexts = texts
    self.groupingText = groupingText
  }

  /// An error of evaluation at its place: in the text that was added where the reference that it speaks of stands there.
  ///
  /// - Parameter measure: The number of the definition that was evaluated; nil for the hypotheses and the conclusion.
  func placed(_ error: InputError, measure: Int? = nil) -> InputError {
    let addition = measure.map { additions[$0] } ?? condition
    guard let addition, error.file == theorem.file, let position = error.position,
      let source = try? SourceText(bytes: Array(addition.text.utf8), file: addition.file)
    else { return error }
    let moved = source.error(at: position, error.message)
    let line = (moved.sourceLine ?? "").unicodeScalars.dropFirst(position.column - 1)
    let name = error.message.prefix { $0 != "[" && $0 != " " }
    return !name.isEmpty && String(String.UnicodeScalarView(line)).hasPrefix(name) ? moved : error
  }

  /// The numbers of a variable's elements, and what its draws are told apart by from others under the seed.
  static func purpose(_ sizes: [Int]) -> String { "sample " + sizes.map(String.init).joined(separator: ",") }
}
