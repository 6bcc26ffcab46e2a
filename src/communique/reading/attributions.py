"""Cues and quotations to attributions: direct where marks hold whole speech, mixed where they stand in a reported clause, else indirect."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from communique.reading.clauses import child, noun_after, subtree, trimmed
from communique.reading.cues import Cue, source_range
from communique.reading.drafts import CharRange, Draft, Page, Shelf
from communique.reading.marks import Quotation
from communique.reading.quoted import Neighbours, governing_cue, is_sentence_like, is_title
from communique.record import AttributionKind

SILENT_PARTS = frozenset({"boilerplate", "byline", "dateline"})
_FIRST_PERSON = frozenset({"i", "we", "you"})
_HEDGES = frozenset({"thinks", "hopes", "wants", "doubts", "predicts"})
_FRAME_CONFIDENCE = {"that": 0.85, "to": 0.7, "gerund": 0.7, "np": 0.6}
_REFUSING = frozenset({"refuse", "decline", "fail", "stop", "avoid"})
_HARDLY_ANYTHING = frozenset({"little", "nothing", "few"})
_UNREAL = frozenset({"would", "could", "should", "might", "may", "can", "must"})


def find_attributions(page: Page, cues: list[Cue]) -> tuple[list[Draft], list[tuple[int, int, str]]]:
    """Find the attributions of a text, in order of place, and the quotations for which no source was found, with the reason."""
    neighbours = Neighbours(page, cues)
    direct, used = _direct(page, neighbours)
    shelf = Shelf(page, [*direct, *_reported(page, cues, used, _spans(direct))])
    _fragments(page, neighbours, shelf)
    for turn in _turns(page):
        shelf.add(turn)
    gaps = _continued(page, shelf)
    nest(shelf.drafts)
    return sorted(shelf.drafts, key=lambda d: (d.start, -d.end)), gaps


def _spans(drafts: Iterable[Draft]) -> set[CharRange]:
    return {span for draft in drafts for span in draft.content}


def _from_cue(page: Page, draft: Draft, cue: Cue) -> Draft:
    """Fill in cue and source of a draft."""
    cue = _with_source_outside(page, cue)
    draft.cue, draft.source = cue, cue.source
    draft.cue_at = (
        [page.chars(i, i + 1) for i in cue.tokens] if not _adjacent(cue.tokens) else [page.chars(cue.tokens[0], cue.tokens[-1] + 1)]
    )
    if cue.source is not None:
        start, end = source_range(cue.source, cue.head)
        draft.source_at = page.chars(start, end) if start < end else None
    return draft


def _with_source_outside(page: Page, cue: Cue) -> Cue:
    """Let no source stand inside a quotation that its cue is not part of: after an inverted cue ("...», said X") X is the source."""
    if cue.source is None:
        return cue
    quotation = page.quotation_at(cue.source.idx)
    if quotation is None or quotation.outer[0] <= cue.head.idx < quotation.outer[1]:
        return cue
    return replace(cue, source=noun_after(cue.head))


def _adjacent(tokens: tuple[int, ...]) -> bool:
    return list(tokens) == list(range(tokens[0], tokens[-1] + 1))


def _direct(page: Page, neighbours: Neighbours) -> tuple[list[Draft], dict[int, Draft]]:
    """Attach whole quotations to the cue beside them; one cue may hold a quotation on either side."""
    drafts: list[Draft] = []
    used: dict[int, Draft] = {}
    for quotation in page.top:
        if page.parts[page.part_at(quotation.start)].kind in SILENT_PARTS:
            continue
        held = neighbours.holding(quotation) if is_sentence_like(page, quotation) else None
        if held is None:
            continue
        cue = held.cue
        if cue.head.i in used and held.side == "before":
            used[cue.head.i].content.extend(quotation.spans)
            continue
        if _belongs_to_clause(page, quotation, cue) and held.side == "before":
            continue
        draft = Draft("direct", list(quotation.spans), confidence=0.95, why=f"marks, {cue.entry.lemma} {held.side}")
        drafts.append(_from_cue(page, draft, cue))
        used[cue.head.i] = draft
    return drafts, used


def _belongs_to_clause(page: Page, quotation: Quotation, cue: Cue) -> bool:
    """Say whether the quotation only ends or fills part of a clause that the cue reports ("that the U.S. hopes ‘...’")."""
    if cue.content is None:
        return False
    start = page.chars(*cue.content.ranges[0])[0]
    return cue.head.idx < start < quotation.outer[0] and any(c.isalpha() for c in page.text[start : quotation.outer[0]])


def _reported(page: Page, cues: list[Cue], used: dict[int, Draft], taken: set[CharRange]) -> list[Draft]:
    """Make indirect and mixed attributions of the cues that govern content of their own."""
    drafts: list[Draft] = []
    for cue in cues:
        if cue.content is None or cue.head.i in used or not _counts(page, cue):
            continue
        content = [page.chars(*r) for r in cue.content.ranges]
        inside = page.quotation_at(cue.head.idx)
        if inside is not None:
            content = [(s, min(e, inside.end)) for s, e in content if inside.start <= s < inside.end]
            kind: AttributionKind = "indirect"
        else:
            content, kind = fit_to_marks(page, content, taken)
        if not content:
            continue
        confidence = _FRAME_CONFIDENCE.get(cue.content.frame, 0.65) + (0.05 if kind != "indirect" else 0.0)
        drafts.append(_from_cue(page, Draft(kind, content, confidence=confidence, why=cue.why), cue))
    return drafts


def _counts(page: Page, cue: Cue) -> bool:
    """Say whether a cue with content of its own is speech that was made: it has a source, and is no hedge, deed or mere possibility."""
    part = page.parts[page.part_at(cue.head.idx)]
    if part.kind in SILENT_PARTS or cue.content is None:
        return False
    quoted = any(page.quotations_in(*page.chars(*r)) for r in cue.content.ranges)
    if part.kind == "caption" and not quoted:
        return False
    if cue.source is None and cue.head.tag_ != "VBN" and cue.entry.lemma != "according to":
        return False
    inside = page.quotation_at(cue.head.idx) is not None
    if inside and (cue.content.frame != "that" or cue.entry.force in _HEDGES or cue.is_deed):
        return False
    if cue.source is not None and cue.source.lower_ in _FIRST_PERSON and (cue.entry.force in _HEDGES or cue.content.frame != "that"):
        return False
    if cue.head.dep_ == "xcomp" and cue.head.head.lemma_ in _REFUSING and cue.content.frame != "that":
        return False
    if cue.head.dep_ in {"acl", "advcl"} and not quoted and cue.content.frame != "that" and _is_infinitive(cue.head):
        return False
    if cue.is_deed and not quoted and cue.content.frame != "that":
        return False
    if cue.entry.force == "thinks" and cue.content.frame in {"np", "to"}:
        return False
    if cue.content.frame == "np" and _names_no_words(page, cue, page.chars(*cue.content.ranges[0])[0]):
        return False
    return not any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in cue.head.children) or cue.negated


def _names_no_words(page: Page, cue: Cue, start: int) -> bool:
    """Say whether an object says that hardly anything was said ("agreed on little"), or is a title that somebody likes better."""
    if page.doc[page.token_from(start)].lower_ in _HARDLY_ANYTHING:
        return True
    quotation = page.quotation_at(start)
    return cue.entry.force in {"wants", "supports"} and quotation is not None and page.text[quotation.start].isupper()


def _is_infinitive(verb: Any) -> bool:
    """Say whether a verb only names a purpose or a chance ("came to discuss", "a chance to talk")."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def fit_to_marks(page: Page, content: list[CharRange], taken: set[CharRange]) -> tuple[list[CharRange], AttributionKind]:
    """Fit content to the quotations it touches: whole quotations are taken in, those that belong to another cue are left out."""
    fitted: list[CharRange] = []
    touched: list[Quotation] = []
    for start, end in content:
        for quotation in page.quotations_in(start, end):
            if taken & set(quotation.spans):
                end = min(end, quotation.outer[0]) if quotation.outer[0] > start else end
                start = max(start, quotation.outer[1]) if quotation.outer[0] <= start else start
                continue
            touched.append(quotation)
            start, end = min(start, quotation.outer[0]), max(end, quotation.outer[1])
        while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",;:–—"):
            end -= 1
        if start < end:
            fitted.append((start, end))
    if not touched:
        return fitted, "indirect"
    if len(touched) == 1 and len(fitted) == 1 and _is_whole(page, fitted[0], touched[0]):
        return list(touched[0].spans), "direct"
    return fitted, "mixed"


