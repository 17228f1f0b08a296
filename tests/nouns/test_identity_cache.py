"""What is kept for a rule book or a part of one, and how long."""

import weakref
from datetime import date

import small_plans as small

from mutual_benefits._identity_cache import cached_by_identity


def counted(most):
    calls = []

    @cached_by_identity(most)
    def code_of(part, known_on, readings=()):
        calls.append((part.code, known_on, readings))
        return part.code

    return code_of, calls


def test_a_model_is_told_apart_by_identity_and_other_arguments_by_value():
    code_of, calls = counted(10)
    one, equal = small.limit("x", "day", 1), small.limit("x", "day", 1)
    for part in (one, equal, one, equal):
        for day in (None, date(2020, 1, 1), date(2020, 1, 1)):
            assert code_of(part, day, (("reading", "option"),)) == "x"
    assert one == equal
    assert len(calls) == 4


def test_no_other_model_takes_the_identity_of_one_whose_result_is_kept():
    code_of, calls = counted(2)
    gone = weakref.ref(part := small.limit("0", "day", 1))
    code_of(part, None)
    del part
    assert gone() is not None
    assert [code_of(small.limit(str(number), "day", 1), None) for number in range(1, 50)] == [
        str(number) for number in range(1, 50)
    ]
    assert gone() is None, "given up with its result"
    assert len(calls) == 50
