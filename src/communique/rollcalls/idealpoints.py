"""Ideal points of states from their votes: the dynamic ordinal model of Bailey, Strezhnev and Voeten, fitted without sampling.

The model (Bailey, Strezhnev and Voeten 2017, Journal of Conflict Resolution 61: 430-456): a state with ideal point t in a session opposes
a text with strength b t + e, e standard normal; below the text's first cutpoint it votes yes, above the second no, between them it
abstains. Discriminations b have a standard normal prior, cutpoints a flat one; a state's ideal point has a normal prior around its point
of the session before, with variance STEP n / (n + m) for n votes now and m then, as in the published sampler.

The fit: discriminations and points have normal posteriors that are taken as independent of each other (a mean-field approximation, as in
Imai, Lo and Olmsted 2016, American Political Science Review 110: 631-656), the likelihood being expanded to second order around their
means; Newton steps for all texts and all points in turn, accelerated.

The scale: the published sampler sets all points to mean 0 and spread 1 after every draw and leaves the texts as they are. Where its draws
settle, that is a pull on every point to the middle, as strong as the point's information (the sum of its texts' squared slopes) times a
factor that keeps the spread at 1. Without it states that all vote alike drift off, as the Soviet bloc would in the 1980s. The pull is taken
over here. The level: votes do not tell where a session lies. By the walk alone the states seated in two sessions in a row keep their mean,
each weighted by the precision of its step; the sessions are moved so at the end.

High is near to the United States, low is far from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from communique.rollcalls.fixedpoint import Accelerator
from communique.rollcalls.lookup import RollCalls, Rows
from communique.rollcalls.ordinal import Floats, Slopes, slopes
from communique.rollcalls.table import ABSENT, ABSTAIN, NO, NOT_A_MEMBER, YES, Letters

Ints = npt.NDArray[np.intp]
LIMITS = "What is adopted without a vote is not seen; from 2018 on only adopted texts are."
"""What the points cannot tell, for those who show them."""
STEP = 0.5
ROUNDS, ENOUGH = 100, 0.003
PLAIN = 10
"""Rounds without acceleration, until the fit is near enough for straight lines."""
EDGE, LEAST_GAP = 12.0, 1e-3
CUTS_COUNT = 0.3
"""How much a step in slopes and cutpoints counts against one in points, when steps are accelerated."""
NORMAL_95 = 1.959964
LEFT_OUT = "ZAF", 48
"""South Africa cast a single vote in the 48th session, after 19 years without; it gets no point there."""


@dataclass(frozen=True)
class IdealPoints:
    """Points by session: `points`, `low` and `high` (95 percent intervals) and `votes` are (sessions, states); NaN where a state cast no
    vote.

    The intervals tell how well the votes of the session place a state, given the texts; not whether one dimension is enough.
    """

    sessions: tuple[int, ...]
    states: tuple[str, ...]
    points: Floats
    low: Floats
    high: Floats
    votes: npt.NDArray[np.intp]
    roll_calls: int
    rounds: int

    def of(self, state: str) -> dict[int, tuple[float, float, float]]:
        """Return point, low and high of a state (by code) by the year in which the session began; empty when it has none."""
        if state not in self.states:
            return {}
        j = self.states.index(state)
        return {
            year_of(session): (float(self.points[i, j]), float(self.low[i, j]), float(self.high[i, j]))
            for i, session in enumerate(self.sessions)
            if self.votes[i, j]
        }


def year_of(session: int) -> int:
    """Return the year in which a regular session began: the 1st in 1946."""
    return session + 1945


def session_of(session: str, day: date) -> int:
    """Return the number of a regular session; special ones count to the regular session of their time, from September on the next."""
    if session.isdecimal():
        return int(session)
    return day.year - 1945 - (day.month < 9)


def usual_rows(record: RollCalls) -> Rows:
    """Return the roll calls that the published estimates use: all of the Assembly's, but from 1990 on whole texts only, and not the 19th
    session's."""
    columns = record.table.columns
    kept = []
    for row in record.rows(body="GA"):
        day = date.fromisoformat(columns["date"][row])
        part = "paragraph" in columns["flags"][row] or "amendment" in columns["flags"][row]
        if session_of(columns["session"][row], day) != 19 and not (part and day.year > 1989):
            kept.append(row)
    return np.array(kept, np.intp)


