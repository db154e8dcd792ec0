import Inputs

extension TheoremChecker {
  /// Splices what `use` names and collects the declared names.
  func gather() throws(InputError) {
    var spliced: Set<String> = []
    var open = [block.name.text]
    try splice(block.items, from: blockSource, isWhole: true, &spliced, &open)
    var expectation: (source: SourceText, position: Position)?
    for entry in items {
      here = entry.source
      switch entry.item {
      case .source, .note, .assume, .conclude, .use: break
      case .proof(let script, let mark):
        if let first = proof {
          throw error(
            at: mark.position,
            "a theorem has one proof; the first stands in \(place(first.source, first.position))")
        }
        proof = SourcedProof(syntax: script, position: mark.position, source: here)
      case .expect(_, let mark):
        if let first = expectation {
          throw error(
            at: mark.position,
            "a theorem has one 'expect'; the first stands in \(place(first.source, first.position))")
        }
        expectation = (here, mark.position)
      case .sizes(let list):
        for size in list {
          try declare(size.name, .size(sizes.count))
          sizes.append(
            Size(
              name: size.name.text, minimum: size.minimum, maximum: size.maximum,
              position: size.name.position))
          sizeDistributions.append((size.distribution, here))
        }
      case .indices(let names, let range, _):
        for name in names {
          try declare(name, .index(indices.count))
          indices.append(
            IndexDeclaration(name: name.text, range: range, position: name.position, source: here))
        }
      case .variables(let isComplex, let list):
        for variable in list {
          try declare(variable.name, .variable(variables.count))
          variables.append(VariableDeclaration(syntax: variable, isComplex: isComplex, source: here))
        }
      case .equation(let name, let patterns, let value):
        try addEquation(
          name,
          LetDeclaration.Part(patterns: patterns, value: value, position: name.position, source: here))
      case .function(let name, let parameters, let value):
        try declare(name, .definition(definitions.count))
        let part = LetDeclaration.Part(patterns: [], value: value, position: name.position, source: here)
        definitions.append(
          LetDeclaration(
            name: name.text, parameters: parameters, parts: [part],
            parameterIsComplex: parameters.map { _ in false }))
      }
    }
  }

  func declare(_ name: Syntax.Name, _ meaning: Global) throws(InputError) {
    if let first = places[name.text] {
      throw error(
        at: name.position,
        "the name '\(name.text)' is already declared in \(place(first.source, first.position))")
    }
    globals[name.text] = meaning
    places[name.text] = (here, name.position)
  }

  private func addEquation(_ name: Syntax.Name, _ part: LetDeclaration.Part) throws(InputError) {
    guard case .definition(let number)? = globals[name.text], definitions[number].parameters == nil,
      definitions[number].arity > 0, !part.patterns.isEmpty
    else {
      try declare(name, .definition(definitions.count))
      definitions.append(LetDeclaration(name: name.text, parts: [part], parameterIsComplex: []))
      return
    }
    let arity = definitions[number].arity
    guard part.patterns.count == arity, let first = places[name.text] else {
      throw error(
        at: name.position,
        "'\(name.text)' has \(Self.count(arity, "index", "indices")) in its first equation"
          + "\(places[name.text].map { " (\(place($0.source, $0.position)))" } ?? "")"
          + ", and \(part.patterns.count) here")
    }
    _ = first
    definitions[number].parts.append(part)
  }

  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(many)"
  }

  // MARK: use

  /// Appends items; of a theorem that is used (`isWhole` false), its declarations and hypotheses.
  private func splice(
    _ list: [Syntax.Item], from source: SourceText, isWhole: Bool,
    _ spliced: inout Set<String>, _ open: inout [String]
  ) throws(InputError) {
    for item in list {
      switch item {
      case .use(let name):
        here = source
        let entry = try entry(named: name)
        if let start = open.firstIndex(of: entry.block.name.text) {
          let loop = (open[start...] + [name.text]).joined(separator: " → ")
          throw error(at: name.position, "'use' goes in a circle: \(loop)")
        }
        guard spliced.insert(entry.key).inserted else { continue }
        guard open.count <= Library.nestingLimit else {
          throw error(
            at: name.position, "families use each other over more than \(Library.nestingLimit) steps")
        }
        if entry.source === blockSource { usedHere.insert(entry.block.name.text) }
        open.append(entry.block.name.text)
        try splice(
          entry.block.items, from: entry.source, isWhole: isWhole && !entry.isTheorem, &spliced, &open)
        open.removeLast()
      case .source, .note, .expect, .conclude, .proof:
        if isWhole { items.append(SourcedItem(item: item, source: source)) }
      default: items.append(SourcedItem(item: item, source: source))
      }
    }
  }

  func entry(named name: Syntax.Name, kind: String = "family") throws(InputError) -> Library.Entry {
    let found = library.entries[name.text] ?? []
    guard let entry = found.first else {
      throw error(
        at: name.position,
        "unknown \(kind) '\(name.text)'" + NearestName.hint(for: name.text, among: library.entries.keys))
    }
    if found.count > 1 {
      let files = found.map { "\($0.source.file):\($0.block.name.position.line)" }.joined(separator: " and ")
      throw error(at: name.position, "'\(name.text)' could mean more than one thing: \(files)")
    }
    return entry
  }

  // MARK: Index ranges

  func checkIndexRanges() throws(InputError) {
    for k in indices.indices {
      var names: Set<String> = []
      indices[k].range.lower.collectNames(&names)
      indices[k].range.upper.collectNames(&names)
      indices[k].dependencies = names.compactMap { name in
        if case .index(let other)? = globals[name] { other } else { nil }
      }.sorted()
    }
    let order = Cycles.order(count: indices.count) { indices[$0].dependencies }
    switch order {
    case .cycle(let cycle):
      let first = indices[cycle[0]]
      here = first.source
      let names = (cycle + [cycle[0]]).map { indices[$0].name }.joined(separator: " → ")
      throw error(at: first.position, "index ranges must not depend on each other in a circle: \(names)")
    case .order(let order):
      var depths = [Int](repeating: 0, count: indices.count)
      for (rank, k) in order.enumerated() {
        indices[k].rank = rank
        depths[k] = 1 + (indices[k].dependencies.map { depths[$0] }.max() ?? 0)
        guard depths[k] <= Syntax.listLimit else {
          here = indices[k].source
          throw error(
            at: indices[k].position,
            "more than \(Syntax.listLimit) index ranges that each depend on the next, which is the limit")
        }
      }
    }
    for k in indices.indices {
      here = indices[k].source
      var scope = Scope(freeIndices: .quantified)
      for dependency in indices[k].dependencies {
        scope.locals[indices[dependency].name] = .index(slot: 0)
      }
      try tolerantly { () throws(InputError) in _ = try range(indices[k].range, scope) }
    }
  }
}
