"""Where a content starts and ends: what a parenthetical cue parts is joined again, and what is the narrator's is left out."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from communique.reading.clauses import SUBJECTS, child, trimmed
from communique.reading.cues import Cue
from communique.reading.drafts import CharRange, Draft, Page, Shelf
from communique.record import AttributionKind

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OWN_OPENERS = frozenset({"that", "whether", "if"})
_TAIL_OPENERS = frozenset({"to", "not", "only", "than", "because", "if", "unless", "until", "when", "since", "though", "although"})
_TEXTS = frozenset(
    {
        "address",
        "article",
        "briefing",
        "broadcast",
        "cable",
        "column",
        "conference",
        "declaration",
        "dispatch",
        "document",
        "email",
        "interview",
        "letter",
        "memo",
        "message",
        "note",
        "post",
        "remark",
        "report",
        "speech",
        "statement",
        "telegram",
        "testimony",
        "text",
        "tweet",
        "video",
    }
)
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?:?[ \t–—-]+(?=\S)")
_ABOUT_THE_OBJECT = frozenset({"wants", "predicts", "hopes", "decides", "rejects", "criticises", "promises"})
_REACH = 15


def settle(page: Page, drafts: Sequence[Draft]) -> None:
    """Set the edges of all drafts with a cue of their own, in place; safe to use twice."""
    shelf = Shelf(page, drafts)
    for draft in drafts:
        if draft.cue is None or draft.label is not None:
            continue
        if draft.kind != "direct" and draft.cue.head.is_alpha:
            draft.content = _narrowed(page, draft, draft.cue)
        _join_parted(page, draft, shelf)


def _narrowed(page: Page, draft: Draft, cue: Cue) -> list[CharRange]:
    """Return the content without the clock time in front, the day that the cue was said on, and what a semicolon or a second verb ends."""
    content = [_after_clock(page, span) for span in draft.content]
    first = content[0][0]
    if first < cue.head.idx:
        return content
    content[0] = (_after_day(page, content[0], cue), content[0][1])
    content[0] = (_after_addressee(page, content[0], cue), content[0][1])
    end = min(_semicolon(page, draft), _own_verb(page, draft, cue))
    kept = [(s, min(e, end)) for s, e in content if s < end]
    kept[-1] = (kept[-1][0], _without_marks_before(page, *kept[-1]))
    return kept if kept[0][0] < kept[0][1] else content


def _without_marks_before(page: Page, start: int, end: int) -> int:
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",;:–—"):
        end -= 1
    return end


def _after_clock(page: Page, span: CharRange) -> CharRange:
    """Leave out the clock time that opens an entry of a live report ("14.02 The talks ...")."""
    if span[0] != page.parts[page.part_at(span[0])].start:
        return span
    clock = _CLOCK.match(page.text, *span)
    return (clock.end(), span[1]) if clock is not None else span


def _after_day(page: Page, span: CharRange, cue: Cue) -> int:
    """Leave out the bare day right after a cue ("said Tuesday 4,000 had fled"), unless the day is what is spoken of."""
    doc, at = page.doc, page.token_from(span[0])
    if (
        at != max(cue.tokens) + 1
        or doc[at].ent_type_ not in {"DATE", "TIME"}
        or doc[at].pos_ != "PROPN"
        or not doc[at].text.endswith("day")
    ):
        return span[0]
    following = doc[at + 1]
    if following.idx >= span[1] or following.pos_ in {"VERB", "AUX", "PUNCT", "PART", "ADP", "CCONJ"} or following.text == "'s":
        return span[0]
    return int(following.idx)


def _after_addressee(page: Page, span: CharRange, cue: Cue) -> int:
    """Leave out whom the words were said to: "urged | both sides | to stop", "told | a colleague | that he was going"."""
    doc, first, last = page.doc, page.token_from(span[0]), page.token_from(span[1])
    if not is_spoken_to(cue) or first >= last or doc[first].lower_ in {"to", "not", "that", "never"}:
        return span[0]
    for number in range(first + 1, last):
        token = doc[number]
        if token.text in {",", ";", ":"} or page.quotation_at(token.idx) is not None:
            break
        infinitive = token.lower_ == "to" and token.dep_ == "aux" and token.head.tag_ == "VB"
        if infinitive and (token.head.head.i in cue.tokens or not any(t.tag_ in _FINITE for t in doc[first:number])):
            return int(doc[number - 1].idx if doc[number - 1].dep_ == "neg" else token.idx)
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.head.i in cue.tokens and "object that" in cue.entry.frames:
            return int(token.idx)
    return span[0]


def is_spoken_to(cue: Cue) -> bool:
    """Say whether the object of a cue is whom the words were said to ("urged both sides to"), not whom they are about ("wants them to")."""
    return "object to" in cue.entry.frames and cue.entry.force not in _ABOUT_THE_OBJECT and cue.head.pos_ in {"VERB", "AUX"}


def _semicolon(page: Page, draft: Draft) -> int:
    """Return where the first semicolon outside quotation marks ends a content that follows its cue."""
    for start, end in draft.content:
        for number in range(page.token_from(start), page.token_from(end)):
            token = page.doc[number]
            if token.text == ";" and page.quotation_at(token.idx) is None and not _lists(page, number, end):
                return int(token.idx)
    return draft.end


def _lists(page: Page, number: int, end: int) -> bool:
    """Say whether a semicolon parts the members of a list, which go on with "that", "to" or "and"."""
    following = [t.lower_ for t in page.doc[number + 1 : number + 3] if t.idx < end]
    return bool(following) and (following[0] in {"that", "to", "and"} or following[:1] == ["whether"])


def _own_verb(page: Page, draft: Draft, cue: Cue) -> int:
    """Return where the cue's subject goes on with a verb of its own: a finite verb joined to the infinitive that is the content."""
    doc, (start, end) = page.doc, draft.content[-1]
    words = doc[page.token_from(start) : page.token_from(end)]
    main = next((t for t in words if t.tag_ in _FINITE | {"VB"}), None)
    if main is None or main.tag_ != "VB" or not any(c.lower_ == "to" for c in main.children) or main.i < cue.head.i:
        return draft.end
    for verb in main.children:
        first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
        ours = verb.dep_ == "conj" and first.tag_ in _FINITE and child(verb, *SUBJECTS, "nsubjpass", "expl") is None
        if ours and page.quotation_at(verb.idx) is None:
            opening = next((i for i in range(first.i - 1, main.i, -1) if doc[i].lower_ in {"and", "but", "or"}), None)
            return int(doc[opening].idx) if opening is not None else draft.end
    return draft.end


