"""The archive: many reports, one record. All SQL of the package is here; SQLite by default, PostgreSQL by URL."""

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
from communique.archive.directory import actors, dossier_of, dossiers, find_actors, sources
from communique.archive.opening import Archive, open_archive
from communique.archive.questions import attributions, events, positions
from communique.archive.rows import reader_of
from communique.archive.searching import search_attributions, search_texts
from communique.archive.writing import Kept, Outcome, Sighting, has_reading, keep, note_sighting, seen_bytes

__all__ = [
    "Answer",
    "Archive",
    "FoundActor",
    "FoundAttribution",
    "FoundEvent",
    "FoundPosition",
    "FoundSource",
    "FoundText",
    "Kept",
    "Outcome",
    "Place",
    "Sighting",
    "Who",
    "Wish",
    "actors",
    "attributions",
    "dossier_of",
    "dossiers",
    "events",
    "find_actors",
    "has_reading",
    "keep",
    "note_sighting",
    "open_archive",
    "positions",
    "reader_of",
    "search_attributions",
    "search_texts",
    "seen_bytes",
    "sources",
]
