"""The spaCy pipeline made quicker with the same results: matrix products by numpy's BLAS, and rules of attributes that are remembered.

spaCy's own matrix products (thinc over BLIS) take two to three times as long as numpy's on common processors, and its attribute ruler
runs a matcher over each token for rules nearly all of which look at one token alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

_Kind = tuple[int, int, int, bool]


def quicken(nlp: Any) -> Any:
    """Make a loaded pipeline quicker, in place, and return it; its annotations stay what they were but for ties in the last digit."""
    _use_numpy(nlp)
    if "attribute_ruler" in nlp.pipe_names:
        ruler = nlp.get_pipe("attribute_ruler")
        if RememberingRuler.can_stand_for(ruler):
            ruler.pipe = RememberingRuler(ruler).pipe
    return nlp


def _use_numpy(nlp: Any) -> None:
    """Let the models of the pipeline, and of no other, multiply with numpy."""
    from thinc.api import NumpyOps  # heavy: comes with spaCy, which is loaded when the first text is read

    class Products(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

        def affine(self, X: Any, W: Any, b: Any) -> Any:  # noqa: N803 - the names of the method that is replaced
            return self.gemm(X, W, trans2=True) + b

    products = Products()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and model.ops.name == products.name:
            for node in model.walk():
                node.ops = products


class Words:
    """The words that conditions name, as lists or as regular expressions; remembers its answers by the word's number."""

    def __init__(self, conditions: Iterable[Any]) -> None:
        self._plain: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        self._known: dict[int, bool] = {}
        for condition in conditions:
            if isinstance(condition, str):
                self._plain.add(condition)
            elif "IN" in condition:
                self._plain.update(condition["IN"])
            else:
                self._patterns.append(re.compile(condition["REGEX"]))

    def name(self, token: Any) -> bool:
        """Whether a condition names the token's lower-case form."""
        number = token.lower
        if number not in self._known:
            word = token.lower_
            self._known[number] = word in self._plain or any(p.search(word) for p in self._patterns)
        return self._known[number]


class RememberingRuler:
    """An attribute ruler that runs its rules once for each kind of token: same tag, same dependency, same word where a rule names it.

    Texts in which a rule over several tokens may begin go through the ruler itself.
    """

    def __init__(self, ruler: Any) -> None:
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        long = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._ruler = ruler
        self._named = Words(p[0]["LOWER"] for p in patterns if len(p) == 1 and "LOWER" in p[0])
        self._begins = Words(first["LOWER"] for first in long if "LOWER" in first)
        self._labels = {first["DEP"] for first in long if "LOWER" not in first}
        self._known: dict[_Kind, tuple[tuple[str, Any], ...]] = {}

    @staticmethod
    def can_stand_for(ruler: Any) -> bool:
        """Whether the rules look at nothing but what makes a kind of token here."""
        return all(_is_simple(pattern) for rule in ruler.patterns for pattern in rule["patterns"])

    def pipe(self, docs: Iterable[Any], *, batch_size: int = 64) -> Iterator[Any]:
        """Set the attributes of each document's tokens."""
        for doc in docs:
            yield self(doc)

    def __call__(self, doc: Any) -> Any:
        """Set the attributes of a document's tokens, and return it."""
        tokens = list(doc)
        if any(self._begins.name(token) or token.dep_ in self._labels for token in tokens):
            return self._ruler(doc)
        for token in tokens:
            kind = (token.tag, token.dep, token.lower if self._named.name(token) else 0, token.is_space)
            if kind not in self._known:
                self._known[kind] = self._by_rules(token)
            for name, value in self._known[kind]:
                if name == "morph":
                    token.set_morph(value)
                else:
                    setattr(token, name, value)
        return doc

    def _by_rules(self, token: Any) -> tuple[tuple[str, Any], ...]:
        """Run the ruler over a document of this token alone, and return what it set."""
        alone = _alone(token)
        before = _attributes(alone[0])
        after = _attributes(self._ruler(alone)[0])
        return tuple((name, value) for name, value in after.items() if value != before[name])


def _is_simple(pattern: Sequence[Mapping[str, Any]]) -> bool:
    lower = pattern[0].get("LOWER", "")
    plain = isinstance(lower, str) or (isinstance(lower, dict) and set(lower) in ({"IN"}, {"REGEX"}))
    begins = len(pattern) == 1 or "LOWER" in pattern[0] or isinstance(pattern[0].get("DEP"), str)
    return plain and begins and set(pattern[0]) <= {"TAG", "DEP", "LOWER", "IS_SPACE"}


def _alone(token: Any) -> Any:
    doc = token.doc[token.i : token.i + 1].as_doc()
    doc[0].dep = token.dep
    return doc


def _attributes(token: Any) -> Mapping[str, Any]:
    return {"tag": token.tag, "pos": token.pos, "dep": token.dep, "lemma": token.lemma, "morph": token.morph.key}
