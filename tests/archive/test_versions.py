"""Two versions of one report compared, and entries found in changed texts: expected by reading both."""

import pytest

from communique.archive import Archive, Sighting, changed_addresses, compare, document_at, dossier_of, keep, trace, verify, versions
from communique.archive.aligning import Alignment
from communique.errors import UnknownName
from communique.record import Dossier, LoadedWord, Position
from tests.archive.dossiers import ODOR, TALKS, VENN, dossier, mentioned, names_of, said, span, talks

BEFORE = (
    "“Sanctions must end by May,” Ilka Venn said. “We will not sign,” said Ódor. Ilka Venn said the talks were useful. "
    "It was a reckless plan."
)
AFTER = (
    "“Sanctions should end by June,” Ilka Venn said. “We will not sign,” said Ilka Venn. “Peace is near,” Ódor said. "
    "It was a plan, a bold one."
)


def version(text: str, *words: tuple[str, str], loaded: str) -> Dossier:
    who = {"V": VENN, "O": ODOR}
    actors = tuple(mentioned(actor, text, actor.name) for actor in who.values())
    entries = tuple(said(f"a{number}", text, what, by=who[by]) for number, (by, what) in enumerate(words, start=1))
    stance, strength = ("demands", 8) if "must" in text else ("calls for", 4)
    words_ = "Sanctions must end" if "must" in text else "Sanctions should end"
    position = Position.model_validate(
        {"id": "p1", "actor": VENN.id, "issue": "sanctions-relief", "label": "lifting of sanctions", "stance": stance, "strength": strength,
         "span": span(text, words_), "basis": "speech", "why": "by hand"}
    )  # fmt: skip
    return dossier(text, actors=actors, attributions=entries, loaded=(LoadedWord(span=span(text, loaded)),), positions=(position,))


OLD = version(BEFORE, ("V", "Sanctions must end by May,"), ("O", "We will not sign,"), ("V", "the talks were useful"), loaded="reckless")
NEW = version(AFTER, ("V", "Sanctions should end by June,"), ("V", "We will not sign,"), ("O", "Peace is near,"), loaded="bold")


def test_every_difference_is_named_and_none_is_made_up() -> None:
    found = {
        (each.change, each.old.words if each.old else "", each.new.words if each.new else "", each.notes) for each in compare(OLD, NEW)
    }
    assert found == {
        ("softened", "Sanctions must end by May,", "Sanctions should end by June,", ("must → should",)),
        ("re-attributed", "We will not sign,", "We will not sign,", ("Ódor → Ilka Venn",)),
        ("removed", "the talks were useful", "", ()),
        ("added", "", "Peace is near,", ()),
        ("position softened", "Sanctions must end", "Sanctions should end", ("demands (8) → calls for (4)",)),
        ("loaded word removed", "reckless", "", ()),
        ("loaded word added", "", "bold", ()),
    }
    assert compare(OLD, OLD) == ()


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (("demanded", "demands"), ("asked", "asks"), "softened"),
        (("warned", "warns"), ("threatened", "threatens"), "hardened"),
        (("said", "says"), ("demanded", "demands"), "cue changed"),
        (("said", "says"), ("told", "says"), "cue changed"),
        (("said", "says"), ("said", "says"), None),
    ],
)
def test_a_weaker_reporting_word_softens_and_a_stronger_one_hardens(old: tuple[str, str], new: tuple[str, str], change: str | None) -> None:
    def told(cue: str, force: str) -> Dossier:
        text = f"Ilka Venn {cue} that the guns go."
        one = said("a1", text, "that the guns go", by=VENN).model_copy(update={"cue": (span(text, cue),), "force": force})
        return dossier(text, actors=(mentioned(VENN, text, VENN.name),), attributions=(one,))

    found = compare(told(*old), told(*new))
    assert [each.change for each in found] == ([change] if change else [])


@pytest.mark.parametrize(
    ("old", "new", "change", "notes"),
    [
        ("We may sign the paper today", "We must sign the paper today", "hardened", ("may → must",)),
        ("We will sign the paper today", "We will perhaps sign the paper today", "softened", ("hedged: perhaps",)),
        ("We will not sign the paper today", "We will sign the paper today", "reworded", ("negation dropped: not",)),
        ("They will sign the paper", "They won't sign the paper", "reworded", ("negation added: won't",)),
        ("We lost 12 of the ships there", "We lost 11 of the ships there", "reworded", ("number changed: 12 → 11",)),
        ("We signed the paper in Geneva", "We signed the letter in Geneva", "reworded", ()),
        ("They ended the slanderous campaign", "They ended the campaign", "reworded", ("left out: slanderous",)),
        ("They ended the campaign", "They ended the vile campaign", "reworded", ("put in: vile",)),
    ],
)
def test_a_rewording_says_what_shows_it(old: str, new: str, change: str, notes: tuple[str, ...]) -> None:
    one, other = (
        dossier(f"“{words},” he said.", attributions=(said("a1", f"“{words},” he said.", words, by=None),)) for words in (old, new)
    )
    (found,) = compare(one, other)
    assert (found.change, found.notes) == (change, notes)


