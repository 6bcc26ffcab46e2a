"""Joins sources and reading: what is handed in becomes a Document, and a Document a dossier."""

import gc
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from communique import vocabulary
from communique.checks import Checker, words_against_votes
from communique.reading.reader import Reading, made_by
from communique.reading.vote_positions import positions_from_votes
from communique.record import Document, Dossier, MadeBy
from communique.settings import number
from communique.sources import document_from_text, list_reports, open_source, parse_date
from communique.vocabulary.issues import issues

__all__ = ["Reader", "list_reports", "open_source", "package_version", "parse_date", "read", "read_source"]


class Reader:
    """Reads reports; loads vocabulary and language model once, when the first report is read."""

    def __init__(self, *, model: str | None = None, min_confidence: float | None = None) -> None:
        """Take other than the settings: the spaCy pipeline `model` (an installed package's name, or a folder), and how sure (0 to 1) an
        attribution must be to be kept."""
        self._model = model
        self._min_confidence = number("min_confidence") / 100 if min_confidence is None else min_confidence
        self._reading: Reading | None = None
        self._checks: Checker | None = None

    @property
    def made_by(self) -> MadeBy:
        """What its dossiers say of their making: the version and the steps; told without loading a model."""
        return made_by(package_version(), min_confidence=self._min_confidence)

    def read(self, report: Document | str, *, published: date | None = None) -> Dossier:
        """Read one report, given as text or as a Document; `published` is its date of publication when the text alone is given.

        Raises EmptyInput for a text without words and ModelError when the language model is not installed.
        """
        document = document_from_text(report, published=published) if isinstance(report, str) else report
        if self._reading is None:
            self._reading = Reading(vocabulary.load(), self._model, package_version(), self._min_confidence)
            self._reading.load()
            gc.collect()
            gc.freeze()  # the words and models stay for good: looking through them again and again costs a sixth of a reading's time
        dossier = self._reading.read(document)
        return self._checked(dossier) if dossier.vote_claims else dossier

    def _checked(self, dossier: Dossier) -> Dossier:
        """Return the dossier with a verdict on every vote claim; the votes that hold are positions of the states in it.

        They are also held against what these states say, or are told to be.
        """
        checker = self._checker()
        dossier = checker.check_dossier(dossier)
        holding = [claim for claim in dossier.vote_claims if claim.verdict is not None and claim.verdict.outcome == "holds"]
        known = {actor.id for actor in dossier.actors}
        cast = positions_from_votes(holding, checker.titles(holding), issues(), first=len(dossier.positions) + 1)
        told = [position for position in cast if position.actor in known]
        numbered = (p.model_copy(update={"id": f"p{n}"}) for n, p in enumerate(told, start=len(dossier.positions) + 1))
        dossier = dossier.model_copy(update={"positions": (*dossier.positions, *numbered)})
        return words_against_votes(dossier, checker.record)

    def _checker(self) -> Checker:
        """Return the checker, made with the record of roll calls when the first claim about a vote is read."""
        if self._checks is None:
            self._checks = Checker()
        return self._checks

    def read_many(self, reports: Iterable[Document | str], *, published: date | None = None) -> Iterator[Dossier]:
        """Read reports one after the other, lazily."""
        return (self.read(report, published=published) for report in reports)

    def read_source(self, where: str | Path, *, published: date | None = None) -> Dossier:
        """Read the report at a path, an http(s) address, or `-` for standard input; raises InputError or FetchError."""
        return self.read(open_source(where, published=published))


def package_version() -> str:
    """Return the version of the installed package, or "0" when it runs uninstalled."""
    try:
        return version("communique")
    except PackageNotFoundError:
        return "0"


def read(text: str, *, published: date | str | None = None) -> Dossier:
    """Read one text into its dossier; make a Reader to read many. `published` may be a date in words ("2023-02-24").

    Raises BadDate for words that are no date.
    """
    day = parse_date(published) if isinstance(published, str) else published
    return Reader().read(text, published=day)


def read_source(where: str | Path, *, published: date | None = None) -> Dossier:
    """Read the report at a path, an http(s) address, or `-`; make a Reader to read many."""
    return Reader().read_source(where, published=published)
