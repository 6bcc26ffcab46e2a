"""Checks the annotated reports: what their markup promises and a program can see."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.score import Offsets, has_quotation
from communique.vocabulary import Vocabulary
from communique.vocabulary import load as load_vocabulary
from training.reports_markup import Attribution, BadReport, Report, read

_MANNERS = """
us-wire british-daily official-statement transcript translated agency-chain magazine explainer live-blog ngo-report local-press historical
"""
MANNERS = frozenset(_MANNERS.split())
PARAGRAPHS = frozenset(("", "headline", "dateline", "byline", "caption", "list_item", "turn", "boilerplate"))
REAL = frozenset(("real", "invented", "mixed"))
SPLITS = frozenset(("train", "dev", "test"))
KINDS = frozenset(("direct", "indirect", "mixed"))

_ID = re.compile(r"(?:state:(?:[A-Z]{3}|[a-z0-9]+(?:-[a-z0-9]+)*)|(?:person|org|outlet):[a-z0-9]+(?:-[a-z0-9]+)*)")
_FILE = re.compile(r"\d{3}-[a-z0-9]+(?:-[a-z0-9]+)*")
_OPENING = "“‘«„‚‹\"'”»›´`"
_CLOSING = "”’»“‘›\"'«‹´"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one report. A warning (`error` false) may be right all the same."""

    report: str
    problem: str
    error: bool = True

    def __str__(self) -> str:
        """Return it on one line."""
        return f"{self.report}: {'' if self.error else 'warning: '}{self.problem}"


