"""How wordings are compared: without accents and capitals, and moments as they are written down."""

import unicodedata
from datetime import UTC, datetime

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


def folded(words: str) -> str:
    """Return words in small letters, without accents, with single spaces: what two spellings of one name have in common."""
    letters = unicodedata.normalize("NFD", words.casefold().translate(_LETTERS))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def moment() -> str:
    """Return the time that it is, as ISO 8601 in UTC to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
