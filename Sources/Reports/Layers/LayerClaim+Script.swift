extension LayerClaim {
  /// How the conclusion follows; the same for all layers.
  ///
  /// The state stays below B·(1/a + most), since a gate and what it lets in share the step; so the influence at s stays
  /// below K, and each later gate multiplies it.
  static let script = """
      proof
        let slope[t]  = exp(p[t])/(1 + exp(p[t]))
        let gate[t,n] = 1/exp(a[n]*step[t])
        lemma slopes: 0 <= slope[t]
        lemma steps: slope[t] <= step[t]
        lemma gates: 0 <= gate[t,n] <= 1
        lemma tangent: gate[t,n]*(1 + a[n]*step[t]) <= 1
        lemma rises: 0 <= a[n]*step[t] because slopes, steps
        lemma spare: 0 <= a[n]*(most - step[t])
        lemma room: a[n]*step[t] <= (1 + most*a[n])*(1 - gate[t,n]) because tangent, spare, gates
        lemma states for t in 0..T: -B[n]*(1 + most*a[n]) <= a[n]*h[t,n] <= B[n]*(1 + most*a[n])
          by induction on t because gates, room, rises
        lemma product: exp(a[n]*step[t])*gate[t,n]^2 = gate[t,n]
        lemma before for t in 0..T: t < s implies diff(h[t,n], x[s]) = 0 by induction on t
        lemma rate: 0 <= a[n]*gate[t,n]
        lemma both: 0 <= slope[t]*gate[t,n] because slopes, gates
        lemma damped: slope[t]*(1 + most*a[n])*gate[t,n] <= most because rate, tangent, gates, steps
        lemma found: -most*B[n] <= slope[s]*a[n]*gate[s,n]*h[s-1,n] <= most*B[n] because both, damped, states
        lemma driven: -most*B[n] <= slope[s]*b[s,n]*x[s] <= most*B[n] because slopes, steps
        lemma added: -most*E[n] <= step[s]*(b[s,n] + beta[n]*x[s]) <= most*E[n] because slopes, steps
        lemma is: diff(h[s,n], x[s]) = w*(slope[s]*b[s,n]*x[s] - slope[s]*a[n]*gate[s,n]*h[s-1,n])
          + step[s]*(b[s,n] + beta[n]*x[s]) because before, product
        lemma turned: -2*weight*most*B[n] <= w*(slope[s]*b[s,n]*x[s] - slope[s]*a[n]*gate[s,n]*h[s-1,n])
          <= 2*weight*most*B[n] because found, driven
        lemma at: -K[n] <= diff(h[s,n], x[s]) <= K[n] because is, turned, added
        lemma power for j >= 0: 0 <= rho^j by induction on j
        lemma later: s <= t implies -rho^(t-s)*K[n] <= diff(h[t,n], x[s]) <= rho^(t-s)*K[n]
          by induction on t from s because at, gates, before, power
        lemma term: s <= t implies -rho^(t-s)*C[n]*K[n] <= c[t,n]*diff(h[t,n], x[s]) <= rho^(t-s)*C[n]*K[n] because later
        lemma part for k in 0..STATES: s <= t implies -rho^(t-s)*sum(n in 1..k: C[n]*K[n])
          <= sum(n in 1..k: c[t,n]*diff(h[t,n], x[s])) <= rho^(t-s)*sum(n in 1..k: C[n]*K[n]) by induction on k because term
        conclude because part, power
      end

    """
}
