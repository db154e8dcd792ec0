import Enclosures
import Inputs

/// What a sequence does inside the layers, every value between certified bounds.
package struct ForwardTrace: Sendable {
  /// Values by row and column.
  package struct Table: Sendable {
    package var rows: Int
    package var columns: Int
    package var values: [Bounds]

    package subscript(row: Int, column: Int) -> Bounds { values[row * columns + column] }
  }

  package struct Layer: Sendable {
    /// `[token][channel]`: the state-space model's input u and step Δ.
    package var u: Table
    package var step: Table
    /// `[token][state]`.
    package var b: Table
    package var c: Table
    /// `[token][channel]`: y = C·h, before D and the gate.
    package var y: Table
    /// `[channel][state]`: h at the last token.
    package var lastState: Table

    var tables: [Table] { [u, step, b, c, y, lastState] }
  }

  package var layers: [Layer]
  /// For the last token; empty where the file has no head that can be read.
  package var logits: [Bounds]
  /// The bits of the finest rung used; nil: double balls sufficed.
  package var bits: Int?
}

extension MambaModel {
  /// Runs one sequence and keeps what the layers compute.
  ///
  /// Starts with double balls; where a value's enclosure is relatively wider than `relativeWidth`, the
  /// pass is repeated at 128, 256, … bits and the narrower bounds are kept. A value that is exactly 0
  /// keeps a relative width of 0 only where the arithmetic is exact.
  package func trace(
    tokens: [Int], relativeWidth: Double = 1e-9, maximumBits: Int = 256
  ) throws(InputError) -> ForwardTrace {
    try check(tokens)
    var result = traced(Ball.self, tokens: tokens, precision: SequenceAudit.ballBits)
    var bits = 128
    while bits <= maximumBits, result.widest > relativeWidth {
      result.keepNarrower(traced(Interval.self, tokens: tokens, precision: bits))
      result.bits = bits
      bits *= 2
    }
    return result
  }

  /// What the scan of one layer meets on a sequence; the layers after it are not run. Finer where a value is
  /// relatively wider than `relativeWidth`, as in `trace`.
  func trace(
    of layer: Int, tokens: [Int], relativeWidth: Double = 1e-9, maximumBits: Int = 256
  ) throws(InputError) -> LayerTrace {
    try check(tokens)
    func run<R: ForwardEnclosure>(_ rung: R.Type, _ precision: Int) -> LayerTrace {
      var forward = ForwardPass<R>(model: self, tokens: tokens, precision: precision)
      for earlier in 0..<layer { forward.advance(layer: earlier) { R.Table.readout($0).y } }
      var found = LayerTrace()
      forward.advance(layer: layer) { scan in
        found = LayerTrace(scan.inputs)
        return nil
      }
      return found
    }
    var result = run(Ball.self, SequenceAudit.ballBits)
    var bits = 128
    while bits <= maximumBits, result.widest > relativeWidth {
      result.keepNarrower(run(Interval.self, bits))
      bits *= 2
    }
    return result
  }

  /// Enclosures of the last token's logits from one pass, in double balls or at `bits` bits (53 to 2^24).
  ///
  /// - Throws: Where there is no token, or one outside the vocabulary.
  package func logits(_ tokens: [Int], bits: Int? = nil) throws(InputError) -> [Bounds] {
    try check(tokens)
    guard head != nil else {
      throw InputError(
        file: checkpoint.tensorFile,
        message: "there is no head that can be read (lm_head.weight), so there are no logits")
    }
    func run<R: ForwardEnclosure>(_ rung: R.Type, _ precision: Int) -> [Bounds] {
      var forward = ForwardPass<R>(model: self, tokens: tokens, precision: precision)
      for layer in layers.indices { forward.advance(layer: layer) { R.Table.readout($0).y } }
      return forward.lastLogits().map(\.bounds)
    }
    return bits.map { run(Interval.self, min(max($0, 53), 1 << 24)) }
      ?? run(Ball.self, SequenceAudit.ballBits)
  }

  private func check(_ tokens: [Int]) throws(InputError) {
    guard !tokens.isEmpty, tokens.allSatisfy({ $0 >= 0 && $0 < configuration.vocabularySize }) else {
      throw InputError(
        file: "", message: "tokens must lie in 0 to \(configuration.vocabularySize - 1), at least one of them"
      )
    }
  }

  /// One pass on one rung.
  func traced<R: ForwardEnclosure>(_ rung: R.Type, tokens: [Int], precision: Int) -> ForwardTrace {
    var forward = ForwardPass<R>(model: self, tokens: tokens, precision: precision)
    var traces: [ForwardTrace.Layer] = []
    for layer in layers.indices {
      forward.advance(layer: layer) { scan in
        let (y, last) = R.Table.readout(scan)
        let inputs = scan.inputs
        traces.append(
          ForwardTrace.Layer(
            u: .init(inputs.u), step: .init(inputs.step), b: .init(inputs.b), c: .init(inputs.c), y: .init(y),
            lastState: .init(last)))
        return y
      }
    }
    return ForwardTrace(layers: traces, logits: forward.lastLogits().map(\.bounds), bits: nil)
  }
}

extension ForwardTrace.Table {
  init(_ table: some EnclosureTable) {
    self.init(rows: table.rows, columns: table.columns, values: [])
    values.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { values.append(table[row, column].bounds) }
    }
  }
}

extension ForwardTrace {
  /// The largest relative width of any value.
  var widest: Double {
    let inside = layers.flatMap { $0.tables.flatMap { $0.values.map(\.relativeWidth) } }
    return (inside + logits.map(\.relativeWidth)).max() ?? 0
  }

  /// Intersects with another trace of the same sequence.
  mutating func keepNarrower(_ other: ForwardTrace) {
    for layer in layers.indices {
      layers[layer].u.keepNarrower(other.layers[layer].u)
      layers[layer].step.keepNarrower(other.layers[layer].step)
      layers[layer].b.keepNarrower(other.layers[layer].b)
      layers[layer].c.keepNarrower(other.layers[layer].c)
      layers[layer].y.keepNarrower(other.layers[layer].y)
      layers[layer].lastState.keepNarrower(other.layers[layer].lastState)
    }
    for index in logits.indices { logits[index] = logits[index].intersection(other.logits[index]) }
  }
}
