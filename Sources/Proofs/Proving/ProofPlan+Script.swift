import Claims
import Elaboration
import Inputs
import ProofKernel

extension ProofPlan {
  /// A script in the kernel's terms.
  ///
  /// - Throws: a `Refusal` with its place where a step cannot be said in them.
  package init(_ script: Script, _ elaboration: Elaboration) throws(Refusal) {
    var reader = Reader(elaborator: ScriptElaborator(elaboration, script))
    for step in script.steps {
      do throws(Refusal) {
        let facts = try reader.elaborator.facts(for: step.free, premise: step.premise, step.statement)
        let method = try reader.method(step.reasoning, step.free)
        steps.append(
          Step(
            Self.name(of: step), facts, by: method, because: step.reasoning.reasons,
            text: step.text, at: step.position))
      } catch {
        throw Refusal("'\(step.name)': \(error.message)", error.position ?? step.position)
      }
    }
    method = try reader.method(script.last, Self.ranges(of: script))
    reasons = script.last.reasons
    definitions = reader.elaborator.newDefinitions()
  }

  /// The claim's `let`s that a script speaks of and that nothing in the claim rests on.
  package static func lets(of script: Script, _ elaboration: Elaboration) -> [String] {
    var reader = Reader(elaborator: ScriptElaborator(elaboration, script, isSurvey: true))
    for step in script.steps {
      _ = try? reader.elaborator.facts(for: step.free, premise: step.premise, step.statement)
      _ = try? reader.method(step.reasoning, step.free)
    }
    _ = try? reader.method(script.last, ranges(of: script))
    return reader.elaborator.unreadLets
  }

  /// The free names of the conclusions.
  private static func ranges(of script: Script) -> [Script.Range] {
    let free = script.theorem.conclusions.flatMap(\.free)
    var seen: Set<String> = []
    return free.filter { seen.insert($0.name).inserted }.map {
      Script.Range(name: $0.name, slot: $0.slot, lower: $0.range.lower, upper: $0.range.upper)
    }
  }

  /// Steps without a name have the words `have 1`, `have 2`, … for one.
  private static func name(of step: Script.Step) -> String {
    let words = step.name.split(separator: " ")
    return words.count == 2 ? AuxiliaryName.of(String(words[0]), String(words[1])) : step.name
  }

  private struct Reader {
    var elaborator: ScriptElaborator

    mutating func method(_ reasoning: Script.Reasoning, _ free: [Script.Range]) throws(Refusal) -> Method {
      let ranges = free + reasoning.bound
      switch reasoning.method {
      case nil: return .outright
      case .contradiction?: return .contradiction
      case .induction(let slot, let from)?:
        guard let name = try elaborator.name(of: slot, for: ranges) else {
          throw Refusal("induction on a name that is not free here", reasoning.position)
        }
        return .induction(
          on: name, from: try from.map { x throws(Refusal) in try elaborator.index(x, for: ranges) })
      case .squares(let terms)?:
        var roots: [RealPolynomial] = []
        for term in terms {
          let value = try elaborator.value(term, for: ranges)
          roots += [value.re, value.im].filter { !$0.isZero }
        }
        return .squares(roots)
      case .cases(let statements)?:
        var splits: [Split] = []
        for statement in statements {
          for (conditions, literals) in try elaborator.cases(statement, for: ranges) {
            splits += conditions.map { .index($0) }
            for literal in literals {
              switch literal.relation {
              case .nonnegative: splits.append(.sign(literal.polynomial))
              case .positive: splits.append(.sign(-literal.polynomial))
              case .zero, .nonzero: splits += [.sign(literal.polynomial), .sign(-literal.polynomial)]
              }
            }
          }
        }
        return .cases(splits)
      }
    }
  }
}