def lint(paths: Sequence[Path], vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Return the problems of the files, in their order; without a vocabulary, ids are held against the shipped one."""
    slugs, known = _declared(vocabulary or load_vocabulary())
    findings: list[Finding] = []
    for path in paths:
        if not _FILE.fullmatch(path.stem):
            findings.append(Finding(path.stem, "the file is not named as 014-some-words.xml"))
        try:
            report = read(path)
        except BadReport as error:
            findings.append(Finding(path.stem, str(error)))
            continue
        findings += (Finding(report.id, problem) for problem in errors_of(report))
        findings += (Finding(report.id, problem, error=False) for problem in warnings_of(report))
        findings += _ids(report, slugs, known)
    for number, count in Counter(path.stem[:3] for path in paths).items():
        if count > 1:
            findings.append(Finding(number, f"{count} files have this number"))
    return findings


def errors_of(report: Report) -> Iterator[str]:
    """Yield what is wrong with a report's markup."""
    for field, value, allowed in (("manner", report.manner, MANNERS), ("real", report.real, REAL), ("split", report.split, SPLITS)):
        if value not in allowed:
            yield f"{field}={value!r} is none of {', '.join(sorted(allowed))}"
    if not report.matter.strip():
        yield "matter is empty"
    for paragraph in report.paragraphs:
        words = report.text[paragraph.start : paragraph.end]
        if paragraph.kind not in PARAGRAPHS:
            yield f"<p kind={paragraph.kind!r}> is none of {', '.join(sorted(PARAGRAPHS - {''}))}"
        if not words.strip() or words != words.strip() or "\n" in words:
            yield f"the paragraph {words[:40]!r} is empty, has white space at its ends or is not on one line"
    numbers = [a.number for a in report.attributions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the attributions are numbered {', '.join(map(str, numbers))}; they go 1, 2, 3 ... without a gap"
    by_number = {a.number: a for a in report.attributions}
    for attribution in report.attributions:
        for problem in _errors_of_one(report, attribution, by_number):
            yield f"attribution {attribution.number} ({_start(report, attribution)!r}): {problem}"


def warnings_of(report: Report) -> Iterator[str]:
    """Yield what looks wrong with a report's markup and may be right."""
    for before, after in pairwise(report.attributions):
        if (after.content[0][0], -after.content[-1][1]) < (before.content[0][0], -before.content[-1][1]):
            yield f"attribution {after.number} stands before {before.number}; --renumber puts them in order"
    for a in report.attributions:
        where = f"attribution {a.number} ({_start(report, a)!r})"
        if not a.cue and a.follows is None and not a.optional and not _is_block(report, a):
            yield f"{where}: no cue, and follows nothing"
        if a.kind == "indirect" and any(_quotes(report, a, span) for span in a.content):
            yield f"{where}: indirect, with quotation marks"
        if a.kind == "indirect" and any(report.text[end - 1] in ".," for _, end in a.content) and not a.optional:
            yield f"{where}: indirect, and ends with a stop or comma"
        if any(report.text[end - 1] == "," for _, end in a.source + a.cue):
            yield f"{where}: the source or cue ends with a comma"


def _errors_of_one(report: Report, a: Attribution, by_number: Mapping[int, Attribution]) -> Iterator[str]:
    text = report.text
    if a.kind not in KINDS:
        yield f"kind={a.kind!r} is none of {', '.join(sorted(KINDS))}"
    for role, spans in (("content", a.content), ("source", a.source), ("cue", a.cue)):
        if any(text[start:end] != text[start:end].strip() or start == end for start, end in spans):
            yield f"a {role} is empty, or starts or ends with white space"
    for first, second in (("source", "cue"), ("content", "cue"), ("content", "source")):
        if _overlap(_role(a, first), _role(a, second)):
            yield f"its {first} and its {second} share words"
    for field, other in (("follows", a.follows), ("nested_in", a.nested_in)):
        if other is not None and (other not in by_number or other == a.number):
            yield f"{field}={other} is no other attribution"
    if a.follows is not None and (a.cue or a.source):
        yield "it follows another, so that it has no cue and no source of its own"
    if a.unnamed and (not a.source or any(s.startswith("person:") for s in a.speakers)):
        yield "unnamed, and it has no source, or a person as its speaker"
    if a.nested_in is not None and a.nested_in in by_number and not _within(a.content, by_number[a.nested_in].content):
        yield f"its content does not stand in that of {a.nested_in}"
    yield from _edges(report, a)


def _edges(report: Report, a: Attribution) -> Iterator[str]:
    """Yield what is wrong with the marks at a content's edges."""
    if a.kind == "mixed" and not any(c in _OPENING + _CLOSING for start, end in a.content for c in report.text[start:end]):
        yield "mixed, without a quotation mark"
    if a.kind != "direct" or _is_block(report, a):
        return
    for start, end in a.content:
        paragraph = next(p for p in report.paragraphs if p.start <= start <= p.end)
        before, after = report.text[paragraph.start : start][-1:], report.text[end : paragraph.end][:1]
        if not before or before not in _OPENING:
            yield f"direct, and no opening mark before {report.text[start : start + 20]!r}"
        goes_on = end >= paragraph.end and any(s > end for s, _ in a.content + _followers(report, a))
        if not goes_on and (not after or after not in _CLOSING):
            yield f"direct, and no closing mark after {report.text[max(start, end - 20) : end]!r}"


def _quotes(report: Report, a: Attribution, span: Offsets) -> bool:
    """Say whether a content has quoted words; what is nested may stand at the edge of an outer quotation, whose marks are not its own."""
    start, end = span
    return has_quotation(report.text[start:end] if a.nested_in else report.text, [(0, end - start) if a.nested_in else span])


def _is_block(report: Report, a: Attribution) -> bool:
    """Say whether a content needs no marks: turns, whole paragraphs, and what a colon or dash brings in up to the paragraph's end."""
    for start, end in a.content:
        paragraph = next(p for p in report.paragraphs if p.start <= start <= p.end)
        before, after = report.text[paragraph.start : start].rstrip(), report.text[end : paragraph.end]
        whole = not before and not after
        brought_in = before[-1:] in (":", "—", "–") and not after
        if paragraph.kind != "turn" and not whole and not brought_in:
            return False
    return True


def _followers(report: Report, a: Attribution) -> tuple[Offsets, ...]:
    return tuple(span for other in report.attributions if other.follows == a.number for span in other.content)


def _ids(report: Report, slugs: Mapping[str, frozenset[str]], known: frozenset[str]) -> Iterator[Finding]:
    """Yield what is wrong with actor ids, and which look like a declared actor's name under another id."""
    used = {i for a in report.attributions for i in (*a.speakers, *a.via, *([a.addressee] if a.addressee is not None else []))}
    for name in sorted(used):
        if not _ID.fullmatch(name):
            yield Finding(report.id, f"{name!r} is no id; ids are person:given-family, state:ISO3, org:slug, outlet:slug")
            continue
        kind, _, slug = name.partition(":")
        if kind == "state" and slug.isupper() and name not in known:
            yield Finding(report.id, f"{name} is no declared state; an invented one is state:slug-of-its-name")
        alike = slugs.get(slug.lower(), frozenset())
        own = {i for i in alike if i.startswith(f"{kind}:")}
        likely = sorted(own or (alike if kind != "person" else ()))
        if name not in known and likely:
            yield Finding(report.id, f"{name} is declared as {', '.join(likely)}", error=False)


def _declared(vocabulary: Vocabulary) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Return the ids by the slugs of all their names, and all ids."""
    slugs: dict[str, set[str]] = {}
    for surface, names in vocabulary.names.items():
        slugs.setdefault(_slug(surface), set()).update(n.entity for n in names if n.role not in ("place", "capital"))
    for surname, persons in vocabulary.surnames.items():
        slugs.setdefault(_slug(surname), set()).update(persons)
    return {slug: frozenset(ids) for slug, ids in slugs.items()}, frozenset(vocabulary.entities)


def _slug(surface: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", surface) if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[.'’]", "", plain)).strip("-").removeprefix("the-")


def _role(a: Attribution, name: str) -> tuple[Offsets, ...]:
    return {"content": a.content, "source": a.source, "cue": a.cue}[name]


def _overlap(some: Iterable[Offsets], others: Sequence[Offsets]) -> bool:
    return any(start < other_end and other_start < end for start, end in some for other_start, other_end in others)


def _within(inner: Iterable[Offsets], outer: Sequence[Offsets]) -> bool:
    return all(any(start <= s and e <= end for start, end in outer) for s, e in inner)


def _start(report: Report, a: Attribution) -> str:
    start, end = a.content[0]
    return report.text[start : min(end, start + 30)]
