"""Votes: roll calls found by words, symbol, counts and days; one of them as map, seats and list."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from communique.archive import Wish
from communique.archive.claims import FoundVoteClaim, vote_claims
from communique.errors import UnknownName
from communique.exports.wording import one_line
from communique.record import RollCall, Tally, VoteClaim
from communique.record.base import Value
from communique.rollcalls import RollCalls
from communique.rollcalls.adoptions import Adoption
from communique.rollcalls.pictures import draw
from communique.rollcalls.table import VOTES
from communique.rollcalls.wording import ids_about
from communique.web.pages.asking import MOST, Day, Period, Shown, Words
from communique.web.resources import Resources
from communique.web.seating import seat_chart

_TALLY = re.compile(r"\s*(\d{1,3})\s*[-–:]\s*(\d{1,3})(?:\s*[-–:]\s*(\d{1,3}))?\s*")
_WORDS_OF_SYMBOL = re.compile(r"[AS]/|\d+\s*\(|^\d{1,4}$|^resolution\s+\S*\d", re.IGNORECASE)
_CHINA_SEATED = date(1971, 10, 25)
_ONCE_CALLED = {
    "RUS": ("Soviet Union", date(1991, 12, 24)),
    "TWN": ("Republic of China", _CHINA_SEATED),
}
LONGEST_CLAIM, FROM_A_CLAIM = 1500, 8
files = APIRouter(include_in_schema=False)

Body = Annotated[Literal["GA", "SC"] | None, BeforeValidator(lambda value: None if value == "" else value)]


class VoteFilters(Period):
    """Which roll calls are looked for."""

    q: Words = Field(default="", description="words, the symbol of a resolution, or counts such as 141-5-35")
    body: Body = Field(default=None, description="GA for the General Assembly, SC for the Security Council")
    show: Shown = Field(default=40, description="how many to show")


class ClaimFilters(VoteFilters):
    """Roll calls by what is looked for, or by what a report says of one."""

    claim: Annotated[str, Field(max_length=LONGEST_CLAIM)] = Field(default="", description="words of a report that tell of a vote")
    published: Day = Field(default=None, description="when those words were published, as far as known")


class Brief(Value):
    """A roll call in one line."""

    id: str = Field(description="its id")
    body: str = Field(description="GA or SC")
    resolution: str | None = Field(description="symbol of the resolution")
    date: date
    title: str = Field(description="what it was about")
    tally: Tally = Field(description="the counts, by recounting the votes")
    doubtful: bool = Field(default=False, description="whether the audit of the record has a finding about it")


class Claimed(Value):
    """What a report says of a vote, with the roll calls that it may speak of."""

    words: str = Field(description="the words of the claim")
    outcome: str | None = Field(description="holds, fails or cannot tell")
    reason: str = Field(description="why, in one sentence")
    roll_calls: tuple[Brief, ...] = Field(description="the roll call that it was held against; else those with its counts")


class Votes(Value):
    """Roll calls that fit."""

    filters: ClaimFilters = Field(description="what was asked for")
    claims: tuple[Claimed, ...] = Field(default=(), description="the claims found in the words of a report")
    as_of: date = Field(description="the day to which the record goes")
    recorded: int = Field(description="how many roll calls are in the record")
    total: int = Field(description="how many fit")
    found: tuple[Brief, ...] = Field(description="the latest of them, the latest first")
    adopted_without_vote: Adoption | None = Field(default=None, description="the resolution with this symbol, when it had no recorded vote")


class OneVote(Value):
    """One roll call."""

    roll_call: RollCall = Field(description="the roll call, with the vote of each state by code")
    names: dict[str, str] = Field(description="the states' names by code, as the seats were called on the day")
    as_of: date = Field(description="the day to which the record goes")
    link: str | None = Field(description="address of the voting record in the UN Digital Library")
    told: tuple[FoundVoteClaim, ...] = Field(description="what reports in the archive say of it")


def find(resources: Resources, asked: Annotated[ClaimFilters, Query()]) -> Votes:
    """Find roll calls by words, symbol, counts and days, or by what a report says of one."""
    record = resources.votes
    if asked.claim.strip():
        told = tuple(_claimed(record, claim) for claim in resources.read(asked.claim, asked.published).vote_claims)
        return Votes(filters=asked, claims=told, as_of=record.as_of, recorded=len(record), total=0, found=())
    rows, adoption = _rows(record, asked, resources)
    shown = record.take(rows[::-1][: asked.show])
    return Votes(
        filters=asked,
        as_of=record.as_of,
        recorded=len(record),
        total=len(rows),
        found=tuple(brief(each) for each in shown),
        adopted_without_vote=adoption,
    )


def roll_call(resources: Resources, roll_call_id: Annotated[str, Path(max_length=80)]) -> OneVote:
    """Show one roll call, by its id or the symbol of its resolution: who voted how, and what reports say of it."""
    record = resources.votes
    found = _named(record, roll_call_id)
    told = vote_claims(resources.archive, Wish(about=found.resolution, limit=MOST)).found if found.resolution else ()
    return OneVote(
        roll_call=found,
        names={code: name for code, name in names_on(resources, found.date).items() if code in found.votes},
        as_of=record.as_of,
        link=found.link,
        told=told,
    )


def shown(found: OneVote) -> Mapping[str, Any]:
    """Add the pictures, and the states in groups by their vote."""
    call, names = found.roll_call, found.names
    groups = [(vote, sorted(((code, names.get(code, code)) for code in call.states(vote)), key=lambda each: each[1])) for vote in VOTES]
    return {"map": draw(call, names), "seats": seat_chart(call, names), "groups": groups}


@files.get("/votes/{roll_call_id}/map.svg")
def picture(request: Request, roll_call_id: str) -> Response:
    """Return the map of a roll call as a file."""
    resources: Resources = request.app.state.resources
    found = roll_call(resources, roll_call_id)
    name = re.sub(r"\W+", "-", found.roll_call.id)
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    return Response(draw(found.roll_call, found.names), media_type="image/svg+xml", headers=headers)


def brief(call: RollCall) -> Brief:
    """Return a roll call in one line."""
    return Brief(
        id=call.id,
        body=call.body,
        resolution=call.resolution,
        date=call.date,
        title=call.title or call.description,
        tally=call.tally,
        doubtful=bool(call.audit),
    )


def names_on(resources: Resources, day: date) -> dict[str, str]:
    """Return the states' names by code, as the seats that changed their name were called on a day."""
    today = {code: entry.name for code, entry in resources.vocabulary.states.items()}
    return today | {code: name for code, (name, until) in _ONCE_CALLED.items() if day < until}