def _join_parted(page: Page, draft: Draft, shelf: Shelf) -> None:
    """Take in the words on the other side of a cue between commas ("The pact, he said, is dead"), which cannot stand without them."""
    cue = draft.cue
    if cue is None or cue.entry.lemma == "according to" or cue.head.pos_ not in {"VERB", "AUX"} or len(draft.content) > 1:
        return
    group = _group(page, draft, cue)
    bounds = _bounds(page, cue)
    if group is None:
        return
    first = page.token_from(draft.start)
    if first > cue.head.i:
        lead = _lead(page, draft, group, bounds)
        if lead is not None and _is_free(page, lead, draft, shelf):
            _extend(page, draft, lead, before=True)
    elif page.token_at(draft.end - 1) < group[0]:
        tail = _tail(page, draft, group, bounds)
        if tail is not None and _is_free(page, tail, draft, shelf):
            _extend(page, draft, tail, before=False)


def _group(page: Page, draft: Draft, cue: Cue) -> tuple[int, int] | None:
    """Return the tokens of cue and source together, up to the comma that closes them; None where they stand apart or no comma does."""
    numbers = list(cue.tokens)
    if draft.source_at is not None:
        numbers += [page.token_at(draft.source_at[0]), page.token_at(draft.source_at[1] - 1)]
    start, end = min(numbers), max(numbers)
    if end - start > 2 * _REACH:
        return None
    for number in range(end + 1, min(end + _REACH, cue.head.sent.end)):
        token = page.doc[number]
        if token.text == ",":
            return start, number
        if token.tag_ in _FINITE or page.quotation_at(token.idx) is not None:
            return None
    return None


def _bounds(page: Page, cue: Cue) -> tuple[int, int]:
    """Return the tokens of the sentence around a cue, no further than the quotation or the paragraph that it stands in."""
    sentence, quotation = cue.head.sent, page.quotation_at(cue.head.idx)
    part = page.parts[page.part_at(cue.head.idx)]
    start, end = max(sentence.start, page.token_from(part.words)), min(sentence.end, page.token_from(part.end))
    if quotation is not None:
        start, end = max(start, page.token_from(quotation.outer[0] + 1)), min(end, page.token_from(quotation.outer[1] - 1))
    return start, end


