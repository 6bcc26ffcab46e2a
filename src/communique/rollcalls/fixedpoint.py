"""Anderson acceleration: fewer rounds to where a step leads back to itself."""

import numpy as np

from communique.rollcalls.ordinal import Floats

MEMORY, FURTHEST = 8, 1.0


class Accelerator:
    """Looks ahead along the last MEMORY steps of an iteration (Walker and Ni 2011, SIAM Journal on Numerical Analysis 49: 1715-1735).

    `weights` (n,) say how much each parameter's step counts; no parameter is moved by more than FURTHEST beyond a plain step.
    """

    def __init__(self, weights: Floats) -> None:
        self.weights = np.asarray(weights, np.float64)
        self.ends: list[Floats] = []
        self.moves: list[Floats] = []

    def step(self, before: Floats, after: Floats) -> Floats:
        """Return where to go on from, given the parameters before and after a plain step, both (n,)."""
        self.ends = [*self.ends, after][-MEMORY:]
        self.moves = [*self.moves, after - before][-MEMORY:]
        if len(self.moves) < 2:
            return after
        changes = np.diff(np.stack(self.moves, 1), axis=1) * self.weights[:, None]
        shares = np.linalg.lstsq(changes, self.moves[-1] * self.weights, rcond=1e-6)[0]
        beyond = np.asarray(np.diff(np.stack(self.ends, 1), axis=1) @ shares, np.float64)
        furthest = float(np.abs(beyond).max())
        return after - beyond * min(1.0, FURTHEST / max(furthest, 1e-12))
