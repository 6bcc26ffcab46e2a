"""Who quotes whom: outlets and agencies that pass words on, speakers who quote others, and how often, by independent chain."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from communique.analysis.copies import Copy, document_chains
from communique.record import Actor, Attribution, Dossier

EdgeKind = Literal["reports", "passes on", "quotes", "speaks to"]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or outlet of the network."""

    id: str
    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """Who brings whose words, and how: `attributions` are refs of the entries, `chains` counts printings of one copy once."""

    source: str
    recipient: str
    kind: EdgeKind
    attributions: tuple[str, ...]
    chains: int


@dataclass(frozen=True, slots=True)
class Network:
    """The nodes by id and the edges, the heaviest first."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]


def network(dossiers: Iterable[Dossier]) -> Network:
    """Build the network of dossiers.

    An outlet *reports* a speaker; one named as go-between *passes on* the speaker's words; a speaker *quotes* another in whose name words
    stand inside the speech; a speaker *speaks to* an addressee. Attributions without a resolved speaker make no edge.
    """
    read = list({dossier.document.id: dossier for dossier in dossiers}.values())
    chain_of = {copy.id: n for n, chain in enumerate(document_chains(map(Copy, read))) for copy in chain}
    nodes: dict[str, Node] = {}
    found: dict[tuple[str, str, EdgeKind], list[tuple[str, int]]] = {}
    for dossier in read:
        known = {actor.id: actor for actor in dossier.actors}
        for one, other, kind, entry in _ties(dossier):
            for end in (one, other):
                nodes.setdefault(end, _node(end, known.get(end), dossier))
            ref = f"{dossier.document.id}#{entry}"
            found.setdefault((one, other, kind), []).append((ref, chain_of[dossier.document.id]))
    edges = [
        Edge(one, other, kind, tuple(dict.fromkeys(ref for ref, _ in entries)), len({chain for _, chain in entries}))
        for (one, other, kind), entries in found.items()
    ]
    edges.sort(key=lambda edge: (-edge.chains, -len(edge.attributions), edge.source, edge.recipient, edge.kind))
    return Network(nodes, tuple(edges))


def speakers_of(attribution: Attribution) -> tuple[str, ...]:
    """Return the ids of those who speak."""
    return attribution.speakers or ((attribution.speaker,) if attribution.speaker else ())


def outlet_id(name: str) -> str:
    """Return the id of an outlet by its name."""
    slug = "-".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())
    return f"outlet:{slug or 'unnamed'}"


def _ties(dossier: Dossier) -> Iterator[tuple[str, str, EdgeKind, str]]:
    """Yield who, whom, how, and by which entry."""
    entries = {attribution.id: attribution for attribution in dossier.attributions}
    outlet = outlet_id(dossier.document.outlet) if dossier.document.outlet else None
    for attribution in dossier.attributions:
        outer = entries.get(attribution.nested_in or "")
        for speaker in speakers_of(attribution):
            if outer is None and outlet is not None and outlet != speaker:
                yield outlet, speaker, "reports", attribution.id
            yield from ((via, speaker, "passes on", attribution.id) for via in attribution.via if via != speaker)
            if outer is not None:
                yield from ((other, speaker, "quotes", attribution.id) for other in speakers_of(outer) if other != speaker)
            if attribution.addressee and attribution.addressee != speaker:
                yield speaker, attribution.addressee, "speaks to", attribution.id


def _node(node_id: str, actor: Actor | None, dossier: Dossier) -> Node:
    if actor is None:
        return Node(node_id, dossier.document.outlet or node_id, "outlet", None)
    return Node(node_id, actor.name, actor.kind, actor.country)
