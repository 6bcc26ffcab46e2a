"""Columns side by side: who agrees, who differs, who is silent, and whose column it is."""

import pytest

from communique.analysis import column_of, compare, resolution_column
from communique.record import Actor, Agreement, ComparedColumn, Comparison, Document, Dossier, MadeBy, Point, Position, Proposal, Stance
from communique.vocabulary.issues import issues

TEXT = "China called for a ceasefire and Wang Yi opposed sanctions. Kenya demanded withdrawal."


def span(words: str) -> object:
    start = TEXT.index(words)
    return Document(text=TEXT).span(start, start + len(words))


def position(number: int, actor: str, issue: str, stance: Stance, words: str, strength: int = 5) -> Position:
    label = issues()[issue].label if issue in issues() else issue
    return Position.model_validate(
        {
            "id": f"p{number}",
            "actor": actor,
            "issue": issue,
            "label": label,
            "stance": stance,
            "strength": strength,
            "span": span(words),
            "basis": "speech",
            "evidence": None,
            "why": "by hand",
        }
    )


def dossier() -> Dossier:
    return Dossier(
        document=Document(text=TEXT, title="A report"),
        actors=(
            Actor(id="state:CHN", name="China", kind="state", country="CHN"),
            Actor(id="person:wang-yi", name="Wang Yi", kind="person", country="CHN"),
            Actor(id="state:KEN", name="Kenya", kind="state", country="KEN"),
        ),
        positions=(
            position(1, "state:CHN", "ceasefire", "calls for", "a ceasefire", 7),
            position(2, "state:CHN", "ceasefire", "supports", "ceasefire", 4),
            position(3, "person:wang-yi", "sanctions", "opposes", "sanctions"),
            position(4, "state:KEN", "withdrawal", "demands", "withdrawal", 9),
        ),
        proposals=(
            Proposal(
                id="r1",
                name="paper",
                by="state:CHN",
                points=(Point.model_validate({"issue": "ceasefire", "label": "ceasefire", "span": span("a ceasefire"), "number": 3}),),
            ),
        ),
        made_by=MadeBy(version="0"),
    )


def column(name: str, **stances: Stance) -> ComparedColumn:
    """A column of one stance an issue; underscores stand for hyphens."""
    rows = [
        {
            "issue": issue.replace("_", "-"),
            "label": issues()[issue.replace("_", "-")].label,
            "stance": stance,
            "words": "words",
            "holder": name,
            "why": "by hand",
        }
        for issue, stance in stances.items()
    ]
    return ComparedColumn.model_validate({"name": name, "about": "", "stands": rows})


def table(*columns: ComparedColumn) -> Comparison:
    return compare(columns, issues())


def test_a_column_has_names_words_and_numbers() -> None:
    stands = column_of(dossier(), "report").stands
    assert [(s.holder, s.issue, s.stance, s.strength, s.number, s.words) for s in stands] == [
        ("China", "ceasefire", "calls for", 7, 3, "a ceasefire"),
        ("China", "ceasefire", "supports", 4, None, "ceasefire"),
        ("Wang Yi", "sanctions", "opposes", 5, None, "sanctions"),
        ("Kenya", "withdrawal", "demands", 9, None, "withdrawal"),
    ]


@pytest.mark.parametrize(
    ("by", "holders"),
    [("china", ["China", "China", "Wang Yi"]), ("person:wang-yi", ["Wang Yi"]), ("Kenya", ["Kenya"]), ("Mars", [])],
)
def test_a_column_of_one_party(by: str, holders: list[str]) -> None:
    assert [s.holder for s in column_of(dossier(), "report", by=by).stands] == holders


@pytest.mark.parametrize(
    ("stances", "agreement"),
    [
        (("calls for", "demands"), "agree"),
        (("rejects", "opposes"), "agree"),
        (("supports", "opposes"), "differ"),
        (("supports", "neutral"), "undecided"),
    ],
)
def test_how_two_columns_stand_to_each_other(stances: tuple[Stance, Stance], agreement: Agreement) -> None:
    one, other = stances
    (row,) = table(column("a", ceasefire=one), column("b", ceasefire=other)).rows
    assert row.agreement == agreement


def test_silence_is_an_empty_cell() -> None:
    found = table(column("a", ceasefire="calls for"), column("b", sanctions="opposes"), column("c"))
    assert [(row.issue, row.silent, row.agreement) for row in found.rows] == [
        ("ceasefire", (1, 2), "only one"),
        ("sanctions", (0, 2), "only one"),
    ]


def test_an_issue_and_its_contrary_share_a_row() -> None:
    (row,) = table(column("a", sanctions_relief="calls for"), column("b", sanctions="supports")).rows
    assert (row.issue, row.label, row.agreement) == ("sanctions", "sanctions relief / sanctions", "differ")
    (row,) = table(column("a", sanctions_relief="calls for"), column("b", sanctions="opposes")).rows
    assert row.agreement == "agree"


def test_rows_follow_the_declared_issues_and_the_strongest_words_stay() -> None:
    found = table(column_of(dossier(), "report"), column("b", peace="supports"))
    assert [row.issue for row in found.rows] == ["peace", "ceasefire", "troop-presence", "sanctions"]
    assert [s.words for s in found.rows[1].cells[0]] == ["a ceasefire"]


def test_a_resolution_speaks_by_its_title_alone() -> None:
    title = "Humanitarian consequences of the aggression against Ukraine"
    found = resolution_column("A/RES/ES-11/2", title, issues())
    assert [(s.issue, s.stance, s.holder) for s in found.stands] == [
        ("humanitarian", "calls for", "A/RES/ES-11/2"),
        ("invasion", "opposes", "A/RES/ES-11/2"),
    ]
