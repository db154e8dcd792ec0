"""The study's theorems once more, by hand: both sides at 60 digits from the values of a draw, in plain Python.

Nothing here knows the claim language or asks the program: each model is written down from its paper.
"""

from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
D = Decimal
LEGS = """80.966080924513427967 25.629226437423692551 13.834341819052249072 8.3621045314072600743
          5.0900236297030384599 2.8996682227634939384 1.3719887819145008564 0.35201791588868297772""".split()


def number(text):
    """A value of a draw; what is complex becomes a pair."""
    if isinstance(text, list):
        return [number(x) for x in text]
    if isinstance(text, dict):
        return (number(text["re"]), number(text["im"]))
    exact = Fraction(text)
    return D(exact.numerator) / D(exact.denominator)


# Elementary functions beside Decimal's exp, ln and sqrt.


def pi():
    """Machin's formula."""
    def arctan_of_inverse(n):
        term, total, k = D(1) / n, D(0), 1
        while abs(term) > D(10) ** -70:
            total += term / k if k % 4 == 1 else -term / k
            term, k = term / (n * n), k + 2
        return total
    return 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))


def cos_sin(x):
    """By the series at x/2^k, doubled k times."""
    halvings = 0
    while abs(x) > D("0.01"):
        x, halvings = x / 2, halvings + 1
    cosine, sine, term, k = D(1), x, x, 1
    while abs(term) > D(10) ** -75:
        term = term * x / (k + 1)
        cosine += term if (k + 1) % 4 == 0 else -term
        term = term * x / (k + 2)
        sine += term if (k + 2) % 4 == 1 else -term
        k += 2
    for _ in range(halvings):
        cosine, sine = cosine * cosine - sine * sine, 2 * sine * cosine
    return cosine, sine


def softplus(x):
    return (1 + x.exp()).ln()


def times(x, y):
    return (x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0])


def over(x, y):
    size = y[0] * y[0] + y[1] * y[1]
    return ((x[0] * y[0] + x[1] * y[1]) / size, (x[1] * y[0] - x[0] * y[1]) / size)


def exp(x):
    cosine, sine = cos_sin(x[1])
    return (x[0].exp() * cosine, x[0].exp() * sine)


def modulus(x):
    return (x[0] * x[0] + x[1] * x[1]).sqrt()


def power(x, n):
    result = (D(1), D(0))
    for _ in range(n):
        result = times(result, x)
    return result


# Inputs and models. Each takes the values and sizes of a draw.


def inputs(kind, values, T):
    if kind == "impulse":
        return [D(1) if values["place"] == t else D(0) for t in range(1, T + 1)]
    return values["x"]


def recurrence(gates, drives):
    h, states = D(0), []
    for gate, drive in zip(gates, drives):
        h = gate * h + drive
        states.append(h)
    return states


def spread(numbers):
    return max(numbers) - min(numbers)


def contraction(channels, T):
    """Theorem 4.2, of channels (gates, input gates, inputs): whether the hypotheses hold, and both sides."""
    met = all(min(b) <= 0 <= max(b) for _, _, b in channels)
    left = max(spread(recurrence(a, [d * x for d, x in zip(ds, b)])) for a, ds, b in channels)
    least = min(min(a) for a, _, _ in channels)
    return met, left, (1 - least ** (T - 1) if T > 1 else D(0)) * max(spread(b) for _, _, b in channels)


def s4d_real(values, x, T, N):
    dt, channels = values["dt"], []
    for n in range(1, N + 1):
        a = (-n * dt).exp()
        channels.append(([a] * T, [(1 - a) / n] * T, x))
    return channels


def mamba(values, x, T, N, is_simplified=False):
    bias = (values["dt"].exp() - 1).ln()
    steps = [softplus(bias + values["W"] * z) for z in values["z"]]
    channels = []
    for n in range(1, N + 1):
        gates = [(-n * step).exp() for step in steps]
        drives = steps if is_simplified else [(1 - a) / n for a in gates]
        channels.append((gates, drives, [values["B"][n - 1] * z * u for z, u in zip(values["z"], x)]))
    return channels


def averages(decays, x, T):
    return [([a] * T, [1 - a] * T, x) for a in decays]


def retnet(values, x, T, N):
    return averages([1 - D(2) ** (-5 - head) for head in range(N)], x, T)


def rwkv(values, x, T, N):
    decays = []
    for i in range(N):
        share = D(i) / (N - 1) if i else D(0)
        shaped = share ** (D("0.7") + D("1.3") * values["layer"]) if i else D(0)
        decays.append((-(D(-5) + 8 * shaped).exp()).exp())
    return averages(decays, x, T)


def poles(kind, N):
    half = D(-1) / 2
    if kind == "s4d_lin":
        return [(half, pi() * n) for n in range(N)]
    if kind == "s4d_inv":
        return [(half, 2 * N / pi() * (D(2 * N) / (2 * n + 1) - 1)) for n in range(N)]
    if kind == "s4d_legs":
        return [(half, D(omega)) for omega in LEGS]
    return [(D(-n - 1), D(0)) for n in range(N)]


def kernel(gates, drives, C, T, factor):
    """Theorem 3.1 of a time-invariant layer: the influence at distance T - 1 and its bound."""
    total = D(0)
    for a, b, c in zip(gates, drives, C):
        total += times(times(c, b), power(a, T - 1))[0]
    bound = factor * len(gates) * max(map(modulus, C)) * max(map(modulus, drives))
    return True, abs(factor * total), bound * max(map(modulus, gates)) ** (T - 1)


def sides(theorem, values, sizes):
    """Whether the hypotheses hold at a draw, and the two sides of the conclusion."""
    values = {name: number(value) for name, value in values.items()}
    T, N = sizes["T"], sizes.get("N")
    if theorem == "mamba_influence":
        bias = (values["dt"].exp() - 1).ln()
        gates = [(-softplus(bias + values["W"] * x)).exp() for x in values["x"]]
        left = D(1)
        for gate in gates[1:]:
            left *= gate
        return True, left, max(gates) ** (T - 1)
    if theorem == "lru_influence":
        gammas = [(1 - a[0] * a[0] - a[1] * a[1]).sqrt() for a in values["a"]]
        return kernel(values["a"], [(g, D(0)) for g in gammas], values["C"], T, 1)
    model, _, kind = theorem.rpartition("_")
    if kind == "influence":
        diagonal = poles(model, N)
        gates = [exp((values["dt"] * p[0], values["dt"] * p[1])) for p in diagonal]
        drives = [over((a[0] - 1, a[1]), p) for a, p in zip(gates, diagonal)]
        return kernel(gates, drives, values["C"], T, 2)
    x = inputs(kind, values, T)
    if model == "mamba_simplified":
        return contraction(mamba(values, x, T, N, is_simplified=True), T)
    return contraction({"s4d_real": s4d_real, "mamba": mamba, "retnet": retnet, "rwkv": rwkv}[model](values, x, T, N), T)
