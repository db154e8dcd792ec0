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

  init(_ theorem: Theorem, _ options: SampleOptions) throws(InputError) {
    var extended = theorem
    var definitions: [Int] = []
    var texts: [String] = []
    if let condition = options.condition { extended = try extended.assuming(condition, file: "--where") }
    for text in options.measures {
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
    }
    self.theorem = extended
    self.options = options
    self.definitions = definitions
    measureTexts = texts
    self.groupingText = groupingText
  }

  /// The numbers of a variable's elements, and what its draws are told apart by from others under the seed.
  static func purpose(_ sizes: [Int]) -> String { "sample " + sizes.map(String.init).joined(separator: ",") }
}
