/// What the scan of one layer meets on a sequence, between certified bounds.
struct LayerTrace: Sendable {
  typealias Table = ForwardTrace.Table

  /// `[token][channel]`: the input u and the step Δ.
  var u = Table(rows: 0, columns: 0, values: [])
  var step = Table(rows: 0, columns: 0, values: [])
  /// `[token][state]`.
  var b = Table(rows: 0, columns: 0, values: [])
  var c = Table(rows: 0, columns: 0, values: [])

  init() {}

  init<R: ForwardEnclosure>(_ inputs: ScanInputs<R>) {
    (u, step, b, c) = (Table(inputs.u), Table(inputs.step), Table(inputs.b), Table(inputs.c))
  }

  private var tables: [Table] { [u, step, b, c] }

  /// How many numbers it holds.
  var count: Int { tables.reduce(0) { $0 + $1.values.count } }

  /// The largest relative width of any value.
  var widest: Double { tables.flatMap { $0.values.map(\.relativeWidth) }.max() ?? 0 }

  /// Intersects with another trace of the same sequence.
  mutating func keepNarrower(_ other: LayerTrace) {
    u.keepNarrower(other.u)
    step.keepNarrower(other.step)
    b.keepNarrower(other.b)
    c.keepNarrower(other.c)
  }
}

extension ForwardTrace.Table {
  /// Intersects with another table of the same numbers.
  mutating func keepNarrower(_ finer: ForwardTrace.Table) {
    for index in values.indices { values[index] = values[index].intersection(finer.values[index]) }
  }
}
