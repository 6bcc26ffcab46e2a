"""The one tree of errors: each says what is wrong and where, gives a hint, and knows its exit code and HTTP status.

CommuniqueError                     1  500
├── InputError                      3  422   the input cannot be read as a report
│   ├── MissingInput                3  404   no such file or folder
│   ├── EmptyInput                  3  422   nothing in it
│   ├── BinaryInput                 3  415   not text
│   ├── UndecodableInput            3  422   bytes that fit no encoding that was declared or detected
│   ├── TooLargeInput               3  413   over the size limit
│   └── NoBodyText                  3  422   a page without a body of text
├── FetchError                      4  502   an address that could not be fetched
│   ├── AddressNotFound             4  404   the server has no such page
│   └── AddressRefused              4  403   an address that may not be fetched
├── UsageError                      2  400   an argument that means nothing
│   ├── BadDate                     2  400   not a date
│   └── UnknownName                 2  404   a state, group, resolution ... that the vocabulary or the record does not have
├── RecordError                     5  422   a value that the record does not allow
│   ├── SpanMismatch                5  422   a span whose text is not the slice of its document
│   └── DanglingReference           5  422   an id that names nothing in the dossier
├── VocabularyError                 6  500   a data file of the vocabulary is faulty
├── RollCallError                   6  422   a file of votes is faulty
├── ModelError                      7  500   a model is missing or cannot be loaded
├── SettingError                    8  500   a setting has a value that it cannot have
├── OutputError                     9  500   a place that cannot be written
├── ArchiveError                   10  500   a database that cannot be opened, read or written
└── Busy                           11  503   what is asked for is at work for others
"""

from typing import ClassVar


class CommuniqueError(Exception):
    """Base of every error that communique raises on purpose.

    `message` is one sentence that names what is wrong and where; `hint` says what to do about it, or is empty.
    """

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(CommuniqueError):
    """The input cannot be read as a report."""

    exit_code = 3
    http_status = 422


class MissingInput(InputError):
    """There is no such file or folder."""

    http_status = 404


class EmptyInput(InputError):
    """The input has no text in it."""


class BinaryInput(InputError):
    """The input is not text."""

    http_status = 415


class UndecodableInput(InputError):
    """The bytes fit no encoding that was declared or detected."""


class TooLargeInput(InputError):
    """The input is over the size limit (see the settings table)."""

    http_status = 413


class NoBodyText(InputError):
    """The page has no body of text."""


class FetchError(CommuniqueError):
    """An address could not be fetched; `retry_after` is after how many seconds trying again may help, None when it will not."""

    exit_code = 4
    http_status = 502
    retry_after: float | None = None


class AddressNotFound(FetchError):
    """The server has no such page."""

    http_status = 404


class AddressRefused(FetchError):
    """The address may not be fetched: a scheme that is not http(s), or a server that refuses."""

    http_status = 403


class UsageError(CommuniqueError):
    """An argument means nothing."""

    exit_code = 2
    http_status = 400


class BadDate(UsageError):
    """The text is not a date, or the date does not exist."""


class UnknownName(UsageError):
    """A name that neither the vocabulary nor the record has."""

    http_status = 404


class RecordError(CommuniqueError):
    """A value that the record does not allow."""

    exit_code = 5
    http_status = 422


class SpanMismatch(RecordError):
    """The text of a span is not the slice of its document."""


class DanglingReference(RecordError):
    """An id names nothing in its dossier."""


class VocabularyError(CommuniqueError):
    """A data file of the vocabulary is faulty."""

    exit_code = 6


class RollCallError(CommuniqueError):
    """A file of votes is faulty; what was stored before stays as it was."""

    exit_code = 6
    http_status = 422


class ModelError(CommuniqueError):
    """A model is missing or cannot be loaded."""

    exit_code = 7


class SettingError(CommuniqueError):
    """A setting has a value that it cannot have."""

    exit_code = 8


class OutputError(CommuniqueError):
    """A file or folder cannot be written."""

    exit_code = 9


class ArchiveError(CommuniqueError):
    """The database cannot be opened, read or written; what was stored before stays as it was."""

    exit_code = 10


class Busy(CommuniqueError):
    """What is asked for is at work for others; trying again in a moment helps."""

    exit_code = 11
    http_status = 503
