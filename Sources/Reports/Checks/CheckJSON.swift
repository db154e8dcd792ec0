import Claims
import Evaluation
import Foundation
import Inputs
import Programs
import Search

/// The JSON report of a check; the schema is part of the claim language's reference.
struct CheckJSON: Sendable {
  var run: CheckRun

  /// What stands before the first claim.
  var opening: String {
    let version = JSONWriter.quoted(run.version)
    return "{\n  \"version\": \(version),\n  \"seed\": \(run.seed),\n  \"claims\": ["
  }

  /// The claim on one theorem, with what stands between it and the one before.
  func element(_ report: CheckReport, isFirst: Bool) -> String {
    let lines = JSONWriter.text(claim(report), style: .pretty).components(separatedBy: "\n")
    return (isFirst ? "\n    " : ",\n    ") + lines.joined(separator: "\n    ")
  }

  /// What stands behind the last claim: that something is missing, where that is so.
  func closing(isEmpty: Bool, unfinished: [String], isInterrupted: Bool, error: String? = nil) -> String {
    var members: [(String, JSONOutput)] = []
    if isInterrupted { members.append(("interrupted", true)) }
    if isInterrupted || error != nil {
      members += [("complete", false), ("unfinished", .array(unfinished.map { .string($0) }))]
    }
    if let error { members.append(("error", .string(error))) }
    let rest = members.map { ",\n  \(JSONWriter.quoted($0.0)): \(JSONWriter.text($0.1))" }
    return (isEmpty ? "]" : "\n  ]") + rest.joined() + "\n}\n"
  }

  private func claim(_ report: CheckReport) -> JSONOutput {
    let result = report.result
    let theorem = result.theorem
    var members: [(String, JSONOutput)] = [
      ("name", .string(theorem.name)), ("file", .string(theorem.file)),
      ("source", theorem.sources.isEmpty ? .null : .string(theorem.sources.joined(separator: "; "))),
      ("expected", .optional(theorem.expectation?.rawValue)), ("verdict", .string(result.verdict.rawValue)),
      ("as_expected", .bool(result.isAsExpected)),
      (
        "instances",
        .object([
          ("tried", .integer(result.counts.tried)), ("held", .integer(result.counts.held)),
          ("vacuous", .integer(result.counts.vacuous)), ("undefined", .integer(result.counts.undefined)),
          ("undecided", .integer(result.counts.undecided)),
        ])
      ),
      ("smallest_margin", .optional(result.smallestMargin?.description)),
      ("seconds", .number(run.hasTimings ? String(format: "%.3f", result.seconds) : "0.0")),
      ("counterexample", result.counterexample.map { Self.counterexample($0, theorem) } ?? .null),
    ]
    members += proof(result.proof)
    if let limit = result.endedBy {
      members.append(("ended_by", .string(limit.rawValue)))
      if result.leftOpen > 0 { members.append(("left_open", .integer(result.leftOpen))) }
    }
    if let limit = result.limitMet { members.append(("undecided_by", .string(limit.description))) }
    if let decision = report.decision {
      members.append(("instance_verdict", .string(decision.verdict.rawValue)))
      members.append(("decided_by", decision.verdict == .undecided ? .null : .string(decision.rung)))
      if let file = report.instanceFile { members.append(("instance", .string(file))) }
      members += decision.whyMember(theorem)
      if let closest = decision.closest { members.append(("closest", comparison(closest))) }
    }
    members += roads(report.decision ?? result.counterexample?.decision)
    let facts = NeverDrawnText.facts(result.counterexample, theorem)
    if !facts.isEmpty { members.append(("never_drawn", .array(facts.map { .string($0) }))) }
    if let contradiction = result.contradiction { members.append(("fault", .string(contradiction.text))) }
    if let explanation = result.explanation { members.append(("explanation", self.explanation(explanation))) }
    if let repair = result.suggestion { members.append(("suggestion", suggestion(repair))) }
    if result.isInterrupted || report.isInterrupted {
      members += [("interrupted", true), ("complete", false)]
    }
    return .object(members)
  }

