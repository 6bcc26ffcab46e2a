"""What a wish means in SQL: conditions on documents, actors and words, the same for every layer."""

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


def on_entries(wish: Wish, table: sa.Table) -> list[Condition]:
    """Return the conditions that a wish lays on the entries of a layer, by the decisions about them."""
    decision = table.c.decision
    return [] if wish.rejected else [sa.or_(decision.is_(None), decision != "rejected")]


def by_actors(wish: Wish, link: sa.Table, role: str, key: sa.ColumnElement[Any], known: Merged) -> list[Condition]:
    """Return the conditions that one of the actors, or one of the country, has a role in an entry with this key."""
    conditions: list[Condition] = []
    column = next(c for c in link.c if c.name in {"attribution_id", "event_id"})
    if wish.actors:
        conditions.append(key.in_(sa.select(column).where(link.c.role == role, link.c.actor_id.in_(known.group(wish.actors)))))
    if wish.country:
        conditions.append(key.in_(sa.select(column).where(link.c.role == role, link.c.actor_id.in_(of_country(wish.country)))))
    return conditions


def of_country(code: str) -> "sa.Select[Any]":
    """Return a query for the ids of the actors of a country, the state itself among them."""
    a = tables.actors.c
    return sa.select(a.id).where(sa.or_(a.country == code.upper(), a.id == f"state:{code.upper()}"))


def attributions_about(dialect: str, words: str) -> Condition:
    """Return the condition that the content or the issues of an attribution have the words."""
    return _matches(dialect, tables.attributions, wanted(words), _PLAIN_COLUMNS, "AC")


def attributions_with(dialect: str, words: str) -> Condition:
    """Return the condition that an attribution has the words, the names of its speakers counted in."""
    return _matches(dialect, tables.attributions, wanted(words), (), "")


def documents_with(dialect: str, words: str) -> Condition:
    """Return the condition that the title or the text of a document have the words."""
    return _matches(dialect, tables.documents, wanted(words), (), "")


def words_in(columns: "list[sa.ColumnElement[Any]]", words: str) -> Condition:
    """Return the condition that one of these columns has each of the words, as letters; for layers without a full-text search."""
    each = [sa.or_(*(sa.func.lower(c).contains(token, autoescape=True) for c in columns)) for token in folded(words).split()]
    return sa.and_(sa.true(), *each)


def rank(dialect: str, table: sa.Table, words: str) -> "sa.ColumnElement[Any]":
    """Return how well a row fits the words, the smaller the better."""
    if dialect == "sqlite":
        index = sa.table(f"{table.name}_fts", sa.column("rowid"), sa.column("rank"))
        match = sa.text(f"{table.name}_fts MATCH :sought").bindparams(sought=wanted(words).fts5())
        return sa.select(index.c.rank).where(index.c.rowid == table.c.id, match).scalar_subquery()
    terms: sa.ColumnElement[Any] = sa.literal_column(f"{table.name}.terms")
    return -sa.func.ts_rank(terms, _to_tsquery(wanted(words).tsquery()))


def _matches(dialect: str, table: sa.Table, sought: Wanted, columns: tuple[str, ...], weights: str) -> Condition:
    if dialect == "sqlite":
        index = sa.table(f"{table.name}_fts", sa.column("rowid"))
        match = sa.text(f"{table.name}_fts MATCH :matched").bindparams(matched=sought.fts5(columns))
        return table.c.id.in_(sa.select(index.c.rowid).where(match))
    return sa.literal_column(f"{table.name}.terms").op("@@", is_comparison=True)(_to_tsquery(sought.tsquery(weights)))


def _to_tsquery(query: str) -> "sa.ColumnElement[Any]":
    return sa.func.to_tsquery(sa.literal_column("'communique'::regconfig"), query)
