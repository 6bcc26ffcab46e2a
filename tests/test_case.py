"""The case of thirty reports of one negotiation: what was planted is found, and nothing is invented.

The reports are added to an archive as a user adds them. `known_failures.yaml` in the case's folder maps a key to the reason why it fails
today; such an entry is a strict xfail.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from communique.adding import Adder
from communique.analysis.between import Between, between
from communique.analysis.compare import column_of
from communique.analysis.compare import compare as compare_papers
from communique.analysis.copies import Copy, document_chains
from communique.analysis.matrix import matrix
from communique.analysis.primary import hold_attribution
from communique.analysis.timeline import Happening, timeline
from communique.analysis.utterances import Utterance, utterances
from communique.archive import Changed, Wish, changed_addresses, compare, dossier_of, dossiers, find_actors, open_archive, versions
from communique.archive.opening import Archive
from communique.vocabulary.issues import issues
from tests.planted import EXPLAINED, REPORTS, Case, keys, known_failures, overlaps, path_of, place, plain, planted

FAILURES = known_failures()
EDITIONS: Mapping[str, Any] = planted()["editions"]


class Found(Case):
    """The case, and what the program finds across its reports; computed once."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(dossier for _, dossier in dossiers(archive, Wish()))
        self.archive = archive

    @cached_property
    def all(self) -> list[Any]:
        return list(self.dossiers.values())

    @cached_property
    def utterances(self) -> list[Utterance]:
        return [each for each in utterances(self.all) if each.documents > 1]

    @cached_property
    def happenings(self) -> list[Happening]:
        return timeline(self.all)

    @cached_property
    def tensions(self) -> list[Between]:
        return between(self.all, utterances=utterances(self.all), happenings=self.happenings, positions=matrix(self.all, issues()))

    @cached_property
    def edited(self) -> tuple[Changed, ...]:
        """What `communique diff` tells of the address that was seen with two texts."""
        (address,) = changed_addresses(self.archive)
        old, new = versions(self.archive, address)
        return compare(dossier_of(self.archive, old.document), dossier_of(self.archive, new.document))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """Return the case, added to an archive; its two editions were seen one after the other at one address too."""
    folder = tmp_path_factory.mktemp("case")
    page = folder / "address.txt"
    with open_archive(str(folder / "lake.db"), create=True) as archive:
        added = list(Adder(archive).add([str(REPORTS)]))
        assert [each.error for each in added] == [None] * 30
        for edition in (EDITIONS["first"], EDITIONS["later"]):
            page.write_bytes(path_of(edition).read_bytes())
            list(Adder(archive).add([str(page)]))
        yield Found(archive)


def entries(*found: tuple[str, Any]) -> Callable[[Any], Any]:
    """Parametrize a test over entries of the case; those that fail today are strict xfails."""
    marked = [
        pytest.param(key, each, id=key, marks=[pytest.mark.xfail(reason=FAILURES[key], strict=True)] if key in FAILURES else [])
        for key, each in found
    ]
    return pytest.mark.parametrize(("key", "each"), marked)


SPOKEN = [
    (f"speakers/{each['id']}-{telling['report']}", {**telling, "speaker": each["speaker"]})
    for _, each in [*keys("utterances"), *keys("speakers")]
    for telling in each.get("tellings", [each])
]


@entries(*keys("copies"))
def test_copies_are_one_chain(case: Found, key: str, each: Mapping[str, Any]) -> None:
    chains = [{case.numbers[copy.id] for copy in chain} for chain in document_chains(Copy(dossier) for dossier in case.all)]
    assert set(each["reports"]) in chains


@entries(*keys("utterances"))
def test_all_tellings_of_an_utterance_are_joined(case: Found, key: str, each: Mapping[str, Any]) -> None:
    expected = {telling["report"] for telling in each["tellings"]}
    assert expected in [case.tellings_of(found, each["id"]) for found in case.utterances]


CHANGED = [
    (f"changes/{each['id']}-{telling['report']}", {**telling, "id": each["id"], "first": each["tellings"][0]["report"]})
    for _, each in keys("utterances")
    for telling in each["tellings"][1:]
]


