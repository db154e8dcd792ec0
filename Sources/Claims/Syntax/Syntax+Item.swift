extension Syntax {
  /// A whole file, its entries in the order of the text.
  package struct File: Hashable, Sendable {
    package var entries: [Entry]
    package init(_ entries: [Entry]) { self.entries = entries }
  }

  package enum Entry: Hashable, Sendable {
    case `import`(String, Mark)
    case family(Block)
    case theorem(Block)
  }

  /// A family or a theorem.
  package struct Block: Hashable, Sendable {
    package var name: Name
    package var title: String?
    package var items: [Item]
    package init(name: Name, title: String?, items: [Item]) {
      self.name = name
      self.title = title
      self.items = items
    }
  }

  package enum Item: Hashable, Sendable {
    case source(String, Mark)
    case note(String, Mark)
    case expect(Theorem.Expectation, Mark)
    case use(Name)
    case sizes([Size])
    case indices([Name], Range, Mark)
    case variables(isComplex: Bool, [Variable])
    case equation(Name, patterns: [Expression], Expression)
    case function(Name, parameters: [Name], Expression)
    case assume(Formula, Mark)
    case conclude(Formula, Mark)
    case proof(Script, Mark)
  }

  package struct Size: Hashable, Sendable {
    package var name: Name
    package var minimum: Int
    /// Nil: `>= minimum`.
    package var maximum: Int?
    /// What follows `~`.
    package var distribution: Distribution?
    package init(_ name: Name, minimum: Int, maximum: Int?, distribution: Distribution? = nil) {
      self.name = name
      self.minimum = minimum
      self.maximum = maximum
      self.distribution = distribution
    }
  }

  package struct Variable: Hashable, Sendable {
    package var name: Name
    package var indices: [Name]
    package var domain: Domain?
    /// What follows `~`.
    package var distribution: Distribution?
    package init(_ name: Name, indices: [Name], domain: Domain?, distribution: Distribution? = nil) {
      self.name = name
      self.indices = indices
      self.domain = domain
      self.distribution = distribution
    }
  }
}
