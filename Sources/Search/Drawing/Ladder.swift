import Numbers
import Programs

/// Values that hardly any draw gives: the claim's own numbers, their neighbours and what lies between them, and numbers
/// of every magnitude, near the ends of domains too.
struct Ladder {
  /// The claim's own numbers and what is made of them.
  private let literals: [Rational]
  private let magnitudes: [Rational]

  init(_ program: Program) {
    var numbers: Set<Rational> = []
    for x in program.constants where !x.isZero && x.magnitude != 1 && x.bitCount < DrawTuning.literalBits {
      numbers.insert(x)
    }
    // The longest ones, where there are many: short ones are drawn anyway.
    let chosen = numbers.sorted { ($0.bitCount, $0) < ($1.bitCount, $1) }.suffix(DrawTuning.mostLiterals)
      .sorted()
    var literals: [Rational] = []
    for x in chosen { literals += [x, -x, 1 / x] }
    for (x, y) in zip(chosen, chosen.dropFirst()) { literals.append((x + y) * Rational(1, 2)) }
    for x in chosen {
      for k in DrawTuning.neighbours {
        let step = Rational(10).power(-k)
        literals += [x + step, x - step, x * (1 + step), x * (1 - step)]
      }
    }
    self.literals = literals
    magnitudes = DrawTuning.exponents.map { Rational(10).power($0) }
  }

  /// The values for an input, in an order that puts the claim's own numbers first.
  func values(in interval: DrawInterval) -> [Rational] {
    var result = literals
    if interval.isModerate {
      result += DrawTuning.moderate.flatMap { [$0, -$0] }
    } else {
      result += magnitudes.flatMap { [$0, -$0] }
    }
    for x in magnitudes {
      result += [1 / x, -1 / x]
      if let lower = interval.lower { result.append(lower + 1 / x) }
      if let upper = interval.upper { result.append(upper - 1 / x) }
    }
    var seen: Set<Rational> = []
    return result.filter { interval.contains($0) && seen.insert($0).inserted }
  }
}