def _named(record: RollCalls, name: str) -> RollCall:
    if (row := record.row_of(name.strip())) is not None:
        return record.take([row])[0]
    found = record.by_symbol(name)
    if not found:
        raise UnknownName(f"No roll call on {name} is in the record, which goes to {record.as_of}.", "Look for it by words or by its day.")
    return found[0]


def _claimed(record: RollCalls, claim: VoteClaim) -> Claimed:
    verdict, tally = claim.verdict, claim.tally
    named = [verdict.resolution, *(row.get("resolution") for row in verdict.rows)] if verdict else []
    calls = [call for name in dict.fromkeys(named) if isinstance(name, str) for call in _all_named(record, name)]
    if not calls and tally is not None and tally.yes is not None:
        calls = list(record.with_tally(tally.yes, tally.no, abstain=tally.abstain))
    return Claimed(
        words=" … ".join(one_line(span.text) for span in claim.spans),
        outcome=verdict.outcome if verdict else None,
        reason=verdict.reason if verdict else "",
        roll_calls=tuple(brief(call) for call in calls[:FROM_A_CLAIM]),
    )


def _all_named(record: RollCalls, name: str) -> tuple[RollCall, ...]:
    """Return the roll calls with an id or symbol, none when the record has none."""
    if (row := record.row_of(name)) is not None:
        return tuple(record.take([row]))
    try:
        return record.by_symbol(name)
    except UnknownName:
        return ()


def _rows(record: RollCalls, asked: ClaimFilters, resources: Resources) -> tuple[list[int], Adoption | None]:
    """Return the rows that fit, by date, and the resolution adopted without a vote that a symbol names."""
    between = {int(row) for row in record.rows(asked.since, until=asked.until, body=asked.body)}
    order = [int(row) for row in record.rows(asked.since, until=asked.until, body=asked.body)]
    words = asked.q.strip()
    if not words:
        return order, None
    if told := _TALLY.fullmatch(words):
        counts = [None if part is None else int(part) for part in told.groups()]
        ids = [call.id for call in record.with_tally(*counts[:2], abstain=counts[2], since=asked.since, until=asked.until, body=asked.body)]
        return [row for each in ids if (row := record.row_of(each)) is not None], None
    if _WORDS_OF_SYMBOL.search(words):
        try:
            named = record.by_symbol(words)
            listed = record.adoption(words)
        except UnknownName:
            named, listed = (), None
        if named or listed:
            rows = [row for call in named if (row := record.row_of(call.id)) in between]
            return rows[::-1], listed if listed is not None and not listed.recorded else None
    ids_found = ids_about(record, words, resources.vocabulary)
    return [row for row in order if record.table.columns["id"][row] in ids_found], None
