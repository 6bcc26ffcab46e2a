"""The words of the events: the shipped files hold together, and a faulty row is named with its file and line."""

from pathlib import Path
from typing import get_args

import pytest

from communique.errors import VocabularyError
from communique.record import EventType, Modality
from communique.vocabulary.event_words import event_words, event_words_from, head_word, lint_event_words

FILES = {
    "event_types.csv": "type,quad,score,modes,gloss\nASSAULT,material conflict,-9,aerial,attacks\nAID,material cooperation,10,,helps\n",
    "event_classes.csv": "class,lemmas\narms,tank|gun\n",
    "event_triggers.csv": (
        "words,pos,type,mode,frame,object,subject,strict\n"
        "bomb,verb,ASSAULT,aerial,subject>object|in,,,0\n"
        "send,verb,AID,,subject>to,@arms|grain,,0\n"
        "air raid,noun,ASSAULT,aerial,owner|by>on,,,0\n"
    ),
    "event_modality.csv": "words,part,modality\nplan,verb,planned\n",
    "event_contexts.csv": "words,context\nborder,territory\nborder,migration\n",
}
TRIGGERS = FILES["event_triggers.csv"]


def write(folder: Path, **changed: str) -> Path:
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.replace(".", "_"), text), encoding="utf-8")
    return folder


def test_the_shipped_words_have_no_faults() -> None:
    assert lint_event_words(event_words()) == []


def test_the_shipped_triggers_cover_every_type_mode_and_modality() -> None:
    words = event_words()
    triggers = list(words.triggers())
    assert len(triggers) >= 600
    assert {t.type for t in triggers} == set(get_args(EventType))
    for kind in words.kinds.values():
        assert {t.mode for t in triggers if t.type == kind.type} >= set(kind.modes)
    assert {m for part in words.modality.values() for m in part.values()} == set(get_args(Modality))


def test_rows_are_read_as_written(tmp_path: Path) -> None:
    words = event_words_from(write(tmp_path))
    (bomb,), (send,), (raid,) = words.verbs["bomb"], words.verbs["send"], words.nouns["raid"]
    assert (bomb.frame.actors, bomb.frame.recipients, bomb.frame.joint) == (("subject",), ("object", "in"), False)
    assert send.object is not None
    assert send.object.lemmas == {"tank", "gun", "grain"}
    assert head_word(raid) == "raid"
    assert words.contexts["border"] == ("territory", "migration")
    assert words.places[raid] == "event_triggers.csv:4"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("event_triggers.csv", TRIGGERS + "hit,verb,FIGHT,,subject>object,,,0\n", "event_triggers.csv:5: type 'FIGHT' is not known"),
        ("event_triggers.csv", TRIGGERS + "hit,verb,AID,aerial,subject>object,,,0\n", "event_triggers.csv:5: 'aerial' is no mode of AID"),
        ("event_triggers.csv", TRIGGERS + "hit,verb,AID,,subject,,,0\n", "event_triggers.csv:5: frame 'subject' has neither > nor +"),
        ("event_triggers.csv", TRIGGERS + "hit,verb,AID,,subject>to,@aid,,0\n", "event_triggers.csv:5: object @aid is no class"),
        ("event_triggers.csv", TRIGGERS + "hit,verb,AID,,subject>to,,,yes\n", "event_triggers.csv:5: strict 'yes' is neither 0 nor 1"),
        ("event_triggers.csv", TRIGGERS + TRIGGERS.splitlines()[1] + "\n", "event_triggers.csv:5: bomb stands here and in"),
        ("event_types.csv", FILES["event_types.csv"].replace("10", "ten"), "event_types.csv:3: score 'ten' is not a number"),
        ("event_modality.csv", FILES["event_modality.csv"] + "plan,verb,denied\n", "event_modality.csv:3: the verb plan stands twice"),
        ("event_modality.csv", FILES["event_modality.csv"] + "hope,verb,wished\n", "event_modality.csv:3: modality 'wished' is not known"),
    ],
)
def test_a_faulty_row_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message.split(":")[0]) as caught:
        event_words_from(write(tmp_path, **{name.replace(".", "_"): text}))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("event_types.csv", FILES["event_types.csv"].replace(",10,", ",11,"), "the score 11.0 of AID is not between -10 and 10"),
        ("event_types.csv", FILES["event_types.csv"].replace("aerial,", "aerial|drone,"), "no trigger has the mode ASSAULT drone"),
        ("event_triggers.csv", TRIGGERS.replace("air raid", "Air raid"), "event_triggers.csv:4: 'Air raid' is not in lower case"),
        ("event_triggers.csv", TRIGGERS.replace("subject>to", ">"), "event_triggers.csv:3: the frame has neither actor nor recipient"),
    ],
)
def test_the_lint_names_a_fault(tmp_path: Path, name: str, text: str, message: str) -> None:
    problems = lint_event_words(event_words_from(write(tmp_path, **{name.replace(".", "_"): text})))
    assert any(message in problem for problem in problems), problems