@entries(*CHANGED)
def test_what_a_telling_changes_is_flagged_and_nothing_else(case: Found, key: str, each: Mapping[str, Any]) -> None:
    change = each.get("change", "")
    (found,) = [found for found in case.utterances if each["report"] in case.tellings_of(found, each["id"])]
    told = {
        case.numbers[variant.telling.document]: {difference.kind for difference in variant.serious}
        for variant in found.variants
        if each["id"] in case.labels_of(variant.telling)
    }
    first = told.pop(each["first"], None)  # None where it is the fullest telling, the measure of all others
    flagged = told.get(each["report"]) if first is None else first if each["report"] not in told else told[each["report"]] - first
    assert flagged == ({change.lower()} if change.isupper() else set())


@entries(("invented/utterances", None))
def test_no_utterance_is_invented(case: Found, key: str, each: None) -> None:
    wrong = [found for found in case.utterances if not case.is_connected(found)]
    assert not [[f"{case.numbers[t.document]}: {t.wording.text}" for t in found.tellings] for found in wrong]


@entries(*keys("tensions"))
def test_a_tension_is_found(case: Found, key: str, each: Mapping[str, Any]) -> None:
    assert [found for found in case.tensions if case.is_tension(found, each)]


EXPLANATIONS = [(key.replace("tensions/", "explanations/"), each) for key, each in keys("tensions")]


@entries(*EXPLANATIONS)
def test_a_tension_is_explained_as_a_careful_reader_would(case: Found, key: str, each: Mapping[str, Any]) -> None:
    assert EXPLAINED[each["explanation"]] in [found.explanation for found in case.tensions if case.is_tension(found, each)]


def test_no_tension_is_invented(case: Found) -> None:
    expected = case.planted["tensions"]
    wrong = [f for f in case.tensions if not case.is_allowed(f) and not any(case.is_tension(f, each) for each in expected)]
    assert not [(found.kind, [f"{case.numbers[s.document]}: {s.words}" for s in found.sides]) for found in wrong]


@entries(*((f"editions/{each['id']}", each) for each in EDITIONS["changes"]))
def test_what_a_later_edition_changed_is_told(case: Found, key: str, each: Mapping[str, Any]) -> None:
    assert [changed for changed in case.edited if _is_change(changed, each)]


def _is_change(changed: Changed, expected: Mapping[str, Any]) -> bool:
    if changed.change != expected["kind"]:
        return False
    told = [" ".join([side.words, side.who, *changed.notes]) if side else "" for side in (changed.old, changed.new)]
    before, after = expected["before"], expected["after"] or ""
    return plain(before) in plain(told[0]) and plain(after) in plain(told[1])


def test_no_change_of_edition_is_invented(case: Found) -> None:
    expected = EDITIONS["changes"]
    wrong = [changed for changed in case.edited if not _is_planted(changed, expected)]
    assert not [(changed.change, changed.old, changed.new) for changed in wrong]


def _is_planted(changed: Changed, expected: list[Mapping[str, Any]]) -> bool:
    """Say whether a change lies in words that were changed, whatever it is called."""
    told = plain(" ".join(f"{side.words} {side.who}" for side in (changed.old, changed.new) if side) + " ".join(changed.notes))
    return any(plain(each["before"]) in told or (each["after"] and plain(each["after"]) in told) for each in expected)


@entries(*keys("verbatim"))
def test_a_quotation_is_held_against_the_official_text(case: Found, key: str, each: Mapping[str, Any]) -> None:
    dossier, primary = case.dossiers[each["report"]], case.dossiers[each["text"]].document
    start, end = place(dossier, each["words"])
    quoting = [a for a in dossier.attributions if overlaps(a.content, start, end)]
    held = [hold_attribution(dossier.document, attribution, primary) for attribution in quoting]
    assert each["outcome"] in [one.outcome for one in held if one]


@entries(*keys("vote_claims"))
def test_a_vote_claim_is_held_against_the_roll_call(case: Found, key: str, each: Mapping[str, Any]) -> None:
    dossier = case.dossiers[each["report"]]
    start, end = place(dossier, each["words"])
    claims = [claim for claim in dossier.vote_claims if overlaps(claim.spans, start, end)]
    assert [claim.verdict.outcome for claim in claims if claim.verdict] == [each["outcome"]]


