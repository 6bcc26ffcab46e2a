"""Same-utterance clusters: the wordings, truncations and renderings of one quotation in many reports, and how many chains tell it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from communique.analysis.copies import Copy, by_root, chains, root
from communique.analysis.sentences import sharing
from communique.analysis.wordings import SERIOUS, Difference, Kind, Likeness, Wording, keys, likeness
from communique.analysis.words import content, words
from communique.record import Attribution, Dossier

NEAR_DAYS = 4
_PROBED = 0.6
_UNNAMED = re.compile(r"(?:an?|one|another|some|several|many|two|three)\s", re.IGNORECASE)
_NAME_AT_END = re.compile(r",\s+((?:[A-Z][\w'’-]+\s+)+[A-Z][\w'’-]+)$")
_KEPT = re.compile(r"~d\d+$")


@dataclass(frozen=True)
class Telling:
    """One attribution of one report. `countries` are those of its speakers."""

    copy: Copy
    attribution: Attribution
    countries: frozenset[str]

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.copy.id

    @property
    def ref(self) -> str:
        """Id of the document and of the entry in it: "sha256:...#a7"."""
        return f"{self.copy.id}#{self.attribution.id}"

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Ids of those who speak; empty when unresolved."""
        one = self.attribution.speaker
        return frozenset(self.attribution.speakers or ((one,) if one else ()))

    @cached_property
    def wording(self) -> Wording:
        """The words, of several pieces joined with an ellipsis."""
        return Wording(" … ".join(span.text for span in self.attribution.content), self.attribution.kind == "direct")

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.copy.dossier.document.published


@dataclass(frozen=True, slots=True)
class Variant:
    """A telling held against the fullest one of its cluster; `kind` is "denied" where the saying itself is denied.

    `likeness` is None for one that was joined through another variant.
    """

    telling: Telling
    likeness: Likeness | None

    @property
    def kind(self) -> Kind | str:
        """How it renders the fullest telling."""
        if self.telling.attribution.negated or self.telling.attribution.denial:
            return "denied"
        return self.likeness.kind if self.likeness else "joined through another"

    @property
    def serious(self) -> tuple[Difference, ...]:
        """The differences that change what is said: a negation, number, modal, name or condition."""
        return tuple(d for d in self.likeness.differences if d.kind in SERIOUS) if self.likeness else ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One utterance: its fullest telling, the others in order of publication, and the independent chains (refs of tellings)."""

    id: str
    speakers: tuple[str, ...]
    fullest: Telling
    variants: tuple[Variant, ...]
    chains: tuple[tuple[str, ...], ...]

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All tellings, the fullest first."""
        return (self.fullest, *(variant.telling for variant in self.variants))

    @property
    def documents(self) -> int:
        """In how many reports it stands."""
        return len({telling.document for telling in self.tellings})


def tellings(dossiers: Iterable[Dossier]) -> Iterator[Telling]:
    """Yield the attributions of dossiers that have four words or more."""
    for dossier in dossiers:
        copy, countries = Copy(dossier), {actor.id: actor.country for actor in dossier.actors}
        for attribution in dossier.attributions:
            who = attribution.speakers or ((attribution.speaker,) if attribution.speaker else ())
            telling = Telling(copy, attribution, frozenset(c for each in who if (c := countries.get(each))))
            if len(telling.wording.plain) >= 4:
                yield telling


def utterances(dossiers: Iterable[Dossier], *, alone: bool = False) -> list[Utterance]:
    """Cluster the attributions of dossiers into utterances, the most widely told first; with `alone` also those told only once.

    Two attributions are one utterance when their speakers may be the same and their words render each other (`likeness`). Words by
    speakers who are known to be others are never joined.
    """
    found = sorted({telling.ref: telling for telling in tellings(dossiers)}.values(), key=lambda telling: telling.ref)
    clusters = [[found[i] for i in group] for group in cluster(found)]
    kept = [group for group in clusters if alone or len(group) > 1]
    kept.sort(key=lambda group: (-len({t.document for t in group}), -len(group), group[0].ref))
    return [_utterance(f"u{number}", group) for number, group in enumerate(kept, start=1)]


