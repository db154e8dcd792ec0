"""Writes distributions.json and binomial.json: values of scipy that the tests hold the draws and bounds against."""
import json, os
import numpy as np
from scipy import stats

here = os.path.dirname(os.path.abspath(__file__))
laws = {
    "uniform(-1, 3)": stats.uniform(-1, 4), "loguniform(1/1000, 1/10)": stats.loguniform(1e-3, 1e-1),
    "normal(1, 4)": stats.norm(1, 2), "normal(0, deviation = 3)": stats.norm(0, 3),
    "lognormal(0, 1/4)": stats.lognorm(0.5), "exponential(2)": stats.expon(scale=0.5),
    "exponential(mean = 3)": stats.expon(scale=3), "student(3)": stats.t(3), "student(1)": stats.t(1),
    "student(5/2, 1, 2)": stats.t(2.5, 1, 2),
}
discrete = {
    "bernoulli(3/10)": [(0, 0.7), (1, 0.3)], "choice(-1, 0, 1/3)": [(-1, 1 / 3), (0, 1 / 3), (1 / 3, 1 / 3)],
    "integers(-2, 3)": [(k, 1 / 6) for k in range(-2, 4)], "mixture(3: point(2), 1: point(5))": [(2, 0.75), (5, 0.25)],
}
p = (np.arange(400) + 0.5) / 400
continuous = [{"law": name, "points": [float(x) for x in law.ppf(p)], "cdf": [float(x) for x in law.cdf(law.ppf(p))],
               "mean": float(law.mean()), "variance": float(law.var())} for name, law in laws.items()]
for entry in continuous:
    for key in ("mean", "variance"):
        if not np.isfinite(entry[key]):
            entry[key] = None
json.dump({"continuous": continuous, "discrete": [{"law": k, "values": v} for k, v in discrete.items()]},
          open(os.path.join(here, "distributions.json"), "w"), indent=0)
rows = []
for n in (1, 2, 5, 10, 37, 100, 1000, 12345, 100000):
    for k in sorted({0, 1, 2, n // 10, n // 3, n // 2, n - 1, n}):
        if 0 <= k <= n:
            for miss in (0.05, 0.01):
                low = 0.0 if k == 0 else float(stats.beta.ppf(miss / 2, k, n - k + 1))
                high = 1.0 if k == n else float(stats.beta.isf(miss / 2, k + 1, n - k))
                rows.append({"k": k, "n": n, "miss": miss, "lower": low, "upper": high})
json.dump(rows, open(os.path.join(here, "binomial.json"), "w"), indent=0)
