"""Vote claims to verdicts: the roll call that a claim is about, what it holds of, and in one sentence why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from communique import rollcalls, vocabulary
from communique.checks.judging import NOUNS, Part, judge, sentence, state_name, tally_row
from communique.checks.resolving import COUNCIL, Resolution, has_tally, is_partial, largest, resolve, window
from communique.checks.sets import check_set
from communique.record import Dossier, Finding, Outcome, RollCall, Tally, Verdict, VoteClaim
from communique.rollcalls import RollCalls
from communique.vocabulary import Vocabulary
from communique.vocabulary.vote_subjects import VoteSubject, vote_subjects

_YEARS = 6
_FIRST_YEAR = 1946
_FEWEST = 2
_ALL = 3
_DAYS_BESIDE = 16
_TELLING = 25
"""A single number below this one is told of too many votes to name one."""
_HUMAN_RIGHTS_COUNCIL = 47


@dataclass(frozen=True)
class Checker:
    """Checks vote claims against one record; `Checker()` takes the shipped one, with what an update added."""

    record: RollCalls = field(default_factory=rollcalls.load)
    vocabulary: Vocabulary = field(default_factory=vocabulary.load)

    def check_dossier(self, dossier: Dossier) -> Dossier:
        """Return the dossier with a verdict on every vote claim."""
        if not dossier.vote_claims:
            return dossier
        published = dossier.document.published
        chains = _chains(dossier.vote_claims)
        verdicts = {
            claim.id: verdict for chain in chains for claim, verdict in zip(chain, self._check_chain(chain, published), strict=True)
        }
        claims = tuple(claim.model_copy(update={"verdict": verdicts[claim.id]}) for claim in dossier.vote_claims)
        return dossier.model_copy(update={"vote_claims": claims})

    def check(self, claim: VoteClaim, published: date | None) -> Verdict:
        """Return the verdict on one claim of a report published on a day.

        It holds only when every part that the record can answer is right, nothing is left open, and the roll call is certain.
        """
        return self._check_chain((claim,), published)[0]

    def titles(self, claims: Iterable[VoteClaim]) -> dict[str, str]:
        """Return the titles of the resolutions that checked claims were held against, by symbol."""
        symbols = {claim.verdict.resolution for claim in claims if claim.verdict is not None and claim.verdict.resolution is not None}
        found = {symbol: self.record.by_symbol(symbol) for symbol in symbols}
        return {symbol: rows[0].title for symbol, rows in found.items() if rows and rows[0].title}

    def _check_chain(self, chain: Sequence[VoteClaim], published: date | None) -> tuple[Verdict, ...]:
        """Check claims that tell of one vote: what all of them tell finds the roll call, and each is held against it."""
        if len(chain) == 1:
            return (self._check(chain[0], published, None),)
        together = _together(chain)
        found = resolve(together, published, self.record, self.vocabulary)
        tally = together.tally
        if tally is not None and _told(tally) >= _FEWEST:
            same = tuple(row for row in found.fits if has_tally(row, tally))
            if len(same) == 1:
                found = replace(found, fits=same, dated=found.dated or _told(tally) == _ALL)
        return tuple(self._check(claim.model_copy(update={"date": claim.date or together.date}), published, found) for claim in chain)

    def _check(self, claim: VoteClaim, published: date | None, found: Resolution | None) -> Verdict:
        if claim.set_claim is not None:
            return check_set(claim, published, self.record, self.vocabulary)
        if claim.ended == "of a part":
            return _open(
                "not in the record", "votes on paragraphs and amendments are in the record up to 2017 only, and cannot be told apart there"
            )
        found = found if found is not None and found.fits else resolve(claim, published, self.record, self.vocabulary)
        if claim.ended == "vetoed" and found.named and found.fits[:1] and found.fits[0].adopted:
            row = found.fits[0]
            reason = f"{row.resolution} was adopted on {row.date}, and a veto would have kept it from that."
            return Verdict(outcome="fails", finding="vote differs", resolution=row.resolution, reason=reason, rows=(tally_row(row),))
        if claim.ended == "vetoed":
            return _open("not in the record", "the record holds adopted resolutions of the Council alone, no vetoed drafts")
        if (misplaced := self._misplaced(claim, published)) is not None:
            return misplaced
        if claim.ended == "rejected" and not any(row.adopted is False for row in found.fits):
            return _open("not in the record", "drafts that failed are not in the record")
        if claim.count_claim is not None and not (claim.tally or claim.votes or claim.counts):
            vague = _open("too vague", f"“{claim.count_claim}” is no number that a record could answer")
            return vague.model_copy(update={"resolution": found.fits[0].resolution if len(found.fits) == 1 else None})
        if claim.ended == "without a vote":
            told = window(claim.date, published)
            day = told.since if told.exact else published
            symbol = found.symbol or (self._unrecorded(claim, day, 1 if told.exact else _DAYS_BESIDE) if day is not None else None)
            verdict = _open("adopted without a vote", "what is adopted without a vote has no recorded vote")
            return verdict.model_copy(update={"resolution": symbol or (found.fits[0].resolution if found.named else None)})
        if not found.fits:
            return self._unfound(claim, published, found)
        if found.named and claim.body in {"GA", "SC"} and all(row.body != claim.body for row in found.fits):
            row = found.fits[0]
            name = "Security Council" if row.body == "SC" else "General Assembly"
            reason = f"{row.resolution} is a resolution of the {name}."
            return Verdict(outcome="fails", finding="wrong body", resolution=row.resolution, reason=reason, rows=(tally_row(row),))
        verdict = self._held(claim, published, found)
        if verdict.outcome == "holds" and claim.unread is not None:
            return _open(
                "too vague",
                f"“{claim.unread}” in the same sentence was not understood; what was, agrees with {verdict.resolution}",
                verdict.rows,
            )
        return verdict

    def _held(self, claim: VoteClaim, published: date | None, found: Resolution) -> Verdict:
        """Hold a claim against the roll calls that fit it."""
        text = " ".join(span.text for span in claim.spans)
        answers = [(row, self._answer(claim, row, published, text)) for row in found.fits]
        holding = [(row, verdict) for row, verdict in answers if verdict.outcome == "holds"]
        identified = [
            (row, verdict)
            for row, verdict in answers
            if claim.tally is not None and _told(claim.tally) >= _FEWEST and has_tally(row, claim.tally)
        ]
        if len(identified) == 1 and (found.named or found.dated or _told(claim.tally) > _FEWEST or len(found.fits) == 1):
            return self._dated(claim, published, found, *identified[0])
        if len(answers) == 1 and (found.named or found.dated):
            row, verdict = answers[0]
            if verdict.outcome == "fails":
                return self._elsewhere(claim, published, found, row, verdict)
            return self._dated(claim, published, found, row, verdict)
        if not (found.named or found.dated):
            return _open("several fit" if len(found.fits) > 1 else "no roll call found", self._undated(claim, found))
        outcomes = {verdict.outcome for _, verdict in answers}
        if outcomes == {"fails"}:
            return self._elsewhere(claim, published, found, *answers[0])
        if len(holding) == len(answers):
            return holding[0][1]
        names = "; ".join(f"{row.resolution or row.id} of {row.date}: {verdict.outcome}" for row, verdict in answers[:4])
        return _open(
            "several fit",
            f"{len(answers)} roll calls fit, and they give different answers ({names})",
            [tally_row(row) for row, _ in answers[:10]],
        )

    def _undated(self, claim: VoteClaim, found: Resolution) -> str:
        if len(found.fits) > 1:
            return f"{len(found.fits)} roll calls could be meant, and the words do not tell which"
        return "neither date nor symbol is told, and the only roll call on the matter has other counts"

    def _answer(self, claim: VoteClaim, row: RollCall, published: date | None, text: str) -> Verdict:
        parts = list(judge(claim, row, self.vocabulary, text))
        if claim.comparison is not None:
            parts.append(self._compared(claim, row, published))
        return _verdict(row, parts)

    def _compared(self, claim: VoteClaim, row: RollCall, published: date | None) -> Part:
        told = claim.comparison
        if told is None or told.date is None:
            return Part(None, "several fit", "the earlier vote is not told")
        earlier = resolve(
            claim.model_copy(update={"date": told.date, "resolution": None, "comparison": None}), published, self.record, self.vocabulary
        ).fits
        earlier = tuple(other for other in earlier if other.id != row.id and other.date < row.date)
        if len(earlier) != 1:
            return Part(None, "several fit" if earlier else "no roll call found", "the earlier vote is not certain")
        before, now = getattr(earlier[0].tally, told.vote), getattr(row.tally, told.vote)
        difference = now - before
        words = f"{now} {NOUNS[told.vote]} against {before} in {earlier[0].resolution} of {earlier[0].date}"
        if told.direction == "same":
            so = difference == 0
        else:
            signed = difference if told.direction == "more" else -difference
            so = signed > 0 and told.difference in (None, signed)
        return Part(so, "agrees" if so else "count differs", words, (tally_row(row), tally_row(earlier[0])))

    def _dated(self, claim: VoteClaim, published: date | None, found: Resolution, row: RollCall, verdict: Verdict) -> Verdict:
        """Hold the told day of a roll call that a symbol or its counts name against its own day."""
        days = window(claim.date, published)
        if not days.exact or days.since is None or "date approximate" in row.flags or abs((row.date - days.since).days) <= 1:
            return verdict
        words = f"{row.resolution} was voted on {row.date}, not on {days.since}"
        return Verdict(
            outcome="fails",
            finding="wrong date",
            resolution=row.resolution,
            reason=sentence(words),
            rows=(tally_row(row),),
            audit=row.audit,
        )

    def _elsewhere(self, claim: VoteClaim, published: date | None, found: Resolution, row: RollCall, verdict: Verdict) -> Verdict:
        """Look whether the words may mean a resolution adopted without a vote, or the numbers are another resolution's, and say so."""
        if (
            not found.named
            and claim.tally is not None
            and not claim.votes
            and (listed := self._unrecorded(claim, row.date, 0 if found.exact else _DAYS_BESIDE)) is not None
        ):
            words = f"{listed}, adopted without a vote at the time, may be meant as well as {row.resolution}"
            return _open("adopted without a vote", words).model_copy(update={"resolution": listed})
        other = self._owner(claim, published, row)
        if other is None:
            return verdict
        words = (
            f"{_counts(claim.tally)} is the count of {other.resolution} of {other.date}; {row.resolution or row.id} of"
            f" {row.date} had {row.tally}"
        )
        finding: Finding = "wrong body" if other.body != row.body else "wrong resolution"
        return Verdict(
            outcome="fails",
            finding=finding,
            resolution=row.resolution,
            reason=sentence(words),
            rows=(tally_row(row), tally_row(other)),
            audit=row.audit,
        )

    def _unrecorded(self, claim: VoteClaim, day: date, days: int) -> str | None:
        """Return the resolution on the claim's matter that the Assembly adopted without a vote within so many days of a day."""
        matters = [m for m in vote_subjects() if m.id in claim.subject]
        states = [state_name(self.vocabulary, code).casefold() for code in claim.subject if code in self.vocabulary.states]
        for listed in self.record.unrecorded(day, days=days):
            words = " ".join((listed.title, listed.agenda, *listed.subjects)).casefold()
            if any(m.is_of(listed.symbol, words) for m in matters) or any(name in words for name in states):
                return listed.symbol
        return None

    def _across(self, claim: VoteClaim, published: date | None, found: Resolution) -> Verdict | None:
        """Say that what is told of one body is true of a vote of the other on the same day and matter."""
        days = window(claim.date, published)
        if found.problem != "no roll call found" or not days.exact or claim.body not in {"GA", "SC"} or claim.resolution is not None:
            return None
        other = claim.model_copy(update={"body": "SC" if claim.body == "GA" else "GA", "same_as": None})
        fits = resolve(other, published, self.record, self.vocabulary)
        verdict = self._held(other, published, fits) if fits.fits and _told(claim.tally) >= _FEWEST else None
        if verdict is None or verdict.outcome != "holds":
            return None
        name = "Security Council" if other.body == "SC" else "General Assembly"
        reason = sentence(f"{verdict.resolution} is a resolution of the {name}")
        return Verdict(outcome="fails", finding="wrong body", resolution=verdict.resolution, reason=reason, rows=verdict.rows)

    def _misplaced(self, claim: VoteClaim, published: date | None) -> Verdict | None:
        """Say that a number told of the Council, or of the Human Rights Council, is one of the Assembly."""
        limit = {"SC": COUNCIL, "org:un-human-rights-council": _HUMAN_RIGHTS_COUNCIL}.get(claim.body or "")
        tally = claim.tally
        if limit is None or tally is None or sum(c for c in (tally.yes, tally.no, tally.abstain) if c) <= limit:
            return None
        symbol = re.sub(r"^.*(?=[Rr]esolution)", "", claim.resolution) if claim.resolution else None
        found = resolve(claim.model_copy(update={"body": "GA", "resolution": symbol}), published, self.record, self.vocabulary)
        fits = tuple(row for row in found.fits if has_tally(row, tally) and row.body == "GA") or self._fitting_tally(claim, published)
        name = "Security Council" if claim.body == "SC" else "Human Rights Council"
        if len(fits) != 1:
            return Verdict(outcome="fails", finding="wrong body", reason=f"The {name} has no more than {limit} members.")
        words = (
            f"{_counts(tally)} is the count of {fits[0].resolution} of {fits[0].date}, a vote of the General Assembly; the"
            f" {name} has no more than {limit} members"
        )
        return Verdict(
            outcome="fails",
            finding="wrong body",
            resolution=fits[0].resolution,
            reason=sentence(words),
            rows=(tally_row(fits[0]),),
        )

    def _fitting_tally(self, claim: VoteClaim, published: date | None) -> tuple[RollCall, ...]:
        owner = self._owner(claim, published, None)
        return (owner,) if owner is not None else ()

    def _owner(self, claim: VoteClaim, published: date | None, row: RollCall | None) -> RollCall | None:
        """Return the roll call on the same matter that has all the numbers told: one alone, or of one number the nearest in time.

        All three numbers together name a roll call on any matter.
        """
        tally = claim.tally
        if tally is None or not _told(tally):
            return None
        near = row.date if row is not None else published
        since = (
            near.replace(year=near.year - _YEARS, day=1)
            if near is not None and near.year > _FIRST_YEAR + _YEARS and _told(tally) < _ALL
            else None
        )
        numbers = [n for n in self.record.rows(since, until=published, whole=True) if self._has(n, tally)]
        matters = self._matters(claim, row)
        same = [n for n in numbers if any(m.is_of(*self.record.symbol_and_words(n)) for m in matters)]
        if not same and _told(tally) == _ALL and len(numbers) == 1:
            same = numbers
        if largest(claim) < _TELLING:
            return None
        fits = [other for other in self.record.take(same) if (row is None or other.id != row.id) and not is_partial(other)]
        if not fits or (_told(tally) > 1 and len(fits) > 1) or (row is None and len(fits) > 1):
            return None
        return min(fits, key=lambda other: abs((other.date - near).days) if near is not None else 0)

    def _matters(self, claim: VoteClaim, row: RollCall | None) -> list[VoteSubject]:
        """The declared matters of a roll call, or of the claim where there is none."""
        number = self.record.row_of(row.id) if row is not None else None
        if number is not None:
            of_row = [m for m in vote_subjects() if m.is_of(*self.record.symbol_and_words(number))]
            if of_row:
                return of_row
        return [m for m in vote_subjects() if m.id in claim.subject]

    def _has(self, number: int, tally: Tally) -> bool:
        counts = self.record.tallies[number]
        return all(told is None or told == counts[i] for i, told in enumerate((tally.yes, tally.no, tally.abstain)))

    def _unfound(self, claim: VoteClaim, published: date | None, found: Resolution) -> Verdict:
        """Say that there is no roll call, or that the numbers are those of one in another body or of another day."""
        if (across := self._across(claim, published, found)) is not None:
            return across
        other = self._owner(claim, published, None) if found.problem == "no roll call found" and _told(claim.tally) >= _FEWEST else None
        if other is not None and claim.body in {"GA", "SC"} and other.body != claim.body:
            words = (
                f"{_counts(claim.tally)} is the count of {other.resolution} of {other.date}, a vote of the"
                f" {'Council' if other.body == 'SC' else 'Assembly'}"
            )
            return Verdict(
                outcome="fails",
                finding="wrong body",
                resolution=other.resolution,
                reason=sentence(words),
                rows=(tally_row(other),),
            )
        if other is not None and window(claim.date, published).exact and claim.resolution is None:
            words = f"{_counts(claim.tally)} is the count of {other.resolution}, which was voted on {other.date}"
            return Verdict(
                outcome="fails",
                finding="wrong date",
                resolution=other.resolution,
                reason=sentence(words),
                rows=(tally_row(other),),
            )
        if claim.body == "SC" and found.problem == "no roll call found" and window(claim.date, published).told and claim.resolution is None:
            return _open("not in the record", f"{found.words}, and drafts that failed are not in it")
        verdict = _open(found.problem or "no roll call found", found.words)
        return verdict.model_copy(update={"resolution": found.symbol})


