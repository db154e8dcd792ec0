/// Words of other proof languages, and what they are here.
extension Mistakes {
  /// Words in the place of an item that belong into a proof.
  static let partsOfProofs: Set<String> = ["lemma", "have", "by", "because", "qed", "QED"]

  /// Words in the place of a step.
  static let steps: [String: String] = [
    "show": "write 'have'", "prove": "write 'have'", "thus": "write 'have'", "hence": "write 'have'",
    "then": "write 'have'", "so": "write 'have'", "obtain": "write 'have'", "assert": "write 'have'",
    "therefore": "write 'have'", "note": "write 'have'", "step": "write 'have'",
    "claim": "write 'lemma'", "fact": "write 'lemma'", "proposition": "write 'lemma'",
    "invariant": "write 'lemma'", "sublemma": "write 'lemma'",
    "define": "write 'let'", "def": "write 'let'", "set": "write 'let'",
    "using": "write 'because'", "since": "write 'because'", "via": "write 'because'",
    "from": "'from' follows 'induction on t'", "on": "'on' follows 'by induction'",
    "of": "'of' follows 'by squares'",
    "for": "what a lemma runs over stands before its ':', as in 'lemma L for t in 0..T: ...'",
    "qed": "a proof ends with 'end'", "QED": "a proof ends with 'end'", "Qed": "a proof ends with 'end'",
    "done": "a proof ends with 'end'", "proof": "a step has no proof of its own, only 'by' and 'because'",
    "suppose": "a premise stands in its lemma: 'lemma L assume x <= 1: ...'",
    "given": "a premise stands in its lemma: 'lemma L assume x <= 1: ...'",
    "where": "a premise stands in its lemma: 'lemma L assume x <= 1: ...'",
    "case": "cases are told apart by 'by cases s <= t'",
    "split": "cases are told apart by 'by cases s <= t'",
    "sorry": "what has no 'by' and no 'because' is left to the program",
    "admit": "what has no 'by' and no 'because' is left to the program",
  ]

  /// Words in the place of a method, in small letters.
  static let methods: [String: String] = [
    "case": "write 'by cases s <= t'", "split": "write 'by cases s <= t'",
    "induct": "write 'by induction on t'", "recursion": "write 'by induction on t'",
    "strong": "write 'by induction on t'",
    "absurd": "write 'by contradiction'", "absurdity": "write 'by contradiction'",
    "contraposition": "write 'by contradiction'",
    "square": "write 'by squares'", "sos": "write 'by squares'", "nlinarith": "write 'by squares'",
    "lemma": "lemmas are named after 'because'", "hypothesis": "hypotheses are known without being named",
    "assumption": "hypotheses are known without being named",
    "definition": "definitions are named after 'because', where they have to be",
    "linarith": automatic, "auto": automatic, "ring": automatic, "algebra": automatic, "simp": automatic,
    "trivial": automatic, "arithmetic": automatic, "computation": automatic, "calculation": automatic,
    "positivity": automatic, "definitions": automatic, "unfolding": automatic, "norm_num": automatic,
  ]
  private static let automatic = "it is tried without being asked for: leave 'by' out"
}
