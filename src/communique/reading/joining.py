"""Rules and tagger to one list: rules keep typed marks, turns and blocks; the tagger gives reported contents, new cues and sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.reading.attributions import SILENT_PARTS, fit_to_marks, nest
from communique.reading.clauses import is_negated, trimmed
from communique.reading.cues import Cue
from communique.reading.drafts import CharRange, Draft, Page, Shelf
from communique.reading.lexicon import Lexicon
from communique.reading.linking import Proposal
from communique.vocabulary import ReportingVerb

SAME = 0.5
_STOPS = (".", "!", "?")


@dataclass(frozen=True)
class Joiner:
    """Joins what the tagger proposes for one page to the drafts of the rules."""

    page: Page
    lexicon: Lexicon
    cues: dict[int, Cue]
    shelf: Shelf

    def join(self, proposal: Proposal) -> None:
        """Let one proposal change, confirm or add a draft."""
        first = proposal.content[0][0]
        part = self.page.parts[self.page.part_at(first)]
        if part.kind in SILENT_PARTS or part.kind == "turn":
            return
        rivals = [d for d in self.shelf.near(first, proposal.content[-1][1]) if d.outer is None and _shared(d, proposal)]
        same = max(rivals, key=lambda d: _jaccard(d, proposal), default=None)
        marked = [d for d in rivals if d.kind == "direct"]
        if marked:
            self._confirm(same if same in marked else marked[0], proposal)
            return
        self._add(proposal, rivals)

    def _confirm(self, draft: Draft, proposal: Proposal) -> None:
        """Take from a proposal the source of a direct quotation whose cue names none."""
        if draft.follows is None and draft.source is None and proposal.source is not None and draft.label is None:
            self._give_source(draft, proposal.source)

    def _add(self, proposal: Proposal, rivals: list[Draft]) -> None:
        taken = {span for d in self.shelf.near(proposal.content[0][0], proposal.content[-1][1]) if d.kind == "direct" for span in d.content}
        content, kind = fit_to_marks(self.page, proposal.content, taken)
        if not content:
            return
        cue = self._cue_in(proposal)
        draft = Draft(kind, content, confidence=proposal.content_share, why="tagger")
        agreeing = next((d for d in rivals if d.cue is not None and cue is not None and d.cue.head.i == cue.head.i), None)
        if agreeing is not None:
            draft.cue, draft.cue_at, draft.source, draft.source_at = agreeing.cue, agreeing.cue_at, agreeing.source, agreeing.source_at
            draft.why = agreeing.why + ", tagger"
        elif cue is not None:
            draft.cue, draft.cue_at = cue, list(proposal.cue)
        if draft.source is None and proposal.source is not None:
            self._give_source(draft, proposal.source)
        self.shelf.take_out(rivals)
        self.shelf.add(draft)

    def _cue_in(self, proposal: Proposal) -> Cue | None:
        """Return the rules' cue that stands in the proposed one, else a cue made of its words."""
        if not proposal.cue:
            return None
        tokens = [i for span in proposal.cue for i in self._tokens(span)]
        known = next((self.cues[i] for i in tokens if i in self.cues), None)
        if known is not None:
            return known
        if not tokens:
            return None
        head = self.page.doc[tokens[0] : tokens[-1] + 1].root
        matched = self.lexicon.match(head)
        entry = matched[0] if matched is not None else ReportingVerb(head.lemma_.lower(), "says")
        return Cue(head, entry, tuple(tokens), None, None, is_negated(head), "tagger")

    def _give_source(self, draft: Draft, place: CharRange) -> None:
        """Set the source of a draft to the noun phrase at a place."""
        tokens = list(self._tokens(place))
        if not tokens:
            return
        start, end = trimmed(self.page.doc, tokens[0], tokens[-1] + 1)
        if start >= end:
            return
        draft.source = self.page.doc[start:end].root
        draft.source_at = self.page.chars(start, end)
        if draft.cue is not None:
            draft.cue = replace(draft.cue, source=draft.source)

    def _tokens(self, place: CharRange) -> range:
        return range(self.page.token_at(place[0]), max(self.page.token_at(place[0]) + 1, self.page.token_from(place[1])))


def join(page: Page, drafts: Sequence[Draft], cues: Sequence[Cue], lexicon: Lexicon, proposed: Sequence[Proposal]) -> list[Draft]:
    """Return the drafts of rules and tagger together, in order of place."""
    joiner = Joiner(page, lexicon, {cue.head.i: cue for cue in cues}, Shelf(page, drafts))
    for proposal in sorted(proposed, key=lambda p: p.content[0]):
        joiner.join(proposal)
    joined = joiner.shelf.drafts
    for draft in joined:
        draft.outer = None
    nest(joined)
    return sorted(joined, key=lambda d: (d.start, -d.end))


def _shared(draft: Draft, proposal: Proposal) -> int:
    return sum(max(0, min(e, b) - max(s, a)) for s, e in draft.content for a, b in proposal.content)


def _jaccard(draft: Draft, proposal: Proposal) -> float:
    shared = _shared(draft, proposal)
    return shared / (draft.size + sum(e - s for s, e in proposal.content) - shared)
