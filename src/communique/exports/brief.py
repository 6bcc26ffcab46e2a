"""A brief on an issue or an actor as one self-contained page: every line of it leads to the words that it rests on."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.analysis.between import Between
from communique.analysis.matrix import Matrix, Taken
from communique.analysis.network import Network
from communique.analysis.timeline import Happening
from communique.analysis.utterances import Telling, Utterance
from communique.analysis.words import content, words
from communique.exports.brief_pictures import Dot, Square, bars, grid, positions_in_time
from communique.exports.evidence import Evidence, Excerpt
from communique.exports.wording import one_line, shortened, visible
from communique.record import Dossier

MOST_TIES, WORDS_SHOWN = 12, 240


@dataclass(frozen=True, slots=True)
class Subject:
    """What a brief is about: ids of actors, ids of issues and words that name the matter in a text, or `everything` in the reports."""

    title: str
    actors: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """What the analysis found in the dossiers: with the utterances told once among the utterances."""

    matrix: Matrix
    utterances: Sequence[Utterance]
    happenings: Sequence[Happening]
    tensions: Sequence[Between]
    network: Network


@dataclass(frozen=True, slots=True)
class Held:
    """A position as the brief lists it."""

    party: str
    label: str
    stance: str
    side: str
    strength: int | None
    published: str
    turns: tuple[str, ...]
    words: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance as the brief lists it; `variants` are how each other telling renders it, in what it differs, and its words."""

    speaker: str
    excerpt: Excerpt
    documents: int
    chains: int
    variants: tuple[tuple[str, tuple[tuple[str, str, str], ...], Excerpt], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A happening as the brief lists it."""

    date: str
    kind: str
    parties: str
    modalities: str
    documents: int
    chains: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Tense:
    """A tension between reports as the brief lists it."""

    kind: str
    about: str
    explanation: str
    why: str
    excerpts: tuple[Excerpt, ...]


def render_brief(subject: Subject, dossiers: Sequence[Dossier], across: Across) -> str:
    """Return the page as one string of HTML that needs no network and runs no script; all text is escaped."""
    names, evidence = _names(dossiers), Evidence(dossiers)
    positions = list(_positions(subject, across.matrix, names, evidence))
    said = list(_said(subject, across, names, evidence))
    done = list(_done(subject, across.happenings, names, evidence))
    tense = list(_tense(across.tensions, names, evidence))
    style = (files("communique.exports") / "templates" / "brief.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    context: dict[str, Any] = {
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        "style": Markup(style),
        "subject": subject,
        "positions": positions,
        "picture": positions_in_time(list(_dots(subject, across.matrix, names, evidence))),
        "grid": grid(_grid(across.matrix, names, evidence)) if subject.everything else "",
        "said": said,
        "once": len(across.utterances) - len(said) if subject.everything else 0,
        "done": done,
        "tense": tense,
        "ties": bars(_ties(across.network, evidence)),
        "excerpts": evidence.all(),
        "reports": evidence.reports(),
        "as_of": across.matrix.as_of,
        "versions": sorted({dossier.made_by.version for dossier in dossiers}),
    }
    return _environment().get_template("brief.html").render(context)


def _names(dossiers: Sequence[Dossier]) -> dict[str, str]:
    """Return the longest name of each actor."""
    names: dict[str, str] = {}
    for dossier in dossiers:
        for actor in dossier.actors:
            names[actor.id] = max(names.get(actor.id, ""), one_line(actor.name), key=len)
            if actor.kind == "state" and actor.country:
                names.setdefault(f"state:{actor.country}", one_line(actor.name))
    return names


def _wanted(subject: Subject, matrix: Matrix) -> Iterator[tuple[Taken, tuple[str, ...]]]:
    """Yield the positions that the subject is about, each with the turns that end in it."""
    for cell in matrix.cells.values():
        turns: dict[str, list[str]] = {}
        for drift in cell.drift:
            turns.setdefault(drift.later.ref, []).append(drift.turn)
        for taken in cell.taken:
            if subject.everything or cell.issue in subject.issues or cell.party in subject.actors or taken.holder in subject.actors:
                yield taken, tuple(turns.get(taken.ref, ()))


def _positions(subject: Subject, matrix: Matrix, names: Mapping[str, str], evidence: Evidence) -> Iterator[Held]:
    found = sorted(_wanted(subject, matrix), key=lambda each: (names.get(each[0].holder, each[0].holder), str(each[0].published)))
    for taken, turns in found:
        position = taken.position
        published = taken.published.isoformat() if taken.published else "undated"
        party, excerpt, said = names.get(taken.holder, taken.holder), evidence.cite(taken.ref), f"{taken.document}#{position.evidence}"
        told = shortened(evidence.cite(said).words, WORDS_SHOWN) if evidence.has(said) else excerpt.words
        yield Held(party, one_line(position.label), position.stance, taken.side, position.strength, published, turns, told, excerpt)


def _dots(subject: Subject, matrix: Matrix, names: Mapping[str, str], evidence: Evidence) -> Iterator[Dot]:
    for taken, _ in sorted(_wanted(subject, matrix), key=lambda each: str(each[0].published)):
        if taken.published is not None:
            party, label = names.get(taken.holder, taken.holder), one_line(taken.position.label)
            title = f"{taken.published}: {party} {taken.position.stance} {label}"
            yield Dot(label if subject.actors else party, taken.published, taken.side, title, evidence.cite(taken.ref).anchor)


def _grid(matrix: Matrix, names: Mapping[str, str], evidence: Evidence) -> Iterator[Square]:
    """Yield the latest position of each party on each issue, in the order of the matrix."""
    for party in matrix.parties:
        for cell in matrix.row(party):
            latest, name, label = cell.latest, names.get(party, party), one_line(matrix.labels[cell.issue])
            title = f"{name} {latest.position.stance} {label}{' (turned)' if any(d.turn == 'turned' for d in cell.drift) else ''}"
            yield Square(name, label, latest.side, title, evidence.cite(latest.ref).anchor)


def _said(subject: Subject, across: Across, names: Mapping[str, str], evidence: Evidence) -> Iterator[Said]:
    rests_on = {f"{taken.document}#{taken.position.evidence}" for taken, _ in _wanted(subject, across.matrix)}
    for utterance in across.utterances:
        told_often = subject.everything and utterance.documents > 1
        if not told_often and not any(_is_about(subject, telling, rests_on) for telling in utterance.tellings):
            continue
        speaker = ", ".join(names.get(each, each) for each in utterance.speakers) or "unresolved"
        variants = tuple(
            (variant.kind, tuple((d.kind, d.one, d.other) for d in variant.serious), evidence.cite(variant.telling.ref))
            for variant in utterance.variants
        )
        yield Said(speaker, evidence.cite(utterance.fullest.ref), utterance.documents, len(utterance.chains), variants)


def _is_about(subject: Subject, telling: Telling, rests_on: set[str]) -> bool:
    if subject.actors:
        return bool(telling.speakers & subject.actors)
    return telling.ref in rests_on or _has_words(subject, telling.wording.text)


def _has_words(subject: Subject, text: str) -> bool:
    """Say whether a text has all words of one of the subject's namings."""
    stems = set(content(words(text)))
    return any(wanted and wanted <= stems for naming in subject.words if (wanted := set(content(words(naming)))))


def _done(subject: Subject, happenings: Sequence[Happening], names: Mapping[str, str], evidence: Evidence) -> Iterator[Done]:
    for each in happenings:
        parties = {actor for told in each.told for actor in (*told.event.actors, *told.event.recipients)} | {*each.actors, *each.recipients}
        if not (subject.everything or parties & subject.actors or any(_has_words(subject, told.event.sentence.text) for told in each.told)):
            continue
        who = ", ".join(names.get(party, party) for party in each.actors) or "nobody named"
        whom = ", ".join(names.get(party, party) for party in each.recipients)
        yield Done(
            date=each.date or "undated",
            kind=f"{each.type.lower()}{f', {each.mode}' if each.mode else ''}",
            parties=f"{who} → {whom}" if whom else who,
            modalities=", ".join(sorted(each.modalities)),
            documents=each.documents,
            chains=each.chains,
            excerpts=tuple(evidence.cite(told.ref) for told in each.told),
        )


def _tense(tensions: Sequence[Between], names: Mapping[str, str], evidence: Evidence) -> Iterator[Tense]:
    """Yield the tensions of which a side is among what the brief cites."""
    for each in [each for each in tensions if any(evidence.cites(side.ref) for side in each.sides)]:
        excerpts = tuple(evidence.cite(side.ref) for side in each.sides if evidence.has(side.ref))
        about = each.about
        for actor in sorted(names, key=len, reverse=True):
            about = about.replace(actor, names[actor])
        yield Tense(each.kind, about, each.explanation or "none found", each.why, excerpts)


def _ties(network: Network, evidence: Evidence) -> list[tuple[str, int]]:
    """Return the heaviest ties among those that an entry cited in the brief rests on."""
    edges = [edge for edge in network.edges if any(evidence.cites(ref) for ref in edge.attributions)]
    return [(f"{network.nodes[e.source].name} {e.kind} {network.nodes[e.recipient].name}", e.chains) for e in edges[:MOST_TIES]]


def _kept(text: str) -> str:
    """Return text with its control characters shown and its white space run together, at the ends too."""
    return visible(re.sub(r"\s+", " ", text))


def _counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 report", "3 reports"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.exports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": one_line, "kept": _kept, "counted": _counted}
    return environment
