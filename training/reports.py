"""The annotated reports of `training/reports`: loads them, checks them and counts them.

usage: python -m training.reports --lint [FILE ...]     problems of all reports or of those named; exit code 1 when any is an error
       python -m training.reports --show FILE ...       every attribution as a reader sees it, for proof-reading
       python -m training.reports --renumber FILE ...   number the attributions anew, in the order of their contents
       python -m training.reports --stats               how many reports, words and attributions there are, by split, manner and kind
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from training.reports_lint import lint
from training.reports_markup import Attribution, BadReport, Paragraph, Report, files, load, parse, read

__all__ = ["Attribution", "BadReport", "Paragraph", "Report", "lint", "load", "parse", "read", "renumbered", "shown", "stats"]


def shown(report: Report) -> str:
    """Return every attribution on one line: number, kind, speaker, and the words of source, cue and content."""
    rows = [f"{report.id}  {report.split}  {report.manner}  {len(report.text.split())} words"]
    for a in report.attributions:
        marks = [word for word, on in (("NOT", a.negated), ("DENIAL", a.denial), ("unnamed", a.unnamed), ("optional", a.optional)) if on]
        marks += [f"in {a.nested_in}"] if a.nested_in else []
        marks += [f"follows {a.follows}"] if a.follows else []
        marks += [f"to {a.addressee}"] if a.addressee else []
        marks += [f"via {' '.join(a.via)}"] if a.via else []
        roles = f"[{report.words_of(a.source)}] <{report.words_of(a.cue)}> {{{report.words_of(a.content)}}}"
        rows.append(f"{a.number:3} {a.kind:8} {' '.join(a.speakers) or '?'} {', '.join(marks)}\n      {roles}")
    return "\n".join(rows)


def stats(reports: Sequence[Report]) -> str:
    """Return a table: reports, words and attributions by split and by manner, and how often each kind and each mark occurs."""
    rows = [f"{'':22}{'reports':>8}{'words':>8}{'attrib.':>8}{'direct':>8}{'indirect':>9}{'mixed':>7}"]
    groups: tuple[Callable[[Report], str], ...] = (lambda r: "all", lambda r: r.split, lambda r: r.manner)
    for key in groups:
        for name in sorted({key(r) for r in reports}):
            chosen = [r for r in reports if key(r) == name]
            kinds = Counter(a.kind for r in chosen for a in r.attributions)
            words = sum(len(r.text.split()) for r in chosen)
            counts = f"{len(chosen):8}{words:8}{kinds.total():8}{kinds['direct']:8}{kinds['indirect']:9}{kinds['mixed']:7}"
            rows.append(f"{name:22}{counts}")
    every = [a for r in reports for a in r.attributions]
    marks: dict[str, Callable[[Attribution], object]] = {
        "nested": lambda a: a.nested_in,
        "following on": lambda a: a.follows,
        "negated": lambda a: a.negated,
        "denials": lambda a: a.denial,
        "with via": lambda a: a.via,
        "with addressee": lambda a: a.addressee,
        "joint": lambda a: len(a.speakers) > 1,
        "nobody named": lambda a: not a.speakers,
        "no source": lambda a: not a.source and not a.follows,
        "in pieces": lambda a: len(a.content) > 1,
        "optional": lambda a: a.optional,
    }
    rows += [f"{name:22}{sum(bool(holds(a)) for a in every):8}" for name, holds in marks.items()]
    return "\n".join(rows)


def renumbered(xml: str) -> str:
    """Return the file with its attributions numbered in the order of their contents (the outer one first); raises BadReport."""
    report = parse(xml)
    ordered = sorted(report.attributions, key=lambda a: (a.content[0][0], -a.content[-1][1], a.number))
    new = {str(a.number): str(i) for i, a in enumerate(ordered, 1)}

    def renumber(found: re.Match[str]) -> str:
        return found["head"] + " ".join(new.get(n, n) for n in found["numbers"].split()) + found["mark"]

    def within(tag: re.Match[str]) -> str:
        return re.sub(r"(?P<head>\s(?:n|nested_in|follows)=(?P<mark>[\"']))(?P<numbers>[\d\s]+)(?P=mark)", renumber, tag.group())

    return re.sub(r"<[cqs]\s[^>]*>", within, xml)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.reports", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lint", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--renumber", action="store_true")
    parser.add_argument("--stats", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args(arguments)
    paths = asked.files or files()
    if asked.renumber:
        for path in asked.files:
            path.write_text(renumbered(path.read_text(encoding="utf-8")), encoding="utf-8")
    if asked.show:
        print("\n\n".join(shown(read(path)) for path in paths))
    if asked.stats:
        print(stats([read(path) for path in paths]))
    if not asked.lint:
        return 0
    findings = lint(paths)
    print("\n".join(map(str, findings)) or f"{len(paths)} reports are well marked up")
    return int(any(f.error for f in findings))


if __name__ == "__main__":
    sys.exit(main())
