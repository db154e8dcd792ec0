import Claims
import Evaluation
import Numbers
import Programs
import TestSupport
import Testing

@testable import Certificates

/// Certificates are written, read again to the same bytes, accepted where they are right and rejected
/// where anything in them is changed.
@Suite struct ReplayTests {
  static let contraction = """
    size T >= 1
    index s, t in 1..T
    real A[t] in [0, 1), b[t] in [-1, 1]
    let h[0] = 0
    let h[t] = A[t]*h[t-1] + (1 - A[t])*b[t]
    assume min(t: b[t]) <= 0
    conclude h[t] <= 2
    conclude forall s in 1..t: h[t] - h[s] <= 1/4
    """
  static let instance = #"{"sizes": {"T": 2}, "values": {"A": ["0", "1/2"], "b": ["-1", "1"]}}"#

  private func written(_ items: String = contraction, _ instance: String = instance) throws -> String {
    try certificate(items, instance).text()
  }

  private func replay(_ text: String) throws -> String {
    try RefutationCertificate.parse(Array(text.utf8), file: "c.json").replay().word
  }

  /// The text with one piece exchanged, which has to be there.
  private func replay(_ text: String, _ piece: String, _ other: String) throws -> String {
    try #require(text.contains(piece))
    return try replay(text.replacing(piece, with: other))
  }

  @Test func namesTheFailingPart() throws {
    let text = try written()
    #expect(text.contains(#""conclusion": 2, "indices": {"t": 2, "s": 1}"#))
    #expect(text.contains(#""left": "1""#) && text.contains(#""right": "1/4""#))
    #expect(try replay(text) == "accepted")
    #expect(try RefutationCertificate.parse(Array(text.utf8), file: "c.json").text() == text)
  }

  /// A proof is no part of what is refuted.
  @Test func proofsAreLeftOut() throws {
    let proof = "\n proof let top = max(t: b[t]) lemma L for t in 0..T: h[t] <= top by induction on t end"
    #expect(try written(Self.contraction + proof) == written())
  }

  /// A certificate carries how models are drawn, and is accepted and exported as it is without.
  @Test func distributionsAreNoHypotheses() throws {
    let drawn = Self.contraction.replacing("size T >= 1", with: "size T >= 1 ~ loguniform(3, 64)").replacing(
      "in [0, 1), b[t] in [-1, 1]",
      with:
        "in [0, 1) ~ loguniform(1/2, 1), b[t] in [-1, 1] ~ mixture(9: normal(0, 1/T), 1: choice(1/3, -1/3))")
    let text = try written(drawn)
    for part in ["~ loguniform(3, 64)", "~ mixture(9: normal(0, 1/T), 1: choice(1/3, -1/3))"] {
      #expect(text.contains(part))
    }
    #expect(try replay(text) == "accepted")
    #expect(try RefutationCertificate.parse(Array(text.utf8), file: "c.json").text() == text)
    #expect(try replay(text, "loguniform(3, 64)", "loguniform(3, 65)").hasPrefix("rejected"))
    for assistant in [ProofAssistant.coq, .lean] {
      // What is stated and proved, without the comment that shows the claim.
      func body(_ items: String) throws -> [Substring] {
        try certificate(items, Self.instance).export(to: assistant).split(separator: "\n")
          .drop { $0 != "end" }.map { $0 }
      }
      let body = (try body(drawn), try body(Self.contraction))
      #expect(body.0 == body.1 && body.0.count > 10)
    }
  }

  /// Where a filter on variables leaves no element, or what is said of those that it leaves is false.
  @Test func existsWithAFilter() throws {
    let filters = [
      "y /= 0", "y > 0", "y >= k", "(forall j in k..2: x < y)", "(exists j in 1..2 with j <= k: y > j)",
      "not (x <= k)", "x > 3 or y < 0",
    ]
    let bodies = [
      "1 <= 2", "y >= k", "y >= k and x > 1", "x > 7 or y > k", "not (y >= k - 3)",
      "(exists j in 1..2 with y > j: x = j)", "(forall j in 1..2 with x >= 0: y > j)", "1/(x - y) > 5",
    ]
    let frames = ["", "x = 7 or ", "y < 100 and "]
    var refuted = 0
    for (filter, body) in filters.flatMap({ filter in bodies.map { (filter, $0) } }) {
      for (frame, last) in frames.flatMap({ frame in [1, 2].map { (frame, $0) } }) {
        let items = "real x, y conclude \(frame)(exists k in 1..\(last) with \(filter): \(body))"
        for (x, y) in [("0", "0"), ("2", "1"), ("-1", "3/2")] {
          let text = #"{"sizes": {}, "values": {"x": "\#(x)", "y": "\#(y)"}}"#
          let theorem = try theorem(items)
          let instance = try InstanceFile.parse(Array(text.utf8), file: "i.json", for: theorem)
          let ground = try GroundTheorem.lower(theorem, sizes: instance.sizes)
          guard try Engine(ground).verdict(ground.inputs(of: instance)) == .violated else { continue }
          refuted += 1
          #expect(try replay(written(items, text)) == "accepted", "\(items) at x = \(x), y = \(y)")
        }
      }
    }
    #expect(refuted > 300)
  }

