"""Transcripts: speakers' labels at the start of paragraphs turn the paragraphs under them into turns."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.record import Block

_HONORIFICS = "MS|MRS|MR|DR|GEN|AMB|SEN|REP|GOV|SGT|COL|LT|ADM|CAPT|SIR|DAME|LORD|LADY"
_UPPER = r"A-Z\u00c0-\u00de"
_UPPER_WORD = rf"(?:Mac|Mc|De|Di|La|Le|Van)?[{_UPPER}][{_UPPER}a’'´`.,\-]*"
_END = r"\s*:(?=\s|$)"
_SHOUTED = re.compile(
    rf"(?P<label>(?:(?:{_HONORIFICS})\.?\s+)?{_UPPER_WORD}(?:[ \u00a0](?:of|de|van|von|al|the|for)?[ \u00a0]?{_UPPER_WORD}){{0,7}}"
    rf"(?:\s*\((?!spoke)[^()\n]{{1,60}}\))?)(?:\s*\([^()\n]{{1,60}}\))?{_END}"
)
_QUESTION = re.compile(r"(?P<label>Q|A)(?::\s|\.?[\s\u00a0]{2,}|\t)(?=\S)|(?P<bare>Q)\s(?=[A-Z\"“‘(])")
_ROLE = (
    r"(?:The\s+)?(?:Acting\s+)?(?:Deputy\s+|Vice[- ])?(?:President|Chair(?:man|woman|person)?|Secretary[- ]General|Secretary|"
    r"Prime\s+Minister|Minister|Moderator|Host|Interviewer|Reporter|Journalist|Question(?:er)?|Answer|Speaker|Spokes(?:man|woman|person)|"
    r"Interpreter|Operator|Ambassador|Chancellor|High\s+Representative|Foreign\s+Minister|Defen[cs]e\s+Minister|Correspondent|Anchor|"
    r"Presenter|Participant|Audience(?:\s+Member)?|Staff|Unidentified\s+\w+)"
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Gen|Amb|Sheikh|Prince|Princess|King|Queen)"
_SPOKE = r"(?:\s*\((?:spoke|continued|interpretation|via|in)\b[^()\n]{1,60}\))?"
_TITLED = re.compile(
    rf"(?P<label>(?:{_ROLE}(?:\s+[A-Z][\w’'\-]+){{0,3}}|{_TITLE}\.?\s+[A-Z][\w’'.\-]*(?:\s+(?:[a-z]{{1,3}}\s+)?[A-Z][\w’'.\-]*){{0,4}})"
    rf"(?:\s*\((?!spoke)[^()\n]{{1,80}}\))?){_SPOKE}{_END}"
)
_NAMED = re.compile(
    r"(?P<label>[A-Z][\w’'.\-]+(?:\s+(?:[a-z]{1,3}\s+)?[A-Z][\w’'.\-]*){0,3}(?:,\s+[A-Z][\w .’'\-]{1,40})?"
    rf"(?:\s*\([^()\n]{{1,60}}\))?){_END}"
)
_NOT_LABELS_LIST = """
note update updated photo photos picture source sources date time place location subject re to from cc watch read related video audio
listen contact summary background topic topics speakers participants correction warning nb ps editor exclusive breaking analysis opinion
explainer credit caption tel phone email fax web website address venue agenda for against abstaining abstentions absent yes no result
total where when what who why how ukraine russia china israel iran gaza here's p.s. moscow kyiv washington brussels key points
conclusion annex article question-and-answer file image images graphic map note: topic: vote in favour
"""
_NOT_LABELS = frozenset(_NOT_LABELS_LIST.split())
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]\.?")
_CLOSING = re.compile(
    r"(?:END\b.{0,30}|\*[\s*]*|#[\s#]*|_{3,}|-{3,}|\d{1,2}[:.]\d{2}\s*[AaPp]\.?[Mm]\.?.{0,12}|"
    r"The meeting (?:was|rose|resumed).{0,60}|###.*)"
)
_PROSE = 100  # characters of a paragraph that is a story's own prose


@dataclass(frozen=True, slots=True)
class _Label:
    words: str
    strong: bool  # by its form it can hardly be anything but a speaker's label


def turns(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with those of a transcript made turns; the blocks as they are when the text is no transcript.

    A paragraph without a label belongs to the turn above it, but headings, asides such as "(Applause.)" and closing lines belong to nobody.
    Where a story only quotes from a transcript, its own paragraphs are not taken for turns.
    """
    labels = [_label(text, block) for block in blocks]
    if not _is_transcript(labels, blocks):
        return tuple(blocks)
    first = next((at for at, label in enumerate(labels) if label is not None and label.strong), 0)
    counts = Counter(label.words for label in labels if label is not None)
    labels = [label if label is not None and (at >= first or counts[label.words] > 1) else None for at, label in enumerate(labels)]
    last = _last_carried(text, blocks, labels)
    current: str | None = None
    result = []
    for at, (block, label) in enumerate(zip(blocks, labels, strict=True)):
        if label is not None:
            current = label.words
        elif not _can_go_on(text, block):
            current = None if block.kind in ("heading", "headline") or _CLOSING.fullmatch(text, block.start, block.end) else current
            result.append(block)
            continue
        spoken = current is not None and (label is not None or at < last)
        result.append(block.model_copy(update={"kind": "turn", "label": current}) if spoken else block)
    return tuple(result)


