"""Loads the corpora that are measured on; their texts stay outside the repository.

The folder of corpora is COMMUNIQUE_CORPORA, or `../shared/corpora` beside the repository. PolNeAR lies in it as
`polnear/{train,dev}/text/ARTICLE.txt`, `polnear/{train,dev}/attributions/ARTICLE_ANNOTATOR.ann` (brat standoff) and `polnear/metadata.tsv`.
"""

import csv
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from benchmarks.score import ROLES, Labelled, Offsets

Split = Literal["train", "dev"]

ROOT = Path(__file__).resolve().parent.parent

_ANNOTATION_FILE = re.compile(r"(?P<article>.+)_(?P<annotator>[0-9a-f]{4})\.ann")
_TEXT_BOUND = re.compile(r"(?P<id>T\d+)\t(?P<label>[\w-]+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_RELATION = re.compile(r"(?P<id>E\d+)\t(?P<roles>.+)")


class MissingCorpus(Exception):
    """The corpus is not on this machine; what needs it is skipped, and says so."""


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article. `text` is the file as it is (line ends untouched); `gold` is in order of place."""

    id: str
    text: str
    published: date | None
    outlet: str | None
    gold: tuple[Labelled, ...]


def corpora_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder that the corpora lie in; it need not exist."""
    named = (os.environ if environ is None else environ).get("COMMUNIQUE_CORPORA")
    return Path(named) if named else ROOT.parent / "shared" / "corpora"


def load_polnear(split: Split, folder: Path | None = None) -> list[Article]:
    """Load a split of PolNeAR, in order of article ids; raises MissingCorpus when it is not there.

    Where several people annotated an article, the gold is the annotator whose code comes first in the alphabet.
    """
    base = (folder or corpora_folder()) / "polnear"
    annotated = _annotation_files(base / split)
    told = _read_metadata(base / "metadata.tsv")
    return [_article(base / split / "text" / f"{article}.txt", files[0], told) for article, files in annotated.items()]


def load_polnear_pairs(split: Split, folder: Path | None = None) -> list[tuple[Article, tuple[Labelled, ...]]]:
    """Load the articles that several people annotated, each with the gold of the second annotator: how far people agree."""
    annotated = _annotation_files((folder or corpora_folder()) / "polnear" / split)
    articles = [article for article in load_polnear(split, folder) if len(annotated[article.id]) > 1]
    return [(article, parse_standoff(_read_untouched(annotated[article.id][1]), len(article.text))) for article in articles]


def parse_standoff(standoff: str, length: int) -> tuple[Labelled, ...]:
    """Read the attributions out of a brat file for a text of `length` code points.

    Attributions without content, or with an offset outside the text, are left out; roles that name no span are passed over.
    """
    spans: dict[str, tuple[Offsets, ...]] = {}
    relations: list[tuple[str, str]] = []
    for line in standoff.split("\n"):
        if bound := _TEXT_BOUND.match(line):
            spans[bound["id"]] = _offsets(bound["spans"])
        elif relation := _RELATION.match(line):
            relations.append((relation["id"], relation["roles"]))
    found = [_labelled(name, roles, spans) for name, roles in relations]
    kept = [a for a in found if a.content and all(end <= length for role in ROLES for _, end in a.role(role))]
    return tuple(sorted(kept, key=lambda a: (a.content[0], a.id)))


def _annotation_files(base: Path) -> dict[str, list[Path]]:
    """Return the annotation files of each article, both in order; raises MissingCorpus when there are none."""
    if not (base / "attributions").is_dir():
        raise MissingCorpus(f"PolNeAR is not at {base}: set COMMUNIQUE_CORPORA to the folder that holds polnear/.")
    files: dict[str, list[Path]] = {}
    for path in sorted((base / "attributions").iterdir()):
        if name := _ANNOTATION_FILE.fullmatch(path.name):
            files.setdefault(name["article"], []).append(path)
    return dict(sorted(files.items()))


def _article(text_file: Path, annotation_file: Path, told: Mapping[str, tuple[date | None, str | None]]) -> Article:
    text, standoff = _read_untouched(text_file), _read_untouched(annotation_file)
    published, outlet = told.get(text_file.stem, (None, None))
    return Article(text_file.stem, text, published, outlet, parse_standoff(standoff, len(text)))


def _read_untouched(path: Path) -> str:
    """Decode a file without translating its line ends, which would move the offsets."""
    return path.read_bytes().decode("utf-8")


def _offsets(written: str) -> tuple[Offsets, ...]:
    pairs = (tuple(int(n) for n in pair.split()) for pair in written.split(";"))
    return tuple((start, end) for start, end in pairs if start < end)


def _labelled(name: str, roles: str, spans: Mapping[str, tuple[Offsets, ...]]) -> Labelled:
    collected: dict[str, set[Offsets]] = {role: set() for role in ROLES}
    for part in roles.split():
        label, _, span_id = part.partition(":")
        role = label.rstrip("0123456789").lower()
        if role in collected:
            collected[role].update(spans.get(span_id, ()))
    content, source, cue = (tuple(sorted(collected[role])) for role in ROLES)
    return Labelled(name, content, source, cue)


def _read_metadata(path: Path) -> dict[str, tuple[date | None, str | None]]:
    """Return publication date and outlet by article; a date that is not given in full counts as unknown."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {row["filename"]: (_date(row["publication_date"]), row["publisher"] or None) for row in rows}


def _date(written: str) -> date | None:
    return date.fromisoformat(written) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) else None
