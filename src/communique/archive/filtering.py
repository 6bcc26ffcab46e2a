"""What a wish means in SQL: conditions on documents, actors and words, the same for every layer."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.answers import Wish
from communique.archive.folding import folded
from communique.archive.merging import Merged
from communique.archive.wording import Wanted, wanted

Condition = sa.ColumnElement[bool]
_PLAIN_COLUMNS = ("content", "issues")


def on_documents(wish: Wish) -> list[Condition]:
    """Return the conditions that a wish lays on the documents."""
    d = tables.documents.c
    conditions: list[Condition] = []
    if wish.since is not None:
        conditions.append(d.published >= wish.since)
    if wish.until is not None:
        conditions.append(d.published <= wish.until)
    if wish.document is not None:
        conditions.append(d.id == wish.document)
    if wish.outlet is not None:
        conditions.append(sa.func.lower(d.outlet) == wish.outlet.lower())
    return conditions


def on_entries(wish: Wish, table: sa.Table, key: "sa.ColumnElement[Any] | None" = None) -> list[Condition]:
    """Return the conditions that a wish lays on the entries of a layer, by the decisions about them; `key` is their row number."""
    if wish.rejected:
        return []
    same = table.alias("decided")
    # The word stands in the statement, not beside it, so that SQLite sees that the index of rejected entries fits.
    return [(table.c.id if key is None else key).not_in(sa.select(same.c.id).where(same.c.decision == sa.literal_column("'rejected'")))]


def by_actors(wish: Wish, link: sa.Table, role: str, key: sa.ColumnElement[Any], known: Merged, *, many: bool) -> list[Condition]:
    """Return the conditions that one of the actors, or one of the country, has a role in an entry with this key.

    `many` says that most entries fit: then each is asked for on its own, which spares a list of all that do.
    """
    column = next(c for c in link.c if c.name in {"attribution_id", "event_id"})
    groups: list[Any] = [known.group(wish.actors)] if wish.actors else []
    groups += [of_country(wish.country)] if wish.country else []
    having = [(link.c.role == role, link.c.actor_id.in_(group)) for group in groups]
    if many:
        return [sa.exists().where(column == key, *each) for each in having]
    return [key.in_(sa.select(column).where(*each)) for each in having]


def of_country(code: str) -> "sa.Select[Any]":
    """Return a query for the ids of the actors of a country, the state itself among them."""
    a = tables.actors.c
    return sa.select(a.id).where(sa.or_(a.country == code.upper(), a.id == f"state:{code.upper()}"))


def attributions_about(dialect: str, words: str, *, many: bool) -> Condition:
    """Return the condition that the content or the issues of an attribution have the words; `many` as in `by_actors`."""
    return _matches(dialect, tables.attributions, wanted(words), _PLAIN_COLUMNS, "AC", many=many)


@dataclass(frozen=True)
class Ranked:
    """A full-text search: where it looks, the row number that it finds, its condition, and how well a row fits (the smaller the better).

    In SQLite it looks into the index alone; `joined` adds the table for conditions on its columns, and `each` is the condition on one row
    of the table.
    """

    source: sa.FromClause
    key: "sa.ColumnElement[Any]"
    condition: Condition
    rank: "sa.ColumnElement[Any]"
    joined: sa.FromClause
    each: Condition


def ranked(dialect: str, table: sa.Table, words: str) -> Ranked:
    """Return the search for words in a table, in all that is indexed of it."""
    sought = wanted(words)
    if dialect == "sqlite":
        index = sa.table(f"{table.name}_fts", sa.column("rowid"), sa.column("rank"))
        match: Any = sa.text(f"{table.name}_fts MATCH :sought").bindparams(sought=sought.fts5())
        each = _matches(dialect, table, sought, many=True)
        return Ranked(index, index.c.rowid, match, index.c.rank, index.join(table, table.c.id == index.c.rowid), each)
    terms: sa.ColumnElement[Any] = sa.literal_column(f"{table.name}.terms")
    query = _to_tsquery(sought.tsquery())
    match = terms.op("@@", is_comparison=True)(query)
    return Ranked(table, table.c.id, match, -sa.func.ts_rank(terms, query), table, match)


def words_in(columns: "list[sa.ColumnElement[Any]]", words: str) -> Condition:
    """Return the condition that one of these columns has each of the words, as letters; for layers without a full-text search."""
    each = [sa.or_(*(sa.func.lower(c).contains(token, autoescape=True) for c in columns)) for token in folded(words).split()]
    return sa.and_(sa.true(), *each)


def _matches(
    dialect: str, table: sa.Table, sought: Wanted, columns: tuple[str, ...] = (), weights: str = "", *, many: bool = False
) -> Condition:
    if dialect == "sqlite":
        index = sa.table(f"{table.name}_fts", sa.column("rowid"))
        match = sa.text(f"{table.name}_fts MATCH :matched").bindparams(matched=sought.fts5(columns))
        if many:
            return sa.exists(sa.select(sa.literal(1)).select_from(index).where(match, index.c.rowid == table.c.id))
        return table.c.id.in_(sa.select(index.c.rowid).where(match))
    return sa.literal_column(f"{table.name}.terms").op("@@", is_comparison=True)(_to_tsquery(sought.tsquery(weights)))


def _to_tsquery(query: str) -> "sa.ColumnElement[Any]":
    return sa.func.to_tsquery(sa.literal_column("'communique'::regconfig"), query)
