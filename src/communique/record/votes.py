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
Finding = Literal[
    "agrees", "agrees as rounded",
    "count differs", "vote differs", "absent, not abstained", "abstained, not absent", "not a member", "wrong resolution", "wrong body",
    "wrong date", "not unanimous", "set count differs",
    "several fit", "no roll call found", "not in the record", "adopted without a vote", "too vague", "readings differ", "record is flagged",
]  # fmt: skip
Relation = Literal["exactly", "about", "nearly", "more than", "fewer than", "at least", "at most"]
Share = Literal["all", "none", "most", "half", "a third", "two thirds", "three quarters"]
Ended = Literal["unanimous", "without a vote", "vetoed", "rejected", "of a part"]


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
    finding: Finding = Field(description="what kind of agreement or difference was found")
    resolution: str | None = Field(default=None, description="symbol of the resolution that it was held against")
    reason: str = Field(description="why, in one plain sentence")
    rows: tuple[dict[str, str | int | None], ...] = Field(default=(), description="the rows of the record that decide")
    audit: tuple[str, ...] = Field(default=(), description="findings of the audit that touch the roll call")


class VoteCount(Value):
    """A count of votes that a text tells and that is no plain part of the tally: rounded, a share, or of a group."""

    vote: Vote = Field(description="the vote that is counted")
    number: int | None = Field(default=None, description="how many; null for a share")
    relation: Relation = Field(default="exactly", description="how the number is meant")
    share: Share | None = Field(default=None, description="a share in place of a number")
    among: str | None = Field(default=None, description="actor id of the group whose members are counted; null for all who voted")
    but: tuple[str, ...] = Field(default=(), description="codes of the states that are named as the exceptions")


class VoteComparison(Value):
    """How a count is said to differ from that of an earlier vote."""

    vote: Vote = Field(description="the vote that is counted")
    difference: int | None = Field(default=None, description="later minus earlier count; null when only the direction is told")
    direction: Literal["more", "fewer", "same"] = Field(description="how the later count stands to the earlier one")
    earlier: int | None = Field(default=None, description="the earlier count, where it is told")
    date: str | None = Field(default=None, description="ISO 8601 date of the earlier vote, as far as told")


class SetClaim(Value):
    """What a text says about a set of roll calls ("abstained on all five"): so many states, or those named, voted so on so many of them."""

    size: int | None = Field(default=None, description="how many resolutions the set has, as told")
    least: int | None = Field(default=None, description="on how many of them; null for all, -1 for all but one")
    exact: bool = Field(default=False, description="whether `least` is meant exactly")
    almost: bool = Field(default=False, description='whether the text says "almost all" or "most"')
    votes: tuple[Vote, ...] = Field(description="the votes that count")
    states: int | None = Field(default=None, description="how many states are said to have voted so")
    named: tuple[str, ...] = Field(default=(), description="codes of the states that are said to have voted so")
    only: bool = Field(default=False, description="whether nobody else is said to have voted so")
    never: bool = Field(default=False, description="whether the text says that they never voted so")
    since: str | None = Field(default=None, description="ISO 8601 date from which the set is taken, as far as told")
    majority: bool = Field(default=False, description="whether the text says that it was so on more than half of them")
    session: str | None = Field(default=None, description='the special session that the set is of ("ES-11"), as far as told')


class VoteClaim(Value):
    """What a text says about a roll call or a set of them."""

    id: str = Field(pattern=r"^v\d+$", description="v and a number")
    body: str | None = Field(default=None, description="the body that voted, as far as told: GA, SC, or an actor id")
    resolution: str | None = Field(default=None, description="symbol as named in the text")
    same_as: str | None = Field(default=None, description="id of the claim before it that tells of the same vote")
    date: str | None = Field(default=None, description="ISO 8601 date of the vote, as far as told")
    subject: tuple[str, ...] = Field(default=(), description="what the resolution is about: ids of vote subjects, and codes of states")
    tally: Tally | None = Field(default=None, description="the counts that the text tells exactly")
    votes: dict[str, Vote] = Field(default_factory=dict, description="votes of states that the text tells, by ISO code")
    votes_like: dict[str, str] = Field(
        default_factory=dict, description='states said to have voted as another did, by code; "#4" stands for four unnamed ones'
    )
    only: tuple[Vote, ...] = Field(default=(), description="votes for which the text says that the states named are all that cast them")
    counts: tuple[VoteCount, ...] = Field(default=(), description="rounded counts, shares, and counts within groups")
    comparison: VoteComparison | None = Field(default=None, description="how a count is said to differ from an earlier vote's")
    set_claim: SetClaim | None = Field(default=None, description="what is said of a set of resolutions")
    ended: Ended | None = Field(default=None, description="how the vote is said to have ended, where that is more than adoption")
    count_claim: str | None = Field(default=None, description='a count in words ("two thirds of the members")')
    unread: str | None = Field(
        default=None, description="words of a vote in the same sentence that were not understood; then nothing is said to hold"
    )
    spans: tuple[Span, ...] = Field(min_length=1, description="the words that tell it")
    verdict: Verdict | None = Field(default=None, description="the result of the check against the roll call; null when unchecked")
