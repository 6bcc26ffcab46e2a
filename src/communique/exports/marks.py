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
    "tension": "tensions",
    "gap": "undecided",
    "doubt": "doubts",
}
QUIET_AT_FIRST = frozenset({"actor", "event", "position", "point"})
SIGNED = frozenset({"vote", "gap", "doubt", "event", "position", "point", "loaded", "tension"})
"""The layers whose marks end with a sign that leads to what tells of them."""
WITH_CARDS = frozenset({"vote", "gap", "doubt"})
"""The layers beside speech whose entries have a card at the margin."""


def marks(dossier: Dossier, cast: Cast) -> list[Mark]:
    """Return the marks of all layers, in no particular order. Entries without an id are numbered: date-1, gap-1, doubt-1 ..."""
    layers = (_speech(dossier), _cues(dossier), _actors(dossier, cast), _dates(dossier), _votes(dossier), _events(dossier, cast))
    others = (_positions(dossier, cast), _loaded(dossier, cast), _tensions(dossier), _gaps(dossier), _doubts(dossier))
    return list(chain(*layers, *others))


def _pieces(
    spans: Sequence[Span], layer: str, entry: str, *, title: str = "", classes: str = "", depth: int = 0, leads_to: str = ""
) -> Iterator[Mark]:
    for number, span in enumerate(spans):
        ends = {"first": number == 0, "last": number == len(spans) - 1}
        yield Mark(span.start, span.end, layer, entry, title=title, classes=classes or layer, depth=depth, leads_to=leads_to, **ends)


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
        places = [event.trigger, *(telling.trigger for telling in event.evidence if telling.trigger != event.trigger)]
        title = f"{event.type.lower()}, {event.modality}: {who}"
        for number, place in enumerate(places):
            yield Mark(
                place.start, place.end, "event", event.id, title=title, classes="event", first=not number, leads_to=f"row-{event.id}"
            )


def _positions(dossier: Dossier, cast: Cast) -> Iterator[Mark]:
    for position in dossier.positions:
        title = f"{cast.name(position.actor)} {position.stance}: {one_line(position.label)}"
        yield from _pieces([position.span], "position", position.id, title=title, leads_to=f"row-{position.id}")
    for proposal in dossier.proposals:
        for number, point in enumerate(proposal.points, start=1):
            entry, title = f"{proposal.id}-{number}", f"{proposal.name}: {one_line(point.label)}"
            yield from _pieces([point.span], "point", entry, title=title, leads_to=f"row-{entry}")


def _loaded(dossier: Dossier, cast: Cast) -> Iterator[Mark]:
    for number, word in enumerate(dossier.loaded, start=1):
        about = f" about {cast.name(word.target)}" if word.target else ""
        yield from _pieces([word.span], "loaded", f"loaded-{number}", title=f"loaded word{about}", leads_to=f"row-loaded-{number}")


def _tensions(dossier: Dossier) -> Iterator[Mark]:
    contents = {attribution.id: attribution.content for attribution in dossier.attributions}
    for tension in dossier.tensions:
        title = f"tension, {tension.kind}: {one_line(tension.about)}"
        for number, side in enumerate(tension.between, start=1):
            spans = [side] if isinstance(side, Span) else contents.get(side, ())
            yield from _pieces(spans, "tension", f"{tension.id}-{number}", title=title, leads_to=tension.id)


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
