"""A page to the windows that the tagger reads: word pieces with what marks, parse and rules say of each, whole paragraphs at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.reading.drafts import CharRange, Draft, Page

LONGEST = 160
START, END, PADDING = 101, 102, 0
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")

_CASES = ("lower", "title", "upper", "none")
_MARKED = ("outside", "inside")
_POS_LABELS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X"
_DEP_LABELS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det dobj expl "
    "intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod "
    "relcl xcomp"
)
_POS, _DEPS = tuple(_POS_LABELS.split()), tuple(_DEP_LABELS.split())
_COLUMNS: tuple[tuple[str, ...], ...] = (_CASES, _MARKED, _POS, _DEPS, LABELS)
_BASES = tuple(1 + sum(len(c) for c in _COLUMNS[:n]) for n in range(len(_COLUMNS)))
_NUMBERS = tuple({name: base + n for n, name in enumerate(column)} for base, column in zip(_BASES, _COLUMNS, strict=True))
WIDTH = len(_COLUMNS)
FEATURES = 1 + sum(len(column) for column in _COLUMNS)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of neighbouring paragraphs: ids in the tokenizer's vocabulary, features (pieces x WIDTH), offsets of each piece in the text.

    First and last piece stand for the window's edges; their offsets are empty.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    offsets: tuple[CharRange, ...]

    def __len__(self) -> int:
        return len(self.offsets)


def windows(page: Page, drafts: Sequence[Draft], tokenizer: Any, skipped: frozenset[str] = frozenset()) -> list[Window]:
    """Cut a page into windows of whole paragraphs, at most LONGEST pieces each; parts of the `skipped` kinds are left out.

    `drafts` are what the rules have found; their outermost source, cue and content are features of the pieces.
    """
    parts = [part for part in page.parts if part.kind not in skipped and part.start < part.end]
    encoded = tokenizer.encode_batch([page.text[part.start : part.end] for part in parts], add_special_tokens=False)
    ruled = _rule_labels(len(page.text), drafts)
    found: list[Window] = []
    ids: list[int] = []
    offsets: list[CharRange] = []
    for part, encoding in zip(parts, encoded, strict=True):
        at = [(part.start + s, part.start + e) for s, e in encoding.offsets]
        for start, end in _runs(page, at):
            if ids and len(ids) + end - start > LONGEST - 2:
                found.append(_window(page, ids, offsets, ruled))
                ids, offsets = [], []
            ids.extend(encoding.ids[start:end])
            offsets.extend(at[start:end])
    if ids:
        found.append(_window(page, ids, offsets, ruled))
    return found


def _runs(page: Page, offsets: Sequence[CharRange]) -> Iterable[tuple[int, int]]:
    """Cut the pieces of one paragraph into runs that fit a window, at the last sentence end that lets them fit."""
    start, most = 0, LONGEST - 2
    while len(offsets) - start > most:
        stop = start + most
        for number in range(start + most, start + most // 2, -1):
            if page.doc[page.token_at(offsets[number][0])].is_sent_start and page.text[offsets[number][0] - 1].isspace():
                stop = number
                break
        yield start, stop
        start = stop
    if start < len(offsets):
        yield start, len(offsets)


def _window(page: Page, ids: Sequence[int], offsets: Sequence[CharRange], ruled: bytearray) -> Window:
    features = np.zeros((len(ids) + 2, WIDTH), dtype=np.int64)
    case, marked, pos, dep, rule = _NUMBERS
    for number, (start, end) in enumerate(offsets, start=1):
        token = page.doc[page.token_at(start)]
        features[number] = (
            case[_case(page.text[start:end])],
            marked["inside" if page.quotation_at(start) is not None else "outside"],
            pos.get(token.pos_, 0),
            dep.get(token.dep_, 0),
            rule[LABELS[ruled[start]]],
        )
    whole = ((offsets[0][0], offsets[0][0]), *offsets, (offsets[-1][1], offsets[-1][1]))
    return Window(np.array([START, *ids, END], dtype=np.int64), features, whole)


def _case(piece: str) -> str:
    if not piece[:1].isalpha():
        return "none"
    if not piece[0].isupper():
        return "lower"
    return "upper" if len(piece) > 1 and piece.isupper() else "title"


def _rule_labels(length: int, drafts: Sequence[Draft]) -> bytearray:
    """Write into each character the label that the rules give it; attributions inside others are left out, cues stand over contents."""
    labels = bytearray(length + 1)
    for role in ("content", "source", "cue"):
        for draft in drafts:
            if draft.outer is None:
                for start, end in _ranges(draft, role):
                    inside = LABELS.index(f"I-{role}")
                    labels[start:end] = bytes([inside]) * (end - start)
                    labels[start] = inside - 1
    return labels


def _ranges(draft: Draft, role: str) -> list[CharRange]:
    if role == "content":
        return draft.content
    if role == "cue":
        return draft.cue_at
    return [draft.source_at] if draft.source_at is not None else []