def _chains(claims: Sequence[VoteClaim]) -> list[tuple[VoteClaim, ...]]:
    """Put claims that tell of the same vote together, in order of place."""
    chains: list[list[VoteClaim]] = []
    for claim in claims:
        home = next(
            (chain for chain in reversed(chains) if claim.same_as is not None and chain[-1].id == claim.same_as and not chain[0].set_claim),
            None,
        )
        if home is not None and not claim.set_claim:
            home.append(claim)
        else:
            chains.append([claim])
    return [tuple(chain) for chain in chains]


def _together(chain: Sequence[VoteClaim]) -> VoteClaim:
    """Join what claims tell of one vote: of each count the first that is told, all subjects and all votes."""
    tallies = [claim.tally for claim in chain if claim.tally is not None]
    counts = {name: next((c for t in tallies if (c := getattr(t, name)) is not None), None) for name in ("yes", "no", "abstain")}
    return chain[0].model_copy(
        update={
            "tally": Tally(**counts) if tallies else None,
            "subject": tuple(dict.fromkeys(s for claim in chain for s in claim.subject)),
            "votes": {state: vote for claim in reversed(chain) for state, vote in claim.votes.items()},
            "date": next((claim.date for claim in chain if claim.date), None),
            "resolution": next((claim.resolution for claim in chain if claim.resolution), None),
            "body": next((claim.body for claim in chain if claim.body), None),
        }
    )