def cluster(found: Sequence[Telling]) -> list[list[int]]:
    """Group tellings by number into utterances."""
    links = sorted(_links(found), key=lambda link: (-link[2].score, link[0], link[1]))
    roots = list(range(len(found)))
    said: list[set[int]] = [{i} if telling.speakers else set() for i, telling in enumerate(found)]
    longest = list(range(len(found)))
    for i, j, like in links:
        one, other = root(roots, i), root(roots, j)
        if one == other or not _fits(found, said[one], said[other], like):
            continue
        if not _holds_together(found, longest[one], longest[other], (i, j)):
            continue
        keep, gone = min(one, other), max(one, other)
        roots[gone] = keep
        said[keep] = _distinct(found, said[one] | said[other])
        longest[keep] = max(longest[one], longest[other], key=lambda n: found[n].wording.size)
    return list(by_root(roots).values())


def _links(found: Sequence[Telling]) -> Iterator[tuple[int, int, Likeness]]:
    """Yield pairs that render each other; looked up by their rarest words, so that few pairs need be compared.

    Exactly the same words by the same speakers are linked to their first telling alone.
    """
    first: dict[tuple[object, ...], int] = {}
    single: list[int] = []
    for i, telling in enumerate(found):
        key = (telling.wording.plain, telling.speakers, telling.published)
        if first.setdefault(key, i) == i:
            single.append(i)
        elif (like := likeness(found[first[key]].wording, telling.wording, near=True)) is not None:
            yield first[key], i, like
    for i, j in sharing([keys(found[i].wording) for i in single], _PROBED):
        one, other = found[single[i]], found[single[j]]
        close = near(one, other)
        if not close and not _again(one, other):
            continue
        if (not close or one.speakers.isdisjoint(other.speakers)) and one.wording.runs.isdisjoint(other.wording.runs):
            continue
        if may_be_one(one, other) and (like := likeness(one.wording, other.wording, near=close)) is not None:
            yield single[i], single[j], like


def _again(one: Telling, other: Telling) -> bool:
    """Say whether words told weeks apart can be one utterance: one has them in quotation marks, and nobody else is known to say them."""
    known = one.speakers and other.speakers
    return (one.wording.direct or other.wording.direct) and not (known and one.speakers.isdisjoint(other.speakers))


def near(one: Telling, other: Telling) -> bool:
    """Say whether two reports were published within a few days; without a day they count as near only for words in quotation marks."""
    if one.published is None or other.published is None:
        return one.wording.direct or other.wording.direct
    return abs((one.published - other.published).days) <= NEAR_DAYS


def may_be_one(one: Telling, other: Telling) -> bool:
    """Say whether the speakers may be the same: one known to both, one unresolved, or a person and a state that the person may be of.

    A person of no known country may be of any, for words in quotation marks. An unresolved speaker whom a report does not want to name
    ("a reporter", "some officials") is nobody whom another report names or calls otherwise, for words without such marks.
    """
    if not one.speakers or not other.speakers:
        return _same_source(one, other)
    if one.speakers & other.speakers:
        return True
    if any(_short_for(a, b) for a in one.speakers for b in other.speakers):
        return True
    states = any(s.startswith("state:") for s in one.speakers ^ other.speakers)
    direct = one.wording.direct and other.wording.direct
    unknown = direct and any(not t.countries and all(s.startswith("person:") for s in t.speakers) for t in (one, other))
    return states and (unknown or bool(one.countries & other.countries)) and not _named_otherwise(one, other)


def name_in_source(telling: Telling) -> frozenset[str]:
    """Return the words, in small letters, of the name that ends a source: "the ambassador in Lilongwe, Grace Urio" has grace and urio."""
    source = telling.attribution.source
    found = _NAME_AT_END.search(source.text) if source else None
    return frozenset(re.split(r"[\s-]+", found[1].casefold())) if found else frozenset()


