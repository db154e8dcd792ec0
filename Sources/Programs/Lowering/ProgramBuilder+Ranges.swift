import Claims
import Numbers

extension ProgramBuilder {
  /// The extremum of a list; nil where it is empty.
  ///
  /// The maximum of |x − y| over all pairs of a set is its range: max |x − y| = max x − min x. Claims on
  /// contraction are of this form, and the range takes a number of steps that is linear in the set.
  func extremum(_ kind: Extremum, of list: [Node]) -> Node? {
    var seen: Set<Node> = []
    var rest = rewrites ? takingRoots(kind, list.filter { seen.insert($0).inserted }) : list
    if rewrites, kind == .max { rest = takingRanges(rest) }
    return rest.reduce(nil) { sofar, next in sofar.map { extremum(kind, $0, next) } ?? next }
  }

  /// Replaces square roots by the root of their arguments' extremum: the root is monotone, and the
  /// arguments of moduli are rational where the moduli are not.
  ///
  /// Only roots of what is nonnegative by its form, such as the sums of squares of moduli: of others each must
  /// have a value, which the root of the extremum does not ask.
  private func takingRoots(_ kind: Extremum, _ list: [Node]) -> [Node] {
    func isTaken(_ x: Node) -> Bool {
      let n = nodes[Int(x)]
      return n.opcode == .sqrt && facts[Int(n.a)] != .unknown
    }
    let roots = list.filter(isTaken)
    guard roots.count > 1, let first = roots.first,
      let inner = extremum(kind, of: roots.map { nodes[Int($0)].a })
    else { return list }
    let position = sites[Int(nodes[Int(first)].c)].position
    return list.filter { !isTaken($0) } + [sqrt(inner, position)]
  }

  /// Replaces the distances of all pairs of a set by the range of the set.
  private func takingRanges(_ list: [Node]) -> [Node] {
    var partners: [Node: Set<Node>] = [:]
    var rest: [Node] = []
    for x in list {
      let n = nodes[Int(x)]
      let inner = n.opcode == .abs ? nodes[Int(n.a)] : n
      if n.opcode == .abs, inner.opcode == .sub {
        partners[inner.a, default: []].insert(inner.b)
        partners[inner.b, default: []].insert(inner.a)
      } else {
        rest.append(x)
      }
    }
    var isTaken: Set<Node> = []
    for start in partners.keys.sorted() where !isTaken.contains(start) {
      // A component of the graph of pairs is a range only if every pair in it is there.
      var component: Set<Node> = [start]
      var stack = [start]
      while let x = stack.popLast() {
        for y in partners[x] ?? [] where component.insert(y).inserted { stack.append(y) }
      }
      isTaken.formUnion(component)
      let members = component.sorted()
      let isComplete = members.allSatisfy { (partners[$0]?.count ?? 0) == members.count - 1 }
      if isComplete, members.count > 2, let high = extremum(.max, of: members),
        let low = extremum(.min, of: members)
      {
        rest.append(sub(high, low))
      } else {
        for x in members {
          for y in (partners[x] ?? []).sorted() where x < y { rest.append(abs(sub(x, y))) }
        }
      }
    }
    return rest
  }
}
