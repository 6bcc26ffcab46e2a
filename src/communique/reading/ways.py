"""How an issue is tied to a stance: what kind of words take it, whether those between turn it, and the stance that results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from communique.reading.operatives import Operative, is_denied
from communique.record import Stance
from communique.vocabulary.stances import StanceWord

Kind = Literal["operative", "modal", "predicate", "imperative", "promise", "heading"]
TURNED: Mapping[Stance, Stance] = {
    "demands": "rejects",
    "calls for": "opposes",
    "supports": "opposes",
    "accepts": "opposes",
    "offers": "rejects",
    "neutral": "neutral",
    "opposes": "supports",
    "rejects": "accepts",
}
_REFUSING = frozenset({"refuse", "decline", "fail"})
_DEMAND = 8


@dataclass(slots=True)
class Way:
    """How an issue is tied to a stance: what kind of words take it, at which token, turned or not, over which tokens."""

    kind: Kind
    at: Any
    turned: bool = False
    path: list[int] = field(default_factory=list)
    operative: Operative | None = None
    inner: Operative | None = None
    predicate: StanceWord | None = None
    strength: int = 0

    @property
    def stance(self) -> Stance | None:
        """The stance that results, None when the words tell none."""
        refused = self._refused()
        if refused is not None:
            return refused.negated
        base = self._base()
        if base is None:
            return self._decided_against()
        return TURNED[base] if self.turned else base

    def _refused(self) -> StanceWord | None:
        """Return the stance word that "refuses to" denies: "refused to condemn the invasion"."""
        if self.operative is None or self.inner is None or self.operative.negated or self.operative.word.phrase not in _REFUSING:
            return None
        return self.inner.word

    def _decided_against(self) -> Stance | None:
        """Return the stance of "decided not to": only the denial in what was decided tells one."""
        if self.operative is None or self.operative.negated or not self.turned or self.operative.word.word_class != "verb":
            return None
        return self.operative.word.negated

    def _base(self) -> Stance | None:
        if self.kind == "operative":
            assert self.operative is not None
            word = self.operative.word
            return word.negated if self.operative.negated else word.stance
        if self.kind == "predicate":
            assert self.predicate is not None
            return self.predicate.negated if is_denied(self.at) else self.predicate.stance
        if self.kind == "promise":
            return "offers"
        return "demands" if self.strength >= _DEMAND else "calls for"
