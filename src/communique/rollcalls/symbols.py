"""Resolution symbols: the many spellings of "A/RES/68/262" read into one form."""

import re
from dataclasses import dataclass
from typing import Literal

from communique.errors import UnknownName

Body = Literal["GA", "SC"]

_LAST_OF_THE_RUNNING_NUMBERS = 3541
"""The Assembly numbered its resolutions 1 to 3541 up to its 30th session (1975); since then each session starts at 1."""

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NAMED = re.compile(
    r"(?P<sc>\bS/(?=RES)|UNSCR?\b|\bSCR\b|SECURITY COUNCIL)|(?P<ga>\bA/(?=RES|DEC)|UNGA\b|\bGA\b|GENERAL ASSEMBLY)",
)
_WORDS = re.compile(
    r"\b[AS]/(?=RES|DEC)|\bUNSCR\b|\bUNSC\b|\bUNGA\b|\bGA\b|\bSCR?\b|\bUN\b|\bU\.N\.|SECURITY COUNCIL|GENERAL ASSEMBLY|UNITED NATIONS"
    r"|RESOLUTIONS?|\bRES(?:OL)?\b\.?|DECISIONS?|\bDEC\b\.?|\bNUMBER\b|\bNO\.|\bTHE\b"
)
_LOOSE = (
    (re.compile(r"^.*://\S*?/(?=[AS]/(?:RES|DEC)/)"), ""),
    (re.compile(r"^A-(RES|DEC)-((?:ES-|S-)?\d+)-(\d+)"), r"A/\1/\2/\3"),
    (re.compile(r"^S-RES-(\d+)-(\d{4})$"), r"S/RES/\1(\2)"),
    (re.compile(r"\b(UNSCR|UNSC|UNGA)(?=\d)"), r"\1 "),
    (re.compile(r"\bES ?(?=\d{1,2}/)"), "ES-"),
    (re.compile(r",? (?:OF|ON) \d{1,2} [A-Z]+ \d{4}$"), ""),
)
"""Ways in which symbols are written in addresses, file names and running text, with what they stand for."""
_SESSION = r"ES-?\d+|S-?\d+|(?:ES-|S-)?[IVXLC]+"
_PART = r"[A-Z0-9.\- /]*"
_MODERN = re.compile(rf"^(?P<session>(?:ES-|S-)?\d{{1,3}})//?(?P<number>\d{{1,4}})(?P<part>{_PART})$")
_RUNNING = re.compile(rf"^(?P<number>\d{{1,4}})(?P<before>(?: ?[A-Z]{{1,2}})?) ?\( ?(?P<session>{_SESSION}) ?\)(?P<part>{_PART})$")
_COUNCIL = re.compile(r"^(?P<number>\d{1,4}) ?(?:\( ?(?P<year>\d{4}) ?\)|/ ?(?P<slash>\d{4}))?$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One resolution or decision; `str` gives the form used in the record ("A/RES/34/2 A", "A/RES/217(III) A", "S/RES/242(1967)").

    `number` is "68/262" or "217(III)" in the Assembly and "242" in the Council, where `year` may be told; `part` is the letter or section.
    """

    body: Body
    number: str
    part: str = ""
    year: int | None = None
    kind: Literal["RES", "DEC"] = "RES"

    def __str__(self) -> str:
        if self.body == "SC":
            return f"S/RES/{self.number}" + (f"({self.year})" if self.year else "")
        return f"A/{self.kind}/{self.number}" + (f" {self.part}" if self.part else "")

    def whole(self) -> "Symbol":
        """Return the symbol without its part and year: what all parts of a resolution share."""
        return Symbol(self.body, self.number, kind=self.kind)


def read_symbol(text: str, body: Body | None = None) -> tuple[Symbol, ...]:
    """Read a spelling into the symbols it may stand for, the likelier first.

    A bare number ("resolution 242") may be either body's unless `body` or the words say which. Raises UnknownName when the text is no
    symbol.
    """
    upper = " ".join(text.upper().replace("–", "-").replace("‑", "-").split())
    for loose, strict in _LOOSE:
        upper = loose.sub(strict, upper)
    kind: Literal["RES", "DEC"] = "DEC" if re.search(r"\bDEC(ISION)?\b", upper) else "RES"
    said = body or _said_body(upper)
    rest = _WORDS.sub(" ", upper).replace("[", " ").replace("]", " ")
    rest = re.sub(r" OF (\d{4})$", r"(\1)", " ".join(rest.split()).strip(" /.,;:"))
    found = tuple(s for s in _candidates(rest, kind) if said in (None, s.body))
    if not found:
        raise UnknownName(
            f"{text!r} is not the symbol of a resolution.", 'Write it like "A/RES/68/262", "217 A (III)" or "S/RES/242(1967)".'
        )
    return found


def _said_body(upper: str) -> Body | None:
    match = _NAMED.search(upper)
    return None if match is None else "SC" if match["sc"] else "GA"


def _candidates(rest: str, kind: Literal["RES", "DEC"]) -> list[Symbol]:
    if match := _COUNCIL.match(rest):
        number, year = match["number"].lstrip("0"), match["year"] or match["slash"]
        council = [Symbol("SC", number, year=int(year) if year else None)] if number else []
        running = not year and number and int(number) <= _LAST_OF_THE_RUNNING_NUMBERS
        return council + ([Symbol("GA", number, kind=kind)] if running else [])
    if match := _MODERN.match(rest):
        return [Symbol("GA", f"{match['session']}/{int(match['number'])}", _part(match["part"]), kind=kind)]
    if match := _RUNNING.match(rest):
        return [
            Symbol("GA", f"{int(match['number'])}({_roman_session(match['session'])})", _part(match["before"] or match["part"]), kind=kind)
        ]
    return []


def _part(text: str) -> str:
    return " ".join(text.replace("/", " ").replace("SECTION", " ").split()).strip("- ")


def _roman_session(text: str) -> str:
    """Return the session as the symbols of its time have it: "III", "ES-I" and "S-IV" in Roman numerals, "S-1" and "S-2" in digits."""
    prefix, _, numeral = text.rpartition("-")
    if numeral.isdigit() and not (prefix == "S" and int(numeral) <= 2):
        numeral = roman(int(numeral))
    elif prefix == "S" and numeral in ("I", "II"):
        numeral = str(from_roman(numeral))
    return f"{prefix}-{numeral}" if prefix else numeral


def from_roman(numeral: str) -> int:
    """Return the value of a Roman numeral below 400 ("XXVIII" is 28)."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """Return a number from 1 to 99 as a Roman numeral."""
    tens, ones = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[number // 10] + ones[number % 10]
