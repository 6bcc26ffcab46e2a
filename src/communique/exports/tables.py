"""The layers of a dossier as tables under the text of a page, every row linked to its place in the text and saying why it is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.exports.claims import read_as
from communique.exports.paragraphs import Paragraphs
from communique.exports.reporting import forces, implications, reporting
from communique.exports.wording import Cast, one_line, points_told, shortened, speakers_of, unresolved
from communique.record import Attribution, Dossier, Event, VoteClaim

WORDS_SHOWN = 90
NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its id, the anchor of its words in the text ('' when it has none), the name of its place, and its cells.

    `why` says which rule made the entry, or shows what decides, and `opens` is the word that opens it; `facets` are pairs of a name and a
    value that the page can filter by; `verdict` styles a row.
    """

    id: str
    anchor: str
    place: str
    cells: tuple[str, ...]
    why: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    opens: str = "why"
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One table: the id and title of its section, a note, the heads of its columns (after that of the place), its rows and their facets."""

    id: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Cells, ...]
    facets: tuple[str, ...] = ()


def tables(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> list[Layer]:
    """Return the tables of the layers that have entries, in the order in which an editor needs them."""
    found = [
        _votes(dossier, cast, paragraphs),
        _positions(dossier, cast, paragraphs),
        *_proposals(dossier, cast, paragraphs),
        _events(dossier, cast, paragraphs),
        _loaded(dossier, cast, paragraphs),
        _reported(dossier, cast, paragraphs),
        _dates(dossier, paragraphs),
        _gaps(dossier, paragraphs),
    ]
    return [layer for layer in found if layer.rows]


def _votes(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Layer:
    rows = tuple(_vote(claim, cast, paragraphs) for claim in dossier.vote_claims)
    note = "what the text says about roll calls, held against the record"
    return Layer("votes", "Claims about votes", note, ("Words", "Read as", "Verdict", "Reason"), rows, ("verdict",))


def _vote(claim: VoteClaim, cast: Cast, paragraphs: Paragraphs) -> Cells:
    verdict = claim.verdict
    outcome = verdict.outcome if verdict else "not checked"
    record = verdict.rows if verdict else ()
    rows = "; ".join(", ".join(f"{name} {'-' if value is None else value}" for name, value in row.items()) for row in record)
    opens = f"the {len(record)} rows of the record that decide" if len(record) != 1 else "the row of the record that decides"
    reason = " ".join([one_line(verdict.reason), *map(one_line, verdict.audit)]) if verdict else ""
    words = " … ".join(shortened(span.text, WORDS_SHOWN) for span in claim.spans)
    outcome_told = f"{outcome}: {verdict.resolution}" if verdict and verdict.resolution else outcome
    cells = (f"“{words}”", read_as(claim, cast), outcome_told, reason)
    place = paragraphs.label(claim.spans[0].start)
    facets, style = (("verdict", outcome),), outcome.replace(" ", "-")
    return Cells(f"row-{claim.id}", f"at-{claim.id}", place, cells, one_line(rows), facets, opens, style)


def _positions(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Layer:
    rows = []
    for position in dossier.positions:
        stance = f"{position.stance}{f' · {position.strength}' if position.strength else ''}"
        target = f" · on {_target(position.target, cast)}" if position.target else ""
        asked = f" · of {cast.names(position.asked_of)}" if position.asked_of else ""
        cells = (cast.name(position.actor), stance, one_line(position.label) + target + asked, _quoted(position.span.text), position.basis)
        facets = (("actor", cast.name(position.actor)), ("stance", position.stance), ("basis", position.basis))
        place = paragraphs.label(position.span.start)
        rows.append(Cells(f"row-{position.id}", f"at-{position.id}", place, cells, one_line(position.why), facets))
    heads = ("Actor", "Stance", "Issue", "Words", "Basis")
    note = "the number is the strength of the words, from 1 (a wish) to 9 (a demand, a veto)" if rows else ""
    return Layer("positions", "Who wants what", note, heads, tuple(rows), ("actor", "stance", "basis"))


def _target(target: str, cast: Cast) -> str:
    return cast.name(target) if ":" in target else target


def _quoted(words: str) -> str:
    return f"“{shortened(words, WORDS_SHOWN)}”"


def _proposals(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[Layer]:
    for proposal in dossier.proposals:
        rows = []
        for number, point in enumerate(proposal.points, start=1):
            told = "" if point.number is None else str(point.number)
            cells = (told, one_line(point.label), point.stance or "", _quoted(point.span.text))
            entry = f"{proposal.id}-{number}"
            rows.append(Cells(f"row-{entry}", f"at-{entry}", paragraphs.label(point.span.start), cells))
        title, told = f"Proposal: {one_line(proposal.name)}", points_told(proposal) or "the text does not say how many points it has"
        yield Layer(proposal.id, title, f"by {cast.name(proposal.by)}; {told}", ("No.", "Point", "Stance", "Words"), tuple(rows))


def _events(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Layer:
    sayings = {attribution.id: attribution for attribution in dossier.attributions}
    rows = tuple(_event(number, event, sayings, cast, paragraphs) for number, event in enumerate(dossier.events, start=1))
    heads = ("No.", "Event", "Who, to whom", "Modality", "When, where", "Told by")
    return Layer("events", "What was done", "PLOVER types; the numbers are those of the strip", heads, rows, ("type", "modality", "teller"))


def _event(number: int, event: Event, sayings: Mapping[str, Attribution], cast: Cast, paragraphs: Paragraphs) -> Cells:
    kind = f"{event.type.lower()}{f', {event.mode}' if event.mode else ''}: “{one_line(event.trigger.text)}”"
    parties = " → ".join(filter(None, [cast.names(event.actors) or "nobody named", cast.names(event.recipients)]))
    when = ", ".join(one_line(part) for part in (event.date, event.place) if part)
    teller = told_by(event, sayings, cast)
    also = sorted({paragraphs.label(telling.trigger.start) for telling in event.evidence} - {paragraphs.label(event.trigger.start)})
    why = "; ".join(filter(None, [one_line(event.why), f"told also in {', '.join(also)}" if also else ""]))
    cells = (str(number), kind, parties, event.modality, when, teller)
    facets = (("type", event.type.lower()), ("modality", event.modality), ("teller", teller))
    return Cells(f"row-{event.id}", f"at-{event.id}", paragraphs.label(event.trigger.start), cells, why, facets)


def told_by(event: Event, sayings: Mapping[str, Attribution], cast: Cast) -> str:
    """Name whoever tells of an event: the narration, or whoever speaks the words in which it stands."""
    teller = sayings.get(event.told_by or "")
    return NARRATION if teller is None else cast.names(speakers_of(teller)) or unresolved(teller)


def _loaded(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Layer:
    rows = []
    for number, word in enumerate(dossier.loaded, start=1):
        whom = cast.name(word.target) if word.target else "left open"
        cells = (one_line(word.span.text), word.leaning or "", whom)
        place, entry = paragraphs.label(word.span.start), f"loaded-{number}"
        facets = (("whom", whom), ("leaning", word.leaning or ""))
        rows.append(Cells(f"row-{entry}", f"at-{entry}", place, cells, one_line(word.why), facets))
    note = "judging words in the reporter’s own voice; those of speakers are not among them"
    return Layer("loaded", "Loaded words of the narration", note, ("Words", "Leaning", "Whom they hit"), tuple(rows), ("whom", "leaning"))


def _reported(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Layer:
    starts = {attribution.id: attribution.content[0].start for attribution in dossier.attributions}
    rows = []
    for number, reported in enumerate(reporting(dossier), start=1):
        implied = "; ".join(implications(reported))
        cells = (cast.name(reported.speaker) or "unresolved", forces(reported), implied)
        first = reported.told[0]
        rows.append(Cells(f"row-reported-{number}", f"at-{first}", paragraphs.label(starts[first]), cells))
    note = "the verbs that stand before a speaker’s words in the narration, by class, and what they give to understand"
    return Layer("reported", "How each is reported", note, ("Speaker", "Verbs", "What they imply"), tuple(rows))


def _dates(dossier: Dossier, paragraphs: Paragraphs) -> Layer:
    rows = []
    for number, date in enumerate(dossier.dates, start=1):
        cells = (one_line(date.span.text), date.type.lower(), date.value, one_line(date.anchor or ""))
        rows.append(Cells(f"row-date-{number}", f"at-date-{number}", paragraphs.label(date.span.start), cells))
    return Layer("dates", "Dates", "", ("Words", "Type", "Value", "Read from"), tuple(rows))


def _gaps(dossier: Dossier, paragraphs: Paragraphs) -> Layer:
    rows = []
    for number, gap in enumerate(dossier.gaps, start=1):
        cells = (shortened(gap.span.text, WORDS_SHOWN), one_line(gap.reason))
        rows.append(Cells(f"row-gap-{number}", f"at-gap-{number}", paragraphs.label(gap.span.start), cells))
    return Layer("gaps", "Left undecided", "", ("Words", "Reason"), tuple(rows))
