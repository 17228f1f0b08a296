"""A rule without what it is about is refused, since it would pass everything or pay nothing."""

import pytest
from pydantic import ValidationError
from small_plans import SOURCED, benefit, figure, limit, version

from mutual_benefits.rules import BandedShare, ExcludedCauses, GradedSum, LumpSum

COUNTER = limit("costs", "fen", None, "calendar_year")
RULES = {
    "causes": lambda names: ExcludedCauses(causes=names, **SOURCED),
    "grades": lambda names: benefit(
        GradedSum, "sum", grades=names, maximum=figure(10), percentage=figure(10_00)
    ),
    "bands": lambda names: benefit(
        BandedShare, "bands", "medical_expense", bands=tuple(map(band, names)), counter=COUNTER
    ),
    "benefits": lambda names: version(
        *(benefit(LumpSum, name, when="died", sum=figure(1)) for name in names)
    ),
}


def band(_):
    return {"upto": None, "share": figure(1), "ceiling": figure(1)}


@pytest.mark.parametrize("field", RULES)
def test_a_list_of_one_is_accepted_and_an_empty_one_refused(field):
    assert getattr(RULES[field](("fracture",)), field)
    with pytest.raises(ValidationError) as error:
        RULES[field](())
    assert [(each["loc"], each["type"]) for each in error.value.errors()] == [((field,), "too_short")]