def estimate(record: RollCalls, rows: Rows | None = None) -> IdealPoints:
    """Return the ideal points of all states by session, from the given roll calls or the usual ones (about 20 seconds for all)."""
    rows = usual_rows(record) if rows is None else rows
    columns = record.table.columns
    numbers = np.array([session_of(columns["session"][r], date.fromisoformat(columns["date"][r])) for r in rows], np.intp)
    sessions = tuple(int(n) for n in np.unique(numbers))
    fit = _Fit(record.table.votes[rows], np.searchsorted(sessions, numbers), record.states, sessions)
    rounds = fit.run()
    return fit.result(sessions, record.states, rounds)


class _Fit:
    """The state of a fit: votes in flat arrays (one entry a cast vote), parameters of texts, points by cell (session x state)."""

    def __init__(self, letters: Letters, session: Ints, states: Sequence[str], sessions: Sequence[int]) -> None:
        cast = (letters != NOT_A_MEMBER) & (letters != ABSENT)
        if LEFT_OUT[0] in states and LEFT_OUT[1] in sessions:
            cast[session == sessions.index(LEFT_OUT[1]), list(states).index(LEFT_OUT[0])] = False
        counts = np.stack([((letters == letter) & cast).sum(1) for letter in (YES, ABSTAIN, NO)], 1)
        divided = (counts > 0).sum(1) > 1
        letters, session, cast, counts = letters[divided], session[divided], cast[divided], counts[divided]
        self.shape = (len(sessions), len(states))
        text, state = np.nonzero(cast)
        by_letter = np.argsort(letters[text, state], kind="stable")
        self.text, state = text[by_letter], state[by_letter]
        self.vote = letters[self.text, state]
        self.cell = session[self.text] * self.shape[1] + state
        self.texts = len(letters)
        self.votes = np.bincount(self.cell, minlength=self.shape[0] * self.shape[1])
        self.seen = self.votes > 0
        self._start_texts(counts)
        self._start_points(states, state)
        self._link_sessions()

    def _start_texts(self, counts: Ints) -> None:
        share = counts / counts.sum(1, keepdims=True)
        below, above = (np.clip(p, 0.01, 0.99) for p in (share[:, 0], share[:, 0] + share[:, 1]))
        self.one_cut = counts[:, 1] == 0
        self.no_first, self.no_second = counts[:, 0] == 0, counts[:, 2] == 0
        first, second = (np.log(p / (1 - p)) / 1.702 for p in (below, above))
        middle = (first + second) / 2
        self.first = np.where(self.no_first, -EDGE, np.where(self.one_cut, middle, first))
        self.second = np.where(self.no_second, EDGE, np.where(self.one_cut, middle, second))
        self._keep_order()
        self.covariance = np.zeros((self.texts, 3, 3))

    def _start_points(self, states: Sequence[str], state: Ints) -> None:
        """Start from the share of votes in which a state opposed what the United States opposed and Russia did not."""
        side = (self.vote == NO).astype(float) - (self.vote == YES)
        pole = np.zeros(self.texts)
        for code, sign in (("USA", 1.0), ("RUS", -1.0)):
            if code in states:
                theirs = state == list(states).index(code)
                pole += sign * np.bincount(self.text[theirs], side[theirs], self.texts)
        self.slope: Floats = np.sign(pole)
        total = np.bincount(self.cell, self.slope[self.text] * side, len(self.votes))
        self.point = np.where(self.seen, total / np.maximum(self.votes, 1), 0.0)
        self.variance_points = np.zeros(len(self.point))
        self._spread_to_one()

    def _link_sessions(self) -> None:
        """Find the cell whose point is the prior mean of each cell, and the prior precision; a first session leans on the second."""
        states = self.shape[1]
        before = np.full(len(self.votes), -1, np.intp)
        for j in range(states):
            mine = np.flatnonzero(self.seen.reshape(self.shape)[:, j]) * states + j
            if len(mine) > 1:
                before[mine[1:]] = mine[:-1]
                before[mine[0]] = mine[1]
        self.before = np.where(before >= 0, before, np.arange(len(before)))
        now, then = self.votes, self.votes[self.before]
        self.precision = np.where(before >= 0, (now + then) / np.maximum(STEP * now, 1e-9), 1.0)

    def run(self) -> int:
        """Take steps until no point moves by more than ENOUGH, or ROUNDS are done; return how many."""
        ahead = Accelerator(np.concatenate([self.seen, np.full(3 * self.texts, CUTS_COUNT)]))
        for rounds in range(1, ROUNDS + 1):
            before = self._parameters()
            self._step_texts()
            self._step_points()
            after = self._parameters()
            if np.abs(after - before)[: len(self.point)].max() < ENOUGH:
                return rounds
            if rounds > PLAIN:
                self._take(ahead.step(before, after))
        return ROUNDS

    def _parameters(self) -> Floats:
        return np.concatenate([self.point, self.slope, self.first, self.second])

    def _take(self, parameters: Floats) -> None:
        """Take points, slopes and cutpoints from one array, within their bounds."""
        point, self.slope, first, second = np.split(parameters, len(self.point) + self.texts * np.arange(3))
        self.point = np.where(self.seen, point, 0.0)
        self.first = np.where(self.no_first, -EDGE, np.clip(first, -EDGE, EDGE))
        self.second = np.where(self.no_second, EDGE, np.clip(second, -EDGE, EDGE))
        self._keep_order()
        self._spread_to_one()

    def _slopes(self) -> tuple[Floats, Slopes, Floats]:
        """Return each vote's point, the slopes of its likelihood, and its curvature in the strength of opposition."""
        point = self.point[self.cell]
        strength = self.slope[self.text] * point
        found = slopes(self.vote, self.first[self.text] - strength, self.second[self.text] - strength)
        return point, found, found.aa + 2 * found.ab + found.bb

    def _step_texts(self) -> None:
        """Take a Newton step in slope and cutpoints of every text; the spread of the points counts as a ridge on the slope."""
        point, found, bend = self._slopes()
        ridge = 1 - self._by_text(self.variance_points[self.cell] * bend)
        step = np.zeros((self.texts, 3))
        step[:, 0] = self._by_text(-point * (found.a + found.b)) - self.slope * ridge
        step[:, 1], step[:, 2] = self._by_text(found.a), self._by_text(found.b)
        curve = np.zeros((self.texts, 3, 3))
        curve[:, 0, 0] = self._by_text(point**2 * bend) - ridge
        curve[:, 0, 1] = curve[:, 1, 0] = self._by_text(-point * (found.aa + found.ab))
        curve[:, 0, 2] = curve[:, 2, 0] = self._by_text(-point * (found.ab + found.bb))
        curve[:, 1, 1], curve[:, 2, 2] = self._by_text(found.aa), self._by_text(found.bb)
        curve[:, 1, 2] = curve[:, 2, 1] = self._by_text(found.ab)
        self._hold(step, curve)
        inverse = np.asarray(np.linalg.inv(-curve), np.float64)
        self._keep_covariance(inverse)
        move = np.clip(np.einsum("tij,tj->ti", inverse, step), -1, 1)
        self.slope = self.slope + move[:, 0]
        self.first = np.clip(self.first + move[:, 1], -EDGE, EDGE)
        self.second = np.clip(np.where(self.one_cut, self.first, self.second + move[:, 2]), -EDGE, EDGE)
        self._keep_order()

    def _keep_covariance(self, inverse: Floats) -> None:
        """Keep the covariance of each text's slope and cutpoints: none for cutpoints that are held, the same for two that are one."""
        one = self.one_cut
        inverse[one, 2, :] = inverse[one, 1, :]
        inverse[one, :, 2] = inverse[one, :, 1]
        for held, place in ((self.no_first, 1), (self.no_second, 2)):
            inverse[held, place, :] = 0
            inverse[held, :, place] = 0
        self.covariance = inverse

    def _hold(self, step: Floats, curve: Floats) -> None:
        """Hold cutpoints that no vote marks: beyond the edge where nobody voted so; both as one where nobody abstained."""
        one = self.one_cut
        step[one, 1] += step[one, 2]
        curve[one, 1, 1] += curve[one, 2, 2] + 2 * curve[one, 1, 2]
        curve[one, 0, 1] += curve[one, 0, 2]
        curve[one, 1, 0] = curve[one, 0, 1]
        for held, place in ((self.no_first, 1), (self.no_second | one, 2)):
            step[held, place] = 0
            curve[held, place, :] = 0
            curve[held, :, place] = 0
            curve[held, place, place] = -1
        curve[:, range(3), range(3)] -= 1e-3

    def _step_points(self) -> None:
        """Take a Newton step in every point: towards the votes, the point of the session before, and the middle."""
        _, found, bend = self._slopes()
        slope = self.slope[self.text]
        variance, with_first, with_second = (self.covariance[:, 0, i][self.text] for i in range(3))
        ridge = -self._by_cell(variance * bend)
        lean = found.aa * with_first + found.ab * (with_first + with_second) + found.bb * with_second
        pull = -self._by_cell(slope * (found.a + found.b) + lean) - ridge * self.point
        pull += self.precision * (self.point[self.before] - self.point)
        curve = ridge - self._by_cell(slope**2 * bend) + self.precision
        self.variance_points = np.where(self.seen, 1 / curve, 0.0)
        information = self._by_cell(slope**2 + variance) + self.precision
        middle, excess = self._to_the_middle(self.point + pull / information)
        pull -= information * (excess * self.point + middle)
        move = np.clip(pull / (curve + excess * information), -1, 1)
        self.point = np.where(self.seen, self.point + move, 0.0)
        self._spread_to_one()

    def _to_the_middle(self, drawn: Floats) -> tuple[float, float]:
        """Return the mean, and by how much the spread is over 1, of where one draw of the published sampler would lead."""
        return float(drawn[self.seen].mean()), max(float(drawn[self.seen].std()) - 1, 0.0)

    def _spread_to_one(self) -> None:
        """Give all points mean 0 and spread 1; the texts stay."""
        mean, spread = self.point[self.seen].mean(), self.point[self.seen].std()
        self.point = np.where(self.seen, (self.point - mean) / spread, 0.0)

    def _keep_order(self) -> None:
        self.second = np.maximum(self.second, self.first + LEAST_GAP)

    def _by_text(self, values: Floats) -> Floats:
        return np.asarray(np.bincount(self.text, values, self.texts), np.float64)

    def _by_cell(self, values: Floats) -> Floats:
        return np.asarray(np.bincount(self.cell, values, len(self.votes)), np.float64)

    def result(self, sessions: tuple[int, ...], states: tuple[str, ...], rounds: int) -> IdealPoints:
        """Return the points on one scale, the United States on the high side."""
        seen = self.seen.reshape(self.shape)
        point, scale = levelled(self.point.reshape(self.shape), seen, self.precision.reshape(self.shape))
        spread = NORMAL_95 * scale * np.sqrt(self.variance_points.reshape(self.shape))
        if "USA" in states and np.nanmean(np.where(seen, point, np.nan)[:, states.index("USA")]) < 0:
            point = -point
        point = np.where(seen, point, np.nan)
        return IdealPoints(sessions, states, point, point - spread, point + spread, self.votes.reshape(self.shape), self.texts, rounds)


def levelled(point: Floats, seen: npt.NDArray[np.bool_], precision: Floats) -> tuple[Floats, float]:
    """Return points (sessions, states) on one level, and the factor that their scale was changed by.

    From session to session the states seated in both keep their mean, weighted by the precision of their step; in the end all points have
    mean 0 and spread 1.
    """
    point = point.copy()
    for i in range(1, len(point)):
        both = seen[i] & seen[i - 1]
        if both.any():
            point[i] += np.average(point[i - 1, both] - point[i, both], weights=precision[i, both])
    mean, spread = point[seen].mean(), point[seen].std()
    return (point - mean) / spread, float(1 / spread)
