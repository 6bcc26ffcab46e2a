"""Votes and sponsorship as a text tells them: what the text voted on asks for, and who was for it, against it, or put it forward."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from communique.reading.cast import Cast
from communique.reading.clauses import agent, child, is_passive, subject
from communique.reading.drafts import Page
from communique.reading.issues import Found
from communique.reading.operatives import Operative, is_conditional, is_denied
from communique.reading.speakers import Speakers
from communique.record import Stance

Side = Literal["yes", "no", "abstain", "veto", "sponsor"]

PAPERS = frozenset({"resolution", "draft", "text", "motion", "amendment"})
_SPONSORING = frozenset(
    {"sponsor", "co-sponsor", "cosponsor", "table", "write", "draft", "submit", "introduce", "circulate", "author", "co-author", "present"}
)
_STANCES: dict[Side, Stance] = {"yes": "supports", "no": "opposes", "abstain": "neutral", "veto": "rejects", "sponsor": "supports"}
_TURNED: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports", "rejects": "supports", "neutral": "neutral"}
_FOR, _AGAINST = frozenset({"for", "favour", "favor"}), frozenset({"against"})
_BEFORE_NAME = frozenset({"adjective", "place"})
_ASKED = frozenset(
    {"relcl", "acl", "prep", "dobj", "pobj", "pcomp", "xcomp", "ccomp", "conj", "appos", "nsubjpass", "nsubj", "advcl", "dative"}
)
_HIGHEST = 12
_MOST = 3
_LONGEST_SINCE = 12
_UNREAL = frozenset({"will", "would", "may", "might", "could", "should", "to", "can", "must", "shall"})


@dataclass(frozen=True, slots=True)
class Matter:
    """An issue that a paper is on, and whether the paper goes against it."""

    found: Found
    against: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """Who did what with a paper: the states or bodies, the word that tells it, and what the paper is on."""

    voters: tuple[str, ...]
    side: Side
    at: Any
    matters: tuple[Matter, ...]
    how: str

    def stance_on(self, matter: Matter) -> Stance:
        """Return the stance that the vote takes on one matter of the paper."""
        stance = _STANCES[self.side]
        return _TURNED[stance] if matter.against else stance


class Ballots:
    """The papers of one text with their matters, and the votes on them."""

    def __init__(self, speakers: Speakers, found: Sequence[Found], effects: "Effects") -> None:
        self._page: Page = speakers.page
        self._cast: Cast = speakers.cast
        self._speakers, self._effects = speakers, effects
        self._by_top = {one.top: one for one in found}
        self._papers = self._find_papers()

    def paper_at(self, number: int) -> tuple[Matter, ...]:
        """Return what the paper named at a token is on, as far as the text has told it by then; nothing where no paper stands there."""
        return self._papers.get(number, ())

    @property
    def papers(self) -> frozenset[int]:
        """The numbers of the tokens that name a paper."""
        return frozenset(self._papers)

    def all(self) -> Iterator[Ballot]:
        """Yield the votes and sponsorships, in order of place."""
        for token in self._page.doc:
            for side, voter, on in self._told_at(token):
                matters = self._matters_of(token, on)
                voters = self._voters(voter)
                if side == "sponsor":
                    voters = tuple(v for v in voters if not v.startswith("person:"))
                if matters and voters:
                    yield Ballot(voters, side, token, matters, f"{side} at {token.text!r}")

    # -- what a paper is on -----------------------------------------------------------------------------------------------------

    def _find_papers(self) -> dict[int, tuple[Matter, ...]]:
        papers: dict[int, tuple[Matter, ...]] = {}
        last: tuple[int, tuple[Matter, ...]] | None = None
        for noun in self._page.doc:
            if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() not in PAPERS or noun.dep_ == "compound":
                continue
            matters = self._of_paper(noun)
            near = last is not None and self._page.part_at(noun.idx) - self._page.part_at(self._page.doc[last[0]].idx) <= _LONGEST_SINCE
            if last is not None and near and (not matters or _is_named_again(noun)):
                matters = _joined(last[1], matters)
            if matters:
                last = (noun.i, matters)
            papers[noun.i] = matters
        return papers

    def _of_paper(self, noun: Any) -> tuple[Matter, ...]:
        verb = noun.head if noun.dep_ == "nsubj" else None
        asks = verb is not None and verb.pos_ == "VERB" and not is_passive(verb) and verb.lemma_ not in {"be", "fail", "pass", "win", "say"}
        roots = [noun, *([verb, *(c for c in verb.children if c.dep_ == "conj" and child(c, "nsubj") is None)] if asks and verb else [])]
        matters: list[Matter] = []
        for root in roots:
            for token in root.subtree if root is noun else (t for c in root.children if c.i > root.i for t in c.subtree):
                one = self._by_top.get(token.i)
                if one is not None and noun.i not in one.tokens:
                    against = self._against(token, root)
                    if against is not None and all(one.top != m.found.top for m in matters):
                        matters.append(Matter(one, against ^ one.against))
        return tuple(matters[:_MOST])

    def _against(self, token: Any, root: Any) -> bool | None:
        """Return whether the words between a paper and an issue turn it ("condemning the use of torture"); None where they do not tell."""
        turned = False
        for _ in range(_HIGHEST):
            if token.i == root.i:
                return turned
            if token.dep_ not in _ASKED and token.dep_ not in {"compound", "amod", "nmod", "poss"}:
                return None
            token = token.head
            turned ^= self._effects.turns(token)
        return None

    # -- who voted how --------------------------------------------------------------------------------------------------------

    def _told_at(self, token: Any) -> Iterator[tuple[Side, Any, Any | None]]:
        """Yield how a word tells a vote: which, the noun of the voters, and the word that the matter hangs on."""
        if token.pos_ in {"VERB", "AUX"} and not self._is_real(token):
            return
        if token.lemma_ == "veto" and token.pos_ == "VERB":
            yield "veto", agent(token) if is_passive(token) else subject(token), token
        elif token.lemma_ == "abstain" and token.pos_ == "VERB":
            yield "abstain", _beside(token) or subject(token), token
        elif token.lemma_ in {"vote", "side"} and token.pos_ == "VERB":
            cast = _direction(token)
            if cast is not None:
                yield cast, _beside(token) or subject(token), token
        elif token.lemma_.lower() in _SPONSORING and token.pos_ == "VERB":
            yield from self._sponsored(token)
        elif token.pos_ == "NOUN":
            yield from _told_by_noun(token)
        elif token.lemma_ == "be" and self._papers and (taken := _taken_side(token)) is not None:
            yield taken, subject(token), None
        elif token.lower_ == "with":
            voter, way = child(token, "pobj"), child(token, "prep", "pcomp")
            after = token.doc[voter.right_edge.i + 1 :] if voter is not None else ()
            near = [t.lower_ for t in after[:2]] if voter is not None else []
            if voter is not None and (way is not None or near) and {"favour", "favor", "against"} & {*near, *(_near_words(voter))}:
                yield ("no" if "against" in {*near, *_near_words(voter)} else "yes"), voter, token.head

    def _is_real(self, verb: Any) -> bool:
        helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        return not (helpers & _UNREAL) and not is_denied(verb) and not is_conditional_of(verb)

    def _sponsored(self, verb: Any) -> Iterator[tuple[Side, Any, Any | None]]:
        paper = verb.head if verb.dep_ == "acl" else child(verb, "nsubjpass", "dobj")
        if verb.dep_ == "conj" and paper is None:
            first = verb.head
            paper = first.head if first.dep_ == "acl" else child(first, "nsubjpass", "dobj")
        if paper is None or paper.i not in self._papers:
            return
        doer = agent(verb) or (None if is_passive(verb) or child(verb, "dobj") is None else subject(verb))
        if doer is None and (by := next((c for c in verb.children if c.lower_ == "by"), None)) is not None:
            doer = child(by, "pobj")
        if doer is not None:
            yield "sponsor", doer, paper

    def _matters_of(self, token: Any, on: Any | None) -> tuple[Matter, ...]:
        """Return what a vote was on: its own paper or matter, else one of its sentence, else the last paper named before."""
        if on is not None and on.i in self._papers:
            return self._papers[on.i]
        for word in token.subtree:
            if word.i in self._papers and word.i != token.i:
                return self._papers[word.i]
        around = token.sent
        papers = [self._papers[t.i] for t in around if self._papers.get(t.i)]
        if papers:
            return papers[0]
        voted = next((self._by_top[t.i] for t in around if t.i in self._by_top and self._is_voted_on(t)), None)
        if voted is not None:
            return (Matter(voted, voted.against),)
        if token.lower_ == "with":
            return tuple(Matter(one, one.against) for t in around if (one := self._by_top.get(t.i)) is not None)[:1]
        before = max((n for n in self._papers if n < token.i), default=-1)
        voted_on = max((n for n in self._by_top if before < n < token.i and self._is_voted_on(self._page.doc[n])), default=None)
        if voted_on is not None:
            return (Matter(self._by_top[voted_on], self._by_top[voted_on].against),)
        return self._papers.get(before, ())

    def _is_voted_on(self, noun: Any) -> bool:
        token = noun
        for _ in range(5):
            token = token.head
            if token.lemma_ in {"vote", "ballot"}:
                return True
        return False

    def _voters(self, noun: Any | None) -> tuple[str, ...]:
        """Return the states and bodies among a phrase: "the three African members, Algeria, Mozambique and Sierra Leone"."""
        if noun is None:
            return ()
        named = []
        for mention in self._cast.mention_in(noun.left_edge.i, noun.right_edge.i + 1):
            root = self._page.doc[mention.start : mention.end].root
            if mention.role in _BEFORE_NAME or mention.actor.startswith("outlet:") or self._is_aside(root, noun):
                continue
            named.append(mention.actor)
        if not named:
            named = list(self._speakers.of_noun(noun).actors)
        return tuple(dict.fromkeys(named))

    def _is_aside(self, token: Any, noun: Any) -> bool:
        while token.i != noun.i and token.head.i != token.i:
            if token.dep_ in {"relcl", "acl", "prep", "advcl"}:
                return True
            token = token.head
        return False


class Effects:
    """Says which words turn what hangs on them, by the words of the vocabulary."""

    def __init__(self, effects: Any, operatives: Any) -> None:
        self._effects, self._operatives = effects, operatives

    def turns(self, token: Any) -> bool:
        """Say whether a word turns the stance on what it governs: "end", "condemn", "refrain"."""
        operative: Operative | None = self._operatives.get(token.i)
        if operative is not None:
            return (operative.word.stance in {"opposes", "rejects"}) ^ operative.negated
        kind = "verb" if token.pos_ in {"VERB", "AUX"} else "noun"
        flips = bool(self._effects.get((token.lemma_.lower(), kind)) == "flip")
        return flips ^ (token.pos_ in {"VERB", "AUX"} and is_denied(token))


def _told_by_noun(noun: Any) -> Iterator[tuple[Side, Any, Any | None]]:
    """Yield a sponsorship or votes told by a noun: "Chile's co-sponsorship of the text", "against the votes of Cuba and Algeria"."""
    owner = child(noun, "poss")
    if noun.lemma_.lower().endswith("sponsorship") and owner is not None:
        yield "sponsor", owner, noun
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    if noun.tag_ == "NNS" and noun.lemma_ == "vote" and of is not None and noun.head.lower_ in {"against", "over"}:
        yield "no", child(of, "pobj"), None


def _taken_side(verb: Any) -> Side | None:
    """Return the side in "Eritrea and Mali were against", where nothing follows that says against what."""
    side = next((c for c in verb.children if c.lower_ in {"against", "for", "in"} and c.i == verb.i + 1), None)
    if side is None:
        return None
    noun = child(side, "pobj")
    if side.lower_ == "in":
        favour = noun is not None and noun.lower_ in {"favour", "favor"} and not list(noun.children)
        return "yes" if favour else None
    return None if noun is not None else "no" if side.lower_ == "against" else "yes"


def _is_named_again(noun: Any) -> bool:
    return any(c.lower_ in {"the", "this", "that"} for c in noun.children)


def _joined(before: tuple[Matter, ...], more: tuple[Matter, ...]) -> tuple[Matter, ...]:
    known = {m.found.issue for m in before}
    return (*before, *(m for m in more if m.found.issue not in known))[:_MOST]


def _beside(participle: Any) -> Any | None:
    """Return the name right before a participle ("with Venezuela also voting against and Angola abstaining")."""
    at = participle.i - 1
    while at > 0 and participle.doc[at].pos_ == "ADV":
        at -= 1
    named = participle.tag_ == "VBG" and at >= participle.sent.start and participle.doc[at].pos_ == "PROPN"
    return participle.doc[at] if named else None


def is_conditional_of(verb: Any) -> bool:
    """Say whether a vote is only supposed or asked about; "when the assembly voted" tells it."""
    return is_conditional(verb) and not any(c.lower_ == "when" for c in verb.children)


def _near_words(noun: Any) -> set[str]:
    return {t.lower_ for c in noun.children if c.dep_ in {"prep", "acl"} and c.i > noun.i for t in (c, *c.children)}


def _direction(verb: Any) -> Side | None:
    """Return which way a vote went by the words close behind it: "voted for", "voting against", "voted in favour"."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]]
    if any(word in _AGAINST or word == "no" for word in after[:2]):
        return "no"
    if after[:1] == ["for"] or after[:1] == ["yes"] or (after[:1] == ["in"] and any(w in _FOR for w in after[1:])):
        return "yes"
    return None
