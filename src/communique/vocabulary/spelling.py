"""How names are spelled: with and without accents, typographic marks or the order of a list, and which words of one are the family name."""

import unicodedata

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "’": "'"})
_PARTICLES = frozenset("al el bin bint ben ibn abu von van der den de del di da dos du la le".split())  # noqa: SIM905 - reads as words
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "II", "III", "IV", "VI", "XIV", "XVI"})


def typed(surface: str) -> str:
    """Spell a wording as the vocabulary does: straight apostrophes, plain hyphens, single spaces."""
    return " ".join(surface.translate(_MARKS).split())


def plain(surface: str) -> str:
    """Spell a wording without accents and with straight apostrophes: "Élysée" as "Elysee"."""
    letters = unicodedata.normalize("NFD", surface.translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def uninverted(name: str) -> str | None:
    """Put a name as lists sort it in its usual order: "Korea, Republic of" as "Republic of Korea"; None when it has no comma."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma else None


def family_names(full: str) -> tuple[str, ...]:
    """Return the family names in a full name that ends with one: "Ursula von der Leyen" gives "von der Leyen" and "Leyen".

    A single word gives none, and "Jr." and the like are passed over.
    """
    words = full.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return ()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    last = words[-1]
    forms = [" ".join(words[start:]), last]
    head, hyphen, tail = last.partition("-")
    if hyphen and head.lower() in _PARTICLES:
        forms.append(tail)
    return tuple(dict.fromkeys(forms))