def _told(tally: Tally | None) -> int:
    return 0 if tally is None else sum(count is not None for count in (tally.yes, tally.no, tally.abstain))


def _counts(tally: Tally | None) -> str:
    return str(tally).removesuffix("-?") if tally is not None else ""


def _open(finding: Finding, words: str, rows: Sequence[dict[str, str | int | None]] = ()) -> Verdict:
    return Verdict(outcome="cannot tell", finding=finding, reason=sentence(words), rows=tuple(rows))


def _verdict(row: RollCall, parts: Sequence[Part]) -> Verdict:
    """Join the answers on the parts: one wrong part fails the claim, one open part leaves it open."""
    wrong = [part for part in parts if part.so is False]
    unsure = [part for part in parts if part.so is None]
    rows = tuple(row_ for part in (wrong or unsure or parts) for row_ in part.rows) or (tally_row(row),)
    outcome: Outcome = "fails" if wrong else "cannot tell" if unsure or not parts else "holds"
    deciding = wrong or unsure or list(parts)
    finding: Finding = deciding[0].finding if deciding else "too vague"
    if outcome == "holds" and any(part.finding == "agrees as rounded" for part in parts):
        finding = "agrees as rounded"
    words = "; ".join(dict.fromkeys(part.words for part in deciding)) or "nothing is told that a record could answer"
    return Verdict(outcome=outcome, finding=finding, resolution=row.resolution, reason=sentence(words), rows=rows, audit=row.audit)
