"""The reports that a page reads together: those that fit filters, a bounded number of them, with their dossiers."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.archive import Archive, Wish, search_texts, sources
from communique.archive.readings import current_readings, state_of
from communique.record import Dossier
from communique.web.pages.asking import Filters, wish_of
from communique.web.resources import Resources


@dataclass(frozen=True)
class Gathered:
    """Reports by number, as they stand after review; `total` is how many fit, `key` stands for these readings of them.

    A report seen at several addresses may count for each in `total` when there are more than were looked at.
    """

    numbers: tuple[int, ...]
    dossiers: tuple[Dossier, ...]
    total: int
    key: Hashable

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The numbers by the id of the document."""
        return {dossier.document.id: number for number, dossier in zip(self.numbers, self.dossiers, strict=True)}

    def dossier_of(self, ref: str) -> Dossier:
        """Return the dossier of an entry, named as for `place_of`."""
        return self.dossiers[self.numbers.index(self.number_of[ref.partition("#")[0]])]

    def place_of(self, ref: str) -> str:
        """Return the address of an entry, named by id of document, # and id of entry."""
        document, _, entry = ref.partition("#")
        return f"/reports/{self.number_of[document]}#{entry}"


@dataclass(frozen=True)
class Chosen:
    """Which reports a page reads together, by number; `total` is how many fit, `key` stands for these readings of them."""

    numbers: tuple[int, ...]
    total: int
    key: Hashable


def choose(resources: Resources, asked: Filters, *, numbers: Sequence[int] = (), most: int) -> Chosen:
    """Return the reports with these numbers that there are, or those that fit filters, the best or the latest first."""
    archive = resources.archive
    if numbers:
        found, total = list(dict.fromkeys(numbers[:most])), 0
    elif asked.q.strip():
        wish = wish_of(archive, asked, resources.vocabulary, limit=most)
        found, total = resources.kept(("having", asked.q, wish, resources.state()), lambda: _having(archive, asked.q, wish))
    else:
        wish = Wish(since=asked.since, until=asked.until, outlet=asked.outlet.strip() or None, limit=most)
        came = sources(archive, wish)
        found = list(dict.fromkeys(each.document for each in came.found))
        total = came.total if came.total > len(came.found) else len(found)
    readings = current_readings(archive, found)
    there = tuple(number for number in found if number in readings)
    key = (state_of(archive)[2:], tuple((number, readings[number]) for number in there))
    return Chosen(there, total or len(there), (key, total))


def gather(resources: Resources, chosen: Chosen) -> Gathered:
    """Return the dossiers of chosen reports, as they stand after review."""
    dossiers = resources.reviewed(chosen.numbers)
    there = tuple(number for number in chosen.numbers if number in dossiers)
    return Gathered(there, tuple(dossiers[number] for number in there), chosen.total, chosen.key)


def _having(archive: Archive, words: str, wish: Wish) -> tuple[list[int], int]:
    answer = search_texts(archive, words, wish)
    return [text.document for text in answer.found], answer.total
