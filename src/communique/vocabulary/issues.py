"""The declared issues of conflict and peace making: what parties want or refuse, with the wordings that name it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from communique.vocabulary.rows import Row, read_yaml

_FIELDS = "parent,label,contrary,wordings,un"


@dataclass(frozen=True, slots=True)
class Wording:
    """A row of words that names an issue; each may be one of several, compared with a token's lemma and form in small letters.

    With `heads` the words must hang on one of them, as in "withdraw its remaining forces" or "withdrawal of forces". A wording may name the
    contrary of the issue (`against`).
    """

    words: tuple[frozenset[str], ...]
    heads: frozenset[str] = frozenset()
    against: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """Words in the title or subject of a UN resolution that show its matter; `against` when the resolution goes against the issue."""

    words: str
    against: bool


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue. `parent` is the id of the broader one, None for a root; who wants the `contrary` refuses this one."""

    id: str
    label: str
    parent: str | None
    wordings: tuple[Wording, ...]
    hints: tuple[Hint, ...]
    contrary: str | None = None


@cache
def issues() -> Mapping[str, Issue]:
    """Return the declared issues by id, read once a process. Raises VocabularyError, with file and line, for a faulty block."""
    return issues_from(resources.files("communique.vocabulary") / "data" / "issues.yaml")


def issues_from(file: Traversable) -> Mapping[str, Issue]:
    """Read a file of issues. Raises VocabularyError for an unknown parent, a circle of parents, or a wording that two issues have."""
    rows = read_yaml(file, _FIELDS)
    taken: dict[Wording, str] = {}
    found = {}
    for key, row in rows.items():
        if not row.get("label"):
            raise row.fault(f"the issue {key} has no label.")
        _check_ancestors(key, rows)
        wordings = tuple(wording for text in _parts(row, "wordings") for wording in _wordings(text, row))
        for wording in wordings:
            if taken.setdefault(wording, key) != key or wordings.count(wording) > 1:
                raise row.fault(f"{_shown(wording)!r} names {key} and {taken[wording]}.", "A wording names one issue, once.")
        hints = tuple(Hint(text.removeprefix("-"), text.startswith("-")) for text in _parts(row, "un"))
        contrary = row.get("contrary")
        if contrary is not None and (contrary not in rows or contrary == key):
            raise row.fault(f"the contrary {contrary} of {key} is not another declared issue.")
        found[key] = Issue(key, row["label"], row.get("parent"), wordings, hints, contrary)
    return found


def ancestors(issue_id: str, known: Mapping[str, Issue]) -> Iterator[str]:
    """Yield the broader issues of an issue, the nearest first; none for a free label."""
    issue = known.get(issue_id)
    while issue is not None and issue.parent is not None:
        yield issue.parent
        issue = known.get(issue.parent)


def _parts(row: Row, column: str) -> tuple[str, ...]:
    text = row.get(column)
    return tuple(text.split(" | ")) if text else ()


def _wordings(text: str, row: Row) -> Iterator[Wording]:
    """Read "cut/sever > tie" or "free/fair election": after an arrow a stroke parts whole rows of words, else single words."""
    against, text = text.startswith("-"), text.removeprefix("-")
    heads, arrow, words = text.partition(" > ")
    if text != text.lower() or text != " ".join(text.split()) or "" in text.split("/") or not text:
        raise row.fault(f"{text!r} is not a wording.", "Write small letters and single spaces: lift/end > sanction")
    if not arrow:
        yield Wording(tuple(frozenset(word.split("/")) for word in text.split()), against=against)
        return
    for part in words.split("/"):
        yield Wording(tuple(frozenset({word}) for word in part.split()), frozenset(heads.split("/")), against)


def _shown(wording: Wording) -> str:
    words = " ".join("/".join(sorted(word)) for word in wording.words)
    return f"{'/'.join(sorted(wording.heads))} > {words}" if wording.heads else words


def _check_ancestors(key: str, rows: Mapping[str, Row]) -> None:
    seen, at = {key}, rows[key].get("parent")
    while at is not None:
        if at not in rows:
            raise rows[key].fault(f"the parent {at} of {key} is not declared.")
        if at in seen:
            raise rows[key].fault(f"the parents of {key} go in a circle.")
        seen.add(at)
        at = rows[at].get("parent")
