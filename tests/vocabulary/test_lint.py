"""The lint names each kind of fault once, with its file and line."""

from pathlib import Path

import pytest

from communique import vocabulary
from tests.vocabulary.small import FILES, write

STATES = FILES["states.yaml"]
FAULTS = [
    ("states.yaml", STATES + "DEU:\n  name: Germany\n", "states.yaml:12: DEU must have either iso2 or"),
    ("states.yaml", STATES + "DEU:\n  name: Germany\n  iso2: FR\n", "states.yaml:12: iso2 FR of DEU"),
    ("states.yaml", STATES + "Deu:\n  name: Germany\n  iso2: DE\n", "states.yaml:12: the id state:Deu is not a slug"),
    ("states.yaml", STATES + "DEU:\n  name: Germany\n  iso2: DE\n  votes_as: BRD\n", "states.yaml:12: votes_as BRD of DEU is not declared"),
    ("states.yaml", STATES + "DEU:\n  name: Germany\n  iso2: DE\n  of: EEC\n", "states.yaml:12: state:EEC, to which state:DEU belongs"),
    (
        "states.yaml",
        STATES + "DEU:\n  name: Germany\n  iso2: DE\n  since: 1990-10-03\n  until: 1949-05-23\n",
        "states.yaml:12: state:DEU ends on",
    ),
    (
        "states.yaml",
        STATES + "DEU:\n  name: Germany\n  names: Germany\n  iso2: DE\n",
        "states.yaml:12: 'Germany' stands twice for state:DEU",
    ),
    (
        "states.yaml",
        STATES + "DEU:\n  name: Germany\n  names: West  Germany\n  iso2: DE\n",
        "states.yaml:12: 'West  Germany' has stray spaces",
    ),
    (
        "states.yaml",
        STATES + "DEU:\n  name: Germany\n  seats: the Chancellery\n  iso2: DE\n",
        "states.yaml:12: 'the Chancellery' has stray spaces or an",
    ),
    (
        "states.yaml",
        STATES + "CIV:\n  name: Côte d’Ivoire\n  iso2: CI\n",
        "states.yaml:12: 'Côte d’Ivoire' must be written with a straight",
    ),
    (
        "organisations.yaml",
        FILES["organisations.yaml"] + "Big Club:\n  name: Big Club\n",
        "organisations.yaml:8: the id org:Big Club is not a slug",
    ),
    (
        "organisations.yaml",
        FILES["organisations.yaml"] + "duma:\n  name: Duma\n  country: RUS\n",
        "organisations.yaml:8: the country RUS of org:duma",
    ),
    ("memberships.csv", FILES["memberships.csv"] + "club,FRA,2005,\n", "memberships.csv:3: FRA joins org:club again"),
    ("memberships.csv", "organisation,state,since,until\nclub,FRA,2005,2001\n", "memberships.csv:2: FRA in org:club ends on"),
    (
        "offices.csv",
        "id,title,of,kind,titles\nfra-chief,Chief,state:GAL,head of state,chief\n",
        "offices.csv:2: state:GAL, to which fra-chief belongs",
    ),
    (
        "offices.csv",
        "id,title,of,kind,titles\nfra-chief,Chief,state:FRA,head of state,Chief\n",
        "offices.csv:2: the title 'Chief' of fra-chief",
    ),
    (
        "tenures.csv",
        FILES["tenures.csv"] + "fra-chief,ann-lee,2020,\n",
        "tenures.csv:4: person:ann-lee holds fra-chief while person:bo-of-sea",
    ),
    ("tenures.csv", "office,person,since,until\nfra-chief,ann-lee,2020,2019\n", "tenures.csv:2: person:ann-lee as fra-chief ends on"),
    ("verbs.csv", FILES["verbs.csv"] + "mumble,says,,0\n", "verbs.csv:4: mumble has no frame"),
    (
        "source_nouns.csv",
        FILES["source_nouns.csv"] + "press  release,document,,\n",
        "source_nouns.csv:4: the lemma 'press  release' has stray",
    ),
]


@pytest.mark.parametrize(("file", "text", "problem"), FAULTS)
def test_a_fault_is_found(tmp_path: Path, file: str, text: str, problem: str) -> None:
    problems = vocabulary.lint(vocabulary.load_from(write(tmp_path, **{file.replace(".", "_"): text})))
    assert len(problems) == 1, problems
    assert problems[0].startswith(problem)


def test_two_may_speak_for_one_office(tmp_path: Path) -> None:
    offices = "id,title,of,kind,titles\nfra-chief,Spokesperson,state:FRA,spokesperson,spokesperson\n"
    tenures = "office,person,since,until\nfra-chief,ann-lee,2001,\nfra-chief,bo-of-sea,2002,\n"
    assert vocabulary.lint(vocabulary.load_from(write(tmp_path, offices_csv=offices, tenures_csv=tenures))) == []
