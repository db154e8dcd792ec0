import Models
import Numbers

/// The claim file about one channel of a trained layer: its recurrence with certified bounds as hypotheses, and the decay of
/// influence as the conclusion, with a proof script.
package struct LayerClaim {
  package let bounds: ChannelBounds
  package let box: InputBox
  /// What the checkpoint is called.
  package let model: String
  /// The hash of the file that the weights were read from.
  package let sha256: String

  package init(_ bounds: ChannelBounds, box: InputBox, model: String, sha256: String) {
    (self.bounds, self.box, self.model, self.sha256) = (bounds, box, model, sha256)
  }

  /// The theorem's name.
  package var name: String { "layer_\(bounds.layer)_channel_\(bounds.channel)" }

  /// The conclusion's right side, in words of numbers.
  package var bound: String { "\(text(bounds.constant))*(1 - \(text(bounds.gateGap)))^(t-s)" }

  /// The whole file.
  package var claim: String {
    header + "\n" + table + "\n" + theorem
      + Self.script.replacing("STATES", with: String(bounds.states.count)) + "end\n"
  }

  /// What was written, and what it says.
  package func summary(file: String) -> String {
    """
    \(file): theorem \(name)
      of         \(model), \(box.meaning)
      gates      at most 1 - \(text(bounds.gateGap)) in \(bounds.states.count) states, steps at most \(text(bounds.greatestStep))
      claims     abs(diff(y[t], x[s])) <= \(bound) for all T and s < t
      to prove   ssmproof prove \(file) --save DIR

    """
  }

  private var header: String {
    """
    # A channel of a trained Mamba layer: what its inputs do to its output decays exponentially.
    #
    # The numbers in this file are bounds of the checkpoint \(model) for
    # \(box.meaning).
    # They hold for the layer's exact weights. What is linear in the inputs was
    # bounded in exact arithmetic, exp and log(1 + exp) by enclosures, all rounded outward. That they hold is no part of
    # the proof: they are the domains and the hypotheses of the theorem.
    # The theorem adds: for all T, all s < t, and all inputs in these bounds, with the true derivative of the recurrence.

    """
  }

  private var table: String {
    let rows = bounds.states.enumerated().map { index, state in
      "# \(index + 1): B \(text(state.input)), E \(text(state.inputSlope)), C \(text(state.readout)), "
        + "K \(text(state.influence))"
    }
    return """
      # The layer's bounds by state: B of b*x, E of its derivative by x, C of the readout, K of the influence of x on h.
      # With them the sum of C*K is at most \(text(bounds.constant)), as the last hypothesis asks.
      \(rows.joined(separator: "\n"))

      """
  }

  private var theorem: String {
    let b = bounds
    func greatest(_ value: (ChannelBounds.State) -> Rational) -> String {
      text(b.states.map(value).max() ?? 0)
    }
    return """
      theorem \(name) "Influence decays in channel \(b.channel) of layer \(b.layer)"
        source "arXiv:2501.00658, Theorem 3.1"
        note "Bounds of \(model), weights \(sha256)"
        note "Inputs: \(box.meaning)"
        note "step is softplus(p); x is the channel's own input u, r what the others and the bias add to its step"
        note "y is the scan's output before the skip and the gate; c is a function of the inputs at t, other of those at t but x"
        expect holds

        size T >= 1
        index s, t in 1..T
        index n in 1..\(b.states.count)

        real x[t] in \(domain(b.input))
        real w in \(domain(b.stepWeight))
        real r[t] in \(domain(b.otherSteps))
        real a[n] in \(domain(b.rates))
        real B[n] in [0, \(greatest(\.input))], E[n] in [0, \(greatest(\.inputSlope))]
        real C[n] in [0, \(greatest(\.readout))], K[n] in [0, \(greatest(\.influence))]
        real beta[n]
        real other[t,n]
        real c[t,n] in [-C[n], C[n]]

        let rho      = 1 - \(text(b.gateGap))
        let most     = \(text(b.greatestStep))
        let weight   = \(text(b.greatestStepWeight))
        let constant = \(text(b.constant))

        let p[t]    = w*x[t] + r[t]
        let step[t] = -log(1/(1 + exp(p[t])))
        let b[t,n]  = beta[n]*x[t] + other[t,n]
        let h[0,n]  = 0
        let h[t,n]  = h[t-1,n]/exp(a[n]*step[t]) + step[t]*b[t,n]*x[t]
        let y[t]    = sum(n: c[t,n]*h[t,n])

        assume 1/exp(a[n]*step[t]) <= rho
        assume step[t] <= most
        assume -B[n] <= b[t,n]*x[t] <= B[n]
        assume -E[n] <= b[t,n] + beta[n]*x[t] <= E[n]
        assume most*(2*weight*B[n] + E[n]) <= K[n]
        assume sum(n: C[n]*K[n]) <= constant

        conclude s < t implies abs(diff(y[t], x[s])) <= constant*rho^(t-s)


      """
  }

  private func domain(_ range: ClosedRange<Rational>) -> String {
    "[\(text(range.lowerBound)), \(text(range.upperBound))]"
  }

  /// Numbers that were rounded to a few decimal digits, as such.
  private func text(_ value: Rational) -> String { value.decimal(digits: 12, rounding: .up) }
}
