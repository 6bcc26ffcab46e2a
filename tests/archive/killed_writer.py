"""A process that keeps numbered dossiers in an archive and tells of each: meant to be killed. Arguments: archive, how many."""

import sys

from communique.archive import Sighting, Wish, keep, open_archive, sources
from communique.record import Dossier
from tests.archive.dossiers import COUNCIL, VENN, dossier, event, mentioned, names_of, said

SENTENCE = "The Council rejected offer {}."


def numbered(number: int) -> Dossier:
    """A dossier of a text with this number in it, long enough that writing it takes a while."""
    text = f"Paper {number}. Ilka Venn said “offer {number} stands”. {SENTENCE.format(number)} " + "The talks went on. " * 300
    return dossier(
        text,
        actors=(mentioned(VENN, text, "Ilka Venn"), COUNCIL),
        attributions=tuple(said(f"a{key}", text, f"offer {number} stands", by=VENN) for key in range(1, 40)),
        events=(event("e1", text, SENTENCE.format(number), "rejected", by=COUNCIL),),
    )


def main(place: str, many: int) -> None:
    """Keep what is not there yet, in order."""
    with open_archive(place, create=True) as archive:
        there = {found.address for found in sources(archive, Wish(limit=0)).found}
        for number in range(many):
            if f"paper/{number}" not in there:
                keep(archive, numbered(number), Sighting(f"paper/{number}"), names_of=names_of)
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
