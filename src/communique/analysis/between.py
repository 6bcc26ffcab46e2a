"""Tensions between reports: what two reports tell that does not fit together, with the likely explanation or none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from communique.analysis.counts import FATES, Count, counts_in, differing
from communique.analysis.denials import contradicted
from communique.analysis.matrix import Matrix
from communique.analysis.sentences import Sentence, sentences
from communique.analysis.tallies import unlike_tallies
from communique.analysis.timeline import SLACK_DAYS, Happening, Told, told_events
from communique.analysis.utterances import Telling, Utterance, tellings
from communique.analysis.voices import two_voices
from communique.analysis.words import content, numbers, words
from communique.record import Attribution, Dossier, Span, TensionKind, VoteClaim

Kind = TensionKind | Literal["vote", "position", "speaker"]
Explanation = Literal["other date", "other body", "other stage", "other unit", "rounding", "other speaker", "one night"]

_APART_DAYS, _ALIKE, _ROUNDED, _SHOWN = 10, 0.5, 0.5, 60
_ONCE_ONLY = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT", "SANCTION", "COOPERATE", "AID", "CONSULT"})
_STAGE = re.compile(r"\b(second|third|another|again|new|earlier|previous|next|round|phase|stage|once more|renewed)\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(night|overnight|midnight|evening|dawn|early hours|before sunrise)\b", re.IGNORECASE)
_NAMED_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2} [A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\b|\byesterday\b|\btoday\b"
)
_KIND_OF_DAY = frozenset({"work", "business", "calendar", "trad", "bank"})
_GROWING = frozenset({"dead", "hurt", "missing", "held", "displac", "victim", "casualt"})


_Pair = tuple[frozenset[str], frozenset[float]]
_Counts = tuple[frozenset[float], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a tension: the document, the entry in it, the words with their half-open offsets, and the day of publication.

    `ref` is the id of the document and of the entry that the words are of ("sha256:...#a7"), or its offsets where they are of none
    ("sha256:...#120:188"). `words` of several pieces are joined with an ellipsis; `start` and `end` are those of the first and the last.
    """

    document: str
    ref: str
    words: str
    published: date | None
    start: int
    end: int


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
    """Find the tensions between reports: in the wording of one utterance and in who said it; in dates and counts of one happening, and
    in counts that like sentences tell; in what is told and denied; in claims about one vote; and in what a party wants on one day.
    """
    happenings, utterances = list(happenings), list(utterances)
    quoted = [pair for utterance in utterances for pair in _number_pairs(utterance)]
    counted = [each for happening in happenings for each in _counts(happening, quoted)]
    denied = [each for happening in happenings for each in _denials(happening)]
    read = [sentence for dossier in dossiers for sentence in sentences(dossier)]
    found = [
        *(each for utterance in utterances for each in _wordings(utterance)),
        *_voices(dossiers),
        *denied,
        *_denied_words(dossiers, read, told=denied),
        *(each for _, each in counted),
        *_tallies(read, happenings, quoted=quoted, told=[key for key, _ in counted]),
        *(each for happening in happenings for each in _days(happening)),
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


def _voices(dossiers: Sequence[Dossier]) -> Iterator[Between]:
    for one, other in two_voices(list(tellings(dossiers))):
        names = [", ".join(sorted(telling.speakers)) for telling in (one, other)]
        why = f"The same words are given to {names[0]} in the one, to {names[1]} in the other."
        yield Between("", "speaker", f"who said “{_shortened(one.wording.text)}”", (_of_telling(one), _of_telling(other)), None, why)


def _shortened(told: str) -> str:
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN].rsplit(' ', 1)[0]} …"


def _denied_words(dossiers: Sequence[Dossier], read: Sequence[Sentence], *, told: Sequence[Between]) -> Iterator[Between]:
    """Yield what is denied in one report and told in like words in another, but for the pairs that are told already as one happening."""
    pairs = {frozenset((side.document, side.words) for side in each.sides) for each in told}
    for each in contradicted(dossiers, read):
        denied, sentence = each.denied, each.sentence
        document = denied.dossier.document
        start, end = _saying(denied.attribution)
        ref, words_there = f"{document.id}#{denied.attribution.id}", document.text[start:end]
        denial = Side(document.id, ref, words_there, document.published, start, end)
        sides = (_of_sentence(sentence), denial)
        if frozenset((side.document, side.words) for side in sides) not in pairs:
            why = f"The one tells it{f', said by {each.speaker}' if each.speaker else ''}; the other has it denied."
            yield Between("", "denial", f"“{_shortened(denied.text)}”", sides, "other speaker", why)


def _saying(attribution: Attribution) -> tuple[int, int]:
    """Return the offsets from the source or cue of an attribution to the end of its content."""
    spans = [*attribution.cue, *attribution.content, *([attribution.source] if attribution.source else [])]
    return min(span.start for span in spans), max(span.end for span in spans)


def _days(happening: Happening) -> Iterator[Between]:
    """Yield the first pair of tellings of one happening that name other days; those that name none in their words do not count."""
    told = [t for t in happening.told if t.event.modality == "happened" and t.days and t.days[0] == t.days[1]]
    told = [t for t in told if _NAMED_DAY.search(t.event.sentence.text)]
    for one, other in combinations(told, 2):
        if one.days != other.days and one.document != other.document:
            explanation, why = _why_dates(one, other)
            if any(_NIGHT.search(t.event.sentence.text) for t in (one, other)):
                explanation, why = "one night", f"A night lies between the days: {why}"
            yield Between("", "time", _about(happening), (_of_told(one), _of_told(other)), explanation, why)
            return


