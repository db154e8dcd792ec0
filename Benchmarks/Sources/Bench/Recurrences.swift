import CRivals
import Enclosures
import Foundation
import Numbers

/// The rows `recurrence-…`: N channels over T steps.
struct RecurrenceBench {
  let channels: Int
  let steps: Int
  let gates, scales, inputs: [Double]

  init(channels: Int, steps: Int) {
    self.channels = channels
    self.steps = steps
    var random = Seeded()
    gates = (0..<channels * steps).map { _ in Double.random(in: 0.5..<1, using: &random) }
    scales = (0..<steps).map { _ in Double.random(in: 0.001..<0.1, using: &random) }
    inputs = (0..<channels * steps).map { _ in Double.random(in: -1..<1, using: &random) }
  }

  func withRival<R>(_ body: (UnsafePointer<recurrence>) -> R) -> R {
    gates.withUnsafeBufferPointer { a in
      scales.withUnsafeBufferPointer { d in
        inputs.withUnsafeBufferPointer { b in
          var r = recurrence(
            N: channels, T: steps, a: a.baseAddress, d: d.baseAddress, b: b.baseAddress)
          return body(&r)
        }
      }
    }
  }

  func withBlock<R>(_ body: (RecurrenceBlock) -> R) -> R {
    RecurrenceBlock.withBlock(channels: channels, gates: gates, scales: scales, inputs: inputs, body)
  }

  var each: Double { 1e9 / Double(channels * steps) }

  func check(_ name: String, full: Int = 0, _ value: (Int) -> (Rational?, Rational?)) -> Bool {
    withRival { r in
      let reference = reference_make(r, full)
      defer { reference_free(reference) }
      for n in 0..<channels {
        let (lower, upper) = value(n)
        guard let lower, let upper,
          reference_contained(reference, n, lower.description, upper.description) != 0
        else {
          complain("\(name): channel \(n) does not contain the reference")
          return false
        }
      }
      return true
    }
  }

  func ball() -> [Row] {
    var result = BallRecurrence(channels: channels)
    var plain = [Double](repeating: 0, count: channels)
    let times = withRival { r in
      withBlock { block in
        compare(
          9,
          {
            result = BallRecurrence(channels: channels)
            result.advance(block)
          },
          [
            { (0..<3).map { _ in rival_recurrence_double(r, &plain) }.min() ?? 0 },
            { rival_recurrence_arb(r, 53) }, { rival_recurrence_mpfi(r, 53) },
          ])
      }
    }
    guard check("recurrence-53", { (result[$0].lower, result[$0].upper) }) else { return [] }
    let ours = times.ours * each
    return [
      Row(
        "recurrence-53", bits: 53, ours: ours, peer: "double", peerTime: times.peers[0] * each,
        target: Build.isNative ? 1 / 1.5 : nil),
      Row(
        "recurrence-53", bits: 53, ours: ours, peer: "arb", peerTime: times.peers[1] * each,
        target: Build.isNative ? 150 : 45),
      Row("recurrence-53", bits: 53, ours: ours, peer: "mpfi", peerTime: times.peers[2] * each),
    ]
  }

  func doubleDouble() -> [Row] {
    var result = DoubleDoubleRecurrence(channels: channels)
    let times = withRival { r in
      withBlock { block in
        compare(
          7,
          {
            result = DoubleDoubleRecurrence(channels: channels)
            result.advance(block)
          },
          [{ rival_recurrence_arb(r, 106) }, { rival_recurrence_mpfi(r, 106) }])
      }
    }
    guard check("recurrence-106", { (result[$0].lower, result[$0].upper) }) else { return [] }
    let ours = times.ours * each
    return [
      Row("recurrence-106", bits: 106, ours: ours, peer: "arb", peerTime: times.peers[0] * each),
      Row("recurrence-106", bits: 106, ours: ours, peer: "mpfi", peerTime: times.peers[1] * each),
    ]
  }

  /// Gates, scales and inputs are doubles on both sides.
  func fixed(_ bits: Int, target: Double?, name: String) -> [Row] {
    var result = FixedPointRecurrence(channels: channels, precision: bits)
    let times = withRival { r in
      withBlock { block in
        compare(
          7,
          {
            result = FixedPointRecurrence(channels: channels, precision: bits)
            result.advance(block)
          },
          [{ rival_recurrence_arb(r, bits) }, { rival_recurrence_mpfi(r, bits) }])
      }
    }
    guard check(name, { (result[$0].lower, result[$0].upper) }) else { return [] }
    return [
      Row(
        name, bits: bits, ours: times.ours * each, peer: "arb", peerTime: times.peers[0] * each,
        target: target),
      Row(name, bits: bits, ours: times.ours * each, peer: "mpfi", peerTime: times.peers[1] * each),
    ]
  }

  /// Gates, scales and inputs are numbers of `bits` bits on both sides.
  func full(_ bits: Int, target: Double?, name: String) -> [Row] {
    let numbers = withRival { full_numbers_make($0, bits) }
    defer { full_numbers_free(numbers) }
    func operand(_ letter: Character, _ count: Int) -> [Interval] {
      let unit = Rational(1, Integer(1).shifted(by: bits - 1))
      return (0..<count).map { i in
        let text = full_numbers_text(numbers, CChar(letter.asciiValue ?? 0), i)
        defer { free(text) }
        let whole = text.flatMap { Integer(decimal: String(cString: $0)) } ?? 0
        return Interval(Rational(whole) * unit, precision: bits)
      }
    }
    let block = EnclosureBlock(
      channels: channels, gates: operand("a", steps * channels), scales: operand("d", steps),
      inputs: operand("b", steps * channels), precision: bits)
    var result = FixedPointRecurrence(channels: channels, precision: bits)
    let times = withRival { r in
      compare(
        7,
        {
          result = FixedPointRecurrence(channels: channels, precision: bits)
          result.advance(block)
        }, [{ rival_recurrence_arb_full(r, bits) }])
    }
    guard check(name, full: bits, { (result[$0].lower, result[$0].upper) }) else { return [] }
    return [
      Row(
        name, bits: bits, ours: times.ours * each, peer: "arb", peerTime: times.peers[0] * each,
        target: target)
    ]
  }

  func exact() -> [Row] {
    var result = ExactRecurrence(channels: channels)
    let times = withRival { r in
      withBlock { block in
        compare(
          9,
          {
            result = ExactRecurrence(channels: channels)
            _ = result.advance(block)
          }, [{ rival_recurrence_mpq(r) }])
      }
    }
    guard check("recurrence-exact", { (result[$0], result[$0]) }) else { return [] }
    return [
      Row(
        "recurrence-exact", bits: 0, ours: times.ours * each, peer: "mpq", peerTime: times.peers[0] * each,
        target: 3)
    ]
  }
}