def test_typographic_changes_are_none() -> None:
    one, other = "“We’ll sign – now,” he said.", '"We\'ll sign - now", he said.'
    old = dossier(one, attributions=(said("a1", one, "We’ll sign – now,", by=None),))
    assert compare(old, dossier(other, attributions=(said("a1", other, "We'll sign - now", by=None),))) == ()


def test_versions_of_an_address(archive: Archive) -> None:
    for each in (OLD, NEW, OLD):
        keep(archive, each, Sighting("https://example.org/v"))
    keep(archive, talks(), Sighting("https://example.org/t"))
    assert [(each.version, each.document) for each in versions(archive, "https://example.org/v")] == [(1, 1), (2, 2)]
    assert changed_addresses(archive) == ("https://example.org/v",)
    assert dossier_of(archive, document_at(archive, "https://example.org/v")) == NEW
    assert document_at(archive, OLD.document.id) == document_at(archive, OLD.document.id.removeprefix("sha256:")[:12]) == 1
    with pytest.raises(UnknownName):
        versions(archive, "https://example.org/none")
    with pytest.raises(UnknownName):
        document_at(archive, "99")


@pytest.mark.parametrize(
    ("new", "words", "fate", "now"),
    [
        (TALKS, "We shall not sign,", "holds", "We shall not sign,"),
        ("A note first.\n\n" + TALKS, "We shall not sign,", "moved", "We shall not sign,"),
        (TALKS.replace("We shall not sign", "We shall never sign"), "We shall not sign,", "altered", "We shall never sign,"),
        (TALKS.replace("“We shall not sign,” President Ódor said, according to Teleg. ", ""), "We shall not sign,", "gone", None),
        (TALKS.replace("We shall not", "They shall not"), "We shall not sign,", "altered", "They shall not sign,"),
        (TALKS.replace("not sign,", "not move,"), "We shall not sign,", "altered", "We shall not move,"),
        # a look-alike elsewhere is not taken for it
        ("We shall not sign, wrote a reader.\n\n" + TALKS.replace("We shall not sign,", "Peace,"), "We shall not sign,", "gone", None),
        ("", "We shall not sign,", "gone", None),
        # a paragraph that was moved whole
        (TALKS.split("\n\n")[1] + "\n\n" + TALKS.split("\n\n")[0], "We shall not sign,", "moved", "We shall not sign,"),
    ],
)  # fmt: skip
def test_words_are_traced_in_a_changed_text(new: str, words: str, fate: str, now: str | None) -> None:
    start = TALKS.index(words)
    found = Alignment(TALKS, new).trace(start, start + len(words))
    assert found.fate == fate
    assert (new[found.start : found.end] if found.start is not None else None) == now


def test_every_entry_is_traced(archive: Archive) -> None:
    kept = keep(archive, talks(), Sighting("x"), names_of=names_of)
    found = trace(archive, kept.document_id, "Corrected.\n\n" + TALKS.replace("rejected", "accepted"))
    assert {(each.entry, each.fate) for each in found if each.layer in ("attributions", "events")} == {
        ("a1", "moved"), ("a2", "moved"), ("a3", "moved"), ("e1", "altered"),
    }  # fmt: skip


def test_a_sound_archive_has_no_faults(archive: Archive) -> None:
    keep(archive, talks(), Sighting("x"), names_of=names_of)
    keep(archive, OLD, Sighting("y"))
    done = verify(archive)
    assert (done.documents, done.entries, done.faults) == (2, 12, ())


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE attributions SET content = 'We shall sign,' WHERE entry = 'a2'", "a2 at"),
        ("UPDATE events SET start_offset = start_offset + 1", "e1 at"),
        ("UPDATE documents SET text = replace(text, 'Monday', 'Sunday')", "its hash differs"),
        ("UPDATE readings SET dossier = substr(dossier, 1, 99)", "is damaged"),
        ("DELETE FROM readings", "0 current readings"),
    ],
)
def test_what_does_not_fit_is_a_fault(archive: Archive, statement: str, says: str) -> None:
    keep(archive, talks(), Sighting("x"), names_of=names_of)
    with archive.writing() as connection:
        connection.exec_driver_sql(statement)
    faults = verify(archive).faults
    assert any(says in fault.message for fault in faults)
