extension Syntax {
  /// A whole file, its entries in the order of the text.
  public struct File: Hashable, Sendable {
    public var entries: [Entry]
    public init(_ entries: [Entry]) { self.entries = entries }
  }

  public enum Entry: Hashable, Sendable {
    case `import`(String, Mark)
    case family(Block)
    case theorem(Block)
  }

  /// A family or a theorem.
  public struct Block: Hashable, Sendable {
    public var name: Name
    public var title: String?
    public var items: [Item]
    public init(name: Name, title: String?, items: [Item]) {
      self.name = name
      self.title = title
      self.items = items
    }
  }

  public enum Item: Hashable, Sendable {
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
  }

  public struct Size: Hashable, Sendable {
    public var name: Name
    public var minimum: Int
    /// Nil: `>= minimum`.
    public var maximum: Int?
    public init(_ name: Name, minimum: Int, maximum: Int?) {
      self.name = name
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  public struct Variable: Hashable, Sendable {
    public var name: Name
    public var indices: [Name]
    public var domain: Domain?
    public init(_ name: Name, indices: [Name], domain: Domain?) {
      self.name = name
      self.indices = indices
      self.domain = domain
    }
  }
}
