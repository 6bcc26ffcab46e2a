"""Holds a vote claim against one roll call, part by part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communique.checks.numbers import agrees
from communique.errors import UnknownName
from communique.record import Finding, RollCall, Vote, VoteClaim, VoteCount
from communique.rollcalls.groups import CHINA_SEATED, group
from communique.vocabulary import Vocabulary

Row = dict[str, str | int | None]
NameOf = Callable[[str], str]
VERBS: dict[Vote, str] = {"yes": "voted in favour", "no": "voted against", "abstain": "abstained", "absent": "did not vote"}
NOUNS: dict[Vote, str] = {"yes": "votes in favour", "no": "votes against", "abstain": "abstentions", "absent": "members that did not vote"}
_SEATS = {"SUN": "RUS", "SCG": "SRB"}
"""Whose code a former state's seat has in the record."""
_PEOPLES_REPUBLIC = ("beijing", "peking", "people's republic", "people’s republic", "communist china", "red china", "mainland china", "mao")


@dataclass(frozen=True, slots=True)
class Part:
    """The answer on one part of a claim: whether it is so (None: not to be told), what was found, in words, with the rows that decide."""

    so: bool | None
    finding: Finding
    words: str
    rows: tuple[Row, ...] = ()


def judge(claim: VoteClaim, row: RollCall, vocabulary: Vocabulary, text: str) -> tuple[Part, ...]:
    """Return the answers on all parts of a claim that one roll call can answer; `text` are the words of the claim."""
    parts = [
        *_tally(claim, row),
        *_votes(claim, row, vocabulary, text.casefold()),
        *_only(claim, row, vocabulary),
        *_like(claim, row, vocabulary),
        *(part for count in claim.counts for part in _count(count, row, vocabulary)),
        *_ended(claim, row),
    ]
    return tuple(parts)


def tally_row(row: RollCall) -> Row:
    """The counts of a roll call as a row of a verdict."""
    return {
        "resolution": row.resolution or row.id,
        "date": row.date.isoformat(),
        "yes": row.tally.yes,
        "no": row.tally.no,
        "abstain": row.tally.abstain,
    }


def _known(row: RollCall, vote: Vote) -> set[int]:
    """The counts that the record has for a vote: by its list, and as a source states it."""
    if vote == "absent":
        return {len(row.states("absent"))}
    return {count for counts in (row.tally, row.stated) if counts is not None and (count := getattr(counts, vote)) is not None}


def _tally(claim: VoteClaim, row: RollCall) -> Iterator[Part]:
    if claim.tally is None:
        return
    votes: tuple[Vote, ...] = ("yes", "no", "abstain")
    wrong: list[str] = []
    for vote in votes:
        told, known = getattr(claim.tally, vote), _known(row, vote)
        if told is None or known == {told}:
            continue
        if told in known:
            yield Part(
                None,
                "record is flagged",
                f"list and stated count differ on the {NOUNS[vote]} ({' and '.join(map(str, sorted(known)))})",
                (tally_row(row),),
            )
            continue
        wrong.append(f"{min(known)} {NOUNS[vote]}, not {told}")
    whole = row.body == "SC" and claim.tally.yes == len(row.votes) and not claim.tally.no
    if wrong:
        yield Part(False, "not unanimous" if whole else "count differs", f"the record has {' and '.join(wrong)}", (tally_row(row),))
    else:
        yield Part(True, "agrees", f"the count was {row.tally}", (tally_row(row),))


def _votes(claim: VoteClaim, row: RollCall, vocabulary: Vocabulary, words: str) -> Iterator[Part]:
    for code, told in claim.votes.items():
        yield _vote(code, told, row, vocabulary, words)


def _vote(code: str, told: Vote, row: RollCall, vocabulary: Vocabulary, words: str) -> Part:
    name = state_name(vocabulary, code)
    cast = row.votes.get(code) or row.votes.get(_SEATS.get(code, ""))
    if cast is None and code == "CHN" and row.date < CHINA_SEATED and "TWN" in row.votes:
        if any(word in words for word in _PEOPLES_REPUBLIC):
            return Part(
                False,
                "not a member",
                f"the People's Republic had no seat on {row.date}; China's seat was held by the government in Taipei, which"
                f" {VERBS[row.votes['TWN']]}",
            )
        code, cast, name = "TWN", row.votes["TWN"], "China (the government in Taipei held its seat)"
    if cast is None:
        body = "the Council" if row.body == "SC" else "the Assembly"
        return Part(False, "not a member", f"{name} was not a member of {body} on {row.date}", ({"state": name, "vote": None},))
    found: Row = {"state": name, "vote": cast, "resolution": row.resolution or row.id, "date": row.date.isoformat()}
    if cast == told:
        return Part(True, "agrees", f"{name} {VERBS[cast]}", (found,))
    finding: Finding = "vote differs"
    if (told, cast) == ("abstain", "absent"):
        finding = "absent, not abstained"
    elif (told, cast) == ("absent", "abstain"):
        finding = "abstained, not absent"
    return Part(False, finding, f"{name} {VERBS[cast]}", (found,))


def _only(claim: VoteClaim, row: RollCall, vocabulary: Vocabulary) -> Iterator[Part]:
    for vote in claim.only:
        told = {_SEATS.get(code, code) for code, cast in claim.votes.items() if cast == vote}
        others = [code for code in row.states(vote) if code not in told and not (code == "TWN" and "CHN" in told)]
        rows: tuple[Row, ...] = tuple({"state": state_name(vocabulary, code), "vote": vote} for code in row.states(vote))
        if others:
            names = listed([state_name(vocabulary, code) for code in others])
            yield Part(False, "count differs", f"{names} also {VERBS[vote]}", rows)
        else:
            yield Part(True, "agrees", f"nobody else {VERBS[vote]}", rows)


