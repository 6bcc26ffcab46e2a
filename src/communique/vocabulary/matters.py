"""The matter of a UN resolution, from the words of its title and subject: which declared issues it is about, and for or against."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from communique.vocabulary.issues import Issue, ancestors


@dataclass(frozen=True, slots=True)
class Matter:
    """One issue that a title names, the words that show it, and whether the resolution goes against the issue."""

    issue: str
    words: str
    against: bool


def matters(title: str, issues: Mapping[str, Issue]) -> tuple[Matter, ...]:
    """Return the issues that the title (or title and subject) of a resolution names by their hints, in order of place.

    Capitals do not count. Of two hints within each other the longer one decides, and a broader issue gives way to a narrower one.
    """
    found: list[tuple[int, int, str, bool]] = []
    for issue in issues.values():
        for hint in issue.hints:
            found += [
                (m.start(), m.end(), issue.id, hint.against)
                for m in re.finditer(rf"(?<![\w-]){re.escape(hint.words)}", title, re.IGNORECASE)
            ]
    kept = [one for one in found if not any(_holds(other, one) for other in found)]
    broader = {above for _, _, name, _ in kept for above in ancestors(name, issues)}
    seen: dict[str, Matter] = {}
    for start, end, name, against in sorted(kept):
        if name not in broader:
            seen.setdefault(name, Matter(name, title[start:end], against))
    return tuple(seen.values())


def _holds(outer: tuple[int, int, str, bool], inner: tuple[int, int, str, bool]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[1] - outer[0] > inner[1] - inner[0]
