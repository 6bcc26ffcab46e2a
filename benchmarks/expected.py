"""Loads the dossiers that were written by hand for the reports in `examples/` and finds their words in the texts.

`examples/README.md` documents the format. A text is what the sources room makes of a report, so that the words of a web page
are looked for in the text that is shown, never in its markup; furniture of a page that must not be attributed may be missing there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.score import Labelled, Offsets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ELISION = " [...] "

_SENTENCE_END = re.compile(r"[.!?][»”’\"'“)]*\s|\n")
_ATTRIBUTION_KEYS = frozenset(
    [
        "id",
        "kind",
        "content",
        "nth",
        "source",
        "cue",
        "speaker",
        "speakers",
        "via",
        "addressee",
        "negated",
        "denial",
        "nested_in",
        "optional",
    ]
)
_TOP_KEYS = frozenset(
    [
        "about",
        "report",
        "given",
        "document",
        "sections",
        "attributions",
        "not_attributions",
        "dates",
        "doubts",
        "gaps",
        "vote_claims",
        "proposals",
    ]
)


class FaultyExample(Exception):
    """An expected dossier that does not fit its report or its format; the message says which entry and why."""


@dataclass(frozen=True, slots=True)
class ExpectedAttribution:
    """An attribution as a person read it. `told` holds its fields as written; `at` its place; `nested_in` the key of the outer one."""

    key: str
    at: Labelled
    told: Mapping[str, Any]
    nested_in: str | None = None

    @property
    def optional(self) -> bool:
        """Say whether a reading may leave it out (it never counts for or against)."""
        return bool(self.told.get("optional"))

    @property
    def speakers(self) -> frozenset[str]:
        """The actor ids of all who speak; empty when nobody can be named."""
        one = self.told.get("speaker")
        return frozenset(self.told.get("speakers") or ([one] if one else []))


@dataclass(frozen=True, slots=True)
class Entry:
    """Any other expected entry: `place` is where its words stand, None when it has no words in the text."""

    key: str
    told: Mapping[str, Any]
    place: Offsets | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One report with its expected dossier, still without the report's text."""

    slug: str
    report: Path
    published: date | None
    told: Mapping[str, Any]
    known_failures: Mapping[str, str]

    @property
    def about(self) -> str:
        """One sentence on what the report is."""
        return str(self.told["about"])


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected dossier of one example, found in its text."""

    text: str
    attributions: tuple[ExpectedAttribution, ...]
    others: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)


def load_examples(folder: Path = EXAMPLES) -> list[Example]:
    """Load every example, in order of slug; raises FaultyExample when one does not keep to the format."""
    return [load_example(path.parent) for path in sorted(folder.glob("*/expected.yaml"))]


def load_example(folder: Path) -> Example:
    """Load the example in this folder: `expected.yaml`, its report and, if there is one, `known_failures.yaml`."""
    told = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    if unknown := set(told) - _TOP_KEYS:
        raise FaultyExample(f"{folder.name}: unknown keys {sorted(unknown)}.")
    report = folder / told["report"]
    if not report.is_file():
        raise FaultyExample(f"{folder.name}: there is no {report.name}.")
    failures = folder / "known_failures.yaml"
    known = (yaml.safe_load(failures.read_text(encoding="utf-8")) or {}) if failures.is_file() else {}
    return Example(folder.name, report, (told.get("given") or {}).get("published"), told, known)


def keys(example: Example) -> list[str]:
    """Return the keys of all expected entries, in order; a key names one entry and stays when others are added."""
    return [key for group in _GROUPS for key, _ in _keyed(example, group)]


def locate(example: Example, text: str) -> Expected:
    """Find the words of every expected entry in the report's text; raises FaultyExample when some are not there or not unique."""
    attributions = tuple(_attributions(example, text))
    for proposal in example.told.get("proposals") or []:
        for words in proposal["points"]:
            _find(words, text, f"{example.slug}: proposal by {proposal['by']}", nth=1)
    others = {group: tuple(_entries(example, group, text)) for group in _GROUPS if group != "attributions"}
    return Expected(text, attributions, others)


_GROUPS = ("document", "sections", "attributions", "not_attributions", "dates", "doubts", "gaps", "vote_claims")


