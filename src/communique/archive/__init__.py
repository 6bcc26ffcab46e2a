"""The archive: many reports, one record. All SQL of the package is here; SQLite by default, PostgreSQL by URL."""

from communique.archive.aligning import Alignment, Fate
from communique.archive.answers import (
    Answer,
    FoundActor,
    FoundAttribution,
    FoundEvent,
    FoundPosition,
    FoundSource,
    FoundText,
    Place,
    Who,
    Wish,
)
from communique.archive.carrying import CORRECTABLE, Carried
from communique.archive.choosing import choose
from communique.archive.decisions import Decision, decide, list_decisions, load_decisions, to_lines
from communique.archive.directory import actors, dossier_of, dossiers, find_actors, sources
from communique.archive.merging import Merge, list_merges, merge, undo_merge
from communique.archive.opening import Archive, open_archive
from communique.archive.parting import Parting, list_partings, part, undo_parting
from communique.archive.questions import attributions, events, positions
from communique.archive.reviewed import reviewed_dossiers
from communique.archive.rows import reader_of
from communique.archive.searching import search_attributions, search_texts
from communique.archive.similar import Similar, similar_actors
from communique.archive.verifying import Anchored, Fault, Verified, document_at, trace, verify
from communique.archive.versions import Changed, Side, Version, changed_addresses, compare, versions
from communique.archive.writing import Kept, Outcome, Sighting, has_reading, keep, note_sighting, seen_bytes

__all__ = [
    "CORRECTABLE",
    "Alignment",
    "Anchored",
    "Answer",
    "Archive",
    "Carried",
    "Changed",
    "Decision",
    "Fate",
    "Fault",
    "FoundActor",
    "FoundAttribution",
    "FoundEvent",
    "FoundPosition",
    "FoundSource",
    "FoundText",
    "Kept",
    "Merge",
    "Outcome",
    "Parting",
    "Place",
    "Side",
    "Sighting",
    "Similar",
    "Verified",
    "Version",
    "Who",
    "Wish",
    "actors",
    "attributions",
    "changed_addresses",
    "choose",
    "compare",
    "decide",
    "document_at",
    "dossier_of",
    "dossiers",
    "events",
    "find_actors",
    "has_reading",
    "keep",
    "list_decisions",
    "list_merges",
    "list_partings",
    "load_decisions",
    "merge",
    "note_sighting",
    "open_archive",
    "part",
    "positions",
    "reader_of",
    "reviewed_dossiers",
    "search_attributions",
    "search_texts",
    "seen_bytes",
    "similar_actors",
    "sources",
    "to_lines",
    "trace",
    "undo_merge",
    "undo_parting",
    "verify",
    "versions",
]
