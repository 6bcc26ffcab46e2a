"""Reads out of one sentence in shorthand who is said to have voted how, and how many."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.reading.vote_forms import LISTED, form
from communique.reading.vote_shorthand import Shorthand
from communique.reading.vote_words import SAID, vote_of
from communique.record import Relation, Vote, VoteCount
from communique.vocabulary.vote_words import vote_words

Place = tuple[int, int]
_NOT_YET = re.compile(
    r"\b(?:would|will|could|may|might|should|must|if|whether|unless|expected|likely|plans?|planned|planning|urged|asked|threatened"
    r"|threatens|intends?|intended|set"
    r"|vowed|to|not|never|refused|declined|n't|hoping|hopes?|hoped|pressed|lobbied|until|before any|needs?|needed|can)\b[^,;:]{0,40}$"
)
_NOT_A_VOTER = re.compile(
    r"\b(?:unlike|than|other than|except|except for|bar|but|save|resolution on|aggression against|war on|war in|invasion of"
    r"|war against|text on"
    r"|(?<!representative )(?<!delegation )(?<!government )(?<!ambassador )(?<!envoy )(?<!republic )(?<!people )\bof(?: the)?)\s*$"
)
_JOINED = re.compile(r"\b(?:and|as well as|along with|together with|plus|nor|or|alongside|followed by)\b|&|/")
_SCOPE = re.compile(r"^\W*(?:of|within|among|inside|in)\b[^,;]{0,40}<G(\d+)>", re.IGNORECASE)
_FIRST = re.compile(r"^[^<]{0,30}<S(\d+)>")


@dataclass
class Told:
    """What one sentence tells of votes; `places` are ranges in the shorthand, `groups` those after which bare counts go on in a group."""

    votes: dict[str, Vote] = field(default_factory=dict)
    like: dict[str, str] = field(default_factory=dict)
    only: list[Vote] = field(default_factory=list)
    tally: dict[Vote, int] = field(default_factory=dict)
    counts: list[VoteCount] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    groups: list[tuple[int, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.votes or self.only or self.tally or self.counts or self.like)

    def vote(self, states: Iterable[str], vote: Vote, place: Place) -> None:
        """Note how states voted; what was noted first stays."""
        for state in states:
            self.votes.setdefault(state, vote)
            self.places.append(place)

    def count(self, entry: VoteCount, place: Place) -> None:
        """Note a count; an exact one of all who voted belongs to the tally."""
        if entry.number is not None and entry.relation == "exactly" and entry.among is None and not entry.but and entry.vote != "absent":
            self.tally.setdefault(entry.vote, entry.number)
        elif entry not in self.counts:
            self.counts.append(entry)
        if entry.among is not None:
            self.groups.append((place[0], entry.among))
        self.places.append(place)

    def covers(self, place: int) -> bool:
        """Say whether a place was read already."""
        return any(start <= place < end for start, end in self.places)

    def group_before(self, place: int) -> str | None:
        """The group whose members the sentence counts before a place."""
        return next((group for at, group in reversed(self.groups) if at < place), None)


@dataclass
class Sayings:
    """Reads one sentence; `last` are the states that "it" or "they" can stand for, `before` the vote told in the sentence before."""

    short: Shorthand
    last: list[str]
    before: Vote | None = None
    told: Told = field(default_factory=Told)

    def read(self) -> Told:
        """Read all forms, those that tell more before those that tell less."""
        self._scope()
        for reading in (
            self._exceptions, self._shares, self._members, self._sole, self._counted, self._counted_after, self._among, self._joined,
            self._plain, self._listed, self._nobody, self._numbers, self._got, self._so_did,
        ):  # fmt: skip
            reading()
        return self.told

    # -- tags ------------------------------------------------------------------------------------------------------------

    def states(self, words: str | None) -> list[str]:
        """The states that a row of names tells; without a joining word only its last one is the subject."""
        if not words:
            return []
        found = [str(self.short.tags[int(n)].value) for n in re.findall(r"<[SA](\d+)>", words)]
        if len(found) > 1 and not _JOINED.search(words):
            found = found[-1:]
        if not found and re.search(r"<P\d+>", words):
            first = _FIRST.match(self.short.words)
            at = self.short.words.index(words) if words in self.short.words else 0
            return [str(self.short.tags[int(first[1])].value)] if first and first.start() < at else list(self.last)
        return list(dict.fromkeys(found))

    def _number(self, tag: str) -> int:
        return int(str(self.short.tags[int(tag)].value))

    def _group(self, words: str | None) -> str | None:
        found = self.short.values(words, "G") if words else []
        return str(found[-1]) if found else None

    def _is_open(self, place: int) -> bool:
        """Say whether what is told at a place is not (yet) so: planned, asked for, denied, supposed."""
        return _NOT_YET.search(self.short.words[max(0, place - 60) : place].lower()) is not None

    def _matches(self, name: str) -> Iterable[re.Match[str]]:
        return (match for match in form(name).finditer(self.short.words) if not self._is_open(match.start()))

    def _count(self, match: re.Match[str], vote: Vote) -> VoteCount | None:
        parts = match.groupdict()
        if parts.get("n") is None:
            return None
        relation: Relation = vote_words().relations.get((parts.get("rel") or "").strip().lower(), "exactly")
        if parts.get("ormore"):
            relation = "at least"
        return VoteCount(vote=vote, number=self._number(parts["n"]), relation=relation)

    def _scope(self) -> None:
        """Note the group that a sentence speaks of as a whole ("Within ASEAN only Laos abstained")."""
        scope = _SCOPE.match(self.short.words)
        if scope is not None:
            self.told.groups.append((-1, str(self.short.tags[int(scope[1])].value)))

    def _alone(self, states: list[str], vote: Vote, place: Place) -> None:
        """Note that nobody else voted so: of all, or of the group that the sentence speaks of."""
        scope = self.told.group_before(0)
        if scope is None:
            self.told.only.append(vote)
        elif states:
            self.told.count(VoteCount(vote=vote, number=len(states), among=scope), place)

    # -- forms -----------------------------------------------------------------------------------------------------------

    def _plain(self) -> None:
        """ "China and India abstained", "with China abstaining", "Beijing again voted against"."""
        for name in ("plain", "for which"):
            for match in form(name).finditer(self.short.words):
                before = self.short.words[: match.start()]
                if (self._is_open(match.start()) and not re.search(r"\bto (?:the )?$", before)) or _NOT_A_VOTER.search(before.lower()):
                    continue
                if self.told.covers(match.start("who")) and not match["who"].startswith("<P"):
                    continue
                vote = vote_of(match) if name == "plain" else "yes" if match["yes"] else "no"
                if name == "for which" and not (match["yes"] or match["no"]):
                    continue
                self.told.vote(
                    [*self.states(match["who"]), *self.states(match["fellow"]), *self.states(match["beside"])], vote, match.span()
                )
                if match["alone"] or re.search(r"\b(?:only|just|alone)\s*$", before[-12:].lower()):
                    self._alone(self.states(match["who"]), vote, match.span())

    def _listed(self) -> None:
        """ "abstentions from China and India", "voting against were Belarus and Syria", "Against: Cuba"."""
        for name, vote in LISTED:
            for match in self._matches(name):
                if self.told.covers(match.start("who")):
                    continue
                self.told.vote(self.states(match["who"]), vote, match.span())
                if match.groupdict().get("n") is not None:
                    self.told.count(VoteCount(vote=vote, number=self._number(match["n"])), match.span())

    def _sole(self) -> None:
        """ "the only African country to vote against was Eritrea", "Israel was the only state to oppose it"."""
        for match in form("sole").finditer(self.short.words):
            vote = next(v for v in SAID if match[f"to_{v}"] or match[v])
            states, among = self.states(match["after"] or match["before"]), self._group(match["group"]) or self._group(match["of"])
            self.told.vote(states, vote, match.span())
            if match["n"] is not None or among is not None:
                number = self._number(match["n"]) if match["n"] is not None else max(1, len(states))
                self.told.count(VoteCount(vote=vote, number=number, among=among), match.span())
            elif states:
                self.told.only.append(vote)
                self.told.places.append(match.span())

    def _counted(self) -> None:
        """ "five countries - Belarus, Eritrea, North Korea, Russia and Syria - voted against", "32, including India, abstained"."""
        for match in self._matches("counted"):
            vote, states = vote_of(match), self.states(match["who"])
            count = self._count(match, vote)
            if count is None:
                continue
            among = self._group(match["group"]) or self.told.group_before(match.start())
            self.told.vote(states, vote, match.span())
            self.told.count(count.model_copy(update={"among": among}), match.span())
            whole = not (match["part"] or match["also"]) and count.number == len(states)
            if among is None and whole and count.relation == "exactly":
                self.told.only.append(vote)

    def _counted_after(self) -> None:
        """ "Only five countries voted against it: Russia, Belarus, North Korea, Syria and Eritrea."."""
        for match in self._matches("counted after"):
            vote, states, count = vote_of(match), self.states(match["who"]), self._count(match, vote_of(match))
            if count is None:
                continue
            self.told.vote(states, vote, match.span())
            self.told.count(count, match.span())
            if count.number == len(states) and count.relation == "exactly":
                self.told.only.append(vote)

    def _among(self) -> None:
        """ "India was one of 35 countries that abstained", "China was among the 32 abstentions"."""
        for match in self._matches("among"):
            vote = next(v for v in SAID if any(match[f"{p}{v}"] for p in ("", "to_", "noun_")))
            self.told.vote([*self.states(match["who"]), *self.states(match["fellow"])], vote, match.span())
            count = self._count(match, vote)
            if count is not None:
                self.told.count(count.model_copy(update={"among": self._group(match["group"])}), match.span())

    def _exceptions(self) -> None:
        """ "all but Hungary", "every EU member except Hungary voted in favour"."""
        for match in self._matches("except"):
            but = tuple(self.states(match["but"]))
            self.told.count(VoteCount(vote=vote_of(match), share="all", among=self._group(match["group"]), but=but), match.span())

    def _shares(self) -> None:
        """ "all EU members voted in favour", "no African country voted against", "17 African states abstained", "half of ASEAN"."""
        for match in self._matches("share"):
            if self.told.covers(match.start("group")):
                continue
            among, failed = self._group(match["group"]), next((v for v in SAID if match[f"failed_{v}"]), None)
            vote = failed or vote_of(match)
            share = vote_words().shares.get((match["share"] or match["share2"] or "").strip().lower())
            if failed is not None:
                share = "all" if share == "none" else None
            rel = (match["rel"] or "").strip().lower()
            if match["n"] is not None and (match["all"] is not None or rel in {"all", "the"}):
                share = "all"
            but = tuple(self.states(match["but"]))
            if share is not None:
                self.told.count(VoteCount(vote=vote, share=share, among=among, but=but), match.span())
            elif match["n"] is not None and failed is None:
                relation: Relation = vote_words().relations.get(rel, "exactly")
                self.told.count(VoteCount(vote=vote, number=self._number(match["n"]), relation=relation, among=among), match.span())

    def _members(self) -> None:
        """ "more than two thirds of the members deplored"."""
        for match in self._matches("members"):
            relation: Relation = vote_words().relations.get((match["rel"] or "").strip().lower(), "exactly")
            share = vote_words().wholes[match["share"].lower()]
            self.told.count(VoteCount(vote=vote_of(match), share=share, relation=relation), match.span())

    def _joined(self) -> None:
        """ "Belarus and Syria joined Russia in voting against", "only four states sided with Moscow"."""
        for match in self._matches("joined"):
            leaders, states = self.states(match["leader"]), self.states(match["who"])
            vote = next((v for v in SAID if match[v]), "no" if match["to_no"] else None)
            alone = bool(match["alone"]) or re.search(r"\b(?:only|just|alone)\s*$", self.short.words[: match.start()].lower()) is not None
            number = self._number(match["n"]) if match["n"] is not None else len(states) if alone and states else None
            if vote is not None:
                self.told.vote([*states, *leaders], vote, match.span())
                if alone and states:
                    self._alone([*states, *leaders], vote, match.span())
                elif number is not None:
                    self.told.count(VoteCount(vote=vote, number=number + len(leaders)), match.span())
            elif leaders:
                self.told.like.update(dict.fromkeys(states, leaders[0]))
                if number is not None and self.told.group_before(0) is None:
                    self.told.like[f"#{number + len(leaders) - 1}"] = leaders[0]
                self.told.places.append(match.span())

    def _nobody(self) -> None:
        """ "no one voted against"."""
        for match in self._matches("nobody"):
            self.told.count(VoteCount(vote=vote_of(match), number=0), match.span())

    def _numbers(self) -> None:
        """ "only five voted against", "32 abstentions", "141 votes in favour", "more than 140 countries backed it"."""
        for match in self._matches("numbers"):
            if self.told.covers(match.start("n")):
                continue
            vote = next(v for v in SAID if any(match[f"{p}{v}"] for p in ("", "noun_", "word_")))
            count = self._count(match, vote)
            if count is None:
                continue
            among = None if match["noun"].strip() else self.told.group_before(match.start())
            self.told.vote([*self.states(match["part"]), *self.states(match["also"]), *self.states(match["then"])], vote, match.span())
            self.told.count(count.model_copy(update={"among": among}), match.span())

    def _got(self) -> None:
        """ "got 140 votes", "had the support of 141 members"."""
        for name in ("got", "made", "support of"):
            for match in self._matches(name):
                count = self._count(match, "yes")
                if count is not None and not self.told.covers(match.start("n")):
                    self.told.count(count, match.span())

    def _so_did(self) -> None:
        """ "Russia voted no, and so did North Korea", "Neither did Baku or Caracas"."""
        for match in form("so did").finditer(self.short.words):
            if not (match["neither"] or match["so"]):
                continue
            told = [vote for state, vote in self.told.votes.items()]
            vote = told[-1] if told else self.before
            if vote is not None:
                self.told.vote(self.states(match["who"]), vote, match.span())