def _keyed(example: Example, group: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (key, entry as a mapping) of one group of the expected dossier."""
    seen: dict[str, int] = {}
    for entry in _as_mappings(group, example.told.get(group) or []):
        words = _naming_words(group, entry)
        slug = "-".join(re.findall(r"[^\W_]+", words.lower())[:6])
        seen[slug] = seen.get(slug, 0) + 1
        yield f"{group}/{slug}" + (f"-{seen[slug]}" if seen[slug] > 1 else ""), entry


def _as_mappings(group: str, told: Any) -> list[Mapping[str, Any]]:
    if group == "document":
        return [{"field": name, "value": value} for name, value in (told or {}).items()]
    return [entry if isinstance(entry, dict) else {"text": entry} for entry in told]


def _naming_words(group: str, entry: Mapping[str, Any]) -> str:
    if group == "attributions":
        return _parts(entry)[0]
    if group == "vote_claims":
        return f"{entry.get('body')} {' '.join(str(n) for n in (entry.get('tally') or {}).values())}"
    return str(next(entry[name] for name in ("field", "starts", "at", "text", "kind") if name in entry))


def _attributions(example: Example, text: str) -> Iterator[ExpectedAttribution]:
    labels = {entry["id"]: key for key, entry in _keyed(example, "attributions") if "id" in entry}
    for key, entry in _keyed(example, "attributions"):
        place = f"{example.slug}: {key}"
        if unknown := set(entry) - _ATTRIBUTION_KEYS:
            raise FaultyExample(f"{place}: unknown fields {sorted(unknown)}.")
        outer = entry.get("nested_in")
        if outer is not None and outer not in labels:
            raise FaultyExample(f"{place}: nested in {outer!r}, which no attribution has as its id.")
        yield ExpectedAttribution(key, _place(entry, key, text, place), entry, labels.get(outer))


def _place(entry: Mapping[str, Any], key: str, text: str, place: str) -> Labelled:
    """Find content, then the cue nearest to it, then the source nearest to the cue (to the content when there is no cue)."""
    nth, start, content = entry.get("nth"), 0, []
    for part in _parts(entry):
        content.append(_find(part, text[start:], place, nth=nth if start == 0 else 1, shift=start))
        start = content[-1][1]
    cues = [_nearest(words, text, content, avoid=content, place=place) for words in _listed(entry.get("cue"))]
    source = entry.get("source")
    near = [*cues, *content] if cues else content
    sources = [_nearest(source, text, near[:1] if cues else content, avoid=[*content, *cues], place=place)] if source else []
    return Labelled(key, tuple(content), tuple(sources), tuple(cues))


def _parts(entry: Mapping[str, Any]) -> list[str]:
    return _listed(entry["content"])


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(item) for item in value]


def _entries(example: Example, group: str, text: str) -> Iterator[Entry]:
    for key, entry in _keyed(example, group):
        words = next((str(entry[name]) for name in ("starts", "at", "text") if name in entry), None)
        if words is None:
            yield Entry(key, entry)
        else:
            nth = entry.get("nth", 1 if group in {"dates", "not_attributions"} else None)
            left_out = group == "not_attributions" and example.report.suffix == ".html" and len(occurrences(words, text)) < nth
            yield Entry(key, entry, None if left_out else _find(words, text, f"{example.slug}: {key}", nth=nth))


def occurrences(words: str, text: str) -> list[Offsets]:
    """Return where the words stand as whole words; `[...]` between first and last words stands for all that is between them."""
    first, _, last = words.partition(ELISION)
    pattern = _whole(first) + (rf"(?:(?!\n).)*?{_whole(last)}" if last else "")
    return [match.span() for match in re.finditer(pattern, text)]


def _whole(words: str) -> str:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return before + re.escape(words) + after


def _find(words: str, text: str, place: str, *, nth: int | None = None, shift: int = 0) -> Offsets:
    found = occurrences(words, text)
    if not found:
        raise FaultyExample(f"{place}: {words!r} is not in the text.")
    if nth is None and len(found) > 1:
        raise FaultyExample(f"{place}: {words!r} is {len(found)} times in the text; say which with nth.")
    if nth is not None and nth > len(found):
        raise FaultyExample(f"{place}: {words!r} is only {len(found)} times in the text.")
    start, end = found[(nth or 1) - 1]
    return shift + start, shift + end


def _nearest(words: str, text: str, near: Sequence[Offsets], *, avoid: Sequence[Offsets], place: str) -> Offsets:
    """Find the occurrence with the fewest sentence ends, then the fewest characters, between it and one of `near`."""
    free = [found for found in occurrences(words, text) if not any(_overlap(found, span) for span in avoid)]
    if not free:
        raise FaultyExample(f"{place}: {words!r} is not in the text outside the content.")
    return min(free, key=lambda found: min(_distance(found, span, text) for span in near))


def _distance(one: Offsets, other: Offsets, text: str) -> tuple[int, int]:
    between = (one[1], other[0]) if one[1] <= other[0] else (other[1], one[0])
    gap = text[slice(*between)]
    return len(_SENTENCE_END.findall(gap)), len(gap)


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
