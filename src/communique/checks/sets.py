"""Holds claims about sets of resolutions against the record: which were taken, and the count under each fair reading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.checks.judging import NOUNS, Row, listed, sentence, state_name
from communique.checks.resolving import RECENT, window
from communique.record import RollCall, SetClaim, Verdict, VoteClaim
from communique.rollcalls import RollCalls
from communique.rollcalls.symbols import read_symbol
from communique.vocabulary import Vocabulary
from communique.vocabulary.anchor_events import anchor_events
from communique.vocabulary.vote_subjects import vote_subjects


@dataclass(frozen=True, slots=True)
class Taken:
    """The roll calls taken as the set that a text means, and by what rule."""

    rows: tuple[RollCall, ...]
    rule: str


def check_set(claim: VoteClaim, published: date | None, record: RollCalls, vocabulary: Vocabulary) -> Verdict:
    """Return the verdict on a set claim; the rows give the resolutions taken and the count under each fair reading."""
    said = claim.set_claim
    if said is None:
        raise ValueError("the claim is not about a set")
    verdicts = [_on(said, taken, vocabulary) for taken in _take(claim, said, published, record)]
    if not verdicts:
        return Verdict(outcome="cannot tell", finding="several fit", reason="It is not certain which resolutions are meant.")
    if len({verdict.outcome for verdict in verdicts}) == 1:
        return verdicts[0]
    reasons = " But: ".join(verdict.reason for verdict in verdicts)
    rows = tuple(row for verdict in verdicts for row in verdict.rows)
    return Verdict(
        outcome="cannot tell",
        finding="readings differ",
        reason=f"It depends on which resolutions are meant. {reasons}",
        rows=rows,
    )


def _on(said: SetClaim, taken: Taken, vocabulary: Vocabulary) -> Verdict:
    """Hold the claim against one set."""
    rows: list[Row] = [
        {
            "taken": row.resolution or row.id,
            "date": row.date.isoformat(),
            "yes": row.tally.yes,
            "no": row.tally.no,
            "abstain": row.tally.abstain,
        }
        for row in taken.rows
    ]
    names = listed([row.resolution or row.id for row in taken.rows])
    if said.states is not None:
        return _of_number(said, taken, rows, names, vocabulary)
    return _of_named(said, taken, rows, names, vocabulary)


def _take(claim: VoteClaim, said: SetClaim, published: date | None, record: RollCalls) -> list[Taken]:
    """Choose the sets that may be meant: a special session's resolutions where their number is the one told, and all on the subject."""
    if said.session is not None:
        rows = _of_session(said.session, _ends(claim, published), said.size, record)
        return [Taken(rows, f"all {len(rows)} recorded votes of the {said.session} emergency special session")] if rows else []
    matters = [subject for subject in vote_subjects() if subject.id in claim.subject]
    found: list[Taken] = []
    for until in _ends(claim, published) if matters else ():
        numbers = record.rows(_since(said, claim), until=until, body=claim.body if claim.body in {"GA", "SC"} else None, whole=True)  # type: ignore[arg-type]
        fits = record.take(row for row in numbers if matters[0].is_of(*record.symbol_and_words(row)))
        for session, rows in _special_sessions(fits).items():
            if len(rows) > 1 and (said.size == len(rows) or (said.size is None and len(rows) < len(fits))):
                found.append(Taken(rows, f"all {len(rows)} recorded votes of the {session} emergency special session on it"))
        if fits and (said.size == len(fits) or (said.size is None and (said.since or _since(said, claim)))):
            found.append(Taken(fits, f"all {len(fits)} recorded votes on it since {_since(said, claim) or 'the first'}"))
        if found:
            break
    return found


def _of_session(session: str, ends: Sequence[date | None], size: int | None, record: RollCalls) -> tuple[RollCall, ...]:
    for until in ends:
        numbers = record.rows(None, until=until, body="GA", whole=True)
        rows = record.take(row for row in numbers if f"/{session}/" in (record.symbol_and_words(row)[0] or ""))
        if rows and size in (None, len(rows)):
            return rows
    return ()


def _ends(claim: VoteClaim, published: date | None) -> list[date | None]:
    """The last days that the set can have: "previous" votes are those before the vote that the scene tells of, or the newest one."""
    previous = any(re.search(r"previous|earlier|prior", span.text) for span in claim.spans)
    told = window(claim.date, published)
    if previous and told.exact and told.since is not None:
        return [told.since - timedelta(days=1)]
    return [published - RECENT, published] if previous and published is not None else [published]


def _since(said: SetClaim, claim: VoteClaim) -> date | None:
    if said.since is not None:
        return window(said.since, None).since
    if "ukraine" in claim.subject:
        return next((event.day for event in anchor_events() if event.id == "ukraine-invasion"), None)
    return None


