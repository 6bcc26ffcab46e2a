"""What a text says about a roll call, and what the primary record says of it."""

from datetime import date
from typing import Literal

from pydantic import Field

from communique.record.base import Value
from communique.record.span import Span

Vote = Literal["yes", "no", "abstain", "absent"]
Outcome = Literal["holds", "fails", "cannot tell"]


class Tally(Value):
    """The counts of one roll call; None where a text does not tell."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None


class RollCall(Value):
    """One recorded vote of a body as the primary record has it; `votes` maps state codes valid at the date to votes."""

    id: str
    body: Literal["GA", "SC"]
    resolution: str | None = None
    date: date
    title: str = ""
    tally: Tally
    votes: dict[str, Vote] = Field(default_factory=dict)
    audit: tuple[str, ...] = Field(default=(), description="findings of the audit that touch this roll call")


class Verdict(Value):
    """The result of a check, with the rows that decide."""

    outcome: Outcome
    resolution: str | None = None
    reason: str
    rows: tuple[dict[str, str | int | None], ...] = ()
    audit: tuple[str, ...] = ()


class VoteClaim(Value):
    """What a text says about a roll call or a set of them."""

    id: str = Field(pattern=r"^v\d+$")
    body: str | None = None
    resolution: str | None = Field(default=None, description="symbol as named in the text")
    date: str | None = None
    tally: Tally | None = None
    votes: dict[str, Vote] = Field(default_factory=dict)
    count_claim: str | None = None
    spans: tuple[Span, ...] = Field(min_length=1)
    verdict: Verdict | None = None
