"""Reads the markup of the annotated reports: XML to text and attributions with offsets.

The markup is told in training/reports/README.md. The text of a report is the text of its paragraphs, joined by one line end; offsets are
half-open, in code points of that text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from benchmarks.score import Labelled, Offsets

FOLDER = Path(__file__).resolve().parent / "reports"

_ATTRIBUTES = {
    "report": {"published", "manner", "matter", "real", "split"},
    "p": {"kind"},
    "c": {"n", "kind", "speaker", "via", "addressee", "negated", "denial", "nested_in", "follows", "optional", "unnamed"},
    "q": {"n"},
    "s": {"n"},
}
_OWNERS: dict[str, set[str | None]] = {
    "report": {None},
    "p": {"report"},
    "c": {"p", "c", "s", "q"},
    "q": {"p", "c", "s", "q"},
    "s": {"p", "c", "s", "q"},
}
_NUMBER = re.compile(r"[1-9]\d*")


class BadReport(Exception):
    """A file is no annotated report; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its kind ('' for a plain one) and where it stands in the report's text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """One annotated attribution, as offsets into its report's text, in order of place.

    `source` and `cue` are empty where the text gives none. `speakers` are actor ids, none where nobody can be named; `via` are those who
    passed the words on, outermost last. `unnamed` says that the source is somebody without a name who is told of as new, and that its own
    words do not say for whom he speaks ("a colonel"). `nested_in` and `follows` are the numbers of other attributions of the report.
    `optional` says why a careful reader could leave the entry out, and is empty where none could.
    """

    number: int
    kind: str
    content: tuple[Offsets, ...]
    source: tuple[Offsets, ...] = ()
    cue: tuple[Offsets, ...] = ()
    speakers: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    addressee: str | None = None
    negated: bool = False
    denial: bool = False
    nested_in: int | None = None
    follows: int | None = None
    optional: str = ""
    unnamed: bool = False

    def labelled(self) -> Labelled:
        """Return it as the scorer's gold; its id is the number."""
        return Labelled(str(self.number), self.content, self.source, self.cue)


@dataclass(frozen=True, slots=True)
class Report:
    """One annotated report; `id` is its file's name without ending, `attributions` are in order of their numbers."""

    id: str
    published: date
    manner: str
    matter: str
    real: str
    split: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    attributions: tuple[Attribution, ...]

    def gold(self, *, optional: bool = True) -> tuple[Labelled, ...]:
        """Return the scorer's gold, in order of place; `optional=False` leaves out what a careful reader could leave out."""
        kept = (a for a in self.attributions if optional or not a.optional)
        return tuple(sorted((a.labelled() for a in kept), key=lambda gold: (gold.content[0], gold.id)))

    def words_of(self, spans: Iterable[Offsets]) -> str:
        """Return the words of the spans, ` | ` between them."""
        return " | ".join(self.text[start:end] for start, end in spans)


