"""What UN votes are about: the wordings of reports and those of the record, so that one finds the other."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from communique.vocabulary.rows import read_yaml


@dataclass(frozen=True)
class VoteSubject:
    """One matter that the UN votes on; `says` and `record` are beginnings of words, in small letters."""

    id: str
    says: tuple[str, ...]
    record: tuple[str, ...]
    resolutions: frozenset[str]
    needs: tuple[str, ...] = ()

    def is_named_in(self, text: str) -> bool:
        """Say whether a report's words, in small letters, name the matter."""
        return self._said.search(text) is not None and (not self.needs or _beginnings(self.needs).search(text) is not None)

    def is_of(self, symbol: str | None, text: str) -> bool:
        """Say whether a roll call with this symbol and these words of its title and headings, in small letters, is on the matter."""
        return symbol in self.resolutions or self._recorded.search(text) is not None

    @cached_property
    def _said(self) -> re.Pattern[str]:
        return _beginnings(self.says)

    @cached_property
    def _recorded(self) -> re.Pattern[str]:
        return _beginnings(self.record)


@cache
def _beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})")


@cache
def vote_subjects() -> tuple[VoteSubject, ...]:
    """Return the declared subjects, read once a process. Raises VocabularyError, with file and line, for a faulty entry."""
    rows = read_yaml(resources.files("communique.vocabulary") / "data" / "vote_subjects.yaml", "says,record,resolutions,needs")
    subjects = []
    for name, row in rows.items():
        subject = VoteSubject(name, row.many("says"), row.many("record"), frozenset(row.many("resolutions")), row.many("needs"))
        if not subject.says or not subject.record:
            raise row.fault(f"{name} lacks its words in `says` or `record`.")
        if any(words != words.casefold() for words in subject.says + subject.record):
            raise row.fault(f"the words of {name} are not all in small letters.")
        subjects.append(subject)
    return tuple(subjects)