def _lead(page: Page, draft: Draft, group: tuple[int, int], bounds: tuple[int, int]) -> CharRange | None:
    """Find what stands before a cue between commas, where what follows it starts in the middle of a sentence."""
    doc, first = page.doc, page.token_from(draft.start)
    opener = doc[first]
    after_comma = page.text[: opener.idx].rstrip(" “\"‘'«").endswith(",")
    if group[0] <= bounds[0] or doc[group[0] - 1].text != "," or not after_comma or group[1] > first:
        return None
    if not opener.text[0].islower() or opener.lower_ in _OWN_OPENERS or opener.tag_ == "VBG" or opener.lower_ in {"as", "while"}:
        return None
    start, end = trimmed(doc, bounds[0], group[0] - 1)
    if start >= end or doc[start].tag_ in {"VBG", "VBN"} or doc[start].lower_ in {"and", "but", "as", "while"}:
        return None
    if end - start == 1 and doc[start].pos_ in {"ADV", "CCONJ", "INTJ", "SCONJ", "PRON"}:
        return None
    if draft.source is not None and (draft.source.i < end or draft.source.dep_ == "appos"):
        return None
    told = any(t.tag_ in _FINITE for t in doc[start:end])
    return None if _names_a_text(doc[start:end]) or (told and opener.tag_ == "IN" and opener.dep_ != "mark") else page.chars(start, end)


def _tail(page: Page, draft: Draft, group: tuple[int, int], bounds: tuple[int, int]) -> CharRange | None:
    """Find what goes on after a cue between commas, where the parse hangs it on the words before the cue."""
    doc = page.doc
    if doc[group[0] - 1].text not in {",", '"'}:
        return None
    start, end = trimmed(doc, group[1] + 1, bounds[1])
    if start >= end or any(t.text in {";", "–", "—", "-"} for t in doc[start:end]):
        return None
    told = range(page.token_from(draft.start), page.token_from(draft.end))
    roots = [t for t in doc[start:end] if not start <= t.head.i < end and not t.is_punct]
    opener, last = doc[start], doc[told[-1]]
    if opener.tag_ in _FINITE and not any(t.tag_ in _FINITE for t in doc[told[0] : told[-1] + 1]):
        return page.chars(start, end)
    if not roots or any(r.head.i not in told or r.dep_ in {"conj", "relcl"} for r in roots) or _names_a_text(doc[start:end]):
        return None
    if opener.lower_ in _TAIL_OPENERS or (last.pos_ in {"AUX", "VERB"} and opener.pos_ in {"ADP", "ADJ", "DET", "NOUN", "PROPN", "VERB"}):
        return page.chars(start, end)
    return None


def _names_a_text(tokens: Iterable[Any]) -> bool:
    """Say whether words tell in what the speech was made ("in a statement"), which is the narrator's."""
    words = list(tokens)
    return words[0].lower_ in {"in", "at", "on", "during", "after", "from"} and any(t.lemma_.lower() in _TEXTS for t in words[:8])


def _is_free(page: Page, span: CharRange, draft: Draft, shelf: Shelf) -> bool:
    """Say whether no other outermost draft has its cue or its content in a range."""
    others = [d for d in shelf.near(*span) if d is not draft and d.outer is None]
    taken = [place for d in others for place in (*d.content, *d.cue_at)]
    return not any(s < span[1] and span[0] < e for s, e in taken)


def _extend(page: Page, draft: Draft, span: CharRange, *, before: bool) -> None:
    """Put a range before or behind the content; with words outside its marks a direct quotation is a mixed attribution."""
    content = draft.content
    if draft.kind == "direct":
        quotation = page.quotation_at(draft.start)
        if quotation is None or list(quotation.spans) != content or len(quotation.spans) > 1 or page.quotations_in(*span):
            return
        content = [quotation.outer]
    kind: AttributionKind = "mixed" if draft.kind == "direct" or page.quotations_in(*span) else draft.kind
    draft.kind, draft.content = kind, [span, *content] if before else [*content, span]
