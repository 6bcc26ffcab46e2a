"""The layers as the faces show them: the matrix, the strip, how each is reported, the two sides of a tension - without a browser."""

from communique.exports.matrix import matrix
from communique.exports.paragraphs import Paragraphs
from communique.exports.reporting import counted, forces, implications, reporting
from communique.exports.strip import strip
from communique.exports.tables import tables
from communique.exports.tension_cards import tension_cards
from communique.exports.wording import Cast
from communique.record import Document, Dossier, Position
from tests.exports import reports


def test_the_matrix_sets_issues_against_actors() -> None:
    dossier = reports.talks()
    found = matrix(dossier, Cast(dossier))
    assert found is not None
    assert found.actors == ("Veldania", "Ostria")
    told = {row.label: [[f"{stand.sign} {stand.stance}" for stand in cell] for cell in row.cells] for row in found.rows}
    assert told == {"reopening of the northern road": [["▲ demands"], []], "security guarantees": [[], ["▲ calls for"]]}


def test_equal_stances_are_counted_and_sides_told_apart() -> None:
    desk = reports.Desk("Ostria wants a truce. Ostria asks for a truce. Ostria rejects a wall.\n")
    held = [("truce", "calls for", "a truce", 0), ("truce", "calls for", "a truce", 1), ("wall", "rejects", "a wall", 0)]
    positions = tuple(
        Position(
            id=f"p{n}", actor="state:OST", issue=issue, label=issue, stance=stance, span=desk.at(words, nth), basis="narration", why="x"
        )
        for n, (issue, stance, words, nth) in enumerate(held, start=1)
    )
    found = matrix(Dossier(document=Document(text=desk.text), positions=positions, made_by=reports.MADE_BY), Cast(reports.talks()))
    assert found is not None
    assert [(row.label, [(s.side, s.times) for s in row.cells[0]]) for row in found.rows] == [
        ("truce", [("for", 2)]),
        ("wall", [("against", 1)]),
    ]


def test_a_text_with_one_position_has_no_matrix() -> None:
    dossier = reports.talks()
    assert matrix(dossier.model_copy(update={"positions": dossier.positions[:1]}), Cast(dossier)) is None


def test_the_strip_has_a_dot_for_every_event_and_a_column_for_every_date() -> None:
    dossier = reports.talks()
    drawn = str(strip(dossier, Cast(dossier)))
    assert drawn.count("<circle") == 3
    assert [f'href="#row-e{n}"' in drawn for n in (1, 2, 3)] == [True, True, True]
    assert all(date in drawn for date in ("2028-03-02", "2028-03-14", "2028-04-01"))
    assert 'class="dot q-0 ahead"' in drawn
    assert 'class="dot q-3 firm"' in drawn
    assert strip(dossier.model_copy(update={"events": ()}), Cast(dossier)) == ""


def test_reporting_verbs_are_counted_by_speaker_with_what_they_imply() -> None:
    found = {reported.speaker: reported for reported in reporting(reports.talks())}
    assert forces(found["person:ilse-varga"]) == "says 1"
    assert implications(found["person:ilse-varga"]) == []
    assert implications(found["person:pavel-doran"]) == ["called: leaves open whether it is so"]
    assert counted(["claimed", "Claimed", "insisted"]) == "claimed ×2, insisted"


def test_each_side_of_a_tension_has_its_place_and_says_whose_words_it_is() -> None:
    dossier = reports.talks()
    (card,) = tension_cards(dossier, Cast(dossier), Paragraphs(dossier))
    assert card.kind == "Accusation and denial"
    assert [(side.anchor, side.place, side.whose) for side in card.sides] == [
        ("at-t1-1", "¶ 3", "Ostria"),
        ("at-t1-2", "¶ 1", "Ilse Varga"),
    ]


def test_every_row_has_an_id_of_its_own() -> None:
    dossier = reports.talks()
    ids = [row.id for layer in tables(dossier, Cast(dossier), Paragraphs(dossier)) for row in layer.rows]
    assert len(ids) == len(set(ids)) > 15
