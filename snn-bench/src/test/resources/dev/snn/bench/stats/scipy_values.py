"""Writes mcnemar.csv, range.csv and friedman.csv beside itself: what SciPy computes.

    python3 scipy_values.py
"""

from pathlib import Path

import numpy as np
import scipy
from scipy import stats

HERE = Path(__file__).parent


def write(name, header, rows):
    lines = [f"# SciPy {scipy.__version__}", header] + [",".join(map(str, row)) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n")


def mcnemar(b, c):
    if b + c < 25:
        return "", stats.binomtest(b, b + c, 0.5).pvalue if b + c else 1.0
    chi2 = max(0, abs(b - c) - 1) ** 2 / (b + c)
    return chi2, stats.chi2.sf(chi2, 1)


pairs = [(0, 0), (1, 0), (0, 6), (5, 5), (7, 2), (12, 12), (20, 4), (24, 0), (13, 12), (25, 0)]
pairs += [(30, 30), (31, 30), (121, 59), (59, 121), (400, 380), (2400, 1890), (5000, 4000)]
write("mcnemar.csv", "b,c,chi2,p", [(b, c, *mcnemar(b, c)) for b, c in pairs])

write(
    "range.csv",
    "k,p,quantile",
    [
        (k, p, stats.studentized_range.ppf(p, k, np.inf))
        for k in (2, 3, 4, 5, 10, 15, 20, 40)
        for p in (0.5, 0.9, 0.95, 0.99)
    ],
)

random = np.random.default_rng(1)
rows = []
for n, k, values in [(5, 3, 100), (9, 15, 100), (12, 6, 4), (30, 4, 1000), (2, 3, 100), (7, 5, 2)]:
    table = random.integers(0, values, (n, k)) / 64.0 + np.arange(k) * values / 640.0
    if values < 10:  # many equals
        table = random.integers(0, values, (n, k)).astype(float)
    chi2, p = stats.friedmanchisquare(*table.T)
    f = (n - 1) * chi2 / (n * (k - 1) - chi2)
    ranks = np.mean([stats.rankdata(-block) for block in table], axis=0)
    difference = stats.studentized_range.ppf(0.95, k, np.inf) / np.sqrt(2)
    difference *= np.sqrt(k * (k + 1) / (6 * n))
    rows.append(
        (
            "/".join(" ".join(map(str, block)) for block in table),
            " ".join(map(str, ranks)),
            chi2,
            p,
            f,
            stats.f.sf(f, k - 1, (k - 1) * (n - 1)),
            difference,
        )
    )
write("friedman.csv", "values,ranks,chi2,p,f,p_f,critical_difference", rows)