def _tallies(
    read: Sequence[Sentence], happenings: Sequence[Happening], *, quoted: Sequence[_Pair], told: Iterable[_Counts]
) -> Iterator[Between]:
    """Yield the counts that differ in like sentences, each pair of counts once, but for those that are told already."""
    seen = set(told)
    for one, other in unlike_tallies(read, happenings):
        key = _counts_of(one.count, other.count)
        pair = frozenset({one.sentence.document, other.sentence.document}), frozenset({one.count.value, other.count.value})
        if key not in seen and not any(pair[0] & documents and pair[1] <= values for documents, values in quoted):
            seen.add(key)
            days = one.sentence.published, other.sentence.published
            explanation, why = _why_counts((one.count, days[0]), (other.count, days[1]))
            sides = (_of_sentence(one.sentence), _of_sentence(other.sentence))
            yield Between("", "number", f"how many: {one.count.words}", sides, explanation, why)


def _number_pairs(utterance: Utterance) -> Iterator[_Pair]:
    """Yield the numbers that differ in the wording of an utterance, each pair with the documents that tell it."""
    documents = frozenset(telling.document for telling in utterance.tellings)
    for variant in utterance.variants:
        for change in variant.serious:
            if change.kind == "number":
                yield documents, frozenset(numbers(words(f"{change.one} … {change.other}")))


def _is_quoted(pair: _Pair, quoted: Sequence[_Pair]) -> bool:
    """Say whether two numbers of two documents are told already as the words of one utterance."""
    return any(pair[0] <= documents and pair[1] <= values for documents, values in quoted)


def _counts_of(one: Count, other: Count) -> _Counts:
    """Return by what a pair of counts is known when it is told again: their amounts, and the fate or the things that both count."""
    both = one.units & other.units
    return frozenset({one.amount, other.amount}), both & FATES or both


def _counts(happening: Happening, quoted: Sequence[_Pair]) -> Iterator[tuple[_Counts, Between]]:
    """Yield the counts that differ, but for those that are told already as the words of one utterance."""
    found = [(told, count) for told in happening.told for count in counts_in(told.event.sentence.text)]
    seen: set[tuple[float, float]] = set()
    for (one, ours), (other, theirs) in combinations(found, 2):
        if one.document == other.document or not differing(ours, theirs) or (ours.value, theirs.value) in seen:
            continue
        if _is_quoted((frozenset({one.document, other.document}), frozenset({ours.value, theirs.value})), quoted):
            continue
        if any(count.value == theirs.value and count.units & ours.units for told, count in found if told is one):
            continue
        seen |= {(ours.value, theirs.value), (theirs.value, ours.value)}
        days = one.dossier.document.published, other.dossier.document.published
        explanation, why = _why_counts((ours, days[0]), (theirs, days[1]))
        about = f"{_about(happening)}: {ours.words}"
        yield _counts_of(ours, theirs), Between("", "number", about, (_of_told(one), _of_told(other)), explanation, why)


def _why_counts(one: tuple[Count, date | None], other: tuple[Count, date | None]) -> tuple[Explanation | None, str]:
    """Return the likely explanation of two counts that differ, each with the day of publication."""
    (ours, first), (theirs, second) = one, other
    plainly = f"“{ours.words}” against “{theirs.words}”."
    kinds = [_KIND_OF_DAY & {word.stem for word in words(count.words)} for count in (ours, theirs)]
    if ours.measure != theirs.measure or kinds[0] != kinds[1]:
        return "other unit", f"The counts have other units: {plainly}"
    lower, higher = sorted((ours, theirs), key=lambda count: count.amount)
    if lower.floor or ((ours.rough or theirs.rough) and higher.amount - lower.amount <= _ROUNDED * higher.amount):
        return "rounding", f"At least one count is told as rough: {plainly}"
    if first and second and first != second and (ours.units | theirs.units) & _GROWING:
        grew = (theirs.amount > ours.amount) == (second > first)
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
                sides = tuple(_of_span(t.document, t.ref, t.position.span, t.published) for t in (one, other))
                explanation: Explanation | None = "other speaker" if one.holder != other.holder else None
                why = f"{one.position.stance} against {other.position.stance}, on one day."
                yield Between("", "position", f"{cell.party} on {found.labels[cell.issue]}", sides, explanation, why)


def _about(happening: Happening) -> str:
    recipients = f" to {', '.join(happening.recipients)}" if happening.recipients else ""
    return f"{happening.type.lower()} by {', '.join(happening.actors) or 'nobody named'}{recipients}, {happening.date or 'undated'}"


def _of_span(document: str, ref: str, span: Span, published: date | None) -> Side:
    return Side(document, ref, span.text, published, span.start, span.end)


def _of_told(told: Told) -> Side:
    return _of_span(told.document, told.ref, told.event.sentence, told.dossier.document.published)


def _of_sentence(sentence: Sentence) -> Side:
    """Return a side by the entry whose words are most of a sentence, or by its offsets."""
    dossier = sentence.dossier
    entries = [(a.id, span) for a in dossier.attributions for span in a.content] + [(e.id, e.sentence) for e in dossier.events]
    half = (sentence.end - sentence.start) / 2
    entry = next((name for name, span in entries if sentence.covers(span) and span.end - span.start >= half), None)
    ref = f"{sentence.document}#{entry}" if entry else sentence.ref
    return Side(sentence.document, ref, sentence.text, sentence.published, sentence.start, sentence.end)


def _of_telling(telling: Telling) -> Side:
    spans = telling.attribution.content
    return Side(telling.document, telling.ref, telling.wording.text, telling.published, spans[0].start, spans[-1].end)


def _of_claim(dossier: Dossier, claim: VoteClaim) -> Side:
    document, spans = dossier.document, claim.spans
    words_there = " … ".join(span.text for span in spans)
    return Side(document.id, f"{document.id}#{claim.id}", words_there, document.published, spans[0].start, spans[-1].end)