def _is_whole(page: Page, content: CharRange, quotation: Quotation) -> bool:
    outside = page.text[content[0] : quotation.outer[0]] + page.text[quotation.outer[1] : content[1]]
    return not any(c.isalnum() for c in outside)


def _fragments(page: Page, neighbours: Neighbours, shelf: Shelf) -> None:
    """Attach fragments in marks that no clause holds to the cue that governs them in the parse."""
    for quotation in page.top:
        near = shelf.near(*quotation.outer)
        part = page.parts[page.part_at(quotation.start)]
        if part.kind in SILENT_PARTS or any(_touches(d, quotation) for d in near) or _joins_on(page, quotation, near):
            continue
        governed = governing_cue(page, quotation, neighbours.by_token)
        if governed is None or is_title(page, quotation):
            continue
        cue, dependent = governed
        start, end = subtree(dependent)
        target = child(cue.head, "dobj")
        if target is not None and target.i > cue.head.i:
            start = min(start, subtree(target)[0])
        chars = page.chars(*trimmed(page.doc, max(start, cue.tokens[-1] + 1), end))
        content, kind = fit_to_marks(page, [chars], _spans(near))
        if content and cue.source is not None:
            shelf.take_out([d for d in near if d.cue is cue])
            shelf.add(_from_cue(page, Draft(kind, content, confidence=0.7, why=f"{cue.entry.lemma} governs marks"), cue))


