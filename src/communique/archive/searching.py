"""Full-text search over the attributions and the texts of the archive."""

import re
from dataclasses import replace

import sqlalchemy as sa

from communique.archive import filtering, tables
from communique.archive.answers import Answer, FoundText, Wish
from communique.archive.folding import folded
from communique.archive.merging import merged
from communique.archive.opening import Archive
from communique.archive.questions import MANY, about_document, entries_by_id, first_of_many
from communique.archive.wording import wanted

_AROUND = 80
_A, _D = tables.attributions, tables.documents


def search_attributions(archive: Archive, words: str, wish: Wish | None = None) -> Answer:
    """Return the attributions with these words (in the content, the issues or the names of the speakers), the best first.

    All words must be there; "a phrase" counts as one, `-word` must not be there, OR stands between alternatives, `sanction*` is a
    beginning. Where more than MANY have them, a rank says nothing and the newest come first. Raises UsageError when there is no word in it.
    """
    newest = wish or Wish()
    wish = replace(newest, order="best")
    with archive.reading() as connection:
        search = filtering.ranked(archive.dialect, _A, words)
        dated = filtering.on_documents(wish)
        source = search.joined.join(_D, _A.c.document_id == _D.c.id) if dated else search.source
        conditions = [search.condition, *filtering.on_entries(wish, _A, search.key), *dated]
        total = connection.execute(sa.select(sa.func.count()).select_from(source).where(*conditions)).scalar_one()
        if total > MANY:
            ids = first_of_many(connection, newest, _A, [search.each, *filtering.on_entries(wish, _A, _A.c.id), *dated])
        else:
            keys = sa.select(search.key).select_from(source).where(*conditions).order_by(search.rank, search.key)
            ids = list(connection.execute(keys.limit(wish.limit) if wish.limit else keys).scalars())
        count = connection.execute(sa.select(sa.func.count()).select_from(_D)).scalar_one()
        notes = (f"So many have these words that the newest come first ({total}).",) if total > MANY else ()
        return Answer(tuple(entries_by_id(connection, _A, ids, merged(connection))), total, count, notes)


def search_texts(archive: Archive, words: str, wish: Wish | None = None) -> Answer:
    """Return the documents whose title or text have these words, the best first, each with the first place of one of them."""
    wish = wish or Wish()
    with archive.reading() as connection:
        search = filtering.ranked(archive.dialect, _D, words)
        dated = filtering.on_documents(wish)
        source, conditions = search.joined if dated else search.source, [search.condition, *dated]
        total = connection.execute(sa.select(sa.func.count()).select_from(source).where(*conditions)).scalar_one()
        keys = sa.select(search.key).select_from(source).where(*conditions).order_by(search.rank, search.key)
        ids = list(connection.execute(keys.limit(wish.limit) if wish.limit else keys).scalars())
        asked = sa.select(_D.c.id, _D.c.text, *about_document()).where(_D.c.id.in_(ids))
        by_id = {row.id: row for row in connection.execute(asked)}
        rows = [by_id[key] for key in ids]
        count = connection.execute(sa.select(sa.func.count()).select_from(_D)).scalar_one()
    tokens = wanted(words).tokens()
    found = []
    for row in rows:
        start, end = _first_place(row.text, tokens)
        found.append(FoundText(row.id, row.title, row.outlet, row.published, row.address or "", start, end, row.text[start:end]))
    return Answer(tuple(found), total, count)


def _first_place(text: str, tokens: tuple[str, ...]) -> tuple[int, int]:
    """Return the bounds of some words around the first place where one of the tokens, or a word of its stem, stands."""
    stems = {folded(token)[: max(3, len(token) - 3)] for token in tokens}
    plain = re.search(rf"\b(?:{'|'.join(map(re.escape, sorted(stems)))})", text, re.IGNORECASE)
    accented = (m for m in re.finditer(r"\w+", text) if any(folded(m[0]).startswith(stem) for stem in stems))
    found = plain or next(accented, None)
    place = found.start() if found is not None else 0
    start, end = max(0, place - _AROUND), min(len(text), place + _AROUND)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
