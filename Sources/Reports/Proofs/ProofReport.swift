import Certificates
import Claims
import Evaluation
import Inputs

/// What came of an attempt to prove a theorem.
package struct ProofAttempt: Sendable {
  package enum Outcome: Sendable {
    /// The kernel's steps, the certificate's bytes, and where it was written.
    case proved(steps: Int, bytes: Int, certificate: String?)
    /// What could not be shown, what was left of it, from the outermost goal inwards, and what the innermost would follow from.
    case open(String, left: [String], missing: [String], falsity: Falsity?)
  }
  /// That what could not be shown is false.
  package struct Falsity: Sendable {
    /// The theorem that says it.
    package var theorem: Theorem
    package var counterexample: Counterexample

    package init(_ theorem: Theorem, _ counterexample: Counterexample) {
      (self.theorem, self.counterexample) = (theorem, counterexample)
    }
  }
  package var theorem: Theorem
  /// The sizes that have one value.
  package var sizes: [String: Int]
  package var outcome: Outcome
  package var seconds: Double
  /// Why it was not written for a proof assistant.
  package var refusal: String?
  /// The option whose limit ended the search.
  package var limit: String?

  package init(_ theorem: Theorem, sizes: [String: Int], _ outcome: Outcome, seconds: Double) {
    (self.theorem, self.sizes, self.outcome, self.seconds) = (theorem, sizes, outcome, seconds)
  }

  package var isProved: Bool {
    if case .proved = outcome { true } else { false }
  }
}

