import Claims
import Evaluation
import Numbers
import Programs

/// Instances that differ by what often leaves a theorem as it is: signs of several values at once, the order of
/// elements, the roles of variables.
extension Shrinker {
  /// Looks at violated instances around, the simplest first, also through some that are not simpler
  /// themselves; true where a simpler one was found.
  mutating func lookAround(_ found: inout Violation) -> Bool {
    guard found.inputs.count <= ShrinkTuning.mostTurned else { return false }
    let symmetries = Symmetries(theorem, found.ground)
    let present = Simplicity(found.inputs)
    var open: [(simplicity: Simplicity, inputs: [Rational])] = [(present, found.inputs)]
    var seen: Set<[Rational]> = [found.inputs]
    var expanded = 0
    let share = budget.share(work: ShrinkTuning.outlookWork, instances: ShrinkTuning.outlookDecisions)
    while share.isLeft,
      let k = open.indices.min(by: { open[$0].simplicity < open[$1].simplicity })
    {
      let inputs = open.remove(at: k).inputs
      var best: (simplicity: Simplicity, inputs: [Rational])?
      for trial in symmetries.neighbours(of: inputs) where seen.insert(trial).inserted {
        guard share.workLeft > 0, share.instancesLeft > 0 else { break }
        let simplicity = Simplicity(trial)
        guard simplicity.isComparable(to: present),
          zip(trial, found.generator.intervals).allSatisfy({ $1.contains($0) }),
          isViolated(found.engine, trial)
        else { continue }
        if simplicity < best?.simplicity ?? present { best = (simplicity, trial) }
        open.append((simplicity, trial))
      }
      if let best {
        found.inputs = best.inputs
        return true
      }
      // Another instance may have other simple ones next to it.
      if (1...ShrinkTuning.settled).contains(expanded), !inputs.allSatisfy(Self.isPlain) {
        var other = found
        other.inputs = inputs
        settle(&other)
        if Simplicity(other.inputs) < present {
          found.inputs = other.inputs
          return true
        }
      }
      expanded += 1
    }
    return false
  }
}

/// The moves between instances of a theorem at given sizes.
private struct Symmetries {
  /// Inputs whose signs may change together.
  private var flips: [[Int]] = []
  /// Lists of inputs that may change places, element by element.
  private var swaps: [([Int], [Int])] = []

  init(_ theorem: Theorem, _ ground: GroundTheorem) {
    let inputs = ground.inputs
    var variables: [[Int]] = theorem.variables.map { _ in [] }
    // By the name of an index and its value: the inputs there, by variable and their other indices.
    var slices: [String: [Int: [Int]]] = [:]
    for (k, input) in inputs.enumerated() {
      variables[input.variable].append(k)
      for (index, value) in zip(theorem.variables[input.variable].indices, input.indices) {
        if slices[index.name]?[value]?.last == k { continue }
        slices[index.name, default: [:]][value, default: []].append(k)
      }
    }
    var seen: Set<[Int]> = []
    func add(_ group: [Int]) {
      if !group.isEmpty, seen.insert(group).inserted { flips.append(group) }
    }
    add(Array(inputs.indices))
    for part in [InputElement.Part.imaginary, .real] {
      add(inputs.indices.filter { inputs[$0].part == part })
    }
    for (v, members) in variables.enumerated() {
      add(members)
      for part in [InputElement.Part.real, .imaginary] { add(members.filter { inputs[$0].part == part }) }
      for other in 0..<v { add((variables[other] + members).sorted()) }
      add(members.filter { (inputs[$0].indices.first ?? 0).isMultiple(of: 2) })
      add(members.filter { !(inputs[$0].indices.first ?? 0).isMultiple(of: 2) })
    }
    for name in slices.keys.sorted() {
      guard let byValue = slices[name] else { continue }
      for value in byValue.keys.sorted() {
        let slice = byValue[value] ?? []
        add(slice)
        let parts = variables.map { members in slice.filter(members.contains) }
        for (v, part) in parts.enumerated() {
          add(part)
          for other in 0..<v { add((parts[other] + part).sorted()) }
        }
      }
    }
    if inputs.count <= ShrinkTuning.mostSingles { for k in inputs.indices { add([k]) } }

    for (v, a) in variables.enumerated() {
      for b in variables[..<v] where a.count == b.count && !a.isEmpty { swaps.append((a, b)) }
      if a.count > 1 { swaps.append((a, a.reversed())) }
    }
    for name in slices.keys.sorted() {
      guard let byValue = slices[name], byValue.count <= ShrinkTuning.mostSingles else { continue }
      let values = byValue.keys.sorted()
      for (k, value) in values.enumerated() {
        for other in values[..<k] {
          let (a, b) = (byValue[value] ?? [], byValue[other] ?? [])
          if a.count == b.count { swaps.append((a, b)) }
          for members in variables {
            let (x, y) = (a.filter(members.contains), b.filter(members.contains))
            if !x.isEmpty, x.count == y.count, x.count < a.count { swaps.append((x, y)) }
          }
        }
      }
    }
    if inputs.count <= ShrinkTuning.mostSingles {
      for (k, a) in inputs.indices.enumerated() { for b in 0..<k { swaps.append(([a], [b])) } }
    }
  }

  /// Instances one move away, most of them outside the domains or not violated.
  func neighbours(of inputs: [Rational]) -> [[Rational]] {
    var result: [[Rational]] = []
    func flipped(_ group: [Int], _ point: [Rational]) -> [Rational] {
      var point = point
      for k in group { point[k] = -point[k] }
      return point
    }
    for group in flips { result.append(flipped(group, inputs)) }
    for (a, b) in swaps {
      var point = inputs
      for (i, j) in zip(a, b) { (point[i], point[j]) = (inputs[j], inputs[i]) }
      if point != inputs { result.append(point) }
    }
    let plain = inputs.indices.filter { Shrinker.isPlain(inputs[$0]) }
    if plain.count <= ShrinkTuning.mostSingles {
      for k in plain {
        for value in [Rational(0), 1, -1] where value != inputs[k] {
          var point = inputs
          point[k] = value
          result.append(point)
        }
      }
    }
    if flips.count <= ShrinkTuning.mostPairs {
      for (k, a) in flips.enumerated() {
        let point = flipped(a, inputs)
        for b in flips[..<k] { result.append(flipped(b, point)) }
      }
    }
    return result
  }
}
