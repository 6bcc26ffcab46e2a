"""Alignment from words: shared issues counted once a year, both sides of one party undecided, votes left out, the interval is Wilson's."""

from datetime import date

import pytest

from communique.analysis.alignment_words import align_words, wilson
from communique.analysis.matrix import matrix
from communique.record import Dossier, Stance
from communique.vocabulary.issues import issues
from tests.analysis.desk import wants

ONE, OTHER = "state:RUS", "state:CHN"


def held(who: str, stance: Stance, issue: str, year: int, *, day: int = 3, basis: str = "speech") -> Dossier:
    made = wants(who, stance, issue, day=day, words=f"{who} {stance} {issue} in {year}")
    document = made.document.model_copy(update={"published": date(year, 3, day)})
    positions = tuple(each.model_copy(update={"basis": basis}) for each in made.positions)
    return made.model_copy(update={"document": document, "positions": positions})


DOSSIERS = [
    held(ONE, "supports", "ceasefire", 2022),
    held(OTHER, "calls for", "ceasefire", 2022),  # agree
    held(ONE, "opposes", "free:the ferry", 2022),
    held(OTHER, "supports", "free:the ferry", 2022),  # differ
    held(ONE, "supports", "free:the road", 2023),
    held(OTHER, "supports", "free:the road", 2023),
    held(OTHER, "rejects", "free:the road", 2023, day=9),  # both sides: undecided
    held(ONE, "supports", "free:the mine", 2022),
    held(OTHER, "supports", "free:the mine", 2023),  # not in one year
    held(ONE, "supports", "free:the port", 2023),
    held(OTHER, "opposes", "free:the port", 2023, basis="vote"),  # no word
]


def test_issues_are_counted_once_a_year() -> None:
    found = align_words(matrix(DOSSIERS, issues()), ONE, OTHER)
    assert (found.n, found.undecided, found.value, found.years) == (2, 1, 0.5, (2022, 2023))
    assert found.about == "11 reports, published up to 2023-03-09"
    assert [(each.year, each.label, each.agreement) for each in sorted(found.compared, key=lambda each: each.label)] == [
        (2022, "ceasefire", "agree"),
        (2022, "free:the ferry", "differ"),
        (2023, "free:the road", "undecided"),
    ]
    assert (found.in_year(2023).n, found.in_year(2023).value) == (0, None)


@pytest.mark.parametrize(("agreed", "n", "low", "high"), [(5, 10, 0.2366, 0.7634), (0, 10, 0.0, 0.2775), (1, 1, 0.2065, 1.0)])
def test_the_interval(agreed: int, n: int, low: float, high: float) -> None:
    assert wilson(agreed, n) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))
