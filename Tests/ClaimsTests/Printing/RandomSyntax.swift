import Enclosures
import Numbers

@testable import Claims
@testable import Inputs

/// Random syntax trees as the parser makes them: shapes that no text has are not drawn.
struct RandomSyntax {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  mutating func flip() -> Bool { below(2) == 0 }

  mutating func name() -> Syntax.Name {
    Syntax.Name(["a", "b'", "_c", "Delta", "x1", "t", "s", "N"][below(8)])
  }

  mutating func several<T>(_ least: Int, _ make: (inout Self) -> T) -> [T] {
    (0..<(least + below(3))).map { _ in make(&self) }
  }

  mutating func expression(_ depth: Int) -> Syntax.Expression {
    guard depth > 0 else {
      switch below(4) {
      case 0: return .constant(Syntax.NamedConstant.allCases[below(3)], .none)
      case 1: return .name(name())
      default:
        let text = ["0", "1", "0.25", "1e-3", "12", "3.50e7"][below(6)]
        return Syntax.NumberLiteral(text).map { .number($0, .none) } ?? .name(name())
      }
    }
    let inner = depth - 1
    switch below(14) {
    case 0: return .element(name(), several(1) { $0.expression(inner) })
    case 1: return .application(name(), several(1) { $0.expression(inner) })
    case 2:
      let function = BuiltInFunction.allCases[below(BuiltInFunction.allCases.count)]
      return .builtIn(function, several(1) { $0.expression(inner) }, .none)
    case 3, 4:
      var summands = several(2) { $0.summand(inner) }
      summands[0].isNegated = false
      return .sum(summands, .none)
    case 5, 6:
      var factors = several(2) { $0.factor(inner) }
      factors[0].isDivisor = false
      return .product(factors, .none)
    case 7: return .negation(expression(inner), .none)
    case 8: return .power(expression(inner), expression(inner), .none)
    case 9: return .extremum(flip() ? .max : .min, several(2) { $0.expression(inner) }, .none)
    case 10:
      let kinds: [Aggregate] = [.sum, .prod, .max, .min]
      return .aggregate(kinds[below(4)], binders(inner), expression(inner), .none)
    case 11: return .conditional(formula(inner), then: expression(inner), else: expression(inner), .none)
    case 12:
      return .derivative(
        expression(inner), by: name(), flip() ? [] : several(1) { $0.expression(inner) }, .none)
    default: return .gaussian(name(), expression(inner), .none)
    }
  }

  private mutating func summand(_ depth: Int) -> Syntax.Expression.Summand {
    .init(isNegated: flip(), expression(depth))
  }

  private mutating func factor(_ depth: Int) -> Syntax.Expression.Factor {
    .init(isDivisor: flip(), expression(depth))
  }

  mutating func range(_ depth: Int) -> Syntax.Range {
    Syntax.Range(expression(depth), expression(depth))
  }

  private mutating func binders(_ depth: Int) -> Syntax.Binders {
    let names = several(1) { Syntax.Binder($0.name(), range: $0.flip() ? $0.range(depth) : nil) }
    return Syntax.Binders(names, filter: flip() ? formula(depth) : nil)
  }

  private mutating func relation() -> Relation {
    [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual][below(6)]
  }

  mutating func domain(_ depth: Int) -> Syntax.Domain {
    if flip() {
      return .half(
        [.less, .lessOrEqual, .greater, .greaterOrEqual][below(4)], expression(depth), .none)
    }
    return .interval(
      lower: expression(depth), isLowerClosed: flip(), upper: expression(depth), isUpperClosed: flip(),
      .none)
  }

  /// With any number of parameters and any labels: what a distribution takes is the checker's to say.
  mutating func distribution(_ depth: Int) -> Syntax.Distribution {
    let inner = max(0, depth - 1)
    switch depth > 0 ? below(4) : 0 {
    case 1:
      return .mixture(
        several(1) { .init(weight: $0.expression(inner), $0.distribution(inner)) }, .none)
    case 2:
      return .pair(flip() ? .polar : .parts, distribution(inner), distribution(inner), .none)
    default:
      let kind = DistributionKind.allCases[below(DistributionKind.allCases.count)]
      let parameters = several(0) { generator in
        Syntax.Distribution.Parameter(
          label: generator.below(3) == 0 ? generator.name() : nil, generator.expression(inner))
      }
      return .simple(kind, parameters, .none)
    }
  }

  mutating func formula(_ depth: Int) -> Syntax.Formula {
    let inner = max(0, depth - 1)
    switch depth > 0 ? below(9) : 0 {
    case 1: return .not(formula(inner), .none)
    case 2: return .and(several(2) { $0.formula(inner) }, .none)
    case 3: return .or(several(2) { $0.formula(inner) }, .none)
    case 4: return .implies(formula(inner), formula(inner), .none)
    case 5: return .quantified(flip() ? .forall : .exists, binders(inner), formula(inner), .none)
    case 6:
      return .forallReal(
        name(), flip() ? domain(inner) : nil, filter: flip() ? formula(inner) : nil, formula(inner), .none)
    default:
      let links = several(1) { Syntax.Formula.Link($0.relation(), $0.expression(inner)) }
      return .comparison(expression(inner), links, .none)
    }
  }

  private mutating func item(_ depth: Int) -> Syntax.Item {
    switch below(12) {
    case 0: return .source("arXiv:1, Théorème # 4", .none)
    case 1: return .note("a note", .none)
    case 2: return .expect(flip() ? .holds : .refuted, .none)
    case 3: return .use(name())
    case 4:
      return .sizes(
        several(1) { generator in
          var size = Syntax.Size(
            generator.name(), minimum: generator.below(3), maximum: generator.flip() ? 7 : nil)
          if generator.flip() { size.distribution = generator.distribution(depth) }
          return size
        })
    case 5: return .indices(several(1) { $0.name() }, range(depth), .none)
    case 6:
      // A name without a domain or a distribution does not stand before one that has one.
      let isComplex = flip()
      var variables = several(1) { generator in
        let domain = isComplex || generator.below(3) == 0 ? nil : generator.domain(depth)
        return Syntax.Variable(
          generator.name(), indices: generator.flip() ? [] : generator.several(1) { $0.name() },
          domain: domain,
          distribution: domain == nil || generator.flip() ? generator.distribution(depth) : nil)
      }
      if flip() {
        variables[variables.count - 1].domain = nil
        variables[variables.count - 1].distribution = nil
      }
      return .variables(isComplex: isComplex, variables)
    case 7:
      return .equation(name(), patterns: flip() ? [] : several(1) { $0.expression(depth) }, expression(depth))
    case 8: return .function(name(), parameters: several(1) { $0.name() }, expression(depth))
    case 9: return .assume(formula(depth), .none)
    case 10: return .proof(script(depth), .none)
    default: return .conclude(formula(depth), .none)
    }
  }

  mutating func file(_ depth: Int) -> Syntax.File {
    Syntax.File(
      several(1) { generator in
        if generator.below(5) == 0 { return .import("base \(generator.below(9)).claim", .none) }
        let block = Syntax.Block(
          name: generator.name(), title: generator.flip() ? nil : "A title: 50% #1",
          items: generator.several(0) { $0.item(depth) })
        return generator.flip() ? .family(block) : .theorem(block)
      })
  }
}
