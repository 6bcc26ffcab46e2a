"""Counts in a sentence: a number with what it counts, whether it is told as rough, and in which measure."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.analysis.words import HOURS, STOPWORDS, Word, words

_REACH = 3
_ROUGH = frozenset(
    {"about", "around", "nearly", "almost", "some", "roughly", "approximately", "estimated", "least", "most", "than", "dozens"}
)
_MEASURES = {
    "tonne": ("mass", 1000.0), "ton": ("mass", 1000.0), "kilogram": ("mass", 1.0), "kg": ("mass", 1.0), "pound": ("mass", 0.4536),
    "kilometer": ("length", 1.0), "kilometr": ("length", 1.0), "km": ("length", 1.0), "mile": ("length", 1.609), "meter": ("length", 0.001),
    "metr": ("length", 0.001), "dollar": ("dollar", 1.0), "euro": ("euro", 1.0), "rubl": ("rubl", 1.0),
    **{unit: ("time", hours) for unit, hours in HOURS.items()},
}  # fmt: skip
_FATES = {
    "kill": "dead", "dead": "dead", "die": "dead", "died": "dead", "death": "dead", "wound": "hurt", "injur": "hurt", "hurt": "hurt",
    "miss": "missing", "arrest": "held", "detain": "held", "releas": "freed", "fre": "freed",
}  # fmt: skip
_AUXILIARIES = frozenset({"was", "were", "had", "been", "have", "has", "are", "is", "be", "being"})
_CALENDAR = frozenset(
    {
        "januar", "februar", "march", "april", "may", "june", "jun", "july", "jul", "august", "septemb", "september", "octob", "october",
        "novemb", "november", "decemb", "december", "hour", "oclock", "percent", "year",
    }
)  # fmt: skip
FATES = frozenset(_FATES.values())


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the stems of the words it counts; `measure` is the unit of measurement, `amount` the value in the base unit.

    `floor` says that the number is told as the least ("at least 12", "more than 12"); `deed` is what is said of the things counted, as
    the stems of the thing and of the participle after it ("two boats were towed": boat, tow), None where none follows an auxiliary.
    """

    value: float
    units: frozenset[str]
    words: str
    rough: bool
    floor: bool
    measure: str | None
    amount: float
    deed: tuple[str, str] | None


def counts_in(sentence: str, found: list[Word] | None = None) -> Iterator[Count]:
    """Yield the counts of a sentence; years, dates and times of day are none. `found` are its words, where they are known."""
    found = words(sentence) if found is None else found
    for i, word in enumerate(found):
        value = word.number
        if value is None or (value.is_integer() and 1800 <= value <= 2100):
            continue
        counted = _counted(found, i)
        if not counted or counted[0].stem in _CALENDAR or (i > 0 and found[i - 1].stem in _CALENDAR):
            continue
        before = [each.plain for each in found[max(i - 2, 0) : i]]
        over = before[-1:] == ["over"] and (len(before) == 1 or before[0] in STOPWORDS)
        rough = over or bool(_ROUGH & set(before))
        floor = over or before in (["at", "least"], ["more", "than"])
        measure = next((each.stem for each in counted if each.stem in _MEASURES), None)
        factor = _MEASURES[measure][1] if measure else 1.0
        kind = frozenset({_MEASURES[measure][0]}) if measure else frozenset()
        units = frozenset(_FATES.get(each.stem, each.stem) for each in counted if each.stem not in _MEASURES) | kind
        told = sentence[word.start : counted[-1].end]
        yield Count(value, units, told, rough, floor, measure, value * factor, _deed(found, i))


def differing(one: Count, other: Count) -> bool:
    """Say whether two counts count one thing and differ: they share what they count, and their amounts are not the same."""
    if not one.units & other.units:
        return False
    ours, theirs = one.units & FATES, other.units & FATES
    if ours != theirs and ((ours and theirs) or (one.units & other.units) <= {"people", "person"}):
        return False
    return abs(one.amount - other.amount) > 0.01 * max(one.amount, other.amount)


def _counted(found: list[Word], i: int) -> list[Word]:
    """Return the words after a number that say what it counts, and a word of fate further on ("12 people were killed")."""
    near = [word for word in found[i + 1 : i + 1 + _REACH] if word.number is None]
    cut = next((n for n, word in enumerate(near) if word.plain in {"and", "or", "in", "on", "at", "to", "from", "for", "with"}), len(near))
    counted = [word for word in near[:cut] if word.plain not in STOPWORDS]
    if not counted:
        return []
    fate = [word for word in found[i + 1 : i + 7] if word.stem in _FATES and word not in counted]
    blocked = any(word.number is not None for word in found[i + 1 : i + 7])
    return counted if blocked else [*counted, *fate[:1]]


def _deed(found: list[Word], i: int) -> tuple[str, str] | None:
    """Return the stems of the thing that a number counts and of the participle that an auxiliary after it leads to."""
    following = found[i + 1 : i + 9]
    size = next((n for n, word in enumerate(following) if word.plain in STOPWORDS), len(following))
    if not 1 <= size <= _REACH or any(word.number is not None for word in following[:size]):
        return None
    after = following[size:]
    helping = next((n for n, word in enumerate(after) if word.plain not in _AUXILIARIES), len(after))
    if not helping or helping == len(after) or after[helping].plain in STOPWORDS:
        return None
    return following[size - 1].stem, after[helping].stem
