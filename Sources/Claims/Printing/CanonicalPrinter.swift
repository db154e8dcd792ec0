import Inputs

/// Prints syntax trees in one fixed layout.
///
/// Parsing the text gives the tree again (places aside), so printing twice prints the same. One item
/// per line, a blank line where the kind of item changes, parentheses only where the shape of the
/// tree asks for them or a reader would hesitate. Comments are not part of the tree and are lost.
package struct CanonicalPrinter: Sendable {
  package init() {}

  package func text(_ file: Syntax.File) -> String {
    withDeepStack {
      var parts: [String] = []
      var imports: [String] = []
      for entry in file.entries {
        if case .import(let path, _) = entry {
          imports.append("import \"\(path)\"")
          continue
        }
        if !imports.isEmpty {
          parts.append(imports.joined(separator: "\n"))
          imports = []
        }
        switch entry {
        case .family(let block): parts.append(self.block("family", block))
        case .theorem(let block): parts.append(self.block("theorem", block))
        case .import: break
        }
      }
      if !imports.isEmpty { parts.append(imports.joined(separator: "\n")) }
      return parts.isEmpty ? "" : parts.joined(separator: "\n\n") + "\n"
    }
  }

  /// `theorem name "title" … end`, without a line end.
  package func theorem(_ block: Syntax.Block) -> String { withDeepStack { self.block("theorem", block) } }

  package func text(_ expression: Syntax.Expression) -> String {
    withDeepStack {
      var writer = Writer()
      writer.expression(expression, .sum)
      return writer.output
    }
  }

  package func text(_ formula: Syntax.Formula) -> String {
    withDeepStack {
      var writer = Writer()
      writer.formula(formula, .implies)
      return writer.output
    }
  }

  /// `A[t,n] in [0, 1)`
  package func text(_ variable: Syntax.Variable) -> String {
    withDeepStack {
      var writer = Writer()
      writer.variable(variable)
      return writer.output
    }
  }

  private func block(_ keyword: String, _ block: Syntax.Block) -> String {
    var writer = Writer()
    writer.write("\(keyword) \(block.name.text)")
    if let title = block.title { writer.write(" \"\(title)\"") }
    var group: Int?
    for item in block.items {
      let next = Writer.group(item)
      writer.write(group != nil && group != next ? "\n\n  " : "\n  ")
      group = next
      writer.item(item)
    }
    writer.write("\nend")
    return writer.output
  }
}

/// Appends to one string; the recursion of the printer.
struct Writer {
  private(set) var output = ""

  mutating func write(_ text: String) { output += text }

  mutating func list<Element>(_ elements: [Element], _ body: (inout Writer, Element) -> Void) {
    for (k, element) in elements.enumerated() {
      if k > 0 { output += ", " }
      body(&self, element)
    }
  }

  /// Items of one group stand together, groups apart.
  static func group(_ item: Syntax.Item) -> Int {
    switch item {
    case .source, .note, .expect: 0
    case .use: 1
    case .sizes, .indices: 2
    case .variables: 3
    case .equation, .function: 4
    case .assume: 5
    case .conclude: 6
    case .proof: 7
    }
  }

  mutating func item(_ item: Syntax.Item) {
    switch item {
    case .source(let text, _): write("source \"\(text)\"")
    case .note(let text, _): write("note \"\(text)\"")
    case .expect(let expectation, _): write("expect \(expectation.rawValue)")
    case .use(let name): write("use \(name.text)")
    case .sizes(let sizes):
      write("size ")
      list(sizes) { writer, size in
        writer.write(size.name.text)
        writer.write(size.maximum.map { " in \(size.minimum)..\($0)" } ?? " >= \(size.minimum)")
        if let distribution = size.distribution { writer.distribution(distribution, isAfterTilde: true) }
      }
    case .indices(let names, let range, _):
      write("index \(names.map(\.text).joined(separator: ", ")) in ")
      self.range(range)
    case .variables(let isComplex, let variables):
      write(isComplex ? "complex " : "real ")
      list(variables) { $0.variable($1) }
    case .equation(let name, let patterns, let value):
      write("let \(name.text)")
      if !patterns.isEmpty { brackets(patterns) }
      write(" = ")
      expression(value, .sum)
    case .function(let name, let parameters, let value):
      write("let \(name.text)(\(parameters.map(\.text).joined(separator: ", "))) = ")
      expression(value, .sum)
    case .assume(let statement, _):
      write("assume ")
      formula(statement, .implies)
    case .conclude(let statement, _):
      write("conclude ")
      formula(statement, .implies)
    case .proof(let script, _): self.script(script)
    }
  }

  mutating func variable(_ variable: Syntax.Variable) {
    write(variable.name.text)
    if !variable.indices.isEmpty { write("[\(variable.indices.map(\.text).joined(separator: ","))]") }
    if let domain = variable.domain { self.domain(domain) }
    if let distribution = variable.distribution { self.distribution(distribution, isAfterTilde: true) }
  }

  mutating func distribution(_ distribution: Syntax.Distribution, isAfterTilde: Bool) {
    if isAfterTilde { write(" ~ ") }
    switch distribution {
    case .simple(let kind, let parameters, _):
      write("\(kind.rawValue)(")
      list(parameters) { writer, parameter in
        if let label = parameter.label { writer.write("\(label.text) = ") }
        writer.expression(parameter.value, .sum)
      }
    case .mixture(let components, _):
      write("mixture(")
      list(components) { writer, component in
        writer.expression(component.weight, .sum)
        writer.write(": ")
        writer.distribution(component.distribution, isAfterTilde: false)
      }
    case .pair(let pair, let first, let second, _):
      write("\(pair.rawValue)(")
      list([first, second]) { $0.distribution($1, isAfterTilde: false) }
    }
    write(")")
  }

  /// With a blank before it.
  mutating func domain(_ domain: Syntax.Domain) {
    switch domain {
    case .interval(let lower, let isLowerClosed, let upper, let isUpperClosed, _):
      write(isLowerClosed ? " in [" : " in (")
      expression(lower, .sum)
      write(", ")
      expression(upper, .sum)
      write(isUpperClosed ? "]" : ")")
    case .half(let relation, let end, _):
      write(" \(relation.rawValue) ")
      expression(end, .sum)
    }
  }

  mutating func range(_ range: Syntax.Range) {
    expression(range.lower, .sum)
    write("..")
    expression(range.upper, .sum)
  }

  /// `[t,n]`, close together as subscripts are.
  mutating func brackets(_ indices: [Syntax.Expression]) {
    write("[")
    for (k, index) in indices.enumerated() {
      if k > 0 { write(",") }
      expression(index, .sum)
    }
    write("]")
  }

  mutating func binders(_ binders: Syntax.Binders) {
    list(binders.names) { writer, binder in
      writer.write(binder.name.text)
      if let range = binder.range {
        writer.write(" in ")
        writer.range(range)
      }
    }
    if let filter = binders.filter {
      write(" with ")
      formula(filter, .implies)
    }
    write(": ")
  }
}
