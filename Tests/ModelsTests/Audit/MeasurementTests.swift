import Foundation
import Numbers
import Testing

@testable import Models

/// The audit of the trained checkpoints against NumPy's statistics in float64 (`measurements.json`).
@Suite struct MeasurementTests {
  @Test(arguments: ["mamba-mqar-2l", "mamba-mqar-2l-polarized"])
  func figuresAgreeWithTheMeasurements(name: String) throws {
    let measured = try #require(try exampleJSON(name, "measurements.json")["layers"] as? [[String: Any]])
    let audit = try Audit.run(checkpoint: example(name))
    #expect(audit.isComplete && audit.layers.count == 2)
    for (layer, expected) in zip(audit.layers, measured) {
      let learned = try #require(layer.group(.learned))
      func number(_ key: String) throws -> Double { try #require(expected[key] as? Double, "\(key)") }
      func part(_ key: String) throws -> [String: Any] { try #require(expected[key] as? [String: Any]) }
      // Counts are exact; the file has them as shares.
      #expect(equals(learned.gateEntries, try number("frac_Abar_plus_dt_le_1_learned")))
      #expect(
        equals(learned.gateAlways, try number("frac_(channel,state)_hyp_holds_for_all_tokens_sequences")))
      #expect(
        equals(
          layer.channels.gateAlwaysLearned,
          try number("frac_channels_hyp_holds_for_all_states_tokens_sequences")))
      #expect(learned.equalityAlways.yes == 0 && learned.equalityAlways.undecided == 0)
      let step = try part("dt")
      #expect(near(layer.leastStep, step["min"]) && near(layer.greatestStep, step["max"]))
      let gates = try part("Abar_learned")
      #expect(
        near(bounds(learned.leastGate), gates["min"]) && near(bounds(learned.greatestGate), gates["max"]))
      let all = try part(name.hasSuffix("polarized") ? "ratio_all_states" : "ratio_learned_states")
      let ratios = all["h_over_Bu (as asked; per sequence and channel)"] as? [String: Any]
      let printed = layer.channels.asPrinted
      let sharpest = [printed.sharpestWhereMet, printed.sharpestElsewhere].compactMap { $0?.value }
      #expect(near(sharpest.reduce(Bounds(0), Bounds.maximum), ratios?["max"]))
      // 4.2 is a theorem; so is the repaired D.5.
      for contraction in [learned.simplified, learned.convex, layer.channels.asPrinted].compactMap({ $0 }) {
        #expect(contraction.conclusionWhereMet.no == 0)
        #expect(contraction.hypotheses.undecided == 0)
      }
      if let zeros = layer.group(.zeros) {
        let expected = try part("zeros_channel")
        #expect(equals(zeros.shares[0], expected["frac_Abar_gt_0.1"]))
        #expect(equals(zeros.shares[1], expected["frac_Abar_gt_1e-3"]))
        #expect(zeros.gateEntries.no == 0)
        #expect(layer.group(.ones)?.gateEntries.yes == 0)
        #expect(layer.group(.ones)?.greatestGate.lower == 1)
      }
    }
    // What the folder's README says.
    let percent = audit.layers.map { Int((share($0.group(.learned)?.gateEntries) * 1000).rounded()) }
    let channels = audit.layers.map { Int((share($0.channels.gateAlwaysLearned) * 100).rounded(.down)) }
    if name == "mamba-mqar-2l" {
      #expect(percent == [952, 973])
      #expect(channels == [44, 62])
    } else {
      #expect(audit.layers.map { Int((share($0.group(.zeros)?.shares[0]) * 100).rounded()) } == [25, 90])
    }
  }

  /// The share of yes; NaN where anything is open.
  private func share(_ tally: Tally?) -> Double {
    guard let tally, tally.undecided == 0 else { return .nan }
    return Double(tally.yes) / Double(tally.total)
  }

  private func equals(_ tally: Tally, _ share: Any?) -> Bool {
    guard let share = share as? Double else { return false }
    return tally.undecided == 0 && (share * Double(tally.total) - Double(tally.yes)).magnitude < 1e-6
  }

  private func bounds(_ gate: GateFigure) -> Bounds { Bounds(lower: gate.lower, upper: gate.upper) }

  /// Whether a float64 figure lies within 1e-8 of a narrow range.
  private func near(_ bounds: Bounds, _ value: Any?) -> Bool {
    guard let value = value as? Double else { return false }
    let slack = abs(value) * 1e-8
    return bounds.lower - slack <= value && value <= bounds.upper + slack
      && bounds.upper - bounds.lower <= slack
  }
}
