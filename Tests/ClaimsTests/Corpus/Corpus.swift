/// Texts that use every part of the language, all of them accepted.
enum Corpus {
  static let texts = [
    contraction,
    """
    # Families, functions, complex values, derivatives.
    family recurrence "h[t] = a[t]*h[t-1] + b[t]"
      size T in 1..8
      index s, t in 1..T
      real a[t] in [0, 1), b[t]
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + b[t]
    end

    theorem influence "Products of gates"
      note "the influence of b[s] on h[t]"
      expect refuted
      use recurrence
      let P[t,s] = prod(k in s+1..t: a[k])
      conclude forall s, t with s <= t: diff(h[t], b[s]) = P[t,s]
    end

    theorem transfer
      use recurrence
      complex z, Z[t]
      real rho in (0, 1), omega >= 0, tau
      let H(u) = 1/abs(1 - rho*(cos(u) + i*sin(u)))
      let phase = exp(i*pi*omega)
      let w[0] = z
      let w[t] = conj(w[t-1])*phase + Z[t]
      assume abs(z) <= 1 and im(z) > 0 or z = 0
      assume not (omega = 0) implies tau < omega
      conclude forall real v in [0, pi] with v >= tau: H(v) <= 1/(1 - rho)
      conclude abs(w[T]) <= 1 + sum(t: abs(Z[t]))
      conclude forall real v > 0: diff(H(v), v) <= 0
      conclude gaussian(x: max(0, rho*x)^2) <= 1
    end
    """,
    """
    theorem shapes
      size N >= 0, T in 1..1000000
      index t in 1..T
      index s in 1..t
      index k in min(1, N)..max(T, 2^N - 1)
      real d in [-1, inf), e in (-inf, 0], f <= 3, g > -0.5, A[t,s], c[k]
      let L[t, 0] = 1
      let L[t, s] = if s = t then A[t,s] else L[t, s-1]*A[t,s] - (-A[t,s])^2
      let L[1, 1] = 2
      let back[T+1] = 0
      let back[t] = back[t+1] + sum(s: A[t,s])
      assume forall t, m in 1..t-1 with m /= t - 1: A[t,m] <= A[t,t]
      assume exists t: A[t,1] = 0
      conclude max(t, s: abs(L[t,s])) <= 1e3 and min(d, e, f) /= g
      conclude 0 <= A[t,s] < 1 implies sigmoid(A[t,s]) + softplus(d) - silu(e)*tanh(f)/sqrt(2) > log(1.5)
      conclude back[1] >= prod(s in 1..T with s >= 2: A[T,s])
    end
    """,
    adding(contractionProof, to: contraction),
    """
    # Scripts: every step and method, a family's and another theorem's.
    family steps
      size T >= 1
      index s, t in 1..T
      real a[t] in [0, 1], x
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + (1 - a[t])*x
      proof
        let top = max(0, x)
        let weight[s,t] = if s <= t then prod(k in s+1..t: a[k]) else 0
        lemma hull for t in 0..T: h[t] <= top by induction on t because a, h
        lemma far for k >= 0, t, s in min(k, t)..T assume x >= 0 or k = 0: weight[s,t] <= 1 by induction on k from 2^3
        have x^2 - 2*x + 1 >= 0 by squares of x - 1, x because top
        have bound: 0 <= a[t] <= 1 by cases x >= 0, t = 1 and x <= 1, not (s <= t) because a
        have x^2 >= 0 by squares
        have x <= x
        conclude by contradiction because hull, bound
      end
    end

    theorem user use steps conclude h[t] <= max(0, x) end

    theorem borrower
      size T >= 1, N >= 1
      index s, t in 1..T
      index n in 1..N
      real a[t] in [0, 1/2], x
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + (1 - a[t])*x
      proof as steps
      conclude h[t] <= max(0, x)
    end

    theorem silent real x conclude x <= x proof end end
    """,
    """
    theorem names'
      real x1 in [0, 1e-3], h', _x, Sum
      let f(u, v) = u^v^2/-v
      let g(u) = f(u, 2) + f(2, u)
      conclude g(h') <= 2^-3 or -_x^2 > Sum*x1
    end
    """,
  ]
}
