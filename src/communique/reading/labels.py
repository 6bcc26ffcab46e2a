"""The speakers of a transcript by the labels that it prints before their turns."""

from communique.reading.cast import HONORIFICS, Cast
from communique.reading.nominals import Answer, open_


def labelled(cast: Cast, label: str) -> Answer:
    """Resolve a transcript's label: "MS. PSAKI", "The President", "Mr. Nebenzia (Russian Federation)"."""
    words = [
        w for w in label.replace("(", " ").replace(")", " ").split() if w.lower().rstrip(".") not in {h.rstrip(".") for h in HONORIFICS}
    ]
    if not words or words[0].upper() in {"Q", "QUESTION", "REPORTER", "JOURNALIST", "A"}:
        return open_("an unnamed questioner")
    for person in cast.persons():
        family = person.family.casefold() or person.name.split()[-1].casefold()
        if family in {w.casefold().strip(".,:") for w in words}:
            return Answer((person.id,), f"named in the label {label!r}")
    candidates = [
        p for w in words for p in cast.vocabulary.surnames.get(w.strip(".,:").title(), ()) if cast.vocabulary.offices_of(p, cast.on)
    ]
    if len(set(candidates)) == 1:
        cast.add(candidates[0])
        return Answer((candidates[0],), f"the office holder named in the label {label!r}")
    return open_(f"the label {label!r} names nobody that the text or the vocabulary knows")
