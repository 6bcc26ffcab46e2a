"""The comparison of a dossier with one written by hand: what counts as right, wrong, abstained, extra and banned."""

from pathlib import Path

import pytest

from benchmarks.examples import Comparison, Measure, same_cue, same_mention
from benchmarks.expected import load_example
from communique.record import Actor, Attribution, Document, Dossier, MadeBy, Span

TEXT = "Mr Ode, the mediator, said the talks had failed. “I was wrong,” he added. The “new map” hangs in the hall.\n"
EXPECTED = """
about: a test
report: report.txt
document: {language: en}
attributions:
  - {kind: indirect, content: the talks had failed, source: Mr Ode, cue: said, speaker: person:ode}
  - {kind: direct, content: 'I was wrong,', source: he, cue: added, speaker: person:ode}
not_attributions: [new map]
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.cut(TEXT, start, start + len(words))


def attribution(number: int, content: str, **more: object) -> Attribution:
    said = {"kind": "direct", "speaker": "person:ode", "speakers": ("person:ode",)} | more
    return Attribution.model_validate({"id": f"a{number}", "content": (span(content),), "why": "a test", **said})


def compared(folder: Path, *attributions: Attribution) -> Comparison:
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "expected.yaml").write_text(EXPECTED, encoding="utf-8")
    actor = Actor(id="person:ode", name="Ode", kind="person")
    dossier = Dossier(document=Document(text=TEXT), actors=(actor,), attributions=attributions, made_by=MadeBy(version="0"))
    return Comparison(load_example(folder), dossier)


FAILED = {"kind": "indirect", "source": span("Mr Ode, the mediator"), "cue": (span("said"),)}


def test_all_right_is_all_right(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        attribution(1, "the talks had failed", **FAILED),
        attribution(2, "I was wrong,", source=Span.cut(TEXT, TEXT.index("he added"), TEXT.index(" added")), cue=(span("added"),)),
    )
    assert {key: list(wrong) for key, wrong in found.differences.items() if wrong} == {}
    assert found.measure() == Measure(right=2, expected=2, predicted=2, speakers_right=2)


def test_each_field_has_its_own_complaint(tmp_path: Path) -> None:
    found = compared(tmp_path, attribution(1, "said the talks had failed", kind="mixed", speaker=None, speakers=(), denial=True))
    complaints = found.differences["attributions/the-talks-had-failed"]
    assert [c.split()[0] for c in complaints] == ["kind", "content", "source", "cue", "speaker", "denial"]
    assert found.differences["attributions/i-was-wrong"][0].startswith("no attribution was read here")
    assert found.measure() == Measure(right=0, expected=2, predicted=1, speakers_abstained=1)


def test_what_must_not_be_attributed_is_counted(tmp_path: Path) -> None:
    found = compared(tmp_path, attribution(1, "new map"))
    assert found.differences["not_attributions/new-map"]
    assert found.measure() == Measure(expected=2, predicted=1, forbidden=1)


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        ("Mr Ode", "Mr Ode, the mediator", True),
        ("Mr Ode, the mediator", "Mr Ode", True),
        ("Mr Ode, the mediator", "the mediator,", True),
        ("Mr Ode", "Ode", False),
        ("Mr Ode", "the talks", False),
    ],
)
def test_an_apposition_makes_no_other_mention(want: str, got: str, same: bool) -> None:
    def place(words: str) -> list[tuple[int, int]]:
        return [(TEXT.index(words), TEXT.index(words) + len(words))]

    assert same_mention(TEXT, place(want), place(got)) is same


def test_a_cue_may_have_its_auxiliaries() -> None:
    text = "He did not say that."
    assert same_cue(text, [(11, 14)], [(3, 14)])
    assert not same_cue(text, [(3, 14)], [(11, 14)])
    assert not same_cue(text, [(11, 14)], [])
