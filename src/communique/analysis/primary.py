"""A quotation held against a primary text: whether it stands there word for word, where, and what differs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from communique.analysis.wordings import CONDITIONS, SERIOUS, DifferenceKind, Wording, differences
from communique.analysis.words import NEGATORS, Word, words
from communique.record import Attribution, Document, Outcome, Span

Finding = Literal["verbatim", "verbatim with marks", "altered", "order changed", "not in the text", "too short"]
ChangeKind = DifferenceKind | Literal["added", "spelling", "order"]

LEAST_WORDS, LEAST_SHARE, SURE_SHARE, LEAST_RUN, BRACKET_WORDS, MARGIN = 3, 0.6, 0.75, 4, 8, 12
_ELISION = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.)\s*")
_BRACKET = re.compile(r"\[[^\]]*\]")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
_SIC = re.compile(r"\s*[\[(](?:sic|emphasis added|applause|laughter)[\])]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: its kind, the words as quoted ("" for none), and those of the primary text (None for none)."""

    kind: ChangeKind
    quoted: str
    primary: Span | None


@dataclass(frozen=True, slots=True)
class Held:
    """What holding a quotation against a text found.

    `spans` are where its pieces stand in the primary text, `places` how often the words stand there exactly, `share` how many of the
    quoted words were found (0 to 1). A quotation that is not in the text may have been said elsewhere: the outcome is "cannot tell".
    """

    outcome: Outcome
    finding: Finding
    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    places: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words that must stand together, and how many words may lie between them and the chunk before."""

    words: tuple[str, ...]
    text: str
    gap: int


def hold(quoted: Sequence[str], primary: Document) -> Held:
    """Hold a quotation, in one or several pieces (as a cue interrupts it), against a primary text.

    Capitals, punctuation, British and American spelling and the marks of quotation do not count; an elision ("…", "[...]") stands for any
    words, brackets for up to eight. Words left out before or after the quotation count where they turn it around: "it is not true
    that", "provided that".
    """
    chunks = list(_chunks(quoted))
    text = primary.text
    tokens = words(text)
    if sum(len(chunk.words) for chunk in chunks) < LEAST_WORDS:
        return Held("cannot tell", "too short")
    index = _index(tokens)
    placed = list(_placements(chunks, tokens, index))
    if placed:
        marked = any(_ELISION.search(piece) or _BRACKET.search(_CAPITAL.sub("", _SIC.sub("", piece))) for piece in quoted)
        return _verbatim(chunks, placed, tokens, primary, marked=marked)
    if len(chunks) > 1 and all(_starts(chunk, tokens, index) for chunk in chunks):
        spans = tuple(_span(primary, tokens, start, len(c.words)) for c in chunks if (start := _starts(c, tokens, index)[0]) is not None)
        if any(one.start > other.start for one, other in pairwise(spans)):
            return Held("fails", "order changed", spans, (Change("order", " … ".join(c.text for c in chunks), None),), 0, 1.0)
    return _closest(chunks, tokens, primary)


def hold_attribution(document: Document, attribution: Attribution, primary: Document) -> Held | None:
    """Hold the words in quotation marks of an attribution against a primary text; None for reported speech without any."""
    if attribution.kind == "direct":
        return hold([span.text for span in attribution.content], primary)
    quoted = [match for span in attribution.content for match in _quoted(document.text, span)]
    return hold(quoted, primary) if quoted else None


def _quoted(text: str, span: Span) -> Iterator[str]:
    yield from (m[1] or m[2] or m[3] for m in re.finditer(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»", text[span.start : span.end]))


def _chunks(quoted: Sequence[str]) -> Iterator[_Chunk]:
    for number, piece in enumerate(quoted):
        piece = _CAPITAL.sub(r"\1", _SIC.sub("", piece))
        for part_number, part in enumerate(_ELISION.split(piece)):
            opened = 0 if part_number == 0 and number > 0 else _FAR
            between = 0
            for bracketed, run in enumerate(_BRACKET.split(part)):
                found = tuple(word.plain for word in words(run))
                between += bool(bracketed) * BRACKET_WORDS
                if found:
                    yield _Chunk(found, " ".join(run.split()), opened if between == 0 else min(opened + between, _FAR))
                    opened, between = 0, 0


def _index(tokens: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, word in enumerate(tokens):
        found.setdefault(word.plain, []).append(i)
    return found


def _starts(chunk: _Chunk, tokens: Sequence[Word], index: dict[str, list[int]]) -> list[int]:
    """Return where the words of a chunk stand in a row."""
    size = len(chunk.words)
    return [i for i in index.get(chunk.words[0], ()) if tuple(w.plain for w in tokens[i : i + size]) == chunk.words]


def _placements(chunks: Sequence[_Chunk], tokens: Sequence[Word], index: dict[str, list[int]]) -> Iterator[list[int]]:
    """Yield the ways to place all chunks in order, each as the starts of the chunks; the nearest place of each counts."""
    options = [_starts(chunk, tokens, index) for chunk in chunks]
    for first in options[0]:
        starts, end = [first], first + len(chunks[0].words)
        for chunk, places in zip(chunks[1:], options[1:], strict=True):
            following = next((place for place in places if end <= place <= end + chunk.gap), None)
            if following is None:
                break
            starts.append(following)
            end = following + len(chunk.words)
        else:
            yield starts


def _verbatim(chunks: Sequence[_Chunk], placed: Sequence[list[int]], tokens: Sequence[Word], primary: Document, *, marked: bool) -> Held:
    """Tell of a quotation that stands in the text; of several places the one without a serious change counts."""
    options = []
    for starts in placed:
        ends = [start + len(chunk.words) for start, chunk in zip(starts, chunks, strict=True)]
        changes = [*_turned(tokens, starts[0], ends[-1], primary), *_elided(tokens, starts, ends, primary)]
        changes += [c for start, chunk in zip(starts, chunks, strict=True) for c in _spelled(chunk, tokens, start, primary)]
        spans = tuple(_span(primary, tokens, start, len(chunk.words)) for start, chunk in zip(starts, chunks, strict=True))
        options.append((any(change.kind in SERIOUS for change in changes), spans, tuple(changes)))
    serious, spans, changes_told = min(options, key=lambda option: option[0])
    finding: Finding = "verbatim with marks" if marked else "verbatim"
    return Held("fails" if serious else "holds", finding, spans, changes_told, len(placed), 1.0)


def _turned(tokens: Sequence[Word], start: int, end: int, primary: Document) -> Iterator[Change]:
    """Yield what stands in the same sentence before or after the quotation and turns it around."""
    text = primary.text
    before = start
    while before > 0 and not _SENTENCE_END.search(text[tokens[before - 1].end : tokens[before].start]):
        before -= 1
    lead = [word.plain for word in tokens[before:start]]
    if lead and (NEGATORS & set(lead[-5:]) and lead[-1] in {"that", "true", "not", "never", "no"}):
        yield Change("negation", "", _span(primary, tokens, before, start - before))
    elif lead and lead[0] in {"if", "unless", "once", "until"}:
        yield Change("condition", "", _span(primary, tokens, before, start - before))
    after = end
    while after < len(tokens) and not _SENTENCE_END.search(text[tokens[after - 1].end : tokens[after].start]):
        after += 1
    if after > end and CONDITIONS & {word.plain for word in tokens[end : end + 2]}:
        yield Change("condition", "", _span(primary, tokens, end, after - end))


def _elided(tokens: Sequence[Word], starts: Sequence[int], ends: Sequence[int], primary: Document) -> Iterator[Change]:
    """Yield what an elision leaves out and so turns the words after it around."""
    for end, start in zip(ends, starts[1:], strict=False):
        left_out = tokens[end:start]
        closing = [word.plain for word in left_out[-6:]]
        sentence = left_out and not _SENTENCE_END.search(primary.text[left_out[-1].end : tokens[start].start])
        if sentence and NEGATORS & set(closing):
            negator = max(i for i, word in enumerate(left_out) if word.plain in NEGATORS)
            if not _SENTENCE_END.search(primary.text[left_out[negator].end : tokens[start].start]):
                yield Change("negation", "…", _span(primary, tokens, end, start - end))


def _spelled(chunk: _Chunk, tokens: Sequence[Word], start: int, primary: Document) -> Iterator[Change]:
    """Yield where the same words are spelled in another way."""
    ours = words(chunk.text)
    for mine, theirs in zip(ours, tokens[start : start + len(ours)], strict=False):
        one, other = chunk.text[mine.start : mine.end], primary.text[theirs.start : theirs.end]
        if _letters(one) != _letters(other):
            yield Change("spelling", one, primary.span(theirs.start, theirs.end))


def _letters(word: str) -> str:
    return word.casefold().translate({ord("’"): "'", ord("ʼ"): "'", ord("-"): None})


def _closest(chunks: Sequence[_Chunk], tokens: Sequence[Word], primary: Document) -> Held:
    """Tell of the place of the text that the quotation is nearest to, when it is near enough."""
    quotation = Wording(" ".join(chunk.text for chunk in chunks))
    forms = [word.plain for word in tokens]
    matcher = SequenceMatcher(None, quotation.plain, forms, autojunk=False)
    blocks = sorted(matcher.get_matching_blocks(), key=lambda block: -block.size)[:3]
    best: tuple[float, int, int] = (0.0, 0, 0)
    for block in blocks:
        if block.size:
            low = max(block.b - block.a - MARGIN, 0)
            high = min(block.b - block.a + len(quotation.plain) + MARGIN * 2, len(forms))
            best = max(best, _window(quotation.plain, forms, low, high))
    share, low, high = best
    if share < LEAST_SHARE:
        if (moved := _reordered(quotation, tokens, blocks[0].b - blocks[0].a)) is not None:
            span = _span(primary, tokens, *moved)
            return Held("fails", "altered", (span,), (Change("order", quotation.text, span),), 0, round(share, 3))
        return Held("cannot tell", "not in the text", share=round(share, 3))
    low, high = _within_sentences(tokens, low, high, quotation.plain, primary)
    span = _span(primary, tokens, low, high - low)
    other = Wording(span.text)
    codes = SequenceMatcher(None, quotation.plain, other.plain, autojunk=False).get_opcodes()
    changes = [_change(d.kind, d.one, d.at, span, primary) for d in differences(quotation, other, codes)]
    changes += _turned(tokens, low, high, primary)
    return Held("fails", "altered", (span,), tuple(changes), 0, round(share, 3))


def _within_sentences(tokens: Sequence[Word], low: int, high: int, quoted: Sequence[str], primary: Document) -> tuple[int, int]:
    """Draw the ends of a stretch back to the words that were quoted, where what lies beyond is another sentence."""
    inside = [i for i in range(low, high) if tokens[i].plain in quoted]
    first, last = inside[0], inside[-1]
    while low < first and _SENTENCE_END.search(primary.text[tokens[low].end : tokens[first].start]):
        low += 1
    while high - 1 > last and _SENTENCE_END.search(primary.text[tokens[last].end : tokens[high - 1].start]):
        high -= 1
    return low, high


def _reordered(quotation: Wording, tokens: Sequence[Word], start: int) -> tuple[int, int] | None:
    """Return the stretch (start, count) that has nearly all of the quoted words in another order, None when there is none."""
    size = len(quotation.plain)
    low, high = max(start - size, 0), min(start + 2 * size, len(tokens))
    left, places = Counter(quotation.plain), []
    for i in range(low, high):
        if left[tokens[i].plain] > 0:
            left[tokens[i].plain] -= 1
            places.append(i)
    return (places[0], places[-1] + 1 - places[0]) if len(places) >= 0.9 * size else None


def _window(quoted: Sequence[str], forms: Sequence[str], low: int, high: int) -> tuple[float, int, int]:
    """Return the share of quoted words found in order in a stretch of the text, and the ends of what they lie in."""
    found = [b for b in SequenceMatcher(None, quoted, forms[low:high], autojunk=False).get_matching_blocks() if b.size]
    while len(found) > 1 and found[0].size == 1 and found[1].b - found[0].b > 4:
        found = found[1:]
    while len(found) > 1 and found[-1].size == 1 and found[-1].b - found[-2].b - found[-2].size > 3:
        found = found[:-1]
    if not found:
        return 0.0, 0, 0
    share = sum(block.size for block in found) / len(quoted)
    if max(block.size for block in found) < LEAST_RUN and share < SURE_SHARE:
        return 0.0, 0, 0
    last = found[-1]
    start, end = found[0].b - found[0].a, last.b + len(quoted) - last.a
    return share, low + max(start, 0), min(low + end, len(forms))


def _change(kind: DifferenceKind, quoted: str, at: tuple[int, int] | None, span: Span, primary: Document) -> Change:
    words_there = primary.span(span.start + at[0], span.start + at[1]) if at else None
    return Change("added" if kind == "left out" and words_there is None else kind, quoted, words_there)


def _span(primary: Document, tokens: Sequence[Word], start: int, count: int) -> Span:
    return primary.span(tokens[start].start, tokens[start + count - 1].end)
