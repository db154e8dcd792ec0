import Enclosures
import ExactReals
import Numbers
import Programs

extension ScalarMachine {
  /// Copies what block `k` reads from outside it to the registers of another interpreter.
  func load<Domain>(
    _ interpreter: Interpreter<Domain>, block k: Int, _ value: (Number) -> Domain.Value
  ) {
    for (register, isTruth) in surroundings[k] {
      let r = Int(register)
      if isTruth {
        interpreter.truths[r] = truths[r]
      } else {
        interpreter.statuses[r] = statuses[r]
        if statuses[r].isDefined { interpreter.set(register, value(reals[r])) }
      }
    }
  }

  /// Runs block `k` for all reals of a place at once.
  func runTail(
    block k: Int, at place: TailDomain.Place, _ arithmetic: TailArithmetic, forms: PolynomialForms?
  ) -> Interpreter<TailDomain> {
    let block = program.blocks[k]
    tails.domain.begin(place, arithmetic, forms: forms)
    load(tails, block: k) { TailValue(m: $0.enclosure(precision: arithmetic.precision)) }
    tails.set(block.parameter, tails.domain.parameter)
    for n in block.instructions { tails.execute(n) }
    return tails
  }

  /// Runs the numbers of block `k` as Taylor series; the truths are those of the machine's last run of the block.
  func runNumbers<N>(_ run: Interpreter<TaylorDomain<N>>, block k: Int, _ number: (Number) -> N) {
    let block = program.blocks[k]
    load(run, block: k) { TaylorSeries(number($0), order: run.domain.order) }
    run.set(block.parameter, run.domain.parameter)
    runNumbers(run, block: k)
  }

  /// Runs the numbers of block `k`, choices being those of the machine's last run of it.
  func runNumbers<Domain>(_ run: Interpreter<Domain>, block k: Int) where Domain.Interrupt == Never {
    for n in program.blocks[k].instructions {
      if n.opcode.isTruth {
        run.truths[Int(n.target)] = truths[Int(n.target)]
      } else {
        run.execute(n)
      }
    }
  }
}

extension Program {
  /// The registers that a block, and blocks inside it, read and do not write.
  func surroundings(_ writers: [Instruction?]) -> [[(register: Int32, isTruth: Bool)]] {
    blocks.map { block in
      var inner = [block]
      var own: Set<Int32> = []
      var read: [Int32] = []
      while let block = inner.popLast() {
        own.insert(block.parameter)
        for n in block.instructions {
          own.insert(n.target)
          n.forEachOperand(in: operands) { read.append($0) }
          if n.opcode.hasBlock {
            let other = blocks[Int(n.a)]
            inner.append(other)
            read += [other.lower?.register, other.upper?.register].compactMap { $0 }
          }
        }
        read += [block.body] + [block.filter].compactMap { $0 }
      }
      return read.filter { own.insert($0).inserted }.map { register in
        (register, writers[Int(register)]?.opcode.isTruth ?? false)
      }
    }
  }
}
