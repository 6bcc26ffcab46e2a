"""The parts of a report: headline, dateline, byline, paragraphs, captions, list items, turns, boilerplate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.record import Block, Document, Section, SectionKind

_TERMINAL = re.compile(r"[.!?…:;](?:\s*[‘“«\"'])?['\"”’»›)\]]*$")
_BYLINE = re.compile(r"(?:By|BY) (?:[A-Z][\w.'’-]+,? ?|and |in |for |the |of ){1,14}$")
_DATELINE = re.compile(
    r"(?P<line>(?:[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,3})(?:, (?:[A-Z][\w.'’-]*\.?(?: [A-Z][\w.'’-]*){0,2}|\d{1,2} \w+(?: \d{4})?))*"
    r"(?:,? \(?(?:\w{3,9}\.? \d{1,2}(?:, \d{4})?|\d{1,2} \w{3,9}\.?(?: \d{4})?)\)?)?(?: \([A-Z][\w ./-]{1,30}\))? ?(?:[—–]|--?)) ?\S"
)
_PLACE_DATE = re.compile(r"(?P<line>[A-Z]\w+(?: [A-Z]\w+){0,2}, (?:\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4}) ?(?:[—–]|--?)) ?\S")
_CAPTION = re.compile(
    r"(?:In this (?:\w+ ){0,4}(?:photo|image|picture)|File photo|FILE|Pictured|PHOTO|Photo(?:graph)?:|Image:|Above:|Left:|Right:|Caption:)|"
    r".*(?:\((?:AP )?(?:Photo|Picture|Image)\b[^)]*\)|(?:Photo|Picture|Image|Photograph)s?(?: by|:| credit)[^.]{0,60}|"
    r"/ ?(?:AFP|AP|Reuters|Getty(?: Images)?|EPA|TASS))\.?$"
)
_BOILERPLATE = re.compile(
    r"(?:read (?:more|also|next)\b|related:|see also:|also read:|more on this|share this|sign up|subscribe|follow us|click here|"
    r"advertisement$|"
    r"all rights reserved|copyright ©|©|this (?:material|article|story) (?:may not|was originally|has been)|"
    r"\[?(?:reporting|editing|writing) by [A-Z]|"
    r"additional reporting by|get the latest|download our app|most read|trending)",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(
    r"(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)[:,])\s+\S"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the layout with its offsets; `words` is where its own words start (after a number, a bullet or a speaker's label)."""

    kind: SectionKind
    start: int
    end: int
    words: int
    label: str | None = None
    quoted: bool = False


def find_sections(document: Document) -> tuple[Part, ...]:
    """Turn the layout that the source had into the parts of a report, in order of place."""
    blocks = document.blocks or _lines(document.text)
    typed = document.source is not None and any(b.kind not in {"paragraph", "turn"} for b in blocks)
    stopped = _share_that_stops(document.text, blocks)
    parts: list[Part] = []
    for number, block in enumerate(blocks):
        kind = _kind(document.text, blocks, number, stopped=stopped)
        part = Part(kind, block.start, block.end, block.start, block.label, block.kind == "blockquote")
        parts.extend(
            _split_dateline(document.text, part) if kind == "paragraph" and number < (8 if typed else 5) else (_words(document.text, part),)
        )
    return tuple(parts)


def to_record(document: Document, parts: Sequence[Part], speakers: dict[int, str]) -> tuple[Section, ...]:
    """Make the record's sections; `speakers` maps the number of a turn to its speaker's actor id."""
    return tuple(
        Section(kind=part.kind, span=document.span(part.start, part.end), speaker=speakers.get(number)) for number, part in enumerate(parts)
    )


def _lines(text: str) -> tuple[Block, ...]:
    return tuple(
        Block(kind="paragraph", start=m.start() + len(m.group()) - len(m.group().lstrip()), end=m.start() + len(m.group().rstrip()))
        for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )


def _share_that_stops(text: str, blocks: Sequence[Block]) -> float:
    """Return the share of the paragraphs that end as sentences do."""
    ends = [bool(_TERMINAL.search(text[b.start : b.end][-4:])) for b in blocks if b.kind == "paragraph"]
    return sum(ends) / len(ends) if len(ends) >= 4 else 0.0


def _kind(text: str, blocks: Sequence[Block], number: int, *, stopped: float) -> SectionKind:
    block = blocks[number]
    words = text[block.start : block.end]
    match block.kind:
        case "headline" | "heading":
            return "headline"
        case "byline" | "dateline" | "caption" | "list_item" | "turn" | "boilerplate":
            return block.kind
        case "blockquote":
            return "paragraph"
        case _:
            return _kind_of_line(words, number, blocks, stopped=stopped)


def _kind_of_line(words: str, number: int, blocks: Sequence[Block], *, stopped: float) -> SectionKind:
    """Tell what a plain line is from its words alone; in a text whose paragraphs stop, a line without a stop is a headline or a caption."""
    length = len(words.split())
    if length <= 25 and _BOILERPLATE.match(words):
        return "boilerplate"
    if number <= 4 and length <= 16 and _BYLINE.match(words):
        return "byline"
    if _LIST_ITEM.match(words):
        return "list_item"
    if length <= 80 and _CAPTION.match(words):
        return "caption"
    if _TERMINAL.search(words[-4:]):
        return "paragraph"
    if number == 0 and len(blocks) > 1 and length <= 30:
        return "headline"
    if stopped < 0.5 or words[-1] in ",—–-":
        return "paragraph"
    if length <= 12 and (length <= 3 or _is_heading(words)):
        return "headline"
    return "caption" if 3 < length <= 60 else "paragraph"


def _is_heading(words: str) -> bool:
    """Say whether nearly all long words are capitalised, or the line asks or names rather than tells."""
    long = [w for w in words.split() if len(w) > 3]
    return bool(long) and sum(w[0].isupper() or not w[0].isalpha() for w in long) / len(long) >= 0.7


def _split_dateline(text: str, part: Part) -> tuple[Part, ...]:
    found = _DATELINE.match(text, part.start, part.end) or _PLACE_DATE.match(text, part.start, part.end)
    if found is None:
        return (part,)
    end = found.end("line")
    start = end + len(text[end : part.end]) - len(text[end : part.end].lstrip())
    return (replace(part, kind="dateline", end=end), replace(part, start=start, words=start))


def _words(text: str, part: Part) -> Part:
    """Set where the part's own words start: after the bullet or number of a list item, after the label of a turn."""
    if part.kind == "turn" and part.label and text.startswith(part.label, part.start):
        after = part.start + len(part.label)
        rest = re.compile(r"[ \t]*[:.]?\s*").match(text, after, part.end)
        return replace(part, words=min(rest.end() if rest else after, part.end))
    if part.kind == "list_item":
        found = re.compile(r"(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+").match(text, part.start, part.end)
        return replace(part, words=found.end() if found else part.start)
    return part
