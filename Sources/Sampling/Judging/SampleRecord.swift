import Claims
import Enclosures
import Evaluation
import Numbers

/// One draw, as it was drawn and judged.
public struct SampleRecord: Sendable {
  /// The number of the draw, from 0.
  public var draw: UInt64
  /// The values drawn, exactly.
  public var instance: Instance
  /// What is certain of it.
  public var verdict: InstanceVerdict
  /// For each comparison of the conclusion its tightness; nil where it has none or nothing is known.
  public var tightness: [CertifiedValue?]
  /// For each comparison of the conclusion its margin.
  public var margins: [CertifiedValue?]
  /// The values of the measures.
  public var measures: [CertifiedValue?]
  /// The value of the grouping expression; nil where there is none.
  public var group: CertifiedValue?
}
