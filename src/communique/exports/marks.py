"""The marks that the entries of a dossier leave on its text, layer by layer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from communique.exports.segments import Mark
from communique.exports.speakers import walk
from communique.exports.wording import Cast, one_line
from communique.record import Dossier, Span

LAYERS = {
    "speech": "speech",
    "cue": "sources, cues",
    "actor": "actors",
    "date": "dates",
    "vote": "votes",
    "event": "events",
    "position": "positions",
    "point": "proposals",
    "loaded": "loaded words",
    "gap": "undecided",
    "doubt": "doubts",
}
QUIET_AT_FIRST = frozenset({"actor", "event", "position", "point"})


def marks(dossier: Dossier, cast: Cast) -> list[Mark]:
    """Return the marks of all layers, in no particular order. Entries without an id are numbered: date-1, gap-1, doubt-1 ..."""
    layers = (_speech(dossier), _cues(dossier), _actors(dossier, cast), _dates(dossier), _votes(dossier), _events(dossier, cast))
    return list(chain(*layers, _positions(dossier, cast), _loaded(dossier, cast), _gaps(dossier), _doubts(dossier)))


def _pieces(spans: Sequence[Span], layer: str, entry: str, *, title: str = "", classes: str = "", depth: int = 0) -> Iterator[Mark]:
    for number, span in enumerate(spans):
        ends = {"first": number == 0, "last": number == len(spans) - 1}
        yield Mark(span.start, span.end, layer, entry, title=title, classes=classes or layer, depth=depth, **ends)


def _speech(dossier: Dossier) -> Iterator[Mark]:
    for attribution, depth in walk(dossier.attributions):
        yield from _pieces(attribution.content, "speech", attribution.id, classes=f"{attribution.kind} depth{min(depth, 3)}", depth=depth)


def _cues(dossier: Dossier) -> Iterator[Mark]:
    for attribution in dossier.attributions:
        yield from _pieces(attribution.cue, "cue", attribution.id)
        if attribution.source is not None:
            yield from _pieces([attribution.source], "cue", attribution.id, classes="source")


def _actors(dossier: Dossier, cast: Cast) -> Iterator[Mark]:
    for actor in dossier.actors:
        title = ", ".join(filter(None, [cast.name(actor.id), cast.role(actor.id)]))
        for mention in actor.mentions:
            yield from _pieces([mention], "actor", actor.id, title=title)


def _dates(dossier: Dossier) -> Iterator[Mark]:
    for number, date in enumerate(dossier.dates, start=1):
        yield from _pieces([date.span], "date", f"date-{number}", title=f"{date.type.lower()} {date.value}")


def _votes(dossier: Dossier) -> Iterator[Mark]:
    for claim in dossier.vote_claims:
        outcome = claim.verdict.outcome if claim.verdict else "not checked"
        classes = f"vote {outcome.replace(' ', '-')}"
        yield from _pieces(claim.spans, "vote", claim.id, title=f"claim about a vote: {outcome}", classes=classes)


def _events(dossier: Dossier, cast: Cast) -> Iterator[Mark]:
    for event in dossier.events:
        who = " → ".join(filter(None, [cast.names(event.actors), cast.names(event.recipients)]))
        yield from _pieces([event.trigger], "event", event.id, title=f"{event.type.lower()}, {event.modality}: {who}")


def _positions(dossier: Dossier, cast: Cast) -> Iterator[Mark]:
    for position in dossier.positions:
        title = f"{cast.name(position.actor)} {position.stance}: {one_line(position.label)}"
        yield from _pieces([position.span], "position", position.id, title=title)
    for proposal in dossier.proposals:
        for number, point in enumerate(proposal.points, start=1):
            yield from _pieces([point.span], "point", f"{proposal.id}-{number}", title=f"{proposal.name}: {one_line(point.label)}")


def _loaded(dossier: Dossier, cast: Cast) -> Iterator[Mark]:
    for number, word in enumerate(dossier.loaded, start=1):
        about = f" about {cast.name(word.target)}" if word.target else ""
        yield from _pieces([word.span], "loaded", f"loaded-{number}", title=f"loaded word{about}")


def _gaps(dossier: Dossier) -> Iterator[Mark]:
    for number, gap in enumerate(dossier.gaps, start=1):
        yield from _pieces([gap.span], "gap", f"gap-{number}", title=f"left undecided: {one_line(gap.reason)}")


def _doubts(dossier: Dossier) -> Iterator[Mark]:
    for number, doubt in enumerate(dossier.document.doubts, start=1):
        if doubt.start is not None and doubt.end is not None and doubt.start < doubt.end:
            title = f"{doubt.kind}: {one_line(doubt.message)}"
            yield Mark(doubt.start, doubt.end, "doubt", f"doubt-{number}", title=title, classes="doubt")


def layers_in(found: Iterable[Mark]) -> dict[str, str]:
    """Return the layers that have marks, with their plain names, in the order of LAYERS."""
    used = {mark.layer for mark in found}
    return {layer: name for layer, name in LAYERS.items() if layer in used}
