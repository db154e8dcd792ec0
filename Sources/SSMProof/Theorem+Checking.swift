import Claims
import Evaluation
import Foundation
import Inputs
import Programs
import Sampling
import Search

extension Theorem {
  /// Tries to refute the theorem; and, where the options say so, to prove it.
  ///
  ///     let theorem = try Theorem.parse(text, file: "claim")[0]
  ///     let result = try theorem.check()
  ///     if let found = result.counterexample { print(found.instance) }
  ///
  /// The same seed gives the same result on any machine, unless a limit in seconds is given.
  ///
  /// - Throws: an `InputError` where the theorem cannot be evaluated, or the options name sizes that it does not
  ///   declare.
  public func check(_ options: SearchOptions = SearchOptions()) throws(InputError) -> SearchResult {
    try [self].check(options)[0]
  }

  /// Decides one instance by rigorous evaluation, twice: by the engine, and by a walk over the theorem as it is written
  /// (`Decision.second`).
  ///
  /// - Parameter isCancelled: Asked now and then; true breaks the decision off, which then is `undecided`.
  /// - Throws: an `InputError` where the instance does not fit the theorem (`Theorem.validate`), or reaches a
  ///   reference outside every equation.
  public func decide(
    _ instance: Instance, limits: EvaluationLimits = EvaluationLimits(), isCancelled: (() -> Bool)? = nil
  ) throws(InputError) -> Decision {
    try validate(instance)
    let ground = try GroundTheorem.lower(self, sizes: instance.sizes)
    let engine = Engine(ground, limits: limits.forNamedInstance)
    engine.isCancelled = isCancelled
    let decision = try engine.decide(ground.inputs(of: instance))
    return confirmed(decision, instance, bits: limits.bits, isCancelled: isCancelled)
  }
}

extension [Theorem] {
  /// Tries to refute every theorem, on all cores; results in order, the same for any number of cores.
  /// Where the options cancel the work, theorems that were not begun have no result.
  ///
  /// - Parameter each: Told of every result as soon as it is there, with the theorem's place in the list: in any
  ///   order, from several threads.
  /// - Throws: the `InputError` of the first theorem that has one, or of options that name a size which no
  ///   theorem declares.
  @discardableResult
  public func check(
    _ options: SearchOptions = SearchOptions(),
    each: @escaping @Sendable (Int, SearchResult) -> Void = { _, _ in }
  ) throws(InputError) -> [SearchResult] {
    try refuseUnknownSizes(options.sizes.keys)
    let theorems = self
    // Of a single theorem the search itself says that it was cancelled.
    let results = inOrder(count, unless: { theorems.count > 1 && options.isCancelled() }) {
      number, _ throws(InputError) in
      let proof = QuickProof(options)
      let result = proof.settled(
        try TheoremSearch.run(theorems[number], proof.forSearch)
          .confirmed(bits: options.limits.bits, isCancelled: options.isCancelled))
      each(number, result)
      return result
    }
    var list: [SearchResult] = []
    for result in results { list.append(try result.get()) }
    return list
  }

  /// Looks for errors that only evaluation shows (a definition that rests on itself, an element that no equation
  /// gives) at each theorem's smallest sizes, before a long search begins.
  ///
  /// - Throws: the `InputError` of the first theorem that has one. One that shows at larger sizes alone is met by
  ///   the search.
  package func foreseeErrors(_ options: SearchOptions = SearchOptions()) throws(InputError) {
    try refuseUnknownSizes(options.sizes.keys)
    for theorem in self {
      guard !options.isCancelled() else { return }
      for sizes in try SizePlan(for: theorem, requested: options.sizes).combinations.prefix(3) {
        let ground: GroundTheorem
        do throws(InputError) {
          ground = try GroundTheorem.lower(theorem, sizes: sizes, stepLimit: 20_000)
        } catch {
          if error.kind == .tooLarge { continue }
          throw error
        }
        guard ground.program.sites.contains(where: { $0.kind == .outOfRange }) else { continue }
        var one = options
        one.instances = 1
        one.explains = false
        one.progress = { _ in }
        one.known = { _ in [] }
        one.sizes = Dictionary(
          zip(theorem.sizes.map(\.name), sizes.map { $0...$0 }), uniquingKeysWith: { first, _ in first })
        _ = try TheoremSearch.run(theorem, one)
      }
    }
  }

  /// Refuses names of sizes that no theorem declares.
  package func refuseUnknownSizes(_ names: some Sequence<String>) throws(InputError) {
    let declared = Set(flatMap { $0.sizes.map(\.name) })
    for name in names.sorted() where !declared.contains(name) {
      let hint = NearestName.hint(for: name, among: declared)
      let list =
        declared.isEmpty ? "; there are no sizes" : "; sizes: \(declared.sorted().joined(separator: ", "))"
      throw InputError(
        file: "",
        message: "--sizes names '\(name)', which no theorem here declares\(hint.isEmpty ? list : hint)")
    }
  }
}

extension Theorem {
  /// Draws the theorem's model independently, again and again, and judges each draw by rigorous evaluation: how often the
  /// hypotheses are met and the conclusion holds, and how tight its bounds are.
  ///
  ///     var options = SampleOptions()
  ///     options.draws = 10_000
  ///     options.sizes = ["T": [4, 16, 64]]
  ///     let result = try theorem.sample(options)
  ///     for group in result.groups { print(group) }
  ///
  /// How each variable is drawn is what stands after `~` in its declaration, else its domain (Documentation/random-models.md).
  /// Equal seeds give equal draws on any machine.
  ///
  /// - Parameter each: Told of every draw, in order of their numbers, group after group.
  /// - Throws: an `InputError` where the theorem cannot be evaluated or drawn, or the options name what it does not declare.
  public func sample(
    _ options: SampleOptions = SampleOptions(), each: ((SampleRecord) -> Void)? = nil
  ) throws(InputError) -> SampleResult {
    var result = try SampleRun.run(self, options, each: each)
    for k in result.groups.indices {
      guard var found = result.groups[k].violation else { continue }
      found.decision = confirmed(
        found.decision, found.instance, bits: options.limits.bits, isCancelled: options.isCancelled)
      result.groups[k].violation = found
      if case .contradicts(let text) = found.decision.second {
        result.contradiction = Contradiction(text: text, instance: found.instance)
      }
    }
    if result.contradiction != nil { result.groups = [] }
    return result
  }
}
