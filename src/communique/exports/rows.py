"""The record as tables: which tables there are, their fields, and the rows of a dossier; one declaration for CSV and Parquet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from communique.record import Dossier, Span

FieldType = Literal["string", "integer", "number", "boolean", "date", "strings", "integers"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table; `strings` and `integers` are lists."""

    name: str
    type: FieldType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its fields, and the function that yields its rows out of a dossier, one value a field."""

    name: str
    description: str
    fields: tuple[Field, ...]
    rows: Callable[[Dossier], Iterator[Row]]
    key: tuple[str, ...] = ("id",)
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ((("document",), "documents", ("id",)),)


def entry_id(dossier: Dossier, entry: str) -> str:
    """Return the id of an entry beyond its dossier, the same in every export: that of the document, #, that of the entry."""
    return f"{dossier.document.id}#{entry}"


_ID = Field("id", "string", "id of the entry: that of the document, #, that of the entry in its dossier", required=True)
_DOCUMENT = Field("document", "string", "id of the document: sha256 of its text", required=True)
_START = Field("start", "integer", "offset of the first code point in the document's text", required=True)
_END = Field("end", "integer", "offset after the last code point", required=True)
_TEXT = Field("text", "string", "the words as they stand", required=True)
_WHY = Field("why", "string", "which rule or model made the entry, and on what")
_PLACE = (_ID, _DOCUMENT, _START, _END, _TEXT)


def _documents(dossier: Dossier) -> Iterator[Row]:
    d, made = dossier.document, dossier.made_by
    steps = [f"{name}={version}" for name, version in sorted(made.steps.items())]
    yield d.id, d.title, d.source, d.outlet, d.author, d.published, d.published_basis, d.language, len(d.text), d.text, made.version, steps


def _actors(dossier: Dossier) -> Iterator[Row]:
    for a in dossier.actors:
        yield dossier.document.id, a.id, a.name, a.kind, a.country, [office.title for office in a.offices], len(a.mentions)


def _mentions(dossier: Dossier) -> Iterator[Row]:
    for actor in dossier.actors:
        for span in actor.mentions:
            yield dossier.document.id, actor.id, span.start, span.end, span.text


def _attributions(dossier: Dossier) -> Iterator[Row]:
    for a in dossier.attributions:
        pieces = [offset for span in a.content for offset in (span.start, span.end)]
        words = " … ".join(span.text for span in a.content)
        yield (
            *_placed(dossier, a.id, a.content),
            words,
            pieces,
            a.kind,
            a.source.text if a.source else None,
            a.source.start if a.source else None,
            a.source.end if a.source else None,
            " … ".join(span.text for span in a.cue) or None,
            list(a.speakers or ((a.speaker,) if a.speaker else ())),
            list(a.via),
            a.addressee,
            a.negated,
            a.denial,
            entry_id(dossier, a.nested_in) if a.nested_in else None,
            a.confidence,
            a.why,
        )


def _events(dossier: Dossier) -> Iterator[Row]:
    for e in dossier.events:
        told_by = entry_id(dossier, e.told_by) if e.told_by else None
        place = (*_placed(dossier, e.id, (e.trigger,)), e.trigger.text)
        parties = (list(e.actors), list(e.recipients))
        yield (
            *place,
            e.type,
            e.mode,
            *parties,
            e.modality,
            e.date,
            e.place,
            e.quad,
            e.score,
            list(e.contexts),
            e.sentence.text,
            told_by,
            e.why,
        )


def _positions(dossier: Dossier) -> Iterator[Row]:
    for p in dossier.positions:
        evidence = entry_id(dossier, p.evidence) if p.evidence else None
        place = (*_placed(dossier, p.id, (p.span,)), p.span.text)
        yield *place, p.actor, p.issue, p.label, p.stance, p.strength, p.basis, list(p.asked_of), p.target, evidence, p.why


def _points(dossier: Dossier) -> Iterator[Row]:
    for r in dossier.proposals:
        for number, point in enumerate(r.points, start=1):
            place = (*_placed(dossier, f"{r.id}-{number}", (point.span,)), point.span.text)
            yield *place, r.name, r.by, r.points_stated, point.number, point.issue, point.label, point.stance, point.strength


def _vote_claims(dossier: Dossier) -> Iterator[Row]:
    for v in dossier.vote_claims:
        tally = (v.tally.yes, v.tally.no, v.tally.abstain) if v.tally else (None, None, None)
        votes = [f"{state}={vote}" for state, vote in sorted(v.votes.items())]
        verdict = (v.verdict.outcome, v.verdict.finding, v.verdict.resolution, v.verdict.reason) if v.verdict else (None,) * 4
        words = " … ".join(span.text for span in v.spans)
        yield *_placed(dossier, v.id, v.spans), words, v.body, v.resolution, v.date, *tally, votes, *verdict


def _dates(dossier: Dossier) -> Iterator[Row]:
    for number, d in enumerate(dossier.dates, start=1):
        yield *_placed(dossier, f"date-{number}", (d.span,)), d.span.text, d.type, d.value, d.anchor


def _loaded(dossier: Dossier) -> Iterator[Row]:
    for number, word in enumerate(dossier.loaded, start=1):
        yield *_placed(dossier, f"loaded-{number}", (word.span,)), word.span.text, word.target


def _tensions(dossier: Dossier) -> Iterator[Row]:
    for t in dossier.tensions:
        sides = [side if isinstance(side, str) else f"{side.start}-{side.end}" for side in t.between]
        yield entry_id(dossier, t.id), dossier.document.id, t.kind, t.about, sides


