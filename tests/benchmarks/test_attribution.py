"""From a dossier to the scorer's form, the kinds of mistakes, and how they are shown."""

import pytest

from benchmarks import attribution, score
from benchmarks.attribution import Read, labelled, mark, mistakes
from benchmarks.corpora import Article
from benchmarks.score import Labelled
from communique.record import Actor, Attribution, Document, Dossier, MadeBy, Span

TEXT = "“We agree,” Li said. “It was hard.” Wu denied it.\n“No.” Others said so."
LI = Actor(id="person:li", name="Li", kind="person")
WU = Actor(id="person:wu", name="Wu", kind="person")
DOCUMENT = Document(text=TEXT)


def words(part: str) -> Span:
    start = TEXT.index(part)
    return DOCUMENT.span(start, start + len(part))


def dossier(*attributions: Attribution) -> Dossier:
    return Dossier(document=DOCUMENT, actors=(LI, WU), attributions=attributions, made_by=MadeBy(version="0"))


FIRST = Attribution(
    id="a1", kind="direct", content=(words("We agree,"),), source=words("Li"), cue=(words("said"),), speaker="person:li", why="after"
)


def test_continuations_are_joined_to_what_they_follow() -> None:
    second = Attribution(id="a2", kind="direct", content=(words("It was hard."),), speaker="person:li", follows="a1", why="goes on")
    third = Attribution(id="a3", kind="direct", content=(words("No."),), speaker="person:li", follows="a2", why="goes on")
    [joined] = labelled(dossier(FIRST, second, third))
    assert (joined.id, len(joined.content), len(joined.source)) == ("a1", 3, 1)


def test_an_attribution_that_follows_nothing_stands_by_itself() -> None:
    other = Attribution(id="a2", kind="direct", content=(words("It was hard."),), speaker="person:li", why="no cue")
    assert [a.id for a in labelled(dossier(FIRST, other))] == ["a1", "a2"]


def read_of(gold: tuple[Labelled, ...], *attributions: Attribution) -> Read:
    predicted = labelled(dossier(*attributions))
    return Read(Article("x", TEXT, None, None, gold), dossier(*attributions), predicted, score.match(TEXT, gold, predicted))


def gold_of(content: str, source: str = "") -> Labelled:
    place, by = words(content), words(source) if source else None
    return Labelled("E1", ((place.start, place.end),), ((by.start, by.end),) if by else ())


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        ((gold_of("“We agree,”", "Li"),), []),  # marks do not count as an edge
        ((gold_of("“We agree,”", "Wu"),), ["wrong source"]),
        ((gold_of("We agree,” Li", "Li"),), ["edges"]),
        ((gold_of("It was hard."),), ["missed", "invented"]),
        ((), ["invented"]),
    ],
)
def test_the_kinds_of_mistakes(gold: tuple[Labelled, ...], expected: list[str]) -> None:
    assert [m.kind for m in mistakes(read_of(gold, FIRST))] == expected


def test_a_mistake_is_shown_with_its_marks_and_its_reason() -> None:
    [mistake] = mistakes(read_of((gold_of("“We agree,”", "Wu"),), FIRST))
    shown = attribution.show(mistake)
    assert "gold: ⟦“We agree,”⟧ Li said. “It was hard.” S[Wu] denied it." in shown
    assert "read: “⟦We agree,⟧” S[Li] C[said]. “It was hard.” Wu denied it.   [a1: after]" in shown


def test_marks_outside_the_window_are_cut_off() -> None:
    assert mark(TEXT, Labelled("x", ((0, 19),), ((12, 14),)), (12, 20)) == "⟦S[Li] said⟧."


def test_rules_and_cues_are_counted() -> None:
    said = words("said")
    gold = (Labelled("E1", ((0, 11),), cue=((said.start, said.end),)), Labelled("E2", ((50, 55),), cue=((said.start, said.end),)))
    reads = [read_of(gold, FIRST)]
    assert attribution.by_rule(reads) == {"after": (1, 1, 0)}  # the content is right, the source should be none
    assert attribution.by_cue(reads) == [("said", 2, 1)]
