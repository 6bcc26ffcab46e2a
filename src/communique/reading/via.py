"""Through whom words came: an agency or paper that reports another's speech is no speaker of it but stands in its `via`."""

from typing import Any

from communique.reading.cast import Cast
from communique.reading.clauses import agent
from communique.reading.drafts import Draft, Page, Shelf, without
from communique.reading.nominals import Answer

_ATTITUDES = frozenset({"thinks", "hopes", "wants", "doubts", "predicts", "supports", "agrees", "promises"})
_PASSING_ON = frozenset({"quote", "cite", "report", "carry", "relay", "publish"})


def find_via(page: Page, cast: Cast, drafts: list[Draft], answers: dict[int, Answer]) -> tuple[list[Draft], dict[int, tuple[str, ...]]]:
    """Return the drafts that are left when mere carriers are taken out, and for each draft, by `id`, who passed it on, outermost last."""
    via: dict[int, list[str]] = {}
    carriers: set[int] = set()
    shelf = Shelf(page, drafts)
    for draft in sorted(drafts, key=lambda d: d.size):
        outlet = _outlet(answers[id(draft)])
        inner = [d for d in shelf.near(draft.start, draft.end) if d is not draft and _carries(page, draft, d)] if outlet else []
        if outlet and inner:
            carriers.add(id(draft))
            for carried in inner:
                _note(via.setdefault(id(carried), []), outlet)
    left = [d for d in drafts if id(d) not in carriers]
    for draft in left:
        if draft.outer is not None and id(draft.outer) in carriers:
            draft.outer = draft.outer.outer
        for outlet in _quoting(page, cast, draft):
            if outlet not in answers[id(draft)].actors:
                _note(via.setdefault(id(draft), []), outlet)
    for draft in left:
        if draft.follows is not None and id(draft.follows) in via:
            via.setdefault(id(draft), via[id(draft.follows)])
    return left, {key: tuple(value) for key, value in via.items()}


def without_own_attitudes(drafts: list[Draft], answers: dict[int, Answer]) -> list[Draft]:
    """Leave out what speakers say that they themselves want or think ("it said it wants ..."): the outer speech holds it."""
    return without([d for d in drafts if _is_own_attitude(d, answers)], drafts)


def _is_own_attitude(draft: Draft, answers: dict[int, Answer]) -> bool:
    if draft.outer is None or draft.cue is None or draft.source is None or draft.source.pos_ != "PRON":
        return False
    same = answers[id(draft)].actors == answers[id(draft.outer)].actors
    return draft.cue.entry.force in _ATTITUDES and (same or not answers[id(draft)].actors)


def _note(chain: list[str], outlet: str) -> None:
    if outlet not in chain:
        chain.append(outlet)


def _outlet(answer: Answer) -> str | None:
    return answer.actors[0] if len(answer.actors) == 1 and answer.actors[0].startswith("outlet:") else None


def _carries(page: Page, outer: Draft, inner: Draft) -> bool:
    """Say whether one draft's content is another's whole attribution: its cue and source stand in it, and little else does."""
    if inner.cue is None or outer.cue is None or not inner.cue_at:
        return False
    if not (outer.covers(*inner.cue_at[0]) or _same_sentence_before(outer, inner)):
        return False
    whole = inner.size + sum(e - s for s, e in inner.cue_at) + (inner.source_at[1] - inner.source_at[0] if inner.source_at else 0)
    return inner.outer in {None, outer} and whole >= 0.5 * outer.size


def _same_sentence_before(outer: Draft, inner: Draft) -> bool:
    """Say whether the outer cue follows the inner's whole attribution in one sentence (`"...," he said, the agency reported`)."""
    if outer.cue is None or inner.cue is None:
        return False
    same = outer.cue.head.sent.start <= inner.cue.head.i < outer.cue.head.i
    return same and outer.content[0][0] <= inner.content[0][0] < outer.content[-1][1]


def _quoting(page: Page, cast: Cast, draft: Draft) -> list[str]:
    """Return the outlets of "quoted by dpa" and "Ivanov told the agency, according to TASS" in the sentence of the cue, nearest first."""
    if draft.cue is None:
        return []
    found: list[str] = []
    sentence = draft.cue.head.sent
    for token in page.doc[sentence.start : sentence.end]:
        source: Any | None = None
        if token.lemma_ in _PASSING_ON and token.tag_ == "VBN":
            source = agent(token)
        elif token.lower_ == "according" and token.i != draft.cue.head.i:
            to = next((c for c in token.children if c.lower_ == "to"), None)
            source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        if source is not None:
            found += [m.actor for m in cast.mention_in(source.left_edge.i, source.right_edge.i + 1) if m.actor.startswith("outlet:")]
    return found