def _joins_on(page: Page, quotation: Quotation, near: list[Draft]) -> bool:
    """Let content go on into a fragment that "and" or "or" joins to its end ("of provoking it and ‘fanning the flames’ by ...")."""
    for draft in near:
        between = page.text[draft.end : min(quotation.outer[0], draft.end + 7)]
        joined = draft.end < quotation.outer[0] <= draft.end + 6 and between.strip(" ,") in {"and", "or", ""}
        if joined and draft.cue is not None and draft.kind != "direct":
            first = page.doc[page.token_from(quotation.start)]
            end = max(quotation.outer[1], page.chars(first.i, first.right_edge.i + 1)[1] if first.right_edge.i - first.i < 25 else 0)
            while page.text[end - 1] in ".,; ":
                end -= 1
            draft.content[-1] = (draft.content[-1][0], max(end, quotation.outer[1]))
            draft.kind = "mixed"
            return True
    return False


def _is_told_in(draft: Draft, quotation: Quotation) -> bool:
    """Say whether a draft is speech told inside a quotation ("‘I told him that we cannot wait.’"), which still needs its own speaker."""
    return draft.cue is not None and quotation.outer[0] <= draft.cue.head.idx < quotation.outer[1]


def _touches(draft: Draft, quotation: Quotation) -> bool:
    return any(s < quotation.outer[1] and quotation.outer[0] < e for s, e in draft.content)


def _turns(page: Page) -> list[Draft]:
    """Make one direct attribution of each turn of a transcript; the paragraphs of one turn are its spans."""
    found: list[Draft] = []
    for part in page.parts:
        if part.kind != "turn" or part.label is None or part.words >= part.end:
            continue
        labelled = part.words > part.start
        if found and not labelled and found[-1].label == part.label:
            found[-1].content.append((part.words, part.end))
            continue
        at = (part.start, part.start + len(part.label)) if labelled else None
        found.append(Draft("direct", [(part.words, part.end)], source_at=at, label=part.label, confidence=0.98, why="turn of a transcript"))
    return found


