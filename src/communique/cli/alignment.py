"""The verb `alignment`: how two parties align in words, beside how they voted in the same years."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.gathering import gathered
from communique.cli.listing import print_csv, print_json, print_rows
from communique.cli.options import Output, Selection, takes_options
from communique.errors import UnknownName

if TYPE_CHECKING:
    from communique.analysis.alignment_words import WordAlignment

Row = Mapping[str, Any]


@takes_options
def alignment(
    one: Annotated[str, typer.Argument(metavar="A", help="A state, or the id of a party as in `matrix`.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    selection: Selection,
    output: Output,
) -> None:
    """Show how two parties align in words, issue by issue, beside their votes in the UN Assembly in the same years."""
    from communique.analysis.alignment_words import FEW, align_words
    from communique.analysis.matrix import matrix
    from communique.vocabulary.issues import issues

    parties = _party(one), _party(other)
    dossiers = gathered(selection)
    found = align_words(matrix(dossiers, issues(), by_country=True), *parties)
    if not found.compared:
        raise UnknownName(
            f"There is no year in which both {parties[0]} and {parties[1]} are told to want something on one issue ({found.about}).",
            "`communique matrix --by-country` shows who wants what.",
        )
    rows = [_year(found, year) for year in found.years]
    if output.as_json:
        whole = {name: getattr(found, name) for name in ("one", "other", "about", "n", "undecided", "value", "low", "high")}
        print_json({**whole, "by_year": rows, "issues": _issues(found)})
    elif output.as_csv:
        print_csv(rows)
    else:
        print_rows(rows, ("year", "in_words", "in_votes", "votes_about"))
        print_rows(_issues(found), ("year", "issue", "agreement", "one", "other"))
        typer.echo(f"In words: {_share(found.value, found.low, found.high, found.n)}, {found.undecided} undecided; {found.about}.")
        if found.n < FEW:
            typer.echo("So few issues say next to nothing.")


def _party(name: str) -> str:
    """Return the id of a state by name or code; any other name must be an id, as `person:...`."""
    from communique import vocabulary

    words = vocabulary.load()
    if ":" in name:
        return name
    return f"state:{words.state(name.upper() if name.upper() in words.states else name)}"


def _year(found: "WordAlignment", year: int) -> Row:
    """Return a row of one year: the share of issues in words, and the share of roll calls in which both voted alike."""
    words, votes = found.in_year(year), _votes(found.one, found.other, year)
    told = {"year": year, "in_words": _share(words.value, words.low, words.high, words.n), "words": words.value, "issues": words.n}
    return {**told, "undecided": words.undecided, **votes}


def _votes(one: str, other: str, year: int) -> dict[str, Any]:
    from communique import rollcalls
    from communique.rollcalls.alignment import VoteSet, align

    record, nothing = rollcalls.load(), {"votes": None, "roll_calls": 0, "votes_about": ""}
    codes = [party.removeprefix("state:") for party in (one, other)]
    if not all(party.startswith("state:") and code in record.states for party, code in zip((one, other), codes, strict=True)):
        return {"in_votes": "no votes are recorded", **nothing}
    found = align(record, *codes, within=VoteSet(date(year, 1, 1), date(year, 12, 31)), ranked=False)
    if not found.n:
        return {"in_votes": "no joint votes", **nothing, "votes_about": found.about}
    share = found.estimates["raw agreement"]
    return {
        "in_votes": _share(share.value, share.low, share.high, found.n),
        "votes": share.value,
        "roll_calls": found.n,
        "votes_about": found.about,
    }


def _issues(found: "WordAlignment") -> list[Row]:
    """Return a row for each issue and year: the latest stance of each, its day, and the entries."""
    return [
        {
            "year": each.year,
            "issue": each.label,
            "agreement": each.agreement,
            **{
                side: f"{taken.position.stance} ({taken.published}): {taken.position.span.text}"
                for side, taken in (("one", each.one), ("other", each.other))
            },
            "refs": [each.one.ref, each.other.ref],
        }
        for each in sorted(found.compared, key=lambda each: (each.year, each.label))
    ]


def _share(value: float | None, low: float | None, high: float | None, n: int) -> str:
    if value is None or low is None or high is None:
        return f"- (n {n})"
    return f"{value:.2f} ({low:.2f} to {high:.2f}, n {n})"