def _like(claim: VoteClaim, row: RollCall, vocabulary: Vocabulary) -> Iterator[Part]:
    for code, leader in claim.votes_like.items():
        cast = row.votes.get(leader)
        if cast is None:
            yield Part(False, "not a member", f"{state_name(vocabulary, leader)} had no vote")
            continue
        if not code.startswith("#"):
            yield _vote(code, cast, row, vocabulary, "")
            continue
        others = len(row.states(cast)) - 1
        words = f"{others} others {VERBS[cast]} as {state_name(vocabulary, leader)} did"
        yield Part(others == int(code[1:]), "agrees" if others == int(code[1:]) else "count differs", words, (tally_row(row),))


def _count(count: VoteCount, row: RollCall, vocabulary: Vocabulary) -> Iterator[Part]:
    if count.among is None:
        members = frozenset(row.votes)
        name = "all who had a vote"
    else:
        try:
            found = group("P5" if count.among == "org:p5" else count.among, row.date, vocabulary)
        except UnknownName as error:
            yield Part(None, "too vague", str(error.args[0]).rstrip("."))
            return
        members, name = found.states & frozenset(row.votes), found.name
    cast = [code for code in members if row.votes[code] == count.vote]
    rows: tuple[Row, ...] = (
        {"group": name, "members": len(members), VERBS[count.vote]: len(cast), "resolution": row.resolution or row.id},
    )
    if count.share is not None:
        yield _share(count, row, members, set(cast), rows, vocabulary)
        return
    told = count.number or 0
    known = {len(cast)} if count.among else _known(row, count.vote)
    answers = {agrees(told, count.relation, number) for number in known}
    words = f"{' or '.join(map(str, sorted(known)))} {'of ' + name + ' ' if count.among else ''}{VERBS[count.vote]}"
    if len(answers) > 1:
        yield Part(None, "record is flagged", words, rows)
    elif answers == {True}:
        yield Part(True, "agrees" if count.relation == "exactly" else "agrees as rounded", words, rows)
    else:
        yield Part(False, "count differs", words, rows)


_FRACTIONS: dict[str, float] = {"half": 1 / 2, "a third": 1 / 3, "two thirds": 2 / 3, "three quarters": 3 / 4}


def _share(count: VoteCount, row: RollCall, members: frozenset[str], cast: set[str], rows: tuple[Row, ...], vocabulary: Vocabulary) -> Part:
    k, n, rest = len(cast), len(members), sorted(members - cast)
    others = listed([f"{state_name(vocabulary, code)} {VERBS[row.votes[code]]}" for code in rest if code not in count.but])
    words = f"{k} of the {n} members {VERBS[count.vote]}" + (f"; {others}" if others and len(rest) <= 8 else "")
    rows += tuple({"state": state_name(vocabulary, code), "vote": row.votes[code]} for code in rest[:20]) if count.share == "all" else ()
    if count.share == "all":
        so = k == n if not count.but else set(rest) == set(count.but)
    elif count.share == "none":
        so = k == 0
    elif count.share == "most":
        so = 2 * k > n
    else:
        so = agrees(round(_FRACTIONS[str(count.share)] * n), "about" if count.relation == "exactly" else count.relation, k)
    rounded = count.share in _FRACTIONS and (count.relation != "exactly" or abs(k - _FRACTIONS[str(count.share)] * n) >= 1)
    finding: Finding = "agrees as rounded" if rounded else "agrees"
    return Part(so, finding if so else _against(count, row, rest, k, n), words, rows)


def _against(count: VoteCount, row: RollCall, rest: list[str], k: int, n: int) -> Finding:
    """What kind of difference keeps a share from being right: a member's vote, or its absence, or the number."""
    if count.share not in {"all", "none"}:
        return "count differs"
    if count.vote == "abstain" and rest and all(row.votes[code] == "absent" for code in rest if code not in count.but):
        return "absent, not abstained"
    return "vote differs"


def _ended(claim: VoteClaim, row: RollCall) -> Iterator[Part]:
    if claim.ended == "unanimous":
        dissent = [vote for vote in ("no", "abstain") if getattr(row.tally, vote)]
        missing = row.body == "SC" and bool(row.states("absent"))
        if dissent:
            yield Part(False, "not unanimous", f"the count was {row.tally}", (tally_row(row),))
        elif missing:
            yield Part(None, "record is flagged", "some members of the Council are recorded as not voting", (tally_row(row),))
        else:
            yield Part(True, "agrees", f"the count was {row.tally}", (tally_row(row),))
    elif claim.ended == "vetoed":
        yield Part(None, "not in the record", "the record holds adopted resolutions of the Council alone, no vetoed drafts")
    elif claim.ended == "rejected" and row.adopted is not False:
        yield Part(None, "not in the record", "failed drafts are not in the record")
    elif claim.ended == "without a vote":
        yield Part(
            None,
            "adopted without a vote",
            f"no recorded vote is claimed, and the record holds only recorded votes ({row.resolution or row.id}: {row.tally})",
        )


def sentence(words: str) -> str:
    """Words as a sentence: a capital letter first, and a stop."""
    return f"{words[:1].upper()}{words[1:]}."


def state_name(vocabulary: Vocabulary, code: str) -> str:
    """The name of a state by its code."""
    entry = vocabulary.states.get(code)
    return entry.name if entry is not None else code


def listed(names: list[str]) -> str:
    """Names as a sentence lists them; of more than eight the first six and how many more."""
    if len(names) > 8:
        names = [*names[:6], f"{len(names) - 6} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