@entries(*SPOKEN)
def test_nobody_is_given_words_of_another(case: Found, key: str, each: Mapping[str, Any]) -> None:
    """The speaker is the one of the text, or the state or party for whom that person speaks, or left open."""
    dossier = case.dossiers[each["report"]]
    names = {actor.id: actor.name for actor in dossier.actors}
    (quoting,) = [a for a in dossier.attributions if overlaps(a.content, *place(dossier, each["words"])) and a.nested_in is None]
    persons = {names[speaker] for speaker in quoting.speakers if not speaker.startswith("state:")}
    assert persons <= {each["speaker"]}


def test_no_vote_claim_fails_that_was_not_planted_so(case: Found) -> None:
    failing = {each["words"] for each in case.planted["vote_claims"] if each["outcome"] == "fails"}
    for dossier in case.all:
        for claim in dossier.vote_claims:
            assert claim.verdict
            assert claim.verdict.outcome != "fails" or any(
                overlaps(claim.spans, *place(dossier, w)) for w in failing if w in dossier.document.text
            )


@entries(*keys("chains", "report"))
def test_through_whom_words_came_is_told(case: Found, key: str, each: Mapping[str, Any]) -> None:
    dossier = case.dossiers[each["report"]]
    names = {actor.id: actor.name for actor in dossier.actors}
    (quoting,) = [a for a in dossier.attributions if overlaps(a.content, *place(dossier, each["words"]))]
    assert names[quoting.speaker or ""] == each["speaker"]
    assert [names[actor] for actor in quoting.via] == each["via"]


@entries(*keys("papers", "report"))
def test_a_paper_has_its_points(case: Found, key: str, each: Mapping[str, Any]) -> None:
    (paper,) = case.dossiers[each["report"]].proposals
    assert (paper.by, paper.points_stated, len(paper.points)) == (each["by"], each["points"], each["points"])


@entries(*keys("points", "issue"))
def test_two_points_are_set_against_each_other(case: Found, key: str, each: Mapping[str, Any]) -> None:
    columns = [column_of(case.dossiers[number], number) for number in ("14", "15")]
    rows = compare_papers(columns, issues()).rows
    both = [r for r in rows if all(n in [s.number for s in cell] for n, cell in zip((each["left"], each["right"]), r.cells, strict=True))]
    assert {"conflict": "differ", "agree": "agree"}[each["relation"]] in [row.agreement for row in both]


@entries(*keys("happenings"))
def test_one_happening_is_told_once(case: Found, key: str, each: Mapping[str, Any]) -> None:
    expected = set(each["reports"])
    assert [h for h in case.happenings if expected <= {case.numbers[told.document] for told in h.told}]


@entries(*keys("persons_apart"))
def test_persons_of_one_surname_are_kept_apart(case: Found, key: str, each: Mapping[str, Any]) -> None:
    found = [set(find_actors(case.archive, name)) for name in each["names"]]
    assert found[0].isdisjoint(found[1])


@entries(*keys("near_misses"))
def test_a_near_miss_is_not_reported(case: Found, key: str, each: Mapping[str, Any]) -> None:
    if each["what"] != "utterance":
        assert not [found for found in case.tensions if case.is_tension(found, {**each, "kind": each["what"]})]
        return
    sides = [(side["report"], *place(case.dossiers[side["report"]], side["words"])) for side in each["sides"]]
    for found in case.utterances:
        told = [(case.numbers[t.document], t.attribution.content) for t in found.tellings]
        assert not all(any(n == report and overlaps(spans, a, b) for n, spans in told) for report, a, b in sides)


def test_every_known_failure_is_of_the_case(case: Found) -> None:
    sections = ("copies", "utterances", "tensions", "verbatim", "vote_claims", "happenings", "near_misses", "persons_apart")
    known = {key for section in sections for key, _ in keys(section)} | {key for key, _ in [*CHANGED, *EXPLANATIONS]}
    known |= {key for key, _ in [*keys("chains", "report"), *keys("papers", "report"), *keys("points", "issue")]}
    known |= {key for key, _ in SPOKEN}
    known |= {"invented/utterances"} | {f"editions/{each['id']}" for each in EDITIONS["changes"]}
    assert set(FAILURES) <= known
    assert Path(REPORTS).is_dir()