def _gaps(dossier: Dossier) -> Iterator[Row]:
    for number, gap in enumerate(dossier.gaps, start=1):
        yield *_placed(dossier, f"gap-{number}", (gap.span,)), gap.span.text, gap.reason


def _placed(dossier: Dossier, entry: str, spans: Sequence[Span]) -> Row:
    return entry_id(dossier, entry), dossier.document.id, spans[0].start, spans[-1].end


def _fields(written: str) -> tuple[Field, ...]:
    """Read fields written one a line: name, type, description."""
    split = (line.strip().split(" ", 2) for line in written.strip().splitlines())
    return tuple(Field(name, kind, words) for name, kind, words in split)  # type: ignore[arg-type]


TABLES: tuple[Table, ...] = (
    Table(
        "documents", "the reports, with their whole text", (Field("id", "string", "sha256 of the text", required=True), *_fields("""
            title string the headline
            source string path or URL that it was read from
            outlet string the paper, agency or site that published it
            author string the byline as it stands
            published date the day it was published
            published_basis string how the day of publication is known
            language string ISO 639-1 code of the main language
            length integer number of code points of the text
            text string the text exactly as it was read
            version string version of communique that read it
            steps strings version or settings of each step of the reading""")),
        _documents, links=(),
    ),
    Table(
        "actors", "who acts and speaks in a report", (_DOCUMENT, Field("actor", "string", "id of the actor", required=True), *_fields("""
            name string the fullest name known
            kind string person, state, organisation, outlet or group
            country string ISO 3166-1 alpha-3 code
            offices strings offices held at the date of the text
            mentions integer how often the text names or means the actor""")),
        _actors, key=("document", "actor"),
    ),
    Table(
        "mentions", "where a report names or means an actor",
        (_DOCUMENT, Field("actor", "string", "id of the actor", required=True), _START, _END, _TEXT), _mentions, key=(),
        links=((("document", "actor"), "actors", ("document", "actor")),),
    ),
    Table(
        "attributions", "who said what", (*_PLACE, *_fields("""
            pieces integers offsets of the pieces of the content: start, end, start, end ...
            kind string direct, indirect or mixed
            source string the mention that the words are laid to
            source_start integer its first code point
            source_end integer after its last code point
            cue string the words that do the attributing
            speakers strings ids of those who speak; none when unresolved
            via strings ids of those who passed the words on, outermost last
            addressee string id of the actor spoken to
            negated boolean the saying is denied
            denial boolean the speaker denies the content
            nested_in string id of the attribution in whose content it stands
            confidence number how sure the reading is, from 0 to 1"""), _WHY),
        _attributions,
    ),
    Table(
        "events", "who did what to whom (PLOVER 2021)", (*_PLACE, *_fields("""
            type string PLOVER type
            mode string PLOVER mode of the type
            actors strings ids of those who did it
            recipients strings ids of those it was directed at
            modality string whether it happened, or in what way it is spoken of
            date string ISO 8601 date, possibly reduced
            place string name of the place
            quad string quad class
            score number conflict-cooperation score of the type, -10 to 10
            contexts strings PLOVER contexts
            sentence string the sentence that it stands in
            told_by string id of the attribution in whose content it stands"""), _WHY),
        _events,
    ),
    Table(
        "positions", "who wants what", (*_PLACE, *_fields("""
            actor string id of the actor who holds it
            issue string id of the issue
            label string the issue in plain words
            stance string how the actor stands to it
            strength integer how strong the words are, from 1 to 9
            basis string speech, vote, sponsorship or narration
            asked_of strings ids of those of whom it is asked
            on string what the stance is on: a proposal, an actor, a resolution
            evidence string id of the attribution, vote claim or event it rests on"""), _WHY),
        _positions,
        links=((("document",), "documents", ("id",)), (("document", "actor"), "actors", ("document", "actor"))),
    ),
    Table(
        "points", "the points of proposals", (*_PLACE, *_fields("""
            proposal string what the text calls the proposal
            by string id of the actor who made it
            points_stated integer how many points the text says it has
            number integer number of the point in the text
            issue string id of the issue
            label string what is asked for
            stance string how the proposal stands to the issue
            strength integer how strong the words are, from 1 to 9""")),
        _points,
    ),
    Table(
        "vote_claims", "what a report says about roll calls, and what the record says", (*_PLACE, *_fields("""
            body string the body that voted
            resolution string symbol as named in the text
            date string ISO 8601 date of the vote
            yes integer votes for, as told
            no integer votes against, as told
            abstain integer abstentions, as told
            votes strings votes of states as told: CHN=abstain
            outcome string holds, fails or cannot tell
            finding string what kind of agreement or difference was found
            checked_against string symbol of the resolution it was held against
            reason string why, in one sentence""")),
        _vote_claims,
    ),
    Table("dates", "expressions of time", (*_PLACE, *_fields("""
            type string TIMEX3 type
            value string TIMEX3 value
            anchor string the date that it was reckoned from""")), _dates),
    Table("loaded", "judging words of the narration", (*_PLACE, Field("actor", "string", "id of the actor that it judges")), _loaded),
    Table("tensions", "entries that seem not to fit together", (_ID, _DOCUMENT, *_fields("""
            kind string in what they do not fit
            about string what they are about
            between strings ids of the entries, or offsets start-end""")), _tensions),
    Table("gaps", "places where the reading abstained", (*_PLACE, Field("reason", "string", "why, in plain words")), _gaps),
)  # fmt: skip
