"""The ordered probit of three votes: the probability of yes, abstain or no, with its slopes, for many votes at once.

A voter's latent opposition is eta + e with e standard normal; he votes yes below the first cutpoint, no above the second, and abstains
between. With a = first cutpoint - eta and b = second cutpoint - eta the probabilities are P(a), P(b) - P(a) and 1 - P(b), P the normal
distribution.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.rollcalls.table import ABSTAIN, NO, YES

Floats = npt.NDArray[np.float64]
FAR = 30.0
"""Beyond so many standard deviations the density of the normal distribution is as good as zero in floating point."""
NARROWEST = 1e-4

_ERFC = (-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277)
"""Chebyshev coefficients of the complementary error function, relative error below 1.2e-7 everywhere: Press et al. 1992, Numerical
Recipes, 6.2."""


@dataclass(frozen=True)
class Slopes:
    """The probability of each vote, the first derivatives of its logarithm in a and b, and the second ones."""

    probability: Floats
    a: Floats
    b: Floats
    aa: Floats
    ab: Floats
    bb: Floats


def lower_tail(x: Floats) -> Floats:
    """Return the normal distribution function of x <= 0, exact to 7 digits even far out."""
    z = -x / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.5 * z)
    power = np.full_like(t, _ERFC[-1])
    for coefficient in _ERFC[-2::-1]:
        power *= t
        power += coefficient
    return np.asarray(0.5 * t * np.exp(power - z * z))


def density(x: Floats) -> Floats:
    """Return the normal density."""
    return np.asarray(np.exp(-0.5 * x * x) / np.sqrt(2.0 * np.pi))


def slopes(votes: npt.NDArray[np.uint8], a: Floats, b: Floats) -> Slopes:
    """Return the probability of votes (YES, ABSTAIN or NO) with the derivatives of its logarithm at a and b, arrays of one length.

    The logarithm is concave in a and b (Pratt 1981, Journal of the American Statistical Association 76: 103-106), so that Newton steps
    climb. Votes in order of their letters go fastest.
    """
    probability, first_a, first_b, aa, ab, bb = (np.zeros(len(votes)) for _ in range(6))
    for letter, bound, first, second, sign in ((YES, a, first_a, aa, 1.0), (NO, b, first_b, bb, -1.0)):
        these = _places(votes, letter)
        x = np.clip(sign * bound[these], -FAR, FAR)
        tail = lower_tail(-np.abs(x))
        chance = np.where(x > 0, 1.0 - tail, tail)
        ratio = density(x) / chance
        probability[these] = chance
        first[these] = sign * ratio
        second[these] = -ratio * (x + ratio)
    these = _places(votes, ABSTAIN)
    low, high = np.clip(a[these], -FAR, FAR), np.clip(b[these], -FAR, FAR)
    high = np.maximum(high, low + NARROWEST)
    flip = low + high > 0
    left, right = np.where(flip, -high, low), np.where(flip, -low, high)
    below = lower_tail(-np.abs(right))
    width = np.maximum(np.where(right > 0, 1.0 - below, below) - lower_tail(np.minimum(left, 0.0)), 1e-300)
    at_low, at_high = density(low) / width, density(high) / width
    probability[these] = width
    first_a[these], first_b[these] = -at_low, at_high
    aa[these] = low * at_low - at_low**2
    bb[these] = -high * at_high - at_high**2
    ab[these] = at_low * at_high
    return Slopes(probability, first_a, first_b, aa, ab, bb)


def _places(votes: npt.NDArray[np.uint8], letter: int) -> npt.NDArray[np.intp] | slice:
    """Return where a letter is, as a slice when it stands in one run."""
    found = np.flatnonzero(votes == letter)
    if len(found) and found[-1] - found[0] + 1 == len(found):
        return slice(int(found[0]), int(found[-1]) + 1)
    return found