  @Test func whatIsTamperedWithIsRejected() throws {
    let text = try written()
    #expect(try replay(text, #""A": ["0", "1/2"]"#, #""A": ["0", "9/10"]"#).hasPrefix("rejected"))
    #expect(try replay(text, #""b": ["-1", "1"]"#, #""b": ["1", "1"]"#).contains("a hypothesis fails"))
    #expect(try replay(text, #""b": ["-1", "1"]"#, #""b": ["-1", "-1"]"#).contains("the conclusion holds"))
    #expect(try replay(text, #""left": "1""#, #""left": "2""#) == "rejected: the left side is 1, not 2")
    #expect(try replay(text, #""right": "1/4""#, #""right": "0.3..0.4""#).contains("the right side is 1/4"))
    #expect(try replay(text, #""conclusion": 2"#, #""conclusion": 1"#).hasPrefix("rejected"))
    #expect(try replay(text, #""conclusion": 2"#, #""conclusion": 3"#).contains("no conclusion 3"))
    #expect(try replay(text, #""t": 2, "s": 1"#, #""t": 2, "s": 2"#).hasPrefix("rejected"))
    #expect(try replay(text, #""t": 2, "s": 1"#, #""t": 1, "s": 1"#).hasPrefix("rejected"))
    #expect(try replay(text, #""t": 2, "s": 1"#, #""u": 2"#).hasPrefix("rejected"))
    #expect(try replay(text, "<= 1/4", "<= 1/5").contains("SHA-256"))
  }

  @Test func whatIsNoCertificateIsAnError() throws {
    let text = try written()
    func message(_ piece: String, _ other: String) -> String {
      do {
        return try replay(text, piece, other)
      } catch {
        return "\(error)"
      }
    }
    #expect(message(#""format": "ssmproof refutation 1""#, #""format": "2""#).contains("format"))
    #expect(message(#""theorem": "claim""#, #""theorem": "other""#).contains("named 'claim'"))
    #expect(message(#""sizes": {"T": 2}"#, #""sizes": {"T": 3}"#).contains("asks for 3"))
    #expect(message(#""sizes": {"T": 2}"#, #""sizes": {"T": 0}"#).contains("outside the declared range"))
    #expect(message(#""left": "1""#, #""left": "one""#).contains("exact number or bounds"))
    #expect(message(#""left": "1""#, #""lefd": "1""#).contains("left"))
    #expect(message(#""seed": 7"#, #""seed": -7"#).contains("seed"))
    #expect(message("theorem claim", "family claim").contains("one theorem"))
    #expect(message("size T >= 1", "use x size T >= 1").contains("unknown family 'x'"))
    #expect(message("\n}", "").contains("c.json:"))
  }

  @Test func boundsOfIrrationalSides() throws {
    let other = try written("real x in [0, 4]\nconclude exp(x) <= 2", #"{"values": {"x": "1"}}"#)
    #expect(other.contains(#""left": "2.718281828459045"#))
    #expect(try replay(other) == "accepted")
    let wide = try RefutationCertificate.parse(Array(other.utf8), file: "c.json")
    for (low, high, word) in [("2.7", "2.8", "accepted"), ("2.5", "2.6", "rejected: the left side")] {
      var stated = wide
      stated.failing.left = CertifiedValue(
        from: try #require(Rational(low)), to: try #require(Rational(high)))
      #expect(try stated.replay().word.hasPrefix(word))
    }
  }

  @Test func aRealAtWhichForallFails() throws {
    let text = try written(
      "real a in [0, 1]\nconclude forall real w in [0, 2]: a*w^2 <= 3", #"{"values": {"a": "1"}}"#)
    let certificate = try RefutationCertificate.parse(Array(text.utf8), file: "c.json")
    let w = try #require(certificate.failing.reals.first?.value)
    #expect(try certificate.replay().word == "accepted")
    var other = certificate
    other.failing.reals = [("w", 1)]
    #expect(try other.replay().word.hasPrefix("rejected"))
    // Beyond the range the formula fails too, which proves nothing.
    other.failing.reals = [("w", 3)]
    (other.failing.left, other.failing.right) = (nil, nil)
    #expect(try other.replay().word.hasPrefix("rejected"))
    #expect(w * w > 3 && w <= 2)
  }

  @Test func anExistsHasNoSides() throws {
    let items = "size T >= 1\nindex t in 1..T\nreal x[t] in [0, 1]\nconclude exists t: x[t] > 1/2"
    let text = try written(items, #"{"sizes": {"T": 2}, "values": {"x": ["0", "1/2"]}}"#)
    #expect(text.contains(#""conclusion": 1"#))
    #expect(try replay(text) == "accepted")
    #expect(try replay(text, #""1/2"]"#, #""2/3"]"#).contains("the conclusion holds"))
  }

  @Test func complexEqualityHasNoSides() throws {
    let text = try written(
      "complex z\nconclude z*z = conj(z)*z", #"{"values": {"z": {"re": "1", "im": "1"}}}"#)
    #expect(!text.contains("\"left\""))
    #expect(try replay(text) == "accepted")
  }

  /// What a family holds is part of the claim; names and strings come out as they went in.
  @Test func familiesAreSpliced() throws {
    let source = """
      family gates "shared"
        size T >= 1
        index t in 1..T
        real A[t] in [0, 1]
        note "from the family"
      end
      theorem claim "Ünïcode \\ \u{1F600}"
        use gates
        conclude A[t] <= 1/2
      end
      """
    let theorem = try #require(try Theorem.parse(source, file: "t.claim").first)
    #expect(!theorem.statement.contains("use"))
    #expect(theorem.statement.contains("real A[t] in [0, 1]"))
    let again = try #require(try Theorem.parse(theorem.statement, file: "t.claim").first)
    #expect(again.statement == theorem.statement)
    #expect(again.notes == ["from the family"] && again.title == theorem.title)
  }
}
