"""The input audit: what is doubtful about a text before anything is read out of it, each finding with its place."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from zlib import crc32

from communique.record import Block, Doubt, DoubtKind
from communique.sources.language import judge
from communique.sources.marks import odd_marks

_MOST = 50  # findings of one kind that are told one by one
_SHORT = 40  # words under which a text is hardly a report
_LONG_ENOUGH = 60  # characters of a paragraph whose repetition is worth telling
_RUN = 5  # words in a row that two near-same paragraphs share
_ALIKE = 0.8
_TOO_COMMON = 5  # paragraphs that may share a run of words before it says nothing
_TEASER = re.compile(
    r"(?:read more|read also|also read|read next|related(?: articles?| stories| coverage| content| topics?)?|see also|"
    r"more on this(?: story)?|also on [\w .’'-]{2,40}|watch(?: now| more)?|don[’']t miss|you may also like|recommended|most read|"
    r"trending(?: now)?|share this article|follow us on|sign up (?:for|to) (?:our|the)|subscribe to|click here|advertisement|"
    r"story continues below|article continues (?:after|below))\b(?:\s*[:|»>–—-]|\s*$|(?=[^.]{0,80}$))",
    re.I,
)
_TEASER_MARKED = re.compile(
    r"(?:read more|related|read also|also read|see also|more|watch|listen|in pictures|explainer|analysis|opinion)\s*[:|»>]\s*\S", re.I
)
_MOJIBAKE = re.compile(
    "â€[™œ\u009d\u0153\u009c“”˜¦\u2122\u201c\u201d\u02dc\u00a6]|â\u0080[\u0090-\u00af]|Ã[\u0080-\u00bf\u0192\u2018-\u203a]|Â[\u00a0«»°·£´]|ï¿½"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_JUDGED = 400  # paragraphs of a long text whose language is looked at, evenly spread


def audit(text: str, blocks: Sequence[Block], *, published: date | None = None, today: date | None = None) -> tuple[tuple[Doubt, ...], str]:
    """Look a text over; return its doubts in order of place, those without a place first, and its language (ISO 639-1).

    `published` is held against `today` (the machine's date when None), with one day of grace for time zones.
    """
    copy = [block for block in blocks if block.kind != "boilerplate" and text[block.start : block.end].strip()]
    languages, language = _languages(text, copy)
    found = [
        *_future(published, today or date.today()),
        *_short(text, copy),
        *_damage(text),
        *languages,
        *_teasers(text, blocks),
        *_repeats(text, copy),
        *_marks(text, copy),
    ]
    return tuple(sorted(_capped(found), key=lambda doubt: -1 if doubt.start is None else doubt.start)), language


def is_teaser(words: str) -> bool:
    """Say whether a paragraph only points to another report ("Read more: ...", "RELATED: ...")."""
    return len(words) < 250 and bool(_TEASER_MARKED.match(words) or (len(words) < 120 and _TEASER.match(words)))


def _future(published: date | None, today: date) -> Iterator[Doubt]:
    if published is not None and published > today + timedelta(days=1):
        yield Doubt(kind="future date", message=f"The publication date {published} is after today, {today}.")


def _short(text: str, copy: Sequence[Block]) -> Iterator[Doubt]:
    count = sum(len(text[block.start : block.end].split()) for block in copy if block.kind not in ("headline", "byline", "dateline"))
    if count < _SHORT:
        yield Doubt(kind="no body", message=f"There is hardly a body of text: {count} {'word' if count == 1 else 'words'}.")


def _damage(text: str) -> Iterator[Doubt]:
    """Find the marks of a text that was decoded or copied wrongly."""
    lost = [found.start() for found in re.finditer("\ufffd+", text)]
    if lost:
        yield _many("damaged text", lost, text, "a character was lost (\ufffd)", "characters were lost (\ufffd)")
    garbled = [found.start() for found in _MOJIBAKE.finditer(text)]
    if garbled:
        sample = text[garbled[0] : garbled[0] + 3].rstrip()
        yield _many(
            "damaged text", garbled, text, f"text was decoded wrongly once ({sample})", f"characters were decoded wrongly once ({sample})"
        )
    controls = [found.start() for found in _CONTROL.finditer(text)]
    if controls:
        yield _many("damaged text", controls, text, "a control character", "control characters")


def _many(kind: DoubtKind, places: Sequence[int], text: str, one: str, more: str) -> Doubt:
    message = f"Here {one}." if len(places) == 1 else f"From here on, in {len(places)} places, {more}."
    return Doubt(kind=kind, message=message, start=places[0], end=min(places[0] + 1, len(text)))


def _languages(text: str, copy: Sequence[Block]) -> tuple[list[Doubt], str]:
    """Judge each paragraph; return a doubt for each run of paragraphs in another language, and the language of most of the text."""
    looked_at = copy[:: 1 + len(copy) // _JUDGED]
    judged = [(block, judgement.language) for block in looked_at if (judgement := judge(text[block.start : block.end])) is not None]
    shares: dict[str, int] = defaultdict(int)
    for block, language in judged:
        shares[language] += block.end - block.start
    main = max(shares, key=lambda language: shares[language]) if shares else "en"
    doubts = []
    if main != "en":
        message = f"The text is in another language than English ({main}); communique reads English."
        doubts.append(Doubt(kind="other language", message=message))
    previous = main
    for block, language in judged:
        if language != main and language != previous:
            message = f"This passage is in another language ({language}) than the rest ({main})."
            doubts.append(Doubt(kind="mixed languages", message=message, start=block.start, end=block.end))
        elif language != main and doubts:
            doubts[-1] = doubts[-1].model_copy(update={"end": block.end})
        previous = language
    return doubts, main


def _teasers(text: str, blocks: Sequence[Block]) -> Iterator[Doubt]:
    for block in blocks:
        if block.end - block.start < 250 and is_teaser(text[block.start : block.end]):
            yield Doubt(kind="teaser", message="This line points to another report.", start=block.start, end=block.end)


def _repeats(text: str, copy: Sequence[Block]) -> Iterator[Doubt]:
    """Find paragraphs that stand in the text twice, word for word or nearly so."""
    seen: dict[tuple[str, ...], int] = {}
    runs: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    near = 0  # once so many are found, only those that are the same word for word are looked for
    for number, block in enumerate(copy):
        words = tuple(re.findall(r"\w+", text[block.start : block.end].casefold())) if block.end - block.start >= _LONG_ENOUGH else ()
        own = _runs(words)
        sizes.append(len(own))
        first = seen.get(words) if words else None
        if first is None and own:
            first = _nearly(own, runs, sizes) if near < _MOST else None
            near += first is not None
            seen[words] = number
            for run in own:
                if len(runs[run]) < _TOO_COMMON:
                    runs[run].append(number)
        if first is not None:
            there = copy[first]
            message = f"This paragraph repeats the one at {there.start}:{there.end}, in whole or nearly."
            yield Doubt(kind="repeated paragraph", message=message, start=block.start, end=block.end)


def _runs(words: tuple[str, ...]) -> set[int]:
    """Return the runs of _RUN words as checksums; of a long paragraph the same quarter that any copy of it would keep."""
    hashes = {crc32(" ".join(words[at : at + _RUN]).encode("utf-8", "replace")) for at in range(len(words) - _RUN + 1)}
    return hashes if len(hashes) < 40 else {one for one in hashes if one % 4 == 0} or hashes


def _nearly(own: set[int], runs: dict[int, list[int]], sizes: Sequence[int]) -> int | None:
    """Return the earlier paragraph that shares most runs of words with this one, if it shares nearly all."""
    shared: dict[int, int] = defaultdict(int)
    for run in own:
        for number in runs.get(run, ()):
            shared[number] += 1
    best = max(shared, key=lambda number: shared[number], default=None)
    return best if best is not None and shared[best] >= _ALIKE * max(len(own), sizes[best]) else None


def _marks(text: str, copy: Sequence[Block]) -> Iterator[Doubt]:
    for odd in odd_marks(text, [(block.start, block.end) for block in copy]):
        message = f"The mark {odd.mark} opens a quotation that is not closed." if odd.opens else f"The mark {odd.mark} closes no quotation."
        yield Doubt(kind="unbalanced marks", message=message, start=odd.place, end=odd.place + 1)


def _capped(found: Sequence[Doubt]) -> Iterator[Doubt]:
    """Yield at most _MOST doubts of a kind; the last one says how many more there are."""
    counts: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for doubt in found:
        total[doubt.kind] += 1
    for doubt in found:
        counts[doubt.kind] += 1
        more = total[doubt.kind] - _MOST
        if counts[doubt.kind] == _MOST and more > 0:
            yield doubt.model_copy(update={"message": f"{doubt.message} There are {more} more of this kind."})
        elif counts[doubt.kind] <= _MOST:
            yield doubt
