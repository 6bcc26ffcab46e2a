"""Cuts every entry anew: out of the stored text, or out of a text that has changed since."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.aligning import Alignment, Fate
from communique.archive.opening import Archive
from communique.archive.rows import JOINT, unpacked
from communique.errors import RecordError, UnknownName

LAYERS = {"attributions": "content", "positions": "words", "events": "words", "vote_claims": "words", "points": "words"}
LAYERS |= {"loaded_words": "words", "gaps": "words"}


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of an entry's words: `fate`, and where they are now in the text that was looked at, with what stands there."""

    document: int
    layer: str
    entry: str
    fate: Fate
    start: int
    end: int
    words: str
    now_start: int | None
    now_end: int | None
    now_words: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the archive that does not fit together, in one sentence."""

    document: int
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many documents and entries were looked at, and what does not fit."""

    documents: int
    entries: int
    faults: tuple[Fault, ...]


def verify(archive: Archive, document_ids: tuple[int, ...] = ()) -> Verified:
    """Hold each document against its hash, its dossier against its text, and every row of an entry against the slice of the text.

    Without ids all documents are looked at. Raises UnknownName for an id that the archive does not have.
    """
    entries, faults = 0, list[Fault]()
    ids = _ids(archive, document_ids)
    for document_id in ids:
        with archive.reading() as connection:
            text = _text(connection, document_id)
            faults += (Fault(document_id, message) for message in _document_faults(connection, document_id, text))
            for row, layer in _rows(connection, document_id):
                entries += 1
                faults += (Fault(document_id, message) for message in _row_faults(row, layer, text))
    return Verified(len(ids), entries, tuple(faults))


def trace(archive: Archive, document_id: int, text: str) -> tuple[Anchored, ...]:
    """Say of every entry of a document what became of its words in a changed text, in their order."""
    with archive.reading() as connection:
        alignment = Alignment(_text(connection, document_id), text)
        found = [_anchored(document_id, row, layer, alignment) for row, layer in _rows(connection, document_id)]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def document_at(archive: Archive, name: str) -> int:
    """Return the document that a number, a hash (or its beginning) or an address means; of an address the latest version.

    Raises UnknownName.
    """
    d, s = tables.documents.c, tables.sightings.c
    asked = sa.select(d.id).where(d.hash.startswith(name if name.startswith("sha256:") else f"sha256:{name}", autoescape=True)).limit(2)
    with archive.reading() as connection:
        if name.isdecimal() and len(name) < 10 and connection.execute(sa.select(d.id).where(d.id == int(name))).first():
            return int(name)
        latest = sa.select(s.document_id).where(s.address == name).order_by(s.version.desc()).limit(1)
        found = connection.execute(latest).scalar()
        if found is None and len(name) >= 8:
            hashed = list(connection.execute(asked).scalars())
            found = hashed[0] if len(hashed) == 1 else None
    if found is None:
        raise UnknownName(f"The archive has no document {name}.", "Give its number, address or hash; `communique sources` lists them.")
    return int(found)


def _ids(archive: Archive, wanted: tuple[int, ...]) -> list[int]:
    d = tables.documents.c
    with archive.reading() as connection:
        every = list(connection.execute(sa.select(d.id).order_by(d.id)).scalars())
    if missing := set(wanted) - set(every):
        raise UnknownName(f"The archive has no document {min(missing)}.", "`communique sources` lists them.")
    return list(wanted) or every


def _text(connection: sa.Connection, document_id: int) -> str:
    d = tables.documents.c
    return str(connection.execute(sa.select(d.text).where(d.id == document_id)).scalar_one())


def _rows(connection: sa.Connection, document_id: int) -> Iterator[tuple[sa.Row[Any], str]]:
    for layer in LAYERS:
        table = tables.metadata.tables[layer]
        for row in connection.execute(sa.select(table).where(table.c.document_id == document_id)):
            yield row, layer


def _document_faults(connection: sa.Connection, document_id: int, text: str) -> Iterator[str]:
    d, r = tables.documents.c, tables.readings.c
    stored = connection.execute(sa.select(d.hash).where(d.id == document_id)).scalar_one()
    if stored != "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest():
        yield "The text is not the one that was read: its hash differs."
    dossiers = list(connection.execute(sa.select(r.dossier).where(r.document_id == document_id, r.current)).scalars())
    if len(dossiers) != 1:
        yield f"It has {len(dossiers)} current readings."
    for data in dossiers:
        try:
            if unpacked(data).document.text != text:
                yield "The dossier is of another text."
        except (RecordError, zlib.error) as error:
            yield f"The dossier is damaged: {error}"


def _row_faults(row: sa.Row[Any], layer: str, text: str) -> Iterator[str]:
    words = getattr(row, LAYERS[layer])
    if layer in {"attributions", "vote_claims"}:
        pieces = json.loads(row.pieces) if layer == "attributions" else _pieces(row, text, words)
        cut = JOINT.join(text[start:end] for start, end in pieces)
    else:
        cut = text[row.start_offset : row.end_offset]
    if cut != words:
        yield f"{_name(row, layer)} at {row.start_offset}:{row.end_offset} is {cut[:40]!r} in the text, not {words[:40]!r}."


def _pieces(row: sa.Row[Any], text: str, words: str) -> list[tuple[int, int]]:
    """Return the pieces that the words of an entry were joined from, found one after the other between its bounds."""
    pieces, place = [], row.start_offset
    for part in words.split(JOINT):
        start = text.find(part, place, row.end_offset)
        if start < 0:
            return [(row.start_offset, row.end_offset)]
        pieces.append((start, start + len(part)))
        place = start + len(part)
    return pieces


def _anchored(document_id: int, row: sa.Row[Any], layer: str, alignment: Alignment) -> Anchored:
    found = alignment.trace(row.start_offset, row.end_offset)
    now = None if found.start is None else alignment.new[found.start : found.end]
    words = getattr(row, LAYERS[layer])
    start, end = row.start_offset, row.end_offset
    return Anchored(document_id, layer, _name(row, layer), found.fate, start, end, words, found.start, found.end, now)


def _name(row: sa.Row[Any], layer: str) -> str:
    return str(getattr(row, "entry", f"{layer} {row.id}"))