def _can_go_on(text: str, block: Block) -> bool:
    """Say whether a block without a label can be more of the turn above it."""
    kind_fits = block.kind in ("paragraph", "list_item", "blockquote")
    return kind_fits and not _ASIDE.fullmatch(text, block.start, block.end) and not _CLOSING.fullmatch(text, block.start, block.end)


def _last_carried(text: str, blocks: Sequence[Block], labels: Sequence[_Label | None]) -> int:
    """Return the number of the block before which unlabelled paragraphs belong to the turn above them.

    In a transcript that is the end. In a story with prose of its own before the first label it is the last label, and 0 (none belong)
    when much between the labels has none.
    """
    at = [number for number, label in enumerate(labels) if label is not None]
    before = sum(1 for block in blocks[: at[0]] if block.kind == "paragraph" and block.end - block.start >= _PROSE)
    if before < 2:
        return len(blocks)
    return at[-1] if len(at) >= 0.6 * (at[-1] - at[0] + 1) else 0


def _label(text: str, block: Block) -> _Label | None:
    """Return the label that a block opens with, if it opens with one."""
    if block.kind not in ("paragraph", "turn", "list_item"):
        return None
    head = text[block.start : min(block.end, block.start + 200)]
    found = _QUESTION.match(head)
    if found:
        return _Label(found.group("label") or found.group("bare"), True)
    for pattern, strong in ((_SHOUTED, True), (_TITLED, True), (_NAMED, False)):
        found = pattern.match(head)
        if found:
            words = found.group("label").rstrip()
            return None if _excluded(words) else _Label(words, strong)
    return None


def _excluded(words: str) -> bool:
    parts = words.lower().replace("’", "'").split()
    return parts[0].rstrip("s'") in _NOT_LABELS or parts[0] in _NOT_LABELS or len(words) > 110


def _is_transcript(labels: Sequence[_Label | None], blocks: Sequence[Block]) -> bool:
    """Decide by the labels: enough of them, and some speaker who comes back; colons in running copy do not make a transcript."""
    found = [label for label in labels if label is not None]
    strong = [label for label in found if label.strong]
    if len(found) < 3:
        return len(strong) == 2 and len(blocks) <= 4 and strong[0].words != strong[1].words
    counts = Counter(label.words for label in found)
    returning = sum(count for count in counts.values() if count > 1)
    if len(strong) >= 3:
        return len({label.words for label in strong}) >= 2 or len(found) >= 0.3 * len(blocks)
    return len(counts) >= 2 and returning >= 0.5 * len(found) and len(found) >= 0.3 * len(blocks)
