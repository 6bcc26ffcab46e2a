"""The tables of the archive: documents and where they were seen, their readings, the entries as rows, names, merges, decisions.

The comments of the columns are their documentation (docs/archive.md shows them). Offsets are half-open, in Unicode code points of
`documents.text`. Moments are written as ISO 8601 in UTC, days as ISO dates.
"""

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, comment: str, *, null: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text, nullable=null, comment=comment)


def _number(name: str, comment: str, *, null: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer, nullable=null, comment=comment)


def _yes_no(name: str, comment: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, comment=comment)


def _rejected(table: str) -> sa.Index:
    """Index the rejected entries alone: they are few and left out of most answers, which spares a look at every row."""
    rejected = sa.text("decision = 'rejected'")
    return sa.Index(f"ix_{table}_rejected", "id", sqlite_where=rejected, postgresql_where=rejected)


def _id() -> "sa.Column[Any]":
    return sa.Column("id", sa.Integer, primary_key=True, comment="number of the row")


def _of_document() -> "sa.Column[Any]":
    return sa.Column("document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, comment="the document it stands in")


def _actor(name: str, comment: str, *, null: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.ForeignKey("actors.id"), nullable=null, comment=comment)


def _place(what: str = "the words") -> "tuple[sa.Column[Any], ...]":
    return _number("start_offset", f"offset of the first code point of {what}"), _number(
        "end_offset", f"offset after the last code point of {what}"
    )


def _entry() -> "tuple[sa.Column[Any], ...]":
    """The columns that every kind of entry has."""
    return (
        _id(),
        _of_document(),
        _text("entry", "id of the entry in the dossier"),
        _text("decision", "accepted, corrected or rejected by a person; null while nobody decided", null=True),
    )


documents = sa.Table(
    "documents",
    metadata,
    _id(),
    sa.Column("hash", sa.Text, nullable=False, unique=True, comment="sha256: and the hash of the text in UTF-8"),
    _text("title", "the headline, where the text was first seen", null=True),
    _text("outlet", "the outlet where the text was first seen", null=True),
    _text("author", "the byline as it stands", null=True),
    sa.Column("published", sa.Date, index=True, comment="day of publication, where the text was first seen"),
    _text("published_basis", "how the day is known: given, metadata, text, inferred, unknown"),
    _text("language", "ISO 639-1 code of the main language"),
    _text("text", "the text exactly as it was read"),
    _text("added", "when it was added"),
    comment="one row a text; the same text at two addresses is one document with two sightings",
)

sightings = sa.Table(
    "sightings",
    metadata,
    _id(),
    _of_document(),
    _text("address", "URL, or path of the file; a part of a file after #"),
    _number("version", "1 for the first text seen at the address, 2 for the next ..."),
    _text("title", "the headline there", null=True),
    _text("outlet", "the outlet there", null=True),
    sa.Column("published", sa.Date, comment="day of publication there"),
    _text("bytes_hash", "sha256 of the bytes that were read there", null=True),
    _text("first_seen", "when it was first read there"),
    _text("last_seen", "when it was last read there"),
    sa.UniqueConstraint("address", "document_id"),
    sa.Index(None, "document_id"),
    sa.Index(None, "bytes_hash"),
    sa.Index(None, "last_seen"),
    comment="where and when a document was seen; other text at the same address is a new version",
)

readings = sa.Table(
    "readings",
    metadata,
    _id(),
    _of_document(),
    _text("reader", "version of communique and of its steps that read the text"),
    _text("made", "when it was read"),
    _yes_no("current", "whether the entries in the other tables are of this reading"),
    sa.Column("dossier", sa.LargeBinary, nullable=False, comment="the whole dossier: its JSON form (format 1), compressed with zlib"),
    sa.UniqueConstraint("document_id", "reader"),
    comment="what each version of the reader made of a document",
)

actors = sa.Table(
    "actors",
    metadata,
    sa.Column("id", sa.Text, primary_key=True, comment="id as in the dossiers; ~2, ~3 ... set homonyms apart, ~d7 keeps it to document 7"),
    sa.Column("base", sa.Text, nullable=False, index=True, comment="the id without its mark: as in the dossiers"),
    _text("name", "the fullest name known"),
    _text("kind", "person, state, organisation, outlet or group"),
    _text("country", "ISO 3166-1 alpha-3 code, or the code of a former state", null=True),
    _yes_no("known", "whether the vocabulary has it"),
    comment="who acts and speaks, across documents",
)

names = sa.Table(
    "names",
    metadata,
    sa.Column("actor_id", sa.ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True, comment="the actor"),
    sa.Column("name", sa.Text, primary_key=True, comment="a wording by which a text names the actor"),
    _text("folded", "the wording in small letters without accents"),
    sa.Index(None, "folded"),
    comment="what the texts call an actor",
)

appearances = sa.Table(
    "appearances",
    metadata,
    sa.Column("document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, comment="the document"),
    sa.Column("local", sa.Text, primary_key=True, comment="id of the actor in the dossier"),
    _actor("actor_id", "the actor across documents that it is resolved to"),
    _number("mentions", "how often the text names or means the actor"),
    _text("offices", "offices held at the date of the text, as words", null=True),
    _text("why", "what the resolution rests on"),
    sa.Index(None, "actor_id"),
    comment="which actor across documents an actor of a dossier is taken for; merges come on top",
)

presence = sa.Table(
    "presence",
    metadata,
    sa.Column("actor_id", sa.ForeignKey("actors.id"), primary_key=True, comment="the actor"),
    sa.Column("document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, comment="the document"),
    sa.Column("published", sa.Date, comment="day of publication of the document"),
    _number("attributions", "how many attributions the actor speaks there, rejected ones not counted"),
    sa.Index(None, "document_id"),
    sqlite_with_rowid=False,
    comment="in which documents each actor appears or speaks, worked out when a document is written, so that nothing need be counted anew",
)

merges = sa.Table(
    "merges",
    metadata,
    _id(),
    _actor("actor_id", "the actor that is another under a second name"),
    _actor("into_id", "the actor that it is"),
    _text("reason", "why, in the words of who decided"),
    _text("decided_by", "who decided", null=True),
    _text("made", "when it was decided"),
    _text("undone", "when it was taken back; null while it stands", null=True),
    _text("undone_reason", "why it was taken back", null=True),
    comment="statements that two actors are one; nothing else is rewritten, so each can be undone",
)

partings = sa.Table(
    "partings",
    metadata,
    _id(),
    _text("document_hash", "hash of the document"),
    _text("local", "id of the actor in the dossier"),
    _text("reason", "why, in the words of who decided"),
    _text("decided_by", "who decided", null=True),
    _text("made", "when it was decided"),
    _text("undone", "when it was taken back; null while it stands", null=True),
    _text("undone_reason", "why it was taken back", null=True),
    sa.Index(None, "document_hash"),
    comment="statements that an actor of one document is not the one of that name elsewhere",
)

attributions = sa.Table(
    "attributions",
    metadata,
    *_entry(),
    _text("kind", "direct, indirect or mixed"),
    _text("content", "the words attributed; pieces are joined with …"),
    *_place("the content"),
    _text("pieces", "the pieces of the content as JSON: [[start, end], ...]"),
    _text("speakers", "names of the speakers; empty when unresolved"),
    _text("issues", "issues of the positions that rest on it, as words"),
    _text("source", "the mention that the words are laid to", null=True),
    _number("source_start", "offset of the first code point of the source", null=True),
    _number("source_end", "offset after the last code point of the source", null=True),
    _text("cue", "the words that do the attributing", null=True),
    _yes_no("negated", "the saying is denied"),
    _yes_no("denial", "the speaker denies the content"),
    _text("nested_in", "id of the attribution in whose content it stands", null=True),
    sa.Column("confidence", sa.Float, nullable=False, comment="how sure the reading is, from 0 to 1"),
    _text("why", "which rule or model made it, and on what"),
    sa.UniqueConstraint("document_id", "entry"),
    _rejected("attributions"),
    comment="who said what",
)

attribution_actors = sa.Table(
    "attribution_actors",
    metadata,
    sa.Column("attribution_id", sa.ForeignKey("attributions.id", ondelete="CASCADE"), primary_key=True, comment="the attribution"),
    sa.Column("role", sa.Text, primary_key=True, comment="speaker, via or addressee"),
    sa.Column("place", sa.Integer, primary_key=True, comment="order among those of the role, from 0"),
    _actor("actor_id", "the actor"),
    sa.Index(None, "actor_id", "role", "attribution_id"),
    comment="who speaks in an attribution, through whom, to whom",
)

positions = sa.Table(
    "positions",
    metadata,
    *_entry(),
    _actor("actor_id", "who holds it"),
    _text("issue", "id of the issue; free: and the words of the text where no declared issue fits"),
    _text("label", "the issue in plain words"),
    _text("stance", "how the actor stands to it"),
    _number("strength", "how strong the words are, from 1 to 9", null=True),
    _text("words", "the words it rests on"),
    *_place(),
    _text("basis", "speech, vote, sponsorship or narration"),
    _text("evidence", "id of the entry it rests on", null=True),
    _text("target", "what the stance is on, where that is a proposal, an actor or a resolution", null=True),
    _text("why", "which rule or model made it, and on what"),
    sa.UniqueConstraint("document_id", "entry"),
    _rejected("positions"),
    sa.Index(None, "actor_id", "issue"),
    sa.Index(None, "issue"),
    comment="who wants what",
)

events = sa.Table(
    "events",
    metadata,
    *_entry(),
    _text("type", "PLOVER type"),
    _text("mode", "PLOVER mode of the type", null=True),
    _text("modality", "happened, planned, threatened, demanded, alleged, denied or hypothetical"),
    _text("date", "ISO 8601 date, possibly reduced", null=True),
    _text("location", "name of the place", null=True),
    _text("words", "the sentence it stands in"),
    *_place("the sentence"),
    _text("trigger", "the word that names it"),
    _number("trigger_start", "offset of the first code point of the trigger"),
    _number("trigger_end", "offset after the last code point of the trigger"),
    _text("told_by", "id of the attribution in whose content it stands", null=True),
    _text("quad", "quad class of the type", null=True),
    sa.Column("score", sa.Float, comment="conflict-cooperation score of the type, -10 to 10"),
    _text("why", "which rule or model made it, and on what"),
    sa.UniqueConstraint("document_id", "entry"),
    _rejected("events"),
    sa.Index(None, "date"),
    comment="who did what to whom",
)

event_actors = sa.Table(
    "event_actors",
    metadata,
    sa.Column("event_id", sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, comment="the event"),
    sa.Column("role", sa.Text, primary_key=True, comment="actor or recipient"),
    sa.Column("place", sa.Integer, primary_key=True, comment="order among those of the role, from 0"),
    _actor("actor_id", "the actor"),
    sa.Index(None, "actor_id", "role", "event_id"),
    comment="who acts in an event, and on whom",
)

vote_claims = sa.Table(
    "vote_claims",
    metadata,
    *_entry(),
    _text("body", "the body that voted, as far as told", null=True),
    _text("resolution", "symbol as named in the text", null=True),
    _text("date", "ISO 8601 date of the vote, as far as told", null=True),
    _text("words", "the words that tell it; pieces are joined with …"),
    *_place(),
    _text("outcome", "of the check: holds, fails or cannot tell; null when unchecked", null=True),
    _text("reason", "of the verdict, in one sentence", null=True),
    sa.UniqueConstraint("document_id", "entry"),
    comment="what a text says about a roll call",
)

points = sa.Table(
    "points",
    metadata,
    *_entry(),
    _text("proposal", "what the text calls the proposal"),
    _actor("actor_id", "who made the proposal"),
    _number("number", "number of the point in the text", null=True),
    _text("issue", "id of the issue"),
    _text("label", "what is asked for, in plain words"),
    _text("stance", "how the proposal stands to the issue", null=True),
    _text("words", "the words that ask for it"),
    *_place(),
    sa.Index(None, "document_id"),
    comment="what is asked for in a proposal; entry is the id of the proposal",
)

loaded_words = sa.Table(
    "loaded_words",
    metadata,
    _id(),
    _of_document(),
    _text("words", "a judging word of the narration"),
    *_place(),
    _actor("target_id", "the actor that it judges", null=True),
    sa.Index(None, "document_id"),
    comment="judging words in the narration",
)

gaps = sa.Table(
    "gaps",
    metadata,
    _id(),
    _of_document(),
    _text("words", "the words that were left undecided"),
    *_place(),
    _text("reason", "why, in plain words"),
    sa.Index(None, "document_id"),
    comment="places where the reading abstained",
)

decisions = sa.Table(
    "decisions",
    metadata,
    _id(),
    _text("document_hash", "hash of the document"),
    _text("layer", "attributions, positions, events, vote_claims or points"),
    _text("entry", "id of the entry when it was decided"),
    _text("verdict", "accepted, corrected, rejected, or withdrawn: an earlier decision was taken back"),
    _text("corrections", "the corrected fields as JSON: {field: value}"),
    _text("reason", "why, in the words of who decided"),
    _text("decided_by", "who decided", null=True),
    _text("made", "when it was decided"),
    _text("reader", "version of the reader whose entry it was"),
    *_place("the evidence"),
    _text("words", "the words of the evidence"),
    _text("state", "stands; moved: the entry has other bounds now; gone: the reading has no such entry; settled: decided anew"),
    _text("entry_now", "id of the entry in the current reading", null=True),
    sa.Index(None, "document_hash"),
    comment="what persons decided about entries; the latest on an entry counts",
)

# The tables of entries, by name; emptied and filled anew when a document is read again.
LAYERS = {table.name: table for table in (attributions, positions, events, vote_claims, points)}
ENTRIES = (*LAYERS.values(), loaded_words, gaps)
ROWS_OF_A_READING = (*ENTRIES, appearances, presence)
