"""A state's record: how it voted, on what, and who voted most like it."""

from collections import Counter
from datetime import date
from typing import Annotated, Literal

import numpy as np
from fastapi import Path, Query
from pydantic import BeforeValidator, Field

from communique.errors import UnknownName
from communique.record import Vote
from communique.record.base import Value
from communique.rollcalls.table import LETTERS, NOT_A_MEMBER, VOTES
from communique.rollcalls.wording import ids_about
from communique.web.pages.asking import Period, Shown, Words
from communique.web.pages.votes import Body, Brief, brief
from communique.web.resources import Resources

Cast = Annotated[Literal["yes", "no", "abstain", "absent"] | None, BeforeValidator(lambda value: None if value == "" else value)]


class RecordFilters(Period):
    """Which of a state's votes are looked for."""

    q: Words = Field(default="", description="words of the roll call")
    vote: Cast = Field(default=None, description="only votes of this kind")
    body: Body = Field(default=None, description="GA for the General Assembly, SC for the Security Council")
    show: Shown = Field(default=40, description="how many to show")


class VoteOf(Value):
    """A roll call and what the state voted in it."""

    vote: Vote = Field(description="the state's vote")
    roll_call: Brief = Field(description="the roll call")


class StateRecord(Value):
    """How a state voted."""

    code: str = Field(description="code of the state")
    name: str = Field(description="its name")
    actor: str = Field(description="id of the state as an actor")
    filters: RecordFilters = Field(description="what was asked for")
    as_of: date = Field(description="the day to which the record goes")
    counts: dict[Vote, int] = Field(description="how often it voted so, of the roll calls that fit whatever its vote")
    total: int = Field(description="how many roll calls fit, with the kind of vote asked for")
    found: tuple[VoteOf, ...] = Field(description="the latest of them, the latest first")


def state(resources: Resources, code: Annotated[str, Path(max_length=60)], asked: Annotated[RecordFilters, Query()]) -> StateRecord:
    """Show how a state, by code or name, voted in the United Nations."""
    key, name = seat_of(resources, code)
    record = resources.votes
    rows = record.rows(asked.since, until=asked.until, body=asked.body)
    if asked.q.strip():
        wanted = ids_about(record, asked.q, resources.vocabulary)
        rows = np.array([row for row in rows if record.table.columns["id"][row] in wanted], np.intp)
    cast = record.letters(rows, [key])[:, 0] if len(rows) else np.zeros(0, np.uint8)
    counts = Counter(cast.tolist())
    kept = cast != NOT_A_MEMBER if asked.vote is None else cast == LETTERS[asked.vote]
    last, letters = rows[kept][::-1][: asked.show], cast[kept][::-1][: asked.show]
    found = [VoteOf(vote=VOTES[letter - 1], roll_call=brief(call)) for call, letter in zip(record.take(last), letters, strict=True)]
    return StateRecord(
        code=key,
        name=name,
        actor=f"state:{key}",
        filters=asked,
        as_of=record.as_of,
        counts={vote: counts[LETTERS[vote]] for vote in VOTES},
        total=int(kept.sum()),
        found=tuple(found),
    )


def seat_of(resources: Resources, name: str) -> tuple[str, str]:
    """Return the code under which a state, by name or code, votes in the record, and its name; raises UnknownName."""
    words = resources.vocabulary
    code = words.state(name.upper() if name.upper() in words.states else name)
    seat = words.states[code].votes_as or code
    if seat not in resources.votes.states:
        raise UnknownName(f"{words.states[code].name} never had a vote in the Assembly or the Council, so none is recorded.")
    return seat, words.states[seat].name


def voting_states(resources: Resources) -> tuple[str, ...]:
    """Return the names of all states that ever had a vote, in order."""
    states = resources.vocabulary.states
    return tuple(sorted(states[code].name for code in resources.votes.states if code in states))