class _Markup:
    """The text of one report and where its tags stand in it."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self._name = name
        self.paragraphs: list[Paragraph] = []
        self.spans: dict[str, dict[int, list[Offsets]]] = {"c": {}, "q": {}, "s": {}}
        self.told: dict[int, dict[str, str]] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._element(root, None)

    @property
    def text(self) -> str:
        """The text read so far."""
        return "".join(self._pieces)

    def _element(self, element: etree._Element, owner: str | None) -> None:
        tag = element.tag if isinstance(element.tag, str) else "a comment"
        if owner not in _OWNERS.get(tag, set()):
            self._fail(element, f"{tag} may not stand in {owner or 'the file'}")
        if unknown := set(element.attrib) - _ATTRIBUTES[tag]:
            self._fail(element, f"<{tag}> has no attribute {', '.join(sorted(unknown))}")
        if tag == "p" and self.paragraphs:
            self._add("\n")
        start = self._length
        if tag != "report":
            self._add(element.text)
        elif (element.text or "").strip():
            self._fail(element, "text outside the paragraphs")
        for child in element:
            self._element(child, tag)
            if tag != "report":
                self._add(child.tail)
            elif (child.tail or "").strip():
                self._fail(child, "text outside the paragraphs")
        self._close(element, tag, (start, self._length))

    def _close(self, element: etree._Element, tag: str, span: Offsets) -> None:
        if tag == "p":
            self.paragraphs.append(Paragraph(element.get("kind", ""), *span))
        elif tag != "report":
            numbers = element.get("n", "").split()
            if not numbers or not all(_NUMBER.fullmatch(n) for n in numbers) or (tag == "c" and len(numbers) > 1):
                self._fail(element, f"<{tag} n={element.get('n')!r}> is not numbered as it must be")
            for number in map(int, numbers):
                self.spans[tag].setdefault(number, []).append(span)
                if tag == "c" and len(element.attrib) > 1:
                    self._tell(element, number)

    def _tell(self, element: etree._Element, number: int) -> None:
        if number in self.told:
            self._fail(element, f"attribution {number} has its attributes twice: do two have this number?")
        self.told[number] = {str(k): str(v) for k, v in element.attrib.items() if k != "n"}

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _fail(self, element: etree._Element, problem: str) -> None:
        raise BadReport(f"{self._name}:{element.sourceline}: {problem}")


def parse(xml: str, name: str = "report") -> Report:
    """Read one report out of its XML; raises BadReport when it is not well-formed or a tag, attribute or number is not the markup's.

    What can be read is not judged further; that is `training.reports_lint`'s work.
    """
    try:
        root = etree.fromstring(xml.encode("utf-8"))
    except etree.XMLSyntaxError as error:
        raise BadReport(f"{name}:{error.lineno}: not well-formed: {error.msg}") from error
    if root.tag != "report":
        raise BadReport(f"{name}:1: the file holds <{root.tag}>, not <report>")
    markup = _Markup(name, root)
    try:
        published = date.fromisoformat(root.get("published", ""))
    except ValueError as error:
        raise BadReport(f"{name}:1: published={root.get('published')!r} is not a day as 2014-03-28") from error
    header = {field: root.get(field, "") for field in ("manner", "matter", "real", "split")}
    numbers = sorted(set().union(*markup.spans.values()))
    attributions = tuple(_attribution(markup, number, name) for number in numbers)
    return Report(id=name, published=published, text=markup.text, paragraphs=tuple(markup.paragraphs), attributions=attributions, **header)


def _attribution(markup: _Markup, number: int, name: str) -> Attribution:
    told = markup.told.get(number)
    if told is None:
        raise BadReport(f"{name}: attribution {number} has no <c> with kind and speaker")
    if not {"kind", "speaker"} <= set(told):
        raise BadReport(f"{name}: attribution {number} needs kind and speaker on its first content")
    for field in ("nested_in", "follows"):
        if field in told and not _NUMBER.fullmatch(told[field]):
            raise BadReport(f"{name}: attribution {number} has {field}={told[field]!r}, which is no number")
    for field in ("negated", "denial", "unnamed"):
        if told.get(field, "yes") != "yes":
            raise BadReport(f"{name}: attribution {number} has {field}={told[field]!r}; it is 'yes' or left out")
    content, source, cue = (tuple(sorted(markup.spans[tag].get(number, ()))) for tag in "csq")
    return Attribution(
        number=number,
        kind=told["kind"],
        content=content,
        source=source,
        cue=cue,
        speakers=() if told["speaker"].strip() == "?" else tuple(told["speaker"].split()),
        via=tuple(told.get("via", "").split()),
        addressee=told.get("addressee"),
        negated="negated" in told,
        denial="denial" in told,
        nested_in=int(told["nested_in"]) if "nested_in" in told else None,
        follows=int(told["follows"]) if "follows" in told else None,
        optional=told.get("optional", ""),
        unnamed="unnamed" in told,
    )


def read(path: Path) -> Report:
    """Read one file; raises BadReport."""
    try:
        return parse(path.read_bytes().decode("utf-8"), path.stem)
    except UnicodeDecodeError as error:
        raise BadReport(f"{path.stem}: not UTF-8: {error}") from error


def files(folder: Path = FOLDER) -> list[Path]:
    """Return the files of the reports, in order of their names."""
    return sorted(folder.glob("*.xml"))


def load(split: str | None = None, folder: Path = FOLDER) -> list[Report]:
    """Load the reports of a split ('train', 'dev', 'test'), or all of them, in order of their ids; raises BadReport."""
    reports = [read(path) for path in files(folder)]
    return [report for report in reports if split in (None, report.split)]
