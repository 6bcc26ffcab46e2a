"""Tensions between reports: what two reports tell that does not fit together, with the likely explanation or none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from communique.analysis.counts import Count, counts_in, differing
from communique.analysis.matrix import Matrix
from communique.analysis.timeline import SLACK_DAYS, Happening, Told, told_events
from communique.analysis.utterances import Telling, Utterance
from communique.analysis.words import content, numbers, words
from communique.record import Dossier, TensionKind, VoteClaim

Kind = TensionKind | Literal["vote", "position"]
Explanation = Literal["other date", "other body", "other stage", "other unit", "rounding", "other speaker"]

_APART_DAYS, _ALIKE = 10, 0.5
_ONCE_ONLY = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT", "SANCTION", "COOPERATE", "AID", "CONSULT"})
_STAGE = re.compile(r"\b(second|third|another|again|new|earlier|previous|next|round|phase|stage|once more|renewed)\b", re.IGNORECASE)
_GROWING = frozenset({"dead", "hurt", "missing", "held", "displac", "victim", "casualt"})


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a tension: the document, the entry in it (ref), the words, and the day of publication."""

    document: str
    ref: str
    words: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Between:
    """A tension between reports. `explanation` is the likely one, None when none was found; `why` says in one sentence how it was found."""

    id: str
    kind: Kind
    about: str
    sides: tuple[Side, ...]
    explanation: Explanation | None
    why: str


def between(
    dossiers: Sequence[Dossier],
    *,
    utterances: Iterable[Utterance] = (),
    happenings: Iterable[Happening] = (),
    positions: Matrix | None = None,
) -> list[Between]:
    """Find the tensions between reports: in the wording of one utterance, in dates, counts and denials of one happening, in claims
    about one vote, and in what a party is said to want on one day.
    """
    happenings, utterances = list(happenings), list(utterances)
    quoted = [pair for utterance in utterances for pair in _number_pairs(utterance)]
    found = [
        *(each for utterance in utterances for each in _wordings(utterance)),
        *(each for happening in happenings for each in _denials(happening)),
        *(each for happening in happenings for each in _counts(happening, quoted)),
        *_dates(dossiers),
        *_votes(dossiers),
        *(_positions(positions) if positions is not None else ()),
    ]
    return [Between(f"b{n}", each.kind, each.about, each.sides, each.explanation, each.why) for n, each in enumerate(found, start=1)]


def _wordings(utterance: Utterance) -> Iterator[Between]:
    """Yield the serious differences; a report that also has the words unchanged, and one that tells of a denial, changes nothing."""
    told: set[tuple[str, str, str]] = set()
    whole = {variant.telling.document for variant in utterance.variants if variant.likeness and not variant.serious}
    whole.add(utterance.fullest.document)
    for variant in utterance.variants:
        for change in variant.serious:
            key = (change.kind, change.one, change.other)
            if variant.telling.document in whole or variant.kind == "denied" or key in told:
                continue
            told.add(key)
            sides = (_of_telling(utterance.fullest), _of_telling(variant.telling))
            why = f"A {change.kind} differs: {_shown(change.one)} in the one, {_shown(change.other)} in the other."
            about = f"the words of {', '.join(utterance.speakers) or 'an unresolved speaker'}"
            yield Between("", "number" if change.kind == "number" else "wording", about, sides, None, why)


def _shown(words_there: str) -> str:
    return f"“{words_there}”" if words_there else "nothing"


def _denials(happening: Happening) -> Iterator[Between]:
    denied = [told for told in happening.told if told.event.modality == "denied"]
    claimed = [told for told in happening.told if told.event.modality in {"happened", "alleged"}]
    pairs = [(c, d) for c in claimed for d in denied if c.document != d.document]
    if pairs:
        claim, denial = pairs[0]
        why = f"{len(claimed)} telling(s) have it as {claim.event.modality}, {len(denied)} as denied."
        other = claim.event.told_by is not None or denial.event.told_by is not None
        yield Between("", "denial", _about(happening), (_of_told(claim), _of_told(denial)), "other speaker" if other else None, why)


