"""Actors whose names may be two spellings of one: proposed to a person, with what they have in common; never merged by themselves."""

import re
from dataclasses import dataclass
from itertools import combinations

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.folding import folded
from communique.archive.merging import merged
from communique.archive.opening import Archive

# Letters that transliterations of one name vary in, the longest first: what they have in common stands in their place.
_VARIANTS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("tsch", "c"), ("zh", "j"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("ph", "f"), ("th", "t"),
    ("ts", "c"), ("tz", "c"), ("gh", "g"), ("ck", "k"), ("qu", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("iy", "i"),
    ("yi", "i"), ("yy", "i"), ("ij", "i"), ("yj", "i"), ("ey", "e"), ("ei", "e"), ("ai", "e"), ("ay", "e"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"), ("x", "ks"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Similar:
    """Two actors with names of one sound, and the names."""

    first: str
    first_name: str
    second: str
    second_name: str


def similar_actors(archive: Archive) -> tuple[Similar, ...]:
    """Return pairs of persons or organisations, not merged, whose names sound alike in every word and whose countries do not differ."""
    t = tables.actors.c
    with archive.reading() as connection:
        known = merged(connection)
        rows = [row for row in connection.execute(sa.select(tables.actors).order_by(t.id)) if row.kind in ("person", "organisation")]
    groups: dict[tuple[str, ...], list[sa.Row[tuple[str, ...]]]] = {}
    for row in rows:
        groups.setdefault((row.kind, *sounds(row.name)), []).append(row)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    return tuple(
        Similar(a.id, a.name, b.id, b.name)
        for a, b in pairs
        if not (a.known and b.known) and known.canonical(a.id) != known.canonical(b.id) and len({a.country, b.country} - {None}) < 2
    )


def sounds(name: str) -> tuple[str, ...]:
    """Return what the spellings of a name have in common, word by word: "Zelensky", "Zelenskyy" and "Selenskyj" sound the same."""
    return tuple(_sound(word) for word in re.findall(r"\w+", folded(name).replace("'", "")))


def _sound(word: str) -> str:
    for variant, plain in _VARIANTS:
        word = word.replace(variant, plain)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"i$", "", word) if len(word) > 3 else word