def _named_otherwise(one: Telling, other: Telling) -> bool:
    """Say whether a source is resolved to its state but names a person, who is not the speaker of the other telling."""
    for here, there in ((one, other), (other, one)):
        name = name_in_source(here)
        persons = [set(_KEPT.sub("", s).removeprefix("person:").split("-")) for s in there.speakers if s.startswith("person:")]
        if name and persons and all(name.isdisjoint(person) for person in persons):
            return True
    return False


def _same_source(one: Telling, other: Telling) -> bool:
    """Say whether two sources, of which one is not resolved, may be one."""
    if one.attribution.kind != "indirect" or other.attribution.kind != "indirect":
        return True
    sources = [telling.attribution.source.text if telling.attribution.source else "" for telling in (one, other)]
    if not all(sources) or not any(_UNNAMED.match(source) for source in sources):
        return True
    ours, theirs = (set(content(words(source))) for source in sources)
    return bool(ours & theirs) or not (ours and theirs)


def _short_for(one: str, other: str) -> bool:
    """Say whether one id of a person is a part of the other: person:wang and person:wang-yi.

    A name that an archive keeps to one document (person:wang~d7) may be anybody's of that name.
    """
    if not one.startswith("person:") or not other.startswith("person:"):
        return False
    ours, theirs = (set(_KEPT.sub("", each).removeprefix("person:").split("-")) for each in (one, other))
    return ours <= theirs or theirs <= ours


def _fits(found: Sequence[Telling], ours: set[int], theirs: set[int], like: Likeness) -> bool:
    """Say whether two clusters may be one: all their known speakers agree, and who is not surely the same said nearly the same words."""
    if not all(may_be_one(found[i], found[j]) for i in ours for j in theirs):
        return False
    surely = ours and theirs and any(found[i].speakers & found[j].speakers for i in ours for j in theirs)
    return bool(surely) or (like.run >= 5 and like.kind in {"verbatim", "truncated", "reworded"})


def _distinct(found: Sequence[Telling], numbers: set[int]) -> set[int]:
    """Keep one telling of each set of speakers."""
    return set({found[i].speakers: i for i in sorted(numbers, reverse=True)}.values())


def _holds_together(found: Sequence[Telling], one: int, other: int, linked: tuple[int, int]) -> bool:
    """Say whether the fullest wordings of two clusters render each other, so that a chain of small changes does not drift away."""
    if {one, other} == set(linked) or likeness(found[one].wording, found[other].wording, near=True) is not None:
        return True
    return any(likeness(found[a].wording, found[b].wording, near=True) is not None for a in linked for b in (one, other) if a != b)


def _kin(telling: Telling, group: Sequence[Telling]) -> int:
    """Count the tellings that have a run of words in common with one, so that another translator's long wording is not the measure."""
    return sum(not telling.wording.runs.isdisjoint(other.wording.runs) for other in group)


def _utterance(name: str, group: Sequence[Telling]) -> Utterance:
    ordered = sorted(group, key=lambda t: (t.published or date.max, t.document, t.attribution.content[0].start))
    fullest = max(ordered, key=lambda t: (not t.attribution.negated, t.wording.direct, _kin(t, ordered), t.wording.size))
    others = [t for t in ordered if t is not fullest]
    speakers = Counter(speaker for t in group for speaker in t.speakers)
    variants = tuple(Variant(t, likeness(fullest.wording, t.wording, near=True)) for t in others)
    listed = [fullest, *others]
    told = chains([(t.copy, t.attribution) for t in listed])
    return Utterance(
        id=name,
        speakers=tuple(speaker for speaker, _ in speakers.most_common()),
        fullest=fullest,
        variants=variants,
        chains=tuple(tuple(listed[i].ref for i in chain) for chain in told),
    )