/// The reports of `prove`.
package enum ProofReport {
  /// `proved  contraction: for all T >= 1, N >= 1; 58 steps, 12847 bytes, 1.18 s`
  package static func text(_ attempt: ProofAttempt) -> String {
    let name = attempt.theorem.name
    let values = sizes(attempt)
    let place = values.isEmpty ? name : "\(name) at \(values.joined(separator: ", "))"
    let seconds = "\(Double(Int(attempt.seconds * 100)) / 100) s"
    let time = (attempt.limit.map { "ended by \($0), " } ?? "") + seconds
    var lines: [String]
    switch attempt.outcome {
    case .proved(let steps, let bytes, _):
      lines = TextLines.fitted(
        "proved  \(name): \(coverage(attempt)); \(steps) step\(steps == 1 ? "" : "s"), \(bytes) bytes, \(time)"
      )
    case .open(let what, let left, let missing, let falsity):
      lines = TextLines.fitted("not proved  \(place): \(what) (\(time))")
      if let last = left.last {
        lines += TextLines.fitted("    left to show: \(last)")
        if !missing.isEmpty {
          lines += TextLines.fitted("    it would follow from: \(missing.joined(separator: "; or from: "))")
        }
        for outer in left.dropLast().reversed() { lines += TextLines.fitted("      for: \(outer)") }
      }
      if let falsity { lines += text(falsity) }
    }
    if let refusal = attempt.refusal { lines += TextLines.fitted("not exported  \(place): \(refusal)") }
    return lines.joined(separator: "\n")
  }

  /// `what was to be shown is false at:`, the instance, and both sides.
  private static func text(_ falsity: ProofAttempt.Falsity) -> [String] {
    let found = falsity.counterexample
    var lines = ["    what was to be shown is false at:"]
    lines += InstanceText.lines(found.instance, falsity.theorem, indent: "      ")
    if let failing = found.decision.failing {
      let place = CheckText.place(failing)
      if !place.isEmpty { lines.append("     \(place):") }
      lines += CheckText.sides(failing).map { "  " + $0 }
    }
    return lines
  }

  /// `60 theorems: 32 proved, 28 not proved`, and how many an interrupt left aside.
  ///
  /// Where theorems were tried at several sizes each: `6 sizes of 1 theorem: ...`, after a line for each theorem that says at which
  /// it is proved.
  ///
  /// - Parameter place: What was being shown when an interrupt came.
  package static func summary(
    _ attempts: [ProofAttempt], unfinished: Int = 0, at place: String? = nil
  ) -> String {
    let proved = attempts.count(where: \.isProved)
    let all = attempts.count + unfinished
    let names = attempts.map(Name.init)
    let count = Set(names).count
    let isEach = count < attempts.count
    let what =
      isEach
      ? "\(all) sizes of \(count) theorem\(count == 1 ? "" : "s")"
      : all == 1 ? "1 theorem" : "\(all) theorems"
    var lines = isEach ? names.distinct.flatMap { covered($0, zip(names, attempts)) } : []
    lines.append("\(what): \(proved) proved, \(attempts.count - proved) not proved")
    if unfinished > 0 {
      lines.append(
        "interrupted: \(unfinished) of \(all) \(isEach ? "sizes" : "theorems") not tried to the end")
      if let place { lines += TextLines.fitted("  at \(place)") }
    }
    return lines.joined(separator: "\n")
  }

  fileprivate struct Name: Hashable {
    var file: String
    var theorem: String

    init(_ attempt: ProofAttempt) { (file, theorem) = (attempt.theorem.file, attempt.theorem.name) }
  }

  /// `decay: proved at T = 1, T = 2; not at T = 3`
  private static func covered(
    _ name: Name, _ attempts: some Sequence<(Name, ProofAttempt)>
  ) -> [String] {
    let own = attempts.filter { $0.0 == name }.map(\.1)
    func list(_ some: [ProofAttempt]) -> String {
      some.map { attempt in
        let values = sizes(attempt)
        return own.first?.sizes.count == 1 ? values.joined() : "(\(values.joined(separator: ", ")))"
      }.joined(separator: ", ")
    }
    let (yes, no) = (own.filter(\.isProved), own.filter { !$0.isProved })
    let parts = [yes.isEmpty ? nil : "proved at \(list(yes))", no.isEmpty ? nil : "not at \(list(no))"]
    return TextLines.fitted("\(name.theorem): \(parts.compactMap(\.self).joined(separator: "; "))")
  }

  /// `T = 3`, for each size that has one value.
  private static func sizes(_ attempt: ProofAttempt) -> [String] {
    attempt.theorem.sizes.compactMap { size in attempt.sizes[size.name].map { "\(size.name) = \($0)" } }
  }

  private static func coverage(_ attempt: ProofAttempt) -> String {
    ProofCertificate.coverage(attempt.theorem, attempt.sizes)
  }

  package static func json(
    _ attempts: [ProofAttempt], version: String, unfinished: Int = 0, at place: String? = nil
  ) -> String {
    let list = attempts.map { attempt in
      var members: [(String, JSONOutput)] = [
        ("name", .string(attempt.theorem.name)), ("file", .string(attempt.theorem.file)),
        ("verdict", .string(attempt.isProved ? "proved" : "not proved")),
      ]
      if !attempt.sizes.isEmpty {
        members.append(
          ("sizes", .object(attempt.sizes.sorted { $0.key < $1.key }.map { ($0, .integer($1)) })))
      }
      switch attempt.outcome {
      case .proved(let steps, let bytes, let certificate):
        members += [
          ("covers", .string(coverage(attempt))),
          ("steps", .integer(steps)), ("bytes", .integer(bytes)), ("certificate", .optional(certificate)),
        ]
      case .open(let what, let left, let missing, let falsity):
        members += [
          ("reason", .string(what)), ("left", .array(left.map { .string($0) })),
          ("missing", .array(missing.map { .string($0) })),
        ]
        if let falsity {
          members.append(
            ("counterexample", CheckJSON.counterexample(falsity.counterexample, falsity.theorem)))
        }
      }
      if let limit = attempt.limit { members.append(("ended_by", .string(limit))) }
      members.append(("seconds", .double(attempt.seconds)))
      if let refusal = attempt.refusal { members.append(("not_exported", .string(refusal))) }
      return JSONOutput.object(members)
    }
    var members: [(String, JSONOutput)] = [("version", .string(version)), ("theorems", .array(list))]
    if unfinished > 0 {
      members += [("interrupted", true), ("complete", false)]
      if let place { members.append(("interrupted_at", .string(place))) }
    }
    return JSONWriter.text(.object(members), style: .pretty)
  }
}

extension [ProofReport.Name] {
  /// Each once, in their order.
  fileprivate var distinct: Self {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