def _number_pairs(utterance: Utterance) -> Iterator[tuple[frozenset[str], frozenset[float]]]:
    """Yield the numbers that differ in the wording of an utterance, each pair with the documents that tell it."""
    documents = frozenset(telling.document for telling in utterance.tellings)
    for variant in utterance.variants:
        for change in variant.serious:
            if change.kind == "number":
                yield documents, frozenset(numbers(words(f"{change.one} … {change.other}")))


def _counts(happening: Happening, quoted: Sequence[tuple[frozenset[str], frozenset[float]]]) -> Iterator[Between]:
    """Yield the counts that differ, but for those that are told already as the words of one utterance."""
    found = [(told, count) for told in happening.told for count in counts_in(told.event.sentence.text)]
    seen: set[tuple[float, float]] = set()
    for (one, ours), (other, theirs) in combinations(found, 2):
        if one.document == other.document or not differing(ours, theirs) or (ours.value, theirs.value) in seen:
            continue
        if any({one.document, other.document} <= told and {ours.value, theirs.value} <= pair for told, pair in quoted):
            continue
        if any(count.value == theirs.value and count.units & ours.units for told, count in found if told is one):
            continue
        seen |= {(ours.value, theirs.value), (theirs.value, ours.value)}
        explanation, why = _why_counts((one, ours), (other, theirs))
        yield Between("", "number", f"{_about(happening)}: {ours.words}", (_of_told(one), _of_told(other)), explanation, why)


def _why_counts(one: tuple[Told, Count], other: tuple[Told, Count]) -> tuple[Explanation | None, str]:
    (told, ours), (told_there, theirs) = one, other
    plainly = f"“{ours.words}” against “{theirs.words}”."
    if ours.measure != theirs.measure:
        return "other unit", f"The counts have other units: {plainly}"
    if ours.rough or theirs.rough:
        return "rounding", f"At least one count is told as rough: {plainly}"
    first, second = told.dossier.document.published, told_there.dossier.document.published
    if first and second and first != second and (ours.units | theirs.units) & _GROWING:
        grew = (theirs.value > ours.value) == (second > first)
        if grew:
            return "other date", f"The later report has the higher count, as tolls grow: {plainly}"
    return None, plainly


def _dates(dossiers: Sequence[Dossier]) -> Iterator[Between]:
    shelves: dict[tuple[str, frozenset[str], frozenset[str]], list[Told]] = {}
    for told in told_events(dossiers):
        if (
            told.event.type in _ONCE_ONLY
            and told.event.modality == "happened"
            and told.days
            and told.days[0] == told.days[1]
            and told.actors
        ):
            shelves.setdefault((told.event.type, told.actors, told.recipients), []).append(told)
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2):
            if one.document != other.document and _one_act(one, other):
                explanation, why = _why_dates(one, other)
                about = f"{one.event.type.lower()} of {', '.join(sorted(one.actors))}"
                yield Between("", "time", about, (_of_told(one), _of_told(other)), explanation, why)


def _one_act(one: Told, other: Told) -> bool:
    """Say whether two tellings with one type and the same parties, on days that are not far apart, tell one act in like words."""
    assert one.days is not None
    assert other.days is not None
    apart = abs((one.days[0] - other.days[0]).days)
    if not SLACK_DAYS < apart <= _APART_DAYS or one.event.mode != other.event.mode:
        return False
    ours, theirs = (set(content(words(told.event.sentence.text))) for told in (one, other))
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs)) and min(len(ours), len(theirs)) >= 4


