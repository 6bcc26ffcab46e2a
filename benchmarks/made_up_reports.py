"""Makes up reports of real size, as many as wanted: paragraphs of the examples recombined, and their names, numbers and days varied."""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique import vocabulary
from communique.record import Dossier

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PARAGRAPHS = (10, 28)
FIRST = "Ada Bela Carla Dario Edda Felix Greta Hanno Ines Jonas Karla Lukas Mara Nils Olga Petar Rosa Stefan Tilda Viktor"
LAST = (
    "Abelin Barkov Castell Dahlberg Ekholm Farkas Gallo Halvorsen Ivanek Jelinek Kovarik Lindqvist Marchetti Novotny Ostrander Pellegrin "
    "Quist Ravnik Sandoval Tamminen Ulrich Vasilek Wikander Yilmazer Zelnik Bracken Corvino Dressler Engstrom Ferrand"
)
TOWNS = ("GENEVA", "VIENNA", "NAIROBI", "OSLO", "DOHA", "NEW YORK", "ISTANBUL", "CAIRO")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NAME = re.compile(r"[^\W\d_][\w'’-]+")


def paragraphs() -> list[str]:
    """Return the paragraphs of the examples whose quotation marks are in order, in a fixed order."""
    found: list[str] = []
    for path in sorted(EXAMPLES.glob("**/*.txt")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        found += [" ".join(block.split()) for block in blocks[1:] if len(block) > 60 and _in_order(block)]
    return found


def _in_order(block: str) -> bool:
    return block.count("“") == block.count("”") and block.count('"') % 2 == 0 and block.count("«") == block.count("»")


def recombined(dice: random.Random, pool: Sequence[str]) -> str:
    """Make up the text of a report: a headline, a dateline with a day, and some paragraphs of the pool."""
    chosen = dice.sample(pool, k=dice.randint(*PARAGRAPHS))
    day = date(2015, 1, 1) + timedelta(days=dice.randrange(3600))
    dateline = f"{dice.choice(TOWNS)}, {MONTHS[day.month - 1]} {day.day}, {day.year} - "
    headline = " ".join(chosen[0].split()[:7]).strip("“”\"'«» ,.")
    return "\n\n".join([headline, dateline + chosen[0], *chosen[1:]]) + "\n"


def varied(dossier: Dossier, dice: random.Random) -> Dossier:
    """Return a dossier with the entries of another on a text of its own: other persons, numbers and days; each span slices back."""
    known = vocabulary.load().entities
    people = [actor for actor in dossier.actors if actor.kind == "person" and actor.id not in known]
    renamed = {word: dice.choice(LAST.split()) for actor in people for word in _NAME.findall(actor.name) if word[0].isupper()}
    renamed |= {
        first: dice.choice(FIRST.split())
        for actor in people
        if len(words := _NAME.findall(actor.name)) > 1 and (first := words[0])[0].isupper()
    }
    text, moved = _rewritten(dossier.document.text, dice, renamed)
    raw = json.loads(dossier.to_json())
    ids = {actor.id: f"person:{'-'.join(renamed.get(w, w) for w in _NAME.findall(actor.name)).lower() or 'nobody'}" for actor in people}
    raw = _moved(raw, text, moved, _apart(ids))
    for actor in raw["actors"]:
        actor["name"] = _NAME.sub(lambda word: renamed.get(word[0], word[0]), actor["name"]) if actor["kind"] == "person" else actor["name"]
    published = date(2015, 1, 1) + timedelta(days=dice.randrange(3600))
    raw["document"] |= {"text": text, "published": published.isoformat(), "published_basis": "given", "source": None}
    return Dossier.from_json(json.dumps(raw))


def _apart(ids: Mapping[str, str]) -> dict[str, str]:
    """Keep two people two, whose new names came out the same, and use letters that an id may have."""
    taken: dict[str, str] = {}
    for old, new in ids.items():
        plain = re.sub(r"[^A-Za-z0-9:-]", "", new)
        while plain in taken.values():
            plain += "-b"
        taken[old] = plain
    return taken


def _rewritten(text: str, dice: random.Random, renamed: Mapping[str, str]) -> tuple[str, Callable[[int], int]]:
    """Return the text with its names, numbers, months and weekdays replaced, and where each place of the old text is in it."""
    words = "|".join(map(re.escape, sorted((*renamed, *MONTHS, *WEEKDAYS), key=len, reverse=True)))
    parts, moves, place, shift = list[str](), list[tuple[int, int]](), 0, 0
    for found in re.finditer(rf"\b(?:{words}|\d{{1,3}})\b", text):
        new = _other(found[0], dice, renamed)
        parts += [text[place : found.start()], new]
        shift += len(new) - len(found[0])
        moves.append((found.end(), shift))
        place = found.end()

    def moved(offset: int) -> int:
        return offset + next((by for end, by in reversed(moves) if end <= offset), 0)

    return "".join([*parts, text[place:]]), moved


def _other(word: str, dice: random.Random, renamed: Mapping[str, str]) -> str:
    if word.isdecimal():
        if len(word) < 2 or word.startswith("0"):
            return word
        return str(dice.randint(10, 28) if int(word) <= 31 else dice.randint(10 ** (len(word) - 1), 10 ** len(word) - 1))
    for names in (MONTHS, WEEKDAYS):
        if word in names:
            return dice.choice(names)
    return renamed[word]


def _moved(value: Any, text: str, moved: Callable[[int], int], ids: Mapping[str, str]) -> Any:
    """Return a part of a dossier's JSON form with its spans cut out of the new text, and its actors under their new ids."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            start, end = moved(value["start"]), moved(value["end"])
            return {"start": start, "end": end, "text": text[start:end]}
        return {key: _moved(each, text, moved, ids) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, text, moved, ids) for each in value]
    return ids.get(value, value) if isinstance(value, str) else value


def dossiers(bases: Sequence[Dossier], count: int, *, seed: int = 7) -> Iterator[Dossier]:
    """Yield so many dossiers of made-up reports, each on a text that no other has."""
    dice, seen = random.Random(seed), set[str]()
    while len(seen) < count:
        made = varied(bases[len(seen) % len(bases)], dice)
        if made.document.id not in seen:
            seen.add(made.document.id)
            yield made
