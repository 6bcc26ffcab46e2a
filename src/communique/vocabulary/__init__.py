"""The declared words of the field: names, offices, memberships, reporting verbs and source nouns, loaded and resolved at a date."""

from communique.vocabulary.entries import (
    Entity,
    Force,
    Frame,
    Gender,
    Membership,
    Name,
    NameRole,
    NominalCue,
    OfficeEntry,
    OfficeKind,
    ReportingVerb,
    SourceNoun,
    SourceNounKind,
    StateEntry,
    StateStatus,
    Tenure,
    in_force,
)
from communique.vocabulary.lint import lint
from communique.vocabulary.loader import load, load_from
from communique.vocabulary.vocabulary import Vocabulary

__all__ = [
    "Entity",
    "Force",
    "Frame",
    "Gender",
    "Membership",
    "Name",
    "NameRole",
    "NominalCue",
    "OfficeEntry",
    "OfficeKind",
    "ReportingVerb",
    "SourceNoun",
    "SourceNounKind",
    "StateEntry",
    "StateStatus",
    "Tenure",
    "Vocabulary",
    "in_force",
    "lint",
    "load",
    "load_from",
]
