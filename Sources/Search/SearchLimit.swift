/// What ended a search.
public enum SearchLimit: String, Sendable {
  /// A violated instance was found.
  case refuted
  /// The number of instances.
  case instances
  /// The amount of counted work.
  case work
  /// The time given.
  case seconds
  /// All sizes were visited, and nothing new is drawn or climbed to at any of them.
  case sizesExhausted = "sizes exhausted"
  /// Nothing is left at the sizes visited, and further ones make programs beyond what a search looks at.
  case programLength = "program length"
  /// The caller broke it off.
  case interrupted
}

/// How far a search has come, counted towards the limit that will end it first.
public struct SearchProgress: Sendable {
  /// The name of the theorem.
  public var theorem: String
  /// How many instances were tried.
  public var tried: Int
  /// The limit that the search is nearest to.
  public var limit: SearchLimit
  /// The part of that limit that is used, from 0 to 1.
  public var share: Double
}
