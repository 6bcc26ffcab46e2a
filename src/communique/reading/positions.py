"""Who wants what: each issue named in a text, with who takes a stance on it, how strongly, and in whose words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.reading.ballots import Ballot, Ballots, Effects
from communique.reading.cast import Cast
from communique.reading.clauses import PASSIVE_SUBJECTS, SUBJECTS, child, is_passive
from communique.reading.drafts import Draft, Page
from communique.reading.free_labels import ARTICLES, about_of, obliged_in, phrase_of
from communique.reading.held import Held, once
from communique.reading.holders import Holder, Holders
from communique.reading.issues import Found, IssueFinder, referred
from communique.reading.listed import Item, asked_in, heading_of, is_numbered, leading, lists, opener
from communique.reading.nominals import speaks_for
from communique.reading.operatives import Operative, Operatives, is_conditional, is_denied, is_possible
from communique.reading.speakers import Speakers
from communique.reading.stance_paths import Climber
from communique.reading.ways import Way
from communique.record import Basis
from communique.vocabulary.issues import Issue
from communique.vocabulary.stances import StanceWords

FREE = "free:"
PLANS = "peace-proposals"
_WIDEST = 14
_NEAR = 4
_RESERVED = 2
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CALLING = frozenset({"call", "describe", "hail", "brand", "label", "dismiss", "praise", "deem", "consider"})
_OF_PERSONS = frozenset(
    {"support", "back", "endorse", "oppose", "reject", "condemn", "denounce", "criticise", "criticize", "favour", "favor"}
)
_CHARGES = frozenset(
    {
        "charge",
        "accusation",
        "allegation",
        "claim",
        "report",
        "criticism",
        "suggestion",
        "notion",
        "idea",
        "question",
        "assertion",
        "argument",
        "request",
        "theory",
    }
)


class Stances:
    """The issues and stance words of the vocabulary, arranged for reading; made once for all texts."""

    def __init__(self, issues: Mapping[str, Issue], words: StanceWords) -> None:
        self.issues = issues
        self.finder = IssueFinder(issues)
        self.operatives = Operatives(words)


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposal as far as positions need it: its id and who made it."""

    id: str
    by: str


def find_positions(speakers: Speakers, drafts: Sequence[Draft], stances: Stances, proposals: Mapping[int, Plan]) -> list[Held]:
    """Find the positions that a text tells, in order of place; what cannot be laid to somebody is left out.

    `proposals` gives the proposal at each token that names one: a stance on it has it as its target.
    """
    return _Search(speakers, drafts, stances, proposals).all()


