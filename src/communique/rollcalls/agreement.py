"""Measures of agreement between voters on an ordered scale: raw agreement, S, weighted kappa and weighted pi.

All four are computed from the same 3 x 3 table of joint votes (yes, abstain, no), with the distance d between two votes 0, 1/2 (one step)
or 1 (yes against no):

- raw agreement: the share of votes that are the same.
- S = 1 - 2 D: Signorino and Ritter (1999, International Studies Quarterly 43: 115-144), with absolute distances, every roll call weighing
the same; D is the mean distance.
- kappa = 1 - D / E, with E the mean distance expected when each voter keeps the shares of his own votes: Cohen (1960, Educational and
  Psychological Measurement 20: 37-46), weighted: Cohen (1968, Psychological Bulletin 70: 213-220), with linear weights.
- pi = 1 - D / E, with E expected when both keep the pooled shares: Scott (1955, Public Opinion Quarterly 19: 321-325), weighted the same
way.

S takes no account of chance: two states that mostly vote yes, as most do, get a high S whatever they do. Haege (2011, Political Analysis
19: 287-305) shows where that misleads and proposes kappa and pi.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from communique.rollcalls.table import ABSENT, ABSTAIN, NO, YES, Letters

Floats = npt.NDArray[np.float64]
Measure = Literal["raw agreement", "S", "kappa", "pi"]
Absences = Literal["left out", "as abstention"]

MEASURES: tuple[Measure, ...] = ("raw agreement", "S", "kappa", "pi")
DISTANCE: Floats = np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2.0


@dataclass(frozen=True)
class AllPairs:
    """The measures of every pair of states: `values` are (states, states) by measure, NaN where not defined; `n` counts the joint votes."""

    values: dict[Measure, Floats]
    n: npt.NDArray[np.int64]


def one_hot(letters: Letters, absences: Absences = "left out") -> npt.NDArray[np.float32]:
    """Return votes as indicators, (3, ...): yes, abstain, no; absences are in none of them, or count as abstentions."""
    abstain = letters == ABSTAIN
    if absences == "as abstention":
        abstain |= letters == ABSENT
    return np.stack([letters == YES, abstain, letters == NO]).astype(np.float32)


def measures(tables: npt.ArrayLike) -> dict[Measure, Floats]:
    """Return the measures of joint tables (..., 3, 3) of counts; NaN where there are no votes, or no distance can be expected."""
    counts = np.asarray(tables, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / counts.sum((-2, -1), keepdims=True)
        observed = (shares * DISTANCE).sum((-2, -1))
        one, other = shares.sum(-1), shares.sum(-2)
        pooled = (one + other) / 2
        kappa = 1 - observed / np.einsum("...i,ij,...j->...", one, DISTANCE, other)
        pi = 1 - observed / np.einsum("...i,ij,...j->...", pooled, DISTANCE, pooled)
        raw = np.trace(shares, axis1=-2, axis2=-1)
    found: dict[Measure, Floats] = {"raw agreement": raw, "S": 1 - 2 * observed, "kappa": kappa, "pi": pi}
    return {name: np.where(np.isfinite(values), values, np.nan) for name, values in found.items()}


def all_pairs(letters: Letters, absences: Absences = "left out") -> AllPairs:
    """Return the measures of every pair of the columns of `letters`, (roll calls, states)."""
    votes = one_hot(letters, absences)
    tables = np.einsum("irs,jrt->stij", votes, votes, optimize=True)
    return AllPairs(measures(tables), np.rint(tables.sum((-2, -1))).astype(np.int64))


def bootstrap(by_roll_call: Floats, *, draws: int = 1000, seed: int = 1946) -> dict[Measure, tuple[float, float]]:
    """Return the 95 percent interval of each measure, drawing roll calls anew with replacement.

    `by_roll_call` is (roll calls, 3, 3): what each roll call adds to the joint table. The interval holds the middle 95 percent of the
    draws (the percentile method: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13); NaN where a measure is not
    defined.
    """
    number = len(by_roll_call)
    if number == 0:
        return dict.fromkeys(MEASURES, (float("nan"), float("nan")))
    kinds, times = np.unique(by_roll_call.reshape(number, 9), axis=0, return_counts=True)  # what adds the same is drawn together
    weights = np.random.default_rng(seed).multinomial(number, times / number, size=draws)
    drawn = measures((weights @ kinds).reshape(draws, 3, 3))
    return {name: _middle(values) for name, values in drawn.items()}


def _middle(values: Floats) -> tuple[float, float]:
    defined = values[np.isfinite(values)]
    if not len(defined):
        return float("nan"), float("nan")
    low, high = np.quantile(defined, (0.025, 0.975))
    return float(low), float(high)