  /// By how many evaluations a verdict on an instance was reached, and why not by both.
  private func roads(_ decision: Decision?) -> [(String, JSONOutput)] {
    switch decision?.second {
    case .agrees: [("roads", .integer(2))]
    case .silent(let reason): [("roads", .integer(1)), ("one_road", .string(reason))]
    case .notAsked, .contradicts, nil: []
    }
  }

  /// Both sides of a comparison that holds, and where it stands.
  private func comparison(_ found: FailingComparison) -> JSONOutput {
    let digits = CertifiedValue.digits(telling: found.left, from: found.right) ?? 17
    return .object([
      ("indices", Self.indices(found)), ("left", .string(found.left.text(digits: digits))),
      ("relation", .string(found.relation.rawValue)), ("right", .string(found.right.text(digits: digits))),
    ])
  }

  /// The values of index names, inner binders before outer ones of the same name.
  private static func indices(_ found: FailingComparison) -> JSONOutput {
    var indices: [(String, JSONOutput)] = []
    for binding in found.indices.reversed() where !indices.contains(where: { $0.0 == binding.name }) {
      indices.insert((binding.name, .integer(binding.value)), at: 0)
    }
    return .object(indices)
  }

  private func explanation(_ explanation: Explanation) -> JSONOutput {
    func place(_ bindings: [IndexValue]) -> JSONOutput {
      .object(bindings.map { ($0.name, .integer($0.value)) })
    }
    let tight = explanation.tight.map { hypothesis in
      JSONOutput.object([
        ("hypothesis", .string(hypothesis.text)), ("everywhere", .bool(hypothesis.isEverywhere)),
        ("at", .array(hypothesis.places.map(place))),
      ])
    }
    let first = explanation.firstFailure.map { first in
      JSONOutput.object([
        ("indices", place(first.indices)), ("left", .string(first.left.description)),
        ("right", .string(first.right.description)),
      ])
    }
    return .object([
      ("equality", .bool(explanation.isEquality)), ("tight", .array(tight)),
      ("first_failure", first ?? .null),
      ("states", .object(explanation.states.map { ($0.name, .string($0.value.description)) })),
      ("held_at_smaller_sizes", .integer(explanation.heldAtSmallerSizes)),
    ])
  }

  private func suggestion(_ repair: Repair) -> JSONOutput {
    .object(
      [
        ("kind", .string(repair.kind.rawValue)), ("item", .string(repair.item)),
        ("proved", .bool(repair.proof != nil)), ("tried", .integer(repair.counts.tried)),
        ("held", .integer(repair.counts.held)), ("claim", .string(repair.theorem.statement)),
      ] + proof(repair.proof))
  }

  private func proof(_ proof: ProofRecord?) -> [(String, JSONOutput)] {
    proof.map { [("covers", .string($0.coverage)), ("proof_steps", .integer($0.steps))] } ?? []
  }

  static func counterexample(_ found: Counterexample, _ theorem: Theorem) -> JSONOutput {
    let failing = found.decision.failing
    let (sizes, values) = (try? InstanceFile.json(found.instance, for: theorem)) ?? (.null, .null)
    let digits = failing.flatMap { CertifiedValue.digits(telling: $0.left, from: $0.right) } ?? 17
    var members: [(String, JSONOutput)] = [
      ("sizes", sizes), ("values", values), ("indices", failing.map(indices) ?? .object([])),
      ("left", .optional(failing?.left.text(digits: digits))),
      ("right", .optional(failing?.right.text(digits: digits))),
    ]
    if let failing, !failing.reals.isEmpty {
      members.append(("reals", .object(failing.reals.map { ($0.name, .string($0.value.description)) })))
    }
    return .object(members)
  }
}
