"""Rules and tagger to one list: rules keep typed marks, turns and blocks; the tagger gives reported contents, new cues and sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.reading import models, tagger
from communique.reading.attributions import SILENT_PARTS, fit_to_marks, nest
from communique.reading.clauses import RELATIVES, is_negated, trimmed
from communique.reading.confidence import confidence, evidence
from communique.reading.cues import Cue, source_range
from communique.reading.drafts import CharRange, Draft, Page, Shelf, without
from communique.reading.edges import settle
from communique.reading.lexicon import Lexicon
from communique.reading.linking import PageShares, Proposal, proposals
from communique.reading.quoted import is_sentence_like
from communique.reading.windows import windows
from communique.vocabulary import ReportingVerb

Gap = tuple[int, int, str]

UNTAGGED = SILENT_PARTS | {"turn", "caption"}
DOUBTFUL = 0.35
DOUBTED_RULE = 0.25
KEPT = 0.03
SURE_OF_SOURCE = 0.6
SURE_AGAINST_RULES = 0.7
LIKE = 0.6
_SAME = 0.5
_STOPS = (".", "!", "?")
_CLOSING, _OPENING = "”\"’'» ", "“\"‘'« "
_CLAUSE_OPENERS = frozenset({"that", "whether", "if", "to", "how", "why", "what", "when", "who", "where"})
_INNER = frozenset({"compound", "det", "amod", "nummod", "nmod", "poss"})


def with_tagger(page: Page, drafts: Sequence[Draft], cues: Sequence[Cue], lexicon: Lexicon) -> list[Draft]:
    """Return the drafts of the rules joined with what the tagger reads, in order of place, those that are sure enough to be kept.

    Raises ModelError when the tagger's weights are damaged.
    """
    facts = models.tagger_facts()
    joined = weighed(page, drafts, cues, lexicon, facts["confidence"])
    doubtful = [d for d in joined if d.from_tagger and d.confidence < facts["threshold"]]
    doubtful += [d for d in joined if not d.from_tagger and d.confidence < DOUBTED_RULE and _was_weighed(page, d)]
    return without(doubtful, joined)


def _was_weighed(page: Page, draft: Draft) -> bool:
    """Say whether a draft of the rules is reported speech of the narration in a part that the tagger reads."""
    return draft.kind != "direct" and draft.outer is None and page.parts[page.part_at(draft.start)].kind not in UNTAGGED


def weighed(page: Page, drafts: Sequence[Draft], cues: Sequence[Cue], lexicon: Lexicon, weights: Mapping[str, float]) -> list[Draft]:
    """Return all drafts of rules and tagger, each with the confidence that the weights give its evidence."""
    cut = windows(page, drafts, models.tokenizer(), UNTAGGED)
    scored = tagger.score(cut)
    sources = [place for cue in cues if (place := source_place(page, cue)) is not None]
    proposed = [p for window, scores in zip(cut, scored, strict=True) for p in proposals(page.text, window, scores, sources)]
    shares = PageShares(cut, scored)
    joined = join(page, drafts, cues, lexicon, proposed, shares)
    for draft in joined:
        if draft.label is None:
            draft.evidence = evidence(page, draft, shares)
            draft.confidence = confidence(draft.evidence, weights)
    return joined


def still_unsourced(gaps: Sequence[Gap], drafts: Sequence[Draft]) -> list[Gap]:
    """Return the quotations without a source that no draft has taken up."""
    taken = [span for draft in drafts for span in draft.content]
    return [gap for gap in gaps if not any(s < gap[1] and gap[0] < e for s, e in taken)]


def source_place(page: Page, cue: Cue) -> CharRange | None:
    """Return where the source that the parse gives a cue stands."""
    if cue.source is None:
        return None
    start, end = source_range(cue.source, cue.head)
    return page.chars(start, end) if start < end else None


def join(
    page: Page, drafts: Sequence[Draft], cues: Sequence[Cue], lexicon: Lexicon, proposed: Sequence[Proposal], shares: PageShares
) -> list[Draft]:
    """Return the drafts of rules and tagger together, in order of place."""
    joiner = Joiner(page, lexicon, {cue.head.i: cue for cue in cues}, Shelf(page, drafts))
    for proposal in sorted(proposed, key=lambda p: p.content[0]):
        joiner.join(proposal)
    joined = [d for d in joiner.shelf.drafts if d.from_tagger or joiner.is_sure(d, shares)]
    for draft in joined:
        draft.outer = None
        if draft.follows is not None and not any(d is draft.follows for d in joined):
            draft.follows = None
    nest(joined)
    settle(page, joined)
    nest(joined)
    for draft in joined:
        cut_before_participle(page, draft)
    return sorted(joined, key=lambda d: (d.start, -d.end))


def cut_before_participle(page: Page, draft: Draft) -> None:
    """Take a draft out of another whose speaker goes on with a participle, and end that one there ("said it wants, noting that ...")."""
    outer = draft.outer
    if outer is None or outer.kind == "direct" or draft.cue is None or draft.source_at is None or draft.source_at != outer.source_at:
        return
    head = draft.cue.head
    start, end = outer.content[-1]
    at = page.doc[head.i - 1].idx if head.i > 0 else start
    if head.tag_ == "VBG" and page.doc[head.i - 1].text == "," and start < at < end <= max(draft.end, end):
        outer.content[-1] = (start, at)
        draft.outer = outer.outer


@dataclass(frozen=True)
class Joiner:
    """Joins what the tagger proposes for one page to the drafts of the rules, which stand on the shelf."""

    page: Page
    lexicon: Lexicon
    cues: dict[int, Cue]
    shelf: Shelf

    def is_sure(self, draft: Draft, shares: PageShares) -> bool:
        """Say whether a draft of the rules alone stands: it is in marks, inside other speech, or where the tagger sees content."""
        return draft.kind == "direct" or draft.outer is not None or shares.content(draft.content) >= KEPT

    def join(self, proposal: Proposal) -> None:
        """Let one proposal change, confirm or add drafts: one for the words beside its cue, and one for each further speech."""
        part = self.page.parts[self.page.part_at(proposal.content[0][0])]
        if part.kind in UNTAGGED or not proposal.cue:
            return
        first, *others = self._speeches(proposal)
        main = self._place(replace(proposal, content=first))
        for content in others:
            if main is None:
                return
            self._go_on(main, replace(proposal, content=content))

    def _speeches(self, proposal: Proposal) -> list[list[CharRange]]:
        """Cut the content where a sentence ends between its spans; what stands before the cue, or first after it, is the first speech."""
        sentences = [sentence for span in proposal.content for sentence in self._sentences(span)]
        spans = [tidy for sentence in sentences if (tidy := self._tidied(sentence)) is not None]
        speeches: list[list[CharRange]] = []
        for span in spans or proposal.content:
            if speeches and not self._stops(speeches[-1][-1][1], span[0]):
                speeches[-1].append(span)
            else:
                speeches.append([span])
        cue = proposal.cue[0][0]
        main = min(range(len(speeches)), key=lambda n: min(abs(s - cue) + abs(e - cue) - (e - s) for s, e in speeches[n]))
        return [[span for speech in speeches[: main + 1] for span in speech], *speeches[main + 1 :]]

    def _sentences(self, span: CharRange) -> list[CharRange]:
        """Cut a span where a sentence starts in it that no quotation holds together with what is before."""
        cuts = [span[0]]
        for token in self.page.doc[self._tokens(span).start + 1 : self._tokens(span).stop]:
            quotation = self.page.quotation_at(token.idx)
            free = quotation is None or quotation.outer[0] == token.idx
            if token.is_sent_start and free and self.page.text[: token.idx].rstrip(_CLOSING).endswith(_STOPS):
                cuts.append(token.idx)
        return [(s, e) for s, e in zip(cuts, [*cuts[1:], span[1]], strict=True) if s < e]

    def _stops(self, end: int, start: int) -> bool:
        """Say whether a sentence ends between two spans."""
        before, between = self.page.text[:end].rstrip(_CLOSING), self.page.text[end:start].rstrip(_OPENING)
        return before.endswith(_STOPS) or between.endswith(_STOPS) or "\n" in between

    def _tidied(self, span: CharRange) -> CharRange | None:
        tokens = self._tokens(span)
        start, end = trimmed(self.page.doc, tokens[0], tokens[-1] + 1)
        if start >= end:
            return None
        words = self.page.chars(start, end)
        return max(span[0], words[0]), min(span[1], words[1])

    def _place(self, proposal: Proposal) -> Draft | None:
        """Put the words beside the cue on the shelf, or confirm the draft that is there; None when nothing is made of them."""
        inner = next((d for d in self._inside(proposal) if _jaccard(d, proposal) >= LIKE), None)
        if inner is not None:
            return self._confirm(inner, proposal)
        rivals = self._rivals(proposal)
        marked = [d for d in rivals if d.kind == "direct"]
        best = max(rivals, key=lambda d: _jaccard(d, proposal), default=None)
        if best is not None and self._is_alike(best, proposal):
            return self._confirm(best, proposal)
        if self._runs_over(proposal, rivals) or self._falls_short(proposal, rivals):
            return None
        if marked:
            return self._confirm(marked[0], proposal)
        return self._add(proposal, rivals) if proposal.content_share >= DOUBTFUL else None

    def _inside(self, proposal: Proposal) -> list[Draft]:
        """Return the drafts inside others that have the proposal's cue."""
        near = self.shelf.near(proposal.content[0][0], proposal.content[-1][1])
        return [d for d in near if d.outer is not None and any(_overlap(own, span) for own in d.cue_at for span in proposal.cue)]

    def _is_alike(self, draft: Draft, proposal: Proposal) -> bool:
        """Say whether a draft has the proposal's words, and the rules have not taken in its cue with them."""
        return not _overran(draft, proposal) and _jaccard(draft, proposal) >= (_SAME if draft.kind == "direct" else LIKE)

    def _runs_over(self, proposal: Proposal, rivals: Sequence[Draft]) -> bool:
        """Say whether the content takes in the cue of a draft that stands beside it: then the rules have parted what belongs to two."""
        own = {i for span in proposal.cue for i in self._tokens(span)}
        heads = {d.cue.head.i: d.cue.head.idx for d in rivals if d.cue is not None}
        return len(heads) > 1 and any(s <= at < e for head, at in heads.items() if head not in own for s, e in proposal.content)

    def _falls_short(self, proposal: Proposal, rivals: Sequence[Draft]) -> bool:
        """Say whether the content is only a part of one that the rules have in several pieces ("accused China | of preparing it")."""
        longer = [d for d in rivals if len(d.content) > 1 and not _overran(d, proposal)]
        return any(all(any(a <= s and e <= b for a, b in d.content) for s, e in proposal.content) for d in longer)

    def _go_on(self, main: Draft, proposal: Proposal) -> None:
        """Let further sentences in marks go on with a speech, where no draft has them yet."""
        if self._rivals(proposal) or self.page.part_at(proposal.content[0][0]) != self.page.part_at(main.end - 1):
            return
        content, kind = fit_to_marks(self.page, proposal.content, set())
        quotation = self.page.quotation_at(content[0][0]) if content else None
        if kind != "indirect" and quotation is not None and is_sentence_like(self.page, quotation):
            draft = Draft(kind, content, follows=main, why="tagger, speech goes on", from_tagger=True)
            draft.shares = _shares(proposal)
            self.shelf.add(draft)

    def _rivals(self, proposal: Proposal) -> list[Draft]:
        near = self.shelf.near(proposal.content[0][0], proposal.content[-1][1])
        return [d for d in near if d.outer is None and _shared(d, proposal)]

    def _confirm(self, draft: Draft, proposal: Proposal) -> Draft:
        """Take from a proposal the source of a direct quotation whose cue names none, or where the tagger is sure of another."""
        draft.shares = _shares(proposal)
        first = draft
        while first.follows is not None:
            first = first.follows
        tagged = proposal.source
        same = first.source_at is not None and tagged is not None and _overlap(first.source_at, tagged)
        same = same or (tagged is not None and self.page.text[slice(*tagged)].lower() in RELATIVES)
        one_cue = any(_overlap(own, span) for own in first.cue_at for span in proposal.cue)
        wanted = first.source is None or (one_cue and not same and proposal.source_share >= SURE_AGAINST_RULES)
        if wanted and first.label is None and proposal.source is not None:
            self._give_source(first, proposal.source)
        return draft

    def _add(self, proposal: Proposal, rivals: list[Draft]) -> Draft | None:
        near = self.shelf.near(proposal.content[0][0], proposal.content[-1][1])
        gone = {id(d) for d in rivals}
        taken = {span for d in near if d.kind == "direct" and id(d) not in gone for span in d.content}
        content, kind = fit_to_marks(self.page, proposal.content, taken)
        cue = self._cue_in(proposal)
        if not content or cue is None:
            return None
        draft = Draft(kind, content, cue=cue, cue_at=list(proposal.cue), why="tagger", from_tagger=True, shares=_shares(proposal))
        agreeing = next((d for d in rivals if d.cue is not None and d.cue.head.i == cue.head.i), None)
        if agreeing is None and (self._is_deed(draft) or self._is_told_apart(draft)):
            return None
        if agreeing is not None:
            draft.cue_at = agreeing.cue_at
        self._choose_source(draft, proposal, agreeing)
        self.shelf.take_out(rivals)
        self.shelf.add(draft)
        return draft

    def _is_told_apart(self, draft: Draft) -> bool:
        """Say whether words without marks stand in another sentence than their cue: no cue reports beyond its own sentence."""
        return (
            draft.kind == "indirect"
            and draft.cue is not None
            and self.page.doc[self.page.token_at(draft.start)].sent != draft.cue.head.sent
        )

    def _is_deed(self, draft: Draft) -> bool:
        """Say whether what the tagger takes for words is an act: a verb that is no verb of speech, with an object and no marks."""
        if draft.kind != "indirect" or draft.cue is None:
            return False
        opener = self.page.text[slice(*draft.content[0])].split()[0].lower()
        if opener == "to" and draft.cue.head.pos_ == "VERB":
            return draft.cue.is_deed or self.lexicon.match(draft.cue.head) is None
        if opener in _CLAUSE_OPENERS:
            return False
        if draft.cue.is_deed:
            return True
        first = self.page.doc[self.page.token_from(draft.start)]
        clause = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in self.page.doc[first.i : self.page.token_from(draft.end)])
        return not clause and draft.cue.head.i not in self.cues

    def _choose_source(self, draft: Draft, proposal: Proposal, agreeing: Draft | None) -> None:
        """Choose between the source of the parse and that of the tagger."""
        parsed = agreeing.source_at if agreeing is not None else source_place(self.page, draft.cue) if draft.cue is not None else None
        noun = agreeing.source if agreeing is not None else draft.cue.source if draft.cue is not None else None
        tagged = proposal.source
        same = parsed is not None and tagged is not None and _overlap(parsed, tagged)
        relative = tagged is not None and self.page.text[slice(*tagged)].lower() in RELATIVES
        if parsed is not None and (same or relative or proposal.source_share < SURE_OF_SOURCE):
            draft.source, draft.source_at = noun, parsed
            draft.why = "tagger and parse"
        elif tagged is not None:
            self._give_source(draft, tagged)

    def _cue_in(self, proposal: Proposal) -> Cue | None:
        """Return the rules' cue that stands in the proposed one, else a cue made of its words."""
        tokens = [i for span in proposal.cue for i in self._tokens(span)]
        known = next((self.cues[i] for i in tokens if i in self.cues), None)
        if known is not None or not tokens:
            return known
        head = self.page.doc[tokens[0] : tokens[-1] + 1].root
        matched = self.lexicon.match(head)
        entry = matched[0] if matched is not None else ReportingVerb(head.lemma_.lower(), "says")
        return Cue(head, entry, tuple(tokens), None, None, is_negated(head), "tagger")

    def _give_source(self, draft: Draft, place: CharRange) -> None:
        """Set the source of a draft to the noun phrase at a place."""
        tokens = self._tokens(place)
        start, end = trimmed(self.page.doc, tokens[0], tokens[-1] + 1)
        if start >= end:
            return
        noun = _root(self.page.doc[start:end])
        while noun.dep_ in _INNER and start - 6 <= noun.head.i < end + 6 and noun.head.pos_ in {"NOUN", "PROPN"}:
            noun = noun.head
        if noun.i >= end:
            end = noun.i + 1
        draft.source, draft.source_at = noun, self.page.chars(start, end)
        if draft.cue is not None:
            draft.cue = replace(draft.cue, source=draft.source)

    def _tokens(self, place: CharRange) -> range:
        first = self.page.token_at(place[0])
        return range(first, max(first + 1, self.page.token_from(place[1])))


def _overran(draft: Draft, proposal: Proposal) -> bool:
    """Say whether the rules' content takes in the proposal's cue, which reports the better part of it."""
    return draft.kind != "direct" and any(draft.covers(*span) for span in proposal.cue)


def _root(span: Any) -> Any:
    """Return the first noun or pronoun of a span that hangs on a word outside it, else the span's root."""
    tops = (t for t in span if not span.start <= t.head.i < span.end or t.head.i == t.i)
    return next((t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"}), span.root)


def _overlap(a: CharRange, b: CharRange) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _shares(proposal: Proposal) -> tuple[float, float, float]:
    return proposal.cue_share, proposal.link_share, proposal.source_share


def _shared(draft: Draft, proposal: Proposal) -> int:
    return sum(max(0, min(e, b) - max(s, a)) for s, e in draft.content for a, b in proposal.content)


def _jaccard(draft: Draft, proposal: Proposal) -> float:
    shared = _shared(draft, proposal)
    return shared / (draft.size + sum(e - s for s, e in proposal.content) - shared)
