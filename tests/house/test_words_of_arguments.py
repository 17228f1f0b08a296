"""One name for one thing: each word in a public signature means one thing, and a renamed argument says so."""

import inspect
import re
import warnings
from datetime import date

import pytest
from test_arguments import ACCIDENT, CALLS

import mutual_benefits as mb
from mutual_benefits import scenarios, testing
from mutual_benefits.scenarios import charts, tables
from mutual_benefits.testing import laws

# What each word is: the annotations that it may have, separated by a slash; all are shapes of one thing.
A_PLAN = "str | Plan"
A_BOOK = "str | Plan | PlanVersion"
READINGS = "Mapping[str, str]"
WORDS = {
    "after": f"PlanVersion / Assessment / {A_BOOK} | {READINGS}",
    "along": "str / str | None",
    "assessment": "Assessment",
    "assumptions": "CoverAssumptions",
    "attribute": "bool",
    "backend": "Literal['polars', 'pandas', 'pyarrow']",
    "before": f"PlanVersion / Assessment / {A_BOOK} | {READINGS}",
    "book": f"{A_BOOK} / {A_BOOK} | None",
    "books": f"Sequence[{A_BOOK} | {READINGS}]",
    "bounds": "bool",
    "by": "str | None / Literal['tier', 'benefit', 'year']",
    "caveats": "bool",
    "chart": "ChartType",
    "claim": "Claim / Claim | None",
    "claims": "Iterable[Claim] / Claim | IntoFrame",
    "code": "str",
    "comparison": "Comparison",
    "confidence": "Decimal | float | str",
    "cost": "CostOfCover",
    "enrolment": "Enrolment",
    "error": "ValidationError",
    "extra_columns": "Literal['check', 'keep']",
    "facts": "Iterable[str] | None",
    "folder": "str | PathLike[str]",
    "format": "Literal['toml', 'json']",
    "frame": "~FrameT / IntoFrame",
    "kind": "str | None",
    "known_later": "date | None",
    "known_on": "date / date | None",
    "lang": "Literal['en', 'zh'] / Literal['en', 'zh'] | None",
    "largest": "int",
    "max_examples": "int",
    "members": "int",
    "most": "int",
    "near_boundaries": "bool",
    "number": "int",
    "of": A_PLAN,
    "on_error": "Literal['raise', 'yield'] / Literal['row', 'raise']",
    "only": "Iterable[str]",
    "options": "Any",
    "overwrite": "bool",
    "path": "str | PathLike[str] / str | PathLike[str] | BinaryFile",
    "payout": "Callable[[Claim], Any]",
    "plan": f"{A_PLAN} / {A_PLAN} | None / {A_BOOK} | None",
    "plans": f"Sequence[{A_PLAN}] | None",
    "progress": "Callable[..., Iterable[Any]] | bool | None",
    "readings": f"{READINGS} | None",
    "receipt": "Receipt / TableReceipt",
    "revaluation": "Revaluation",
    "rows": "int",
    "seed": "int",
    "sensitivities": "Sensitivities",
    "shape": "PortfolioShape | None",
    "simulations": "int",
    "skip": "Iterable[str]",
    "staff": "int",
    "stale_before": "date | None",
    "start": "Callable[[], Callable[[Claim], Any]]",
    "step": "str | Mapping[str, Decimal | int]",
    "terms": "Iterable[str] | None",
    "tiers": "Sequence[str] | None",
    "title": "str",
    "unit": "Literal['fen', 'yuan'] | None / Literal['fen', 'yuan']",
    "until": "date | None",
    "usage": "Usage | None",
    "value": "Any",
    "values": "Iterable[int] | None",
    "vary": "Mapping[str, Iterable[object]]",
    "version": "PlanVersion / PlanVersion | date / PlanVersion | date | None",
}
HOMES = {
    "": mb,
    "scenarios.": scenarios,
    "charts.": charts,
    "tables.": tables,
    "testing.": testing,
    "laws.": laws,
}


def annotation(parameter):
    text = inspect.formatannotation(parameter.annotation)
    text = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z]|date\b)", "", text)
    text = text.strip("'")  # a type that is there for type checkers alone
    return re.sub(r"Optional\[(Literal\[.*?\])\]", r"\1 | None", text)


def found_words():
    found = {}
    for home in HOMES.values():
        for name in home.__all__:
            function = getattr(home, name)
            if inspect.isfunction(function):
                for parameter in inspect.signature(function).parameters.values():
                    found.setdefault(parameter.name, set()).add(annotation(parameter))
    return found


def test_each_word_of_a_signature_is_one_thing():
    split = {word: set(kinds.split(" / ")) for word, kinds in WORDS.items()}
    assert found_words() == split


OLD_NAMES = (
    ("assess_table", "history", "usage", mb.Usage()),
    ("scenarios.revalue", "history", "usage", mb.Usage()),
    ("scenarios.movements", "history", "usage", mb.Usage()),
    ("verify_table", "history", "usage", mb.Usage()),
    ("table_receipt", "result", "frame", None),
    ("verify_table", "table", "frame", None),
    ("retro_diff", "known_a", "known_on", None),
    ("retro_diff", "known_b", "known_later", date(2024, 1, 1)),
    ("scenarios.plan_of", "code", "plan", None),
    ("tables.grid", "rows", "along", None),
    ("tables.grid", "columns", "by", None),
    ("tables.comparison", "found", "comparison", None),
    ("tables.revaluation", "found", "revaluation", None),
)


@pytest.mark.parametrize(("function", "old", "new", "value"), OLD_NAMES)
def test_an_old_name_works_and_names_the_new_one(function, old, new, value):
    call, arguments = CALLS[function]()
    arguments = {new: value, **arguments}
    expected = call(**arguments)
    under_old = {old if name == new else name: given for name, given in arguments.items()}
    with pytest.warns(DeprecationWarning, match=f"{old} of .* is now named {new}") as warned:
        answer = call(**under_old)
    assert len(warned) == 1
    assert warned[0].filename == __file__
    assert type(answer) is type(expected)
    if function in ("verify_table", "table_receipt", "scenarios.revalue"):
        assert answer == expected
    with pytest.raises(mb.InvalidArgument, match=f"{old} and {new} are both given") as caught:
        call(**arguments, **{old: arguments[new]})
    assert caught.value.field == old


def test_positional_arguments_give_no_warning():
    table = CALLS["table_receipt"]()[1]["frame"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        receipt = mb.table_receipt(table, plan=ACCIDENT)
        assert mb.verify_table(receipt, table) == ()