class _Search:
    def __init__(self, speakers: Speakers, drafts: Sequence[Draft], stances: Stances, proposals: Mapping[int, Plan]) -> None:
        self._page: Page = speakers.page
        self._cast: Cast = speakers.cast
        self._speakers, self._stances = speakers, stances
        self._holders = Holders(speakers, drafts)
        self._drafts, self._proposals = drafts, proposals
        found = [one for one in stances.finder.find(self._page.doc) if not self._is_name(one)]
        named = {i for one in found for i in one.tokens}
        at_words = [*found, *(Found(PLANS, (i,), i) for i in proposals if i not in named)]
        operatives = stances.operatives.find(self._page.doc)
        self._ballots = Ballots(speakers, at_words, Effects(stances.operatives.effects, operatives))
        self._found = sorted([*self._with_papers(at_words), *referred(self._page.doc, at_words, operatives)], key=lambda f: f.tokens)
        self._again = self._ballots.papers | {one.top for one in self._found if one not in at_words}
        self._climber = Climber(self._page.doc, stances.operatives, self._found)

    def _is_name(self, found: Found) -> bool:
        """Say whether the words are part of a body's name ("National Unity Government"), which asks for nothing; a court is an issue."""
        mention = self._cast.at.get(found.tokens[0])
        if mention is None or not mention.actor.startswith(("org:", "group:")) or found.issue == "icc":
            return False
        return mention.start <= found.tokens[0] and found.tokens[-1] < mention.end and len(found.tokens) > 1

    def _with_papers(self, found: list[Found]) -> Iterator[Found]:
        """Yield the issues named, and what a draft or resolution is on where it is spoken of again: "backed the text"."""
        papers = self._ballots.papers
        yield from (one for one in found if papers.isdisjoint(one.tokens))
        for number in papers:
            yield from (Found(m.found.issue, (number,), number, m.against) for m in self._ballots.paper_at(number)[:1])

    def all(self) -> list[Held]:
        listed, votes = list(self._listed()), list(self._ballots.all())
        voted = {ballot.at.i for ballot in votes}
        held, used = listed.copy(), {i for one in listed for i in range(*self._tokens(one.words))}
        last: tuple[Found, Way, Holder] | None = None
        for found in self._found:
            if found.top in used:
                continue
            way = self._climber.way(found)
            if way is not None and way.operative is not None and not voted.isdisjoint(way.operative.tokens):
                continue
            if way is not None and way.kind != "operative" and found.top in self._again:
                continue
            holder = self._holders.holder(way) if way is not None else None
            if way is None and last is not None and self._goes_on(last[0], last[1], found):
                way, holder = Way("operative", last[1].at, found.against, [found.top], last[1].operative), last[2]
            if way is None or way.stance is None or holder is None:
                continue
            if way.operative is not None:
                last = (found, way, holder)
                used.update(way.operative.tokens)
            held.append(self._on_issue(found, way, holder))
        for operative in self._climber.operatives.values():
            if used.isdisjoint(operative.tokens) and voted.isdisjoint(operative.tokens):
                held.extend(self._free(operative) if operative.word.free else self._withheld(operative))
        for draft in self._drafts:
            held.extend(self._judged(draft) if draft.cue is None or draft.cue.head.i not in used else ())
        held.extend(self._obliged(held))
        held.extend(one for ballot in votes for one in self._voted(ballot))
        return once(sorted(held, key=lambda h: h.words))

    def _voted(self, ballot: Ballot) -> Iterator[Held]:
        """Yield the positions that a vote or sponsorship amounts to, one for each matter of the paper."""
        basis: Basis = "sponsorship" if ballot.side == "sponsor" else "vote"
        words = self._page.chars(ballot.at.i, ballot.at.i + 1)
        for matter in ballot.matters:
            issue, stance = self._stances.issues[matter.found.issue], ballot.stance_on(matter)
            strength = _RESERVED if stance == "neutral" else 9 if ballot.side == "veto" else 6
            yield Held(
                ballot.voters,
                issue.id,
                issue.label,
                stance,
                strength,
                words,
                words,
                (),
                None,
                basis,
                None,
                f"{ballot.how}; its text tells what it was on",
            )

    def _goes_on(self, before: Found, way: Way, found: Found) -> bool:
        """Say whether an issue is the next item of a list that the parse lost: "an end to strikes, a swap of prisoners, and for talks"."""
        doc = self._page.doc
        top, first = doc[found.top], doc[found.top].left_edge.i
        if way.operative is None or top.pos_ not in {"NOUN", "PROPN"} or first <= before.tokens[-1] or top.sent.start > before.tokens[0]:
            return False
        between = doc[before.tokens[-1] + 1 : first]
        again = doc[way.operative.last].lower_ if len(way.operative.tokens) > 1 else None
        if len(between) > 1 and between[-1].lower_ == again and between[-2].lower_ in {"and", ","}:
            return not any(t.tag_ in _FINITE for t in between)
        if [t.lower_ for t in between] == ["and"] and top.dep_ in {"conj", "dobj", "pobj", "appos"} and not way.turned:
            return True
        if not between or between[-1].lower_ not in {",", ";", "and"} or any(t.tag_ in _FINITE for t in between):
            return False
        return doc[first].pos_ == "DET" or (not way.turned and between[-1].lower_ == "and" and any(t.text == "," for t in between))

    def _on_issue(self, found: Found, way: Way, holder: Holder) -> Held:
        issue = self._stances.issues[found.issue]
        target = next((self._proposals[i].id for i in found.tokens if i in self._proposals), None)
        return self._held(issue.id, issue.label, way, self._words(found, way), holder, target=target)

    def _words(self, found: Found, way: Way) -> tuple[int, int]:
        """Return the words that name the issue with what governs them, of a clause about it with the clause's core."""
        numbers = {*found.tokens, *way.path}
        if way.kind in {"modal", "predicate"}:
            numbers.add(way.at.i)
            for c in way.at.children:
                if c.dep_ in {"nsubj", "nsubjpass", "acomp", "attr"} and c.right_edge.i - c.left_edge.i < _WIDEST:
                    numbers |= {c.left_edge.i, c.right_edge.i} if c.sent.start <= c.left_edge.i else set()
        return self._page.chars(min(numbers), max(numbers) + 1)

    def _held(self, issue: str, label: str, way: Way, words: tuple[int, int], holder: Holder, *, target: str | None = None) -> Held:
        stance, operative = way.stance, way.operative
        assert stance is not None
        told = way.predicate or (operative.word if operative else None)
        at = operative.tokens[0] if operative else way.at.i
        phrase = told.phrase if told is not None else f"{way.kind} {way.at.lemma_}"
        return Held(
            actors=holder.actors,
            issue=issue,
            label=label,
            stance=stance,
            strength=_RESERVED if stance == "neutral" else told.strength if told is not None else way.strength,
            words=words,
            operative=self._page.chars(at, at + 1),
            asked_of=self._asked_of(way),
            target=target,
            basis=holder.basis,
            draft=holder.draft,
            why=f"{phrase}{', turned' if way.turned else ''}; {holder.how}",
        )

    # -- lists ------------------------------------------------------------------------------------------------------------

    def _listed(self) -> Iterator[Held]:
        """Yield what the lists of a text ask for: items after "X calls for:", and the numbered points of a proposal."""
        doc, operatives = self._page.doc, self._stances.operatives
        for lead, items in lists(self._page):
            opening = [operatives.opening(doc, item.start, item.end) for item in items]
            actor = opener(self._page, lead, self._cast) if sum(o is not None for o in opening) > 1 else None
            if actor is not None:
                holder: Holder | None = Holder((speaks_for(self._cast, actor),), "speech", None, "opens the list of its acts")
                for item, operative in zip(items, opening, strict=True):
                    yield from self._items(item, operative, holder, None) if operative is not None and holder is not None else ()
                continue
            told = leading(self._page, lead, self._climber.operatives)
            holder = self._holders.of_operative(told) if told is not None else None
            plan = self._plan_of(items) if holder is None and is_numbered(items) else None
            if plan is not None:
                holder = Holder((plan.by,), "speech", None, "a point of the proposal's list")
            for item in items if holder is not None else ():
                yield from self._items(item, told, holder, plan) if holder is not None else ()

    def _items(self, item: Item, operative: Operative | None, holder: Holder, plan: Plan | None) -> Iterator[Held]:
        point = (plan.id, item.number) if plan is not None else None
        asked = asked_in(item, self._climber, self._found)
        told = [(one, way) for one, way in asked if operative is not None or way.kind != "operative"]
        heading = heading_of(item, self._page.doc)
        whole = 0 < heading[1] - heading[0] <= _WIDEST
        for found, way in told:
            if operative is not None and way.kind == "heading":
                way = Way("operative", operative.head, way.turned, way.path, operative)
            if way.stance is not None:
                one = replace(self._on_issue(found, way, holder), point=point)
                yield replace(one, words=self._page.chars(*heading)) if len(told) == 1 and way.kind == "heading" and whole else one
        if not told and (plan is not None or (operative is not None and operative.word.free)) and whole:
            top = self._page.doc[heading[0]]
            way = Way("operative", operative.head, operative=operative) if operative is not None else Way("heading", top, strength=5)
            yield replace(self._labelled(*heading, way, holder), point=point)

    def _plan_of(self, items: Sequence[Item]) -> Plan | None:
        """Return the proposal whose list this is: the one named last before it."""
        before = max((i for i in self._proposals if i < items[0].start), default=None)
        return self._proposals[before] if before is not None else None

    def _tokens(self, words: tuple[int, int]) -> tuple[int, int]:
        return self._page.token_from(words[0]), self._page.token_from(words[1])

    # -- what is called something -------------------------------------------------------------------------------------------------

    def _judged(self, draft: Draft) -> Iterator[Held]:
        """Yield the position in "called it an important first step", "called the sanctions a mistake": the words behind judge it."""
        cue = draft.cue
        if cue is None or cue.head.lemma_ not in _CALLING or cue.negated or draft.outer is not None:
            return
        clause = child(cue.head, "ccomp", "oprd")
        named = child(cue.head, "dobj") or (child(clause, "nsubj") if clause is not None else None)
        if named is None or named.i < cue.head.i:
            return
        operatives, answer = self._stances.operatives, self._speakers.answer(draft)
        predicate = operatives.predicate(named) or operatives.predicate(named.right_edge)
        judged = self._judged_issue(named)
        if judged is not None and predicate is not None and answer.actors:
            issue, target = judged
            words = self._page.chars(named.i, min(cue.head.right_edge.i, named.i + _WIDEST))
            way, holder = Way("predicate", named, predicate=predicate), Holder(answer.actors, "speech", draft, answer.how)
            yield self._held(issue, self._stances.issues[issue].label, way, words, holder, target=target)

    def _judged_issue(self, named: Any) -> tuple[str, str | None] | None:
        """Return the issue that a noun names, or the proposal that a noun or "it" means, as its issue and target."""
        plan = self._proposals.get(named.i)
        target = plan.id if plan is not None else (self._last_proposal(named.i, 2) if named.lower_ in {"it", "this"} else None)
        if target is not None:
            return PLANS, target
        return next(((one.issue, None) for one in self._found if one.top == named.i and not one.against), None)

    def _withheld(self, operative: Operative) -> Iterator[Held]:
        """Yield the neutral position of who reserves judgment on a proposal spoken of just before."""
        if operative.word.stance != "neutral" or is_conditional(operative.head):
            return
        proposal, holder = self._last_proposal(operative.head.i, _NEAR), self._holders.of_operative(operative)
        way = Way("operative", operative.head, operative=operative)
        if proposal is not None and holder is not None and way.stance is not None:
            words = self._page.chars(operative.head.i, operative.last + 1)
            yield self._held(PLANS, self._stances.issues[PLANS].label, way, words, holder, target=proposal)

    def _last_proposal(self, before: int, sentences: int) -> str | None:
        """Return the proposal named last before a token, within so many sentences."""
        number = max((i for i in self._proposals if i < before), default=None)
        if number is None:
            return None
        between = sum(1 for t in self._page.doc[number + 1 : before + 1] if t.is_sent_start)
        return self._proposals[number].id if between <= sentences else None

    # -- of whom it is asked ----------------------------------------------------------------------------------------------

    def _asked_of(self, way: Way) -> tuple[str, ...]:
        """Return those of whom it is asked: "urged X to", "called on X", "demanded that X", "called for X to", "X must"."""
        nouns = [self._asked(way.operative)] if way.operative is not None else [child(way.at, *SUBJECTS)]
        below = [self._page.doc[i] for i in way.path]
        nouns += [child(token, *SUBJECTS) for token in below if token.pos_ in {"VERB", "AUX"}]
        named = [m for noun in nouns if noun is not None for m in self._cast.mention_in(noun.left_edge.i, noun.right_edge.i + 1)[:3]]
        return tuple(dict.fromkeys(m.actor for m in named if m.role not in {"adjective", "demonym", "place"}))

    def _asked(self, operative: Operative) -> Any | None:
        last = operative.head.doc[operative.last]
        if operative.word.phrase in {"call on", "call upon", "appeal to", "call to"}:
            return child(last, "pobj")
        if operative.word.stance in {"demands", "calls for"} and len(operative.tokens) == 1:
            noun = child(operative.head, *PASSIVE_SUBJECTS) if is_passive(operative.head) else child(operative.head, "dobj")
            return noun if noun is not None and child(operative.head, "xcomp", "ccomp", "advcl") is not None else None
        return None

    # -- what no declared issue names ---------------------------------------------------------------------------------------

    def _free(self, operative: Operative) -> Iterator[Held]:
        """Yield the position on something that no declared issue names, with the words of the text as its label."""
        head = operative.head
        about = about_of(operative)
        if (
            about is None
            or self._ballots.paper_at(about.i)
            or is_conditional(head)
            or (is_possible(head) and not operative.negated)
            or not self._climber.decides(operative)
        ):
            return
        way = Way("operative", head, path=[about.i], operative=operative)
        holder = self._holders.of_operative(operative)
        if holder is None or way.stance is None or self._is_company(about, operative):
            return
        start, end = phrase_of(about)
        if start >= end or any(t.pos_ == "PRON" and t.lower_ not in ARTICLES for t in self._page.doc[start:end]):
            return
        yield replace(self._labelled(start, end, way, holder), target=self._named(about))

    def _is_company(self, about: Any, operative: Operative) -> bool:
        """Say whether words take no stance on a person: "accepted", "welcomed", "looked forward to" him; to back or condemn him is one."""
        return (self._named(about) or "").startswith("person:") and operative.word.phrase.split()[0] not in _OF_PERSONS

    def _obliged(self, held: Sequence[Held]) -> Iterator[Held]:
        """Yield what somebody says that a party must do, where no declared issue tells it."""
        told = {i for one in held for i in range(*self._tokens(one.words))} | {i for one in self._found for i in one.tokens}
        for verb, noun, strength in obliged_in(self._page.doc):
            doer = child(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
            way = Way("modal", verb, turned=is_denied(verb), path=[noun.i], strength=strength)
            named = doer is not None and (doer.i == noun.i or self._cast.at.get(doer.i) is not None)
            holder = self._holders.holder(way) if named and told.isdisjoint(range(verb.left_edge.i, verb.right_edge.i + 1)) else None
            if holder is not None and holder.draft is not None:
                yield self._labelled(*phrase_of(noun), way, holder)

    def _labelled(self, start: int, end: int, way: Way, holder: Holder) -> Held:
        """Make a position on what the words say, with the words as its label."""
        words = self._page.chars(start, end)
        label = " ".join(self._page.text[words[0] : words[1]].split())
        return self._held(FREE + re.sub(r"[^\w]+", "-", label.casefold()).strip("-"), label, way, words, holder)

    def _named(self, about: Any) -> str | None:
        mention = self._cast.at.get(about.i)
        return mention.actor if mention is not None and mention.role not in {"adjective", "place"} else None
