"""What a text says about a roll call, and what the primary record says of it."""

import datetime
from typing import Literal

from pydantic import Field

from communique.record.base import Value
from communique.record.span import Span

Vote = Literal["yes", "no", "abstain", "absent"]
StatedBy = Literal["un", "undl", "voeten"]
RollCallFlag = Literal["paragraph", "amendment", "important", "date approximate"]
Outcome = Literal["holds", "fails", "cannot tell"]


class Tally(Value):
    """The counts of one roll call; None where a text does not tell."""

    yes: int | None = Field(default=None, description="votes for")
    no: int | None = Field(default=None, description="votes against")
    abstain: int | None = Field(default=None, description="abstentions")

    def __str__(self) -> str:
        return "-".join("?" if count is None else str(count) for count in (self.yes, self.no, self.abstain))


class RollCall(Value):
    """One recorded vote of a body as the primary record has it; `votes` maps state codes valid at the date to votes.

    `tally` is the recount of `votes`; `stated` is the count that a source tells, `stated_by` which one: "un" (the Assembly's own files),
    "undl" (the UN Digital Library), "voeten" (Voeten's data, which follow his list). Who is not in `votes` was not a member.
    """

    id: str = Field(description="stable id of the roll call")
    body: Literal["GA", "SC"] = Field(description="GA: General Assembly, SC: Security Council")
    resolution: str | None = Field(default=None, description="symbol of the resolution or draft voted on")
    date: datetime.date = Field(description="day of the vote")
    session: str | None = Field(default=None, description='of the Assembly: "77", "ES-11"')
    title: str = Field(default="", description="title of the item")
    description: str = Field(default="", description="what was put to the vote, in the words of the source")
    subject: str = Field(default="", description="subject heading of the UN Digital Library")
    tally: Tally = Field(description="the counts, by recounting the votes")
    stated: Tally | None = Field(default=None, description="the counts as a source states them")
    stated_by: StatedBy | None = Field(default=None, description="which source states them")
    votes: dict[str, Vote] = Field(default_factory=dict, description="votes by the state codes valid at the date")
    flags: tuple[RollCallFlag, ...] = Field(default=(), description="what kind of vote it was, and what is doubtful")
    adopted: bool | None = Field(default=None, description="whether the text passed; null when the sources do not tell")
    draft: str | None = Field(default=None, description="symbol of the draft")
    meeting: str | None = Field(default=None, description="symbol of the meeting's verbatim record")
    committee: str | None = Field(default=None, description="main committee that recommended it")
    sponsors: tuple[str, ...] = Field(default=(), description="codes of the states that submitted or joined the draft; known from 2019 on")
    audit: tuple[str, ...] = Field(default=(), description="findings of the audit that touch this roll call")

    def states(self, vote: Vote) -> tuple[str, ...]:
        """Return the codes of the states that voted so, in order."""
        return tuple(sorted(code for code, cast in self.votes.items() if cast == vote))

    @property
    def link(self) -> str | None:
        """The address of the voting record in the UN Digital Library, when it has one."""
        return f"https://digitallibrary.un.org/record/{self.id[1:]}" if self.id.startswith("U") and self.id[1:].isdecimal() else None


class Verdict(Value):
    """The result of a check, with the rows that decide."""

    outcome: Outcome = Field(description="holds, fails or cannot tell")
    resolution: str | None = Field(default=None, description="symbol of the resolution that it was held against")
    reason: str = Field(description="why, in one plain sentence")
    rows: tuple[dict[str, str | int | None], ...] = Field(default=(), description="the rows of the roll call that decide")
    audit: tuple[str, ...] = Field(default=(), description="findings of the audit that touch the roll call")


class VoteClaim(Value):
    """What a text says about a roll call or a set of them."""

    id: str = Field(pattern=r"^v\d+$", description="v and a number")
    body: str | None = Field(default=None, description="the body that voted, as far as told")
    resolution: str | None = Field(default=None, description="symbol as named in the text")
    date: str | None = Field(default=None, description="ISO 8601 date of the vote, as far as told")
    tally: Tally | None = Field(default=None, description="the counts that the text tells")
    votes: dict[str, Vote] = Field(default_factory=dict, description="votes of states that the text tells, by ISO code")
    count_claim: str | None = Field(default=None, description='a count in words ("two thirds of the members")')
    spans: tuple[Span, ...] = Field(min_length=1, description="the words that tell it")
    verdict: Verdict | None = Field(default=None, description="the result of the check against the roll call; null when unchecked")
