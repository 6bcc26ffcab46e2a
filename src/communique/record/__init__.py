"""The record: frozen typed values and their JSON form. No input or output, no language processing."""

from communique.record.actor import Actor, ActorKind, Office
from communique.record.base import Value
from communique.record.document import Block, BlockKind, Document, Doubt, DoubtKind, PublishedBasis
from communique.record.dossier import Dossier, MadeBy
from communique.record.entries import (
    Attribution,
    AttributionKind,
    Basis,
    DateExpression,
    Event,
    EventEvidence,
    EventType,
    Gap,
    LoadedWord,
    Modality,
    Point,
    Position,
    Proposal,
    Quad,
    Section,
    SectionKind,
    Stance,
    Tension,
    TensionKind,
    TimexType,
)
from communique.record.schema import dossier_schema
from communique.record.span import Span
from communique.record.votes import Outcome, RollCall, Tally, Verdict, Vote, VoteClaim

__all__ = [
    "Actor",
    "ActorKind",
    "Attribution",
    "AttributionKind",
    "Basis",
    "Block",
    "BlockKind",
    "DateExpression",
    "Document",
    "Dossier",
    "Doubt",
    "DoubtKind",
    "Event",
    "EventEvidence",
    "EventType",
    "Gap",
    "LoadedWord",
    "MadeBy",
    "Modality",
    "Office",
    "Outcome",
    "Point",
    "Position",
    "Proposal",
    "PublishedBasis",
    "Quad",
    "RollCall",
    "Section",
    "SectionKind",
    "Span",
    "Stance",
    "Tally",
    "Tension",
    "TensionKind",
    "TimexType",
    "Value",
    "Verdict",
    "Vote",
    "VoteClaim",
    "dossier_schema",
]