def _continued(page: Page, shelf: Shelf) -> list[tuple[int, int, str]]:
    """Let quotations without a cue of their own go on with the speech just before; say which are left without a source."""
    gaps: list[tuple[int, int, str]] = []
    for quotation in page.top:
        part = page.parts[page.part_at(quotation.start)]
        if (
            part.kind in SILENT_PARTS | {"turn"}
            or any(_touches(d, quotation) and not _is_told_in(d, quotation) for d in shelf.near(*quotation.outer))
            or not is_sentence_like(page, quotation)
        ):
            continue
        before = _speech_before(page, quotation, shelf)
        if before is not None:
            shelf.add(Draft("direct", list(quotation.spans), follows=before, confidence=0.85, why="speech goes on"))
        elif len(page.text[quotation.start : quotation.end].split()) >= 6:
            gaps.append((quotation.start, quotation.end, "words in quotation marks for which the text gives no source"))
    for part in page.parts:
        if part.quoted and not any(d.start < part.end and part.start < d.end for d in shelf.near(part.start, part.end)):
            before = _speech_introducing(page, part.start, shelf)
            if before is not None:
                shelf.add(before)
            else:
                gaps.append((part.start, part.end, "a block quotation for which the text gives no source"))
    return gaps


def _speech_before(page: Page, quotation: Quotation, shelf: Shelf) -> Draft | None:
    """Find the speech that this quotation goes on with: only the end of its attribution may stand between, or a paragraph's end."""
    number = page.part_at(quotation.outer[0])
    part = page.parts[number]
    between_from = part.start
    if not page.text[part.words : quotation.outer[0]].strip():
        earlier = next((p for p in reversed(page.parts[:number]) if p.kind not in {"caption", "boilerplate"}), None)
        if earlier is None or page.text[quotation.outer[1] : part.end].strip(" .,"):
            return None
        between_from = earlier.start
        last = max((d for d in shelf.near(earlier.start, earlier.end) if earlier.start <= _last(d) <= earlier.end), key=_last, default=None)
        rest = page.text[_last(last) : earlier.end] if last is not None else ""
        ends_in_speech = last is not None and last.kind == "direct" and not rest.strip(" \n.,:’”\"'»") and last.follows is not last
        return last if ends_in_speech else None
    near = (d for d in shelf.near(between_from, quotation.outer[0]) if between_from <= d.start and _last(d) <= quotation.outer[0])
    outside = (d for d in near if not any(_is_told_in(d, q) for q in page.quotations_in(d.start, d.end)))
    last = max(outside, key=_last, default=None)
    if last is None or last.kind == "indirect":
        return None
    rest = page.text[_last(last) : quotation.outer[0]]
    stops = rest.count(".") + rest.count("!") + rest.count("?")
    return last if stops <= 1 and len(rest.split()) <= 30 and rest.rstrip().endswith((".", "!", "?", "”", "’", '"', "»")) else None


def _last(draft: Draft) -> int:
    ends = [draft.end, *(e for _, e in draft.cue_at)]
    if draft.source_at is not None:
        ends.append(draft.source_at[1])
    return max(ends)


def _speech_introducing(page: Page, start: int, shelf: Shelf) -> Draft | None:
    """Give a block quotation to the paragraph before that leads to it with a colon, or whose speech it goes on with."""
    number = page.part_at(start)
    if number == 0:
        return None
    before, part = page.parts[number - 1], page.parts[number]
    words = (part.words, part.end)
    last = max((d for d in shelf.near(before.start, before.end) if before.start <= _last(d) <= before.end), key=_last, default=None)
    if last is None or not (page.text[before.start : before.end].rstrip().endswith(":") or before.quoted or last.kind == "direct"):
        return None
    return Draft("direct", [words], follows=last, confidence=0.8, why="block quotation")


def nest(drafts: list[Draft]) -> None:
    """Find for each attribution the smallest other one in whose content it stands."""
    ordered = sorted(drafts, key=lambda d: d.start)
    open_: list[Draft] = []
    for draft in ordered:
        open_ = [d for d in open_ if d.end > draft.start] + [draft]
        place = draft.cue_at[0] if draft.cue_at else draft.content[0]
        same_start = [d for d in ordered[bisect_left(ordered, draft.start, key=lambda d: d.start) :][:8] if d.start == draft.start]
        around = [d for d in {id(d): d for d in (*open_, *same_start)}.values() if d is not draft and d.size > draft.size]
        around = [d for d in around if d.covers(*place) and d.covers(*draft.content[0])]
        draft.outer = min(around, key=lambda d: d.size, default=None)
