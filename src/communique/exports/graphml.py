"""Who quotes whom as GraphML, for Gephi, Cytoscape, igraph and networkx."""

from collections.abc import Iterable
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from communique.analysis.network import Edge, Node, network
from communique.exports.wording import one_line
from communique.record import Dossier

_KEYS = (
    ("name", "node", "string"), ("kind", "node", "string"), ("country", "node", "string"),
    ("relation", "edge", "string"), ("weight", "edge", "int"), ("attributions", "edge", "int"), ("refs", "edge", "string"),
)  # fmt: skip


def write_graphml(dossiers: Iterable[Dossier], stream: TextIO) -> int:
    """Write the network of dossiers; returns the number of edges. The weight of an edge counts independent chains, not printings."""
    found = network(dossiers)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name, holder, kind in _KEYS:
        stream.write(f'  <key id="{name}" for="{holder}" attr.name="{name}" attr.type="{kind}"/>\n')
    stream.write('  <graph id="communique" edgedefault="directed">\n')
    for node in found.nodes.values():
        stream.write(_node(node))
    for number, edge in enumerate(found.edges, start=1):
        stream.write(_edge(number, edge))
    stream.write("  </graph>\n</graphml>\n")
    return len(found.edges)


def _node(node: Node) -> str:
    data = {"name": node.name, "kind": node.kind, "country": node.country or ""}
    return f"    <node id={quoteattr(node.id)}>{_data(data)}</node>\n"


def _edge(number: int, edge: Edge) -> str:
    data = {
        "relation": edge.kind,
        "weight": str(edge.chains),
        "attributions": str(len(edge.attributions)),
        "refs": " ".join(edge.attributions),
    }
    return f'    <edge id="w{number}" source={quoteattr(edge.source)} target={quoteattr(edge.recipient)}>{_data(data)}</edge>\n'


def _data(values: dict[str, str]) -> str:
    return "".join(f'<data key="{name}">{escape(one_line(value))}</data>' for name, value in values.items())