def _special_sessions(rows: Sequence[RollCall]) -> dict[str, tuple[RollCall, ...]]:
    found: dict[str, list[RollCall]] = {}
    for row in rows:
        if row.resolution and "ES-" in row.resolution:
            session = read_symbol(row.resolution)[0].number.split("/")[0]
            found.setdefault(session, []).append(row)
    return {session: tuple(sorted(group, key=lambda row: row.date)) for session, group in sorted(found.items(), reverse=True)}


def _hits(code: str, said: SetClaim, rows: Sequence[RollCall]) -> int:
    return sum(row.votes.get(code) in said.votes for row in rows)


def _needed(said: SetClaim, n: int) -> int:
    """On how many of n resolutions somebody must have voted so."""
    if said.least is not None:
        return said.least if said.least >= 0 else n + said.least
    return n // 2 + 1 if said.majority else n - 1 if said.almost else n


def readings(said: SetClaim, rows: Sequence[RollCall]) -> dict[str, int]:
    """Return the number of states under each fair reading of the words."""
    n, states = len(rows), sorted({code for row in rows for code in row.votes})
    hits = {code: _hits(code, said, rows) for code in states}

    def at_least(k: int) -> int:
        return sum(count >= k for count in hits.values())

    if said.least is not None:
        k = _needed(said, n)
        exactly = {f"exactly {k} of {n}": sum(c == k for c in hits.values())}
        return exactly if said.exact else {f"at least {k} of {n}": at_least(k), **exactly}
    found = {f"all {n}": at_least(n)}
    if said.almost:
        found[f"at least {n - 1} of {n}"] = at_least(n - 1)
        found[f"exactly {n - 1} of {n}"] = sum(count == n - 1 for count in hits.values())
        if len(said.votes) > 1:
            found[f"all {n}, and against at least once"] = sum(
                c == n and any(row.votes.get(code) == "no" for row in rows) for code, c in hits.items()
            )
            found[f"at least {n - 1} of {n}, and against at least once"] = sum(
                c >= n - 1 and any(row.votes.get(code) == "no" for row in rows) for code, c in hits.items()
            )
    return found


def _of_number(said: SetClaim, taken: Taken, rows: list[Row], names: str, vocabulary: Vocabulary) -> Verdict:
    counts = readings(said, taken.rows)
    rows += [{"reading": reading, "states": number} for reading, number in counts.items()]
    told = "; ".join(f"{reading}: {number}" for reading, number in counts.items())
    named = _named_parts(said, taken, vocabulary)
    rows += named[1]
    fair = [number == said.states for number in counts.values()]
    base = f"over {names} ({taken.rule}) the counts are {told}"
    if named[0] is False:
        return Verdict(outcome="fails", finding="set count differs", reason=sentence(f"{named[2]}; {base}"), rows=tuple(rows))
    if all(fair):
        return Verdict(outcome="holds", finding="agrees", reason=sentence(base), rows=tuple(rows))
    if any(fair):
        return Verdict(
            outcome="cannot tell",
            finding="readings differ",
            reason=f"{said.states} is right under one reading only; {base}.",
            rows=tuple(rows),
        )
    also = f" ({named[2]})" if named[2] else ""
    return Verdict(
        outcome="fails",
        finding="set count differs",
        reason=f"No fair reading gives {said.states}; {base}{also}.",
        rows=tuple(rows),
    )


def _named_parts(said: SetClaim, taken: Taken, vocabulary: Vocabulary) -> tuple[bool | None, list[Row], str]:
    """Return whether the named states voted as told on enough of the set, the rows, and the words."""
    if not said.named:
        return None, [], ""
    n = len(taken.rows)
    need = _needed(said, n)
    rows: list[Row] = []
    words, so = [], True
    for code in said.named:
        name, hits = state_name(vocabulary, code), _hits(code, said, taken.rows)
        rows += [{"state": name, "resolution": row.resolution or row.id, "vote": row.votes.get(code)} for row in taken.rows]
        kind = " or ".join(NOUNS[vote].removesuffix("s") if vote == "abstain" else vote for vote in said.votes)
        words.append(f"{name}: {hits} of {n} ({kind})")
        so = so and (hits == 0 if said.never else hits == need if said.exact else hits >= need)
    if said.only and so:
        others = [
            code
            for code in {code for row in taken.rows for code in row.votes}
            if code not in said.named and _hits(code, said, taken.rows) >= need
        ]
        so, words = not others, [*words, f"others: {listed([state_name(vocabulary, code) for code in sorted(others)]) or 'none'}"]
    return so, rows, ", ".join(words)


def _of_named(said: SetClaim, taken: Taken, rows: list[Row], names: str, vocabulary: Vocabulary) -> Verdict:
    so, more, words = _named_parts(said, taken, vocabulary)
    if so is None:
        return Verdict(outcome="cannot tell", finding="too vague", reason="No state and no number is told.", rows=tuple(rows))
    base = f"over {names} ({taken.rule}) {words}"
    if so:
        return Verdict(outcome="holds", finding="agrees", reason=sentence(base), rows=tuple(rows + more))
    return Verdict(outcome="fails", finding="set count differs", reason=sentence(base), rows=tuple(rows + more))
