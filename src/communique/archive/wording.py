"""Words as a person asks for them, made a query of either full-text search: all words, "phrases", -without, one OR another."""

import re
import unicodedata
from dataclasses import dataclass

from communique.errors import UsageError

_PART = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_TOKEN = re.compile(r"\w+")
_HOW = 'Give words, "a phrase", -without, or one OR another.'


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that is looked for: its tokens in order; with `prefix` the last one is only a beginning ("sanction*")."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: of each group at least one term, and none of `without`."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    def fts5(self, columns: tuple[str, ...] = ()) -> str:
        """Return the query for SQLite's FTS5, limited to these columns when some are given."""
        wanted = " AND ".join("(" + " OR ".join(_fts5(term) for term in group) + ")" for group in self.groups)
        query = wanted if not self.without else f"({wanted}) NOT ({' OR '.join(_fts5(term) for term in self.without)})"
        return f"{{{' '.join(columns)}}} : ({query})" if columns else query

    def tsquery(self, weights: str = "") -> str:
        """Return the query for PostgreSQL's to_tsquery, limited to lexemes of these weights when some are given."""
        wanted = " & ".join("(" + " | ".join(_tsquery(term, weights) for term in group) + ")" for group in self.groups)
        return " & ".join([wanted, *(f"!({_tsquery(term, weights)})" for term in self.without)])

    def tokens(self) -> tuple[str, ...]:
        """Return all words that are looked for."""
        return tuple(dict.fromkeys(token for group in self.groups for term in group for token in term.tokens))


def wanted(words: str) -> Wanted:
    """Read what a person looks for; raises UsageError when there is no word in it, or only words to leave out."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    joining = False
    for part in _PART.finditer(words):
        if part["word"] == "OR" and not part["no"] and groups:
            joining = True
            continue
        term = _term(part["phrase"] if part["phrase"] is not None else part["word"])
        if term is None:
            continue
        if part["no"]:
            without.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = False
    if not groups:
        raise UsageError(f"There is no word to look for in {words!r}.", _HOW)
    return Wanted(tuple(tuple(group) for group in groups), tuple(without))


def _term(words: str) -> Term | None:
    letters = unicodedata.normalize("NFD", words)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    tokens = tuple(_TOKEN.findall(plain.replace("_", " ")))
    return Term(tokens, prefix=words.endswith("*")) if tokens else None


def _fts5(term: Term) -> str:
    return '"' + " ".join(term.tokens) + '"' + ("*" if term.prefix else "")


def _tsquery(term: Term, weights: str) -> str:
    marks = [("*" if term.prefix and place == len(term.tokens) - 1 else "") + weights for place in range(len(term.tokens))]
    return " <-> ".join(f"'{token}'" + (f":{mark}" if mark else "") for token, mark in zip(term.tokens, marks, strict=True))
