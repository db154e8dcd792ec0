import Inputs

extension Syntax {
  /// How a theorem is to be proved.
  package enum Script: Hashable, Sendable {
    /// `proof … end`; nil where nothing is said of the conclusion itself.
    case steps([Step], last: Reasoning?)
    /// `proof as NAME`: the other theorem's script, with the names of this one.
    case borrowed(Name)
  }

  package enum Step: Hashable, Sendable {
    /// `let Q[n, s] = …`
    case definition(Name, indices: [Name], Expression)
    case lemma(Lemma)
  }

  /// `lemma L for t in 0..T assume F: G by …`, or `have L: G by …`.
  package struct Lemma: Hashable, Sendable {
    /// Whether it begins with `lemma`; a `have` has neither ranges nor a premise.
    package var isLemma: Bool
    /// Nil for a `have` without one.
    package var name: Name?
    package var ranges: [LemmaRange]
    package var premise: Formula?
    package var formula: Formula
    package var reasoning: Reasoning?
    package var mark: Mark

    package init(
      isLemma: Bool, name: Name?, ranges: [LemmaRange] = [], premise: Formula? = nil, _ formula: Formula,
      reasoning: Reasoning? = nil, _ mark: Mark
    ) {
      self.isLemma = isLemma
      self.name = name
      self.ranges = ranges
      self.premise = premise
      self.formula = formula
      self.reasoning = reasoning
      self.mark = mark
    }
  }

  /// One of the names after `for`.
  package struct LemmaRange: Hashable, Sendable {
    package enum Bounds: Hashable, Sendable {
      /// The range of the index declaration of that name.
      case declared
      /// `in 0..T`
      case range(Range)
      /// `>= 0`
      case atLeast(Expression)
    }
    package var name: Name
    package var bounds: Bounds
    package init(_ name: Name, _ bounds: Bounds) {
      self.name = name
      self.bounds = bounds
    }
  }

  /// `by METHOD because NAMES`: at least one of the two.
  package struct Reasoning: Hashable, Sendable {
    package var method: Method?
    package var reasons: [Name]
    package var mark: Mark
    package init(method: Method?, reasons: [Name], _ mark: Mark) {
      self.method = method
      self.reasons = reasons
      self.mark = mark
    }
  }

  package enum Method: Hashable, Sendable {
    /// `induction on t from s`
    case induction(on: Name, from: Expression?)
    /// `cases s <= t`
    case cases([Formula])
    /// `squares of x - y`; an empty list where `of` is left out.
    case squares([Expression])
    case contradiction
  }
}
