"""Whether a number as a report tells it is a fair way to tell the number of the record."""

from communique.record import Relation

FAIR_ROUND, FAIR = 5, 2
"""How far "some" and "about" may be from the record: of a number in tens, and of any other."""
NEARLY = 5
"""How far below the told number "nearly" may be."""


def agrees(told: int, relation: Relation, known: int) -> bool:
    """Say whether the record's number fits what is told: "some 140" fits 141, "more than 140" does, "nearly 140" does not."""
    if relation == "about":
        return abs(known - told) <= (FAIR_ROUND if told % 10 == 0 else FAIR)
    if relation == "nearly":
        return known < told <= known + NEARLY
    return {
        "exactly": known == told,
        "more than": known > told,
        "fewer than": known < told,
        "at least": known >= told,
        "at most": known <= told,
    }[relation]