def _why_dates(one: Told, other: Told) -> tuple[Explanation | None, str]:
    plainly = f"{one.event.date} against {other.event.date}."
    if any(_STAGE.search(told.event.sentence.text) for told in (one, other)):
        return "other stage", f"One of the reports speaks of a further round: {plainly}"
    reported = [t for t in (one, other) if t.days and t.days[0] == t.dossier.document.published]
    if len(reported) == 1:
        return "other date", f"One report gives its own day of publication: {plainly}"
    return None, plainly


def _votes(dossiers: Sequence[Dossier]) -> Iterator[Between]:
    shelves: dict[str, list[tuple[Dossier, VoteClaim]]] = {}
    for dossier in dossiers:
        for claim in dossier.vote_claims:
            named = (claim.verdict.resolution if claim.verdict else None) or claim.resolution
            if named:
                shelves.setdefault(named, []).append((dossier, claim))
    for resolution, claims in shelves.items():
        for (one, ours), (other, theirs) in combinations(claims, 2):
            if one.document.id != other.document.id and (difference := _vote_difference(ours, theirs)):
                sides = (_of_claim(one, ours), _of_claim(other, theirs))
                explanation, why = _why_votes(ours, theirs, difference)
                yield Between("", "vote", f"the vote on {resolution}", sides, explanation, why)


def _vote_difference(one: VoteClaim, other: VoteClaim) -> str:
    if one.tally and other.tally:
        for name in ("yes", "no", "abstain"):
            ours, theirs = getattr(one.tally, name), getattr(other.tally, name)
            if ours is not None and theirs is not None and ours != theirs:
                return f"{name} {ours} against {theirs}"
    for state in sorted(one.votes.keys() & other.votes.keys()):
        if one.votes[state] != other.votes[state]:
            return f"{state} {one.votes[state]} against {other.votes[state]}"
    return ""


def _why_votes(one: VoteClaim, other: VoteClaim, difference: str) -> tuple[Explanation | None, str]:
    if one.body and other.body and one.body != other.body:
        return "other body", f"The claims name other bodies ({one.body}, {other.body}): {difference}."
    if "of a part" in {one.ended, other.ended}:
        return "other stage", f"One claim is about a part of the text: {difference}."
    if one.date and other.date and one.date != other.date:
        return "other date", f"The claims name other days ({one.date}, {other.date}): {difference}."
    outcomes = [claim.verdict.outcome if claim.verdict else "cannot tell" for claim in (one, other)]
    if sorted(outcomes) == ["fails", "holds"]:
        held = "first" if outcomes[0] == "holds" else "second"
        return None, f"{difference[:1].upper()}{difference[1:]}; the record bears out the {held}."
    return None, f"{difference[:1].upper()}{difference[1:]}."


def _positions(found: Matrix) -> Iterator[Between]:
    for cell in found.cells.values():
        for one, other in combinations(cell.taken, 2):
            same_day = one.published is not None and one.published == other.published
            if one.document != other.document and same_day and {one.side, other.side} == {"for", "against"}:
                sides = tuple(Side(t.document, t.ref, t.position.span.text, t.published) for t in (one, other))
                explanation: Explanation | None = "other speaker" if one.holder != other.holder else None
                why = f"{one.position.stance} against {other.position.stance}, on one day."
                yield Between("", "position", f"{cell.party} on {found.labels[cell.issue]}", sides, explanation, why)


def _about(happening: Happening) -> str:
    recipients = f" to {', '.join(happening.recipients)}" if happening.recipients else ""
    return f"{happening.type.lower()} by {', '.join(happening.actors) or 'nobody named'}{recipients}, {happening.date or 'undated'}"


def _of_told(told: Told) -> Side:
    return Side(told.document, told.ref, told.event.sentence.text, told.dossier.document.published)


def _of_telling(telling: Telling) -> Side:
    return Side(telling.document, telling.ref, telling.wording.text, telling.published)


def _of_claim(dossier: Dossier, claim: VoteClaim) -> Side:
    document = dossier.document
    return Side(document.id, f"{document.id}#{claim.id}", " … ".join(span.text for span in claim.spans), document.published)
