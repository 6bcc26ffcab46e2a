"""The reports that a page reads together: those that fit filters, a bounded number of them, with their dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.archive import Wish, search_texts, sources
from communique.record import Dossier
from communique.web.pages.asking import Filters, wish_of
from communique.web.resources import Resources


@dataclass(frozen=True)
class Gathered:
    """Reports by number, with what was there to choose from: `total` is how many fit."""

    numbers: tuple[int, ...]
    dossiers: tuple[Dossier, ...]
    total: int
    key: tuple[tuple[int, str], ...]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The numbers by the id of the document."""
        return {dossier.document.id: number for number, dossier in zip(self.numbers, self.dossiers, strict=True)}

    def place_of(self, ref: str) -> str:
        """Return the address of an entry, named by id of document, # and id of entry."""
        document, _, entry = ref.partition("#")
        return f"/reports/{self.number_of[document]}#{entry}"


def gather(resources: Resources, asked: Filters, *, numbers: Sequence[int] = (), most: int) -> Gathered:
    """Return the dossiers of the reports with these numbers, or of those that fit filters, the best or the latest first."""
    archive = resources.archive
    if numbers:
        found = [each for number in dict.fromkeys(numbers[:most]) for each in sources(archive, Wish(document=number, limit=1)).found]
        total = len(found)
    elif asked.q.strip():
        answer = search_texts(archive, asked.q, wish_of(archive, asked, resources.vocabulary, limit=most))
        found = [each for text in answer.found for each in sources(archive, Wish(document=text.document, limit=1)).found]
        total = answer.total
    else:
        wish = Wish(since=asked.since, until=asked.until, outlet=asked.outlet.strip() or None, limit=most)
        came = sources(archive, wish)
        found, total = list(came.found), came.total
    seen = {each.document: each.last_seen for each in found}
    dossiers = tuple(resources.dossier(number, version) for number, version in seen.items())
    return Gathered(tuple(seen), dossiers, total, tuple(seen.items()))
