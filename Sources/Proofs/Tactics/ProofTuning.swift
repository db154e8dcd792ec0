/// The constants of the search for proofs, each with its reason. Nothing here touches what the kernel accepts.
enum ProofTuning {
  /// A residual this small, relative to the goal, is 0: exact elimination decides.
  static let residual = 1e-9
  /// A column that reduces the residual less is of no use.
  static let leastGain = 1e-11
  static let leastFactor = 1e-12
  /// A column closer to the span of others depends on them.
  static let dependence = 1e-9
  static let mostExchanges = 250
  /// Products of more facts are hardly ever needed; nor can more of them be told apart.
  static let mostFactors = 3
  static let mostProducts = 4_000
  static let mostFacts = 160
  /// How many terms a fact may have after rewritings: those of the proofs of `Theorems/` have half as many.
  static let mostUnfolded = 60
  /// The square of a cubic: what Cauchy and Schwarz's inequality takes. Beyond it products are too many.
  static let mostContraryDegree = 6
  /// How many facts a product has, and how many times monomials of what was chosen ask for more.
  struct Effort {
    var factors: Int
    var rounds: Int
    /// Whether products have signs of atoms beside these facts, as many as a monomial takes.
    var isWeighted = false
    /// What its linear program may take, in operations: about twice the most that one of `Theorems/` took that was solved. Those
    /// without a solution take far longer, as they go on to the last exchange.
    var mostEntries: Int
  }
  static let efforts = [
    Effort(factors: 1, rounds: 2, mostEntries: 20_000_000),
    Effort(factors: 2, rounds: 1, mostEntries: 20_000_000),
    Effort(factors: 2, rounds: 2, mostEntries: 300_000_000),
    Effort(factors: 3, rounds: 1, mostEntries: 40_000_000),
    Effort(factors: 3, rounds: 2, mostEntries: 50_000_000),
    Effort(factors: 1, rounds: 2, isWeighted: true, mostEntries: 20_000_000),
    Effort(factors: 2, rounds: 1, isWeighted: true, mostEntries: 20_000_000),
  ]
  /// What a contradiction may take that nobody asked for; the longest of `Theorems/` took nine tenths of it.
  static let effortOfContradiction = 95_000_000
  /// What a sign that nobody asked for may take: twice the most that one of `Theorems/` took. Most of those that are not so take far longer.
  static let effortOfSign = 12_000_000
  /// What triangle inequalities may take that are tried before products: most of those of `Theorems/` take less.
  static let effortOfTriangle = 50_000_000
  /// Divisions of monomials in the search for products.
  static let mostEffort = 60_000
  /// Families of functions of what is in sight.
  static let mostFunctions = 24
  /// Exponentials and logarithms that are compared with one another.
  static let mostExponentials = 10
  /// Squares that are tried without being named.
  static let mostSquares = 32
  /// Squares in a polynomial whose roots are added and subtracted.
  static let mostParts = 4
  /// So many times the atoms of instances of named facts bring others into sight.
  static let hintRounds = 2
  /// Instances of one named fact.
  static let mostReached = 40
  /// Terms that are tried for the strictness of a goal.
  static let mostStrict = 40
  /// Weights of complex numbers in a triangle inequality.
  static let mostWeights = 40
  /// Elements of one family that are compared by their indices.
  static let mostAlike = 12
  /// Conditions of named facts that are distinguished, one after the other.
  static let mostConditions = 3
  /// How deep distinctions of cases may be nested.
  static let depth = 6
  /// What steps of the search take, in operations of about a nanosecond each: an entry of a linear program, a step of the choice of
  /// products, a product, an instance of a fact.
  static let costOfEntry = 1
  static let costOfChoice = 200
  static let costOfProduct = 2_000
  static let costOfFact = 10_000
  /// For each fact of a theory, that it is put in order for a step.
  static let costOfLook = 1_000
  /// What combinations may take before boxes are tried: a fifth of a second.
  static let effortBeforeBoxes = 150_000_000
  /// What a proof without a script may take: some twenty seconds.
  static let effortWithoutScript = 20_000_000_000
  /// What the search for a missing fact may take, once where a proof fails: a third of a second.
  static let effortOfSuggestions = 300_000_000
  /// In characters.
  static let longestSuggestion = 80
  /// What a proof without a script for all sizes may take where one size is asked for: what is found is found soon.
  static let effortForAllSizes = 1_500_000_000
  /// What invariants may take that no script states, where a step of a script is not found: about a second.
  static let effortForInvariants = 1_000_000_000
  /// How much a strict term is taken off a strict goal.
  static let strictShares: [Int] = [1, 4, 32, 1024]
  /// Goals that are shown by one induction.
  static let mostTogether = 16
  /// Premises of named facts that are shown on the way.
  static let mostPremises = 8
  /// Divisors that a goal is multiplied by, and how many terms it may then have.
  static let clearings = 4
  static let mostCleared = 200
  /// Elements above 0 that a contrary is multiplied by.
  static let mostDivided = 4
  /// Hypotheses that are taken for reasons where a step has none: many would take long.
  static let mostHypotheses = 24
}
